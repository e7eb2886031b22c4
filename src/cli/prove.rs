//! `anteroom prove`: what must hold of the rules, held against every possible applicant.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, FINE, INTEGRITY, PROBLEMS, clock, files, pack};
use crate::audit::{self, Finding};
use crate::render;
use crate::value::Date;

/// Prove what must hold of the rules for every possible applicant
///
/// Checks the properties that every pack must have, such as that no rule is never met and that a blank never makes an
/// outcome milder, and those that the pack itself demands (`properties:`, listed by `anteroom rules`). A property is proved
/// for all possible answers, refuted by the smallest made-up applicant that shows it, or given up; what was given up is not
/// proved. Every such applicant is screened before it is shown.
///
/// A proof holds for the decisions of one day, since ages and days are counted to it. Without DIR it looks at the pack in the
/// folder here, or where that is none at the KAP pack that anteroom carries.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 all proved; 1 something is refuted or was given up, or the pack has mistakes; 2 a wrong \
                        argument or a folder that cannot be read; 4 the proof and the evaluator disagree, a fault of \
                        anteroom."
)]
pub(super) struct Prove {
    /// The folder of the pack
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Prove for decisions as of this date (2026-11-23), instead of today
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    as_of: Option<Date>,
    /// How to write the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    /// Check only this property; may be given more than once
    #[arg(long, value_name = "ID")]
    only: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line a property, then what is not proved and why
    Text,
    /// One object with a list of properties
    Json,
}

impl Prove {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let loaded = pack::load(pack::here(self.folder.as_deref()))?;
        let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
        let known = audit::property_ids(pack);
        if let Some(unknown) = self.only.iter().find(|id| !known.contains(id)) {
            return Err(Failure::no_such("property", unknown, known.iter().map(String::as_str)));
        }
        let as_of = self.as_of.map_or_else(clock::today, Ok)?;
        let mut proof = audit::prove(pack, as_of, &self.only).map_err(pack::unusable)?;
        proof.pack.place = self.folder.as_deref().map_or_else(|| "kap".to_owned(), files::name);
        let drawn = match self.format {
            Format::Text => render::proof::text(&proof, terminal.style()),
            Format::Json => render::proof::json(&proof) + "\n",
        };
        terminal.write(&drawn)?;
        Ok(match proof.finding() {
            Finding::Proved => FINE,
            Finding::GaveUp | Finding::Refuted => PROBLEMS,
            Finding::Disagrees => INTEGRITY,
        })
    }
}
