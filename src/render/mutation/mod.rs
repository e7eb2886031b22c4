//! What came of changing rules one thing at a time, drawn: the changes that no case notices with the cases that would, or one
//! JSON object.

mod text;
mod wire;

pub use text::text;

use crate::mutation::Mutated;
use crate::pack::Pack;
use crate::text::Sources;

/// The JSON Schema of what came of mutants.
pub const SCHEMA: &str = include_str!("mutation.schema.json");

/// Everything about a run that is not about a mutant.
#[derive(Clone, Copy, Debug)]
pub struct Tried<'a> {
    pub pack: &'a Pack,
    /// Where the cases are.
    pub place: &'a str,
    /// How many were run.
    pub cases: usize,
    /// Those of the pack.
    pub sources: &'a Sources,
}

/// Without a line break at its end.
pub fn json(tried: Tried, mutated: &Mutated) -> String {
    // The shapes hold no map with keys other than text and no failing writer: serialising them cannot fail.
    serde_json::to_string_pretty(&wire::Mutation::of(tried, mutated)).unwrap_or_default()
}
