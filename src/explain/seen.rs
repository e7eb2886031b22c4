//! Turns the expression of a line into the values that it saw.

use super::View;
use super::basis::{FactBasis, FactValue, fact};
use crate::answers::{Data, Slot, Texts};
use crate::pack::{
    Answer, Choice, ColumnKind, Condition, Dated, FactId, ItemSet, Number, ParameterId, Question, QuestionId, TableId,
};
use crate::program::{LookupCell, NumberId};
use crate::terms::{Certainty, ListId};
use crate::value::{Date, Decimal, Reason, Truth};

/// One value beside a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// An answer. `row` counts from 1 in a group.
    Answer { question: QuestionId, row: Option<usize>, answered: Answered },
    /// A total, subscore or count over items: bounds, and the items left open.
    Sum { name: String, low: i64, high: i64, open: Vec<QuestionId> },
    /// A parameter's value.
    Parameter { parameter: ParameterId, value: String },
    /// Words found for a term list, or for a table when `list` is `None`.
    /// `unclear`: the text is there, and may or may not name one.
    Mentions {
        question: QuestionId,
        row: Option<usize>,
        list: Option<String>,
        hits: Vec<Hit>,
        unclear: bool,
        answered: Answered,
    },
    /// A cell of the table row that a text names; `value` is there where it names one row and the row has the cell.
    Cell { question: QuestionId, row: Option<usize>, column: String, value: Option<String> },
    /// Completed days or years since a date; `None` where the date does not apply.
    Elapsed { question: QuestionId, unit: &'static str, range: Option<(i64, i64)>, unknown: Option<Reason> },
    /// How many rows a group has.
    Rows { group: QuestionId, answered: Answered },
}

/// How a question stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Answered {
    Value(Value),
    Unknown(Reason),
    /// Left blank and, by its `asked_when`, not to be asked.
    NotApplicable,
    /// Left blank where the pack reads a blank as "none".
    BlankIsNone,
}

/// A value as a person gave it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    YesNo(bool),
    Number(Decimal, Option<String>),
    Option(String),
    Options(Vec<String>),
    Text(String),
    Date(Date),
    Points(u8, String),
    Rows(usize),
}

/// Words of a text and the term they stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub term: String,
    pub found: String,
    pub certainty: Certainty,
}

/// Values and facts that an expression reads, each once, in the order written.
#[derive(Default)]
pub(super) struct Reads {
    pub values: Vec<Seen>,
    pub facts: Vec<FactBasis>,
}

impl Reads {
    fn push(&mut self, seen: Seen) {
        if !self.values.contains(&seen) {
            self.values.push(seen);
        }
    }

    pub fn condition(&mut self, view: View, condition: &Condition, row: Option<usize>) {
        match condition {
            Condition::Constant(_) => {}
            Condition::Question(question) | Condition::Answered(question) => self.push(view.seen(*question, row)),
            Condition::Fact(id) => self.fact(view, *id, row),
            Condition::Not(of) => self.condition(view, of, row),
            Condition::And(left, right) | Condition::Or(left, right) => {
                self.condition(view, left, row);
                self.condition(view, right, row);
            }
            Condition::Compare { left, right, .. } => {
                self.number(view, left, row);
                self.number(view, right, row);
            }
            Condition::CompareDates { left, right, .. } => {
                for date in [left, right] {
                    if let Dated::Question(question) = date {
                        self.push(view.seen(*question, row));
                    }
                }
            }
            Condition::IsOneOf { choice, .. } => self.choice(view, choice, row),
            Condition::Includes { question, .. } => self.push(view.seen(*question, row)),
            Condition::Mentions { question, terms } => {
                let list = ListId(terms.0 as u16);
                let name = view.pack.term_lists.get(terms.index()).map(|l| l.id.clone());
                self.push(view.mentions(*question, row, list, name));
            }
            Condition::Matches { question, .. } => self.push(view.seen(*question, row)),
            Condition::Lookup { table, question, column } => self.lookup(view, *table, *question, row, *column),
            Condition::AnyRow { group, condition } => self.rows(view, *group, condition.as_deref()),
        }
    }

