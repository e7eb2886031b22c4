//! Turns one applicant and another outcome into the fewest other answers with which the rules would lead there.

mod search;

pub use search::why_not;

use crate::language::{Safety, Screening};
use crate::pack::QuestionId;
use crate::prove::Smallest;
use crate::value::{Date, Reason, Truth};

/// What somebody asks about: why is it not so?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Safety(Safety),
    Screening(Screening),
    /// A rule, by its place in the pack, and how it is to be read.
    Rule(usize, Truth),
}

/// Why an applicant's outcome is not another one, as what would have to be different.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyNot {
    pub applicant: String,
    pub as_of: Date,
    pub wanted: Wanted,
    pub now: Reached,
    pub came: Came,
}

/// What some answers lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    pub safety: Safety,
    pub screening: Screening,
    /// How the rule that was asked about is read.
    pub rule: Option<Truth>,
}

/// What the search came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Came {
    /// It is so.
    Already,
    /// No answers lead there. `every_text`: whatever is written into free texts; otherwise for texts made of the names of the
    /// pack's lists, and for those that the applicant wrote.
    Never { every_text: bool },
    /// What was written cannot be read, at a place that is no answer: that keeps the screening from being clear until the file is
    /// mended.
    Unreadable,
    /// Different questions each, in the order of the form; those that leave most given answers as they are come first.
    /// `more`: there are other ways, or whether there are stayed open.
    Ways { ways: Vec<Way>, smallest: Smallest, more: bool },
    /// Neither is known.
    GaveUp,
    /// The search found these answers and the evaluator does not agree: a fault of this program, never of the pack.
    Disagrees(Way),
}

/// Other answers, all of them together, and what they lead to.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    pub answers: Vec<OtherAnswer>,
    pub then: Reached,
}

/// One answer that would have to be another.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherAnswer {
    pub question: QuestionId,
    /// The row of its group, from 1.
    pub row: Option<usize>,
    pub was: Was,
    /// In the words of the form.
    pub is: String,
    /// Of a number that was open: everything from and to which it may be, all else being so.
    pub span: Option<(String, String)>,
}

/// What stands there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Was {
    /// Nothing that is known, and why.
    Open(Reason),
    Given(String),
}
