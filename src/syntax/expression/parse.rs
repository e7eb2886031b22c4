//! Turns the text of an expression into its tree: a stand-in until the parser is here.

use super::{Expression, Kind};
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use std::ops::Range;

pub fn parse(text: &str, place: &dyn Fn(Range<usize>) -> Span, _diagnostics: &mut Vec<Diagnostic>) -> Expression {
    Expression { kind: Kind::Name(text.to_owned()), span: place(0..text.len()) }
}
