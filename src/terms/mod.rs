//! Compiles term lists into one matcher, and turns a free text into what it mentions, three-valued.
//!
//! A name of a list that stands in the text is *met*. A misspelling of one, or a name that is denied, past, planned or
//! about somebody else, is *unclear*. An answer that is somewhere else ("see attached") is unclear for every list.
//! Everything else is *no*: the text was answered and does not mention the list.

mod clauses;
mod cues;
mod everyday;
mod names;
mod patterns;
mod spelling;
mod vocabulary;
mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::value::Truth;

use cues::Cues;
use everyday::Whole;
use names::Found;
use patterns::Patterns;
use vocabulary::Vocabulary;
use words::Words;

/// A term list or lookup table, by its place among the lists of a matcher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListId(pub u16);

/// A name, brand or alias of one entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub list: ListId,
    /// The caller's number of the entry that the name is of.
    pub entry: u32,
    pub words: String,
    /// Never matched by a misspelling.
    pub exact: bool,
}

/// A regular expression of one entry of a list, on the lower-cased text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    pub list: ListId,
    pub entry: u32,
    pub regex: String,
}

/// Term lists, tables and patterns, ready to read texts.
#[derive(Clone, Debug)]
pub struct Matcher {
    lists: usize,
    vocabulary: Vocabulary,
    patterns: Patterns,
}

/// What one text mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub answer: Answered,
    /// By place, then list, then entry.
    pub hits: Vec<Hit>,
    /// The free patterns that match, in order.
    pub patterns: Vec<usize>,
}

/// What kind of answer a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// "none", "n/a", "-", "not taking anything".
    None,
    /// "see attached", "don't know", "?", nothing at all: what is mentioned is not all in this text.
    Elsewhere,
    Text,
}

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub list: ListId,
    pub entry: u32,
    pub certainty: Certainty,
    /// Bytes of the text.
    pub found: Range<usize>,
}

/// How surely a name in a text is a mention. All but `Met` are unclear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    Met,
    Misspelt,
    /// A doubt, a wish or a plan: "maybe", "thinking about", "?".
    Unsure,
    Past,
    Negated,
    SomeoneElse,
}

/// Whether a misspelling of a name can be recognised: one of its words is long enough.
pub fn is_found_misspelt(name: &str) -> bool {
    let words = Words::of(name);
    words.list.iter().any(|word| {
        let word = words.text(word);
        spelling::limit(word.chars().count()) > 0 && word.chars().all(char::is_alphabetic)
    })
}

/// Pairs of these names, by place, of which one may be read as a misspelling of the other; names of one word, in small letters.
pub fn neighbours(names: &[&str]) -> Vec<(usize, usize)> {
    spelling::neighbours(names)
}

impl Matcher {
    /// `lists` is the number of lists; `confusable` are groups of words never taken for a misspelling of one another.
    ///
    /// # Errors
    /// The patterns that do not compile, each by its place in `patterns` followed by `free_patterns`, and why.
    pub fn new(
        lists: usize,
        terms: Vec<Term>,
        patterns: Vec<Pattern>,
        free_patterns: Vec<String>,
        confusable: &[Vec<String>],
    ) -> Result<Matcher, Vec<(usize, String)>> {
        let patterns = Patterns::new(patterns, &free_patterns)?;
        Ok(Self { lists, vocabulary: Vocabulary::new(&terms, confusable), patterns })
    }

