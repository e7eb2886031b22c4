//! Turns two packs into the change from one to the other: what was written differently, rule by rule, and both axes.

use super::change::{Axis, Cause, Change, PackName, Part, RuleChange, Shift, State, Verdict, Written};
use super::effects::{Effects, Place};
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
pub(super) struct Pair<'a> {
    pub old: Option<&'a Rule>,
    pub new: Option<&'a Rule>,
    pub cause: Cause,
}

/// Compares two packs for decisions made as of a day.
pub fn compare(old: Side, new: Side, as_of: Date) -> Change {
    let texts = written::written(old.pack, new.pack);
    let mut pairs = pairs(old.pack, new.pack, &texts);
    let equal = || Axis { verdict: Verdict::Equal, shifts: Vec::new() };
    let mut change = Change {
        old: PackName::of(old.pack, old.place),
        new: PackName::of(new.pack, new.place),
        as_of,
        untouched: new.pack.rules.len(),
        rules: Vec::new(),
        safety: equal(),
        screening: equal(),
        questions: questions::questions(old.pack, new.pack, &texts),
        written: texts,
        fixtures: None,
        cohort: None,
        every_text: true,
        faults: Vec::new(),
    };
    if old.pack.digest == new.pack.digest {
        return change;
    }
    let mut effects = Effects::new(old, new, as_of);
    pairs.extend(differing_all_the_same(&mut effects, old.pack, new.pack, &pairs));
    let pairs = renamed(&mut effects, old.pack, new.pack, pairs);
    let mut changed: Vec<Place> = Vec::new();
    for pair in pairs {
        let place = place(old.pack, new.pack, &pair);
        let (verdict, shifts) = effects.rule(place);
        let renamed = matches!(pair.cause, Cause::Renamed(_));
        if verdict != Verdict::Equal {
            changed.push(place);
        } else if !renamed && pair.cause == Cause::Through(Vec::new()) {
            continue;
        }
        change.rules.extend(rule(old.pack, new.pack, pair, verdict, shifts));
    }
    let order = |rule: &RuleChange| new.pack.rules.iter().position(|new| new.id == rule.rule).unwrap_or(usize::MAX);
    change.rules.sort_by_key(order);
    change.untouched -= change.rules.iter().filter(|rule| rule.cause != Cause::Removed).count();
    change.safety = effects.safety(&changed);
    change.screening = effects.screening(&changed);
    change.every_text = effects.every_text;
    change.faults = effects.faults;
    change
}

/// Rules that are written alike, read nothing that was written differently, and find something else: nothing that is listed
/// says why, so that they must be looked for.
fn differing_all_the_same<'a>(effects: &mut Effects, old: &'a Pack, new: &'a Pack, pairs: &[Pair]) -> Vec<Pair<'a>> {
    let mut found = Vec::new();
    for (at, rule) in new.rules.iter().enumerate() {
        let is_listed = pairs.iter().any(|pair| pair.new.is_some_and(|listed| listed.id == rule.id));
        let Some(before) = old.rules.iter().position(|old| old.id == rule.id) else { continue };
        if !is_listed && !effects.is_identical(before, at) {
            found.push(Pair { old: old.rules.get(before), new: Some(rule), cause: Cause::Through(Vec::new()) });
        }
    }
    found
}

/// Pairs of rules that are compared by meaning, to find one under another id.
pub(super) const MOST_RENAMED: usize = 60;

/// Joins a rule that is gone with a new one that is proved to find and do the same.
fn renamed<'a>(effects: &mut Effects, old: &Pack, new: &Pack, pairs: Vec<Pair<'a>>) -> Vec<Pair<'a>> {
    let (gone, mut rest): (Vec<Pair>, Vec<Pair>) = pairs.into_iter().partition(|pair| pair.cause == Cause::Removed);
    let mut tried = 0;
    for pair in gone {
        let mut joined = false;
        for added in rest.iter_mut().filter(|pair| pair.cause == Cause::Added) {
            let (Some(before), Some(after)) = (place(old, new, &pair).0, place(old, new, added).1) else { continue };
            tried += 1;
            if tried <= MOST_RENAMED && effects.is_proved_equal(before, after) {
                added.old = pair.old;
                added.cause = Cause::Renamed(pair.old.map_or_else(String::new, |rule| rule.id.clone()));
                joined = true;
                break;
            }
        }
        if !joined {
            rest.push(pair);
        }
    }
    rest
}

pub(super) fn place(old: &Pack, new: &Pack, pair: &Pair) -> Place {
    let at =
        |pack: &Pack, rule: Option<&Rule>| pack.rules.iter().position(|r| rule.is_some_and(|rule| r.id == rule.id));
    (at(old, pair.old), at(new, pair.new))
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

pub(super) fn rule(old: &Pack, new: &Pack, pair: Pair, verdict: Verdict, shifts: Vec<Shift>) -> Option<RuleChange> {
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
        shifts,
    })
}
