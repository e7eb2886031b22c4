//! Turns the labels of a diagnostic into places as other programs count them.

use crate::diagnostic::Label;
use crate::text::{Position, Sources, Span};

/// Lines and columns from 1; columns count characters, and the end is the one after the last.
pub(super) struct Place {
    /// Without a `./` in front, as programs compare such names.
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

impl Place {
    pub fn of(sources: &Sources, label: &Label) -> Self {
        let Position { line, column } = sources.position(label.span);
        let end = sources.position(Span { start: label.span.end, ..label.span });
        let name = sources.get(label.span.file).name.as_str();
        let file = name.trim_start_matches("./").to_owned();
        Self { file, line, column, end_line: end.line, end_column: end.column }
    }
}
