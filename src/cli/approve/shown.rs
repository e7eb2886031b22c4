//! What a signer is shown of a version: what it changes since another one, or that it is the first.

use crate::audit::approval::{Milder, Shown};
use crate::pack::Pack;
use crate::prose::{self, Said, SaidProperty};
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

/// The rules and properties that read differently, and that something else does where none of them do.
fn changes(old: &Pack, new: &Pack) -> Vec<String> {
    let rules = |pack: &Pack| -> Vec<(String, Said)> {
        pack.rules.iter().map(|rule| (rule.id.clone(), prose::rule(pack, rule))).collect()
    };
    let properties = |pack: &Pack| -> Vec<(String, SaidProperty)> {
        pack.properties.iter().map(|property| (property.id.clone(), prose::property(pack, property))).collect()
    };
    let mut summary = named("Rules", &rules(old), &rules(new));
    summary.extend(named("Properties", &properties(old), &properties(new)));
    if summary.is_empty() {
        summary.push("No rule or property reads differently; other parts of the pack do.".to_owned());
    }
    summary
}

/// Which of the things that have ids are new, gone, or said otherwise.
fn named<T: PartialEq>(what: &str, was: &[(String, T)], is: &[(String, T)]) -> Vec<String> {
    type One<T> = (String, T);
    let among = |one: &One<T>, others: &[One<T>]| others.iter().any(|(id, _)| *id == one.0);
    let changes: [(&str, Vec<&One<T>>); 3] = [
        ("added", is.iter().filter(|one| !among(one, was)).collect()),
        ("removed", was.iter().filter(|one| !among(one, is)).collect()),
        ("that read differently", is.iter().filter(|one| among(one, was) && !was.contains(one)).collect()),
    ];
    let say = |(how, found): (&str, Vec<&One<T>>)| {
        let ids: Vec<&str> = found.iter().map(|(id, _)| id.as_str()).collect();
        (!ids.is_empty()).then(|| format!("{what} {how}, {}: {}", ids.len(), ids.join(", ")))
    };
    changes.into_iter().filter_map(say).collect()
}
