//! anteroom
pub mod answers;
pub mod diagnostic;
pub mod evaluate;
pub mod explain;
pub mod language;
pub mod pack;
pub mod program;
pub mod render;
pub mod syntax;
pub mod terms;
pub mod text;
pub mod value;
pub mod yaml;
