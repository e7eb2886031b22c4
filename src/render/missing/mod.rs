//! What can still change a decision, drawn: a page for a coordinator on the telephone, one JSON object for programs.

mod text;
mod wire;
mod words;

pub use text::text;

use crate::audit::Missing;
use crate::pack::Pack;

/// The JSON Schema of what is missing.
pub const SCHEMA: &str = include_str!("missing.schema.json");

/// What is missing over many lines, without a line break at its end.
pub fn json(pack: &Pack, missing: &Missing) -> String {
    // The shapes hold no map with keys other than text and no failing writer: serialising them cannot fail.
    serde_json::to_string_pretty(&wire::Missing::of(pack, missing)).unwrap_or_default()
}
