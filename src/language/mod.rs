//! The words of the language, one table row each: kinds, levels, operators, functions.

mod functions;
pub mod limits;
mod operators;
mod words;

pub use functions::{FUNCTIONS, Function};
pub use operators::{Arithmetic, Comparison};
pub use words::{AXES, Kind, Level, QuestionKind, RESERVED, Raises, Role, Safety, Screening, SourceKind, Who, Word};
