//! Compares the decision that comes of each case with the one that is pinned for it.

use std::collections::HashMap;

use serde_json::Value;

use super::read::{Pin, comparable};
use super::words;
use crate::audit::replay::{Difference, INSIDE, Moves, Recorded, Told, What, differences, moves};
use crate::cases::Case;
use crate::diagnostic::Diagnostic;
use crate::explain::{Basis, Finding, Screening};
use crate::pack::Pack;

/// How the pins of a pack stand.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// One for each case.
    pub states: Vec<State>,
    /// Pins, by their place, of which there is no case.
    pub orphans: Vec<usize>,
    /// Pins of no case, and of another pack or version.
    pub diagnostics: Vec<Diagnostic>,
}

/// How one case stands.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// It is not pinned.
    Unpinned,
    /// The decision is the pinned one. `pin` is its place; `is_current`: it also names this version of the pack.
    Same {
        pin: usize,
        is_current: bool,
    },
    Changed(Box<Change>),
}

/// A decision that is not the pinned one.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The places of the case and of its pin.
    pub case: usize,
    pub pin: usize,
    pub diagnostic: Diagnostic,
    pub moves: Moves,
    /// Every place that differs.
    pub differences: Vec<Difference>,
    /// What `moves` does not tell.
    pub others: Vec<Difference>,
    /// The rules that say something else, in the order of the pack.
    pub rules: Vec<RuleLines>,
}

/// A rule that says something else than when it was pinned.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleLines {
    /// What it comes to now.
    pub finding: Finding,
    /// Its lines then that it does not have now, and the other way round; none where the pin does not show the rule.
    pub gone: Vec<String>,
    pub new: Vec<String>,
    /// What else differs in its finding, by the place there.
    pub differences: Vec<Difference>,
}

/// `now`: the decision of each case, as JSON. Where the cases have mistakes, `is_whole` is false, and no pin is said to be of
/// no case.
pub fn compare(
    pack: &Pack,
    screening: &mut Screening,
    (cases, now): (&[Case], &[String]),
    pins: &[Pin],
    is_whole: bool,
) -> Compared {
    let of_case: HashMap<&str, usize> =
        pins.iter().enumerate().map(|(at, pin)| (pin.decision.applicant.as_str(), at)).collect();
    let mut made = Compared::default();
    for (at, (case, json)) in cases.iter().zip(now).enumerate() {
        let pinned = of_case.get(case.name.as_str()).and_then(|pin| Some((*pin, pins.get(*pin)?)));
        made.states.push(match pinned {
            None => State::Unpinned,
            Some((place, pin)) => {
                let is: Value = comparable(serde_json::from_str(json).unwrap_or_default());
                match change(pack, screening, (at, case), (place, pin), (json, &is)) {
                    Some(change) => State::Changed(Box::new(change)),
                    None => State::Same { pin: place, is_current: is_of(pin, pack) },
                }
            }
        });
    }
    if is_whole {
        let names = || cases.iter().map(|case| case.name.as_str());
        let orphans = pins.iter().enumerate().filter(|(_, pin)| !names().any(|name| name == pin.decision.applicant));
        for (at, pin) in orphans {
            made.orphans.push(at);
            made.diagnostics.push(words::no_case(pin.case, &pin.decision.applicant, names()));
        }
    }
    let same = |state: &State| match state {
        State::Same { pin, .. } => pins.get(*pin),
        State::Unpinned | State::Changed(_) => None,
    };
    let named = other_packs(pack, made.states.iter().filter_map(same));
    made.diagnostics.extend(named);
    made
}

fn is_of(pin: &Pin, pack: &Pack) -> bool {
    pin.decision.pack == pack.id && pin.decision.version == pack.version
}

/// One diagnostic for each pack that pins name besides this one. A changed pin is written anew when it is accepted.
fn other_packs<'p>(pack: &Pack, pins: impl Iterator<Item = &'p Pin>) -> Vec<Diagnostic> {
    let name = |pin: &Pin| format!("{} {}", pin.decision.pack, pin.decision.version);
    let mut found: Vec<(String, &Pin, usize)> = Vec::new();
    for pin in pins.filter(|pin| !is_of(pin, pack)) {
        let name = name(pin);
        match found.iter_mut().find(|(other, ..)| *other == name) {
            Some((.., more)) => *more += 1,
            None => found.push((name, pin, 0)),
        }
    }
    let now = format!("{} {}", pack.id, pack.version);
    found.into_iter().map(|(name, pin, more)| words::other_pack(pin.version, &name, &now, more)).collect()
}

