//! Turns a diagnostic into the words a person reads in a terminal: the message, the source line underlined, the help.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::text::{FileId, Source, Sources};

/// Narrower than this, a source line shows nothing useful.
const LEAST_WIDTH: usize = 40;

/// Ends with a line break. `width` is that of the terminal, in columns.
pub fn diagnostic(d: &Diagnostic, sources: &Sources, colour: bool, width: usize) -> String {
    let level = match d.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&d.message).id(d.code.name));
    for file in files(d) {
        group = group.element(snippet(d, file, sources.get(file)));
    }
    // Words of an author or applicant: no escape sequence of theirs may reach a terminal.
    let safe = |text: &str| text.lines().map(normalize_untrusted_str).collect::<Vec<_>>().join("\n");
    group = group.elements(d.help.iter().map(|help| Level::HELP.message(safe(help))));
    group = group.element(Level::NOTE.with_name("more").message(format!("anteroom explain {}", d.code.name)));
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(width.max(LEAST_WIDTH)).render(&[group]) + "\n"
}

/// The files of the labels, that of the mistake first.
fn files(d: &Diagnostic) -> Vec<FileId> {
    let mut files: Vec<FileId> = Vec::new();
    for label in d.primary.iter().chain(&d.secondary) {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    files
}

/// The lines of one file from the first label to the last, and the labels on them.
fn snippet<'a>(d: &'a Diagnostic, file: FileId, source: &'a Source) -> Snippet<'a, Annotation<'a>> {
    let text = &source.text;
    let marks = |label: &'a Label, kind| (covered(text, label), label, kind);
    let primary = d.primary.iter().map(|label| marks(label, AnnotationKind::Primary));
    let secondary = d.secondary.iter().map(|label| marks(label, AnnotationKind::Context));
    let marks: Vec<_> = primary.chain(secondary).filter(|(_, label, _)| label.span.file == file).collect();

    let first = marks.iter().map(|(range, ..)| range.start).min().unwrap_or(0);
    let last = marks.iter().map(|(range, ..)| range.end).max().unwrap_or(0);
    // Only these lines are handed over: at the end of a file the empty last line counts, and a large file costs nothing.
    let (before, after) = (text.get(..first).unwrap_or(""), text.get(last..).unwrap_or(""));
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = after.find(['\n', '\r']).unwrap_or(after.len());
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    Snippet::source(text.get(start..last + rest).unwrap_or(""))
        .line_start(line)
        .path(normalize_untrusted_str(&source.name))
        .annotations(marks.into_iter().map(|(range, label, kind)| {
            let words = Some(&*label.message).filter(|m| !m.is_empty()).map(normalize_untrusted_str);
            kind.span(range.start - start..range.end - start).label(words)
        }))
}

/// The bytes a label covers: inside the text, on character boundaries, without the blank lines at its end.
fn covered(text: &str, label: &Label) -> Range<usize> {
    let floor = |at: u32| {
        let at = (at as usize).min(text.len());
        (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    };
    let (start, end) = (floor(label.span.start), floor(label.span.end.max(label.span.start)));
    let words = text.get(start..end).unwrap_or("");
    let trimmed = words.trim_end_matches([' ', '\t', '\r', '\n']).len();
    start..start + if trimmed == 0 { words.chars().next().map_or(0, char::len_utf8) } else { trimmed }
}

#[cfg(test)]
mod tests;
