//! Turns the text before a cursor, half-typed as it may be, into where in its file the cursor stands: under which keys,
//! beside which others, and what stands before it in its value.
//!
//! It reads lines and brackets only, and no YAML: what a file means is for its reader, which wants it whole.

mod flow;

use std::ops::Range;

/// One step from the top of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into the value of a key, past the other keys of its mapping and what stands behind each.
    Key { key: String, beside: Vec<(String, String)> },
    /// Into an entry of a list.
    Entry,
}

/// Where a cursor stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    pub path: Vec<Step>,
    /// The keys of the mapping in which a key may stand here, with what stands behind each.
    pub beside: Vec<(String, String)>,
    /// Whether a key may stand here.
    pub takes_key: bool,
    /// Whether a value may stand here.
    pub takes_value: bool,
    /// What stands before the cursor in its value, or in the key.
    pub before: String,
    /// In a comment, or in a text of several lines.
    pub is_prose: bool,
}

/// A block that has not ended.
#[derive(Clone, Debug)]
struct Level {
    indent: usize,
    is_list: bool,
    key: Option<String>,
    beside: Vec<(String, String)>,
}

/// What the text is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Nothing,
    /// A text in lines, deeper than this.
    Block(usize),
    /// Brackets or quotes that started at this byte.
    Flow(usize),
}

impl Context {
    /// The context of a byte of a text.
    pub fn of(text: &str, at: usize) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let mut reader = Reader { text: before, levels: Vec::new(), open: Open::Nothing };
        let mut start = 0;
        while let Some(length) = before.get(start..).and_then(|rest| rest.find('\n')) {
            reader.line(start..start + length);
            start += length + 1;
        }
        let mut context = reader.last(start);
        if context.takes_key {
            let rest = text.get(at..).unwrap_or("");
            context.beside.extend(reader.after(rest, context.before.len()));
        }
        context
    }
}

/// Letters, digits, and what joins them in an id.
pub fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_.-".contains(c)
}

struct Reader<'t> {
    text: &'t str,
    levels: Vec<Level>,
    open: Open,
}

