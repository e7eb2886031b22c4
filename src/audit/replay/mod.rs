//! Turns an old decision and the same decision made again into what differs, and into what today's rules make of it.

mod differences;
mod moves;
mod recorded;
#[cfg(test)]
mod tests;

pub use differences::{Comparison, Difference, INSIDE, Told, What, compare, differences};
pub use moves::{Moves, RuleMove, moves};
pub use recorded::Recorded;

use super::{Outcome, PackName};
use crate::value::Digest;

/// What became of one old decision. Everything that draws it reads only this.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    pub applicant: String,
    pub as_of: String,
    pub outcome: Outcome,
    /// `kap 1.0.0` and its digest, as the decision names them.
    pub pack: PackName,
    /// The version of the program that made the decision, and of the one that makes it again.
    pub engine: String,
    pub engine_now: String,
    /// Number and time of its record, where it comes from an archive.
    pub record: Option<(u64, String)>,
    pub result: Made,
    /// How another pack decides for the same answers.
    pub with: Option<With>,
}

/// What making a decision again came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Made {
    /// The same bytes, and their digest.
    Identical(Digest),
    /// The same values, written in other bytes.
    Rewritten,
    /// Pack and answers are those named, and the decision is another.
    Different(Vec<Difference>),
    /// None of the packs at hand is the one named.
    OtherPack { at_hand: Vec<PackName> },
    /// No answers of this applicant are at hand.
    NoAnswers,
    /// Answers are at hand, and are not those that were decided: how many forms there are, and the digest of the first.
    OtherAnswers { forms: usize, digest: String },
}

impl Made {
    pub fn is_identical(&self) -> bool {
        matches!(self, Self::Identical(_))
    }
}

/// The decision of another pack for the same answers.
#[derive(Clone, Debug, PartialEq)]
pub struct With {
    pub pack: PackName,
    pub moves: Moves,
}
