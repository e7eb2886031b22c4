//! Turns `text ~ /pattern/` into a tree, and tries the pattern out so that a bad one is found here.

use std::ops::Range;

use regex::RegexBuilder;

use super::parse::{Parser, Part, strength};
use super::token::TokenKind;
use super::{Kind, wording};

use crate::language::limits::{MAX_EXPRESSION_DEPTH, MAX_LINE_PATTERN_BYTES};

impl Parser<'_, '_> {
    pub fn matches(&mut self, left: Part, at: Range<usize>) -> Part {
        let Some(TokenKind::Regex(inside)) = self.peek().cloned() else {
            if matches!(self.peek(), Some(TokenKind::Unknown)) {
                self.bump();
            } else {
                if !matches!(left.kind, Kind::Error) {
                    self.report(at.clone(), wording::pattern_missing);
                }
                if self.peek().is_some_and(TokenKind::starts_operand) {
                    self.operand(strength::ADD);
                }
            }
            return Part::error(left.range.start..self.last().end.max(at.end));
        };
        let end = self.bump().end;
        let pattern = self.text.get(inside.clone()).unwrap_or("").to_owned();
        self.check_pattern(&pattern, inside.clone());
        let (range, height) = (left.range.start..end, left.height);
        let pattern = self.spanned(pattern, inside);
        let kind = Kind::Matches { left: self.boxed(left), pattern };
        self.node(kind, range, height)
    }

    fn check_pattern(&mut self, pattern: &str, inside: Range<usize>) {
        if pattern.is_empty() {
            let slashes = inside.start - 1..inside.end + 1;
            return self.report(slashes, |span| wording::bad_pattern(span, "it is empty and would match every text"));
        }
        let built = RegexBuilder::new(pattern)
            .size_limit(MAX_LINE_PATTERN_BYTES)
            .nest_limit(MAX_EXPRESSION_DEPTH as u32)
            .build();
        let Err(error) = built else { return };
        let (why, column) = match &error {
            regex::Error::CompiledTooBig(_) => ("it is too large".to_owned(), None),
            other => reason(&other.to_string()),
        };
        let at = column
            .and_then(|n| pattern.char_indices().nth(n))
            .map(|(at, c)| inside.start + at..inside.start + at + c.len_utf8());
        self.report(at.unwrap_or(inside), |span| wording::bad_pattern(span, &why));
    }
}

/// What the regex crate says is wrong, and at which character of a pattern of one line.
fn reason(message: &str) -> (String, Option<usize>) {
    let mut lines = message.lines();
    let column = lines.find_map(|line| {
        let bare = line.strip_prefix("    ")?;
        bare.trim_start().starts_with('^').then(|| bare.chars().take_while(|c| *c == ' ').count())
    });
    let why = message.lines().find_map(|line| line.strip_prefix("error: ")).unwrap_or("it cannot be read");
    (why.to_owned(), column)
}
