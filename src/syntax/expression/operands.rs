//! Turns tokens into operands: values, names, parentheses, prefixes, columns.

use std::ops::Range;

use super::parse::{Parser, Part, strength};
use super::token::{TokenKind, is_name};
use super::{Expression, Kind, wording};
use crate::language::Arithmetic;

/// The word that opens a claim about a rule, in a property.
const RULE: &str = "rule";

impl Parser<'_, '_> {
    /// Reads a value with the prefixes and columns that belong to it. `least` is how strong an operator around it is.
    pub fn operand(&mut self, least: u8) -> Part {
        let unread = self.here();
        while self.eat(&TokenKind::Unknown) {}
        let here = self.here();
        let atom = |kind| Part { kind, range: here.clone(), height: 1 };
        let Some(kind) = self.peek().cloned() else { return self.missing(unread) };
        match kind {
            TokenKind::Number { value, unit } => {
                self.bump();
                let unit = unit.map(|range| self.spanned(self.text.get(range.clone()).unwrap_or("").to_owned(), range));
                atom(Kind::Number { value, unit })
            }
            TokenKind::Date(date) => {
                self.bump();
                atom(Kind::Date(date))
            }
            TokenKind::Regex(_) => {
                self.bump();
                self.report(here.clone(), wording::pattern_alone);
                Part::error(here)
            }
            TokenKind::Name(name) if name == RULE && matches!(self.after_next(), Some(TokenKind::Name(_))) => {
                self.rule()
            }
            TokenKind::Name(name) => {
                let part = match self.after_next() {
                    Some(TokenKind::Open) => self.call(name),
                    _ => {
                        self.bump();
                        atom(Kind::Name(name))
                    }
                };
                self.columns(part)
            }
            TokenKind::Not => {
                if least > strength::NOT {
                    self.report(here.clone(), wording::not_inside);
                }
                self.prefix(least.max(strength::NOT), Kind::Not)
            }
            TokenKind::Arithmetic(Arithmetic::Subtract) => self.prefix(strength::NEGATE, Kind::Negate),
            TokenKind::Open => {
                let part = self.parentheses();
                self.columns(part)
            }
            TokenKind::ListOpen => {
                self.report(here.clone(), wording::list_alone);
                self.nested(here.clone(), |parser| {
                    let list = parser.list(TokenKind::ListClose);
                    Part::error(here.start..list.end)
                })
            }
            _ => self.missing(unread),
        }
    }

    /// Steps over `rule topic.name is not met`, which no expression may hold: one mistake, told once.
    fn rule(&mut self) -> Part {
        let start = self.bump().start;
        let mut end = self.here().end;
        while let Some(kind) = self.peek() {
            let is_state = matches!(kind, TokenKind::Is);
            if matches!(kind, TokenKind::And | TokenKind::Or | TokenKind::Close) {
                break;
            }
            end = self.bump().end;
            if is_state {
                self.eat(&TokenKind::Not);
                end = if matches!(self.peek(), Some(TokenKind::Name(_))) { self.bump().end } else { self.last().end };
                break;
            }
        }
        self.report(start..end, wording::rule_inside);
        Part::error(start..end)
    }

    /// Says what is missing where a value should stand, unless the reason was given already.
    pub fn missing(&mut self, unread: Range<usize>) -> Part {
        let here = self.here();
        let (last, next) = (self.last(), self.peek().cloned());
        let before = self.next.checked_sub(1).and_then(|i| self.tokens.get(i)).map(|t| t.kind.clone());
        let (word, next_word) = (self.words(last.clone()), self.words(here.clone()));
        let both = last.start..here.end;
        match (before, next) {
            (Some(TokenKind::Unknown), _) => return Part::error(unread.start..last.end.max(unread.start)),
            (None, None) => self.report(0..self.text.len(), wording::empty),
            (None, Some(TokenKind::Close | TokenKind::ListClose)) => {}
            (None, Some(_)) => self.report(here, |span| wording::nothing_before(span, &next_word)),
            // What is opened and never closed is reported by whoever opened it.
            (Some(TokenKind::Open | TokenKind::ListOpen), None) => {}
            (Some(TokenKind::Open | TokenKind::ListOpen), Some(TokenKind::Close | TokenKind::ListClose)) => {
                self.report(both, |span| wording::nothing_between(span, &word, &next_word));
            }
            (Some(TokenKind::Open | TokenKind::ListOpen), Some(_)) => {
                self.report(here, |span| wording::nothing_before(span, &next_word));
            }
            (Some(_), Some(next)) if next.is_operator() => {
                self.report(both, |span| wording::nothing_between(span, &word, &next_word));
            }
            (Some(_), _) => self.report(last.clone(), |span| wording::nothing_after(span, &word)),
        }
        Part::error(last.end..last.end)
    }

    fn prefix(&mut self, least: u8, kind: impl FnOnce(Box<Expression>) -> Kind) -> Part {
        let at = self.bump();
        self.nested(at.clone(), |parser| {
            let operand = parser.expression(least);
            let (range, height) = (at.start..operand.range.end, operand.height);
            let kind = kind(parser.boxed(operand));
            parser.node(kind, range, height)
        })
    }

    fn parentheses(&mut self) -> Part {
        let open = self.bump();
        self.nested(open.clone(), |parser| {
            parser.open.push(TokenKind::Close);
            let inner = parser.expression(strength::OR);
            let inner = parser.rest(inner);
            parser.open.pop();
            let end = parser.close(open.clone(), &TokenKind::Close);
            Part { range: open.start..end, ..inner }
        })
    }

    /// Steps over what closes `open`, or says that it is missing. Gives the end.
    pub fn close(&mut self, open: Range<usize>, expected: &TokenKind) -> usize {
        let other = match self.peek() {
            Some(kind) if kind == expected => return self.bump().end,
            Some(kind @ (TokenKind::Close | TokenKind::ListClose)) => !self.open.contains(kind),
            _ => false,
        };
        let opener = self.words(open.clone());
        if other {
            let range = self.bump();
            let word = self.words(range.clone());
            let open = self.mistakes.place(open);
            self.report(range.clone(), |span| wording::wrong_close(span, open, &opener, &word));
            return range.end;
        }
        let closer = if *expected == TokenKind::Close { ")" } else { "]" };
        self.report(open, |span| wording::never_closed(span, &opener, closer));
        self.last().end
    }

    /// `.column` behind a call.
    fn columns(&mut self, mut part: Part) -> Part {
        while self.peek() == Some(&TokenKind::Dot)
            && let Some(TokenKind::Name(column)) = self.after_next().cloned()
        {
            let dot = self.bump();
            let at = self.bump();
            let range = part.range.start..at.end;
            let height = part.height;
            part = match part.kind {
                Kind::Call { .. } if is_name(&column) && !column.contains('.') => {
                    let column = self.spanned(column, at);
                    let kind = Kind::Column { of: self.boxed(part), column };
                    self.node(kind, range, height)
                }
                Kind::Call { .. } => {
                    self.report(at, |span| wording::not_a_name(span, &column));
                    Part::error(range)
                }
                Kind::Error => Part::error(range),
                Kind::Name(_) => {
                    self.report(dot, |span| wording::stray(span, "."));
                    Part::error(range)
                }
                _ => {
                    self.report(dot.start..at.end, wording::column_after_call);
                    Part::error(range)
                }
            };
        }
        part
    }
}
