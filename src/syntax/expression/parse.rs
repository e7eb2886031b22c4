//! Turns the text of an expression into its tree, with everything that is wrong reported at once.

use std::ops::Range;

use super::mistakes::Mistakes;
use super::token::{Token, TokenKind};
use super::{Expression, Kind, lex, wording};
use crate::diagnostic::Diagnostic;
use crate::language::limits::{MAX_EXPRESSION_BYTES, MAX_EXPRESSION_DEPTH};
use crate::text::{Span, Spanned};

/// How strongly an operator binds; an operand of one may hold only stronger ones without parentheses.
pub(super) mod strength {
    pub const OR: u8 = 1;
    pub const AND: u8 = 2;
    pub const NOT: u8 = 3;
    pub const COMPARE: u8 = 4;
    pub const ADD: u8 = 5;
    pub const MULTIPLY: u8 = 6;
    pub const NEGATE: u8 = 7;
    pub const ATOM: u8 = 8;
}

/// Reads one expression. `place` maps bytes of `text` to the source; where something cannot be read the tree holds
/// [`Kind::Error`], and a diagnostic says why.
pub fn parse(text: &str, place: &dyn Fn(Range<usize>) -> Span, diagnostics: &mut Vec<Diagnostic>) -> Expression {
    let mut mistakes = Mistakes::new(text, place);
    let expression = if text.len() > MAX_EXPRESSION_BYTES {
        // The character that holds the first byte too many: no character is longer than four bytes.
        let start = (0..=MAX_EXPRESSION_BYTES).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let end = (MAX_EXPRESSION_BYTES + 1..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        mistakes.report(start..end, |span| wording::too_long(span, text.len()));
        Expression { kind: Kind::Error, span: mistakes.place(0..text.len()) }
    } else {
        let tokens = lex::lex(text, &mut mistakes);
        let mut parser =
            Parser { text, tokens, next: 0, nesting: 0, open: Vec::new(), stopped: false, mistakes: &mut mistakes };
        parser.whole()
    };
    diagnostics.extend(mistakes.finish());
    expression
}

/// A tree read so far: its bytes, and how many levels it has.
pub(super) struct Part {
    pub kind: Kind,
    pub range: Range<usize>,
    pub height: usize,
}

impl Part {
    pub fn error(range: Range<usize>) -> Self {
        Self { kind: Kind::Error, range, height: 1 }
    }
}

pub(super) struct Parser<'a, 'm> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub next: usize,
    /// Levels of parentheses, brackets, calls and prefixes around the next token.
    pub nesting: usize,
    /// Which of `)` and `]` are still to come.
    pub open: Vec<TokenKind>,
    /// Too deep: nothing more is read, and nothing more is said.
    pub stopped: bool,
    pub mistakes: &'m mut Mistakes<'a>,
}

impl Parser<'_, '_> {
    pub fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.next).filter(|_| !self.stopped).map(|t| &t.kind)
    }

    pub fn after_next(&self) -> Option<&TokenKind> {
        self.tokens.get(self.next + 1).filter(|_| !self.stopped).map(|t| &t.kind)
    }

    /// The bytes of the next token; at the end, the empty place behind the text.
    pub fn here(&self) -> Range<usize> {
        self.tokens.get(self.next).map_or(self.text.len()..self.text.len(), |t| t.range.clone())
    }

    /// Steps over the next token and gives its bytes.
    pub fn bump(&mut self) -> Range<usize> {
        let range = self.here();
        self.next += 1;
        range
    }

    pub fn eat(&mut self, kind: &TokenKind) -> bool {
        let eaten = self.peek() == Some(kind);
        self.next += usize::from(eaten);
        eaten
    }

    pub fn report(&mut self, range: Range<usize>, say: impl FnOnce(Span) -> Diagnostic) {
        if !self.stopped {
            self.mistakes.report(range, say);
        }
    }

    pub fn words(&self, range: Range<usize>) -> String {
        self.mistakes.words(range)
    }

    pub fn spanned<T>(&self, value: T, range: Range<usize>) -> Spanned<T> {
        Spanned::new(value, self.mistakes.place(range))
    }

    pub fn expression_of(&self, part: Part) -> Expression {
        Expression { kind: part.kind, span: self.mistakes.place(part.range) }
    }

    pub fn boxed(&self, part: Part) -> Box<Expression> {
        Box::new(self.expression_of(part))
    }

    /// A node above parts of at most `height` levels.
    pub fn node(&mut self, kind: Kind, range: Range<usize>, height: usize) -> Part {
        if height >= MAX_EXPRESSION_DEPTH {
            self.too_deep(range.clone());
            return Part::error(range);
        }
        Part { kind, range, height: height + 1 }
    }

    fn too_deep(&mut self, range: Range<usize>) {
        self.report(range, wording::too_deep);
        self.stopped = true;
    }

    /// Reads what is nested one level deeper, unless that is too deep.
    pub fn nested(&mut self, at: Range<usize>, read: impl FnOnce(&mut Self) -> Part) -> Part {
        if self.nesting >= MAX_EXPRESSION_DEPTH {
            self.too_deep(at.clone());
            return Part::error(at);
        }
        self.nesting += 1;
        let part = read(self);
        self.nesting -= 1;
        part
    }

    /// Two operands between which something is wrong.
    pub fn broken(&self, left: Part, right: Part) -> Part {
        Part::error(left.range.start..right.range.end.max(left.range.end))
    }

    fn whole(&mut self) -> Expression {
        let part = self.expression(strength::OR);
        let part = self.rest(part);
        let kind = if self.stopped { Kind::Error } else { part.kind };
        Expression { kind, span: self.mistakes.place(part.range) }
    }
}
