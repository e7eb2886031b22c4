//! `anteroom review`: pinned decisions that changed, one by one, each accepted or rejected by a person.

use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::terminal::Terminal;
use super::trial::Trial;
use super::{Done, FINE, PROBLEMS, files, pack, pins};
use crate::pins::{Change, State};
use crate::render;

/// Go through pinned decisions that changed, one by one
///
/// Runs the cases of a pack and shows every decision that is not the one pinned by `anteroom test --pin`: both axes, the
/// rules that came out otherwise, and what else differs. Type a letter and Enter: (a)ccept makes it the pinned one, (r)eject
/// keeps the old pin, (s)kip leaves both, (w)hy shows the rule's lines and what changed in them, (q)uit ends. Pins of no case
/// are offered for deletion.
///
/// Each answer is carried out at once, so that nothing is lost where the review ends early. A decision that is not what its
/// case expects cannot be accepted. In CI nothing is accepted at all.
#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 every pin is now as it comes out; 1 some are left, or the pack or a case has \
                        mistakes; 2 a wrong argument, a file that cannot be read or written, or CI.")]
pub(super) struct Review {
    /// The folder of the pack; without it, the folder here
    #[arg(value_name = "PACK")]
    folder: Option<PathBuf>,
    /// Review the pins of the cases in this folder, instead of those in the pack's folder `cases`
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,
}

/// What a person answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Accept,
    Reject,
    Skip,
    Delete,
    Quit,
}

/// How many of each.
#[derive(Default)]
struct Tally {
    accepted: usize,
    rejected: usize,
    deleted: usize,
    left: usize,
}

impl Review {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        if pins::is_ci() {
            let why = "in CI nothing is accepted: run `anteroom review` where somebody reads what it shows";
            return Err(Failure::Usage(why.to_owned()));
        }
        let folder = pack::own(self.folder.as_deref())?;
        let loaded = pack::load(Some(folder))?;
        let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
        let program = pack::program(pack)?;
        let trial = Trial::run(pack, &program, folder, self.cases.as_deref())?;
        for diagnostic in trial.cases.diagnostics.iter().chain(&trial.pins.diagnostics) {
            terminal.draw(diagnostic, &trial.sources);
        }
        let changes: Vec<&Change> = trial.compared.states.iter().filter_map(changed).collect();
        let all = changes.len() + trial.compared.orphans.len();
        let mut tally = Tally { left: all, ..Tally::default() };
        self.walk(terminal, &trial, &changes, &mut tally)?;
        terminal.write(&match (all, trial.pins.pins.is_empty()) {
            (0, true) => "nothing is pinned yet: `anteroom test --pin` does it\n".to_owned(),
            (0, false) => "nothing to review: every decision is the pinned one\n".to_owned(),
            _ => tally.line(),
        })?;
        let is_fine =
            tally.left + tally.rejected == 0 && trial.cases.diagnostics.is_empty() && trial.pins.diagnostics.is_empty();
        Ok(if is_fine { FINE } else { PROBLEMS })
    }

    fn walk(
        &self,
        terminal: &mut Terminal,
        trial: &Trial,
        changes: &[&Change],
        tally: &mut Tally,
    ) -> Result<(), Failure> {
        let all = changes.len() + trial.compared.orphans.len();
        for (at, change) in changes.iter().enumerate() {
            let (Some(path), Some(json)) = (trial.held.get(change.pin), trial.now.get(change.case)) else { continue };
            let is_expected = trial.is_as_expected(change.case);
            terminal.write(&render::pins::heading(
                (at + 1, all),
                &change.diagnostic,
                &trial.sources,
                terminal.style(),
            ))?;
            terminal.write(&render::pins::change(change, terminal.style()))?;
            if !is_expected {
                terminal.write(
                    "    This is not what the case expects: `anteroom test` shows what is. Mend that first.\n",
                )?;
            }
            match ask_change(terminal, trial, change, is_expected)? {
                Answer::Accept => {
                    files::replace(path, json)?;
                    files::remove(&pins::pending(path))?;
                    tally.accepted += 1;
                    tally.left -= 1;
                }
                Answer::Reject => {
                    files::remove(&pins::pending(path))?;
                    tally.rejected += 1;
                    tally.left -= 1;
                }
                Answer::Quit => return Ok(()),
                Answer::Skip | Answer::Delete => {}
            }
        }
        for (at, orphan) in trial.compared.orphans.iter().enumerate() {
            let (Some(path), Some(pin)) = (trial.held.get(*orphan), trial.pins.pins.get(*orphan)) else { continue };
            let number = changes.len() + at + 1;
            terminal.write(&format!("[{number}/{all}] {}: of no case\n", files::name(path)))?;
            terminal.write(&render::pins::orphan(&pin.decision.applicant, terminal.style()))?;
            match ask_orphan(terminal)? {
                Answer::Delete => {
                    delete(path)?;
                    tally.deleted += 1;
                    tally.left -= 1;
                }
                Answer::Quit => return Ok(()),
                Answer::Accept | Answer::Reject | Answer::Skip => {}
            }
        }
        Ok(())
    }
}

fn changed(state: &State) -> Option<&Change> {
    match state {
        State::Changed(change) => Some(change.as_ref()),
        State::Unpinned | State::Same { .. } => None,
    }
}

fn delete(path: &Path) -> Result<(), Failure> {
    files::remove(path)?;
    files::remove(&pins::pending(path))
}

/// Asks until an answer is one; shows why as often as that is asked. The end of the input ends the review.
fn ask_change(terminal: &mut Terminal, trial: &Trial, change: &Change, is_expected: bool) -> Result<Answer, Failure> {
    let keys =
        if is_expected { "(a)ccept  (r)eject  (s)kip  (w)hy  (q)uit > " } else { "(r)eject  (s)kip  (w)hy  (q)uit > " };
    loop {
        let Some(said) = terminal.ask_while_open(&format!("  {keys}"))? else { return Ok(Answer::Quit) };
        match said.to_ascii_lowercase().as_str() {
            "a" | "accept" if is_expected => return Ok(Answer::Accept),
            "a" | "accept" => terminal.say("  it is not what the case expects, and cannot be accepted"),
            "r" | "reject" => return Ok(Answer::Reject),
            "s" | "skip" => return Ok(Answer::Skip),
            "q" | "quit" => return Ok(Answer::Quit),
            "w" | "why" => terminal.write(&render::pins::why(trial.pack, change, terminal.style()))?,
            _ => terminal.say("  type one of the letters in parentheses, and Enter"),
        }
    }
}

fn ask_orphan(terminal: &mut Terminal) -> Result<Answer, Failure> {
    loop {
        let Some(said) = terminal.ask_while_open("  (d)elete  (s)kip  (q)uit > ")? else { return Ok(Answer::Quit) };
        match said.to_ascii_lowercase().as_str() {
            "d" | "delete" => return Ok(Answer::Delete),
            "s" | "skip" => return Ok(Answer::Skip),
            "q" | "quit" => return Ok(Answer::Quit),
            _ => terminal.say("  type one of the letters in parentheses, and Enter"),
        }
    }
}

impl Tally {
    fn line(&self) -> String {
        let parts = [
            (self.accepted, "accepted"),
            (self.rejected, "rejected: the rules still come out otherwise"),
            (self.deleted, "deleted"),
            (self.left, "left"),
        ];
        let told: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
        format!("{}\n", told.join(", "))
    }
}
