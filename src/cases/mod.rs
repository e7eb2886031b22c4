//! Turns the cases of a pack into what came out otherwise than their author expects.
//!
//! A case is an applicant with an expectation. It may be *like* another case and say only the answers that differ.

mod expectation;
mod like;
mod read;
mod run;
mod words;
mod write;

pub use expectation::{Expectation, Expected};
pub use read::{Cases, File, applicants, read};
pub use run::{Surprise, run};
pub use write::{Draft, write};

use crate::answers::Sheet;
use crate::text::{Span, Spanned};

/// An applicant to try a pack on, and what must come of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Unique among the cases of a run.
    pub name: Spanned<String>,
    /// The whole case in its file.
    pub place: Span,
    pub about: Option<String>,
    pub sheet: Sheet,
    pub expectation: Expectation,
}
