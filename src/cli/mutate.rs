//! `anteroom mutate`: whether the cases of a pack notice a slip in a rule.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::case_files::CaseFiles;
use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, FINE, PROBLEMS, clock, files, pack};
use crate::mutation;
use crate::render::mutation::{self as drawn, Tried};
use crate::text::Sources;
use crate::value::Date;

/// Change rules one thing at a time, and see whether the cases notice
///
/// A limit one step off, `>` for `>=`, `any` for `all`, a line left out or turned round, another option, a milder level: each
/// is a mutant. It is caught when a case expects something else than comes of it. Of every other one it shows the smallest
/// made-up applicant that tells it from the pack, as a case to paste: what it expects is what the pack says today, for a
/// clinician to confirm. Where nobody can tell the two apart, that is proved, and the mutant is no fault of the cases.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 every mutant is caught, or proved to make no difference; 1 one is not, or there is no case, \
                        or the pack has mistakes; 2 a wrong argument or a file that cannot be read."
)]
pub(super) struct Mutate {
    /// The folder of the pack; without it, the folder here
    #[arg(value_name = "PACK")]
    folder: Option<PathBuf>,
    /// Run the cases in this folder, instead of those in the pack's folder `cases`
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,
    /// Change only this rule, and the facts and parameters that it reads
    #[arg(long, value_name = "ID")]
    rule: Option<String>,
    /// The day of the proposed cases where there is none that is ready to book to be like, instead of today
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    as_of: Option<Date>,
    /// How to write the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page to read
    Text,
    /// One object with every mutant
    Json,
}

impl Mutate {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let folder = pack::own(self.folder.as_deref())?;
        let loaded = pack::load(Some(folder))?;
        let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
        let program = pack::program(pack)?;
        let only = match &self.rule {
            None => None,
            Some(id) => match pack.rules.iter().position(|rule| rule.id == *id) {
                Some(rule) => Some(rule),
                None => return Err(Failure::no_such("rule", id, pack.rules.iter().map(|rule| rule.id.as_str()))),
            },
        };
        let found = CaseFiles::of(folder, self.cases.as_deref())?;
        let name = files::name(found.place());
        let read = found.read(pack, &program, &mut Sources::default());
        let lost = read.written.saturating_sub(read.cases.len());
        if lost > 0 {
            terminal.say(&format!("note: cases that cannot be run: {lost}; `anteroom test` says why"));
        }
        if read.cases.is_empty() {
            terminal.say(&format!("error: {name}: no case was run, and without one nothing is noticed"));
            return Ok(PROBLEMS);
        }
        let as_of = self.as_of.map_or_else(clock::today, Ok)?;
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let mutated = mutation::mutate(pack, &program, &read.cases, only, as_of, threads);
        let tried = Tried { pack, place: &name, cases: read.cases.len(), sources: &loaded.sources };
        terminal.write(&match self.format {
            Format::Text => drawn::text(tried, &mutated, terminal.style()),
            Format::Json => drawn::json(tried, &mutated) + "\n",
        })?;
        let is_fine = mutated
            .count(|fate| matches!(fate, mutation::Fate::Noticed(_) | mutation::Fate::Equivalent { .. }))
            == mutated.mutants.len();
        Ok(if is_fine { FINE } else { PROBLEMS })
    }
}
