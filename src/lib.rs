//! anteroom
pub mod diagnostic;
pub mod language;
pub mod syntax;
pub mod text;
pub mod value;
pub mod yaml;
