//! Expressions as written: `phq9.total >= 10`, `count(trials where adequate)`.

mod calls;
mod digits;
mod lex;
mod mistakes;
mod operands;
mod operators;
mod parse;
mod patterns;
mod print;
mod token;
mod wording;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use parse::parse;

use crate::language::{Arithmetic, Comparison};
use crate::text::{Span, Spanned};
use crate::value::{Date, Decimal};

/// A part of an expression and the source bytes it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    pub kind: Kind,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `160 mmHg`, `0.5`
    Number {
        value: Decimal,
        unit: Option<Spanned<String>>,
    },
    /// `2026-11-23`
    Date(Date),
    /// `phq9.total`, `yes`, `female`: what it names is settled when names are resolved.
    Name(String),
    /// `pcl5.q1..q5`, only as the argument of a function; `to` is always whole: `pcl5.q5`
    Items {
        from: Spanned<String>,
        to: Spanned<String>,
    },
    Not(Box<Expression>),
    Negate(Box<Expression>),
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
    Compare {
        left: Box<Expression>,
        operator: Spanned<Comparison>,
        right: Box<Expression>,
    },
    /// `x in [a, b]`
    In {
        left: Box<Expression>,
        list: Vec<Expression>,
    },
    /// `text ~ /regex/`; the slashes are not part of the pattern
    Matches {
        left: Box<Expression>,
        pattern: Spanned<String>,
    },
    /// `x is answered`, `x is not answered`
    Answered {
        left: Box<Expression>,
        negated: bool,
    },
    Arithmetic {
        left: Box<Expression>,
        operator: Spanned<Arithmetic>,
        right: Box<Expression>,
    },
    /// A function that [`crate::language::FUNCTIONS`] does not name has been reported.
    Call {
        function: Spanned<String>,
        arguments: Vec<Argument>,
    },
    /// `lookup(table, text).column`
    Column {
        of: Box<Expression>,
        column: Spanned<String>,
    },
    /// What could not be read; a diagnostic says why.
    Error,
}

/// One argument of a call, with its `where`.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    pub value: Expression,
    pub condition: Option<Where>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Where {
    /// `where adequate and weeks >= 6`
    Holds(Expression),
    /// `where >= 2`: each of the named values is compared
    Each { operator: Spanned<Comparison>, right: Expression },
}
