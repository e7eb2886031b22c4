//! Turns two packs and the id of a rule into what became of that rule alone, which is much less than comparing the packs.

use super::change::{Cause, Part, RuleChange, State, Verdict, Written};
use super::compare::{MOST_RENAMED, Pair, Side, place, rule};
use super::effects::Effects;
use super::written;
use crate::pack::{Pack, Rule};
use crate::value::Date;

/// Two packs, to be asked about single rules.
pub struct Between<'a> {
    old: Side<'a>,
    new: Side<'a>,
    texts: Vec<Written>,
    effects: Effects<'a>,
}

impl<'a> Between<'a> {
    /// For decisions made as of a day.
    pub fn new(old: Side<'a>, new: Side<'a>, as_of: Date) -> Self {
        let texts = written::written(old.pack, new.pack);
        Self { old, new, texts, effects: Effects::new(old, new, as_of) }
    }

    /// What became of a rule, by its id in the new pack, or in the old one where the new has none of this id. A rule under
    /// another id is the same rule where it is written alike, or proved to find and do the same.
    ///
    /// `None`: it is written alike and proved to find and do the same, or neither pack has it.
    pub fn rule(&mut self, id: &str) -> Option<RuleChange> {
        let pair = self.pair(id)?;
        let (verdict, shifts) = self.effects.rule(place(self.old.pack, self.new.pack, &pair));
        if verdict == Verdict::Equal && matches!(pair.cause, Cause::Through(_)) {
            return None;
        }
        rule(self.old.pack, self.new.pack, pair, verdict, shifts)
    }

    /// What was written differently in the packs.
    pub fn written(&self) -> &[Written] {
        &self.texts
    }

    /// The proofs so far hold whatever is written into free texts; otherwise for texts made of the names on the packs' lists.
    pub fn every_text(&self) -> bool {
        self.effects.every_text
    }

    /// Applicants, as files, of whom search and evaluator do not agree: faults of this program, never of a pack.
    pub fn faults(&self) -> &[String] {
        &self.effects.faults
    }

    fn pair(&mut self, id: &str) -> Option<Pair<'a>> {
        let (old, new) = (find(self.old.pack, id), find(self.new.pack, id));
        let cause = match (old, new) {
            (None, None) => return None,
            (Some(before), Some(after)) => match self.state(id) {
                Some(State::Changed) => Cause::Text,
                _ => Cause::Through(written::through(&self.texts, (self.old.pack, before), (self.new.pack, after))),
            },
            (None, Some(after)) => match self.before(after) {
                Some(before) => return Some(renamed(before, after)),
                None => Cause::Added,
            },
            (Some(before), None) => match self.after(before) {
                Some(after) => return Some(renamed(before, after)),
                None => Cause::Removed,
            },
        };
        Some(Pair { old, new, cause })
    }

    fn state(&self, id: &str) -> Option<&State> {
        self.texts.iter().find(|text| text.part == Part::Rule && text.id == id).map(|text| &text.state)
    }

    /// The rule that is gone and that this new one was.
    fn before(&mut self, rule: &Rule) -> Option<&'a Rule> {
        let old = self.old.pack;
        if let Some(State::Renamed(id)) = self.state(&rule.id) {
            return find(old, id);
        }
        let after = at(self.new.pack, &rule.id)?;
        let gone = self.apart(old, self.new.pack);
        let same = gone.into_iter().find(|before| self.effects.is_proved_equal(*before, after))?;
        old.rules.get(same)
    }

    /// The new rule that this one, which is gone, became.
    fn after(&mut self, rule: &Rule) -> Option<&'a Rule> {
        let new = self.new.pack;
        let written = self
            .texts
            .iter()
            .find(|text| text.part == Part::Rule && matches!(&text.state, State::Renamed(old) if *old == rule.id));
        if let Some(text) = written {
            return find(new, &text.id);
        }
        let before = at(self.old.pack, &rule.id)?;
        let added = self.apart(new, self.old.pack);
        let same = added.into_iter().find(|after| self.effects.is_proved_equal(before, *after))?;
        new.rules.get(same)
    }

    /// The rules of a pack that have no other half yet: neither the same id in the other pack, nor the same words.
    fn apart(&self, pack: &Pack, other: &Pack) -> Vec<usize> {
        let is_joined = |rule: &Rule| {
            find(other, &rule.id).is_some()
                || self.texts.iter().filter(|text| text.part == Part::Rule).any(|text| match &text.state {
                    State::Renamed(old) => text.id == rule.id || *old == rule.id,
                    _ => false,
                })
        };
        let rules = pack.rules.iter().enumerate().filter(|(_, rule)| !is_joined(rule));
        rules.map(|(at, _)| at).take(MOST_RENAMED).collect()
    }
}

fn renamed<'a>(before: &'a Rule, after: &'a Rule) -> Pair<'a> {
    Pair { old: Some(before), new: Some(after), cause: Cause::Renamed(before.id.clone()) }
}

fn find<'a>(pack: &'a Pack, id: &str) -> Option<&'a Rule> {
    pack.rules.iter().find(|rule| rule.id == id)
}

fn at(pack: &Pack, id: &str) -> Option<usize> {
    pack.rules.iter().position(|rule| rule.id == id)
}
