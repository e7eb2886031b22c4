//! Turns the options of a choice into literals, and says which of them one pack can read.

use super::form::Value;
use super::problem::{Literal, Problem};
use crate::pack::{Answer, AnswerOption, Question};

/// Options that are not there yet. Of a choice, no two hold; that one of them does is said when they are read.
pub fn add(problem: &mut Problem, value: &mut Value, given: Literal, own: &[AnswerOption]) {
    let Value::Options { options, several, .. } = value else { return };
    for AnswerOption { id, .. } in own {
        if options.iter().any(|(known, _)| known == id) {
            continue;
        }
        let literal = problem.variable();
        problem.implies(literal, given);
        if !*several {
            options.iter().for_each(|(_, other)| problem.clause(&[!literal, !*other]));
        }
        options.push((id.clone(), literal));
    }
}

/// The option of several that says "none of these".
pub fn none(question: &Question) -> Option<&AnswerOption> {
    match &question.answer {
        Answer::Choices { options, none: Some(none) } => options.get(*none as usize),
        _ => None,
    }
}

/// "None of these" stands alone, and where it can be said nothing chosen is no answer.
pub fn readable(
    problem: &mut Problem,
    options: &[(String, Literal)],
    alike: bool,
    given: Literal,
    question: &Question,
) -> (Literal, Literal) {
    let (Answer::Choice { options: own, .. } | Answer::Choices { options: own, .. }) = &question.answer else {
        return (given, Literal::NO);
    };
    let (none, several) = (self::none(question), matches!(question.answer, Answer::Choices { .. }));
    let some = |problem: &mut Problem, so: &dyn Fn(&str) -> bool| {
        let of: Vec<Literal> = options.iter().filter(|(id, _)| so(id)).map(|(_, literal)| *literal).collect();
        problem.any(of)
    };
    let is_none = |id: &str| none.is_some_and(|none| none.id == id);
    let said_none = some(problem, &is_none);
    let other = some(problem, &|id| !is_none(id));
    let foreign = some(problem, &|id| own.iter().all(|option| option.id != id));
    let mixed = problem.and(said_none, other);
    let wrong = problem.or(foreign, mixed);
    let nothing = if several && none.is_none() { Literal::NO } else { problem.and(!said_none, !other) };
    if alike {
        problem.clause(&[!given, !wrong]);
        problem.clause(&[!given, !nothing]);
        return (given, Literal::NO);
    }
    (problem.all([given, !wrong, !nothing]), wrong)
}
