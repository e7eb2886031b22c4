//! The structs of `anteroom.mutation/1`. Nothing here is shared with the core, so that the core can change and the wire cannot.

use serde::Serialize;

use super::super::json::PackName;
use super::Tried;
use crate::mutation::{Fate, Mutant, Mutated};

#[derive(Serialize)]
pub(super) struct Mutation<'a> {
    schema: &'static str,
    pack: PackName<'a>,
    /// How many cases were run.
    cases: usize,
    caught: usize,
    survive: usize,
    equivalent: usize,
    unsettled: usize,
    mutants: Vec<One<'a>>,
}

/// Line and column from 1; the column counts characters.
#[derive(Serialize)]
struct One<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    /// What follows "when".
    change: &'a str,
    rules: Vec<&'a str>,
    fate: &'static str,
    /// Of a caught one the case that notices it, of a survivor the case that would.
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<&'a str>,
    /// The entry of a list of cases, once for each case.
    #[serde(skip_serializing_if = "Option::is_none")]
    yaml: Option<&'a str>,
    /// Of an equivalent one: the proof holds whatever is written into free texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    every_text: Option<Proved>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(transparent)]
struct Proved(bool);

impl<'a> Mutation<'a> {
    pub(super) fn of(tried: Tried<'a>, mutated: &'a Mutated) -> Self {
        let pack = tried.pack;
        Self {
            schema: "anteroom.mutation/1",
            pack: PackName::of(pack),
            cases: tried.cases,
            caught: mutated.count(|fate| matches!(fate, Fate::Noticed(_))),
            survive: mutated.survivors(),
            equivalent: mutated.count(|fate| matches!(fate, Fate::Equivalent { .. })),
            unsettled: mutated.count(|fate| matches!(fate, Fate::Unsettled(_))),
            mutants: mutated.mutants.iter().map(|(mutant, fate)| one(tried, mutated, mutant, fate)).collect(),
        }
    }
}

fn one<'a>(tried: Tried<'a>, mutated: &'a Mutated, mutant: &'a Mutant, fate: &'a Fate) -> One<'a> {
    let position = tried.sources.position(mutant.place);
    let rules = mutant.rules.iter().filter_map(|rule| tried.pack.rules.get(*rule));
    let mut one = One {
        file: &tried.sources.get(mutant.place.file).name,
        line: position.line,
        column: position.column,
        change: &mutant.says,
        rules: rules.map(|rule| rule.id.as_str()).collect(),
        fate: "survives",
        case: None,
        yaml: None,
        every_text: None,
        why: None,
    };
    match fate {
        Fate::Noticed(case) => {
            one.fate = "caught";
            one.case = Some(case);
        }
        Fate::Survives(proposal) => {
            one.case = Some(&proposal.name);
            one.yaml = Some(&proposal.text);
        }
        Fate::SurvivesToo(earlier) => {
            if let Some((_, Fate::Survives(proposal))) = mutated.mutants.get(*earlier) {
                one.case = Some(&proposal.name);
            }
        }
        Fate::Equivalent { every_text } => {
            one.fate = "equivalent";
            one.every_text = Some(Proved(*every_text));
        }
        Fate::Unsettled(why) => {
            one.fate = "unsettled";
            one.why = Some(*why);
        }
    }
    one
}
