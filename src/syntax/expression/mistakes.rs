//! Collects the mistakes of one expression: placed in the source, each place once, never more than a reader can use.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::language::limits::MAX_EXPRESSION_MISTAKES;
use crate::text::Span;

pub(super) struct Mistakes<'a> {
    text: &'a str,
    place: &'a dyn Fn(Range<usize>) -> Span,
    found: Vec<(Range<usize>, Diagnostic)>,
}

impl<'a> Mistakes<'a> {
    pub fn new(text: &'a str, place: &'a dyn Fn(Range<usize>) -> Span) -> Self {
        Self { text, place, found: Vec::new() }
    }

    pub fn place(&self, range: Range<usize>) -> Span {
        (self.place)(range)
    }

    /// Words of the expression for a message: on one line, and not too many of them.
    pub fn words(&self, range: Range<usize>) -> String {
        const LONGEST: usize = 60;
        let words = self.text.get(range).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        match words.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", words.get(..end).unwrap_or("")),
            None => words,
        }
    }

    /// Keeps what is to be said about a place. The first mistake at a place is the one that explains the others.
    pub fn report(&mut self, range: Range<usize>, say: impl FnOnce(Span) -> Diagnostic) {
        if self.found.len() < MAX_EXPRESSION_MISTAKES && self.found.iter().all(|(known, _)| *known != range) {
            let diagnostic = say(self.place(range.clone()));
            self.found.push((range, diagnostic));
        }
    }

    /// All that was found, in the order of the text.
    pub fn finish(mut self) -> impl Iterator<Item = Diagnostic> {
        self.found.sort_by_key(|(range, _)| (range.start, range.end));
        self.found.into_iter().map(|(_, diagnostic)| diagnostic)
    }
}
