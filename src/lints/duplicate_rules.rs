//! Turns rules into pairs of which the second says what the first says: the same condition and the same effect.

use super::Written;
use crate::diagnostic::{Code, Diagnostic};
use std::collections::BTreeMap;

pub(super) fn lint(written: &Written<'_>, faults: &mut Vec<Diagnostic>) {
    let mut first = BTreeMap::new();
    for rule in &written.pack.rules {
        let raises = rule.raises.as_ref().map(|raises| &raises.value);
        let says = (&rule.when.kind, rule.kind.value, raises, rule.unknown_incomplete.is_some());
        // The canonical text of a condition, which the digest of a pack rests on as well.
        let Ok(says) = serde_json::to_string(&says) else { continue };
        let other = first.entry(says).or_insert(&rule.id);
        if other.span != rule.id.span {
            let message =
                format!("`{}` says what `{}` says: the same condition and the same effect", rule.id.value, other.value);
            faults.push(
                Diagnostic::new(Code::AN0508, rule.id.span, message)
                    .also(other.span, "the first")
                    .help("delete one of them, or write the condition that was meant"),
            );
        }
    }
}
