//! Turns the text of a YAML or JSON file into nodes with their places, and every structural fault into a diagnostic.
//!
//! Nothing is converted here: `yes`, `12` and `2026-11-23` stay text, and whoever knows what should stand at a place
//! reads it with [`Fields`] and the readers of [`shape`].

mod agree;
mod characters;
mod fields;
mod json;
mod node;
mod places;
mod read;
pub mod shape;
mod words;

#[cfg(test)]
mod tests;

pub use agree::agree;
pub use fields::Fields;
pub use json::read_json;
pub use node::{Entry, Node, NodeKind, Scalar};
pub use read::read;
