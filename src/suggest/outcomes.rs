//! What the cases reach: which outcomes of each rule, and which changes of a rule they tell from the pack.

use crate::answers::Sheet;
use crate::cases::{Case, Expectation, Expected};
use crate::explain::Screening;
use crate::mutation::Watch;
use crate::pack::Pack;
use crate::program::Program;
use crate::text::Spanned;
use crate::value::Truth;

/// By applicant and rule: what it comes to.
type Truths = Vec<Vec<Truth>>;

/// The cases so far, whatever is expected of them.
pub struct Reached<'a> {
    pack: &'a Pack,
    program: &'a Program,
    truths: Truths,
    known: Watch<'a>,
    /// Those that were added, each expecting of every rule what it comes to.
    added: Vec<Case>,
}

impl<'a> Reached<'a> {
    pub fn of(pack: &'a Pack, program: &'a Program, known: &[Sheet]) -> Self {
        let truths = truths(pack, program, known);
        let cases: Vec<Case> = known.iter().zip(&truths).filter_map(|(sheet, of)| as_it_is(pack, sheet, of)).collect();
        let known = Watch::new(pack, program, &cases);
        Self { pack, program, truths, known, added: Vec::new() }
    }

    pub fn add(&mut self, sheet: &Sheet) {
        for truths in truths(self.pack, self.program, std::slice::from_ref(sheet)) {
            self.added.extend(as_it_is(self.pack, sheet, &truths));
            self.truths.push(truths);
        }
    }

    /// Whether a rule comes to this for somebody.
    pub fn comes_to(&self, rule: usize, truth: Truth) -> bool {
        self.truths.iter().any(|of| of.get(rule) == Some(&truth))
    }

    /// What a rule comes to for the last one.
    pub fn of_last(&self, rule: usize) -> Truth {
        self.truths.last().and_then(|of| of.get(rule)).copied().unwrap_or(Truth::Unknown)
    }

    /// Whether a rule comes to something else for somebody in a changed pack.
    pub fn tells_apart(&self, changed: &Program) -> bool {
        let added = || Watch::new(self.pack, self.program, &self.added);
        self.known.noticed(changed).is_some() || added().noticed(changed).is_some()
    }
}

/// The first of some rules that comes to something else in the second program.
pub fn differing(pack: &Pack, [one, other]: [&Program; 2], sheet: &Sheet, rules: &[usize]) -> Option<usize> {
    let of = |program| truths(pack, program, std::slice::from_ref(sheet)).pop().unwrap_or_default();
    let (one, other) = (of(one), of(other));
    rules.iter().copied().find(|rule| one.get(*rule) != other.get(*rule))
}

fn truths(pack: &Pack, program: &Program, sheets: &[Sheet]) -> Truths {
    let decided = Screening::new(pack, program).decided(sheets);
    decided.iter().map(|decided| decided.outcomes.iter().map(|outcome| outcome.truth).collect()).collect()
}

/// A case that expects what comes of it. `None`: there is no rule.
fn as_it_is(pack: &Pack, sheet: &Sheet, truths: &[Truth]) -> Option<Case> {
    let place = pack.rules.first()?.span;
    let expected = |(rule, truth): (usize, &Truth)| Expected { rule, truth: *truth, place };
    let rules = truths.iter().enumerate().map(expected).collect();
    let expectation = Expectation { rules, ..Expectation::default() };
    let name = Spanned::new(sheet.applicant.clone(), place);
    Some(Case { name, place, about: None, sheet: sheet.clone(), expectation })
}

pub fn name(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "met",
        Truth::No => "not met",
        Truth::Unknown => "unknown",
    }
}
