//! `anteroom diff`: what a change of rules means, whom it moves, and what is proved about it.

mod applicants;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::revision::{self, Loading};
use super::terminal::Terminal;
use super::{Done, FINE, INTEGRITY, PROBLEMS, clock, comparison, files, pack};
use crate::audit::{self, Change, Cohort, Side};
use crate::render::change;
use crate::value::Date;
use applicants::Both;

/// See what a change of rules means, and who would be affected, before it is used
///
/// Compares two packs. OLD and NEW are folders or revisions of the git repository here: `main`, `v1.2.0`, `HEAD~3`, a
/// folder inside one (`main:rules/kap`), or both sides at once (`v1.2.0..main`; `v1.2.0..` up to the files as they are
/// now). Without NEW the new side is the pack as it stands in the working folder. In a revision the pack is found by its
/// place, or by its id where it has been moved.
///
/// It says what was written differently; for every rule and for both axes whether it became stricter or milder, as a proof
/// over all possible answers or with a made-up example; what becomes of stored answers; and which applicants move. The
/// applicants in the pack's folder `cases` are always tried; a clinic's own come with --cohort and are told by id.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 done, changed or not; 1 a pack has mistakes, or with --exit-code a decision may \
                        change; 2 a wrong argument, a revision or file that cannot be read, or packs that cannot be \
                        compared; 4 the proof and the evaluator disagree, a fault of anteroom."
)]
pub(super) struct Diff {
    /// The rules as they were: a folder, a revision, or a range of revisions
    #[arg(value_name = "OLD")]
    old: String,
    /// The rules as they would be; without it, those in the working folder
    #[arg(value_name = "NEW")]
    new: Option<String>,
    /// The folder of the pack, where the repository holds several
    #[arg(long, value_name = "DIR")]
    pack: Option<PathBuf>,
    /// Decide the applicants in this file with both packs; `-` is standard input
    #[arg(long, value_name = "FILE")]
    cohort: Option<PathBuf>,
    /// Try the applicants in this folder, instead of those in the pack's folder `cases`
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,
    /// The day for which the proofs hold, and of applicants that name none, instead of today
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    as_of: Option<Date>,
    /// How to write the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    /// Leave with 1 where some decision may change
    #[arg(long)]
    exit_code: bool,
    /// Show the answers of applicants that move, as far as the changed rules read them
    #[arg(long)]
    show_phi: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page to read
    Text,
    /// One object
    Json,
    /// A comment for a pull request
    Markdown,
    /// One page to print and sign, with nothing to load from elsewhere
    Html,
}

impl Diff {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let sides = revision::sides(&self.old, self.new.as_deref(), self.pack.as_deref())?;
        for note in &sides.notes {
            terminal.say(&format!("note: {note}"));
        }
        let (old, new) = (sides.old.pack(terminal, "old"), sides.new.pack(terminal, "new"));
        let (Some(old), Some(new)) = (old, new) else { return Ok(PROBLEMS) };
        comparison::comparable(old, new)?;
        let programs = (pack::program(old)?, pack::program(new)?);
        let old = Side { pack: old, program: &programs.0, place: &sides.old.place };
        let new = Side { pack: new, program: &programs.1, place: &sides.new.place };
        let as_of = self.as_of.map_or_else(clock::today, Ok)?;
        if self.show_phi && self.cohort.is_some() {
            terminal.say("note: answers of applicants that move are shown");
        }
        let mut change = audit::compare(old, new, as_of);
        change.fixtures = self.cases(terminal, &sides.new, old, new, &change)?;
        if let Some(path) = &self.cohort {
            let name = files::name(path);
            change.cohort = Some(Both::new(old, new, &change.rules, &name, as_of, self.show_phi).file(terminal, path)?);
        }
        self.write(terminal, &change)?;
        if comparison::disagrees(&change, terminal) {
            return Ok(INTEGRITY);
        }
        Ok(if self.exit_code && change.moves_decisions() { PROBLEMS } else { FINE })
    }

    /// The applicants that came with the pack, or those of `--cases`.
    fn cases(
        &self,
        terminal: &Terminal,
        loaded: &Loading,
        old: Side,
        new: Side,
        change: &Change,
    ) -> Result<Option<Cohort>, Failure> {
        let own;
        let (name, cases) = match &self.cases {
            Some(folder) => {
                own = files::cases(folder)?;
                (files::name(folder), &own)
            }
            None if loaded.cases.is_empty() => return Ok(None),
            None => (format!("{}/cases", loaded.place), &loaded.cases),
        };
        Both::new(old, new, &change.rules, &name, change.as_of, false).cases(terminal, cases).map(Some)
    }

    fn write(&self, terminal: &mut Terminal, change: &Change) -> Result<(), Failure> {
        let page = match self.format {
            Format::Text => change::text(change, terminal.style()),
            Format::Json => change::json(change) + "\n",
            Format::Markdown => change::markdown(change),
            Format::Html => change::html(change),
        };
        terminal.write(&page)
    }
}
