//! The blanking guarantees, for a pack at hand: by what its rules raise, and by holding every sheet against the same sheet with
//! answers withheld.

use super::super::proof::{self as told, Checked, Standing};
use super::{Desk, ONE, checked};
use crate::language::{Comparison, Safety, Screening};
use crate::program::Raised;
use crate::prove::{Answer, Asked, Goal, Prover, WHOLE, WITHHELD};
use crate::value::Truth;

pub(super) fn blank_is_no_no(desk: &mut Desk) -> Checked {
    let mut results = Vec::new();
    for (rule, effect) in desk.program.effects.iter().enumerate().take(desk.rules) {
        let raises = |raised: Raised| match raised {
            Raised::Safety(level) => level > Safety::None,
            Raised::Screening(level) => level > Screening::Clear,
            _ => false,
        };
        if raises(effect.met) && !(raises(effect.unknown) && raises(effect.firm)) {
            let says = "it raises something when met and nothing when unknown".to_owned();
            results.push(told::Found { subject: desk.id(rule), what: Standing::Refuted { says, example: None } });
        }
    }
    checked("rule", desk.rules, results)
}

/// Two copies of the form, the second with answers withheld, and what is derived of some rules.
fn withheld<'a>(desk: &Desk<'a>, rules: &[usize]) -> Prover<'a> {
    let copy = |sheet: usize| Asked { sheet, ..Asked::of(desk.pack, desk.program) };
    let mut prover = desk.prover.again(&[copy(WHOLE.0), copy(WITHHELD.0)]);
    prover.withhold(rules);
    prover
}

/// The definite results of a rule, each as it was before more answers were given.
const DEFINITE: [(Truth, &str); 2] = [(Truth::Yes, "met"), (Truth::No, "not met")];

/// That a rule comes out definite with answers withheld, and otherwise with them.
fn flips(rule: usize, before: Truth) -> [Goal; 3] {
    let after = Goal::Not(Box::new(Goal::Rule(WHOLE, rule, before)));
    [Goal::Consistent(WHOLE), Goal::Rule(WITHHELD, rule, before), after]
}

pub(super) fn withholding(desk: &mut Desk) -> Checked {
    // Rule by rule first, in small; what is proved so is a lemma for all of them together.
    let mut lemmas = Vec::new();
    for rule in 0..desk.rules {
        let mut small = withheld(desk, &[rule]);
        for (truth, _) in DEFINITE {
            let literals = flips(rule, truth).map(|goal| small.literal(&goal));
            if small.never_together(&literals) {
                lemmas.push((rule, truth));
            }
        }
    }
    let mut prover = withheld(desk, &[]);
    lemmas.into_iter().for_each(|(rule, truth)| prover.learn(rule, truth));
    let clear = [
        Goal::Safety(WITHHELD, Comparison::Equal, Safety::None),
        Goal::Screening(WITHHELD, Comparison::Equal, Screening::Clear),
    ];
    let not_clear = Goal::Any(vec![
        Goal::Safety(WHOLE, Comparison::Greater, Safety::None),
        Goal::Screening(WHOLE, Comparison::Greater, Screening::Clear),
    ]);
    let goals = [vec![Goal::Consistent(WHOLE), not_clear], clear.to_vec()].concat();
    goals.iter().for_each(|goal| {
        prover.literal(goal);
    });
    prover.withhold_everything();
    let answer = prover.ask(&goals);
    let says = "it is clear with answers withheld, and not clear with them";
    let what = standing(desk, &mut prover, answer, says);
    checked("", 1, what.map(|what| told::Found { subject: "every applicant".to_owned(), what }).into_iter().collect())
}

pub(super) fn more_answers(desk: &mut Desk) -> Checked {
    let mut results = Vec::new();
    for rule in 0..desk.rules {
        let mut small = withheld(desk, &[rule]);
        for (before, words) in DEFINITE {
            let goals = flips(rule, before);
            let literals = goals.each_ref().map(|goal| small.literal(goal));
            if small.never_together(&literals) {
                continue;
            }
            let answer = small.ask(&goals);
            let says = format!("it is {words} with answers withheld, and otherwise with them");
            let what = standing(desk, &mut small, answer, &says);
            results.extend(what.map(|what| told::Found { subject: desk.id(rule), what }));
        }
    }
    checked("rule", desk.rules, results)
}

fn standing<'a>(desk: &Desk<'a>, prover: &mut Prover<'a>, answer: Answer, says: &str) -> Option<Standing> {
    match answer {
        Answer::Found(witness) => {
            let example = super::example(prover, &witness, (desk.pack, desk.program, ONE), (WHOLE, WITHHELD));
            Some(Standing::Refuted { says: says.to_owned(), example: Some(example) })
        }
        other => desk.standing(prover, other, says),
    }
}
