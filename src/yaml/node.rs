//! The nouns of a file: nodes, entries and scalars, each with its place.

use super::places::Places;
use crate::text::{Span, Spanned};
use std::ops::Range;

/// A value of a file and the source it was read from.
#[derive(Clone, Debug)]
pub struct Node {
    pub kind: NodeKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum NodeKind {
    /// Nothing, `~` or `null`, unquoted.
    Null,
    Scalar(Scalar),
    Sequence(Vec<Node>),
    Mapping(Vec<Entry>),
    /// What could not be read, such as an alias. A diagnostic says why, so readers pass over it in silence.
    Error,
}

/// One key of a mapping and what stands under it. Keys of one mapping differ from each other.
#[derive(Clone, Debug)]
pub struct Entry {
    pub key: Spanned<String>,
    pub value: Node,
}

/// A text as the reader of the file means it: quotes, escapes, folds and indentation are gone.
#[derive(Clone, Debug)]
pub struct Scalar {
    pub text: String,
    /// Written without quotes and not as a block: it may be meant as a number, a date or a yes.
    pub plain: bool,
    pub(super) span: Span,
    pub(super) places: Places,
}

impl Scalar {
    /// The source of a range of bytes of `text`, through quotes, escapes, folds and indentation.
    pub fn place(&self, range: Range<usize>) -> Span {
        let source = self.places.source(range, self.text.len(), self.span.start as usize..self.span.end as usize);
        Span::new(self.span.file, source.start, source.end)
    }
}

impl Node {
    /// What stands here, as a person calls it: `a list`.
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            NodeKind::Null => "nothing",
            NodeKind::Scalar(scalar) if scalar.text.trim().is_empty() => "empty text",
            NodeKind::Scalar(_) => "text",
            NodeKind::Sequence(_) => "a list",
            NodeKind::Mapping(_) => "a mapping",
            NodeKind::Error => "something unreadable",
        }
    }

    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.kind {
            NodeKind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// What stands under a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.kind {
            NodeKind::Mapping(entries) => entries.iter().find(|e| *e.key == key).map(|e| &e.value),
            _ => None,
        }
    }
}
