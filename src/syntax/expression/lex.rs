//! Turns the text of an expression into tokens; what has no meaning is reported and replaced by what was most likely meant.

use std::ops::Range;

use super::mistakes::Mistakes;
use super::token::{KEYWORDS, SYMBOLS, Token, TokenKind, is_name, is_quote};
use super::{digits, wording};
use crate::value::{Date, Decimal};

pub(super) fn lex<'a>(text: &'a str, mistakes: &mut Mistakes<'a>) -> Vec<Token> {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new(), mistakes };
    while let Some(c) = lexer.rest().chars().next() {
        lexer.token(c);
    }
    lexer.tokens
}

struct Lexer<'a, 'm> {
    text: &'a str,
    /// Always on a character boundary.
    at: usize,
    tokens: Vec<Token>,
    mistakes: &'m mut Mistakes<'a>,
}

impl<'a> Lexer<'a, '_> {
    fn rest(&self) -> &'a str {
        self.from(self.at)
    }

    fn from(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }

    fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or("")
    }

    fn push(&mut self, kind: TokenKind, range: Range<usize>) {
        self.at = range.end;
        self.tokens.push(Token { kind, range });
    }

    fn token(&mut self, c: char) {
        let start = self.at;
        let last = self.tokens.last().map(|t| &t.kind);
        // After `~` and comparisons a slash cannot be a division; elsewhere before an operand it is not one if it has a pair.
        let pattern = c == '/'
            && match last {
                Some(TokenKind::Matches | TokenKind::Compare(_)) => true,
                Some(kind) if kind.ends_operand() => false,
                _ => self.from(start + 1).contains('/'),
            };
        let point = c == '.' && !last.is_some_and(TokenKind::ends_operand);
        let second = self.rest().chars().nth(1);
        if matches!(c, ' ' | '\t' | '\n' | '\r') {
            self.at += 1;
        } else if pattern {
            self.pattern();
        } else if c.is_ascii_digit() || point && second.is_some_and(|d| d.is_ascii_digit()) {
            self.number();
        } else if c.is_alphabetic() || c == '_' {
            self.word();
        } else if is_quote(c) {
            self.quoted(c);
        } else if let Some((written, proper)) = SYMBOLS.iter().find(|(written, _)| self.rest().starts_with(written)) {
            let range = start..start + written.len();
            if written != proper {
                self.mistakes.report(range.clone(), |span| wording::other_symbol(span, written, proper));
            }
            // Every proper spelling of the table is a token, as its test shows.
            self.push(TokenKind::of(proper).unwrap_or(TokenKind::Unknown), range);
        } else {
            let run = self.rest().chars().take_while(|d| *d == c).count();
            let range = start..start + run * c.len_utf8();
            self.mistakes.report(range.clone(), |span| wording::no_meaning(span, c));
            if c.is_whitespace() {
                self.at = range.end;
            } else {
                self.push(TokenKind::Unknown, range);
            }
        }
    }

    /// `/…/`, where `\/` is a slash of the pattern.
    fn pattern(&mut self) {
        let start = self.at;
        let mut escaped = false;
        let close = self.from(start + 1).bytes().position(|b| {
            let ends = b == b'/' && !escaped;
            escaped = b == b'\\' && !escaped;
            ends
        });
        let Some(length) = close else {
            self.mistakes.report(start..self.text.len(), wording::open_pattern);
            return self.push(TokenKind::Unknown, start..self.text.len());
        };
        let inside = start + 1..start + 1 + length;
        let end = inside.end + 1;
        let flags = self.from(end).bytes().take_while(u8::is_ascii_alphanumeric).count();
        let word = self.slice(end..end + flags).to_ascii_lowercase();
        if flags > 0 && !KEYWORDS.contains(&word.as_str()) {
            self.mistakes.report(end..end + flags, |span| wording::pattern_flags(span, &word));
            self.push(TokenKind::Regex(inside), start..end + flags);
        } else {
            self.push(TokenKind::Regex(inside), start..end);
        }
    }

    fn number(&mut self) {
        let start = self.at;
        if let Some(length) = digits::date(self.rest()) {
            let range = start..start + length;
            let written = self.slice(range.clone());
            let time = digits::time(self.from(range.end));
            if let Some(date) = Date::parse(written) {
                if time > 0 {
                    self.mistakes.report(range.end..range.end + time, wording::time_of_day);
                }
                return self.push(TokenKind::Date(date), start..range.end + time);
            }
            self.mistakes.report(range.clone(), |span| wording::not_a_date(span, written));
            return self.push(TokenKind::Unknown, range);
        }
        let bytes = self.rest().as_bytes();
        let mut length = 0;
        while let Some(b) = bytes.get(length) {
            let point = *b == b'.' && bytes.get(length + 1).is_some_and(u8::is_ascii_digit);
            if !(b.is_ascii_digit() || point) {
                break;
            }
            length += 1;
        }
        let whole = start..start + length;
        let exponent = digits::exponent(self.from(whole.end));
        let value = Decimal::parse(self.slice(whole.clone())).filter(|_| exponent == 0);
        let Some(value) = value else {
            let range = start..whole.end + exponent;
            let written = self.slice(range.clone());
            self.mistakes.report(range.clone(), |span| wording::not_a_number(span, written));
            return self.push(TokenKind::Unknown, range);
        };
        let unit = digits::unit(self.text, whole.end);
        let end = unit.as_ref().map_or(whole.end, |u| u.end);
        self.push(TokenKind::Number { value, unit }, start..end);
    }

    fn word(&mut self) {
        let start = self.at;
        let part = |from: &str| from.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(from.len());
        let mut length = part(self.rest());
        while let Some(more) = self.from(start + length).strip_prefix('.') {
            let longer = part(more);
            if longer == 0 {
                break;
            }
            length += 1 + longer;
        }
        let range = start..start + length;
        let written = self.slice(range.clone());
        if let Some((at, c)) = written.char_indices().find(|(_, c)| !c.is_ascii()) {
            let foreign = start + at..start + at + c.len_utf8();
            self.mistakes.report(foreign, |span| wording::no_meaning(span, c));
            return self.push(TokenKind::Unknown, range);
        }
        let lower = written.to_ascii_lowercase();
        if lower != written {
            self.mistakes.report(range.clone(), |span| wording::capitals(span, written, &lower));
        }
        if let Some(keyword) = TokenKind::of(&lower) {
            self.push(keyword, range);
        } else if is_name(&lower) {
            self.push(TokenKind::Name(lower), range);
        } else {
            self.mistakes.report(range.clone(), |span| wording::not_a_name(span, written));
            self.push(TokenKind::Unknown, range);
        }
    }

    /// Words in quotation marks: read as if they stood bare, after saying so.
    fn quoted(&mut self, open: char) {
        let start = self.at;
        let inner = start + open.len_utf8();
        let Some((length, close)) = self.from(inner).char_indices().find(|(_, c)| is_quote(*c)) else {
            self.mistakes.report(start..inner, |span| wording::no_meaning(span, open));
            return self.push(TokenKind::Unknown, start..inner);
        };
        let words = self.slice(inner..inner + length).trim();
        let range = start..inner + length + close.len_utf8();
        let after_matches = matches!(self.tokens.last().map(|t| &t.kind), Some(TokenKind::Matches));
        self.mistakes.report(range.clone(), |span| wording::quotes(span, words, after_matches));
        let kind = match is_name(words) && !after_matches {
            true => TokenKind::Name(words.to_owned()),
            false => TokenKind::Unknown,
        };
        self.push(kind, range);
    }
}