    pub fn number(&mut self, view: View, number: &Number, row: Option<usize>) {
        match number {
            Number::Constant(_) => {}
            Number::Parameter(parameter) => self.parameter(view, *parameter),
            Number::Question(question) => self.push(view.seen(*question, row)),
            Number::Fact(id) => self.fact(view, *id, row),
            Number::Sum(set) => self.push(view.sum(set)),
            Number::CountItems { items, .. } => {
                for item in view.items(items) {
                    self.push(view.seen(item, None));
                }
            }
            Number::Add(left, right)
            | Number::Subtract(left, right)
            | Number::Multiply(left, right)
            | Number::Divide(left, right) => {
                self.number(view, left, row);
                self.number(view, right, row);
            }
            Number::CountRows { group, condition } => self.rows(view, *group, condition.as_deref()),
            Number::CountDistinct { group, field, condition } => {
                self.rows(view, *group, condition.as_deref());
                for row in view.present(*group) {
                    self.choice(view, field, Some(row));
                }
            }
            Number::Least { group, field, condition }
            | Number::Greatest { group, field, condition }
            | Number::SumRows { group, field, condition } => {
                self.rows(view, *group, condition.as_deref());
                for row in view.present(*group) {
                    self.number(view, field, Some(row));
                }
            }
            Number::Lookup { table, question, column } => self.lookup(view, *table, *question, row, *column),
            Number::DaysSince(question) => self.push(view.elapsed(*question, "days")),
            Number::YearsSince(question) => self.push(view.elapsed(*question, "years")),
        }
    }

    /// The option that a choice came to, where it is known.
    pub fn option(&self) -> Option<String> {
        let option = |seen: &Seen| match seen {
            Seen::Cell { value, .. } => value.clone(),
            Seen::Parameter { value, .. } => Some(value.clone()),
            Seen::Answer { answered: Answered::Value(Value::Option(option)), .. } => Some(option.clone()),
            _ => None,
        };
        self.values.iter().find_map(option).or_else(|| {
            self.facts.iter().find_map(|fact| match &fact.value {
                FactValue::Choice(option) => option.clone(),
                _ => None,
            })
        })
    }

    pub fn choice(&mut self, view: View, choice: &Choice, row: Option<usize>) {
        match choice {
            Choice::Question(question) => self.push(view.seen(*question, row)),
            Choice::Parameter(parameter) => self.parameter(view, *parameter),
            Choice::Lookup { table, question, column } => self.lookup(view, *table, *question, row, *column),
            Choice::Fact(id) => self.fact(view, *id, row),
        }
    }

    fn parameter(&mut self, view: View, parameter: ParameterId) {
        self.push(Seen::Parameter { parameter, value: view.parameter(parameter) });
    }

    fn lookup(&mut self, view: View, table: TableId, question: QuestionId, row: Option<usize>, column: usize) {
        let list = ListId((view.program.term_lists + table.index()) as u16);
        self.push(view.mentions(question, row, list, None));
        self.push(view.cell(table, question, row, column));
    }

    fn rows(&mut self, view: View, group: QuestionId, condition: Option<&Condition>) {
        self.push(view.row_count(group));
        if let Some(condition) = condition {
            for row in view.present(group) {
                self.condition(view, condition, Some(row));
            }
        }
    }

    fn fact(&mut self, view: View, id: FactId, row: Option<usize>) {
        if let Some(fact) = fact(view, id, row)
            && !self.facts.iter().any(|known| known.fact == fact.fact && known.row == fact.row)
        {
            self.facts.push(fact);
        }
    }
}

