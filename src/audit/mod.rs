//! What a change of rules does, to whom, who signed it, how an old decision is made again, and what other answers would do.

pub mod approval;
pub mod archive;
mod between;
pub mod blame;
mod change;
mod cohort;
mod compare;
mod effects;
mod example;
mod fit;
mod missing;
mod proof;
mod properties;
mod questions;
mod region;
pub mod replay;
pub mod why;
mod written;

pub use between::Between;
pub use change::{
    Axis, Cause, Change, Cohort, Difference, Direction, Example, Moved, Outcome, PackName, Part, QuestionChange,
    RuleChange, Shift, State, Told, Unread, Verdict, Written,
};
pub use cohort::Comparison;
pub use compare::{Side, compare};
pub use fit::{Fit, read_alike};
pub use missing::{Lead, Matters, Missing, Open, Said, missing};
pub use proof::{Checked, Finding, Found, Proof, Standing};
pub use properties::{property_ids, prove};
pub use questions::{questions, share_a_form};
pub use written::{said, through, when, written};
