//! Turns operands and the operators between them into trees, weak operators above strong ones.

use std::ops::Range;

use super::parse::{Parser, Part, strength};
use super::token::TokenKind;
use super::{Kind, wording};
use crate::language::Arithmetic;

/// The operator of the comparison just read, and whether it compares two values.
struct Compared {
    operator: Range<usize>,
    plain: bool,
}

impl Parser<'_, '_> {
    /// Reads an operand and every operator behind it that binds at least as strongly as `least`.
    pub fn expression(&mut self, least: u8) -> Part {
        let left = self.operand(least);
        self.continued(left, least)
    }

    pub fn continued(&mut self, mut left: Part, least: u8) -> Part {
        let mut compared: Option<Compared> = None;
        let mut said_missing = false;
        while let Some(kind) = self.peek() {
            if let Some(strength) = self.infix() {
                if strength < least {
                    break;
                }
                said_missing = false;
                left = match strength {
                    strength::OR | strength::AND => self.joined(left, strength),
                    strength::COMPARE => {
                        let now = Compared { operator: self.here(), plain: matches!(kind, TokenKind::Compare(_)) };
                        let first = compared.replace(now);
                        self.compared(left, first)
                    }
                    _ => self.arithmetic(left, strength),
                };
            } else if *kind == TokenKind::Unknown {
                self.bump();
                if self.peek().is_some_and(TokenKind::starts_operand) {
                    let right = self.operand(least);
                    left = self.broken(left, right);
                }
            } else if kind.starts_operand() {
                if !said_missing {
                    let (before, after) = (self.words(self.last()), self.words(self.here()));
                    self.report(self.here(), |span| wording::no_operator(span, &before, &after));
                }
                said_missing = true;
                let right = self.operand(least);
                left = self.broken(left, right);
            } else {
                break;
            }
        }
        left
    }

    /// Reads past what cannot stand behind a whole expression, up to the bracket that closes it.
    pub fn rest(&mut self, mut part: Part) -> Part {
        while let Some(kind) = self.peek() {
            let closes = matches!(kind, TokenKind::Close | TokenKind::ListClose);
            if closes && !self.open.is_empty() {
                break;
            }
            let range = self.bump();
            let word = self.words(range.clone());
            self.report(range, |span| match closes {
                true => wording::closes_nothing(span, &word),
                false => wording::stray(span, &word),
            });
            if self.peek().is_some_and(TokenKind::starts_operand) {
                let right = self.operand(strength::OR);
                part = self.broken(part, right);
            }
            part = self.continued(part, strength::OR);
        }
        part
    }

    /// How strongly the next token binds the operands around it, if it is an operator.
    fn infix(&self) -> Option<u8> {
        Some(match self.peek()? {
            TokenKind::Or => strength::OR,
            TokenKind::And => strength::AND,
            TokenKind::Compare(_) | TokenKind::Matches | TokenKind::In | TokenKind::Is => strength::COMPARE,
            TokenKind::Not if matches!(self.after_next(), Some(TokenKind::In | TokenKind::Matches)) => {
                strength::COMPARE
            }
            TokenKind::Arithmetic(Arithmetic::Add | Arithmetic::Subtract) => strength::ADD,
            TokenKind::Arithmetic(_) => strength::MULTIPLY,
            _ => return None,
        })
    }

    /// The bytes of the token before the next one.
    pub fn last(&self) -> Range<usize> {
        self.next.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(0..0, |t| t.range.clone())
    }

    fn joined(&mut self, left: Part, strength: u8) -> Part {
        self.bump();
        let right = self.expression(strength + 1);
        let (range, height) = (left.range.start..right.range.end, left.height.max(right.height));
        let (left, right) = (self.boxed(left), self.boxed(right));
        let kind = if strength == strength::OR { Kind::Or(left, right) } else { Kind::And(left, right) };
        self.node(kind, range, height)
    }

    fn arithmetic(&mut self, left: Part, strength: u8) -> Part {
        let Some(TokenKind::Arithmetic(operator)) = self.peek().cloned() else { return left };
        let at = self.bump();
        let right = self.expression(strength + 1);
        let (range, height) = (left.range.start..right.range.end, left.height.max(right.height));
        let operator = self.spanned(operator, at);
        let kind = Kind::Arithmetic { left: self.boxed(left), operator, right: self.boxed(right) };
        self.node(kind, range, height)
    }