impl<'a> View<'a> {
    pub(super) fn question(&self, id: QuestionId) -> Option<&'a Question> {
        self.pack.questions.get(id.index())
    }

    /// Rows, from 0, that the applicant gave.
    pub(super) fn present(&self, group: QuestionId) -> std::ops::Range<usize> {
        match self.answered(group, None) {
            Answered::Value(Value::Rows(n)) => 0..n,
            _ => 0..0,
        }
    }

    fn items(&self, set: &ItemSet) -> Vec<QuestionId> {
        let items = self.pack.scales.get(set.scale.index()).and_then(|s| s.items.get(set.items.clone()));
        items.unwrap_or_default().iter().map(|i| i.question).collect()
    }

    pub(super) fn parameter(&self, id: ParameterId) -> String {
        use crate::pack::ParameterValue;
        match self.pack.parameters.get(id.index()).map(|p| &p.value) {
            Some(ParameterValue::Number { is, .. }) => is.to_string(),
            Some(ParameterValue::Option { is, options }) => options.get(*is as usize).cloned().unwrap_or_default(),
            None => String::new(),
        }
    }

    fn seen(&self, question: QuestionId, row: Option<usize>) -> Seen {
        let row = self.question(question).and_then(|q| q.group).and(row);
        Seen::Answer { question, row: row.map(|r| r + 1), answered: self.answered(question, row) }
    }

    fn row_count(&self, group: QuestionId) -> Seen {
        Seen::Rows { group, answered: self.answered(group, None) }
    }

    fn slot(&self, question: QuestionId, row: Option<usize>) -> Option<Slot> {
        self.program.layout.slot(question, row.unwrap_or(0))
    }

    /// How a question stands in this lane.
    pub fn answered(&self, question: QuestionId, row: Option<usize>) -> Answered {
        let slot = self.slot(question, row);
        let column = slot.and_then(|slot| self.block.columns.get(slot.index()));
        let (Some(column), Some(asked)) = (column, self.question(question)) else {
            return Answered::Unknown(Reason::Blank);
        };
        if !column.is_given(self.lane) {
            let not_asked =
                self.program.asked.get(&question).is_some_and(|id| self.table.truth(*id, self.lane) == Truth::No);
            return if not_asked { Answered::NotApplicable } else { Answered::Unknown(column.reason(self.lane)) };
        }
        let lane = self.lane;
        let option = |options: &[crate::pack::AnswerOption], at: usize| {
            options.get(at).map(|o| o.id.clone()).unwrap_or_default()
        };
        let value = match (&column.data, &asked.answer) {
            (Data::YesNo(yes), _) => Value::YesNo(yes >> lane & 1 == 1),
            (Data::Number { low, .. }, Answer::Number { places, unit, .. }) => {
                let units = low.get(lane).copied().unwrap_or_default();
                Value::Number(Decimal::from_scaled(units, *places).unwrap_or_default(), unit.clone())
            }
            (Data::Choice(codes), Answer::Choice { options, .. }) => {
                Value::Option(option(options, usize::from(codes.get(lane).copied().unwrap_or_default())))
            }
            (Data::Choices(planes), Answer::Choices { options, .. }) => {
                let chosen = planes.iter().enumerate().filter(|(_, word)| *word >> lane & 1 == 1);
                Value::Options(chosen.map(|(at, _)| option(options, at)).collect())
            }
            (Data::Text(ids), _) => match ids.get(lane).copied().unwrap_or_default() {
                Texts::BLANK => return Answered::BlankIsNone,
                id => Value::Text(self.texts.get(id).to_owned()),
            },
            (Data::Date { early, .. }, _) => match early.get(lane).and_then(|day| Date::from_day_number(*day)) {
                Some(date) => Value::Date(date),
                None => return Answered::Unknown(Reason::Invalid),
            },
            (Data::Points { low, .. }, Answer::Points(points)) => {
                let given = low.get(lane).copied().unwrap_or_default();
                let label = points.iter().find(|p| p.points == given).map(|p| p.label.clone());
                Value::Points(given, label.unwrap_or_default())
            }
            (Data::Rows(rows), _) => Value::Rows(rows.get(lane).copied().unwrap_or_default().into()),
            _ => return Answered::Unknown(Reason::Invalid),
        };
        Answered::Value(value)
    }

    fn sum(&self, set: &ItemSet) -> Seen {
        let key = (set.scale, set.items.start, set.items.end);
        let (low, high) =
            self.program.sums.get(&key).and_then(|id| self.table.interval(*id, self.lane)).unwrap_or_default();
        let open =
            self.items(set).into_iter().filter(|q| matches!(self.answered(*q, None), Answered::Unknown(_))).collect();
        Seen::Sum { name: self.sum_name(set), low, high, open }
    }

    /// `phq9.total`, `pcl5.b`.
    fn sum_name(&self, set: &ItemSet) -> String {
        let Some(scale) = self.pack.scales.get(set.scale.index()) else { return String::new() };
        let subscore = scale.subscores.iter().find(|s| s.items == set.items);
        let whole = set.items.len() == scale.items.len();
        match subscore {
            Some(subscore) if !whole => format!("{}.{}", scale.id, subscore.id),
            _ => format!("{}.total", scale.id),
        }
    }

    fn mentions(&self, question: QuestionId, row: Option<usize>, list: ListId, name: Option<String>) -> Seen {
        let row = self.question(question).and_then(|q| q.group).and(row);
        let answered = self.answered(question, row);
        let mut hits = Vec::new();
        let mut unclear = false;
        if let (Answered::Value(Value::Text(text)), Some(slot)) = (&answered, self.slot(question, row)) {
            let past = matches!(self.question(question).map(|q| &q.answer), Some(Answer::Text { past: true, .. }));
            // As the run decided it; the text is read again only for the words to show.
            unclear = match name {
                Some(_) => self.table.mentions(slot, list, past, self.lane) == Truth::Unknown,
                // A lookup needs one row and no other.
                None => self.table.named_row(self.program, slot, list, self.lane).is_none(),
            };
            let reading = self.program.matcher.read(text);
            for hit in reading.hits.iter().filter(|hit| hit.list == list) {
                let term = self.term(list, hit.entry);
                let found = text.get(hit.found.clone()).unwrap_or_default().to_owned();
                hits.push(Hit { term, found, certainty: hit.certainty });
            }
        }
        Seen::Mentions { question, row: row.map(|r| r + 1), list: name, hits, unclear, answered }
    }

    /// The name of a matcher's entry: a term of a list or a row of a table.
    fn term(&self, list: ListId, entry: u32) -> String {
        let (list, entry) = (usize::from(list.0), entry as usize);
        let term = match list.checked_sub(self.program.term_lists) {
            None => self.pack.term_lists.get(list).and_then(|l| l.entries.get(entry)).map(|t| &t.term),
            Some(table) => self.pack.tables.get(table).and_then(|t| t.rows.get(entry)).map(|r| &r.name),
        };
        term.cloned().unwrap_or_default()
    }

    /// A cell that a text looks up, as its table writes it.
    fn cell(&self, table: TableId, question: QuestionId, row: Option<usize>, column: usize) -> Seen {
        let row = self.question(question).and_then(|q| q.group).and(row);
        let list = ListId((self.program.term_lists + table.index()) as u16);
        let slot = self.slot(question, row);
        let cell = slot.and_then(|slot| self.table.cell(self.program, slot, list, column, self.lane));
        let of = self.pack.tables.get(table.index());
        let kind = of.and_then(|t| t.columns.get(column)).map(|c| &c.kind);
        let value = match (cell, kind) {
            (Some(LookupCell::YesNo(yes)), _) => Some(Value::YesNo(yes).to_string()),
            (Some(LookupCell::Choice(option)), Some(ColumnKind::Choice(options))) => {
                options.get(usize::from(option)).cloned()
            }
            (Some(LookupCell::Number(units)), Some(ColumnKind::Number { places, unit, .. })) => {
                Decimal::from_scaled(units, *places).map(|n| Value::Number(n, unit.clone()).to_string())
            }
            _ => None,
        };
        let name = |of: &crate::pack::Table| Some(format!("{}.{}", of.id, of.columns.get(column)?.id));
        Seen::Cell { question, row: row.map(|r| r + 1), column: of.and_then(name).unwrap_or_default(), value }
    }

    fn elapsed(&self, question: QuestionId, unit: &'static str) -> Seen {
        let answered = self.answered(question, None);
        let (range, unknown) = match &answered {
            Answered::Value(Value::Date(date)) => {
                let now = self.block.as_of.get(self.lane).copied().unwrap_or(*date);
                let past = if unit == "days" { now.days_since(*date) } else { now.years_since(*date) };
                (Some((past.into(), past.into())), None)
            }
            Answered::Unknown(reason) => (None, Some(*reason)),
            _ => (None, None),
        };
        Seen::Elapsed { question, unit, range, unknown }
    }

    pub(super) fn interval(&self, id: NumberId) -> Option<(i64, i64)> {
        self.table.interval(id, self.lane)
    }
}
