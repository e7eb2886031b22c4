//! The language a second time: one applicant, complete answers, yes or no, exact fractions. Written from its description,
//! slow and plain, to disagree with the evaluator wherever one of the two is wrong.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use anteroom::answers::{Layout, Value};
use anteroom::language::Comparison;
use anteroom::pack::*;
use anteroom::value::{Date, Decimal};

/// What a text says of both lists and both patterns, and the row of the table that it names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    pub lists: [bool; 2],
    pub patterns: [bool; 2],
    pub row: Option<usize>,
}

#[derive(Clone, Debug)]
pub enum Answered {
    Value(Value),
    Text(Reading),
}

/// Complete answers: a slot without one is not applicable, or belongs to a row that is not there.
pub struct World<'a> {
    pub pack: &'a Pack,
    pub layout: &'a Layout,
    pub as_of: Date,
    pub answers: Vec<Option<Answered>>,
}

/// A fraction with a positive denominator.
#[derive(Clone, Copy, Debug)]
pub struct Fraction {
    pub over: i128,
    pub under: i128,
}

impl Fraction {
    pub fn of(over: i128, under: i128) -> Self {
        assert_ne!(under, 0, "a checked pack divides by nothing that can be 0");
        let sign = under.signum();
        let (over, under) = (over * sign, under * sign);
        let by = gcd(over.abs(), under).max(1);
        Self { over: over / by, under: under / by }
    }

    fn decimal(value: Decimal) -> Self {
        let units = value.to_scaled(value.places()).expect("a number of a pack");
        Self::of(units.into(), 10i128.pow(value.places()))
    }

