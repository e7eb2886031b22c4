//! What must hold of the rules of every pack, rule by rule and together.

use super::super::proof::{Checked, Found, Standing};
use super::{Desk, ONE, checked};
use crate::language::{Comparison, Kind, Raises, Screening};
use crate::program::Raised;
use crate::prove::{self, Goal, Literal};
use crate::value::Truth;

pub(super) fn never_met(desk: &mut Desk) -> Checked {
    possible(desk, Truth::Yes, "no answers that agree with the form ever meet it")
}

pub(super) fn always_met(desk: &mut Desk) -> Checked {
    possible(desk, Truth::No, "there are no answers that agree with the form with which it is not met")
}

/// For every rule, somebody for whom it comes out so.
fn possible(desk: &mut Desk, truth: Truth, says: &str) -> Checked {
    let mut results = Vec::new();
    for rule in 0..desk.rules {
        let mut small = desk.prover.afresh();
        let goals = [Goal::Rule(ONE, rule, truth), Goal::Consistent(ONE)];
        let literals: Vec<Literal> = goals.iter().map(|goal| small.literal(goal)).collect();
        let what = match small.search(&literals).0 {
            prove::Found::Solution => continue,
            prove::Found::Nothing => Standing::Refuted { says: says.to_owned(), example: None },
            prove::Found::GaveUp => Standing::GaveUp { says: "the budget of the search ran out".to_owned() },
        };
        results.push(Found { subject: desk.id(rule), what });
    }
    checked("rule", desk.rules, results)
}

/// Rules that do the same: one that is met only where one of the others is adds no outcome.
pub(super) fn redundant(desk: &mut Desk) -> Checked {
    let mut results = Vec::new();
    let raises =
        |rule: usize| desk.pack.rules.get(rule).map(|rule| (rule.kind == Kind::Indication, rule.raises.clone()));
    let subjects: Vec<usize> = (0..desk.rules)
        .filter(|rule| !matches!(raises(*rule), Some((_, Some(Raises::Note | Raises::Suggest(_))))))
        .collect();
    for rule in &subjects {
        let alike: Vec<usize> =
            subjects.iter().filter(|other| *other != rule && raises(**other) == raises(*rule)).copied().collect();
        let mut small = desk.prover.afresh();
        let mut assumed =
            vec![small.literal(&Goal::Rule(ONE, *rule, Truth::Yes)), small.literal(&Goal::Consistent(ONE))];
        let others: Vec<Literal> =
            alike.iter().map(|other| !small.literal(&Goal::Rule(ONE, *other, Truth::Yes))).collect();
        assumed.extend(&others);
        let what = match small.search(&assumed).0 {
            prove::Found::Solution => continue,
            prove::Found::GaveUp => Standing::GaveUp { says: "the budget of the search ran out".to_owned() },
            prove::Found::Nothing => {
                let among: Vec<String> = alike
                    .iter()
                    .zip(&others)
                    .filter(|(_, literal)| small.rests_on(**literal))
                    .map(|(other, _)| desk.id(*other))
                    .collect();
                Standing::Noted { says: format!("whoever meets it meets {} too", or(&among)) }
            }
        };
        results.push(Found { subject: desk.id(*rule), what });
    }
    checked("rule", subjects.len(), results)
}

fn or(words: &[String]) -> String {
    match words {
        [] => "others".to_owned(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}

pub(super) fn pointless_hold(desk: &mut Desk) -> Checked {
    let raises = |rule: &usize| desk.pack.rules.get(*rule).is_some_and(|rule| rule.raises == Some(Raises::Hold));
    let holds: Vec<usize> = (0..desk.rules).filter(raises).collect();
    let mut results = Vec::new();
    for rule in &holds {
        let mut small = desk.prover.afresh();
        let mut assumed =
            vec![small.literal(&Goal::Rule(ONE, *rule, Truth::Yes)), small.literal(&Goal::Consistent(ONE))];
        for other in holds.iter().filter(|other| *other != rule) {
            assumed.push(!small.literal(&Goal::Rule(ONE, *other, Truth::Yes)));
        }
        let what = match small.search(&assumed).0 {
            prove::Found::Solution => continue,
            prove::Found::Nothing => {
                Standing::Refuted { says: "whoever meets it is paused by another rule too".to_owned(), example: None }
            }
            prove::Found::GaveUp => Standing::GaveUp { says: "the budget of the search ran out".to_owned() },
        };
        results.push(Found { subject: desk.id(*rule), what });
    }
    checked("rule", holds.len(), results)
}

pub(super) fn never_clear(desk: &mut Desk) -> Checked {
    let mut results = Vec::new();
    let mut subjects = 0;
    for rule in 0..desk.rules {
        let is_contraindication = desk.pack.rules.get(rule).is_some_and(|rule| rule.kind == Kind::Contraindication);
        let Some(Raised::Screening(level)) = desk.program.effects.get(rule).map(|effect| effect.met) else { continue };
        if !is_contraindication || level == Screening::Clear {
            continue;
        }
        subjects += 1;
        let goals = [Goal::Rule(ONE, rule, Truth::Yes), Goal::Screening(ONE, Comparison::Less, level)];
        let says = format!("it is met, and the outcome is milder than {}", level.name());
        let mut prover = desk.take();
        let what = desk.refute(&mut prover, &goals, &says);
        desk.put(prover);
        results.extend(what.map(|what| Found { subject: desk.id(rule), what }));
    }
    checked("rule", subjects, results)
}
