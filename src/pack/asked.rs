//! Questions that can never be asked, or always are: no answers to other questions make their `asked_when` hold, or fail.
//!
//! The search narrows what each question may be along the lines that must hold. It says "never" only where that is
//! certain; a contradiction through arithmetic is left to the prover.

use super::questions::Form;
use super::{Answer, Choice, Condition, Number, Parameter, ParameterValue, QuestionId};
use crate::language::Comparison;
use crate::value::Decimal;
use std::collections::BTreeMap;

/// Steps after which a question counts as one that can be asked.
const MAX_STEPS: usize = 20_000;

/// What one answer may still be.
#[derive(Clone, Debug)]
enum Domain {
    /// A bit for no, a bit for yes; or a bit for each option.
    Set(u128),
    Between(Decimal, Decimal),
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Question(QuestionId),
    /// A total or subscore.
    Sum(u32, usize, usize),
}

type Answers = BTreeMap<Key, Domain>;

pub(super) struct Search<'a> {
    pub form: &'a Form<'a>,
    pub parameters: &'a [Parameter],
    pub asked_when: &'a [Option<Condition>],
    pub steps: usize,
}

impl<'a> Search<'a> {
    /// Whether some answers make the condition hold.
    pub fn can_hold(&mut self, condition: &'a Condition) -> bool {
        self.steps = 0;
        self.narrow(condition, true, Answers::new()).is_some()
    }

    /// Whether some answers make the condition fail.
    pub fn can_fail(&mut self, condition: &'a Condition) -> bool {
        self.steps = 0;
        self.narrow(condition, false, Answers::new()).is_some()
    }

    /// What the answers may still be when the condition must hold, or must not; `None` where that is impossible.
    fn narrow(&mut self, condition: &'a Condition, holds: bool, answers: Answers) -> Option<Answers> {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return Some(answers);
        }
        match condition {
            Condition::Constant(value) => (*value == holds).then_some(answers),
            Condition::Not(of) => self.narrow(of, !holds, answers),
            Condition::And(left, right) if holds => {
                let answers = self.narrow(left, true, answers)?;
                self.narrow(right, true, answers)
            }
            Condition::Or(left, right) if !holds => {
                let answers = self.narrow(left, false, answers)?;
                self.narrow(right, false, answers)
            }
            Condition::And(left, right) | Condition::Or(left, right) => {
                let one = self.narrow(left, holds, answers.clone());
                let other = self.narrow(right, holds, answers.clone());
                match (one, other) {
                    (Some(_), Some(_)) => Some(answers),
                    (one, other) => one.or(other),
                }
            }
            Condition::Question(id) => self.question(*id, Domain::Set(if holds { 0b10 } else { 0b01 }), holds, answers),
            Condition::IsOneOf { choice: Choice::Question(id), options } => {
                // A choice never asked may read as its option for "none".
                let none = match self.form.question(*id).map(|q| &q.answer) {
                    Some(Answer::Choice { none, .. }) => *none,
                    _ => None,
                };
                if holds && none.is_some_and(|none| options.contains(none)) && self.has_asked_when(*id) {
                    return Some(answers);
                }
                let set = if holds { options.0 } else { self.options(*id) & !options.0 };
                self.question(*id, Domain::Set(set), holds, answers)
            }
            Condition::Compare { left, operator, right } => {
                let (key, operator, limit) = match (self.key(left), self.limit(right)) {
                    (Some(key), Some(limit)) => (key, *operator, limit),
                    _ => match (self.key(right), self.limit(left)) {
                        (Some(key), Some(limit)) => (key, operator.flipped(), limit),
                        _ => return Some(answers),
                    },
                };
                let Some(domain) = between(operator, limit, holds) else { return Some(answers) };
                match key {
                    Key::Question(id) => self.question(id, domain, holds, answers),
                    sum => meet(answers, sum, domain),
                }
            }
            _ => Some(answers),
        }
    }

    /// Narrows one question. What holds needs an answer, so the question must have been asked; what does not hold may
    /// also come from a blank that was never asked.
    fn question(&mut self, id: QuestionId, domain: Domain, holds: bool, answers: Answers) -> Option<Answers> {
        match self.asked_when.get(id.index()).and_then(Option::as_ref) {
            None => meet(answers, Key::Question(id), domain),
            Some(asked) if holds => {
                let answers = meet(answers, Key::Question(id), domain)?;
                self.narrow(asked, true, answers)
            }
            Some(_) => Some(answers),
        }
    }

    /// A bit for each option of a choice.
    fn options(&self, id: QuestionId) -> u128 {
        match self.form.question(id).map(|question| &question.answer) {
            Some(Answer::Choice { options, .. }) => {
                1_u128.checked_shl(options.len() as u32).unwrap_or(0).wrapping_sub(1)
            }
            _ => !0,
        }
    }

    fn has_asked_when(&self, id: QuestionId) -> bool {
        self.asked_when.get(id.index()).is_some_and(Option::is_some)
    }

    fn key(&self, number: &Number) -> Option<Key> {
        match number {
            Number::Question(id) => {
                let numeric = |q: &super::Question| matches!(q.answer, Answer::Number { .. } | Answer::Points(_));
                self.form.question(*id).filter(|q| numeric(q)).map(|_| Key::Question(*id))
            }
            Number::Sum(set) => Some(Key::Sum(set.scale.0, set.items.start, set.items.end)),
            _ => None,
        }
    }

    fn limit(&self, number: &Number) -> Option<Decimal> {
        match number {
            Number::Constant(value) => Some(*value),
            Number::Parameter(id) => match self.parameters.get(id.index()).map(|p| &p.value) {
                Some(ParameterValue::Number { is, .. }) => Some(*is),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The numbers for which a comparison holds, or does not; strict limits are kept as if they were not.
fn between(operator: Comparison, limit: Decimal, holds: bool) -> Option<Domain> {
    let far = Decimal::from(i64::MAX);
    match (operator, holds) {
        (Comparison::Equal, true) | (Comparison::NotEqual, false) => Some(Domain::Between(limit, limit)),
        (Comparison::Less | Comparison::AtMost, true) | (Comparison::Greater | Comparison::AtLeast, false) => {
            Some(Domain::Between(-far, limit))
        }
        (Comparison::Greater | Comparison::AtLeast, true) | (Comparison::Less | Comparison::AtMost, false) => {
            Some(Domain::Between(limit, far))
        }
        _ => None,
    }
}

fn meet(mut answers: Answers, key: Key, domain: Domain) -> Option<Answers> {
    let met = match (answers.get(&key), domain) {
        (Some(Domain::Set(a)), Domain::Set(b)) => Domain::Set(a & b),
        (Some(Domain::Between(a, b)), Domain::Between(c, d)) => Domain::Between(*a.max(&c), *b.min(&d)),
        (_, domain) => domain,
    };
    let possible = match &met {
        Domain::Set(set) => *set != 0,
        Domain::Between(min, max) => min <= max,
    };
    answers.insert(key, met);
    possible.then_some(answers)
}
