//! Finds the names of the lists in a text: whole words, plurals, phrases, and misspellings of them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use super::spelling::{self, Spelling};
use super::words::{Gap, Kind, Word, Words};
use super::{Certainty, ListId, Term, cues, everyday};

/// A name found in some words of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub list: ListId,
    pub entry: u32,
    pub certainty: Certainty,
    pub words: Range<usize>,
}

/// A name written as one word, or as two, in place of what it is has so many letters at least.
const LEAST_JOINED: usize = 7;

/// A word of the text that is no known word.
const STRANGE: u32 = u32::MAX;

/// What is known of each word of a text: its place in the vocabulary, or [`STRANGE`].
pub(super) type Seen = Vec<u32>;

/// FNV-1a: short words of a fixed vocabulary, asked many times.
#[derive(Clone, Debug)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[derive(Clone, Debug)]
struct Name {
    list: ListId,
    entry: u32,
    exact: bool,
}

/// A name of several words.
#[derive(Clone, Debug)]
struct Phrase {
    name: Name,
    words: Vec<u32>,
    /// Too few letters to be recognised with spaces between them: `7-oh`.
    tight: bool,
}

/// One known word and everything it can be part of.
#[derive(Clone, Debug, Default)]
struct Entry {
    spelling: Box<str>,
    names: Vec<Name>,
    /// Phrases that begin with it, longest first; phrases whose second word it is.
    heads: Vec<u32>,
    seconds: Vec<u32>,
    /// Cues that begin with it, longest first.
    cues: Vec<cues::Row>,
    class: u32,
}

/// Every known word. The map is only ever asked, never listed, so its order reaches nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    ids: HashMap<Box<str>, u32, BuildHasherDefault<Fnv>>,
    entries: Vec<Entry>,
    phrases: Vec<Phrase>,
    spelling: Spelling,
    /// Bytes of the longest word.
    longest: usize,
}

impl Names {
    pub fn new(terms: &[Term], confusable: &[Vec<String>]) -> Self {
        let mut names = Self::default();
        for term in terms {
            names.add_term(term);
        }
        let fuzzy = |e: &Entry| e.names.iter().any(|name| !name.exact);
        for (id, entry) in (0_u32..).zip(&names.entries) {
            if fuzzy(entry) {
                names.spelling.add(id, &entry.spelling);
            }
        }
        for group in confusable {
            names.add_group(group);
        }
        for word in everyday::MEDICINES.split_whitespace() {
            names.add_decoy(word);
        }
        for (words, class) in everyday::CLASSES {
            for word in words.split_whitespace() {
                let id = names.intern(word);
                if let Some(entry) = names.entries.get_mut(id as usize) {
                    entry.class |= class;
                }
            }
        }
        for row in cues::rows() {
            let words: Vec<u32> = row.phrase.split(' ').map(|word| names.intern(word)).collect();
            if let Some(entry) = words.first().and_then(|id| names.entries.get_mut(*id as usize)) {
                entry.cues.push(row);
                entry.cues.sort_by_key(|row| std::cmp::Reverse(row.words));
            }
        }
        names
    }

    fn intern(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        // A vocabulary of four thousand million words does not fit in memory.
        let id = self.entries.len() as u32;
        self.longest = self.longest.max(word.len());
        self.ids.insert(word.into(), id);
        self.entries.push(Entry { spelling: word.into(), ..Entry::default() });
        id
    }

    fn add_term(&mut self, term: &Term) {
        let words = Words::of(&term.words);
        let name = Name { list: term.list, entry: term.entry, exact: term.exact };
        let [first, second, ..] = words.list.as_slice() else {
            if let Some(only) = words.list.first() {
                let spelling = words.text(only);
                self.add_name(spelling, &name);
                // `mushrooms` is also found as `mushroom`.
                if let Some(singular) = spelling.strip_suffix('s')
                    && singular.len() >= 5
                    && !singular.ends_with(['s', 'i', 'u'])
                    && only.kind == Kind::Letters
                {
                    self.add_name(singular, &name);
                }
            }
            return;
        };
        let ids: Vec<u32> = words.list.iter().map(|word| self.intern(words.text(word))).collect();
        let joined: String = words.list.iter().map(|word| words.text(word)).collect();
        let tight = joined.len() <= 3 && words.list.iter().skip(1).all(|word| word.before.is_tight());
        let (head, next) = (self.intern(words.text(first)), self.intern(words.text(second)));
        let phrase = self.phrases.len() as u32;
        self.phrases.push(Phrase { name: name.clone(), words: ids, tight });
        if let Some(entry) = self.entries.get_mut(head as usize) {
            entry.heads.push(phrase);
        }
        if let Some(entry) = self.entries.get_mut(next as usize) {
            entry.seconds.push(phrase);
        }
        // `stjohnswort`; words that mix letters and digits are never one word of a text.
        if joined.len() >= LEAST_JOINED && words.list.iter().all(|word| word.kind == Kind::Letters) {
            self.add_name(&joined, &name);
        }
    }

    fn add_name(&mut self, spelling: &str, name: &Name) {
        let id = self.intern(spelling);
        if let Some(entry) = self.entries.get_mut(id as usize) {
            entry.names.push(name.clone());
        }
    }

