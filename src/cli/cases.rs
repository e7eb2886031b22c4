//! `anteroom cases`: cases that are still to be written.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::case_files::CaseFiles;
use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, FINE, PROBLEMS, clock, files, pack};
use crate::answers::Reader;
use crate::text::Sources;
use crate::value::Date;
use crate::{cases, render, suggest};

/// Write the cases that a pack still lacks
#[derive(Debug, Args)]
pub(super) struct Cases {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Suggest(Suggest),
}

/// Suggest the smallest cases for what no case reaches yet
///
/// For every rule that no case meets, misses or leaves unknown it writes an applicant who does, as like as can be to a case
/// that is ready to book. What must come of it stays to be written by a clinician: `expect: TODO`, which `test` refuses.
/// What the pack says today stands behind it as a comment.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 done, whether or not a case is suggested; 1 the pack or a case has mistakes; 2 a wrong \
                        argument, or a file that cannot be read or written."
)]
struct Suggest {
    /// The folder of the pack; without it, the folder here
    #[arg(value_name = "PACK")]
    folder: Option<PathBuf>,
    /// Look at the cases in this folder, instead of those in the pack's folder `cases`
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,
    /// Write to this new file, instead of the terminal
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The day of the suggested cases where there is no case to be like, instead of today
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    as_of: Option<Date>,
}

impl Cases {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        match &self.command {
            Command::Suggest(suggest) => suggest.run(terminal),
        }
    }
}

impl Suggest {
    fn run(&self, terminal: &mut Terminal) -> Done {
        let folder = pack::own(self.folder.as_deref())?;
        let loaded = pack::load(Some(folder))?;
        let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
        let program = pack::program(pack)?;
        let found = CaseFiles::of(folder, self.cases.as_deref())?;
        // What is expected of a case may still be to be written: that it is there is enough.
        let (known, lost) =
            cases::applicants(&Reader::new(pack, &program.layout), &found.named(&mut Sources::default()));
        if lost > 0 {
            terminal.say(&format!("note: cases that cannot be read: {lost}; `anteroom test` says why"));
        }
        let as_of = self.as_of.map_or_else(clock::today, Ok)?;
        let page = render::suggestions(&suggest::suggest(pack, &program, &known.sheets, as_of));
        match &self.output {
            None => terminal.write(&page)?,
            Some(path) => create(path, &page)?,
        }
        Ok(FINE)
    }
}

/// Nothing that somebody wrote is overwritten.
fn create(path: &Path, page: &str) -> Result<(), Failure> {
    let made = File::create_new(path).and_then(|mut file| file.write_all(page.as_bytes()));
    made.map_err(|error| {
        let why = match error.kind() {
            io::ErrorKind::AlreadyExists => {
                "this file exists, and what somebody wrote is never written over".to_owned()
            }
            io::ErrorKind::NotFound => "no such folder".to_owned(),
            _ => files::why(&error),
        };
        Failure::file(files::name(path), why)
    })
}
