//! What is known of an answer before anything is asked: constants in the place of variables, so that most of a program folds.

use super::applicants::State;
use super::form::{self, Value};
use super::order::Order;
use super::problem::Literal;
use crate::pack::{Answer, Question};
use crate::value::Date;

/// What is known of one slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    Free,
    /// It is answered so, or unknown so. A text stands, and leaves nothing in doubt but what it may mean besides.
    As(State),
    /// It is given where its row is there; it can be anything. Of a text: it may say anything but leaves nothing in doubt.
    Given,
    /// It is given or blank.
    Perhaps,
}

impl Held {
    /// `in_row`: that its row is there.
    pub fn given(&self, in_row: Literal) -> Option<Literal> {
        match self {
            Self::Free | Self::Perhaps => None,
            Self::As(state) => Some(Literal::of(state.is_given())),
            Self::Given => Some(in_row),
        }
    }

    pub fn firm(&self) -> Option<Literal> {
        (*self != Self::Free).then(|| Literal::of(*self == Self::As(State::Declined)))
    }

    /// Of what is perhaps given this stays open: unread, it is not blank.
    pub fn withheld(&self) -> Option<Literal> {
        let is_open = matches!(self, Self::Free | Self::Perhaps);
        (!is_open).then(|| Literal::of(*self == Self::As(State::NotAsked)))
    }

    /// Of a text that leaves nothing in doubt: whether it is about the past, and what stands in it.
    pub fn text(&self, answer: &Answer) -> Option<(bool, Option<&str>)> {
        let Answer::Text { past, .. } = answer else { return None };
        match self {
            Self::Free => None,
            Self::As(State::Text(text)) => Some((*past, Some(text))),
            Self::As(_) | Self::Given | Self::Perhaps => Some((*past, None)),
        }
    }

    pub fn value(&self, question: &Question, as_of: Date) -> Option<Value> {
        let Self::As(state) = self else { return None };
        Some(match (state, &question.answer) {
            (State::YesNo(yes), Answer::YesNo) => Value::YesNo(Literal::of(*yes)),
            (State::Number(number), _) => Value::Number(Order::fixed(form::range(question, as_of)?, *number)),
            (State::Options(chosen), Answer::Choice { options, .. } | Answer::Choices { options, .. }) => {
                let several = matches!(question.answer, Answer::Choices { .. });
                let is = |id: &String| (id.clone(), Literal::of(chosen.contains(id)));
                Value::Options { options: options.iter().map(|option| is(&option.id)).collect(), several }
            }
            (_, Answer::YesNo) => Value::YesNo(Literal::NO),
            (_, Answer::Choice { options, .. } | Answer::Choices { options, .. }) => {
                let several = matches!(question.answer, Answer::Choices { .. });
                Value::Options { options: options.iter().map(|o| (o.id.clone(), Literal::NO)).collect(), several }
            }
            (_, Answer::Text { .. }) => Value::Text,
            _ => Value::Number(Order::new(form::range(question, as_of)?, Literal::NO)),
        })
    }
}
