//! Turns the numbers of a program into what they can be: bounds, and values one by one where there are not too many.

use super::numbers::years_between;
use super::translate::{Space, Translation};
use crate::program::{Aggregate, LookupCell, NumberId, NumberOp, RowValue};
use crate::value::Date;

/// Values of a number beyond which its arithmetic with another is not taken apart.
const MOST_VALUES: usize = 5_000;

impl Translation<'_> {
    /// Least and greatest that a number can be.
    pub(super) fn bounds(&mut self, space: &Space, id: NumberId) -> (i64, i64) {
        let program = self.program;
        let Some(op) = program.number(id) else { return (i64::MIN, i64::MAX) };
        let corners = |f: fn(i64, i64) -> i64, (a, b): (i64, i64), (c, d): (i64, i64)| {
            let all = [f(a, c), f(a, d), f(b, c), f(b, d)];
            (all.into_iter().min().unwrap_or(i64::MIN), all.into_iter().max().unwrap_or(i64::MAX))
        };
        match op {
            NumberOp::Constant(value) => (*value, *value),
            NumberOp::Answer(leaf) | NumberOp::Points(leaf) | NumberOp::DayNumber(leaf) => {
                self.own_range(space, *leaf).map_or((i64::MIN, i64::MAX), |range| (range.least(), range.most()))
            }
            NumberOp::DaysSince(leaf) => self.own_range(space, *leaf).map_or((i64::MIN, i64::MAX), |range| {
                let today = i64::from(space.as_of.day_number());
                (today - range.most(), today - range.least())
            }),
            NumberOp::YearsSince(leaf) => self.own_range(space, *leaf).map_or((-300, 300), |range| {
                let years = |day: i64| {
                    let day = i32::try_from(day).ok().and_then(Date::from_day_number);
                    day.map(|day| years_between(day, space.as_of))
                };
                (years(range.most()).unwrap_or(-300), years(range.least()).unwrap_or(300))
            }),
            NumberOp::Lookup { table, column, .. } => {
                let range = self.program.table(*table).and_then(|t| t.ranges.get(*column));
                range.map_or((i64::MIN, i64::MAX), |(_, least, most)| (*least, *most))
            }
            NumberOp::Sum { most, .. } => (0, *most),
            NumberOp::CountItems(items, ..) => (0, items.len() as i64),
            NumberOp::CountTrue(of) => (0, of.len() as i64),
            NumberOp::CountDistinct(rows) => (0, rows.len() as i64),
            NumberOp::Rows { aggregate: Aggregate::Sum, rows, range } => {
                let count = rows.len() as i64;
                (range.0.min(0).saturating_mul(count), range.1.max(0).saturating_mul(count))
            }
            NumberOp::Rows { range, .. } => *range,
            NumberOp::Add(l, r) => corners(i64::saturating_add, self.bounds(space, *l), self.bounds(space, *r)),
            NumberOp::Subtract(l, r) => corners(i64::saturating_sub, self.bounds(space, *l), self.bounds(space, *r)),
            NumberOp::Multiply(l, r) => corners(i64::saturating_mul, self.bounds(space, *l), self.bounds(space, *r)),
            NumberOp::Widen(of) => self.bounds(space, *of),
        }
    }

    /// Everything an end of a number can be, ascending, where that is not too much. Some of it may be out of reach.
    pub(super) fn values(&mut self, space: &Space, id: NumberId) -> Option<Vec<i64>> {
        let program = self.program;
        let op = program.number(id)?;
        let pairs = |this: &mut Self, l: NumberId, r: NumberId, f: fn(i64, i64) -> i64| {
            let (l, r) = (this.values(space, l)?, this.values(space, r)?);
            if l.len().saturating_mul(r.len()) > MOST_VALUES * 20 {
                return None;
            }
            sorted(l.iter().flat_map(|a| r.iter().map(move |b| f(*a, *b))).collect())
        };
        match op {
            NumberOp::Answer(leaf) | NumberOp::Points(leaf) | NumberOp::DayNumber(leaf) => {
                let range = self.own_range(space, *leaf)?;
                (range.count() <= MOST_VALUES as u64).then(|| range.values().collect())
            }
            NumberOp::Lookup { table, column, .. } => {
                let of = self.program.table(*table)?;
                let (_, least, most) = *of.ranges.get(*column)?;
                let cells = of.rows.iter().filter_map(|row| match row.get(*column)? {
                    Some(LookupCell::Number(value)) => Some(*value),
                    _ => None,
                });
                sorted(cells.chain([least, most]).collect())
            }
            NumberOp::Add(l, r) => pairs(self, *l, *r, i64::saturating_add),
            NumberOp::Subtract(l, r) => pairs(self, *l, *r, i64::saturating_sub),
            // A square has no other values.
            NumberOp::Multiply(l, r) if l == r && self.bounds(space, *l).0 >= 0 => {
                sorted(self.values(space, *l)?.into_iter().map(|value| value.saturating_mul(value)).collect())
            }
            NumberOp::Multiply(l, r) => pairs(self, *l, *r, i64::saturating_mul),
            NumberOp::Widen(of) => self.values(space, *of),
            NumberOp::Rows { aggregate, rows, range } => match self.values_of_rows(space, *aggregate, rows, *range) {
                Some(values) => Some(values),
                None => self.all_values(space, id),
            },
            _ => self.all_values(space, id),
        }
    }

    /// Every whole number within the bounds.
    fn all_values(&mut self, space: &Space, id: NumberId) -> Option<Vec<i64>> {
        let (least, most) = self.bounds(space, id);
        (most.abs_diff(least) < MOST_VALUES as u64).then(|| (least..=most).collect())
    }

    fn values_of_rows(
        &mut self,
        space: &Space,
        aggregate: Aggregate,
        rows: &[RowValue<NumberId>],
        range: (i64, i64),
    ) -> Option<Vec<i64>> {
        let ends = [range.0, range.1];
        if aggregate != Aggregate::Sum {
            let mut all = ends.to_vec();
            for row in rows {
                all.extend(self.values(space, row.value)?);
            }
            return sorted(all);
        }
        let mut all = vec![0i64];
        for row in rows {
            // A row adds its value or an end of its range, or nothing.
            let own: Vec<i64> = self.values(space, row.value)?.into_iter().chain(ends).chain([0]).collect();
            if own.len().saturating_mul(all.len()) > MOST_VALUES * 20 {
                return None;
            }
            all = sorted(all.iter().flat_map(|a| own.iter().map(move |b| a.saturating_add(*b))).collect())?;
        }
        Some(all)
    }
}

fn sorted(mut values: Vec<i64>) -> Option<Vec<i64>> {
    values.sort_unstable();
    values.dedup();
    (values.len() <= MOST_VALUES).then_some(values)
}
