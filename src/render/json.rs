//! A decision as JSON: the shapes of the wire, keys in the order of the contract, numbers digit by digit.

mod evidence;
mod wire;

use crate::explain::Decision;
use crate::pack::Pack;

use super::Private;

/// The JSON Schema of a decision.
pub const SCHEMA: &str = include_str!("decision.schema.json");

/// One decision on one line, without a line break.
pub fn line(pack: &Pack, decision: &Decision, private: Private) -> String {
    // The shapes hold no map with keys other than text and no failing writer: serialising them cannot fail.
    serde_json::to_string(&wire::Decision::of(pack, decision, private)).unwrap_or_default()
}

/// One decision over many lines, without a line break at its end.
pub fn pretty(pack: &Pack, decision: &Decision, private: Private) -> String {
    serde_json::to_string_pretty(&wire::Decision::of(pack, decision, private)).unwrap_or_default()
}