    /// A comparison, after `first` where its left side is one already.
    fn compared(&mut self, left: Part, first: Option<Compared>) -> Part {
        let at = self.here();
        let plain = matches!(self.peek(), Some(TokenKind::Compare(_)));
        let left_range = left.range.clone();
        let said_before = matches!(left.kind, Kind::Error);
        let part = self.comparison(left);
        let Some(first) = first else { return part };
        let middle = self.words(first.operator.end..left_range.end);
        if !said_before && !middle.is_empty() {
            let second = self.words(at.start..part.range.end);
            let instead = (first.plain && plain && !matches!(part.kind, Kind::Error))
                .then(|| format!("{} and {middle} {second}", self.words(left_range)));
            let first = self.mistakes.place(first.operator);
            self.report(at, |span| wording::chained(span, first, instead));
        }
        Part::error(part.range)
    }

    /// What stands behind `left`, from a comparing operator on.
    pub fn comparison(&mut self, left: Part) -> Part {
        let start = self.here().start;
        let negated = self.eat(&TokenKind::Not);
        let Some(kind) = self.peek().cloned() else { return left };
        let at = self.bump();
        if negated {
            let (words, operator) = (self.words(left.range.clone()), self.words(at.clone()));
            self.report(start..at.end, |span| wording::not_in(span, &words, &operator));
        }
        let part = match kind {
            TokenKind::In => self.membership(left, at),
            TokenKind::Matches => self.matches(left, at),
            TokenKind::Is => self.answered(left, at),
            TokenKind::Compare(operator) => {
                let right = self.expression(strength::ADD);
                let (range, height) = (left.range.start..right.range.end, left.height.max(right.height));
                let operator = self.spanned(operator, at);
                let kind = Kind::Compare { left: self.boxed(left), operator, right: self.boxed(right) };
                self.node(kind, range, height)
            }
            _ => return left,
        };
        if !negated {
            return part;
        }
        let (range, height) = (part.range.clone(), part.height);
        let kind = Kind::Not(self.boxed(part));
        self.node(kind, range, height)
    }

    fn membership(&mut self, left: Part, at: Range<usize>) -> Part {
        let list = match self.peek() {
            Some(TokenKind::ListOpen) => self.list(TokenKind::ListClose),
            Some(TokenKind::Open) => {
                let here = self.here();
                let list = self.list(TokenKind::Close);
                let words = self.words(here.end..list.end.saturating_sub(1));
                self.report(here, |span| wording::in_without_list(span, &words));
                list
            }
            Some(kind) if kind.starts_operand() => {
                let member = self.expression(strength::ADD);
                let words = self.words(member.range.clone());
                self.report(member.range.clone(), |span| wording::in_without_list(span, &words));
                return self.broken(left, member);
            }
            _ => {
                let right = self.operand(strength::ADD);
                return self.broken(left, right);
            }
        };
        let (range, height) = (left.range.start..list.end.max(at.end), left.height.max(list.height));
        let kind = Kind::In { left: self.boxed(left), list: list.members };
        self.node(kind, range, height)
    }

    fn answered(&mut self, left: Part, at: Range<usize>) -> Part {
        let negated = self.eat(&TokenKind::Not);
        let Some(TokenKind::Name(word)) = self.peek().cloned() else {
            self.report(at.start..self.last().end, wording::is_nothing);
            let start = left.range.start;
            if self.peek().is_some_and(TokenKind::starts_operand) {
                self.operand(strength::ADD);
            }
            return Part::error(start..self.last().end);
        };
        let end = self.bump().end;
        let range = left.range.start..end;
        if word != "answered" {
            let words = self.words(left.range);
            self.report(at.start..end, |span| wording::is_what(span, &words, negated, &word));
            return Part::error(range);
        }
        let height = left.height;
        let kind = Kind::Answered { left: self.boxed(left), negated };
        self.node(kind, range, height)
    }
}
