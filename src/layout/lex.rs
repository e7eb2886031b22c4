//! Turns a text and the places of its scalars into lines of tokens: every byte that is neither is white space.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::text::Span;
use crate::yaml::{Node, NodeKind};

/// No part of any value, as are spaces.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A word or a sign, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    pub kind: Kind,
    pub text: &'t str,
    /// The byte at which it starts, and the column, from 0.
    pub start: usize,
    pub column: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Scalar,
    /// `|` or `>` with what follows it, and the lines of its text.
    Block,
    Dash,
    Question,
    Colon,
    Comma,
    Open,
    Close,
    Comment,
    /// `---` or `...`
    Marker,
}

/// The tokens of one line; none where it is blank. A scalar of several lines is a token of its first.
pub type Line<'t> = Vec<Token<'t>>;

/// `Err`: the byte at which something stands that is not known.
pub fn tokens<'t>(text: &'t str, root: &Node) -> Result<Vec<Line<'t>>, usize> {
    let mut scalars = BTreeMap::new();
    spans(root, &mut scalars);
    let mut lexer = Lexer { text, scalars, lines: vec![Vec::new()], line_start: 0, depth: 0 };
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        at = lexer.one(at, rest).ok_or(at)?;
    }
    Ok(lexer.lines)
}

/// Where scalars start and end that stand in the text as they are: plain or in quotes.
fn spans(node: &Node, found: &mut BTreeMap<usize, usize>) {
    let mut add = |span: Span| {
        if span.end > span.start {
            found.insert(span.start as usize, span.end as usize);
        }
    };
    match &node.kind {
        NodeKind::Scalar(_) | NodeKind::Null => add(node.span),
        NodeKind::Mapping(entries) => {
            entries.iter().for_each(|entry| add(entry.key.span));
            entries.iter().for_each(|entry| spans(&entry.value, found));
        }
        NodeKind::Sequence(nodes) => nodes.iter().for_each(|node| spans(node, found)),
        NodeKind::Error => {}
    }
}

struct Lexer<'t> {
    text: &'t str,
    scalars: BTreeMap<usize, usize>,
    lines: Vec<Line<'t>>,
    line_start: usize,
    /// Brackets that are open.
    depth: usize,
}

impl<'t> Lexer<'t> {
    /// Reads what stands at a byte, and gives the next one; `None` where it is nothing known.
    fn one(&mut self, at: usize, rest: &'t str) -> Option<usize> {
        if let Some(end) = self.scalars.get(&at).copied() {
            return self.push(Kind::Scalar, at..end);
        }
        let first = rest.chars().next()?;
        let is_alone = rest.get(1..).is_none_or(|after| after.is_empty() || after.starts_with([' ', '\t', '\n']));
        let kind = match first {
            ' ' | '\t' | '\r' | BYTE_ORDER_MARK => return Some(at + first.len_utf8()),
            '\n' => {
                self.lines.push(Vec::new());
                self.line_start = at + 1;
                return Some(at + 1);
            }
            '#' => {
                let line = rest.split('\n').next()?;
                return self.push(Kind::Comment, at..at + line.trim_end().len());
            }
            '|' | '>' if self.depth == 0 => return self.block(at, rest),
            '-' | '.' if at == self.line_start && (rest.starts_with("---") || rest.starts_with("...")) => {
                return self.push(Kind::Marker, at..at + 3);
            }
            '-' if is_alone => Kind::Dash,
            '?' if is_alone => Kind::Question,
            ':' => Kind::Colon,
            ',' => Kind::Comma,
            '[' | '{' => {
                self.depth += 1;
                Kind::Open
            }
            ']' | '}' => {
                self.depth = self.depth.checked_sub(1)?;
                Kind::Close
            }
            _ => return None,
        };
        self.push(kind, at..at + 1)
    }

    fn push(&mut self, kind: Kind, range: Range<usize>) -> Option<usize> {
        let column = self.text.get(self.line_start..range.start)?.chars().count();
        let text = self.text.get(range.clone())?;
        // What follows a scalar of several lines stands in the last of them.
        self.line_start = text.rfind('\n').map_or(self.line_start, |newline| range.start + newline + 1);
        let token = Token { kind, text, start: range.start, column };
        self.lines.last_mut()?.push(token);
        Some(range.end)
    }

    /// A block of text: its head, and its lines.
    fn block(&mut self, at: usize, rest: &'t str) -> Option<usize> {
        let head = rest.split('\n').next()?;
        let signs = head.split('#').next()?;
        let keeps = signs.contains('+');
        let outer = self.lines.last()?.iter().rev().find_map(|token| match token.kind {
            Kind::Dash | Kind::Scalar => Some(token.column),
            _ => None,
        });
        let is_first = self.lines.iter().flatten().all(|token| matches!(token.kind, Kind::Comment | Kind::Marker));
        if outer.is_none() && !is_first {
            return None;
        }
        let mut lines = rest.get(head.len()..)?.split_inclusive('\n').skip(1);
        let spaces = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let is_blank = |line: &str| line.trim().is_empty();
        // Its first line says how far in it stands, if its head does not; what stands less far in is no part of it.
        let digit = signs.chars().find_map(|c| c.to_digit(10)).map(|digit| outer.unwrap_or(0) + digit as usize);
        let first = lines.clone().find(|line| !is_blank(line)).map_or(0, spaces);
        let indent = digit.unwrap_or(first).max(outer.map_or(0, |outer| outer + 1));
        let (mut end, mut place) = (head.len(), head.len());
        for line in &mut lines {
            let start = place + 1;
            let body = line.strip_suffix('\n').unwrap_or(line);
            place = start + body.len();
            match is_blank(body) {
                true if keeps => end = place,
                true => {}
                false if spaces(body) >= indent => end = place,
                false => break,
            }
        }
        self.push(Kind::Block, at..at + end)
    }
}
