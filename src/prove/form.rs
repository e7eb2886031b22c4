//! Everything that one or two packs may be answered: a variable an answer, with its *unknown*, shared where both ask the same.

use std::collections::HashMap;

use super::held::Held;
use super::order::{Order, Range};
use super::problem::{Literal, Problem};
use super::reader::Reader;
use crate::answers::{Layout, Slot};
use crate::pack::{Answer, AnswerOption, Pack, Question};
use crate::value::Date;

/// A pack that is asked, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Side(pub usize);

/// One answer. Exactly one holds: it is given; it is unknown and asking again will not help (`firm`); it is unknown otherwise.
#[derive(Clone, Debug)]
pub struct Variable {
    /// `systolic_bp`, or a field of a row: `antidepressant_trials.drug` and its row.
    pub question: String,
    pub row: usize,
    pub given: Literal,
    pub firm: Literal,
    /// Of a text whose blank reads as "none": unknown, but not blank.
    pub withheld: Option<Literal>,
    pub value: Value,
    /// The group it is a field of.
    pub group: Option<usize>,
    /// Which sheet of answers it stands on.
    pub sheet: usize,
    kind: &'static str,
}

/// What is given. Nothing of it holds where nothing is given.
#[derive(Clone, Debug)]
pub enum Value {
    YesNo(Literal),
    /// A number in units of its last digit, points, a day number, or rows of a group.
    Number(Order),
    /// By option: of a choice one holds, of choices any.
    Options {
        options: Vec<(String, Literal)>,
        several: bool,
        /// The one that stands for "none of these", where several can be chosen.
        none: Option<String>,
        /// Every pack that asks has these options and this "none of these".
        alike: bool,
    },
    Text,
}

/// How one pack reads a variable.
#[derive(Clone, Copy, Debug)]
pub struct Read {
    pub variable: usize,
    /// The variable is given, and the pack can read what is given.
    pub given: Literal,
}

/// All variables, and by side how each slot of its layout reads them.
#[derive(Debug, Default)]
pub struct Form {
    pub variables: Vec<Variable>,
    pub reads: Vec<Vec<Read>>,
    /// By side: something is given that the pack cannot read.
    pub unreadable: Vec<Literal>,
    known: HashMap<Key, usize>,
}

