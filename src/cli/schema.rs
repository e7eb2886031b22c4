//! `anteroom schema`: JSON Schema of the files that people and programs write and read.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, FINE, PROBLEMS, pack};
use crate::{render, schema};

/// Print the JSON Schema of a file that anteroom reads or writes
///
/// Draft-07, which editors of YAML read. `pack` is for every file of a pack; with --file, for one kind of file, which gives
/// an editor better words. `answers` and `case` are made from a pack: every question with its label, range and options.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// What the schema is of
    #[arg(value_enum, value_name = "WHAT")]
    what: What,
    /// Of a pack: one kind of file
    #[arg(long, value_enum, value_name = "KIND")]
    file: Option<Kind>,
    /// Of answers and cases: the pack they are for, instead of the folder here, or where that is none the KAP pack
    #[arg(long, value_name = "DIR")]
    pack: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// The files of a pack of rules
    Pack,
    /// What applicants answered
    Answers,
    /// Cases to try a pack on
    Case,
    /// A decision, as `screen --format json` writes it
    Decision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// pack.yaml
    Header,
    /// questionnaire.yaml
    Questionnaire,
    /// scales/*.yaml
    Scale,
    /// tables/*.yaml
    Table,
    /// rules/*.yaml
    Rules,
    /// cases/*.yaml, for any pack
    Case,
}

impl Schema {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let is_of_a_pack = matches!(self.what, What::Answers | What::Case);
        if self.file.is_some() && self.what != What::Pack {
            return Err(Failure::Usage("--file goes with `schema pack`".to_owned()));
        }
        if self.pack.is_some() && !is_of_a_pack {
            return Err(Failure::Usage("--pack goes with `schema answers` and `schema case`".to_owned()));
        }
        let text = match (self.what, self.file) {
            (What::Pack, None) => schema::pack(),
            (What::Pack, Some(kind)) => schema::file(kind.into()),
            (What::Decision, _) => render::json::SCHEMA.to_owned(),
            (What::Answers | What::Case, _) => {
                let loaded = pack::load(pack::here(self.pack.as_deref()))?;
                let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
                if self.what == What::Case { schema::case(pack) } else { schema::answers(pack) }
            }
        };
        terminal.write(&text)?;
        Ok(FINE)
    }
}

impl From<Kind> for schema::File {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Header => Self::Header,
            Kind::Questionnaire => Self::Questionnaire,
            Kind::Scale => Self::Scale,
            Kind::Table => Self::Table,
            Kind::Rules => Self::Rules,
            Kind::Case => Self::Case,
        }
    }
}
