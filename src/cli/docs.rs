//! `anteroom docs`: the pack as a document to read, print and sign, in a folder.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, FINE, PROBLEMS, files, pack};
use crate::{handbook, render};

/// Write the pack as a document: one page for a browser and paper, and Markdown
///
/// Every rule in sentences with its limits, sources, questions, cases and what it does when it is met and when it cannot
/// be settled; the questionnaire; scales with their scoring; lists of medicines; settings; sources; the source attributes
/// of HTI-1. It is made from the rules that run, and from the cases in the pack's folder `cases`.
///
/// index.html stands alone: it loads nothing, and can be mailed, searched and printed. The Markdown files link to one
/// another, index.md first. Only files that this command wrote are written over, and none is deleted.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 written; 1 the pack or a case has mistakes; 2 a wrong argument, a file that cannot be \
                        read, or a folder that cannot be written."
)]
pub(super) struct Docs {
    /// The folder of the pack; without it, the folder here, or where that is none the KAP pack
    #[arg(value_name = "PACK")]
    folder: Option<PathBuf>,
    /// The folder to write; it is made where there is none
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
}

impl Docs {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let folder = pack::here(self.folder.as_deref());
        let loaded = pack::load(folder)?;
        let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
        let Some(cases) = pack::cases(pack, folder, terminal)? else { return Ok(PROBLEMS) };
        let handbook = handbook::of(pack, &loaded.sources, &cases);
        let mut made = vec![("index.html".to_owned(), render::handbook::html(&handbook))];
        made.extend(render::handbook::markdown(&handbook));
        self.write(&made, terminal)
    }

    /// Looks at every place first, so that nothing is written where something cannot be.
    fn write(&self, made: &[(String, String)], terminal: &mut Terminal) -> Done {
        let folder = files::name(&self.output);
        let unwritable =
            |error: &io::Error| Failure::file(folder.as_str(), format_args!("cannot be written: {}", why(error)));
        fs::create_dir_all(&self.output).map_err(|error| unwritable(&error))?;
        let foreign: Vec<&str> =
            made.iter().map(|(name, _)| name.as_str()).filter(|name| !is_ours(&self.output.join(name))).collect();
        if !foreign.is_empty() {
            let why = format!(
                "{} not written by `anteroom docs`, and would be lost; name another folder",
                foreign.join(", ")
            );
            return Err(Failure::file(folder, why));
        }
        for (name, text) in made {
            let path = self.output.join(name);
            fs::write(&path, text).map_err(|error| {
                Failure::file(files::name(&path), format_args!("cannot be written: {}", why(&error)))
            })?;
            terminal.write(&format!("{}  {} KB\n", files::name(&path), text.len().div_ceil(1000)))?;
        }
        for left in self.left(made) {
            terminal.say(&format!("{left}: of an earlier version of the pack, and no part of this one"));
        }
        Ok(FINE)
    }

    /// Files that an earlier run wrote and this one did not.
    fn left(&self, made: &[(String, String)]) -> Vec<String> {
        let entries = fs::read_dir(&self.output).into_iter().flatten().flatten();
        let mut left: Vec<String> = entries
            .filter(|entry| made.iter().all(|(name, _)| entry.file_name() != name.as_str()))
            .filter(|entry| entry.path().extension().is_some_and(|of| of == "md") && is_ours(&entry.path()))
            .map(|entry| files::name(&entry.path()))
            .collect();
        left.sort();
        left
    }
}

/// Whether nothing stands at a place but a file of ours: its mark is in the first lines.
fn is_ours(path: &Path) -> bool {
    const HEAD: u64 = 1_000;
    match fs::File::open(path) {
        Ok(file) => {
            let mut head = Vec::new();
            file.take(HEAD).read_to_end(&mut head).is_ok() && render::handbook::is_ours(&String::from_utf8_lossy(&head))
        }
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => "a file of that name stands there".to_owned(),
        _ => files::why(error),
    }
}
