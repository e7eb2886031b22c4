//! Turns typed numbers into number nodes: exact, each in units wide enough for everything it can be.

use super::from_pack::{Builder, Built};
use super::{Aggregate, NumberId, NumberOp, Quantity, RowValue, SumItem, TruthOp, Width};
use crate::language::Comparison;
use crate::pack::{Answer, Choice, Condition, ItemSet, Number, ParameterValue, QuestionId};
use crate::value::{Decimal, Scaled};

/// A node and everything it can be, in units of `10^-places`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    id: NumberId,
    least: Scaled,
    most: Scaled,
    constant: bool,
}

/// A number on the way: a part, or a quotient of two in equal units, the lower one surely positive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    over: Part,
    under: Option<Part>,
    places: u32,
}

impl Term {
    pub(super) fn quantity(self) -> Quantity {
        Quantity { over: self.over.id, under: self.under.map(|p| p.id), places: self.places }
    }
}

/// The most days and years between two dates of the calendar in use.
const DAYS: Scaled = 109_573;
const YEARS: Scaled = 300;

impl Builder<'_> {
    /// `None`: it would not fit; the checker refuses that.
    pub(super) fn number(&mut self, number: &Number, row: Option<usize>) -> Option<Term> {
        let whole = |over| Some(Term { over, under: None, places: 0 });
        match number {
            Number::Constant(value) => self.constant(*value),
            Number::Parameter(parameter) => match self.pack.parameters.get(parameter.index())?.value {
                ParameterValue::Number { is, .. } => self.constant(is),
                ParameterValue::Option { .. } => None,
            },
            Number::Question(question) => self.answer(*question, row),
            Number::Fact(fact) => match self.fact(*fact, row)? {
                Built::Number(term) => term,
                _ => None,
            },
            Number::Sum(set) => {
                let part = self.sum(set)?;
                whole(part)
            }
            Number::Add(left, right) => self.add_terms(left, right, row, false),
            Number::Subtract(left, right) => self.add_terms(left, right, row, true),
            Number::Multiply(left, right) => {
                let (left, right) = (self.number(left, row)?, self.number(right, row)?);
                let over = self.multiply(left.over, right.over)?;
                match (left.under, right.under) {
                    (None, None) => Some(Term { over, under: None, places: left.places + right.places }),
                    _ => {
                        let (l, r) = (self.lower(left)?, self.lower(right)?);
                        Some(Term { over, under: Some(self.multiply(l, r)?), places: 0 })
                    }
                }
            }
            Number::Divide(left, right) => {
                let (left, right) = (self.number(left, row)?, self.number(right, row)?);
                let (l, r) = (self.lower(left)?, self.lower(right)?);
                let (over, under) = (self.multiply(left.over, r)?, self.multiply(right.over, l)?);
                if under.least > 0 {
                    Some(Term { over, under: Some(under), places: 0 })
                } else if under.most < 0 {
                    let minus = self.units(-1);
                    Some(Term {
                        over: self.multiply(over, minus)?,
                        under: Some(self.multiply(under, minus)?),
                        places: 0,
                    })
                } else {
                    None
                }
            }
            Number::CountRows { group, condition } => {
                let rows: Box<[_]> =
                    self.group_rows(*group, condition.as_deref()).into_iter().map(|(_, holds)| holds).collect();
                let most = rows.len() as Scaled;
                whole(self.part(NumberOp::CountTrue(rows), 0, most)?)
            }
            Number::CountItems { items, operator, right } => {
                let items = self.sum_items(items)?;
                let most = items.len() as Scaled;
                // Points are whole: a fraction on the right is met on the same side as the whole number below or above it.
                let (operator, right) = whole_comparison(*operator, *right)?;
                whole(self.part(NumberOp::CountItems(items, operator, right), 0, most)?)
            }
            Number::CountDistinct { group, field, condition } => {
                let rows = self.choice_rows(*group, field, condition.as_deref())?;
                let most = rows.len() as Scaled;
                whole(self.part(NumberOp::CountDistinct(rows), 0, most)?)
            }
            Number::Least { group, field, condition } => {
                self.aggregate(Aggregate::Least, *group, field, condition.as_deref())
            }
            Number::Greatest { group, field, condition } => {
                self.aggregate(Aggregate::Greatest, *group, field, condition.as_deref())
            }
            Number::SumRows { group, field, condition } => {
                self.aggregate(Aggregate::Sum, *group, field, condition.as_deref())
            }
            Number::Lookup { table, question, column } => {
                let (places, least, most) = *self.tables.get(table.index())?.ranges.get(*column)?;
                let text = self.leaf(*question, row);
                let table = self.table_list(*table);
                let over = self.part(NumberOp::Lookup { text, table, column: *column, places }, least, most)?;
                Some(Term { over, under: None, places })
            }
            Number::DaysSince(question) => {
                let leaf = self.leaf(*question, row);
                whole(self.part(NumberOp::DaysSince(leaf), -DAYS, DAYS)?)
            }
            Number::YearsSince(question) => {
                let leaf = self.leaf(*question, row);
                whole(self.part(NumberOp::YearsSince(leaf), -YEARS, YEARS)?)
            }
        }
    }

    /// `left operator right`, exactly: quotients are cross-multiplied, units made equal.
    pub(super) fn compare_terms(&mut self, left: Term, operator: Comparison, right: Term) -> Option<TruthOp> {
        let (left, right) = match (left.under, right.under) {
            (None, None) => {
                let places = left.places.max(right.places);
                (self.rescale(left, places)?, self.rescale(right, places)?)
            }
            _ => {
                let (l, r) = (self.lower(left)?, self.lower(right)?);
                (self.multiply(left.over, r)?, self.multiply(right.over, l)?)
            }
        };
        if right.constant {
            return Some(TruthOp::CompareWith(left.id, operator, right.least));
        }
        if left.constant {
            return Some(TruthOp::CompareWith(right.id, operator.flipped(), left.least));
        }
        let width = left.id.width.max(right.id.width);
        Some(TruthOp::Compare(self.widened(left, width), operator, self.widened(right, width)))
    }

    fn constant(&mut self, value: Decimal) -> Option<Term> {
        let places = value.places();
        let over = self.units(value.to_scaled(places)?);
        Some(Term { over, under: None, places })
    }

    fn units(&mut self, units: Scaled) -> Part {
        let id = self.add_number(NumberOp::Constant(units), Width::of(units, units));
        Part { id, least: units, most: units, constant: true }
    }

    /// A node whose values lie between `least` and `most`, in the width that holds them.
    fn part(&mut self, op: NumberOp, least: Scaled, most: Scaled) -> Option<Part> {
        let id = self.add_number(op, Width::of(least, most));
        Some(Part { id, least, most, constant: false })
    }

    fn answer(&mut self, question: QuestionId, row: Option<usize>) -> Option<Term> {
        let leaf = self.leaf(question, row);
        match &self.question(question)?.answer {
            Answer::Number { min, max, places, .. } => {
                let over = self.part(NumberOp::Answer(leaf), min.to_scaled(*places)?, max.to_scaled(*places)?)?;
                Some(Term { over, under: None, places: *places })
            }
            Answer::Points(points) => {
                let least = points.iter().map(|p| p.points).min()?;
                let most = points.iter().map(|p| p.points).max()?;
                let over = self.part(NumberOp::Points(leaf), least.into(), most.into())?;
                Some(Term { over, under: None, places: 0 })
            }
            _ => None,
        }
    }

    fn sum_items(&mut self, set: &ItemSet) -> Option<Box<[SumItem]>> {
        let items = self.pack.scales.get(set.scale.index())?.items.get(set.items.clone())?;
        let item = |builder: &mut Self, item: &crate::pack::Item| SumItem {
            leaf: builder.leaf(item.question, None),
            yes_no: builder.question(item.question).is_some_and(|q| matches!(q.answer, Answer::YesNo)),
            reversed: item.reversed,
        };
        Some(items.iter().map(|i| item(self, i)).collect())
    }

    fn sum(&mut self, set: &ItemSet) -> Option<Part> {
        let items = self.pack.scales.get(set.scale.index())?.items.get(set.items.clone())?;
        let most: Scaled = items.iter().map(|i| Scaled::from(i.most)).sum();
        let op = NumberOp::Sum { items: self.sum_items(set)?, most };
        // An item that is not asked adds 0, whatever its least points.
        let part = self.part(op, 0, most)?;
        self.sums.insert((set.scale, set.items.start, set.items.end), part.id);
        Some(part)
    }

    fn choice_rows(
        &mut self,
        group: QuestionId,
        field: &Choice,
        condition: Option<&Condition>,
    ) -> Option<Box<[RowValue<super::ChoiceSource>]>> {
        let rows = self.group_rows(group, condition);
        let value = |builder: &mut Self, row| builder.choice(field, Some(row));
        rows.into_iter()
            .enumerate()
            .map(|(row, (present, holds))| Some(RowValue { present, holds, value: value(self, row)? }))
            .collect()
    }

    fn aggregate(
        &mut self,
        aggregate: Aggregate,
        group: QuestionId,
        field: &Number,
        condition: Option<&Condition>,
    ) -> Option<Term> {
        let rows = self.group_rows(group, condition);
        let mut values = Vec::with_capacity(rows.len());
        let (mut least, mut most, mut places) = (0, 0, 0);
        for (row, (present, holds)) in rows.into_iter().enumerate() {
            let term = self.number(field, Some(row))?;
            if term.under.is_some() {
                return None;
            }
            (least, most, places) = (term.over.least, term.over.most, term.places);
            values.push(RowValue { present, holds, value: term.over.id });
        }
        let range = (least, most);
        let count = values.len() as Scaled;
        let (least, most) = match aggregate {
            Aggregate::Sum => (least.min(0).checked_mul(count)?, most.max(0).checked_mul(count)?),
            Aggregate::Least | Aggregate::Greatest => range,
        };
        let over = self.part(NumberOp::Rows { aggregate, rows: values.into(), range }, least, most)?;
        Some(Term { over, under: None, places })
    }

    /// What a term is divided by: its lower part, or its unit.
    fn lower(&mut self, term: Term) -> Option<Part> {
        match term.under {
            Some(part) => Some(part),
            None => Some(self.units(10i64.checked_pow(term.places)?)),
        }
    }

    fn rescale(&mut self, term: Term, places: u32) -> Option<Part> {
        let factor = self.units(10i64.checked_pow(places.checked_sub(term.places)?)?);
        self.multiply(term.over, factor)
    }

    fn add_terms(&mut self, left: &Number, right: &Number, row: Option<usize>, subtract: bool) -> Option<Term> {
        let (left, right) = (self.number(left, row)?, self.number(right, row)?);
        match (left.under, right.under) {
            (None, None) => {
                let places = left.places.max(right.places);
                let (left, right) = (self.rescale(left, places)?, self.rescale(right, places)?);
                Some(Term { over: self.add(left, right, subtract)?, under: None, places })
            }
            _ => {
                let (l, r) = (self.lower(left)?, self.lower(right)?);
                let (left, right) = (self.multiply(left.over, r)?, self.multiply(right.over, l)?);
                Some(Term { over: self.add(left, right, subtract)?, under: Some(self.multiply(l, r)?), places: 0 })
            }
        }
    }

    fn add(&mut self, left: Part, right: Part, subtract: bool) -> Option<Part> {
        let (least, most) = if subtract {
            (left.least.checked_sub(right.most)?, left.most.checked_sub(right.least)?)
        } else {
            (left.least.checked_add(right.least)?, left.most.checked_add(right.most)?)
        };
        self.joined(left, right, least, most, if subtract { NumberOp::Subtract } else { NumberOp::Add })
    }

    fn multiply(&mut self, left: Part, right: Part) -> Option<Part> {
        let one = |p: Part| p.constant && p.least == 1;
        if one(right) {
            return Some(left);
        }
        if one(left) {
            return Some(right);
        }
        let corners = [
            left.least.checked_mul(right.least)?,
            left.least.checked_mul(right.most)?,
            left.most.checked_mul(right.least)?,
            left.most.checked_mul(right.most)?,
        ];
        let (least, most) = (*corners.iter().min()?, *corners.iter().max()?);
        self.joined(left, right, least, most, NumberOp::Multiply)
    }

    fn joined(
        &mut self,
        left: Part,
        right: Part,
        least: Scaled,
        most: Scaled,
        op: fn(NumberId, NumberId) -> NumberOp,
    ) -> Option<Part> {
        if left.constant && right.constant {
            return Some(self.units(least));
        }
        let width = Width::of(least, most).max(left.id.width).max(right.id.width);
        let op = op(self.widened(left, width), self.widened(right, width));
        Some(Part { id: self.add_number(op, width), least, most, constant: false })
    }

    fn widened(&mut self, part: Part, width: Width) -> NumberId {
        if width <= part.id.width {
            return part.id;
        }
        // A constant needs no step in a run.
        let op = if part.constant { NumberOp::Constant(part.least) } else { NumberOp::Widen(part.id) };
        self.add_number(op, width)
    }
}

/// A comparison of whole numbers with a decimal as one with a whole number; `None` for an equality that cannot be.
fn whole_comparison(operator: Comparison, right: Decimal) -> Option<(Comparison, Scaled)> {
    if let Some(whole) = right.to_scaled(0) {
        return Some((operator, whole));
    }
    let below = right.floor().to_scaled(0)?;
    match operator {
        Comparison::Greater | Comparison::AtLeast => Some((Comparison::Greater, below)),
        Comparison::Less | Comparison::AtMost => Some((Comparison::AtMost, below)),
        Comparison::Equal | Comparison::NotEqual => None,
    }
}
