//! The words of an expression: what a token is, and the table of every symbol with what people write instead of it.

use std::ops::Range;

use crate::language::{Arithmetic, Comparison};
use crate::value::{Date, Decimal};

/// A token and the bytes of the expression it was read from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    /// `phq9.total`; already in lower case
    Name(String),
    /// `160 mmHg`, with the bytes of the number and of the unit
    Number {
        value: Decimal,
        unit: Option<Range<usize>>,
    },
    Date(Date),
    /// The bytes between the slashes of `/…/`
    Regex(Range<usize>),
    Compare(Comparison),
    Arithmetic(Arithmetic),
    /// `~`
    Matches,
    And,
    Or,
    Not,
    In,
    Is,
    Where,
    Open,
    Close,
    ListOpen,
    ListClose,
    Comma,
    /// `.` after a call
    Dot,
    /// `..`
    To,
    /// What could not be read; a diagnostic says why. It may stand for a value, an operator or nothing.
    Unknown,
}

impl TokenKind {
    /// Whether an operand may start with it.
    pub fn starts_operand(&self) -> bool {
        matches!(
            self,
            Self::Name(_)
                | Self::Number { .. }
                | Self::Date(_)
                | Self::Regex(_)
                | Self::Not
                | Self::Open
                | Self::ListOpen
                | Self::Arithmetic(Arithmetic::Subtract)
        )
    }

    /// Whether an operand may end with it.
    pub fn ends_operand(&self) -> bool {
        matches!(
            self,
            Self::Name(_)
                | Self::Number { .. }
                | Self::Date(_)
                | Self::Regex(_)
                | Self::Close
                | Self::ListClose
                | Self::Unknown
        )
    }

    /// Whether it joins two operands.
    pub fn is_operator(&self) -> bool {
        matches!(
            self,
            Self::Compare(_)
                | Self::Arithmetic(_)
                | Self::Matches
                | Self::And
                | Self::Or
                | Self::In
                | Self::Is
                | Self::To
                | Self::Dot
        )
    }

    /// The token that a symbol or keyword in its proper spelling stands for.
    pub fn of(proper: &str) -> Option<Self> {
        Some(match proper {
            "and" => Self::And,
            "or" => Self::Or,
            "not" => Self::Not,
            "in" => Self::In,
            "is" => Self::Is,
            "where" => Self::Where,
            "~" => Self::Matches,
            "(" => Self::Open,
            ")" => Self::Close,
            "[" => Self::ListOpen,
            "]" => Self::ListClose,
            "," => Self::Comma,
            "." => Self::Dot,
            ".." => Self::To,
            "+" => Self::Arithmetic(Arithmetic::Add),
            "-" => Self::Arithmetic(Arithmetic::Subtract),
            "*" => Self::Arithmetic(Arithmetic::Multiply),
            "/" => Self::Arithmetic(Arithmetic::Divide),
            other => Self::Compare(Comparison::ALL.into_iter().find(|c| c.symbol() == other)?),
        })
    }
}

/// Words that are never the name of anything, nor a unit.
pub(super) const KEYWORDS: [&str; 6] = ["and", "or", "not", "in", "is", "where"];

/// Every symbol as people write it, and its proper spelling; a symbol stands before the shorter ones it starts with.
pub(super) const SYMBOLS: [(&str, &str); 52] = [
    ("===", "=="),
    ("!==", "!="),
    ("...", ".."),
    ("==", "=="),
    ("!=", "!="),
    ("<=", "<="),
    (">=", ">="),
    ("=>", ">="),
    ("=<", "<="),
    ("<>", "!="),
    ("=~", "~"),
    ("..", ".."),
    ("&&", "and"),
    ("||", "or"),
    ("=", "=="),
    ("<", "<"),
    (">", ">"),
    ("~", "~"),
    ("&", "and"),
    ("|", "or"),
    ("!", "not"),
    ("(", "("),
    (")", ")"),
    ("[", "["),
    ("]", "]"),
    (",", ","),
    (".", "."),
    ("+", "+"),
    ("-", "-"),
    ("*", "*"),
    ("/", "/"),
    ("≥", ">="),
    ("⩾", ">="),
    ("≤", "<="),
    ("⩽", "<="),
    ("≠", "!="),
    ("…", ".."),
    ("‥", ".."),
    ("−", "-"),
    ("–", "-"),
    ("—", "-"),
    ("×", "*"),
    ("·", "*"),
    ("÷", "/"),
    ("∧", "and"),
    ("∨", "or"),
    ("¬", "not"),
    ("∈", "in"),
    ("（", "("),
    ("）", ")"),
    ("，", ","),
    ("＝", "=="),
];

/// Quotation marks in the scripts that people's keyboards and word processors make.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '´'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '＂'
    )
}

/// `[a-z][a-z0-9_]*`, parts joined by points, and not a keyword.
pub(super) fn is_name(text: &str) -> bool {
    !KEYWORDS.contains(&text)
        && text.split('.').all(|part| {
            part.starts_with(|c: char| c.is_ascii_lowercase())
                && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symbol_is_reached_and_stands_for_a_token() {
        for (i, (written, proper)) in SYMBOLS.iter().enumerate() {
            assert!(TokenKind::of(proper).is_some(), "{written} stands for {proper}");
            let hidden = SYMBOLS.iter().take(i).find(|(earlier, _)| written.starts_with(earlier));
            assert_eq!(hidden, None, "{written} is never reached");
        }
        for keyword in KEYWORDS {
            assert!(TokenKind::of(keyword).is_some(), "{keyword}");
        }
    }
}
