//! Turns what stands between brackets into lists, and into calls with their arguments.

use super::parse::{Parser, Part, strength};
use super::token::TokenKind;
use super::{Argument, Expression, Kind, Where, wording};
use crate::diagnostic::Diagnostic;
use crate::language::FUNCTIONS;
use crate::text::Span;

/// The members of a list or of a call, and where it ends.
pub(super) struct Members<T> {
    pub members: Vec<T>,
    pub end: usize,
    pub height: usize,
}

impl Parser<'_, '_> {
    /// `[a, b]`; with round brackets where somebody wrote those.
    pub fn list(&mut self, close: TokenKind) -> Members<Expression> {
        let open = self.here();
        let mut list = self.members(close, wording::list_separator, |parser| {
            let member = parser.expression(strength::ADD);
            let height = member.height;
            (parser.expression_of(member), height)
        });
        if list.members.is_empty() && list.end > open.end {
            self.report(open.start..list.end, |span| wording::nothing_between(span, "[", "]"));
        }
        list.end = list.end.max(open.end);
        list
    }

    fn members<T>(
        &mut self,
        close: TokenKind,
        misplaced: fn(Span, &str) -> Diagnostic,
        read: impl Fn(&mut Self) -> (T, usize),
    ) -> Members<T> {
        let open = self.bump();
        let (mut members, mut height) = (Vec::new(), 0);
        self.open.push(close.clone());
        while !matches!(self.peek(), None | Some(TokenKind::Close | TokenKind::ListClose)) {
            let (member, levels) = read(self);
            members.push(member);
            height = height.max(levels);
            let here = self.here();
            match self.peek() {
                None | Some(TokenKind::Close | TokenKind::ListClose) => break,
                Some(TokenKind::Comma) => {
                    self.bump();
                    if matches!(self.peek(), Some(TokenKind::Close | TokenKind::ListClose)) {
                        self.report(here, |span| wording::nothing_after(span, ","));
                    }
                }
                Some(_) => {
                    let word = self.words(here.clone());
                    self.bump();
                    self.report(here, |span| misplaced(span, &word));
                }
            }
        }
        self.open.pop();
        let end = self.close(open, &close);
        Members { members, end, height }
    }

    pub fn call(&mut self, name: String) -> Part {
        let at = self.bump();
        if !FUNCTIONS.iter().any(|f| f.name == name) {
            self.report(at.clone(), |span| wording::unknown_function(span, &name));
        }
        self.nested(at.clone(), |parser| {
            let arguments = parser.members(TokenKind::Close, wording::stray, Self::argument);
            let range = at.start..arguments.end;
            if name == "age" {
                parser.report(range.clone(), wording::age_with_parentheses);
                return Part { kind: Kind::Name(name), range, height: 1 };
            }
            let function = parser.spanned(name, at);
            parser.node(Kind::Call { function, arguments: arguments.members }, range, arguments.height)
        })
    }

    fn argument(&mut self) -> (Argument, usize) {
        let items = matches!(self.peek(), Some(TokenKind::Name(_))) && self.after_next() == Some(&TokenKind::To);
        let value = if items { self.items() } else { self.expression(strength::OR) };
        let mut height = value.height;
        let value = self.expression_of(value);
        if items && matches!(self.peek(), Some(TokenKind::Compare(_))) {
            let word = self.words(self.here());
            self.report(self.here(), |span| wording::items_without_where(span, &word));
        } else if !self.eat(&TokenKind::Where) {
            return (Argument { value, condition: None }, height);
        }
        let here = self.here();
        let condition = match self.peek().cloned() {
            Some(TokenKind::Compare(operator)) => {
                self.bump();
                let right = self.expression(strength::ADD);
                height = height.max(right.height);
                if matches!(self.peek(), Some(TokenKind::And | TokenKind::Or)) {
                    let word = self.words(self.here());
                    self.report(self.here(), |span| wording::each_joined(span, &word));
                    self.skip_member();
                }
                Where::Each { operator: self.spanned(operator, here), right: self.expression_of(right) }
            }
            other => {
                let condition = if matches!(other, Some(TokenKind::In | TokenKind::Matches | TokenKind::Is)) {
                    let word = self.words(here.clone());
                    self.report(here.clone(), |span| wording::each_with(span, &word));
                    let part = self.comparison(Part::error(here.start..here.start));
                    self.continued(Part::error(part.range), strength::OR)
                } else {
                    self.expression(strength::OR)
                };
                height = height.max(condition.height);
                Where::Holds(self.expression_of(condition))
            }
        };
        (Argument { value, condition: Some(condition) }, height)
    }

    /// Steps over tokens up to the comma or bracket that ends the member of a list or call.
    fn skip_member(&mut self) {
        let mut inside = 0usize;
        while let Some(kind) = self.peek() {
            match kind {
                TokenKind::Open | TokenKind::ListOpen => inside += 1,
                TokenKind::Comma | TokenKind::Close | TokenKind::ListClose if inside == 0 => break,
                TokenKind::Close | TokenKind::ListClose => inside -= 1,
                _ => {}
            }
            self.bump();
        }
    }

    /// `pcl5.q1..q5`, or written in full `pcl5.q1..pcl5.q5`.
    fn items(&mut self) -> Part {
        let from_range = self.here();
        let Some(TokenKind::Name(from)) = self.peek().cloned() else { return self.missing(from_range) };
        self.next += 2;
        let to_range = self.here();
        let Some(TokenKind::Name(to)) = self.peek().cloned() else { return self.missing(to_range) };
        self.bump();
        let to = match from.rsplit_once('.') {
            Some((scale, _)) if !to.contains('.') => format!("{scale}.{to}"),
            _ => to,
        };
        let range = from_range.start..to_range.end;
        let kind = Kind::Items { from: self.spanned(from, from_range), to: self.spanned(to, to_range) };
        Part { kind, range, height: 1 }
    }
}
