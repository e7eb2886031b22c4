//! Turns placed lines into text: one space where the layout has one, and scalars as they are.

use std::collections::BTreeMap;

use super::indent::Placed;
use super::lex::{Kind, Token};

/// `expressions`: by the byte at which a scalar starts, how it is written instead.
pub fn write(lines: &[Placed], expressions: &BTreeMap<usize, String>) -> String {
    let mut text = String::new();
    let mut blank = false;
    for line in lines {
        if line.tokens.is_empty() {
            blank = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut blank) {
            text.push('\n');
        }
        text.push_str(&" ".repeat(line.column));
        let mut before: Option<&Token> = None;
        for token in line.tokens {
            text.push_str(&" ".repeat(before.map_or(0, |before| gap(before, token))));
            match (token.kind, expressions.get(&token.start)) {
                (Kind::Scalar, Some(expression)) => text.push_str(expression),
                (Kind::Scalar, None) => scalar(&mut text, token.text, line.inner),
                (Kind::Block, _) => block(&mut text, token.text, line),
                _ => text.push_str(token.text),
            }
            before = Some(token);
        }
        text.push('\n');
    }
    text
}

/// Columns of tokens in one line, with the space behind them.
pub fn width(tokens: &[Token]) -> usize {
    let gaps = tokens.iter().zip(tokens.iter().skip(1)).map(|(before, token)| gap(before, token)).sum::<usize>();
    let last = tokens.last().map_or(0, |last| usize::from(!matches!(last.kind, Kind::Open)));
    tokens.iter().map(|token| token.text.chars().count()).sum::<usize>() + gaps + last
}

/// Spaces between two tokens of a line.
fn gap(before: &Token, token: &Token) -> usize {
    match (before.kind, token.kind) {
        // Comments may stand below each other: the author's gap stays.
        (_, Kind::Comment) => {
            let lines = before.text.split('\n').count();
            let end = if lines > 1 { token.column } else { before.column + before.text.chars().count() };
            token.column.saturating_sub(end).max(1)
        }
        (_, Kind::Comma | Kind::Colon | Kind::Close) | (Kind::Open, _) => 0,
        _ => 1,
    }
}

/// A scalar of several lines: they are one when it is read, so that the spaces at their ends do not count.
fn scalar(text: &mut String, scalar: &str, inner: usize) {
    for (at, line) in scalar.split('\n').enumerate() {
        if at > 0 {
            let written = text.trim_end_matches([' ', '\t']).len();
            // An escaped space or line break at the end of a line is part of the value.
            if !text.get(..written).is_some_and(|text| text.ends_with('\\')) {
                text.truncate(written);
            }
            text.push('\n');
            if !line.trim().is_empty() {
                text.push_str(&" ".repeat(inner));
            }
        }
        text.push_str(if at > 0 { line.trim_start_matches([' ', '\t']) } else { line });
    }
}

/// A block of text: its lines move together.
fn block(text: &mut String, block: &str, line: &Placed) {
    let mut lines = block.split('\n');
    let head = lines.next().unwrap_or_default();
    text.push_str(head.trim_end());
    let rest: Vec<&str> = lines.collect();
    let spaces = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let signs = head.split('#').next().unwrap_or_default();
    let digit = signs.chars().find_map(|c| c.to_digit(10)).map(|digit| digit as usize);
    let (was, is) = match (digit, line.was_outer) {
        (Some(digit), Some(outer)) => (outer + digit, line.inner.saturating_sub(2) + digit),
        _ => (rest.iter().find(|line| !line.trim().is_empty()).map_or(0, |line| spaces(line)), line.inner.max(1)),
    };
    for line in rest {
        text.push('\n');
        let kept = line.get(was.min(spaces(line))..).unwrap_or_default();
        if !kept.is_empty() {
            text.push_str(&" ".repeat(is));
            text.push_str(kept);
        }
    }
}