impl Reader<'_> {
    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// Takes in a whole line.
    fn line(&mut self, range: Range<usize>) {
        let line = self.slice(range.clone()).trim_end_matches('\r').to_owned();
        let indent = line.len() - line.trim_start_matches(' ').len();
        match self.open {
            Open::Block(deeper) if line.trim().is_empty() || indent > deeper => return,
            Open::Flow(start) => {
                if flow::is_closed(self.slice(start..range.end)) {
                    self.open = Open::Nothing;
                }
                return;
            }
            _ => self.open = Open::Nothing,
        }
        let mut column = indent;
        loop {
            let rest = line.get(column..).unwrap_or("");
            if rest.is_empty() || rest.starts_with('#') {
                return;
            }
            if let Some(inner) = dash(rest) {
                self.enter(column, true);
                column += inner;
                continue;
            }
            let (value_at, deeper) = match key(rest) {
                Some((name, value)) => {
                    self.enter(column, false);
                    let text = without_comment(rest.get(value..).unwrap_or("")).trim().to_owned();
                    if let Some(level) = self.levels.last_mut() {
                        level.key = Some(name.to_owned());
                        level.beside.push((name.to_owned(), text));
                    }
                    (column + value, column)
                }
                None => (column, self.levels.last().map_or(0, |level| level.indent)),
            };
            let value = line.get(value_at..).unwrap_or("");
            let start = range.start + value_at + value.len() - value.trim_start().len();
            match value.trim_start().chars().next() {
                Some('|' | '>') => self.open = Open::Block(deeper),
                Some('{' | '[' | '"' | '\'') if !flow::is_closed(self.slice(start..range.end)) => {
                    self.open = Open::Flow(start);
                }
                _ => {}
            }
            return;
        }
    }

    /// Goes to the list or mapping whose entries start in a column, which may be a new one.
    fn enter(&mut self, column: usize, is_list: bool) {
        while let Some(level) = self.levels.last() {
            // A list may stand in the column of the key that it belongs to.
            let is_done = level.indent > column || (level.indent == column && level.is_list && !is_list);
            if !is_done {
                break;
            }
            self.levels.pop();
        }
        match self.levels.last() {
            Some(level) if level.indent == column && level.is_list == is_list => {}
            _ => self.levels.push(Level { indent: column, is_list, key: None, beside: Vec::new() }),
        }
    }

    /// The steps to what stands in the innermost level.
    fn path(&self) -> Vec<Step> {
        let step = |level: &Level| match &level.key {
            _ if level.is_list => Some(Step::Entry),
            Some(key) => Some(Step::Key { key: key.clone(), beside: level.beside.clone() }),
            None => None,
        };
        self.levels.iter().filter_map(step).collect()
    }

    /// The context at the end of the last line, which starts here.
    fn last(&mut self, start: usize) -> Context {
        let line = self.slice(start..self.text.len()).to_owned();
        let indent = line.len() - line.trim_start_matches(' ').len();
        match self.open {
            Open::Block(deeper) if line.trim().is_empty() || indent > deeper => {
                let before = line.trim_start().to_owned();
                return Context { path: self.path(), before, is_prose: true, takes_value: true, ..Context::default() };
            }
            Open::Flow(start) => return flow::context(self.path(), self.slice(start..self.text.len())),
            _ => {}
        }
        let mut column = indent;
        while let Some(inner) = dash(line.get(column..).unwrap_or("")) {
            self.enter(column, true);
            column += inner;
        }
        let rest = line.get(column..).unwrap_or("").to_owned();
        if without_comment(&rest).len() < rest.len() {
            return Context { path: self.path(), is_prose: true, ..Context::default() };
        }
        if let Some((name, value)) = key(&rest) {
            self.enter(column, false);
            let name = name.to_owned();
            if let Some(level) = self.levels.last_mut() {
                level.key = Some(name);
            }
            let value = rest.get(value..).unwrap_or("").trim_start();
            let prose = value.starts_with(['|', '>']);
            if value.starts_with(['{', '[', '"', '\'']) {
                return flow::context(self.path(), value);
            }
            let before = value.to_owned();
            return Context { path: self.path(), takes_value: true, before, is_prose: prose, ..Context::default() };
        }
        if rest.starts_with(['{', '[', '"', '\'']) {
            return flow::context(self.path(), &rest);
        }
        // A word that may become a key, or a value.
        let is_entry = column > indent;
        while self.levels.last().is_some_and(|level| level.indent > column || (level.is_list && level.indent == column))
        {
            self.levels.pop();
        }
        let beside = match self.levels.last() {
            Some(level) if !level.is_list && level.indent == column => {
                let beside = level.beside.clone();
                self.levels.pop();
                return Context { path: self.path(), beside, takes_key: true, before: rest, ..Context::default() };
            }
            _ => Vec::new(),
        };
        let has_value = match self.levels.last() {
            Some(level) if !level.is_list => level.beside.last().is_some_and(|(_, value)| !value.is_empty()),
            _ => false,
        };
        // Deeper than a key with a value: the text of that value goes on.
        let goes_on = has_value && !is_entry;
        Context { path: self.path(), beside, takes_key: !goes_on, takes_value: true, before: rest, is_prose: goes_on }
    }

    /// Keys that follow in the mapping in which the last line stands, which holds this much of it before the cursor.
    fn after(&self, rest: &str, typed: usize) -> Vec<(String, String)> {
        let line = self.text.rsplit('\n').next().unwrap_or("");
        let Some(column) = line.len().checked_sub(typed) else { return Vec::new() };
        let mut found = Vec::new();
        for line in rest.split('\n').skip(1) {
            let content = line.trim_start_matches(' ');
            if content.trim().is_empty() || content.starts_with('#') {
                continue;
            }
            let indent = line.len() - content.len();
            if indent < column {
                break;
            }
            if indent == column
                && let Some((name, value)) = key(content)
            {
                found.push((name.to_owned(), without_comment(content.get(value..).unwrap_or("")).trim().to_owned()));
            }
        }
        found
    }
}

/// Of a line that starts with a dash: the bytes to what follows it.
fn dash(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('-')?;
    if !(after.is_empty() || after.starts_with(' ')) {
        return None;
    }
    Some(rest.len() - after.trim_start_matches(' ').len())
}

/// Of a line that starts with a key: the key, and where what stands behind the colon starts.
fn key(rest: &str) -> Option<(&str, usize)> {
    let quote = rest.chars().next().filter(|c| *c == '"' || *c == '\'');
    let (name, colon) = match quote {
        Some(quote) => {
            let end = rest.get(1..)?.find(quote)? + 1;
            (rest.get(1..end)?, end + 1)
        }
        None => {
            let end = rest.find(|c: char| !is_of_name(c))?;
            (rest.get(..end)?, end)
        }
    };
    let after = rest.get(colon..)?.strip_prefix(':')?;
    (!name.is_empty() && (after.is_empty() || after.starts_with([' ', '\t', '\r']))).then_some((name, colon + 1))
}

/// A value without the comment behind it.
fn without_comment(value: &str) -> &str {
    if value.trim_start().starts_with('#') {
        return "";
    }
    value.find(" #").map_or(value, |at| value.get(..at).unwrap_or(value))
}

#[cfg(test)]
mod tests;
