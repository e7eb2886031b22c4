//! Turns a solution into what somebody answered, and that into the sheet each pack reads.

use super::form::{Form, Side, Value};
use super::problem::Problem;
use super::texts::Texts;
use crate::answers::{self, Given, Layout, Sheet, Slot};
use crate::pack::{Answer, Pack, Question};
use crate::value::{Date, Reason};

/// One answer, in words that every pack of a form shares.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Blank,
    /// Unknown, and asking again will not help.
    Declined,
    /// Unknown, though not blank.
    NotAsked,
    /// Unknown, since what was given could not be read.
    Invalid,
    YesNo(bool),
    /// In units of the last digit; points; a day number; rows.
    Number(i64),
    Options(Vec<String>),
    Text(String),
}

impl State {
    pub fn is_given(&self) -> bool {
        !matches!(self, Self::Blank | Self::Declined | Self::NotAsked)
    }
}

/// Every answer of a form, by variable.
pub type Applicant = Vec<State>;

/// The applicant of the last solution. A number is the least of its cell.
pub fn of_solution(problem: &Problem, form: &Form, texts: &Texts) -> Applicant {
    let state = |(at, variable): (usize, &super::form::Variable)| {
        if problem.value(variable.given) {
            return match &variable.value {
                Value::YesNo(yes) => State::YesNo(problem.value(*yes)),
                Value::Number(order) => State::Number(order.cell(problem).0),
                Value::Options { options, .. } => {
                    let chosen = options.iter().filter(|(_, literal)| problem.value(*literal));
                    State::Options(chosen.map(|(id, _)| id.clone()).collect())
                }
                Value::Text => State::Text(texts.text(problem, at)),
            };
        }
        if problem.value(variable.firm) {
            State::Declined
        } else if variable.withheld.is_some_and(|withheld| problem.value(withheld)) {
            State::NotAsked
        } else {
            State::Blank
        }
    };
    form.variables.iter().enumerate().map(state).collect()
}

/// What a pack reads of an applicant, and whether it can read everything.
pub fn sheet(
    form: &Form,
    applicant: &Applicant,
    (pack, layout): (&Pack, &Layout),
    side: Side,
    as_of: Date,
) -> (Sheet, bool) {
    let mut sheet = Sheet::new("made-up", as_of);
    let mut readable = true;
    for at in 0..layout.slots() {
        let slot = Slot(at as u32);
        let (Some(read), Some((question, _))) = (form.read_of(side, slot), super::form::asked(pack, layout, slot))
        else {
            continue;
        };
        let given = match applicant.get(read.variable) {
            None | Some(State::Blank) => continue,
            Some(State::Declined) => Given::Unknown(Reason::Declined),
            Some(State::NotAsked) => Given::Unknown(Reason::NotAsked),
            // Where "none of these" can be said, nothing chosen is no answer.
            Some(State::Options(chosen)) if chosen.is_empty() && super::options::none(question).is_some() => continue,
            Some(state) => match value(question, state, as_of) {
                Some(value) => Given::Value(value),
                None => {
                    readable = false;
                    Given::Unknown(Reason::Invalid)
                }
            },
        };
        sheet.answers.insert(slot, given);
    }
    (sheet, readable)
}

/// An answer as a pack types it; `None` where it allows no such answer.
pub fn value(question: &Question, state: &State, as_of: Date) -> Option<answers::Value> {
    let within = |number: i64| super::form::range(question, as_of).is_some_and(|range| range.contains(number));
    match (&question.answer, state) {
        (Answer::YesNo, State::YesNo(yes)) => Some(answers::Value::YesNo(*yes)),
        (Answer::Number { .. }, State::Number(n)) => within(*n).then_some(answers::Value::Number(*n)),
        (Answer::Points(_), State::Number(n)) if within(*n) => u8::try_from(*n).ok().map(answers::Value::Points),
        (Answer::Group { .. }, State::Number(n)) if within(*n) => u8::try_from(*n).ok().map(answers::Value::Rows),
        (Answer::Date { .. }, State::Number(n)) if within(*n) => {
            Some(answers::Value::Date(Date::from_day_number(i32::try_from(*n).ok()?)?))
        }
        (Answer::Choice { options, .. }, State::Options(chosen)) => {
            let at = options.iter().position(|option| chosen.first() == Some(&option.id))?;
            Some(answers::Value::Choice(u8::try_from(at).ok()?))
        }
        (Answer::Choices { options, .. }, State::Options(chosen)) => {
            let none = super::options::none(question);
            if chosen.len() > 1 && none.is_some_and(|none| chosen.contains(&none.id)) {
                return None;
            }
            let mut bits = 0;
            for id in chosen {
                bits |= 1 << options.iter().position(|option| option.id == *id)?;
            }
            Some(answers::Value::Choices(bits))
        }
        (Answer::Text { .. }, State::Text(text)) => Some(answers::Value::Text(text.clone())),
        _ => None,
    }
}

/// What a sheet says, in words that every pack of a form shares.
pub fn of_sheet(form: &Form, sheet: &Sheet, (pack, layout): (&Pack, &Layout), side: Side) -> Applicant {
    let mut applicant = vec![State::Blank; form.variables.len()];
    for (slot, given) in &sheet.answers {
        let (Some(read), Some((question, _))) = (form.read_of(side, *slot), super::form::asked(pack, layout, *slot))
        else {
            continue;
        };
        let tells_withheld = form.variables.get(read.variable).is_some_and(|variable| variable.withheld.is_some());
        if let Some(place) = applicant.get_mut(read.variable) {
            *place = state(question, given, tells_withheld);
        }
    }
    applicant
}

/// What is given, in those words. `tells_withheld`: a blank and an answer that is not there yet are told apart.
pub fn state(question: &Question, given: &Given, tells_withheld: bool) -> State {
    let value = match given {
        Given::Value(value) => value,
        Given::Unknown(reason) if reason.is_firm() => return State::Declined,
        Given::Unknown(Reason::Blank) => return State::Blank,
        // Out of date, not asked yet, or unreadable: only a text whose blank reads as "none" tells these from a blank.
        Given::Unknown(_) if tells_withheld => return State::NotAsked,
        Given::Unknown(_) => return State::Blank,
    };
    match (value, &question.answer) {
        (answers::Value::YesNo(yes), _) => State::YesNo(*yes),
        (answers::Value::Number(n), _) => State::Number(*n),
        (answers::Value::Points(n) | answers::Value::Rows(n), _) => State::Number((*n).into()),
        (answers::Value::Date(date), _) => State::Number(date.day_number().into()),
        (answers::Value::Text(text), _) => State::Text(text.clone()),
        (answers::Value::Choice(at), Answer::Choice { options, .. }) => {
            State::Options(options.get(usize::from(*at)).map(|option| option.id.clone()).into_iter().collect())
        }
        (answers::Value::Choices(bits), Answer::Choices { options, .. }) => {
            let chosen = options.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
            State::Options(chosen.map(|(_, option)| option.id.clone()).collect())
        }
        _ => State::Blank,
    }
}
