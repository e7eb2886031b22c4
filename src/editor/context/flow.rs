//! Reads brackets and quotes: `{case: two signs, expect: {met: [mood.low, sl`.

use super::{Context, Step};

/// A bracket that has not been closed.
struct Bracket {
    is_list: bool,
    key: Option<String>,
    beside: Vec<(String, String)>,
}

/// How far the brackets and quotes of a text have come.
struct Flow {
    open: Vec<Bracket>,
    quote: Option<char>,
    /// What stands since the last comma, colon or bracket.
    word: String,
    /// The word stands in quotes that have been closed.
    quoted: bool,
}

fn read(text: &str) -> Flow {
    let mut flow = Flow { open: Vec::new(), quote: None, word: String::new(), quoted: false };
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match (flow.quote, c) {
            (Some('"'), '\\') => drop(characters.next()),
            (Some(quote), c) if c == quote => {
                flow.quote = None;
                flow.quoted = true;
            }
            (Some(_), c) => flow.word.push(c),
            (None, '"' | '\'') if flow.word.trim().is_empty() => {
                flow.word.clear();
                flow.quote = Some(c);
            }
            (None, '{' | '[') if flow.word.trim().is_empty() => {
                flow.open.push(Bracket { is_list: c == '[', key: None, beside: Vec::new() });
                flow.word.clear();
            }
            (None, '}' | ']') => {
                flow.entry();
                flow.open.pop();
                if flow.open.is_empty() {
                    break;
                }
                flow.word.clear();
                flow.quoted = false;
            }
            (None, ',') if !flow.open.is_empty() => flow.entry(),
            (None, ':') if characters.peek().is_none_or(|next| next.is_whitespace()) || flow.quoted => {
                let key = std::mem::take(&mut flow.word).trim().to_owned();
                flow.quoted = false;
                match flow.open.last_mut() {
                    Some(bracket) if !bracket.is_list => bracket.key = Some(key),
                    _ => {}
                }
            }
            (None, '#') if flow.word.ends_with([' ', '\n']) || flow.word.is_empty() => {
                while characters.peek().is_some_and(|next| *next != '\n') {
                    characters.next();
                }
            }
            (None, c) => flow.word.push(c),
        }
    }
    flow
}

impl Flow {
    /// Ends an entry: what stood behind its key is kept for its neighbours.
    fn entry(&mut self) {
        let value = std::mem::take(&mut self.word).trim().to_owned();
        self.quoted = false;
        if let Some(bracket) = self.open.last_mut()
            && let Some(key) = bracket.key.take()
        {
            bracket.beside.push((key, value));
        }
    }
}

/// Whether every bracket and quote of a text is closed.
pub fn is_closed(text: &str) -> bool {
    let flow = read(text);
    flow.open.is_empty() && flow.quote.is_none()
}

/// The context at the end of a text of brackets or quotes that stands under a path.
pub fn context(mut path: Vec<Step>, text: &str) -> Context {
    let flow = read(text);
    let before = flow.word.trim_start().to_owned();
    let Some((last, outer)) = flow.open.split_last() else {
        return Context { path, takes_value: true, before, ..Context::default() };
    };
    let step = |bracket: &Bracket| match &bracket.key {
        _ if bracket.is_list => Some(Step::Entry),
        Some(key) => Some(Step::Key { key: key.clone(), beside: bracket.beside.clone() }),
        None => None,
    };
    path.extend(outer.iter().filter_map(step));
    path.extend(step(last));
    let is_value = last.is_list || last.key.is_some();
    Context {
        path,
        beside: if is_value { Vec::new() } else { last.beside.clone() },
        takes_key: !is_value,
        takes_value: is_value,
        before,
        is_prose: false,
    }
}