/// A sheet of answers, the question and row, and the kind of answer.
type Key = (usize, String, usize, &'static str);

impl Form {
    /// `as_of`: no date may be later.
    pub fn new(problem: &mut Problem, readers: &[Reader], as_of: Date) -> Self {
        let mut form = Self::default();
        for reader in readers {
            for at in 0..reader.layout.slots() {
                form.declare(problem, *reader, Slot(at as u32), as_of);
            }
        }
        for reader in readers {
            form.read(problem, *reader, as_of);
        }
        form.stand_somewhere(problem);
        form
    }

    /// What is given was given on the form of some pack, which can read it.
    fn stand_somewhere(&self, problem: &mut Problem) {
        for (at, variable) in self.variables.iter().enumerate() {
            let reads = self.reads.iter().flatten().filter(|read| read.variable == at);
            let mut some: Vec<Literal> = reads.map(|read| read.given).collect();
            if !some.contains(&variable.given) {
                some.push(!variable.given);
                problem.clause(&some);
            }
        }
    }

    /// Makes the variable of a slot, or widens it to what this pack allows too.
    pub(super) fn declare(&mut self, problem: &mut Problem, reader: Reader, slot: Slot, as_of: Date) {
        let Reader { pack, layout, held, .. } = reader;
        let Some((question, row)) = asked(pack, layout, slot) else { return };
        let sheet = reader.sheet(question);
        let key = (sheet, question.id.clone(), row, kind(question));
        if let Some(known) = self.known.get(&key).and_then(|known| self.variables.get_mut(*known)) {
            if held.is_empty() {
                widen(problem, known, question, as_of);
            }
            return;
        }
        let group = question.group.and_then(|group| {
            let group = pack.questions.get(group.index())?;
            self.known.get(&(reader.sheet(group), group.id.clone(), 0, kind(group))).copied()
        });
        // Most people answer most of what everybody is asked.
        let likely = question.asked_when.is_none() && group.is_none();
        let held = held.get(slot.index()).unwrap_or(&Held::Free);
        let given = held.given(problem, group.and_then(|group| self.variables.get_mut(group)), row);
        let given = given.unwrap_or_else(|| if likely { problem.likely() } else { problem.variable() });
        let firm = held.firm().unwrap_or_else(|| problem.variable());
        problem.implies(firm, !given);
        let withheld = matches!(question.answer, Answer::Text { blank_is_none: true, .. }).then(|| {
            let withheld = held.withheld().unwrap_or_else(|| problem.variable());
            problem.implies(withheld, !given);
            problem.implies(withheld, !firm);
            withheld
        });
        let value = held.value(question, as_of).unwrap_or_else(|| value(problem, question, given, as_of));
        let id = question.id.clone();
        self.known.insert(key, self.variables.len());
        self.variables.push(Variable {
            question: id,
            row,
            given,
            firm,
            withheld,
            value,
            group,
            sheet,
            kind: kind(question),
        });
    }

    /// How a pack reads its slots, once every variable is as wide as it will be.
    fn read(&mut self, problem: &mut Problem, reader: Reader, as_of: Date) {
        let Reader { pack, layout, .. } = reader;
        let mut reads = Vec::with_capacity(layout.slots());
        let mut unreadable = Vec::new();
        for at in 0..layout.slots() {
            let found = asked(pack, layout, Slot(at as u32)).and_then(|(question, row)| {
                Some((
                    question,
                    row,
                    *self.known.get(&(reader.sheet(question), question.id.clone(), row, kind(question)))?,
                ))
            });
            let Some((question, row, variable)) = found else { continue };
            let group = self.variables.get(variable).and_then(|v| v.group);
            if let Some(Value::Number(rows)) = group.and_then(|g| self.variables.get_mut(g)).map(|g| &mut g.value) {
                // A field stands only in a row that is there.
                let here = rows.at_least(problem, row as i64 + 1);
                if let Some(field) = self.variables.get(variable) {
                    let states = [Some(field.given), Some(field.firm), field.withheld];
                    states.into_iter().flatten().for_each(|state| problem.implies(state, here));
                }
            }
            let Some(of) = self.variables.get_mut(variable) else { continue };
            let (given, wrong) = readable(problem, of, question, as_of);
            unreadable.push(wrong);
            reads.push(Read { variable, given });
        }
        self.reads.push(reads);
        let unreadable = problem.any(unreadable);
        self.unreadable.push(unreadable);
    }

    pub fn read_of(&self, side: Side, slot: Slot) -> Option<Read> {
        self.reads.get(side.0)?.get(slot.index()).copied()
    }

    pub fn variable(&self, side: Side, slot: Slot) -> Option<&Variable> {
        self.variables.get(self.read_of(side, slot)?.variable)
    }

    /// The same field in another row.
    pub fn field(&self, of: &Variable, row: usize) -> Option<usize> {
        let same = |v: &Variable| {
            v.row == row && v.group == of.group && v.sheet == of.sheet && v.question == of.question && v.kind == of.kind
        };
        self.variables.iter().position(same)
    }

    /// A literal of a variable that implies it is given, where this pack can read it too.
    pub fn readable(&self, problem: &mut Problem, side: Side, slot: Slot, literal: Literal) -> Literal {
        match (self.read_of(side, slot), self.variable(side, slot)) {
            (Some(read), Some(variable)) if read.given == variable.given => literal,
            (Some(read), _) => problem.and(read.given, literal),
            (None, _) => Literal::NO,
        }
    }

    pub fn order(&mut self, side: Side, slot: Slot) -> Option<&mut Order> {
        let at = self.read_of(side, slot)?.variable;
        match &mut self.variables.get_mut(at)?.value {
            Value::Number(order) => Some(order),
            _ => None,
        }
    }

    /// The literal of an option as a pack numbers them.
    pub fn option(&self, side: Side, slot: Slot, id: &str) -> Literal {
        match self.variable(side, slot).map(|v| &v.value) {
            Some(Value::Options { options, .. }) => {
                options.iter().find(|(option, _)| option == id).map_or(Literal::NO, |(_, literal)| *literal)
            }
            _ => Literal::NO,
        }
    }
}

/// The question and row of a slot.
pub fn asked<'p>(pack: &'p Pack, layout: &Layout, slot: Slot) -> Option<(&'p Question, usize)> {
    let (question, row) = layout.question(slot)?;
    Some((pack.questions.get(question.index())?, row))
}

/// Answers of different kinds are different answers, whatever the question is called.
fn kind(question: &Question) -> &'static str {
    match &question.answer {
        Answer::YesNo => "yes_no",
        Answer::Number { places, .. } => ["0", "1", "2", "3", "4"].get(*places as usize).copied().unwrap_or("number"),
        Answer::Choice { .. } => "choice",
        Answer::Choices { .. } => "choices",
        Answer::Text { blank_is_none: true, .. } => "text or none",
        Answer::Text { .. } => "text",
        Answer::Date { .. } => "date",
        Answer::Points(_) => "points",
        Answer::Group { .. } => "group",
    }
}

