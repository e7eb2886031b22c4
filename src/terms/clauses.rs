//! How far a cue reaches over the names of a text.
//!
//! It reaches a few words in its own clause. It goes over a comma only in a list ("no opioids, benzos or stimulants",
//! "stopped Nardil, Parnate and Marplan"), back to a name it was put behind ("Nardil, stopped in 2019"), and from a
//! heading over its whole line ("Past medications: …").

use super::Certainty;
use super::cues::{Cue, Meaning};
use super::everyday::{AND, ARTICLE, BREAK, FILLER, OR, SELF, SKIP, START, TO, UNIT};
use super::names::Found;
use super::vocabulary::{Seen, Vocabulary};
use super::words::{Gap, Kind, Words};

/// Words between two ends of a clause.
struct Clause {
    first: usize,
    end: usize,
    classes: u32,
    named: bool,
}

pub(super) struct Clauses<'a> {
    words: &'a Words,
    /// Word classes, a word each.
    class: Vec<u32>,
    named: Vec<bool>,
    /// The meaning of the cue that a word belongs to.
    cue: Vec<Option<Meaning>>,
    list: Vec<Clause>,
    /// The clause of each word.
    of: Vec<usize>,
    pub marks: Vec<Option<Certainty>>,
}

impl<'a> Clauses<'a> {
    pub fn of(words: &'a Words, vocabulary: &Vocabulary, seen: &Seen, found: &[Found], cues: &[Cue]) -> Self {
        let count = words.list.len();
        let class: Vec<u32> = seen.iter().map(|id| vocabulary.class(*id)).collect();
        let (mut named, mut cue) = (vec![false; count], vec![None; count]);
        for hit in found {
            named.get_mut(hit.words.clone()).unwrap_or_default().fill(true);
        }
        for c in cues {
            cue.get_mut(c.first..=c.last).unwrap_or_default().fill(Some(c.meaning));
        }
        let mut clauses = Clauses {
            words,
            class,
            named,
            cue,
            list: Vec::new(),
            of: Vec::with_capacity(count),
            marks: vec![None; count],
        };
        for at in 0..count {
            let class = clauses.class(at);
            // "not currently taking" is one clause, "none except" two.
            let denied = at > 0 && clauses.cue_at(at - 1) == Some(Meaning::No) && class & START != 0;
            if words.gap(at).has(Gap::CLAUSE) || (class & BREAK != 0 && !denied) || at == 0 {
                clauses.list.push(Clause { first: at, end: at, classes: 0, named: false });
            }
            clauses.of.push(clauses.list.len() - 1);
            let is_named = clauses.is_named(at);
            if let Some(clause) = clauses.list.last_mut() {
                clause.end = at + 1;
                clause.classes |= class;
                clause.named |= is_named;
            }
        }
        clauses
    }

    fn class(&self, at: usize) -> u32 {
        self.class.get(at).copied().unwrap_or(0)
    }

    fn is(&self, at: usize, class: u32) -> bool {
        self.class(at) & class != 0
    }

    fn is_number(&self, at: usize) -> bool {
        self.words.list.get(at).is_some_and(|word| word.kind == Kind::Number)
    }

    fn is_named(&self, at: usize) -> bool {
        self.named.get(at) == Some(&true)
    }

    fn cue_at(&self, at: usize) -> Option<Meaning> {
        self.cue.get(at).copied().flatten()
    }

    fn clause(&self, at: usize) -> Option<&Clause> {
        self.list.get(*self.of.get(at)?)
    }

    fn begins(&self, at: usize) -> bool {
        self.clause(at).is_some_and(|clause| clause.first == at)
    }

    fn set(&mut self, at: usize, meaning: Meaning) {
        let certainty = match meaning {
            Meaning::No | Meaning::Allergy => Certainty::Negated,
            Meaning::Past | Meaning::Switch | Meaning::Dated => Certainty::Past,
            Meaning::SomeoneElse => Certainty::SomeoneElse,
            Meaning::Unsure | Meaning::Elsewhere | Meaning::Exempt => Certainty::Unsure,
        };
        if let Some(mark) = self.marks.get_mut(at) {
            *mark = (*mark).max(Some(certainty));
        }
    }

    pub fn mark(&mut self, cue: &Cue) {
        // `no doz` is a name, not a denial.
        if self.is_named(cue.first) || (cue.meaning == Meaning::Dated && self.is_beginning(cue.first)) {
            return;
        }
        if !self.mark_ahead(cue) && !self.mark_back(cue) {
            self.mark_behind(cue);
        }
        self.mark_under_heading(cue);
    }

    /// "started in 2019", "2019 - present": a date at which something began.
    fn is_beginning(&self, at: usize) -> bool {
        let Some(clause) = self.clause(at) else { return false };
        let until_now =
            self.clause(clause.end).is_some_and(|next| next.end - next.first == 1 && next.classes & START != 0);
        clause.classes & START != 0 || until_now
    }

