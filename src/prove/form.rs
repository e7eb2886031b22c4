//! Everything that one or two packs may be answered: a variable an answer, with its *unknown*, shared where both ask the same.

use std::collections::HashMap;

use super::held::Held;
use super::options;
use super::order::{Order, Range};
use super::problem::{Literal, Problem};
use super::reader::Reader;
use crate::answers::{Layout, Slot};
use crate::pack::{Answer, Pack, Question};
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
    /// Of a text whose blank reads as "none" to some pack: unknown, but not blank.
    pub withheld: Option<Literal>,
    pub value: Value,
    /// The group it is a field of.
    pub group: Option<usize>,
    /// Which sheet of answers it stands on.
    pub sheet: usize,
    kind: &'static str,
}

impl Variable {
    /// An item of a scale.
    pub fn is_points(&self) -> bool {
        self.kind == POINTS
    }
}

const POINTS: &str = "points";

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
        let withheld = reads_blank_as_none(question).then(|| withheld(problem, given, firm, held.withheld()));
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
        Answer::Text { .. } => "text",
        Answer::Date { .. } => "date",
        Answer::Points(_) => POINTS,
        Answer::Group { .. } => "group",
    }
}

/// What a number, date, item or group may be.
pub fn range(question: &Question, as_of: Date) -> Option<Range> {
    match &question.answer {
        Answer::Number { min, max, places, .. } => Some(Range::all(min.to_scaled(*places)?, max.to_scaled(*places)?)),
        Answer::Date { earliest, latest } => {
            let latest = latest.unwrap_or(as_of);
            Some(Range::all(earliest.day_number().into(), latest.day_number().into()))
        }
        Answer::Points(points) => Range::some(points.iter().map(|p| p.points.into())),
        Answer::Group { max, .. } => Some(Range::all(0, (*max).into())),
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
            let none = options::none(question).map(|none| none.id.clone());
            let mut value = Value::Options { options: Vec::new(), several, none, alike: true };
            options::add(problem, &mut value, given, options);
            value
        }
        _ => Value::Text,
    }
}

/// A text of which a blank is the answer "none".
pub fn reads_blank_as_none(question: &Question) -> bool {
    matches!(question.answer, Answer::Text { blank_is_none: true, .. })
}

fn withheld(problem: &mut Problem, given: Literal, firm: Literal, known: Option<Literal>) -> Literal {
    let withheld = known.unwrap_or_else(|| problem.variable());
    problem.implies(withheld, !given);
    problem.implies(withheld, !firm);
    withheld
}

fn widen(problem: &mut Problem, variable: &mut Variable, question: &Question, as_of: Date) {
    let given = variable.given;
    if variable.withheld.is_none() && reads_blank_as_none(question) {
        variable.withheld = Some(withheld(problem, given, variable.firm, None));
    }
    match (&mut variable.value, &question.answer) {
        (Value::Number(order), _) => {
            if let Some(range) = range(question, as_of) {
                let range = order.range.or(&range);
                *order = Order::new(range, given);
            }
        }
        (value @ Value::Options { .. }, Answer::Choice { options, .. } | Answer::Choices { options, .. }) => {
            let before = value.clone();
            options::add(problem, value, given, options);
            if let (Value::Options { options: known, none, .. }, Value::Options { alike, options: all, .. }) =
                (before, value)
            {
                let same = known.len() == options.len() && all.len() == options.len();
                *alike &= same && none.as_deref() == options::none(question).map(|none| none.id.as_str());
            }
        }
        _ => {}
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
            let spans: Vec<Literal> = own
                .spans()
                .iter()
                .map(|(from, to)| {
                    let (from, beyond) =
                        (order.at_least(problem, *from), order.at_least(problem, to.saturating_add(1)));
                    problem.and(from, !beyond)
                })
                .collect();
            problem.any(spans)
        }
        Value::Options { options, alike, .. } => return options::readable(problem, options, *alike, given, question),
        Value::YesNo(_) | Value::Text => return whole,
    };
    let wrong = problem.and(given, !within);
    (within, wrong)
}
