//! A proof, drawn: a page for people, one JSON object for programs.

mod json;
mod text;

pub use json::json;
pub use text::text;
