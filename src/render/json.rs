//! A decision as JSON: the shapes of the wire, keys in the order of the contract, numbers digit by digit.

mod cases;
mod diagnostics;
mod evidence;
mod signing;
mod why;
mod wire;

use crate::audit::approval::{Found, Recheck, Verification};
use crate::diagnostic::Diagnostic;
use crate::explain::Decision;
use crate::pack::Pack;
use crate::text::Sources;
use crate::value::Date;

use super::{Private, Tested};
pub use why::{why, why_not, why_rule};
pub(super) use wire::PackName;

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

/// Every way in which a decision may have been written by `engine`, a version of this program.
pub fn written(pack: &Pack, decision: &Decision, engine: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for private in [Private::Withheld, Private::Shown] {
        let decision = wire::Decision::of(pack, decision, private).by(engine);
        texts.push(serde_json::to_string(&decision).unwrap_or_default());
        texts.push(serde_json::to_string_pretty(&decision).unwrap_or_default());
    }
    texts
}

/// Everything a check found, without a line break at its end. `pack` is missing where it cannot be used.
pub fn diagnostics(pack: Option<&Pack>, diagnostics: &[Diagnostic], sources: &Sources) -> String {
    serde_json::to_string_pretty(&diagnostics::Check::of(pack, diagnostics, sources)).unwrap_or_default()
}

/// A run of a pack's cases, without a line break at its end.
pub fn cases(tested: &Tested) -> String {
    serde_json::to_string_pretty(&cases::Tested::of(tested)).unwrap_or_default()
}

/// What the approvals of a pack come to, without a line break at its end. `verification` is missing where nothing says who
/// may sign.
pub fn approvals(
    pack: &Pack,
    found: &[Found],
    verification: Option<&Verification>,
    rechecks: &[Option<Recheck>],
    as_of: Date,
) -> String {
    serde_json::to_string_pretty(&signing::Verified::of(pack, found, verification, rechecks, as_of)).unwrap_or_default()
}
