//! Turns applicants and a pack's program into coverage: how often each line of a condition was met, not met and unknown, and
//! how often it alone decided.
//!
//! A line *alone decided* what its condition came to where the condition is met or not met, and would be the opposite were
//! this line the opposite and everything else as it is. Both ways together are *modified condition/decision coverage*, in its
//! masking form: only the line is turned, not an answer, and lines that decide nothing at the time may be anything. (Hayhurst,
//! Veerhusen, Chilenski, Rierson: A Practical Tutorial on Modified Condition/Decision Coverage, NASA/TM-2001-210876; Chilenski:
//! An Investigation of Three Forms of the Modified Condition Decision Coverage Criterion, DOT/FAA/AR-01/18, 2001.)
//!
//! In Kleene's logic this leaves one choice, what another line that is *unknown* does. It counts as it stands. Where it makes
//! no difference to the condition it does not matter; where the condition would be unknown one way or the other, nobody can say
//! what it would have come to, and the line did not decide alone.
//!
//! A condition is that of a rule, or of a fact that is a condition: its lines count where they are written, once, and a rule
//! that names the fact has a line for it. A fact about the rows of a group counts every row that an applicant has. A line stands
//! for itself wherever it is written: the same words in two places are two lines, and only one is turned.

mod count;
mod gaps;
mod lines;
mod minimum;
mod possible;
mod report;

pub use count::Recorder;
pub use gaps::{Gap, Part, goal};
pub use lines::Line;
pub use minimum::Minimum;
pub use possible::Standing;
pub use report::{Lack, Measure, Report, Share};

use crate::pack::{FactId, FactValue, Pack, Tree};
use crate::program::TruthId;

/// What has a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Of {
    /// A rule, by its place in the pack.
    Rule(usize),
    Fact(FactId),
}

impl Of {
    /// The condition as written; its lines stand in it in pre-order.
    pub fn tree(self, pack: &Pack) -> Option<&Tree> {
        match self {
            Self::Rule(at) => pack.rules.get(at).map(|rule| &rule.when),
            Self::Fact(id) => match &pack.facts.get(id.index())?.is {
                FactValue::Truth(tree) => Some(tree),
                FactValue::Number(..) | FactValue::Choice(..) => None,
            },
        }
    }
}

/// What a line can come to, and what can come of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    Met,
    NotMet,
    Unknown,
    /// The condition is met and would not be met were this line the opposite.
    DecidedMet,
    /// The condition is not met and would be met were this line the opposite.
    DecidedNotMet,
}

impl Outcome {
    /// What a line comes to.
    pub const OWN: [Self; 3] = [Self::Met, Self::NotMet, Self::Unknown];
    /// How it decides alone.
    pub const DECIDED: [Self; 2] = [Self::DecidedMet, Self::DecidedNotMet];

    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::Unknown => "unknown",
            Self::DecidedMet => "decided_met",
            Self::DecidedNotMet => "decided_not_met",
        }
    }
}

/// How many applicants (of a fact about rows: how many rows) made each outcome of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([usize; 5]);

impl Counts {
    pub fn of(&self, outcome: Outcome) -> usize {
        self.0.get(outcome as usize).copied().unwrap_or(0)
    }

    fn add(&mut self, outcome: Outcome, lanes: u64) {
        if let Some(count) = self.0.get_mut(outcome as usize) {
            *count += lanes.count_ones() as usize;
        }
    }
}

/// A condition, laid flat, with what was counted for each of its lines.
#[derive(Clone, Debug)]
pub struct Condition {
    pub of: Of,
    /// In the order written, a group before its lines: the first is the whole condition.
    pub lines: Vec<Line>,
    pub counts: Vec<Counts>,
    rows: Vec<Row>,
}

/// The nodes of a condition's lines; of a fact about rows, those of one row, which count where an applicant has it.
#[derive(Clone, Debug)]
struct Row {
    present: Option<TruthId>,
    nodes: Vec<TruthId>,
}

/// What some applicants made of the conditions of a pack: rules in the author's order, then facts.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    pub applicants: usize,
    pub conditions: Vec<Condition>,
}
