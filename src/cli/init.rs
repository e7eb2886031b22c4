//! `anteroom init`: a folder for a clinic's own rules, with cases and the checks of every change.

mod files;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, FINE, embedded};
use crate::cli::files as disk;

/// Begin a folder for the rules of a clinic
///
/// Writes a pack with its cases, the checks that run before each commit and on every change on GitHub, and the settings of an
/// editor. Everything passes from the start: `check`, `test`, `fmt --check` and `prove`. The pack gets the name of the folder.
///
/// The folder must be new or empty; one that holds nothing but `.git` will do. Nothing is ever written over.
#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 the folder is written; 2 it is not empty, or cannot be written.")]
pub(super) struct Init {
    /// The folder to write
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The pack to begin with
    #[arg(long, value_enum, value_name = "PACK", default_value_t = From::Demo)]
    from: From,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum From {
    /// Three rules about a made-up clinic, to replace one by one
    Demo,
    /// The KAP pack that anteroom carries, to make one's own
    Kap,
}

impl Init {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        is_free(&self.folder)?;
        disk::make_folder(&self.folder)?;
        let id = files::pack_id(&name_of(&self.folder));
        let pack: Vec<_> = match self.from {
            From::Demo => embedded::DEMO.to_vec(),
            From::Kap => [embedded::KAP, embedded::KAP_CASES].concat(),
        };
        for file in files::all(&pack, &id) {
            let path = self.folder.join(&file.path);
            disk::make_folder(path.parent().unwrap_or(&self.folder))?;
            disk::replace(&path, &file.text)?;
            if file.runs {
                disk::let_run(&path)?;
            }
        }
        terminal.write(&created(&disk::name(&self.folder)))?;
        Ok(FINE)
    }
}

/// Refuses a folder in which something could be written over.
fn is_free(folder: &Path) -> Result<(), Failure> {
    match disk::entries(folder)? {
        Some(names) if names.iter().any(|name| name != ".git") => {
            let why = "this folder is not empty, and nothing is written over: name a new one";
            Err(Failure::file(disk::name(folder), why))
        }
        _ => Ok(()),
    }
}

/// What the folder is called, also where it is given as `.`.
fn name_of(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    whole.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn created(folder: &str) -> String {
    let parts = [
        ("pack.yaml", "who the rules are for, what can be tuned: begin here"),
        ("questionnaire.yaml  scales/", "what is asked"),
        ("rules/  tables/", "the rules, and the words they look for"),
        ("cases/", "made-up applicants, with what must come of each"),
        (".github/  hooks/", "the checks of every change and commit"),
        (".vscode/  .schema/", "settings of an editor, and what may stand in each file"),
    ];
    let width = parts.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let lines: String = parts.iter().map(|(name, what)| format!("  {name:width$}  {what}\n")).collect();
    let folder = folder.trim_end_matches('/');
    let quoted = if folder.contains(' ') { format!("'{folder}'") } else { folder.to_owned() };
    let there = if folder == "." { String::new() } else { format!("cd {quoted} && ") };
    format!(
        "Created {folder}/\n{lines}Next: {there}anteroom check && anteroom test\nNote: this is a starting point. A clinician \
         must review and sign a pack\nbefore it is used with patients.\n"
    )
}
