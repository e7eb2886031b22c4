//! What a change of rules does, to whom, who signed it, and how an old decision is made again.

pub mod approval;
pub mod archive;
mod change;
mod proof;
pub mod replay;

pub use change::{
    Axis, Cause, Change, Cohort, Direction, Example, Moved, Outcome, PackName, QuestionChange, RuleChange, Shift, Told,
    Verdict, Written,
};
pub use proof::{Checked, Finding, Found, Proof, Standing, property_ids, prove};
