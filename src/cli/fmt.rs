//! `anteroom fmt`: the files of a pack in one layout, which changes nothing that they say.

use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, FINE, PROBLEMS, files, pack};
use crate::layout::{self, Refused};
use crate::text::Sources;

/// Lay out the files of a pack in one way
///
/// Sets the indents, the spaces around signs and in expressions, and the ends of lines; two and more blank lines become one.
/// Where a line breaks, what stands in quotes, and the comments stay as their author has them. What a file says never
/// changes, nor does the digest of the pack: each file is read again before it is written, and is left as it is where that is
/// not sure.
///
/// Of a folder it takes every .yaml and .yml file, with those of its cases; a hidden file or folder is passed over.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 every file is in its layout now; 1 with --check, a file is not; or a file has mistakes and \
                        is left as it is; 2 a wrong argument or a file that cannot be read or written."
)]
pub(super) struct Fmt {
    /// Folders and files; without any, the pack here
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Change nothing, and say which files would change
    #[arg(long)]
    check: bool,
}

/// One file, and its text.
struct Found {
    path: PathBuf,
    text: String,
}

#[derive(Default)]
struct Tally {
    changed: usize,
    unchanged: usize,
    refused: usize,
}

impl Fmt {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let here = [pack::own(None)].into_iter().filter(|_| self.paths.is_empty());
        let paths = here.chain(self.paths.iter().map(|path| Ok(path.as_path()))).collect::<Result<Vec<_>, _>>()?;
        let mut tally = Tally::default();
        for path in paths {
            self.path(path, terminal, &mut tally)?;
        }
        terminal.write(&tally.line(self.check))?;
        let is_fine = tally.refused == 0 && !(self.check && tally.changed > 0);
        Ok(if is_fine { FINE } else { PROBLEMS })
    }

    fn path(&self, path: &Path, terminal: &mut Terminal, tally: &mut Tally) -> Result<(), Failure> {
        let found = found(path)?;
        let laid_out: Vec<Option<String>> = found.iter().map(|file| lay_out(file, terminal)).collect();
        if path.join("pack.yaml").is_file() {
            keeps_digest(path, &found, &laid_out)?;
        }
        for (file, laid_out) in found.iter().zip(laid_out) {
            match laid_out {
                None => tally.refused += 1,
                Some(text) if text == file.text => tally.unchanged += 1,
                Some(text) => {
                    tally.changed += 1;
                    let name = files::name(&file.path);
                    if self.check {
                        terminal.write(&format!("would reformat {name}\n"))?;
                    } else {
                        files::replace(&file.path, &text)?;
                        terminal.write(&format!("reformatted {name}\n"))?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn found(path: &Path) -> Result<Vec<Found>, Failure> {
    if path.is_dir() {
        let join = |(inside, text): (String, String)| Found { path: path.join(inside), text };
        return Ok(files::yaml(path)?.into_iter().map(join).collect());
    }
    let name = files::name(path);
    let bytes = files::read(&name, files::open(path)?)?;
    if !files::is_yaml(path) {
        return Err(Failure::file(name, "this is no YAML file: its name ends in neither .yaml nor .yml"));
    }
    let text = files::text(bytes, 0).map_err(|why| Failure::file(name, why))?;
    Ok(vec![Found { path: path.to_owned(), text }])
}

/// `None`, and says why, where a file is left as it is.
fn lay_out(file: &Found, terminal: &Terminal) -> Option<String> {
    let mut sources = Sources::default();
    let name = files::name(&file.path);
    let id = sources.add(name.clone(), file.text.as_str());
    match layout::canonical(id, &file.text) {
        Ok(text) => Some(text),
        Err(Refused::Unreadable(faults)) => {
            faults.iter().for_each(|fault| terminal.draw(fault, &sources));
            None
        }
        Err(Refused::Unsure(at)) => {
            let line = file.text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
            terminal.say(&format!(
                "error: {name}:{line}: left as it is: it has a rare form of YAML, and another layout might say something else"
            ));
            None
        }
    }
}

/// Refuses to write where the pack would be another one: that would be a fault of this program.
fn keeps_digest(folder: &Path, found: &[Found], laid_out: &[Option<String>]) -> Result<(), Failure> {
    let digest = |texts: &mut dyn Iterator<Item = (&Found, &str)>| {
        let mut sources = Sources::default();
        let mut files = Vec::new();
        for (file, text) in texts {
            let inside = file.path.strip_prefix(folder).unwrap_or(&file.path);
            if !inside.starts_with("cases") {
                files.push((files::name(inside), sources.add(files::name(&file.path), text)));
            }
        }
        crate::pack::read(&files, &sources).0.map(|pack| pack.digest)
    };
    let was = digest(&mut found.iter().map(|file| (file, file.text.as_str())));
    let is = digest(&mut found.iter().zip(laid_out).map(|(file, text)| (file, text.as_deref().unwrap_or(&file.text))));
    if was != is {
        let why = "another layout would change the digest of the pack, and nothing is written. This is a fault of anteroom: \
                   please report it";
        return Err(Failure::Integrity(format!("{}: {why}", files::name(folder))));
    }
    Ok(())
}

impl Tally {
    /// `1 file would change, 11 unchanged`
    fn line(&self, check: bool) -> String {
        let files = if self.changed == 1 { "1 file".to_owned() } else { format!("{} files", self.changed) };
        let changed = if check { "would change" } else { "changed" };
        let refused = match self.refused {
            0 => String::new(),
            refused => format!(", {refused} left as they are"),
        };
        format!("{files} {changed}, {} unchanged{refused}\n", self.unchanged)
    }
}
