//! anteroom
pub mod diagnostic;
pub mod terms;
pub mod text;
pub mod value;