    fn mark_ahead(&mut self, cue: &Cue) -> bool {
        let (mut left, mut marked) = (cue.ahead, false);
        let mut at = cue.last + 1;
        while left > 0 && at < self.words.list.len() && self.cue_at(at) != Some(cue.meaning) {
            let other = match cue.meaning {
                Meaning::SomeoneElse => self.is(at, SELF),
                Meaning::Switch => self.is(at, TO),
                _ => (at > cue.last + 1 && self.is(at, START)) || (marked && self.is(at, SELF)),
            };
            let new_start = self.is(at, AND) && !self.is_name_next(at + 1);
            if other || new_start || (self.begins(at) && !self.goes_on(cue, at, marked)) {
                break;
            }
            if self.is_named(at) {
                self.set(at, cue.meaning);
                (left, marked) = (cue.ahead, true);
            } else if !self.is_number(at) {
                left -= 1;
            }
            at += 1;
        }
        marked
    }

    fn is_name_next(&self, at: usize) -> bool {
        self.is_named(at) || (self.is(at, ARTICLE) && self.is_named(at + 1))
    }

    /// The clause that begins here goes on with the list that the cue is about.
    fn goes_on(&self, cue: &Cue, at: usize, marked: bool) -> bool {
        let in_list = |clause: &Clause| {
            let gap = self.words.gap(clause.first);
            gap.has(Gap::COMMA) && !gap.has(Gap::SENTENCE) && !self.is(clause.first, BREAK)
        };
        let Some(clause) = self.clause(at).filter(|clause| in_list(clause)) else { return false };
        if cue.meaning == Meaning::No {
            // "no tobacco, alcohol, or opioids": an "or" shows that it is one list.
            let from = self.of.get(at).copied().unwrap_or(0);
            let rest = self.list.get(from..).unwrap_or(&[]).iter().take(12).take_while(|clause| {
                let foreign = |at| self.cue_at(at).is_some() || self.is(at, SELF | START | UNIT);
                in_list(clause) && clause.end - clause.first <= 4 && !(clause.first..clause.end).any(foreign)
            });
            return rest.into_iter().any(|clause| clause.classes & OR != 0);
        }
        // The last of a list may be followed by a time: "…, Parnate and Marplan in 2019".
        let ends = clause.classes & (AND | OR) != 0 && clause.classes & UNIT == 0;
        let time = |at: usize| ends && (self.is(at, FILLER) || self.is_number(at));
        marked && (clause.first..clause.end).all(|at| self.is_named(at) || self.is(at, AND | OR | ARTICLE) || time(at))
    }

    fn mark_back(&mut self, cue: &Cue) -> bool {
        let (mut left, mut marked) = (cue.back, false);
        let own = |at: &usize| self.is(*at, SELF) && self.of.get(*at) == self.of.get(cue.first);
        if cue.meaning == Meaning::SomeoneElse && (cue.first.saturating_sub(12)..cue.first).any(|at| own(&at)) {
            return false;
        }
        let mut at = cue.first;
        while left > 0 && at > 0 && !self.begins(at) {
            at -= 1;
            if self.cue_at(at) == Some(cue.meaning) || (self.is(at, AND) && !self.is_name_next(at + 1)) {
                break;
            }
            if self.is_named(at) {
                self.set(at, cue.meaning);
                marked = true;
            } else if !self.is_number(at) {
                left -= 1;
            }
        }
        marked
    }

    /// "Nardil 15 mg, stopped in 2019" and "Benzos: no": a clause about the name before it.
    fn mark_behind(&mut self, cue: &Cue) {
        let Some(place) = self.of.get(cue.first).copied() else { return };
        let (Some(clause), Some(before)) =
            (self.list.get(place), place.checked_sub(1).and_then(|before| self.list.get(before)))
        else {
            return;
        };
        let leads = cue.first - clause.first <= 6
            && (clause.first..cue.first).all(|at| self.is(at, SKIP) || self.is_number(at) || self.cue_at(at).is_some());
        let ends = cue.last + 1 >= clause.end || self.is(cue.last + 1, FILLER) || self.is_number(cue.last + 1);
        let apart = self.words.gap(clause.first).has(Gap::SENTENCE);
        let began = cue.meaning == Meaning::Dated && before.classes & START != 0;
        if clause.named || !leads || !ends || apart || began || !before.named {
            return;
        }
        let Some(last) = (before.first..before.end).rev().find(|at| self.is_named(*at)) else { return };
        let first = before.first;
        for at in (first..=last).rev() {
            if self.is_named(at) {
                self.set(at, cue.meaning);
            } else if !self.is(at, AND | OR) {
                break;
            }
        }
    }

    /// "Past medications: Nardil, Parnate", to the end of the line; with the list on lines of its own, to a blank line.
    fn mark_under_heading(&mut self, cue: &Cue) {
        const LONGEST_HEADING: usize = 6;
        let Some((first, end)) = self.clause(cue.first).map(|clause| (clause.first, clause.end)) else { return };
        let gap = self.words.gap(end);
        if end - first > LONGEST_HEADING || !gap.has(Gap::COLON) || matches!(cue.meaning, Meaning::Dated) {
            return;
        }
        let over = if gap.has(Gap::LINE) { Gap::BLANK_LINE } else { Gap::SENTENCE };
        for at in end..self.words.list.len() {
            let Some(clause) = self.clause(at) else { return };
            let heading = at > end && !clause.named && self.words.gap(clause.end).has(Gap::COLON);
            if heading || (at > end && self.words.gap(at).has(over)) || self.is(at, BREAK) {
                return;
            }
            if self.is_named(at) {
                self.set(at, cue.meaning);
            }
        }
    }
}
