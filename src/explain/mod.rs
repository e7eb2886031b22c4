//! Turns one lane of a run into a decision with its basis: the rule's own lines, what each saw, and what is unknown.

mod basis;
mod decision;
mod fill;
mod screen;
mod seen;

pub use basis::{Basis, FactBasis, FactValue, Says};
pub use decision::{
    Contradicted, Decision, Finding, Indication, MissingAnswer, PERHAPS_CONTRADICTORY, Suggestion, UNREADABLE,
};
pub use fill::{fill, interval};
pub use screen::Screening;
pub use seen::{Answered, Hit, Seen, Value};

use crate::answers::{Block, Texts};
use crate::evaluate::Table;
use crate::pack::Pack;
use crate::program::Program;

/// One applicant in a run: everything an explanation reads.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub pack: &'a Pack,
    pub program: &'a Program,
    pub table: &'a Table,
    pub block: &'a Block,
    pub texts: &'a Texts,
    pub lane: usize,
}
