//! A pack's document as files: one self-contained page, and Markdown with a file for each part.

mod card;
mod html;
mod layout;
mod markdown;
mod mermaid;
mod svg;

pub use card::card;
pub use html::html;
pub use markdown::markdown;

/// What stands in every file, so that a file of somebody else's is told from ours.
pub const MARK: &str = "anteroom docs";