/// `None` where the decision is the same.
fn change(
    pack: &Pack,
    screening: &mut Screening,
    (at, case): (usize, &Case),
    (place, pin): (usize, &Pin),
    (json, is): (&str, &Value),
) -> Option<Change> {
    let found = differences(&pin.value, is, Told::All);
    let recorded = Recorded::of(json).ok().filter(|_| !found.is_empty())?;
    let moves = moves(&pin.decision, pack, &recorded, pack);
    let (of_rules, others): (Vec<Difference>, Vec<Difference>) =
        found.iter().cloned().partition(|difference| difference.place.starts_with(FINDINGS));
    let mut rules = Vec::new();
    for (index, rule) in pack.rules.iter().enumerate() {
        let own: Vec<&Difference> = of_rules.iter().filter(|difference| is_about(difference, &rule.id)).collect();
        let has_moved = moves.rules.iter().any(|other| other.rule == rule.id);
        let finding = screening.rule(&case.sheet, index).filter(|_| has_moved || !own.is_empty());
        let Some(finding) = finding else { continue };
        let (then, now) = (then(&pin.value, &rule.id), now(&finding));
        let without = |these: &[String], those: &[String]| {
            these.iter().filter(|line| !those.contains(line)).cloned().collect::<Vec<_>>()
        };
        let is_shown = !then.is_empty();
        rules.push(RuleLines {
            gone: without(&then, &now),
            new: if is_shown { without(&now, &then) } else { Vec::new() },
            differences: own.into_iter().filter_map(|difference| inside(difference, &rule.id)).collect(),
            finding,
        });
    }
    let is_told = |difference: &Difference| {
        let top = difference.place.split(INSIDE).next().unwrap_or_default();
        let known = difference.place.matches(INSIDE).count() < 2 && ["missing", "support"].contains(&top);
        ["safety", "screening", "indications"].contains(&top) || known
    };
    let of_no_rule = |difference: &&Difference| !rules.iter().any(|rule| is_about(difference, &rule.finding.rule));
    let mut left: Vec<Difference> = others.into_iter().filter(|difference| !is_told(difference)).collect();
    left.extend(of_rules.iter().filter(of_no_rule).cloned());
    Some(Change {
        case: at,
        pin: place,
        diagnostic: words::changed(case.name.span, &case.name),
        moves,
        differences: found,
        others: left,
        rules,
    })
}

const FINDINGS: &str = "findings";

/// A difference inside the finding of a rule, with its place there. That the whole finding came or went is a move, and that a
/// line did is told with the lines.
fn inside(difference: &Difference, rule: &str) -> Option<Difference> {
    let prefix = format!("{FINDINGS}{INSIDE}{rule}{INSIDE}");
    let place = difference.place.strip_prefix(&prefix)?;
    let is_line = place.starts_with("evidence") && place.matches(INSIDE).count() == 1;
    let is_told = is_line && matches!(difference.what, What::OnlyThen | What::OnlyNow);
    (!is_told).then(|| Difference { place: place.to_owned(), what: difference.what.clone() })
}

/// Whether a difference lies in the finding of a rule.
fn is_about(difference: &Difference, rule: &str) -> bool {
    let mut parts = difference.place.split(INSIDE);
    parts.next() == Some(FINDINGS) && parts.next() == Some(rule)
}

/// The lines of a rule as the pin shows them, with those of its facts.
fn then(pinned: &Value, rule: &str) -> Vec<String> {
    fn walk(value: &Value, lines: &mut Vec<String>) {
        match value {
            Value::Array(all) => all.iter().for_each(|value| walk(value, lines)),
            Value::Object(fields) => {
                lines.extend(fields.get("line").and_then(Value::as_str).map(str::to_owned));
                for key in ["facts", "evidence"] {
                    fields.get(key).into_iter().for_each(|value| walk(value, lines));
                }
            }
            _ => {}
        }
    }
    let findings = pinned.get(FINDINGS).and_then(Value::as_array);
    let finding = findings.into_iter().flatten().find(|f| f.get("rule").and_then(Value::as_str) == Some(rule));
    let mut lines = Vec::new();
    finding.into_iter().for_each(|finding| walk(finding, &mut lines));
    lines
}

/// The lines of a rule as it is now, with those of its facts.
fn now(finding: &Finding) -> Vec<String> {
    fn walk(basis: &Basis, lines: &mut Vec<String>) {
        match basis {
            Basis::Group { of, .. } => of.iter().for_each(|basis| walk(basis, lines)),
            Basis::Line { text, facts, .. } => {
                lines.push(text.clone());
                facts.iter().for_each(|fact| walk(&fact.of, lines));
            }
        }
    }
    let mut lines = Vec::new();
    finding.basis.iter().for_each(|basis| walk(basis, &mut lines));
    lines
}
