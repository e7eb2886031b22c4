//! The translation against the evaluator: with every answer pinned, each rule and both axes come out the same.

use anteroom::answers::{Given, Layout, Slot, Value};
use anteroom::language::{Comparison, Safety, Screening, Word};
use anteroom::pack::{Answer, Pack};
use anteroom::prove::{Asked, Goal, Prover, Side};
use anteroom::value::Truth;

use crate::properties::for_packs;
use crate::support::packs::{Shape, date};

#[test]
fn what_is_pinned_translates_to_what_is_evaluated() {
    for_packs(150, Shape { gaps: true, answered: true, ..Shape::default() }, |made| {
        let as_of = date("2028-05-16");
        let mut sheets = made.sheets(30);
        sheets.iter_mut().for_each(|sheet| {
            sheet.as_of = as_of;
            sheet.answers.retain(|slot, given| can_be_read(&made.pack, &made.layout, *slot, given));
        });
        let asked = Asked::of(&made.pack, &made.program);
        let mut prover = Prover::new(&[asked], as_of);
        let side = Side(0);
        let mut goals = Vec::new();
        for rule in 0..made.pack.rules.len() {
            goals.extend([Truth::Yes, Truth::No, Truth::Unknown].map(|truth| Goal::Rule(side, rule, truth)));
        }
        goals.extend(Safety::ALL.iter().map(|(level, _)| Goal::Safety(side, Comparison::Equal, *level)));
        goals.extend(Screening::ALL.iter().map(|(level, _)| Goal::Screening(side, Comparison::Equal, *level)));
        for goal in &goals {
            prover.literal(goal);
        }
        if prover.is_opaque() {
            return Ok(());
        }
        made.run(&sheets, |table, _, axes| {
            for (lane, sheet) in sheets.iter().enumerate() {
                let applicant = prover.applicant(sheet, side);
                let Some(settled) = prover.settled(&applicant, &goals) else {
                    return Err(format!("no solution allows {}", made.show(sheet)));
                };
                for (goal, settled) in goals.iter().zip(settled) {
                    let evaluated = match goal {
                        Goal::Rule(_, rule, truth) => table.truth(made.program.rules[*rule][0], lane) == *truth,
                        Goal::Safety(_, _, level) => axes.safety(lane) == *level,
                        Goal::Screening(_, _, level) => axes.screening(lane) == *level,
                        _ => unreachable!(),
                    };
                    if evaluated != settled {
                        return Err(format!(
                            "{goal:?} is {evaluated} and translates to {settled}; {}",
                            made.show(sheet)
                        ));
                    }
                }
            }
            Ok(())
        })
    });
}

/// "None of these" stands alone, and nothing chosen where it could be said is no answer: no file reads as anything else.
fn can_be_read(pack: &Pack, layout: &Layout, slot: Slot, given: &Given) -> bool {
    let (question, _) = layout.question(slot).unwrap();
    match (&pack.questions[question.index()].answer, given) {
        (Answer::Choices { none: Some(none), .. }, Given::Value(Value::Choices(bits))) => {
            *bits != 0 && (*bits == 1 << none || bits >> none & 1 == 0)
        }
        _ => true,
    }
}
