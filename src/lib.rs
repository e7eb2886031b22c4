//! anteroom
pub mod answers;
pub mod diagnostic;
pub mod language;
pub mod pack;
pub mod syntax;
pub mod text;
pub mod value;
pub mod yaml;
