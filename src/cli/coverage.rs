//! `anteroom coverage`: which lines of the rules some applicants reach, and which alone decided.

mod applicants;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, FINE, PROBLEMS, clock, pack};
use crate::coverage::{Measure, Minimum, Report};
use crate::render::coverage as render;
use crate::value::Date;
use applicants::Tried;

/// See which lines of the rules the cases of a pack reach
///
/// Counts for every rule, every fact that is a condition, and every line of its condition how many applicants met it, did not
/// meet it, and left it unknown; and how many times the line alone decided: the condition came out one way, and would have come
/// out the other way were this line the opposite and all others as they are (MC/DC). The applicants are the pack's cases,
/// whatever is expected of them, or those of a clinic with --cohort.
///
/// What is not covered is listed. With --prove it is said what of it no applicant can do, which then counts for nothing, and what
/// only answers that contradict the form can do, which stays a gap.
///
/// --min demands shares of the lines: `met`, `not_met`, `unknown`, and `mcdc` for lines that alone decided both ways. Where one is
/// too small, it is proved without being asked for what nobody can do.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 done, covered or not; 1 a share is smaller than --min demands, or there is no applicant, \
                        or a case or the pack has mistakes; 2 a wrong argument or a file that cannot be read."
)]
pub(super) struct Coverage {
    /// The folder of the pack; without it, the folder here
    #[arg(value_name = "PACK")]
    folder: Option<PathBuf>,
    /// Try the cases in this folder, instead of those in the pack's folder `cases`
    #[arg(long, value_name = "DIR", conflicts_with = "cohort")]
    cases: Option<PathBuf>,
    /// Try the applicants in this file instead of cases; `-` is standard input
    #[arg(long, value_name = "FILE")]
    cohort: Option<PathBuf>,
    /// How to write the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    /// Leave with 1 where a share of the lines is smaller: `met=100,not_met=100,unknown=90,mcdc=80`
    #[arg(long, value_name = "SHARE=PERCENT", value_delimiter = ',', value_parser = Minimum::parse)]
    min: Vec<Minimum>,
    /// Say of everything that is not covered whether any applicant can cover it
    #[arg(long)]
    prove: bool,
    /// The day for which it is proved, and of applicants in a cohort that name none, instead of today
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    as_of: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line a rule, then what is not covered
    Text,
    /// The rules as written with counts in the margin; ✗ marks what lacks something, - what nobody can cover
    Annotated,
    /// A file for coverage viewers, in which every line has three branches
    Lcov,
    /// One object
    Json,
}

impl Coverage {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        self.demands_are_one_each()?;
        let folder = pack::own(self.folder.as_deref())?;
        let loaded = pack::load(Some(folder))?;
        let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
        let program = pack::program(pack)?;
        let tried = match &self.cohort {
            Some(path) => Tried::cohort(terminal, (pack, &program), path, self.as_of)?,
            None => Tried::cases(terminal, (pack, &program), folder, self.cases.as_deref())?,
        };
        if tried.coverage.applicants == 0 {
            terminal.say(&format!("error: {}: nobody was tried, which shows nothing about the rules", tried.place));
            return Ok(PROBLEMS);
        }
        let mut report = Report::new(tried.coverage);
        let is_short = |report: &Report| self.min.iter().any(|min| min.unmet(report).is_some());
        if self.prove || is_short(&report) {
            report.prove(pack, &program, self.as_of.map_or_else(clock::today, Ok)?);
        }
        let covered = render::Covered { pack, report: &report, place: &tried.place, sources: &loaded.sources };
        terminal.write(&match self.format {
            Format::Text => render::text(&covered, terminal.style()),
            Format::Annotated => render::annotated(&covered),
            Format::Lcov => render::lcov(&covered),
            Format::Json => render::json(&covered) + "\n",
        })?;
        let unmet: Vec<_> = self.min.iter().filter_map(|min| min.unmet(&report)).collect();
        for fault in &unmet {
            terminal.draw(fault, &loaded.sources);
        }
        Ok(if unmet.is_empty() && !tried.has_mistakes { FINE } else { PROBLEMS })
    }

    fn demands_are_one_each(&self) -> Result<(), Failure> {
        let twice = |measure: &Measure| self.min.iter().filter(|min| min.measure == *measure).count() > 1;
        match Measure::ALL.iter().find(|measure| twice(measure)) {
            Some(measure) => Err(Failure::Usage(format!("--min demands `{}` twice", measure.name()))),
            None => Ok(()),
        }
    }
}
