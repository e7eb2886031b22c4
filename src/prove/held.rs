//! What is known of an answer before anything is asked: constants in the place of variables, so that most of a program folds.

use std::collections::BTreeSet;

use super::applicants::State;
use super::form::{self, Form, Read, Side, Value, Variable};
use super::order::Order;
use super::problem::{Literal, Problem};
use super::reader::Reader;
use crate::answers::Slot;
use crate::pack::{Answer, AnswerOption, Question};
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
    /// `group`: that of a field, which is given where its row is there.
    pub fn given(&self, problem: &mut Problem, group: Option<&mut Variable>, row: usize) -> Option<Literal> {
        match (self, group.map(|group| &mut group.value)) {
            (Self::Free | Self::Perhaps, _) => None,
            (Self::As(state), _) => Some(Literal::of(state.is_given())),
            (Self::Given, Some(Value::Number(rows))) => Some(rows.at_least(problem, row as i64 + 1)),
            (Self::Given, _) => Some(Literal::YES),
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
            (_, Answer::YesNo) => Value::YesNo(Literal::NO),
            (state, Answer::Choice { options, .. } | Answer::Choices { options, .. }) => {
                let chosen = |id: &String| matches!(state, State::Options(chosen) if chosen.contains(id));
                let is = |option: &AnswerOption| (option.id.clone(), Literal::of(chosen(&option.id)));
                Value::Options {
                    options: options.iter().map(is).collect(),
                    several: matches!(question.answer, Answer::Choices { .. }),
                    none: super::options::none(question).map(|none| none.id.clone()),
                    alike: true,
                }
            }
            (_, Answer::Text { .. }) => Value::Text,
            (State::Number(number), _) => Value::Number(Order::fixed(form::range(question, as_of)?, *number)),
            _ => Value::Number(Order::new(form::range(question, as_of)?, Literal::NO)),
        })
    }
}

impl Form {
    /// Lets a side answer some slots for itself, and the others as the first side does.
    pub fn vary(&mut self, problem: &mut Problem, reader: Reader, side: Side, slots: &BTreeSet<Slot>, as_of: Date) {
        // A sheet that nobody else reads.
        let reader = Reader { sheet: self.variables.len(), ..reader };
        let mut reads = self.reads.first().cloned().unwrap_or_default();
        for slot in slots {
            let variable = self.variables.len();
            self.declare(problem, reader, *slot, as_of);
            let question = form::asked(reader.pack, reader.layout, *slot).map(|(question, _)| question);
            let (Some(of), Some(question)) = (self.variables.get_mut(variable), question) else { continue };
            let (given, _) = form::readable(problem, of, question, as_of);
            if let Some(read) = reads.get_mut(slot.index()) {
                *read = Read { variable, given };
            }
        }
        if let Some(place) = self.reads.get_mut(side.0) {
            *place = reads;
        }
    }
}
