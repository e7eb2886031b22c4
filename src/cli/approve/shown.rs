//! What a signer is shown of a version: what it changes since another one, or that it is the first.

use crate::audit::approval::{Milder, Shown};
use crate::pack::Pack;
use crate::prose::{self, Said};
use crate::value::Digest;

/// Compares a version with the one before, if there is one. Whether a safety outcome becomes milder is not proved here.
pub(super) fn shown(old: Option<&Pack>, new: &Pack) -> Shown {
    let summary = match old {
        None => vec![format!(
            "A first version: all {} rules and {} questions are new.",
            new.rules.len(),
            new.questions.len()
        )],
        Some(old) => changes(old, new),
    };
    let compared_with = old.map(|old| old.digest.clone());
    let text = format!("{compared_with:?}\n{}\n{}", new.digest, summary.join("\n"));
    let diff_digest = Digest::of(text.as_bytes()).to_string();
    Shown { compared_with, diff_digest, safety_milder: Milder::Unproved, summary }
}

/// The rules that read differently, and what else does.
fn changes(old: &Pack, new: &Pack) -> Vec<String> {
    let said = |pack: &Pack| -> Vec<Said> { pack.rules.iter().map(|rule| prose::rule(pack, rule)).collect() };
    let (was, is) = (said(old), said(new));
    let ids = |rules: Vec<&Said>| rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>().join(", ");
    let among = |rule: &Said, others: &[Said]| others.iter().any(|other| other.id == rule.id);
    let mut summary = Vec::new();
    let mut say = |what: &str, rules: Vec<&Said>| {
        if !rules.is_empty() {
            summary.push(format!("Rules {what}, {}: {}", rules.len(), ids(rules)));
        }
    };
    say("added", is.iter().filter(|rule| !among(rule, &was)).collect());
    say("removed", was.iter().filter(|rule| !among(rule, &is)).collect());
    say("that read differently", is.iter().filter(|rule| among(rule, &was) && !was.contains(rule)).collect());
    if summary.is_empty() {
        summary.push("No rule reads differently; other parts of the pack do.".to_owned());
    }
    summary
}
