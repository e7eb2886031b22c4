//! The nouns of a change: what was written differently, what it means for every rule and both axes, whom it moves.

use crate::language::{Safety, Screening};
use crate::pack::Pack;
use crate::value::Date;

/// A change from one pack to another. Made by [`super::compare`]; everything that draws it reads only this.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub old: PackName,
    pub new: PackName,
    /// The proofs hold for decisions made as of this day: ages and days since an event are counted to it.
    pub as_of: Date,
    /// What was written differently, in prose; empty where the texts mean the same word for word.
    pub written: Vec<Written>,
    /// Rules that are not proved equal, or that were written differently, added, removed or renamed; in the new pack's order.
    pub rules: Vec<RuleChange>,
    /// Rules proved equal and written alike.
    pub untouched: usize,
    pub safety: Axis,
    pub screening: Axis,
    pub questions: Vec<QuestionChange>,
    /// The shipped cases that change, and how many there are.
    pub fixtures: Option<Cohort>,
    pub cohort: Option<Cohort>,
}

/// A pack by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackName {
    pub id: String,
    pub version: String,
    pub digest: String,
    /// Where it was read: a folder, a file, or a revision such as `main:rules/kap`.
    pub place: String,
}

impl PackName {
    pub fn of(pack: &Pack, place: impl Into<String>) -> Self {
        let Pack { id, version, digest, .. } = pack;
        Self { id: id.clone(), version: version.clone(), digest: digest.clone(), place: place.into() }
    }
}

/// A part of the pack that was written differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// `rule`, `fact`, `parameter`, `table`, `term list`, `source`, `question`, `scale`, `pack`.
    pub part: &'static str,
    pub id: String,
    /// As sentences; empty where it is new, or gone.
    pub was: Vec<String>,
    pub is: Vec<String>,
    /// Something a reader should ask about, such as a limit that moved while its source did not.
    pub remarks: Vec<String>,
}

/// How one thing compares, over all possible answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Proved: no answers tell the two apart.
    Equal,
    /// Proved: never milder; the example is stricter.
    Stricter,
    /// Proved: never stricter; the example is milder.
    Milder,
    /// Shown by an example each.
    BothWays,
    /// The budget ran out before the question was settled; what is known is in the shifts. Never to be read as equal.
    GaveUp(String),
}

/// Why a rule is in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Its own text differs.
    Text,
    /// Its text is the same; something it reads differs: the facts, parameters, tables, lists or questions named.
    Through(Vec<String>),
    Added,
    Removed,
    /// The same meaning under another id: the old one.
    Renamed(String),
}

#[derive(Clone, Debug, PartialEq)]
pub struct RuleChange {
    pub rule: String,
    pub title: String,
    pub cause: Cause,
    pub verdict: Verdict,
    /// What applicants may find differently, each with an example.
    pub shifts: Vec<Shift>,
}

/// One axis over all possible answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    pub verdict: Verdict,
    /// Every pair of levels that some applicant moves between, gravest new level first.
    pub shifts: Vec<Shift>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Milder,
    Stricter,
}

/// A move from one outcome to another: who makes it, and the smallest example.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    pub direction: Direction,
    /// As people read it: `Needs information`, `met`.
    pub from: String,
    pub to: String,
    /// The applicants concerned, in the form's own words; one of these is enough. Empty: the example alone is told.
    pub regions: Vec<String>,
    /// The regions are all there is; otherwise there are more.
    pub complete: bool,
    pub example: Example,
}

/// A made-up applicant, the smallest that shows something, run through the evaluator before it is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The answers that matter: all others are those of [`Example::rest`].
    pub answers: Vec<Told>,
    /// What all other answers are, in words.
    pub rest: String,
    /// The whole applicant as a file that `screen` reads.
    pub applicant: String,
    pub old: Outcome,
    pub new: Outcome,
}

/// An answer in the words of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub question: String,
    pub ask: String,
    /// The answer as a file has it, or `left blank`.
    pub answer: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub safety: Safety,
    pub screening: Screening,
}

/// A question that was added, removed, renamed or recoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionChange {
    pub question: String,
    /// What is different, as a sentence.
    pub what: String,
    /// What becomes of answers that are stored already.
    pub stored: String,
}

/// Real or shipped applicants, decided with either pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Cohort {
    pub name: String,
    pub applicants: usize,
    /// Those whose answers one of the packs could not read in full.
    pub unreadable: usize,
    /// Those that move, in the file's order.
    pub moved: Vec<Moved>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    pub applicant: String,
    pub old: Outcome,
    pub new: Outcome,
}
