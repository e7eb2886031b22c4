//! Turns JSON text into the same nodes as YAML, with the place of every value.

use super::node::{Entry, Node, NodeKind, Scalar};
use super::places::Places;
use super::read::distinct;
use super::{characters, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::limits::{MAX_DEPTH, MAX_FILE_BYTES, MAX_REPORTED};
use crate::text::{FileId, Span, Spanned};
use serde::Deserializer;
use serde::de::{Deserialize, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// Reads one JSON document. The tree is missing where the file as a whole cannot be read.
pub fn read_json(file: FileId, text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    if text.len() > MAX_FILE_BYTES {
        return (None, vec![words::too_large(Span::new(file, 0, 0), text.len())]);
    }
    let mark = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let diagnostics = characters::unreadable(file, text, mark);
    let text = if diagnostics.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(characters::masked(text)) };
    let mut reader = Reader { file, text: &text, diagnostics };
    let body = text.get(mark..).unwrap_or("");
    let root = if body.trim().is_empty() {
        reader.diagnostics.push(words::empty(Span::new(file, 0, 0)));
        None
    } else {
        reader.parse::<&RawValue>(body).and_then(|raw| reader.node(raw.get(), 0))
    };
    let mut diagnostics = reader.diagnostics;
    Diagnostic::sort(&mut diagnostics);
    diagnostics.truncate(MAX_REPORTED);
    (root, diagnostics)
}

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    diagnostics: Vec<Diagnostic>,
}

impl<'t> Reader<'t> {
    /// The offset in the file of a part of it: every part borrows from the file, so its address tells.
    fn offset(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }

    fn span(&self, part: &str) -> Span {
        let start = self.offset(part);
        Span::new(self.file, start, start + part.len())
    }

    /// Reads a part of the file; what is wrong with it is reported at its own line and column.
    fn parse<T: Deserialize<'t>>(&mut self, part: &'t str) -> Option<T> {
        let error = match serde_json::from_str(part) {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        let line = part.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        // The column counts bytes from 1, and is 0 where a line break is the fault.
        let mut at = (line + error.column().saturating_sub(1)).min(part.trim_end().len());
        while !part.is_char_boundary(at) {
            at -= 1;
        }
        let start = self.offset(part) + at;
        let width = part.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let place = Span::new(self.file, start, start + width);
        let said = error.to_string();
        let said = said.split(" at line ").next().unwrap_or(&said);
        let known =
            |d: &Diagnostic| d.code == Code::AN0009 && d.primary.as_ref().is_some_and(|l| l.span.start == place.start);
        if !self.diagnostics.iter().any(known) {
            self.diagnostics.push(words::json(said, place));
        }
        None
    }

    fn node(&mut self, raw: &'t str, depth: usize) -> Option<Node> {
        let span = self.span(raw);
        if depth >= MAX_DEPTH && raw.starts_with(['[', '{']) {
            self.diagnostics.push(words::too_deep(span.head()));
            return None;
        }
        let kind = match raw.as_bytes().first() {
            Some(b'n') => NodeKind::Null,
            Some(b'"') => {
                let text: String = self.parse(raw)?;
                let inner = raw.get(1..raw.len().saturating_sub(1)).unwrap_or("");
                let places = if inner == text { Places::Straight(span.start as usize + 1) } else { Places::Whole };
                let scalar = Scalar { text, plain: false, span, places };
                if let Some((_, character)) = characters::escaped(&scalar.text) {
                    let message = format!("an escape stands for a control character (U+{:04X})", u32::from(character));
                    self.diagnostics.push(Diagnostic::new(Code::AN0009, span, message));
                }
                NodeKind::Scalar(scalar)
            }
            Some(b'[') => {
                let parts: Vec<&RawValue> = self.parse(raw)?;
                NodeKind::Sequence(
                    parts.into_iter().map(|part| self.node(part.get(), depth + 1)).collect::<Option<_>>()?,
                )
            }
            Some(b'{') => {
                let parts: Parts = self.parse(raw)?;
                let mut entries = Vec::with_capacity(parts.0.len());
                for (key, value) in parts.0 {
                    let name = self.parse::<String>(key.get())?;
                    let value = self.node(value.get(), depth + 1)?;
                    entries.push(Entry { key: Spanned::new(name, self.span(key.get())), value });
                }
                NodeKind::Mapping(distinct(entries, &mut self.diagnostics))
            }
            _ => {
                let places = Places::Straight(span.start as usize);
                NodeKind::Scalar(Scalar { text: raw.to_owned(), plain: true, span, places })
            }
        };
        Some(Node { kind, span })
    }
}

/// The entries of an object as written, equal keys included.
struct Parts<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'de> Deserialize<'de> for Parts<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Parts<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut parts = Vec::new();
                while let Some(part) = map.next_entry()? {
                    parts.push(part);
                }
                Ok(Parts(parts))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}
