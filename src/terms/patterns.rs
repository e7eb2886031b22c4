//! The regular expressions of a pack, compiled together and run once over a text.

use std::ops::Range;
use std::sync::OnceLock;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use super::Pattern;

/// Places of one pattern that are looked at in a text.
const MOST_PLACES: usize = 64;

#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    /// All patterns, those of lists first; nothing where there are none.
    set: Option<RegexSet>,
    of_lists: Vec<OfList>,
}

/// A pattern of a list. It is compiled alone when it first matches, to find where.
#[derive(Clone, Debug)]
struct OfList {
    pattern: Pattern,
    alone: OnceLock<Option<Regex>>,
}

impl Patterns {
    /// The errors are of single patterns, by their place in `of_lists` followed by `free`.
    pub fn new(of_lists: Vec<Pattern>, free: &[String]) -> Result<Self, Vec<(usize, String)>> {
        let all: Vec<String> = of_lists.iter().map(|p| &p.regex).chain(free).map(|regex| plain(regex)).collect();
        if all.is_empty() {
            return Ok(Self::default());
        }
        // Each pattern may be as large as a pattern alone. Texts are lower-cased: a capital letter in a pattern would never be found.
        let limit = all.len().saturating_mul(10 << 20);
        let set = RegexSetBuilder::new(&all).case_insensitive(true).size_limit(limit).build();
        let set = set.map_err(|error| {
            let alone = all.iter().enumerate();
            let errors: Vec<(usize, String)> =
                alone.filter_map(|(at, regex)| Some((at, Regex::new(regex).err()?.to_string()))).collect();
            if errors.is_empty() { vec![(0, error.to_string())] } else { errors }
        })?;
        let of_lists = of_lists.into_iter().map(|pattern| OfList { pattern, alone: OnceLock::new() }).collect();
        Ok(Self { set: Some(set), of_lists })
    }

    /// The list patterns that match, each with its places in the text, and the free patterns that match.
    pub fn find(&self, text: &str) -> (Vec<(&Pattern, Range<usize>)>, Vec<usize>) {
        let (mut places, mut free) = (Vec::new(), Vec::new());
        let Some(set) = &self.set else { return (places, free) };
        let lower = Lower::of(text);
        for index in set.matches(&lower.text) {
            let Some(OfList { pattern, alone }) = self.of_lists.get(index) else {
                free.push(index - self.of_lists.len());
                continue;
            };
            let alone =
                alone.get_or_init(|| RegexBuilder::new(&plain(&pattern.regex)).case_insensitive(true).build().ok());
            let mut some = false;
            for place in alone.iter().flat_map(|regex| regex.find_iter(&lower.text)).take(MOST_PLACES) {
                places.push((pattern, lower.original(place.range(), text)));
                some = true;
            }
            // The set has said that it matches.
            if !some {
                places.push((pattern, 0..text.len()));
            }
        }
        (places, free)
    }
}

/// Typographic apostrophes as the straight one, in patterns as in texts.
fn plain(text: &str) -> String {
    text.replace(['\u{2018}', '\u{2019}', '\u{2bc}'], "'")
}

/// A text in lower case.
struct Lower {
    text: String,
    /// For each byte of `text` and its end, the byte of the original; empty where they are the same.
    from: Vec<usize>,
}

impl Lower {
    fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self { text: text.to_ascii_lowercase(), from: Vec::new() };
        }
        let mut lower = Self { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len() + 1) };
        for (at, c) in text.char_indices() {
            match c {
                '\u{2018}' | '\u{2019}' | '\u{2bc}' => lower.text.push('\''),
                _ => lower.text.extend(c.to_lowercase()),
            }
            lower.from.resize(lower.text.len(), at);
        }
        lower.from.push(text.len());
        lower
    }

    /// The characters of the original that a match came from, whole.
    fn original(&self, range: Range<usize>, text: &str) -> Range<usize> {
        let Some(start) = self.from.get(range.start).copied() else { return range };
        let mut end = self.from.get(range.end).copied().unwrap_or(text.len());
        // A match that ends inside the lower-case form of one character ends with the character.
        let inside = range.end > range.start && self.from.get(range.end - 1) == Some(&end);
        if inside {
            end += text.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
        start..end.max(start)
    }
}
