//! `anteroom test`: whether the cases of a pack come out as their author expects, and as they were pinned.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::terminal::Terminal;
use super::trial::Trial;
use super::{Done, FINE, PROBLEMS, files, pack, pins};
use crate::pins::State;
use crate::render::{self, Tested};

/// Run the cases of a pack: applicants with what must come of each
///
/// Reads every .yaml and .json file in the pack's folder `cases`, one case or a list in each, and shows every expectation
/// that did not come out: its place, what came instead, and of a rule the lines that made it come out so.
///
/// A case is an applicant's file with a name (`case`) and an expectation (`expect`): the `safety`, the `screening`, rules
/// that are `met`, `not_met` or `unknown`, questions that are `missing`. What it does not name may come out in any way; an
/// empty list says that there is none, and `others: not_met` that no other rule is met or unknown. A case that is `like`
/// another one takes its answers, except for those it gives itself.
///
/// With --pin the whole decision of every case that came out as expected is kept in `cases/pins`, or with --pin="CASE" that of
/// one. From then on every change of such a decision is shown, and left beside the pin for `anteroom review`. A pin that
/// changed is never written over.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 every case came out as expected and as pinned; 1 one did not, or has a mistake, or there \
                        is none, or the pack has mistakes; 2 a wrong argument or a file that cannot be read or written."
)]
pub(super) struct Test {
    /// The folder of the pack; without it, the folder here
    #[arg(value_name = "PACK")]
    folder: Option<PathBuf>,
    /// Run the cases in this folder, instead of those in the pack's folder `cases`
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,
    /// Pin the decisions of cases that are not pinned yet, of all or of one; never in CI
    #[arg(long, value_name = "CASE", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pin: Option<String>,
    /// How to write the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// What came out otherwise, drawn at its place
    Text,
    /// One object with every case
    Json,
}

impl Test {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        if self.pin.is_some() && pins::is_ci() {
            let why = "in CI nothing is pinned: run `anteroom test --pin` where somebody reads what it pins";
            return Err(Failure::Usage(why.to_owned()));
        }
        let folder = pack::own(self.folder.as_deref())?;
        let loaded = pack::load(Some(folder))?;
        let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
        let program = pack::program(pack)?;
        let mut trial = Trial::run(pack, &program, folder, self.cases.as_deref())?;
        if let Some(case) = &self.pin {
            let (first, again) = pins::pin(&mut trial, Some(case.as_str()).filter(|case| !case.is_empty()))?;
            terminal.say(&format!("pinned: {first}, written anew for this version of the pack: {again}"));
        }
        pins::leave_pending(&trial, terminal);

        let place = files::name(&trial.place);
        let mut review = "anteroom review".to_owned();
        review.extend(self.folder.iter().map(|folder| format!(" {}", files::name(folder))));
        review.extend(self.cases.iter().map(|cases| format!(" --cases {}", files::name(cases))));
        let tested = Tested {
            pack,
            cases: &trial.cases,
            surprises: &trial.surprises,
            pins: &trial.pins,
            compared: &trial.compared,
            place: &place,
            review: &review,
            sources: &trial.sources,
        };
        terminal.write(&match self.format {
            Format::Text => render::cases(&tested, terminal.style()),
            Format::Json => render::json::cases(&tested) + "\n",
        })?;
        let is_fine = trial.cases.written > 0
            && trial.cases.diagnostics.is_empty()
            && trial.surprises.is_empty()
            && trial.pins.diagnostics.is_empty()
            && trial.compared.diagnostics.is_empty()
            && !trial.compared.states.iter().any(|state| matches!(state, State::Changed(_)));
        Ok(if is_fine { FINE } else { PROBLEMS })
    }
}
