//! The blanking guarantees, for a pack at hand: by what its rules raise, and by holding every sheet against the same sheet with
//! answers withheld.

use super::super::proof::{Checked, Found, Standing};
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
            results.push(Found { subject: desk.id(rule), what: Standing::Refuted { says, example: None } });
        }
    }
    checked("rule", desk.rules, results)
}

/// Two copies of the form, the second with answers withheld, and what came of every definite result of a rule.
pub(super) struct Withheld<'a> {
    prover: Prover<'a>,
    /// Rules whose result is definite with answers withheld, and perhaps otherwise with them.
    flips: Vec<Found>,
}

/// Made once for both properties.
fn withheld<'a>(desk: &mut Desk<'a>) -> Withheld<'a> {
    if let Some(known) = desk.withheld.take() {
        return known;
    }
    let copy = |sheet: usize| Asked { sheet, ..Asked::of(desk.pack, desk.program) };
    let mut prover = desk.prover.again(&[copy(WHOLE.0), copy(WITHHELD.0)]);
    prover.withhold();
    let mut flips = Vec::new();
    for rule in 0..desk.rules {
        for (before, words) in [(Truth::Yes, "met"), (Truth::No, "not met")] {
            let after = Goal::Not(Box::new(Goal::Rule(WHOLE, rule, before)));
            match prover.ask(&[Goal::Consistent(WHOLE), Goal::Rule(WITHHELD, rule, before), after]) {
                Answer::Proved { every_text: true } => prover.learn(rule, before),
                answer => {
                    let says = format!("it is {words} with answers withheld, and otherwise with them");
                    let what = standing(desk, &mut prover, answer, &says);
                    flips.extend(what.map(|what| Found { subject: desk.id(rule), what }));
                }
            }
        }
    }
    Withheld { prover, flips }
}

pub(super) fn withholding(desk: &mut Desk) -> Checked {
    let mut withheld = withheld(desk);
    let clear = [
        Goal::Consistent(WHOLE),
        Goal::Safety(WITHHELD, Comparison::Equal, Safety::None),
        Goal::Screening(WITHHELD, Comparison::Equal, Screening::Clear),
    ];
    // Whoever is not clear with all answers has a rule that is not surely not met, or is not clear for another reason: case by
    // case each is settled at once.
    let raises = |raised: Raised| matches!(raised, Raised::Safety(_) | Raised::Screening(_));
    let effects = desk.program.effects.iter().enumerate().take(desk.rules);
    let raising: Vec<usize> = effects.filter(|(_, effect)| raises(effect.met)).map(|(rule, _)| rule).collect();
    let quiet = |rule: &usize| Goal::Rule(WHOLE, *rule, Truth::No);
    let mut cases: Vec<Vec<Goal>> = raising.iter().map(|rule| vec![Goal::Not(Box::new(quiet(rule)))]).collect();
    let not_clear = Goal::Any(vec![
        Goal::Safety(WHOLE, Comparison::Greater, Safety::None),
        Goal::Screening(WHOLE, Comparison::Greater, Screening::Clear),
    ]);
    cases.push(raising.iter().map(quiet).chain([not_clear]).collect());
    let mut what = None;
    for case in cases {
        let answer = withheld.prover.ask(&[clear.to_vec(), case].concat());
        let says = "it is clear with answers withheld, and not clear with them";
        what = what.or(standing(desk, &mut withheld.prover, answer, says));
    }
    desk.withheld = Some(withheld);
    checked("", 1, what.map(|what| Found { subject: "every applicant".to_owned(), what }).into_iter().collect())
}

pub(super) fn more_answers(desk: &mut Desk) -> Checked {
    let withheld = withheld(desk);
    let flips = withheld.flips.clone();
    desk.withheld = Some(withheld);
    checked("rule", desk.rules, flips)
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
