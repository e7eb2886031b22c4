//! `anteroom missing`: which open answers can still change a decision, whom to ask for them, and what each leads to.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::screen::input::{Document, Inputs};
use super::terminal::Terminal;
use super::{Done, FINE, INTEGRITY, PROBLEMS, USAGE, clock, pack};
use crate::answers::Reader;
use crate::audit::{self, Missing as Found};
use crate::render::{self, Private};
use crate::value::Date;

/// See which open answers can still change the outcome, and what each leads to
///
/// Lists the questions whose answers can still change an applicant's outcome, gravest first, by whom to ask; every other
/// open question is proved unable to change anything, and need not be asked. Answers that matter only together are all
/// listed. Under each stands what its answers lead to while all other open answers are reassuring, and what they lead to only
/// together with others. What could not be settled in time is listed, and said to be so.
///
/// A FILE is read as `anteroom screen` reads it. The date is that of the file; --as-of replaces it; where both are missing
/// it is today. No answer is repeated.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 done, whatever is missing; 1 an answer or a pack has mistakes; 2 a wrong argument or a \
                        file that cannot be read; 4 the proof and the evaluator disagree, a fault of anteroom."
)]
pub(super) struct Missing {
    /// Answers to read; `-` or nothing reads standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Use the pack in this folder instead of the KAP pack
    #[arg(long, value_name = "DIR")]
    pack: Option<PathBuf>,
    /// Decide as of this date (2026-11-23), instead of the date in the file or today
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
    /// One object for one applicant, a list for several
    Json,
}

impl Missing {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let inputs = Inputs::of(&self.files)?;
        let loaded = pack::load(self.pack.as_deref())?;
        let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
        let program = pack::program(pack)?;
        let mut reader = Reader::new(pack, &program.layout);
        let (mut found, mut problems): (Vec<Found>, usize) = (Vec::new(), 0);
        let each = &mut |terminal: &mut Terminal, document: Document| -> Result<(), Failure> {
            let read = document.read_dated(&mut reader, self.as_of)?;
            for diagnostic in &read.diagnostics {
                problems += 1;
                document.draw(terminal, pack, None, diagnostic, Private::Withheld, problems);
            }
            for problem in read.sheets.iter().flat_map(|sheet| &sheet.problems) {
                problems += 1;
                document.draw(terminal, pack, problem.question, &problem.diagnostic, Private::Withheld, problems);
            }
            for sheet in &read.sheets {
                let missing = audit::missing(pack, &program, sheet);
                if self.format == Format::Text {
                    let gap = if found.is_empty() { "" } else { "\n────────\n\n" };
                    terminal.write(&(gap.to_owned() + &render::missing::text(pack, &missing, terminal.style())))?;
                }
                found.push(missing);
            }
            Ok(())
        };
        let failed = inputs.each(terminal, each)?;
        if self.format == Format::Json {
            let pages: Vec<String> = found.iter().map(|missing| render::missing::json(pack, missing)).collect();
            terminal.write(&match pages.as_slice() {
                [] => "[]\n".to_owned(),
                [only] => format!("{only}\n"),
                all => format!("[\n{}\n]\n", all.join(",\n")),
            })?;
        }
        let faulty = found.iter().filter(|missing| !missing.faults.is_empty());
        for missing in faulty.clone() {
            say_faults(terminal, missing);
        }
        Ok(match (faulty.count(), failed, problems) {
            (1.., ..) => INTEGRITY,
            (0, 1.., _) => USAGE,
            (0, 0, 0) if !found.is_empty() => FINE,
            (0, 0, _) => PROBLEMS,
        })
    }
}

fn say_faults(terminal: &Terminal, missing: &Found) {
    for fault in &missing.faults {
        terminal.say(&format!(
            "error: the proof and the evaluator disagree about {}. This is a fault of anteroom: please report it with the \
             version of the pack.\n{fault}",
            missing.decision.applicant
        ));
    }
}
