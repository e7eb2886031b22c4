//! Turns the files a person wrote into sources with byte spans, and spans into lines and columns.

mod count;
mod nearest;

pub use count::count;
pub use nearest::{distance, nearest};

/// A file of a run, by its place in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A half-open range of bytes in one file. Offsets always lie on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        // Sources are capped far below 4 GiB, so offsets fit.
        Self { file, start: start as u32, end: end.max(start) as u32 }
    }

    /// From the start of `self` to the end of `other`, in the file of `self`.
    pub fn to(self, other: Span) -> Self {
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty span at the start of `self`.
    pub fn head(self) -> Self {
        Self { end: self.start, ..self }
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// On the wire only the value counts; where it was written is nobody's business there.
impl<T: serde::Serialize> serde::Serialize for Spanned<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// One file: its name as the reader of a message knows it, and its text exactly as written.
#[derive(Clone, Debug)]
pub struct Source {
    pub name: String,
    pub text: String,
    /// Where each line but the first starts.
    lines: Vec<u32>,
}

/// Line and column, both from 1; the column counts characters, as editors do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// Every file of a run, in the order added.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let lines = text.match_indices('\n').map(|(at, _)| at as u32 + 1).collect();
        self.files.push(Source { name: name.into(), text, lines });
        FileId(self.files.len() as u32 - 1)
    }

    /// The file of an id that this set gave out; an id of another set reads as an empty file.
    pub fn get(&self, file: FileId) -> &Source {
        static EMPTY: Source = Source { name: String::new(), text: String::new(), lines: Vec::new() };
        self.files.get(file.0 as usize).unwrap_or(&EMPTY)
    }

    /// The words a span covers.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    pub fn position(&self, span: Span) -> Position {
        let source = self.get(span.file);
        let line = source.lines.partition_point(|start| *start <= span.start);
        let start = line.checked_sub(1).and_then(|line| source.lines.get(line)).copied().unwrap_or(0);
        let before = source.text.get(start as usize..span.start as usize).unwrap_or("");
        Position { line: line + 1, column: before.chars().count() + 1 }
    }

    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(i, s)| (FileId(i as u32), s))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_lines() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", "été: ja\r\nb: c\n");
        let at = |start, end| sources.position(Span::new(file, start, end));
        assert_eq!(at(0, 1), Position { line: 1, column: 1 });
        assert_eq!(at(7, 9), Position { line: 1, column: 6 });
        assert_eq!(at(11, 12), Position { line: 2, column: 1 });
        assert_eq!(sources.slice(Span::new(file, 7, 9)), "ja");
    }
}
