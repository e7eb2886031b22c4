//! What is counted, 64 applicants at a time, against a count of one after the other.

use std::collections::BTreeMap;

use anteroom::answers::{Block, Given, Notation, Reader, Sheet, Texts, Value};
use anteroom::cases::{self, File};
use anteroom::coverage::{Coverage, Of, Outcome, Recorder};
use anteroom::evaluate::Evaluator;
use anteroom::pack::{FactId, FactValue, Pack, Tree};
use anteroom::program::{Program, TruthId};
use anteroom::text::Sources;
use anteroom::value::Truth;

use super::definition::{outcomes, trees};
use crate::properties::for_packs;
use crate::support::draw::Draw;
use crate::support::packs::Shape;
use crate::support::{self, sheets};

type Counted = BTreeMap<(Of, usize, Outcome), usize>;

fn count(counted: &mut Counted, of: Of, tree: &Tree, truths: &[Truth]) {
    for (line, outcomes) in outcomes(tree, truths).into_iter().enumerate() {
        for outcome in outcomes {
            *counted.entry((of, line, outcome)).or_default() += 1;
        }
    }
}

pub fn covered(pack: &Pack, program: &Program, sheets: &[Sheet]) -> Coverage {
    let mut recorder = Recorder::new(pack, program);
    recorder.add(sheets);
    recorder.finish()
}

/// Each applicant alone, each line in turn.
fn recount(pack: &Pack, program: &Program, sheets: &[Sheet]) -> Counted {
    let mut counted = Counted::new();
    for sheet in sheets {
        let mut texts = Texts::default();
        let block = Block::from_sheets(pack, &program.layout, std::slice::from_ref(sheet), &mut texts);
        let mut evaluator = Evaluator::new(program);
        let table = evaluator.run(&block, &texts);
        let truths = |nodes: &[TruthId]| nodes.iter().map(|node| table.truth(*node, 0)).collect::<Vec<_>>();
        for (at, rule) in pack.rules.iter().enumerate() {
            count(&mut counted, Of::Rule(at), &rule.when, &truths(&program.rules[at]));
        }
        for (id, tree, group) in facts(pack) {
            let rows = group.map_or(1, |group| match sheet.get(program.layout.slot(group, 0).expect("a slot")) {
                Given::Value(Value::Rows(rows)) => usize::from(rows),
                _ => 0,
            });
            for row in 0..rows {
                count(&mut counted, Of::Fact(id), tree, &truths(&program.fact_trees[&(id, row)]));
            }
        }
    }
    counted
}

fn facts(pack: &Pack) -> impl Iterator<Item = (FactId, &Tree, Option<anteroom::pack::QuestionId>)> {
    (0..).zip(&pack.facts).filter_map(|(at, fact)| match &fact.is {
        FactValue::Truth(tree) => Some((FactId(at), tree, fact.of)),
        _ => None,
    })
}

/// What is counted otherwise. A fact about rows that nothing looks at is not counted.
fn differences(coverage: &Coverage, counted: &Counted) -> Vec<String> {
    let mut found = Vec::new();
    for condition in &coverage.conditions {
        for (line, counts) in condition.counts.iter().enumerate() {
            for outcome in Outcome::OWN.into_iter().chain(Outcome::DECIDED) {
                let naive = counted.get(&(condition.of, line, outcome)).copied().unwrap_or(0);
                if counts.of(outcome) != naive {
                    found.push(format!(
                        "{:?} line {line} {}: {}, and one by one {naive}",
                        condition.of,
                        outcome.name(),
                        counts.of(outcome)
                    ));
                }
            }
        }
    }
    found
}

#[test]
fn counts_are_those_of_one_applicant_after_the_other() {
    for_packs(250, Shape { answered: true, gaps: true, ..Shape::default() }, |made| {
        let mut sheets = made.sheets(20);
        sheets.truncate(1 + made.draw.below(64));
        let coverage = covered(&made.pack, &made.program, &sheets);
        if coverage.applicants != sheets.len() {
            return Err(format!("{} applicants of {}", coverage.applicants, sheets.len()));
        }
        let differences = differences(&coverage, &recount(&made.pack, &made.program, &sheets));
        if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
    });
}

/// On complete answers, every line is what the second interpreter of the language says.
#[test]
fn counts_of_complete_answers_are_those_of_the_naive_interpreter() {
    for_packs(200, Shape::default(), |made| {
        let partial = made.sheets(0);
        let mut draw = std::mem::replace(&mut made.draw, Draw::seeded(0));
        let (worlds, full): (Vec<_>, Vec<_>) =
            partial.iter().map(|sheet| sheets::complete(&made.pack, &made.layout, sheet, &mut draw)).unzip();
        let mut counted = Counted::new();
        for world in &worlds {
            let mut told = |of, tree: &Tree| {
                let truths: Vec<Truth> = trees(tree).iter().map(|tree| Truth::of(world.tree(tree, None))).collect();
                count(&mut counted, of, tree, &truths);
            };
            for (at, rule) in made.pack.rules.iter().enumerate() {
                told(Of::Rule(at), &rule.when);
            }
            for (id, tree, _) in facts(&made.pack).filter(|(_, _, group)| group.is_none()) {
                told(Of::Fact(id), tree);
            }
        }
        let mut coverage = covered(&made.pack, &made.program, &full);
        coverage.conditions.retain(|condition| match condition.of {
            Of::Rule(_) => true,
            Of::Fact(id) => made.pack.facts[id.index()].of.is_none(),
        });
        let differences = differences(&coverage, &counted);
        if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
    });
}

/// The cases of a shipped pack: more than one block of them, and rows.
#[test]
fn counts_of_the_kap_pack_are_those_of_one_applicant_after_the_other() {
    let (pack, program) = support::kap();
    let files = support::files(&support::root().join("fixtures/applicants"));
    let mut sources = Sources::default();
    let read: Vec<File> = files
        .iter()
        .map(|(name, text)| File {
            id: sources.add(name.as_str(), text.as_str()),
            notation: if name.ends_with("json") { Notation::Json } else { Notation::Yaml },
            text,
        })
        .collect();
    let sheets: Vec<Sheet> =
        cases::read(&Reader::new(pack, &program.layout), &read).cases.into_iter().map(|case| case.sheet).collect();
    assert!(sheets.len() > 128, "{} cases", sheets.len());
    let coverage = covered(pack, program, &sheets);
    assert_eq!(coverage.applicants, sheets.len());
    assert_eq!(differences(&coverage, &recount(pack, program, &sheets)), Vec::<String>::new());
}