/// What a number, date, item or group may be.
pub fn range(question: &Question, as_of: Date) -> Option<Range> {
    match &question.answer {
        Answer::Number { min, max, places, .. } => Some(Range::All(min.to_scaled(*places)?, max.to_scaled(*places)?)),
        Answer::Date { earliest, latest } => {
            let latest = latest.unwrap_or(as_of);
            Some(Range::All(earliest.day_number().into(), latest.day_number().into()))
        }
        Answer::Points(points) => {
            let mut values: Vec<i64> = points.iter().map(|p| p.points.into()).collect();
            values.sort_unstable();
            Some(Range::Some(values))
        }
        Answer::Group { max, .. } => Some(Range::All(0, (*max).into())),
        _ => None,
    }
}

fn value(problem: &mut Problem, question: &Question, given: Literal, as_of: Date) -> Value {
    if let Some(range) = range(question, as_of) {
        return Value::Number(Order::new(range, given));
    }
    match &question.answer {
        Answer::YesNo => {
            let yes = problem.variable();
            problem.implies(yes, given);
            Value::YesNo(yes)
        }
        Answer::Choice { options, .. } | Answer::Choices { options, .. } => {
            let several = matches!(question.answer, Answer::Choices { .. });
            let none = none_of(question).map(|none| none.id.clone());
            let mut value = Value::Options { options: Vec::new(), several, none, alike: true };
            add_options(problem, &mut value, given, options);
            value
        }
        _ => Value::Text,
    }
}

/// Options that are not there yet. Of a choice, no two hold; that one of them does is said when they are read.
fn add_options(problem: &mut Problem, value: &mut Value, given: Literal, own: &[AnswerOption]) {
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

fn widen(problem: &mut Problem, variable: &mut Variable, question: &Question, as_of: Date) {
    let given = variable.given;
    match (&mut variable.value, &question.answer) {
        (Value::Number(order), _) => {
            if let Some(range) = range(question, as_of) {
                let range = order.range.or(&range);
                *order = Order::new(range, given);
            }
        }
        (value @ Value::Options { .. }, Answer::Choice { options, .. } | Answer::Choices { options, .. }) => {
            let before = value.clone();
            add_options(problem, value, given, options);
            if let (Value::Options { options: known, none, .. }, Value::Options { alike, options: all, .. }) =
                (before, value)
            {
                let same = known.len() == options.len() && all.len() == options.len();
                *alike &= same && none.as_deref() == none_of(question).map(|none| none.id.as_str());
            }
        }
        _ => {}
    }
}

/// The option of several that says "none of these".
pub fn none_of(question: &Question) -> Option<&AnswerOption> {
    match &question.answer {
        Answer::Choices { options, none: Some(none) } => options.get(*none as usize),
        _ => None,
    }
}

/// Given as this pack can read it; and given, but so that this pack cannot.
pub(super) fn readable(
    problem: &mut Problem,
    variable: &mut Variable,
    question: &Question,
    as_of: Date,
) -> (Literal, Literal) {
    let given = variable.given;
    let whole = (given, Literal::NO);
    let within = match &mut variable.value {
        Value::Number(order) => {
            let Some(own) = range(question, as_of) else { return whole };
            if own == order.range {
                return whole;
            }
            if let Range::Some(values) = &own {
                let is: Vec<Literal> = values.iter().map(|value| order.is(problem, *value)).collect();
                problem.any(is)
            } else {
                let (from, beyond) =
                    (order.at_least(problem, own.least()), order.at_least(problem, own.most().saturating_add(1)));
                problem.and(from, !beyond)
            }
        }
        Value::Options { options, alike, .. } => return options_readable(problem, options, *alike, given, question),
        Value::YesNo(_) | Value::Text => return whole,
    };
    let wrong = problem.and(given, !within);
    (within, wrong)
}

/// "None of these" stands alone, and where it can be said nothing chosen is no answer.
fn options_readable(
    problem: &mut Problem,
    options: &[(String, Literal)],
    alike: bool,
    given: Literal,
    question: &Question,
) -> (Literal, Literal) {
    let (Answer::Choice { options: own, .. } | Answer::Choices { options: own, .. }) = &question.answer else {
        return (given, Literal::NO);
    };
    let (none, several) = (none_of(question), matches!(question.answer, Answer::Choices { .. }));
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
