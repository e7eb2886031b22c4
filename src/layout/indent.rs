//! Turns lines of tokens into lines with the column at which each begins in the layout.
//!
//! A mapping stands two columns inside what it belongs to, and so does a list. A line inside brackets stands one column
//! behind the outermost of them, and inside another bracket two columns further in than the line that opened it.

use super::lex::{Kind, Line, Token};

/// A line, where it begins, and where the text of a scalar goes on that has further lines.
#[derive(Clone, Debug)]
pub struct Placed<'l, 't> {
    pub tokens: &'l [Token<'t>],
    pub column: usize,
    pub inner: usize,
    /// The column its own text had: `inner` takes the place of this one.
    pub was_outer: Option<usize>,
}

/// A list or mapping that is open: whether it is a list, and its column then and now.
#[derive(Clone, Copy, Debug)]
struct Level {
    is_list: bool,
    was: usize,
    is: usize,
}

/// A bracket that is open: where a line inside it stands, and its closing bracket at the start of one.
#[derive(Clone, Copy, Debug)]
struct Bracket {
    inside: usize,
    outside: usize,
}

pub fn columns<'l, 't>(lines: &'l [Line<'t>]) -> Vec<Placed<'l, 't>> {
    let mut state = State::default();
    let mut placed = Vec::new();
    // Comments wait for the line that they stand above.
    let mut waiting: Vec<usize> = Vec::new();
    let mut before: Vec<Level> = Vec::new();
    for tokens in lines {
        let first = tokens.first();
        if first.is_none_or(|token| token.kind == Kind::Comment) {
            let column = if !state.flow.is_empty() { state.in_flow(first) } else { 0 };
            if first.is_some() && state.flow.is_empty() {
                waiting.push(placed.len());
            }
            placed.push(Placed { tokens, column, inner: column, was_outer: None });
            continue;
        }
        let was = first.map_or(0, |token| token.column);
        let line = state.line(tokens);
        settle(&mut placed, &mut waiting, &before, Some((was, line.column)));
        placed.push(line);
        before.clone_from(&state.levels);
    }
    settle(&mut placed, &mut waiting, &before, None);
    placed
}

/// Places comments: with the line below where they stand as far in, otherwise with what stood above and is as far in.
fn settle(placed: &mut [Placed], waiting: &mut Vec<usize>, above: &[Level], below: Option<(usize, usize)>) {
    for at in waiting.drain(..) {
        let Some(comment) = placed.get_mut(at) else { continue };
        let was = comment.tokens.first().map_or(0, |token| token.column);
        let further_in = below.is_none_or(|(below, _)| was > below);
        // Of a list and the mapping that holds it as far in, the mapping.
        let nearest = above.iter().map(|level| level.was).filter(|level| *level <= was).max();
        let level = above.iter().find(|level| Some(level.was) == nearest).filter(|_| further_in);
        comment.column = match (level, below) {
            (Some(level), Some((_, column))) => level.is.max(column),
            (Some(level), None) => level.is,
            (None, Some((_, column))) => column,
            (None, None) => 0,
        };
    }
}

#[derive(Default)]
struct State {
    levels: Vec<Level>,
    flow: Vec<Bracket>,
}

impl State {
    /// The column of a line inside brackets.
    fn in_flow(&self, first: Option<&Token>) -> usize {
        let closes = first.is_some_and(|token| token.kind == Kind::Close);
        self.flow.last().map_or(0, |bracket| if closes { bracket.outside } else { bracket.inside })
    }

    fn line<'l, 't>(&mut self, tokens: &'l [Token<'t>]) -> Placed<'l, 't> {
        let mut start = (!self.flow.is_empty()).then(|| self.in_flow(tokens.first()));
        let mut was_outer = None;
        // Where a line stands inside a bracket that this line opens in others: known once one was open.
        let mut line = start;
        // Where the next token stands, as far as lists and mappings of a line need it.
        for (at, token) in tokens.iter().enumerate() {
            if self.flow.is_empty() {
                let is_key =
                    token.kind == Kind::Scalar && tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Colon);
                let is_mapping = is_key || token.kind == Kind::Question;
                let opened = match token.kind {
                    Kind::Marker => Some(0),
                    Kind::Dash => Some(self.enter(true, token.column)),
                    _ if is_mapping && self.takes_keys(tokens, at) => Some(self.enter(false, token.column)),
                    _ if start.is_none() => Some(self.value(token)),
                    _ => None,
                };
                start = start.or(opened);
                if token.kind == Kind::Block {
                    was_outer = Some(self.levels.last().map_or(0, |level| level.was));
                }
            }
            self.bracket(tokens, at, start.unwrap_or(0), &mut line);
        }
        let inner = if self.flow.is_empty() { self.inside() } else { self.in_flow(None) };
        Placed { tokens, column: start.unwrap_or(0), inner, was_outer }
    }

    /// A key opens a mapping at the start of a line, and behind a dash or question mark.
    fn takes_keys(&self, tokens: &[Token], at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        before.is_none_or(|token| matches!(token.kind, Kind::Dash | Kind::Question | Kind::Colon | Kind::Marker))
            && !matches!(before, Some(Token { kind: Kind::Colon, .. }) if at > 1)
    }

    /// Opens a list or mapping at a column, or goes on with it, and gives its column now.
    fn enter(&mut self, is_list: bool, was: usize) -> usize {
        self.levels.retain(|level| level.was <= was);
        // A list may stand as far in as the mapping that holds it; what comes there next is the mapping again.
        if !is_list && self.levels.last().is_some_and(|level| level.is_list && level.was == was) {
            self.levels.pop();
        }
        match self.levels.last() {
            Some(level) if level.was == was && level.is_list == is_list => level.is,
            _ => {
                let is = self.inside();
                self.levels.push(Level { is_list, was, is });
                is
            }
        }
    }

    /// The column of a value on a line of its own.
    fn value(&mut self, token: &Token) -> usize {
        if token.kind != Kind::Colon {
            self.levels.retain(|level| level.was < token.column);
            return self.inside();
        }
        self.levels.retain(|level| level.was <= token.column);
        self.levels.last().map_or(0, |level| level.is)
    }

    /// Two columns inside the innermost list or mapping.
    fn inside(&self) -> usize {
        self.levels.last().map_or(0, |level| level.is + 2)
    }

    /// Opens and closes brackets. `start`: the column of the line; `line`: that of what it says inside brackets.
    fn bracket(&mut self, tokens: &[Token], at: usize, start: usize, line: &mut Option<usize>) {
        match tokens.get(at).map(|token| token.kind) {
            Some(Kind::Open) => {
                let column = start + super::write::width(tokens.get(..at).unwrap_or_default());
                let is_last = tokens.get(at + 1).is_none_or(|next| next.kind == Kind::Comment);
                let bracket = match *line {
                    Some(outside) if !self.flow.is_empty() => Bracket { inside: outside + 2, outside },
                    _ if is_last => Bracket { inside: self.inside() + 2, outside: self.inside() },
                    _ => Bracket { inside: column + 1, outside: column },
                };
                if self.flow.is_empty() {
                    *line = Some(bracket.inside);
                }
                self.flow.push(bracket);
            }
            Some(Kind::Close) => {
                self.flow.pop();
            }
            _ => {}
        }
    }
}
