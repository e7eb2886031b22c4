//! Answers that by themselves meet a rule: a graver answer never makes an outcome milder, and one of high risk is immediate.

use super::super::proof::{Checked, Found, Standing};
use super::{Desk, ONE, checked};
use crate::language::{Comparison, Kind, Raises, Safety};
use crate::pack::{Answer, Question};
use crate::prove::{self, Asked, Goal, Literal, Prover, Side, State};
use crate::value::Truth;

/// The side that answers one question otherwise.
const OTHERWISE: Side = Side(1);

/// An answer, and what stands for its "no".
struct Grave {
    question: usize,
    /// `psychosis_history`, `pregnancy: yes`
    name: String,
    yes: State,
    no: State,
    /// The rule that it meets by itself.
    rule: usize,
}

/// The answers of a question that may meet a rule by themselves, each with the one that says there is nothing.
fn answers(question: &Question) -> Vec<(String, State, State)> {
    match &question.answer {
        Answer::YesNo => vec![(question.id.clone(), State::YesNo(true), State::YesNo(false))],
        Answer::Choice { options, none } | Answer::Choices { options, none } => {
            let none = none.and_then(|none| options.get(none as usize)).or(options.first());
            let Some(none) = none.map(|option| option.id.clone()) else { return Vec::new() };
            let of = |id: &String| State::Options(vec![id.clone()]);
            let others = options.iter().map(|option| &option.id).filter(|id| **id != none);
            others.map(|id| (format!("{}: {id}", question.id), of(id), of(&none))).collect()
        }
        _ => Vec::new(),
    }
}

/// Every answer that by itself meets a rule of the wanted kind.
fn grave(desk: &mut Desk, wanted: impl Fn(&crate::pack::Rule) -> bool) -> Vec<Grave> {
    let mut found: Vec<Grave> = Vec::new();
    let pack = desk.pack;
    for (rule, of) in pack.rules.iter().enumerate().take(desk.rules).filter(|(_, rule)| wanted(rule)) {
        let mut reads = crate::prose::Reads::default();
        reads.tree(pack, &of.when);
        let mut small = desk.prover.afresh();
        let met = small.literal(&Goal::Rule(ONE, rule, Truth::Yes));
        let single = |id: &&crate::pack::QuestionId| pack.questions.get(id.index()).is_some_and(|q| q.group.is_none());
        for id in reads.questions.iter().filter(single) {
            let Some(question) = pack.questions.get(id.index()) else { continue };
            for (name, yes, no) in answers(question) {
                let answer = small.answers(ONE, *id, &yes);
                let is_known = found.iter().any(|grave| grave.name == name);
                if !is_known && small.follows(answer, met) {
                    found.push(Grave { question: id.index(), name, yes, no, rule });
                }
            }
        }
    }
    found
}

pub(super) fn graver_answers(desk: &mut Desk) -> Checked {
    let graves = grave(desk, |rule| rule.kind == Kind::Contraindication);
    let mut results = Vec::new();
    for grave in &graves {
        let Some(question) = desk.pack.questions.get(grave.question) else { continue };
        let id = crate::pack::QuestionId(grave.question as u32);
        let asked = Asked::of(desk.pack, desk.program);
        let mut pair = desk.prover.again(&[asked, Asked { apart: Some(question.id.as_str()), ..asked }]);
        // Only the rules that find something else can make the outcome milder: all others raise the same on both sides.
        let mut same: Vec<usize> =
            (0..desk.rules).filter(|rule| pair.rule(ONE, *rule) == pair.rule(OTHERWISE, *rule)).collect();
        let about_answers: Vec<usize> =
            (0..desk.rules).filter(|rule| !same.contains(rule) && finds_fault(desk, *rule)).collect();
        let no = pair.answers(ONE, id, &grave.no);
        let consistent = pair.literal(&Goal::Consistent(ONE));
        for (other, words) in [(grave.yes.clone(), "the graver answer"), (State::Blank, "a blank")] {
            let other = pair.answers(OTHERWISE, id, &other);
            let milder = |pair: &mut Prover, without: &[usize]| {
                let milder = pair.milder(ONE, OTHERWISE, without);
                pair.search(&[no, other, consistent, milder]).0 != prove::Found::Nothing
            };
            if !milder(&mut pair, &same) {
                continue;
            }
            let before = same.len();
            same.extend(&about_answers);
            let what = if milder(&mut pair, &same) {
                refute(desk, &mut pair, &[no, other, consistent], words)
            } else {
                let rules: Vec<String> = about_answers.iter().map(|rule| desk.id(*rule)).collect();
                let says = format!(
                    "{words} takes away what {} raises about the \"no\" itself, and nothing else",
                    rules.join(" and ")
                );
                Some(Standing::Noted { says })
            };
            same.truncate(before);
            results.extend(what.map(|what| Found { subject: grave.name.clone(), what }));
        }
    }
    checked("answer", graves.len(), results)
}

/// A rule that finds fault with answers, not with the person.
fn finds_fault(desk: &Desk, rule: usize) -> bool {
    desk.pack.rules.get(rule).is_some_and(|rule| rule.kind == Kind::DataQuality)
}

/// Asks for a whole applicant whose outcome is milder with the other answer.
fn refute<'a>(desk: &Desk<'a>, pair: &mut Prover<'a>, given: &[Literal], words: &str) -> Option<Standing> {
    let mut literals = given.to_vec();
    literals.push(pair.milder(ONE, OTHERWISE, &[]));
    let answer = pair.ask_with(&[Goal::Consistent(ONE)], &literals);
    let says = format!("{words} makes the outcome milder than its \"no\"");
    match answer {
        prove::Answer::Found(witness) => {
            let example = desk.example(pair, &witness, OTHERWISE);
            Some(Standing::Refuted { says, example: Some(example) })
        }
        other => desk.standing(pair, other, &says),
    }
}

pub(super) fn high_risk(desk: &mut Desk) -> Checked {
    let graves = grave(desk, |rule| rule.raises == Some(Raises::Immediate));
    let mut results = Vec::new();
    for grave in &graves {
        let mut prover = desk.take();
        let given = prover.answers(ONE, crate::pack::QuestionId(grave.question as u32), &grave.yes);
        let goals = [Goal::Safety(ONE, Comparison::Less, Safety::Immediate)];
        let literals = [given, prover.literal(&goals[0])];
        let answer = prover.ask_with(&goals, &literals);
        let says = format!("it meets {}, and the outcome is not immediate", desk.id(grave.rule));
        let what = desk.standing(&mut prover, answer, &says);
        desk.put(prover);
        results.extend(what.map(|what| Found { subject: grave.name.clone(), what }));
    }
    checked("answer", graves.len(), results)
}
