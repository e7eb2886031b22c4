//! Turns what came out otherwise in the cases of a pack into a page: the expectation underlined, and the lines that decided.

use super::Private;
use super::clinician::draw_row;
use super::diagnostic;
use super::evidence::Evidence;
use super::labels::count;
use super::page::{Page, Style};
use crate::cases::{Cases, Surprise};
use crate::diagnostic::Diagnostic;
use crate::pack::Pack;
use crate::text::Sources;

/// The whole page: mistakes in cases, then what came out otherwise, then one line that counts. `place`: where the cases are.
pub fn cases(
    pack: &Pack,
    cases: &Cases,
    surprises: &[Surprise],
    (place, sources): (&str, &Sources),
    style: Style,
) -> String {
    let draw = |d: &Diagnostic| diagnostic(d, sources, style.colour, style.width);
    let mut parts: Vec<String> = cases.diagnostics.iter().map(draw).collect();
    for surprise in surprises {
        parts.push(draw(&surprise.diagnostic) + &lines(pack, surprise, style));
    }
    parts.push(count_line(cases, surprises, place) + "\n");
    parts.join("\n")
}

/// The lines of the rule that made it come out as it did. The answers of a case are made up, and shown.
fn lines(pack: &Pack, surprise: &Surprise, style: Style) -> String {
    let Some(basis) = surprise.finding.as_ref().and_then(|finding| finding.basis.as_ref()) else {
        return String::new();
    };
    let mut page = Page::new(style);
    for row in Evidence::new(pack, Private::Shown).rows(basis) {
        draw_row(&mut page, &row);
    }
    page.finish()
}

/// `rules/kap/cases: 141 cases, all as expected`
fn count_line(cases: &Cases, surprises: &[Surprise], place: &str) -> String {
    let written = count(cases.written, "case");
    let refused = cases.written.saturating_sub(cases.cases.len());
    let mut otherwise: Vec<usize> = surprises.iter().map(|surprise| surprise.case).collect();
    otherwise.dedup();
    let mut found = Vec::new();
    if !otherwise.is_empty() {
        found.push(format!("{} came out otherwise", otherwise.len()));
    }
    if refused > 0 {
        found.push(format!("{refused} could not be run"));
    }
    if found.is_empty() && !cases.diagnostics.is_empty() {
        found.push(count(cases.diagnostics.len(), "mistake"));
    }
    if cases.written == 0 {
        return format!("{place}: no case was run, which shows nothing about the rules");
    }
    let found = if found.is_empty() { "all as expected".to_owned() } else { found.join(", ") };
    format!("{place}: {written}: {found}")
}
