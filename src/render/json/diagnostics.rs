//! The mistakes of a pack as JSON, for editors and pipelines.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Label};
use crate::pack::Pack;
use crate::text::{Position, Sources};

#[derive(Serialize)]
pub(super) struct Check<'a> {
    schema: &'static str,
    /// `null` where the pack cannot be used.
    pack: Option<Counts<'a>>,
    errors: usize,
    warnings: usize,
    diagnostics: Vec<Mistake<'a>>,
}

#[derive(Serialize)]
struct Counts<'a> {
    id: &'a str,
    version: &'a str,
    digest: &'a str,
    rules: usize,
    questions: usize,
    sources: usize,
}

#[derive(Serialize)]
pub(super) struct Mistake<'a> {
    code: &'a str,
    severity: &'static str,
    /// Of a warning, even where it is denied: the name that sets its level.
    #[serde(skip_serializing_if = "Option::is_none")]
    lint: Option<&'a str>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place<'a>>,
    others: Vec<Place<'a>>,
    help: &'a [String],
}

/// Lines and columns from 1; columns count characters, and the end is the one after the last.
#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    says: &'a str,
}

impl<'a> Check<'a> {
    pub(super) fn of(pack: Option<&'a Pack>, diagnostics: &'a [Diagnostic], sources: &'a Sources) -> Self {
        let errors = diagnostics.iter().filter(|d| d.is_error()).count();
        let counts = |pack: &'a Pack| Counts {
            id: &pack.id,
            version: &pack.version,
            digest: &pack.digest,
            rules: pack.rules.len(),
            questions: pack.questions.len(),
            sources: pack.sources.len(),
        };
        Self {
            schema: "anteroom.check/1",
            pack: pack.map(counts),
            errors,
            warnings: diagnostics.len() - errors,
            diagnostics: diagnostics.iter().map(|d| Mistake::of(d, sources)).collect(),
        }
    }
}

impl<'a> Mistake<'a> {
    pub(super) fn of(d: &'a Diagnostic, sources: &'a Sources) -> Self {
        Self {
            code: d.code.name,
            severity: if d.is_error() { "error" } else { "warning" },
            lint: d.code.lint,
            message: &d.message,
            place: d.primary.as_ref().map(|label| place(sources, label)),
            others: d.secondary.iter().map(|label| place(sources, label)).collect(),
            help: &d.help,
        }
    }
}

fn place<'a>(sources: &'a Sources, label: &'a Label) -> Place<'a> {
    let Position { line, column } = sources.position(label.span);
    let after = crate::text::Span { start: label.span.end, ..label.span };
    let end = sources.position(after);
    let file = &sources.get(label.span.file).name;
    Place { file, line, column, end_line: end.line, end_column: end.column, says: &label.message }
}
