//! What a change of rules does, to whom, who signed it, and how an old decision is made again.

mod change;
mod cohort;
mod compare;
mod effects;
mod example;
mod fit;
mod questions;
mod region;
mod written;

pub use change::{
    Axis, Cause, Change, Cohort, Difference, Direction, Example, Moved, Outcome, PackName, Part, QuestionChange,
    RuleChange, Shift, State, Told, Unread, Verdict, Written,
};
pub use cohort::Comparison;
pub use compare::{Side, compare};
pub use fit::{Fit, read_alike};
pub use questions::{questions, share_a_form};
pub use written::{said, through, when, written};