    fn add_group(&mut self, group: &[String]) {
        let mut members = Vec::new();
        for member in group {
            let words = Words::of(member);
            if let [only] = words.list.as_slice() {
                let spelling = words.text(only);
                let id = self.add_decoy(spelling);
                members.push((id, spelling.into()));
            } else {
                for word in &words.list {
                    self.intern(words.text(word));
                }
            }
        }
        self.spelling.add_group(members);
    }

    /// A known word that misspellings may be nearest to without being a name of a list.
    fn add_decoy(&mut self, spelling: &str) -> u32 {
        let known = self.entries.len() as u32;
        let id = self.intern(spelling);
        if id == known {
            self.spelling.add(id, spelling);
        }
        id
    }

    fn entry(&self, id: u32) -> Option<&Entry> {
        self.entries.get(id as usize)
    }

    /// Looks every word up: as it stands, as a plural or possessive, or with `xr` and its like stuck to it.
    pub fn see(&self, words: &Words) -> Seen {
        words.list.iter().map(|word| self.id(words.text(word), word)).collect()
    }

    fn id(&self, text: &str, word: &Word) -> u32 {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        if word.kind == Kind::Number {
            return STRANGE;
        }
        let stems = |suffix: &str, least: usize| {
            let stem = text.strip_suffix(suffix).filter(|stem| stem.len() >= least)?;
            self.ids.get(stem).copied()
        };
        let plural = stems("s", if word.possessive { 1 } else { 5 });
        let strengths = ["xr", "xl", "sr", "cr", "ir", "odt"];
        plural.or_else(|| strengths.iter().find_map(|suffix| stems(suffix, 5))).unwrap_or(STRANGE)
    }

    /// The word classes of [`everyday::CLASSES`].
    pub fn class(&self, id: u32) -> u32 {
        self.entry(id).map_or(0, |entry| entry.class)
    }

    /// The longest cue that begins at a word.
    pub fn cue(&self, words: &Words, seen: &Seen, at: usize) -> Option<cues::Row> {
        let rows = &self.entry(*seen.get(at)?)?.cues;
        rows.iter().copied().find(|row| row.fits(words, at))
    }

    /// Every name in the text, by place, list and entry; within one list, a longer name hides those inside it.
    pub fn find(&self, words: &Words, seen: &Seen) -> Vec<Found> {
        let mut all = Vec::new();
        for (at, (word, id)) in words.list.iter().zip(seen).enumerate() {
            if let Some(entry) = self.entry(*id) {
                self.find_known(words, seen, at, entry, &mut all);
            } else if word.kind == Kind::Letters {
                self.find_misspelt(words, at, &mut all);
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

    fn find_known(&self, words: &Words, seen: &Seen, at: usize, entry: &Entry, all: &mut Vec<Found>) {
        let alone = entry.spelling.len() > 1 || ![words.gap(at), words.gap(at + 1)].into_iter().any(Gap::is_tight);
        if alone {
            all.extend(entry.names.iter().map(|name| found(name, Certainty::Met, at, at)));
        }
        for phrase in entry.heads.iter().filter_map(|id| self.phrases.get(*id as usize)) {
            self.find_phrase(words, seen, at, phrase, all);
        }
        if at > 0 && seen.get(at - 1) == Some(&STRANGE) {
            for phrase in entry.seconds.iter().filter_map(|id| self.phrases.get(*id as usize)) {
                self.find_phrase(words, seen, at - 1, phrase, all);
            }
        }
    }

    /// All words of the phrase as they are, or one of them misspelt.
    fn find_phrase(&self, words: &Words, seen: &Seen, start: usize, phrase: &Phrase, all: &mut Vec<Found>) {
        let last = start + phrase.words.len() - 1;
        let mut misspelt = false;
        for (at, want) in (start..).zip(&phrase.words) {
            let (Some(word), Some(id)) = (words.list.get(at), seen.get(at)) else { return };
            if at > start && (word.before.has(Gap::CLAUSE) || (phrase.tight && !word.before.is_tight())) {
                return;
            }
            if id == want {
                continue;
            }
            let (text, spelling) = (words.text(word), self.entry(*want).map_or("", |entry| &entry.spelling));
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

    fn find_misspelt(&self, words: &Words, at: usize, all: &mut Vec<Found>) {
        let mut guess = |id: u32, first: usize, last: usize| {
            let names = self.entry(id).map_or(&[][..], |entry| &entry.names).iter().filter(|name| !name.exact);
            let before = all.len();
            all.extend(names.map(|name| found(name, Certainty::Misspelt, first, last)));
            all.len() > before
        };
        // `well butrin`: one name written as two words.
        let mut split = false;
        for (left, right) in [(at.wrapping_sub(1), at), (at, at + 1)] {
            let letters = words.at(left).len() + words.at(right).len();
            let together = letters >= LEAST_JOINED && letters <= self.longest && !words.gap(right).has(Gap::CLAUSE);
            if let Some(id) = together.then(|| self.ids.get([words.at(left), words.at(right)].concat().as_str())) {
                split |= id.is_some_and(|id| guess(*id, left, right.min(words.list.len() - 1)));
            }
        }
        if !split {
            for id in self.spelling.nearest(words.at(at)) {
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
/// `all` is sorted by place; no name has more words than the reach looked at.
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
