//! The cases of a pack: made-up applicants, and what must come of each.

use super::document::{Block, Part, Phrase, Row, Table};
use super::view::{View, rule_link};
use crate::cases::{Case, Expectation};
use crate::value::Truth;

pub(super) const TRUTHS: [(Truth, &str); 3] =
    [(Truth::Yes, "met"), (Truth::No, "not met"), (Truth::Unknown, "unknown")];

pub(super) fn part(view: &View) -> Option<Part> {
    if view.cases.is_empty() {
        return None;
    }
    let rows = view.cases.iter().enumerate().map(|(at, case)| row(view, at, case));
    let words = Phrase::from("Made-up applicants that stand beside the rules. ")
        .and(Phrase::name("anteroom test"))
        .and(" decides each, and fails where something else comes of it.");
    let table = Table::new("", &["Case", "What must come of it"], rows.collect());
    Some(Part {
        id: "cases".to_owned(),
        title: "Cases".to_owned(),
        blocks: vec![Block::Words(words), Block::Table(table)],
    })
}

fn row(view: &View, at: usize, case: &Case) -> Row {
    let mut name = Phrase::strong(case.name.as_str());
    if let Some(about) = &case.about {
        name = name.and(format!(": {about}"));
    }
    Row { anchor: Some(address(at)), cells: vec![name, expected(view, &case.expectation)] }
}

/// Names of cases are free text, so that a case is addressed by its number.
fn address(at: usize) -> String {
    format!("case-{}", at + 1)
}

fn expected(view: &View, expectation: &Expectation) -> Phrase {
    let mut said: Vec<Phrase> = Vec::new();
    let level = |name: &str| name.replace('_', " ");
    said.extend(expectation.safety.as_ref().map(|of| format!("safety {}", level(of.value.name())).into()));
    said.extend(expectation.screening.as_ref().map(|of| format!("screening {}", level(of.value.name())).into()));
    for (truth, words) in TRUTHS {
        let of = expectation.rules.iter().filter(|expected| expected.truth == truth);
        let rules: Vec<Phrase> = of.filter_map(|expected| view.pack.rules.get(expected.rule)).map(rule_link).collect();
        if !rules.is_empty() {
            said.push(Phrase::from(format!("{words}: ")).and(Phrase::joined(rules, ", ")));
        }
    }
    let closed: Vec<&str> = TRUTHS
        .iter()
        .filter(|(truth, _)| expectation.none.iter().any(|none| none.value == *truth))
        .map(|(_, words)| *words)
        .collect();
    if !closed.is_empty() {
        said.push(format!("no other rule {}", closed.join(" or ")).into());
    }
    let missing: Vec<Phrase> = expectation.missing.iter().map(|id| view.question_link(id.value)).collect();
    if !missing.is_empty() {
        said.push(Phrase::from("missing: ").and(Phrase::joined(missing, ", ")));
    }
    said.extend(expectation.nothing_missing.map(|_| "nothing missing".into()));
    Phrase::joined(said, "; ")
}

/// The cases that say what a rule must come to.
pub(super) fn of_rule(view: &View, at: usize) -> Vec<Block> {
    if view.cases.is_empty() {
        return Vec::new();
    }
    let heading = Block::heading("Cases that hold it");
    let mut named = Vec::new();
    for (truth, words) in TRUTHS {
        let links: Vec<Phrase> = naming(view.cases, at, truth)
            .map(|(number, case)| Phrase::link(address(number), case.name.as_str()))
            .collect();
        if !links.is_empty() {
            named.push((super::view::titled(words), Phrase::joined(links, "; ")));
        }
    }
    if named.is_empty() {
        return vec![heading, Block::Attention("No case says what it must come to.".into())];
    }
    vec![heading, Block::Named(named)]
}

/// The cases that name a rule for one outcome, with their places.
pub(super) fn naming(cases: &[Case], rule: usize, truth: Truth) -> impl Iterator<Item = (usize, &Case)> {
    let names = move |(_, case): &(usize, &Case)| {
        case.expectation.rules.iter().any(|expected| expected.rule == rule && expected.truth == truth)
    };
    cases.iter().enumerate().filter(names)
}
