//! Counts what a run came to, for its last line and its exit code.

use crate::cli::exit;
use crate::cli::terminal::Terminal;
use crate::explain::Decision;
use crate::language::{Safety, Screening};
use crate::value::Date;

#[derive(Debug, Default)]
pub(super) struct Tally {
    applicants: usize,
    immediate: usize,
    same_day: usize,
    hold: usize,
    review: usize,
    incomplete: usize,
    clear: usize,
    /// Mistakes in answers.
    pub problems: usize,
    /// Inputs that could not be read, and an archive that could not be written.
    pub failed: usize,
    /// Applicants without a date, screened as of today.
    pub undated: usize,
    /// Applicants whose id was read before.
    pub again: usize,
}

impl Tally {
    pub fn count(&mut self, decision: &Decision) {
        self.applicants += 1;
        match decision.safety {
            Safety::None => {}
            Safety::SameDay => self.same_day += 1,
            Safety::Immediate => self.immediate += 1,
        }
        match decision.screening {
            Screening::Clear => self.clear += 1,
            Screening::Incomplete => self.incomplete += 1,
            Screening::Review => self.review += 1,
            Screening::Hold => self.hold += 1,
        }
    }

    pub fn say(&self, terminal: &Terminal, today: Option<Date>) {
        if let Some(today) = today.filter(|_| self.undated > 0) {
            let who = if self.applicants == 1 {
                "the answers name".to_owned()
            } else {
                format!("{} applicants name", self.undated)
            };
            terminal.say(&format!("note: {who} no date; screened as of today, {today} (--as-of DATE says another)"));
        }
        if self.applicants > 1 {
            terminal.say(&self.line());
        }
        if self.again > 0 {
            let (ids, stand) =
                if self.again == 1 { ("1 applicant id", "stands") } else { ("some applicant ids", "stand") };
            terminal.say(&format!(
                "warning: {ids} {stand} more than once; each form is decided by itself, so read all of them before acting on one"
            ));
        }
        if self.problems > 0 {
            let (mistakes, are) = if self.problems == 1 { ("mistake", "is") } else { ("mistakes", "are") };
            terminal.say(&format!("{} {mistakes} in the answers {are} shown above", self.problems));
        }
        if self.applicants == 0 && self.problems == 0 && self.failed == 0 {
            terminal.say("error: there is no applicant in the input");
        }
    }

    /// Safety first, then screening; each axis counts everybody.
    fn line(&self) -> String {
        let counts = [
            (self.immediate, "immediate"),
            (self.same_day, "same-day"),
            (self.hold, "hold"),
            (self.review, "review"),
            (self.incomplete, "incomplete"),
            (self.clear, "clear"),
        ];
        let counts: Vec<String> =
            counts.iter().filter(|(n, _)| *n > 0).map(|(n, name)| format!("{n} {name}")).collect();
        format!("{} applicants: {}", self.applicants, counts.join(", "))
    }

    pub fn code(&self, by_outcome: bool) -> u8 {
        let is_empty = self.applicants == 0;
        if by_outcome && self.immediate + self.same_day > 0 {
            exit::SAFETY
        } else if self.failed > 0 {
            exit::USAGE
        } else if self.problems > 0 || is_empty {
            exit::PROBLEMS
        } else if !by_outcome {
            exit::FINE
        } else if self.hold > 0 {
            exit::HOLD
        } else if self.review > 0 {
            exit::REVIEW
        } else if self.incomplete > 0 {
            exit::INCOMPLETE
        } else {
            exit::CLEAR
        }
    }
}
