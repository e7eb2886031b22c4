//! Which commit changed a rule, or an applicant's outcome: a page for people, one JSON object for programs.

mod commits;
mod outcome;
mod rule;
mod wire;

pub use outcome::outcome;
pub use rule::rule;

use crate::audit::blame::{OutcomeBlame, RuleBlame};

/// The JSON Schema of both.
pub const SCHEMA: &str = include_str!("blame.schema.json");

/// The history of a rule over many lines, without a line break at its end.
pub fn rule_json(blame: &RuleBlame) -> String {
    // The shapes hold no map with keys other than text and no failing writer: serialising them cannot fail.
    serde_json::to_string_pretty(&wire::RuleHistory::of(blame)).unwrap_or_default()
}

/// The history of a decision, in the same way.
pub fn outcome_json(blame: &OutcomeBlame) -> String {
    serde_json::to_string_pretty(&wire::OutcomeHistory::of(blame)).unwrap_or_default()
}
