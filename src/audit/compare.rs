//! Turns two packs into the change from one to the other: what was written differently, rule by rule, and both axes.

use super::change::{Axis, Cause, Change, PackName, Part, RuleChange, State, Verdict, Written};
use super::{questions, written};
use crate::pack::{Pack, Rule};
use crate::program::Program;
use crate::value::Date;

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    pub pack: &'a Pack,
    /// That of the pack.
    pub program: &'a Program,
    /// Where the pack was read, as its reader names it.
    pub place: &'a str,
}

/// What becomes of a rule in the new pack, before anything is proved about it.
struct Pair<'a> {
    old: Option<&'a Rule>,
    new: Option<&'a Rule>,
    cause: Cause,
}

/// Compares two packs for decisions made as of a day.
pub fn compare(old: Side, new: Side, as_of: Date) -> Change {
    let same = old.pack.digest == new.pack.digest;
    let texts = written::written(old.pack, new.pack);
    let pairs = pairs(old.pack, new.pack, &texts);
    let verdict = || if same { Verdict::Equal } else { Verdict::GaveUp("not compared".to_owned()) };
    let rules: Vec<RuleChange> =
        pairs.into_iter().filter_map(|pair| rule(old.pack, new.pack, pair, verdict())).collect();
    let listed = rules.iter().filter(|rule| rule.cause != Cause::Removed).count();
    Change {
        old: name(old),
        new: name(new),
        as_of,
        untouched: new.pack.rules.len() - listed,
        rules,
        safety: Axis { verdict: verdict(), shifts: Vec::new() },
        screening: Axis { verdict: verdict(), shifts: Vec::new() },
        questions: questions::questions(old.pack, new.pack, &texts),
        written: texts,
        fixtures: None,
        cohort: None,
    }
}

fn name(side: Side) -> PackName {
    let pack = side.pack;
    PackName {
        id: pack.id.clone(),
        version: pack.version.clone(),
        title: pack.title.clone(),
        digest: pack.digest.clone(),
        place: side.place.to_owned(),
    }
}

/// The rules that were written differently or read something that was; the new pack's in its order, then those gone.
fn pairs<'a>(old: &'a Pack, new: &'a Pack, texts: &[Written]) -> Vec<Pair<'a>> {
    let before = |id: &str| old.rules.iter().find(|rule| rule.id == id);
    let text = |id: &str| texts.iter().find(|text| text.part == Part::Rule && text.id == id);
    let mut pairs = Vec::new();
    for rule in &new.rules {
        let (old_rule, cause) = match text(&rule.id).map(|text| &text.state) {
            Some(State::Added) => (None, Cause::Added),
            Some(State::Renamed(id)) => (before(id), Cause::Renamed(id.clone())),
            Some(State::Changed | State::Removed) => (before(&rule.id), Cause::Text),
            None => {
                let Some(old_rule) = before(&rule.id) else { continue };
                let through = written::through(texts, (old, old_rule), (new, rule));
                if through.is_empty() {
                    continue;
                }
                (Some(old_rule), Cause::Through(through))
            }
        };
        pairs.push(Pair { old: old_rule, new: Some(rule), cause });
    }
    let gone = |rule: &&Rule| text(&rule.id).is_some_and(|text| text.state == State::Removed);
    pairs.extend(old.rules.iter().filter(gone).map(|rule| Pair { old: Some(rule), new: None, cause: Cause::Removed }));
    pairs
}

fn rule(old: &Pack, new: &Pack, pair: Pair, verdict: Verdict) -> Option<RuleChange> {
    let shown = pair.new.or(pair.old)?;
    Some(RuleChange {
        rule: shown.id.clone(),
        title: shown.title.clone(),
        kind: shown.kind,
        raises: shown.raises.clone(),
        when: written::when(pair.new.map_or(old, |_| new), shown),
        said: written::said(pair.old.map(|rule| (old, rule)), pair.new.map(|rule| (new, rule))),
        cause: pair.cause,
        verdict,
        shifts: Vec::new(),
    })
}
