//! Kleene's tables through real programs: every combination of yes, no and unknown of up to four questions.

use anteroom::answers::{Given, Layout, Sheet, Value};
use anteroom::language::{Kind, Raises};
use anteroom::pack::{Answer, Condition, Pack, QuestionId, Tree, TreeKind};
use anteroom::program;
use anteroom::value::{LANES, Truth};

use super::Made;
use crate::support::draw::Draw;
use crate::support::packs::{self, date, empty, line, question, rule, span};

const ALL: [Truth; 3] = [Truth::No, Truth::Unknown, Truth::Yes];

fn asks(at: usize) -> Condition {
    Condition::Question(QuestionId(at as u32))
}

/// A rule, and what it says by Kleene's tables of given inputs.
type Said = Box<dyn Fn(&[Truth]) -> Truth>;

fn negated(truth: Truth) -> Truth {
    match truth {
        Truth::No => Truth::Yes,
        Truth::Unknown => Truth::Unknown,
        Truth::Yes => Truth::No,
    }
}

fn rules(inputs: usize) -> Vec<(Tree, Said)> {
    let lines = || (0..inputs).map(|at| line(asks(at))).collect::<Vec<_>>();
    let tree = |kind| Tree { kind, span: span() };
    let least = |of: &[Truth]| of.iter().copied().min().expect("an input");
    let most = |of: &[Truth]| of.iter().copied().max().expect("an input");
    let fold = |join: fn(Box<Condition>, Box<Condition>) -> Condition| {
        let of = (0..inputs).map(asks);
        of.reduce(|l, r| join(Box::new(l), Box::new(r))).expect("an input")
    };
    let mut rules: Vec<(Tree, Said)> = vec![
        (tree(TreeKind::All(lines())), Box::new(least)),
        (tree(TreeKind::Any(lines())), Box::new(most)),
        (tree(TreeKind::None(lines())), Box::new(move |of| negated(most(of)))),
        (line(fold(Condition::And)), Box::new(least)),
        (line(fold(Condition::Or)), Box::new(most)),
        (line(Condition::Not(Box::new(asks(0)))), Box::new(|of| negated(of[0]))),
    ];
    for n in 1..=inputs {
        let counted = move |of: &[Truth]| {
            let yes = of.iter().filter(|t| **t == Truth::Yes).count();
            let maybe = of.iter().filter(|t| **t != Truth::No).count();
            match (yes >= n, maybe >= n) {
                (true, _) => Truth::Yes,
                (_, true) => Truth::Unknown,
                _ => Truth::No,
            }
        };
        rules.push((tree(TreeKind::AtLeast(n, lines())), Box::new(counted)));
    }
    rules
}

fn made(inputs: usize, rules: &[(Tree, Said)]) -> Made {
    let mut pack: Pack = empty();
    pack.questions = (0..inputs).map(|at| question(format!("q{at}"), Answer::YesNo)).collect();
    let hold = |(at, (when, _)): (usize, &(Tree, Said))| {
        rule(format!("rule{at}"), Kind::Contraindication, Some(Raises::Hold), when.clone())
    };
    pack.rules = rules.iter().enumerate().map(hold).collect();
    let program = program::from_pack(&pack).expect("no patterns");
    Made { layout: Layout::of(&pack), program, pack, draw: Draw::seeded(0) }
}

#[test]
fn every_combination_of_up_to_four_inputs_is_as_in_kleenes_tables() {
    for inputs in 1..=4usize {
        let rules = rules(inputs);
        let made = made(inputs, &rules);
        let combinations: Vec<Vec<Truth>> = (0..3usize.pow(inputs as u32))
            .map(|code| (0..inputs).map(|at| ALL[code / 3usize.pow(at as u32) % 3]).collect())
            .collect();
        for block in combinations.chunks(LANES) {
            let sheets: Vec<Sheet> = block.iter().map(|of| sheet(&made, of)).collect();
            made.run(&sheets, |table, _, _| {
                for (lane, of) in block.iter().enumerate() {
                    for (at, (_, said)) in rules.iter().enumerate() {
                        let seen = table.truth(made.program.rules[at][0], lane);
                        assert_eq!(seen, said(of), "{of:?} in\n{}", packs::show(&made.pack));
                    }
                }
            });
        }
    }
}

fn sheet(made: &Made, of: &[Truth]) -> Sheet {
    let mut sheet = Sheet::new("somebody", date("2026-11-23"));
    for (at, truth) in of.iter().enumerate().filter(|(_, t)| t.is_known()) {
        let slot = made.layout.slot(QuestionId(at as u32), 0).expect("a slot");
        sheet.answers.insert(slot, Given::Value(Value::YesNo(*truth == Truth::Yes)));
    }
    sheet
}
