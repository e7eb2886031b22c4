//! What a change of rules does, to whom, who signed it, and how an old decision is made again.

pub mod approval;
mod change;

pub use change::{
    Axis, Cause, Change, Cohort, Direction, Example, Moved, Outcome, PackName, QuestionChange, RuleChange, Shift, Told,
    Verdict, Written,
};
