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

/// What stands at the start of every file, so that a file of somebody else's is told from ours.
const MARK: &str = "anteroom docs";

/// Whether a file that begins so was written from here.
pub fn is_ours(beginning: &str) -> bool {
    beginning.starts_with(&format!("<!-- {MARK}: "))
        || beginning.contains(&format!("<meta name=\"generator\" content=\"{MARK}\">"))
}
