//! anteroom
pub mod diagnostic;
pub mod language;
pub mod render;
pub mod syntax;
pub mod text;
pub mod value;
