//! `anteroom test`: whether the cases of a pack come out as their author expects.

use std::path::PathBuf;

use clap::Args;

use super::terminal::Terminal;
use super::{Done, FINE, PROBLEMS, files, pack};
use crate::answers::Reader;
use crate::cases;
use crate::explain::Screening;
use crate::render;
use crate::text::Sources;

/// Run the cases of a pack: applicants with what must come of each
///
/// Reads every .yaml and .json file in the pack's folder `cases`, one case or a list in each, and shows every expectation
/// that did not come out: its place, what came instead, and of a rule the lines that made it come out so.
///
/// A case is an applicant's file with a name (`case`) and an expectation (`expect`): the `safety`, the `screening`, rules
/// that are `met`, `not_met` or `unknown`, questions that are `missing`. What it does not name may come out in any way; an
/// empty list says that there is none, and `others: not_met` that no other rule is met or unknown. A case that is `like`
/// another one takes its answers, except for those it gives itself.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 every case came out as expected; 1 one did not, or has a mistake, or there is none, or \
                        the pack has mistakes; 2 a wrong argument or a file that cannot be read."
)]
pub(super) struct Test {
    /// The folder of the pack; without it, the folder here
    #[arg(value_name = "PACK")]
    folder: Option<PathBuf>,
    /// Run the cases in this folder, instead of those in the pack's folder `cases`
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,
}

impl Test {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let folder = pack::own(self.folder.as_deref())?;
        let loaded = pack::load(Some(folder))?;
        let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
        let program = pack::program(pack)?;
        let (place, found) = files::cases_of(folder, self.cases.as_deref())?;

        let mut sources = Sources::default();
        let read = files::as_cases(&found, |path| files::name(&place.join(path)), &mut sources);
        let reader = Reader::new(pack, &program.layout);
        let cases = cases::read(&reader, &read);
        let mut screening = Screening::new(pack, &program);
        let surprises = cases::run(pack, &program.layout, &mut screening, &cases.cases);
        let name = files::name(&place);
        terminal.write(&render::cases(pack, &cases, &surprises, (&name, &sources), terminal.style()))?;
        let is_fine = cases.written > 0 && cases.diagnostics.is_empty() && surprises.is_empty();
        Ok(if is_fine { FINE } else { PROBLEMS })
    }
}
