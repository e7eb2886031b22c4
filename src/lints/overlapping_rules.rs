//! Turns rules into those that add nothing to another one by their text: the same effect, and whoever meets this one
//! meets that one too.

use std::collections::{BTreeMap, BTreeSet};

use super::Written;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Raises;
use crate::syntax::{Condition, ConditionKind, Rule};

/// A rule as lines of which all, or any, must hold.
struct Laid<'w> {
    rule: &'w Rule,
    /// Canonical texts.
    lines: BTreeSet<String>,
    whole: String,
}

pub(super) fn lint(written: &Written<'_>, faults: &mut Vec<Diagnostic>) {
    let mut effects: BTreeMap<String, Vec<&Rule>> = BTreeMap::new();
    for rule in &written.pack.rules {
        let raises = rule.raises.as_ref().map(|raises| &raises.value);
        // Two notes are two texts to read.
        if raises == Some(&Raises::Note) {
            continue;
        }
        let Ok(effect) = serde_json::to_string(&(rule.kind.value, raises, rule.unknown_incomplete.is_some())) else {
            continue;
        };
        effects.entry(effect).or_default().push(rule);
    }
    let mut told = BTreeSet::new();
    for rules in effects.values() {
        for all in [true, false] {
            let laid: Vec<Laid> = rules.iter().filter_map(|rule| lay(rule, all)).collect();
            let mut with: BTreeMap<&str, Vec<&Laid>> = BTreeMap::new();
            for one in &laid {
                one.lines.iter().for_each(|line| with.entry(line).or_default().push(one));
            }
            for fewer in &laid {
                let candidates = fewer.lines.first().and_then(|line| with.get(line.as_str()));
                for more in candidates.into_iter().flatten().copied() {
                    // The same text, word for word, is a rule written twice; of two orders the later adds nothing.
                    let equal = more.lines.len() == fewer.lines.len();
                    let itself = more.whole == fewer.whole || (equal && more.rule.id.span < fewer.rule.id.span);
                    if itself || !fewer.lines.is_subset(&more.lines) {
                        continue;
                    }
                    // Of all that must hold, more lines are met by fewer people; of any, fewer lines are.
                    let (idle, other) = if all || equal { (more, fewer) } else { (fewer, more) };
                    if told.insert(idle.rule.id.span) {
                        faults.push(fault(idle.rule, other.rule));
                    }
                }
            }
        }
    }
}

fn fault(idle: &Rule, other: &Rule) -> Diagnostic {
    let message = format!("whoever meets `{}` meets `{}` too, which has the same effect", *idle.id, *other.id);
    Diagnostic::new(Code::AN0520, idle.id.span, message)
        .also(other.id.span, "the wider rule")
        .help("delete the narrower rule, or write what it was meant to add")
}

/// A rule of one line is both.
fn lay(rule: &Rule, all: bool) -> Option<Laid<'_>> {
    let parts: &[Condition] = match &rule.when.kind {
        ConditionKind::All(parts) if all => parts,
        ConditionKind::Any(parts) if !all => parts,
        ConditionKind::Line(_) => std::slice::from_ref(&rule.when),
        _ => return None,
    };
    let lines = parts.iter().map(|part| serde_json::to_string(&part.kind)).collect::<Result<_, _>>().ok()?;
    Some(Laid { rule, lines, whole: serde_json::to_string(&rule.when.kind).ok()? })
}
