//! Finds the names of the lists in a text: whole words, plurals, phrases, and misspellings of them.

use std::ops::Range;

use super::spelling;
use super::vocabulary::{Entry, Name, Phrase, STRANGE, Seen, Vocabulary};
use super::words::{Gap, Kind, Words};
use super::{Certainty, ListId};

/// A name found in some words of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub list: ListId,
    pub entry: u32,
    pub certainty: Certainty,
    pub words: Range<usize>,
}

/// Every name in a text, by place, list and entry; within one list, a longer name hides those inside it.
pub(super) fn find(vocabulary: &Vocabulary, words: &Words, seen: &Seen) -> Vec<Found> {
    Finder { vocabulary, words, seen }.find()
}

struct Finder<'a> {
    vocabulary: &'a Vocabulary,
    words: &'a Words,
    seen: &'a Seen,
}

impl Finder<'_> {
    fn find(&self) -> Vec<Found> {
        let mut all = Vec::new();
        for (at, (word, id)) in self.words.list.iter().zip(self.seen).enumerate() {
            if let Some(entry) = self.vocabulary.entry(*id) {
                self.find_known(at, entry, &mut all);
            } else if word.kind == Kind::Letters {
                self.find_misspelt(at, &mut all);
            }
        }
        let place = |f: &Found| (f.words.start, f.words.end, f.list, f.entry, f.certainty);
        all.sort_by_key(place);
        all.dedup_by_key(|f| (f.words.start, f.words.end, f.list, f.entry));
        let kept: Vec<bool> = (0..all.len()).map(|i| !is_hidden(&all, i)).collect();
        let mut kept = kept.into_iter();
        all.retain(|_| kept.next().unwrap_or(true));
        all
    }

    fn find_known(&self, at: usize, entry: &Entry, all: &mut Vec<Found>) {
        let alone =
            entry.spelling.len() > 1 || ![self.words.gap(at), self.words.gap(at + 1)].into_iter().any(Gap::is_tight);
        if alone {
            all.extend(entry.names.iter().map(|name| found(name, Certainty::Met, at, at)));
        }
        for phrase in entry.heads.iter().filter_map(|id| self.vocabulary.phrases.get(*id as usize)) {
            self.find_phrase(at, phrase, all);
        }
        if at > 0 && self.seen.get(at - 1) == Some(&STRANGE) {
            for phrase in entry.seconds.iter().filter_map(|id| self.vocabulary.phrases.get(*id as usize)) {
                self.find_phrase(at - 1, phrase, all);
            }
        }
    }

    /// All words of the phrase as they are, or one of them misspelt.
    fn find_phrase(&self, start: usize, phrase: &Phrase, all: &mut Vec<Found>) {
        let last = start + phrase.words.len() - 1;
        let mut misspelt = false;
        for (at, want) in (start..).zip(&phrase.words) {
            let (Some(word), Some(id)) = (self.words.list.get(at), self.seen.get(at)) else { return };
            if at > start && (word.before.has(Gap::CLAUSE) || (phrase.tight && !word.before.is_tight())) {
                return;
            }
            if id == want {
                continue;
            }
            let (text, spelling) =
                (self.words.text(word), self.vocabulary.entry(*want).map_or("", |entry| &entry.spelling));
            if at == last && is_plural_of(text, spelling) {
                continue;
            }
            let strange = *id == STRANGE && word.kind == Kind::Letters;
            if misspelt || phrase.name.exact || !strange || !spelling::is_near(text, spelling) {
                return;
            }
            misspelt = true;
        }
        let certainty = if misspelt { Certainty::Misspelt } else { Certainty::Met };
        all.push(found(&phrase.name, certainty, start, last));
    }

    fn find_misspelt(&self, at: usize, all: &mut Vec<Found>) {
        let mut guess = |id: u32, first: usize, last: usize| {
            let names =
                self.vocabulary.entry(id).map_or(&[][..], |entry| &entry.names).iter().filter(|name| !name.exact);
            let before = all.len();
            all.extend(names.map(|name| found(name, Certainty::Misspelt, first, last)));
            all.len() > before
        };
        // `well butrin`: one name written as two words.
        let mut split = false;
        for right in [at, at + 1] {
            let Some(left) = right.checked_sub(1) else { continue };
            let apart = right >= self.words.list.len() || self.words.gap(right).has(Gap::CLAUSE);
            let joined = self.vocabulary.joined(self.words.at(left), self.words.at(right)).filter(|_| !apart);
            split |= joined.is_some_and(|id| guess(id, left, right));
        }
        if !split {
            for id in self.vocabulary.spelling.nearest(self.words.at(at)) {
                guess(id, at, at);
            }
        }
    }
}

fn found(name: &Name, certainty: Certainty, first: usize, last: usize) -> Found {
    Found { list: name.list, entry: name.entry, certainty, words: first..last + 1 }
}

/// `drinks` and `drink`, either way round.
fn is_plural_of(a: &str, b: &str) -> bool {
    let (longer, shorter) = if a.len() > b.len() { (a, b) } else { (b, a) };
    shorter.len() >= 4 && longer.strip_suffix('s') == Some(shorter)
}

/// Inside a longer name of the same list that is surely there, or a guess beside a name of the same list.
/// `all` is sorted by place. Names of more words than the reach hide less: the same words are then mentioned twice.
fn is_hidden(all: &[Found], index: usize) -> bool {
    const REACH: usize = 8;
    let Some(this) = all.get(index) else { return false };
    let hides = |other: &Found| {
        let inside = other.words.start <= this.words.start && this.words.end <= other.words.end;
        let longer = other.words.len() > this.words.len();
        let guess = this.certainty == Certainty::Misspelt;
        let surer = other.certainty == Certainty::Met && (longer || guess);
        other.list == this.list && inside && (surer || (longer && guess && other.entry == this.entry))
    };
    let before = all.get(..index).unwrap_or(&[]).iter().rev().take_while(|f| f.words.start + REACH > this.words.start);
    let after = all.get(index + 1..).unwrap_or(&[]).iter().take_while(|f| f.words.start == this.words.start);
    before.chain(after).any(hides)
}
