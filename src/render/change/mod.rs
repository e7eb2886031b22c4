//! A change of rules for those who read, sign and process it: text, Markdown, one HTML page, JSON.

mod html;
mod lines;
mod markdown;
mod summary;
pub(super) mod text;
pub(super) mod wire;
pub(super) mod words;

pub use html::html;
pub use markdown::markdown;
pub use summary::summary;
pub use text::text;

use crate::audit::Change;
use crate::value::Digest;

/// The JSON Schema of a change.
pub const SCHEMA: &str = include_str!("change.schema.json");

/// A change over many lines, without a line break at its end.
pub fn json(change: &Change) -> String {
    // The shapes hold no map with keys other than text and no failing writer: serialising them cannot fail.
    serde_json::to_string_pretty(&wire::Change::of(change, Some(digest(change)))).unwrap_or_default()
}

/// `sha256:…` over what the change is, as JSON without spaces: not over where the packs were read, on which applicants it was
/// tried, nor by which version of the program.
pub fn digest(change: &Change) -> String {
    let json = serde_json::to_string(&wire::Change::of(change, None)).unwrap_or_default();
    Digest::of(json.as_bytes()).to_string()
}