    pub fn compare(self, other: Self) -> Ordering {
        (self.over * other.under).cmp(&(other.over * self.under))
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn holds(operator: Comparison, order: Ordering) -> bool {
    match operator {
        Comparison::Equal => order == Ordering::Equal,
        Comparison::NotEqual => order != Ordering::Equal,
        Comparison::Less => order == Ordering::Less,
        Comparison::AtMost => order != Ordering::Greater,
        Comparison::Greater => order == Ordering::Greater,
        Comparison::AtLeast => order != Ordering::Less,
    }
}

/// Days since 1 January of year 0 of the calendar in use, by counting years and months.
fn days(date: Date) -> i64 {
    let (year, month, day) = date.parts();
    let leap = |y: i32| y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
    let months = [31, if leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let years: i64 = (1900..year).map(|y| if leap(y) { 366 } else { 365 }).sum();
    let before: i64 = months.iter().take(month as usize - 1).sum();
    years + before + i64::from(day)
}

/// Completed years; a date in the future counts down to the year not yet begun.
fn years(from: Date, to: Date) -> i64 {
    let (a, b) = (from.parts(), to.parts());
    let whole = i64::from(b.0 - a.0);
    if (b.1, b.2) < (a.1, a.2) { whole - 1 } else { whole }
}

impl World<'_> {
    fn answer(&self, question: QuestionId, row: Option<usize>) -> Option<&Answered> {
        let row = self.pack.questions[question.index()].group.and(row).unwrap_or(0);
        self.answers[self.layout.slot(question, row).expect("a slot").index()].as_ref()
    }

    fn value(&self, question: QuestionId, row: Option<usize>) -> Option<&Value> {
        match self.answer(question, row) {
            Some(Answered::Value(value)) => Some(value),
            _ => None,
        }
    }

    fn reading(&self, question: QuestionId, row: Option<usize>) -> Option<Reading> {
        match self.answer(question, row) {
            Some(Answered::Text(reading)) => Some(*reading),
            _ => None,
        }
    }

    pub fn asked(&self, question: QuestionId) -> bool {
        let line = self.pack.questions[question.index()].asked_when.as_ref();
        line.is_none_or(|line| self.condition(&line.says, None))
    }

    pub fn tree(&self, tree: &Tree, row: Option<usize>) -> bool {
        match &tree.kind {
            TreeKind::Line(line) => self.condition(&line.says, row),
            TreeKind::All(of) => of.iter().all(|t| self.tree(t, row)),
            TreeKind::Any(of) => of.iter().any(|t| self.tree(t, row)),
            TreeKind::None(of) => !of.iter().any(|t| self.tree(t, row)),
            TreeKind::AtLeast(n, of) => of.iter().filter(|t| self.tree(t, row)).count() >= *n,
        }
    }

    pub fn condition(&self, condition: &Condition, row: Option<usize>) -> bool {
        match condition {
            Condition::Constant(value) => *value,
            Condition::Question(id) => matches!(self.value(*id, row), Some(Value::YesNo(true))),
            Condition::Fact(id) => match &self.pack.facts[id.index()].is {
                FactValue::Truth(tree) => self.tree(tree, row),
                _ => panic!("a fact that is no truth"),
            },
            Condition::Not(of) => !self.condition(of, row),
            Condition::And(l, r) => self.condition(l, row) && self.condition(r, row),
            Condition::Or(l, r) => self.condition(l, row) || self.condition(r, row),
            Condition::Compare { left, operator, right } => match (self.number(left, row), self.number(right, row)) {
                (Some(l), Some(r)) => holds(*operator, l.compare(r)),
                _ => false,
            },
            Condition::CompareDates { left, operator, right } => match (self.date(left, row), self.date(right, row)) {
                (Some(l), Some(r)) => holds(*operator, l.parts().cmp(&r.parts())),
                _ => false,
            },
            Condition::IsOneOf { choice, options } => self.choice(choice, row).is_some_and(|o| options.contains(o)),
            Condition::Includes { question, options } => match self.value(*question, row) {
                Some(Value::Choices(chosen)) => (0..64).any(|o| chosen >> o & 1 == 1 && options.contains(o)),
                _ => false,
            },
            Condition::Mentions { question, terms } => {
                self.reading(*question, row).is_some_and(|reading| reading.lists[terms.index()])
            }
            Condition::Matches { question, pattern } => {
                self.reading(*question, row).is_some_and(|reading| reading.patterns[pattern.0 as usize])
            }
            Condition::Lookup { table, question, column } => {
                matches!(self.cell(*table, *question, *column, row), Some(Cell::YesNo(true)))
            }
            Condition::Answered(_) => panic!("a question about the form, not the person"),
            Condition::AnyRow { group, condition } => !self.rows(*group, condition.as_deref()).is_empty(),
        }
    }

    /// The rows that are there and hold.
    fn rows(&self, group: QuestionId, condition: Option<&Condition>) -> Vec<usize> {
        let count = match self.value(group, None) {
            Some(Value::Rows(n)) => usize::from(*n),
            _ => 0,
        };
        (0..count).filter(|row| condition.is_none_or(|c| self.condition(c, Some(*row)))).collect()
    }

    fn date(&self, dated: &Dated, row: Option<usize>) -> Option<Date> {
        match dated {
            Dated::Constant(date) => Some(*date),
            Dated::Question(id) => match self.value(*id, row) {
                Some(Value::Date(date)) => Some(*date),
                _ => None,
            },
        }
    }

    fn cell(&self, table: TableId, question: QuestionId, column: usize, row: Option<usize>) -> Option<&Cell> {
        let reading = self.reading(question, row)?;
        let row = reading.row.expect("a text that names a row");
        let cell = self.pack.tables[table.index()].rows[row].cells[column].as_ref();
        Some(cell.expect("a table without gaps"))
    }

    fn choice(&self, choice: &Choice, row: Option<usize>) -> Option<u32> {
        match choice {
            Choice::Question(id) => match self.value(*id, row) {
                Some(Value::Choice(option)) => Some(u32::from(*option)),
                _ => None,
            },
            Choice::Parameter(id) => match &self.pack.parameters[id.index()].value {
                ParameterValue::Option { is, .. } => Some(*is),
                ParameterValue::Number { .. } => panic!("a parameter that is no option"),
            },
            Choice::Lookup { table, question, column } => match self.cell(*table, *question, *column, row) {
                Some(Cell::Choice(option)) => Some(*option),
                _ => None,
            },
            Choice::Fact(id) => match &self.pack.facts[id.index()].is {
                FactValue::Choice(_, choice) => self.choice(choice, row),
                _ => panic!("a fact that is no choice"),
            },
        }
    }

    /// The points of an item: 1 for yes, or for no where it is reversed. `None`: not asked.
    fn points(&self, item: &Item) -> Option<i64> {
        match self.value(item.question, None)? {
            Value::Points(points) => Some(i64::from(*points)),
            Value::YesNo(yes) => Some(i64::from(*yes != item.reversed)),
            _ => panic!("an item that gives no points"),
        }
    }

    fn items(&self, set: &ItemSet) -> impl Iterator<Item = Option<i64>> {
        self.pack.scales[set.scale.index()].items[set.items.clone()].iter().map(|item| self.points(item))
    }

    /// The numbers of a field in the rows that hold and have one.
    fn field(&self, group: QuestionId, field: &Number, condition: Option<&Condition>) -> Vec<Fraction> {
        let rows = self.rows(group, condition);
        rows.into_iter().filter_map(|row| self.number(field, Some(row))).collect()
    }

    /// `None`: there is no number, and every comparison with it is not met.
    pub fn number(&self, number: &Number, row: Option<usize>) -> Option<Fraction> {
        let whole = |n: i64| Some(Fraction::of(n.into(), 1));
        let both = |l: &Number, r: &Number| Some((self.number(l, row)?, self.number(r, row)?));
        match number {
            Number::Constant(value) => Some(Fraction::decimal(*value)),
            Number::Parameter(id) => match &self.pack.parameters[id.index()].value {
                ParameterValue::Number { is, .. } => Some(Fraction::decimal(*is)),
                ParameterValue::Option { .. } => panic!("a parameter that is no number"),
            },
            Number::Question(id) => match (self.value(*id, row)?, &self.pack.questions[id.index()].answer) {
                (Value::Number(units), Answer::Number { places, .. }) => {
                    Some(Fraction::of((*units).into(), 10i128.pow(*places)))
                }
                (Value::Points(points), _) => whole((*points).into()),
                _ => panic!("a question that gives no number"),
            },
            Number::Fact(id) => match &self.pack.facts[id.index()].is {
                FactValue::Number(_, number) => self.number(number, row),
                _ => panic!("a fact that is no number"),
            },
            Number::Sum(set) => whole(self.items(set).flatten().sum()),
            Number::Add(l, r) => {
                let (l, r) = both(l, r)?;
                Some(Fraction::of(l.over * r.under + r.over * l.under, l.under * r.under))
            }
            Number::Subtract(l, r) => {
                let (l, r) = both(l, r)?;
                Some(Fraction::of(l.over * r.under - r.over * l.under, l.under * r.under))
            }
            Number::Multiply(l, r) => {
                let (l, r) = both(l, r)?;
                Some(Fraction::of(l.over * r.over, l.under * r.under))
            }
            Number::Divide(l, r) => {
                let (l, r) = both(l, r)?;
                Some(Fraction::of(l.over * r.under, l.under * r.over))
            }
            Number::CountRows { group, condition } => whole(self.rows(*group, condition.as_deref()).len() as i64),
            Number::CountItems { items, operator, right } => {
                let right = Fraction::decimal(*right);
                let compares = |points: i64| holds(*operator, Fraction::of(points.into(), 1).compare(right));
                whole(self.items(items).flatten().filter(|points| compares(*points)).count() as i64)
            }
            Number::CountDistinct { group, field, condition } => {
                let rows = self.rows(*group, condition.as_deref());
                let options: BTreeSet<u32> = rows.into_iter().filter_map(|row| self.choice(field, Some(row))).collect();
                whole(options.len() as i64)
            }
            Number::Least { group, field, condition } => {
                self.field(*group, field, condition.as_deref()).into_iter().min_by(|a, b| a.compare(*b))
            }
            Number::Greatest { group, field, condition } => {
                self.field(*group, field, condition.as_deref()).into_iter().max_by(|a, b| a.compare(*b))
            }
            Number::SumRows { group, field, condition } => {
                let zero = Fraction::of(0, 1);
                let add =
                    |a: Fraction, b: Fraction| Fraction::of(a.over * b.under + b.over * a.under, a.under * b.under);
                Some(self.field(*group, field, condition.as_deref()).into_iter().fold(zero, add))
            }
            Number::Lookup { table, question, column } => match self.cell(*table, *question, *column, row)? {
                Cell::Number(value) => Some(Fraction::decimal(*value)),
                _ => panic!("a cell that is no number"),
            },
            Number::DaysSince(id) => whole(days(self.as_of) - days(self.date(&Dated::Question(*id), row)?)),
            Number::YearsSince(id) => whole(years(self.date(&Dated::Question(*id), row)?, self.as_of)),
        }
    }
}
