//! Every known word: of names, of cues, of everyday answers; and what each can be part of.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::spelling::Spelling;
use super::words::{Kind, Word, Words};
use super::{ListId, Term, cues, everyday};

/// A name written as one word, or as two, in place of what it is has so many letters at least.
const LEAST_JOINED: usize = 7;

/// A word of the text that is no known word.
pub(super) const STRANGE: u32 = u32::MAX;

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

/// The entry that a name is of.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub list: ListId,
    pub entry: u32,
    pub exact: bool,
}

/// A name of several words.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub name: Name,
    pub words: Vec<u32>,
    /// Too few letters to be recognised with spaces between them: `7-oh`.
    pub tight: bool,
}

/// One known word and everything it can be part of.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub spelling: Box<str>,
    pub names: Vec<Name>,
    /// Phrases that begin with it; phrases whose second word it is.
    pub heads: Vec<u32>,
    pub seconds: Vec<u32>,
    /// Cues that begin with it, longest first.
    cues: Vec<cues::Row>,
    class: u32,
}

/// The words of all lists. The map is only ever asked, never listed, so its order reaches nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    ids: HashMap<Box<str>, u32, BuildHasherDefault<Fnv>>,
    entries: Vec<Entry>,
    pub phrases: Vec<Phrase>,
    pub spelling: Spelling,
    /// Bytes of the longest word.
    longest: usize,
}

impl Vocabulary {
    pub fn new(terms: &[Term], confusable: &[Vec<String>]) -> Self {
        let mut vocabulary = Self::default();
        for term in terms {
            vocabulary.add_term(term);
        }
        let fuzzy = |e: &Entry| e.names.iter().any(|name| !name.exact);
        for (id, entry) in (0_u32..).zip(&vocabulary.entries) {
            if fuzzy(entry) {
                vocabulary.spelling.add(id, &entry.spelling);
            }
        }
        for group in confusable {
            vocabulary.add_group(group);
        }
        for word in everyday::MEDICINES.split_whitespace() {
            vocabulary.add_decoy(word);
        }
        for (words, class) in everyday::CLASSES {
            for word in words.split_whitespace() {
                let id = vocabulary.intern(word);
                if let Some(entry) = vocabulary.entries.get_mut(id as usize) {
                    entry.class |= class;
                }
            }
        }
        for row in cues::rows() {
            let words: Vec<u32> = row.phrase.split(' ').map(|word| vocabulary.intern(word)).collect();
            if let Some(entry) = words.first().and_then(|id| vocabulary.entries.get_mut(*id as usize)) {
                entry.cues.push(row);
                entry.cues.sort_by_key(|row| std::cmp::Reverse(row.words));
            }
        }
        vocabulary
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

    pub fn entry(&self, id: u32) -> Option<&Entry> {
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

    /// The word that two words written apart make together.
    pub fn joined(&self, left: &str, right: &str) -> Option<u32> {
        let fits = (LEAST_JOINED..=self.longest).contains(&(left.len() + right.len()));
        fits.then(|| self.ids.get([left, right].concat().as_str()).copied()).flatten()
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
}
