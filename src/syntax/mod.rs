//! What a pack's author wrote, every field with its place: documents made from YAML nodes, expressions from their text.

pub mod documents;
pub mod expression;

pub use documents::*;
pub use expression::{Argument, Expression, Kind, Where};
