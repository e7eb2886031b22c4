//! anteroom
pub mod diagnostic;
pub mod text;
pub mod value;