    /// Reads one text. The same text always reads the same.
    pub fn read(&self, text: &str) -> Reading {
        let words = Words::of(text);
        let seen = self.vocabulary.see(&words);
        let mut found = names::find(&self.vocabulary, &words, &seen);
        let named = found.len();
        let (places, patterns) = self.patterns.find(text);
        for (pattern, place) in &places {
            // The words that the match touches; a match of none lies before its first.
            let first = words.list.partition_point(|word| word.found.end <= place.start);
            let end = words.list.partition_point(|word| word.found.start < place.end).max(first);
            let (list, entry, certainty) = (pattern.list, pattern.entry, Certainty::Met);
            found.push(Found { list, entry, certainty, words: first..end });
        }
        let cues = Cues::of(&words, &self.vocabulary, &seen);
        if !found.is_empty() {
            cues.apply(&words, &self.vocabulary, &seen, &mut found);
        }
        let answer = match everyday::whole(text, &words, &self.vocabulary, &seen) {
            Whole::None if found.is_empty() && !cues.elsewhere => Answered::None,
            Whole::Vague => Answered::Elsewhere,
            _ if cues.elsewhere => Answered::Elsewhere,
            _ => Answered::Text,
        };
        let place = |hit: &Found| {
            let first = words.list.get(hit.words.start).map_or(0, |word| word.found.start);
            first..words.list.get(hit.words.end.wrapping_sub(1)).map_or(first, |word| word.found.end)
        };
        let mut hits = Vec::with_capacity(found.len());
        for (at, hit) in found.iter().enumerate() {
            let pattern = at.checked_sub(named).and_then(|at| places.get(at));
            let found = pattern.map_or_else(|| place(hit), |(_, place)| place.clone());
            hits.push(Hit { list: hit.list, entry: hit.entry, certainty: hit.certainty, found });
        }
        hits.sort_by_key(|hit| (hit.found.start, hit.found.end, hit.list, hit.entry, hit.certainty));
        hits.dedup_by_key(|hit| (hit.found.start, hit.found.end, hit.list, hit.entry));
        Reading { answer, hits, patterns }
    }

    /// What a reading says of every list, in their order.
    pub fn truths(&self, reading: &Reading) -> Vec<Truth> {
        let rest = if reading.answer == Answered::Elsewhere { Truth::Unknown } else { Truth::No };
        let mut truths = vec![rest; self.lists];
        for hit in &reading.hits {
            if let Some(truth) = truths.get_mut(usize::from(hit.list.0)) {
                *truth = (*truth).max(hit.certainty.truth());
            }
        }
        truths
    }
}

impl Certainty {
    fn truth(self) -> Truth {
        if self == Self::Met { Truth::Yes } else { Truth::Unknown }
    }
}

impl Reading {
    /// Whether the text mentions the list.
    pub fn truth(&self, list: ListId) -> Truth {
        let rest = if self.answer == Answered::Elsewhere { Truth::Unknown } else { Truth::No };
        let hits = self.hits.iter().filter(|hit| hit.list == list);
        hits.map(|hit| hit.certainty.truth()).fold(rest, Ord::max)
    }

    /// The one entry of a list that the text surely mentions, when no other is possibly mentioned.
    pub fn only_entry(&self, list: ListId) -> Option<u32> {
        self.only(list, &[Certainty::Met])
    }

    /// Whether a text about the past mentions the list: what was is as sure as what is.
    pub fn truth_ever(&self, list: ListId) -> Truth {
        let past = self.hits.iter().any(|hit| hit.list == list && hit.certainty == Certainty::Past);
        if past { Truth::Yes } else { self.truth(list) }
    }

    /// The same for a question about past treatment, where "tried Zoloft in 2015" names sertraline as surely as "Zoloft".
    pub fn only_entry_ever(&self, list: ListId) -> Option<u32> {
        self.only(list, &[Certainty::Met, Certainty::Past])
    }

    fn only(&self, list: ListId, sure: &[Certainty]) -> Option<u32> {
        let hits = || self.hits.iter().filter(move |hit| hit.list == list);
        let met = || hits().filter(|hit| sure.contains(&hit.certainty));
        let entry = met().next()?.entry;
        let covers = |m: &Hit, hit: &Hit| m.found.start <= hit.found.start && hit.found.end <= m.found.end;
        let other = |hit: &Hit| sure.contains(&hit.certainty) || !met().any(|m| covers(m, hit));
        let others = hits().any(|hit| hit.entry != entry && other(hit));
        (!others && self.answer != Answered::Elsewhere).then_some(entry)
    }
}
