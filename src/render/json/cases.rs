//! A run of a pack's cases as JSON: `anteroom.test/1`.

use serde::Serialize;

use super::diagnostics::Mistake;
use super::wire::PackName;
use crate::audit::replay::{Difference, What};
use crate::pins::State;
use crate::render::cases;

#[derive(Serialize)]
pub(super) struct Tested<'a> {
    schema: &'static str,
    pack: PackName<'a>,
    /// All that are written, and how they came out.
    cases: usize,
    as_expected: usize,
    otherwise: usize,
    could_not_be_run: usize,
    pins: usize,
    changed: usize,
    results: Vec<Case<'a>>,
    /// What is wrong with cases and pins themselves.
    diagnostics: Vec<Mistake<'a>>,
}

/// A case that was run. The line is that of its name, from 1.
#[derive(Serialize)]
struct Case<'a> {
    case: &'a str,
    file: &'a str,
    line: usize,
    as_expected: bool,
    /// `none`, `same`, `changed`
    pin: &'static str,
    diagnostics: Vec<Mistake<'a>>,
    /// Every place at which the decision is not the pinned one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    place: &'a str,
    /// `changed`, `gone`, `new`, `order`
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is: Option<&'a str>,
}

impl<'a> Tested<'a> {
    pub(super) fn of(tested: &'a cases::Tested<'a>) -> Self {
        let sources = tested.sources;
        let mistake = |d| Mistake::of(d, sources);
        let mut results = Vec::new();
        for (at, case) in tested.cases.cases.iter().enumerate() {
            let surprises = tested.surprises.iter().filter(|surprise| surprise.case == at);
            let mut diagnostics: Vec<Mistake> = surprises.map(|surprise| mistake(&surprise.diagnostic)).collect();
            let as_expected = diagnostics.is_empty();
            let (mut pin, mut changes) = ("none", Vec::new());
            match tested.compared.states.get(at) {
                None | Some(State::Unpinned) => {}
                Some(State::Same { .. }) => pin = "same",
                Some(State::Changed(change)) => {
                    pin = "changed";
                    diagnostics.push(mistake(&change.diagnostic));
                    changes = change.differences.iter().map(Place::of).collect();
                }
            }
            results.push(Case {
                case: &case.name,
                file: &sources.get(case.name.span.file).name,
                line: sources.position(case.name.span).line,
                as_expected,
                pin,
                diagnostics,
                changes,
            });
        }
        let otherwise = tested.otherwise();
        Self {
            schema: "anteroom.test/1",
            pack: PackName::of(tested.pack),
            cases: tested.cases.written,
            as_expected: tested.cases.cases.len().saturating_sub(otherwise),
            otherwise,
            could_not_be_run: tested.cases.written.saturating_sub(tested.cases.cases.len()),
            pins: tested.pins.pins.len(),
            changed: tested.changes().count(),
            results,
            diagnostics: tested.mistakes().map(mistake).collect(),
        }
    }
}

impl<'a> Place<'a> {
    fn of(difference: &'a Difference) -> Self {
        let (what, was, is) = match &difference.what {
            What::Changed { was, is } => ("changed", Some(was.as_str()), Some(is.as_str())),
            What::Reworded => ("changed", None, None),
            What::OnlyThen => ("gone", None, None),
            What::OnlyNow => ("new", None, None),
            What::Order => ("order", None, None),
        };
        Self { place: &difference.place, what, was, is }
    }
}
