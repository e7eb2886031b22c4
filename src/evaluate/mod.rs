//! The one evaluator: runs a program over a block of answers and reads off what each applicant's answers mean.

mod aggregates;
mod decide;
mod lanes;
mod leaves;
mod missing;
mod run;
mod table;
mod texts;

pub use decide::{Axes, Contradiction, Decided, Outcome, contradicted, contradicts};
pub use missing::{CouldRaise, Missing};
pub use run::Evaluator;
pub use table::{Numbers, Table};
