//! Turns what came out otherwise in the cases of a pack into a page: the expectation underlined, and the lines that decided.

use super::Private;
use super::clinician::draw_row;
use super::evidence::Evidence;
use super::page::{Page, Style};
use super::{diagnostic, pins};
use crate::cases::{Cases, Surprise};
use crate::diagnostic::Diagnostic;
use crate::pack::Pack;
use crate::pins::{Change, Compared, Pins, State};
use crate::text::Sources;
use crate::text::count;

/// A pack's cases, run.
#[derive(Clone, Copy, Debug)]
pub struct Tested<'a> {
    pub pack: &'a Pack,
    pub cases: &'a Cases,
    pub surprises: &'a [Surprise],
    pub pins: &'a Pins,
    pub compared: &'a Compared,
    /// Where the cases are, and the sources they are written in.
    pub place: &'a str,
    pub sources: &'a Sources,
    /// The command that goes through changed pins.
    pub review: &'a str,
}

impl Tested<'_> {
    pub(super) fn changes(&self) -> impl Iterator<Item = &Change> {
        self.compared.states.iter().filter_map(|state| match state {
            State::Changed(change) => Some(change.as_ref()),
            State::Unpinned | State::Same { .. } => None,
        })
    }

    /// Cases that came out otherwise than they expect.
    pub(super) fn otherwise(&self) -> usize {
        let mut cases: Vec<usize> = self.surprises.iter().map(|surprise| surprise.case).collect();
        cases.dedup();
        cases.len()
    }

    /// Mistakes in cases and pins.
    pub(super) fn mistakes(&self) -> impl Iterator<Item = &Diagnostic> {
        self.cases.diagnostics.iter().chain(&self.pins.diagnostics).chain(&self.compared.diagnostics)
    }
}

/// The whole page: mistakes in cases and pins, then what came out otherwise, then what is not as pinned, then one line that
/// counts.
pub fn cases(tested: &Tested, style: Style) -> String {
    let draw = |d: &Diagnostic| diagnostic(d, tested.sources, style.colour, style.width);
    let mut parts: Vec<String> = tested.mistakes().map(draw).collect();
    for surprise in tested.surprises {
        parts.push(draw(&surprise.diagnostic) + &lines(tested.pack, surprise, style));
    }
    for change in tested.changes() {
        parts.push(draw(&change.diagnostic) + &pins::change(change, style));
    }
    parts.push(count_line(tested) + "\n");
    let mut page = parts.join("\n");
    if tested.changes().next().is_some() {
        page += &format!("Run: {}\n", tested.review);
    }
    page
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

/// `rules/kap/cases: 141 cases: all as expected; 141 pinned, 2 changed`
fn count_line(tested: &Tested) -> String {
    let Tested { cases, place, .. } = *tested;
    let written = count(cases.written, "case");
    let refused = cases.written.saturating_sub(cases.cases.len());
    let otherwise = tested.otherwise();
    let mut found = Vec::new();
    if otherwise > 0 {
        found.push(format!("{otherwise} came out otherwise"));
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
    format!("{place}: {written}: {found}{}", pinned(tested))
}

/// `; 6 pinned, 1 changed`, where there are pins.
fn pinned(tested: &Tested) -> String {
    let pins = tested.pins.pins.len();
    if pins == 0 && tested.pins.diagnostics.is_empty() {
        return String::new();
    }
    let changed = tested.changes().count();
    let unpinned = tested.compared.states.iter().filter(|state| **state == State::Unpinned).count();
    let mut words = format!("; {pins} pinned, ");
    words += &if changed == 0 { "none changed".to_owned() } else { format!("{changed} changed") };
    if unpinned > 0 {
        words += &format!(", {} not pinned", count(unpinned, "case"));
    }
    words
}
