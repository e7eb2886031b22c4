//! Turns the numbers of a program into literals: for either end of a number's interval and a limit, whether the end reaches it.

use super::form;
use super::order::Range;
use super::problem::Literal;
use super::rails::Rails;
use super::translate::{Space, Translation};
use crate::program::{Leaf, LookupCell, NumberId, NumberOp};
use crate::value::Date;

/// An end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    Low,
    High,
}

impl End {
    fn other(self) -> Self {
        match self {
            Self::Low => Self::High,
            Self::High => Self::Low,
        }
    }
}

impl Translation<'_> {
    /// Whether an end of a number is at least `limit`, where there is a number.
    pub(super) fn limit(&mut self, space: &mut Space, id: NumberId, end: End, limit: i64) -> Literal {
        if let Some(known) = self.limits.get(&(id, end, limit)) {
            return *known;
        }
        let program = self.program;
        let literal = match program.number(id) {
            Some(op) => self.limit_of(space, op, end, limit),
            None => self.unsettled(space),
        };
        self.limits.insert((id, end, limit), literal);
        literal
    }

    /// Stands for what has too many cases.
    pub(super) fn unsettled(&mut self, space: &mut Space) -> Literal {
        self.opaque = true;
        space.problem.variable()
    }

    fn limit_of(&mut self, space: &mut Space, op: &NumberOp, end: End, limit: i64) -> Literal {
        match op {
            NumberOp::Constant(value) => Literal::of(*value >= limit),
            NumberOp::Answer(leaf) | NumberOp::Points(leaf) | NumberOp::DayNumber(leaf) => {
                self.answer(space, *leaf, end, limit)
            }
            NumberOp::DaysSince(leaf) => {
                // So many days ago, or more: on that day or before.
                let today = i64::from(space.as_of.day_number());
                let day = today.saturating_sub(limit).saturating_add(1);
                !self.answer(space, *leaf, end.other(), day)
            }
            NumberOp::YearsSince(leaf) => match first_day_without(space.as_of, limit) {
                Some(day) => !self.answer(space, *leaf, end.other(), day),
                None => Literal::YES,
            },
            NumberOp::Lookup { text, table, column, .. } => {
                let range = self.program.table(*table).and_then(|t| t.ranges.get(*column)).copied();
                let (_, least, most) = range.unwrap_or((0, i64::MIN, i64::MAX));
                let cells = self.cells(space, *text, *table, *column);
                let wanted = |reached: bool| {
                    let of = cells.iter().filter_map(move |(cell, at)| match cell {
                        LookupCell::Number(value) => Some((*value, *at)),
                        _ => None,
                    });
                    of.filter(move |(value, _)| (*value >= limit) == reached).map(|(_, at)| at)
                };
                match end {
                    End::Low if least >= limit => Literal::YES,
                    End::Low => space.problem.any(wanted(true)),
                    End::High if most < limit => Literal::NO,
                    End::High => !space.problem.any(wanted(false)),
                }
            }
            NumberOp::Add(left, right) => self.sum_of_two(space, (*left, end), (*right, end), limit),
            NumberOp::Subtract(left, right) => self.reaches(space, (*left, end), limit, (*right, end.other())),
            NumberOp::Multiply(left, right) => self.product(space, *left, *right, end, limit),
            NumberOp::Widen(of) => self.limit(space, *of, end, limit),
            NumberOp::Sum { .. }
            | NumberOp::CountItems(..)
            | NumberOp::CountTrue(_)
            | NumberOp::CountDistinct(_)
            | NumberOp::Rows { .. } => self.aggregate(space, op, end, limit),
        }
    }

    /// A given answer is itself; one that is not given may be anything its question allows.
    fn answer(&mut self, space: &mut Space, leaf: Leaf, end: End, limit: i64) -> Literal {
        let Some(own) = self.own_range(space, leaf) else { return self.unsettled(space) };
        let (given, _) = self.states(space, leaf.slot);
        match end {
            End::Low if limit <= own.least() => Literal::YES,
            End::High if limit > own.most() => Literal::NO,
            _ => {
                let reached = self.at_least(space, leaf.slot, limit);
                if end == End::Low { reached } else { space.problem.or(!given, reached) }
            }
        }
    }

    /// What this pack's question allows.
    pub(super) fn own_range(&self, space: &Space, leaf: Leaf) -> Option<Range> {
        let (question, _) = form::asked(self.pack, &self.program.layout, leaf.slot)?;
        form::range(question, space.as_of)
    }

    /// `a` is at least `b` and `more`.
    pub(super) fn reaches(&mut self, space: &mut Space, a: (NumberId, End), more: i64, b: (NumberId, End)) -> Literal {
        let (of_a, of_b) = (self.values(space, a.0), self.values(space, b.0));
        let mut ways = Vec::new();
        match (of_a, of_b) {
            (Some(values), of_b) if of_b.as_ref().is_none_or(|of_b| values.len() < of_b.len()) => {
                for value in values {
                    let beyond = value.saturating_sub(more).saturating_add(1);
                    let (up, down) = (self.limit(space, a.0, a.1, value), self.limit(space, b.0, b.1, beyond));
                    ways.push(space.problem.and(up, !down));
                }
            }
            (_, Some(values)) => {
                for value in values {
                    let up = self.limit(space, a.0, a.1, value.saturating_add(more));
                    let down = self.limit(space, b.0, b.1, value.saturating_add(1));
                    ways.push(space.problem.and(up, !down));
                }
            }
            _ => return self.unsettled(space),
        }
        space.problem.any(ways)
    }

    fn sum_of_two(&mut self, space: &mut Space, a: (NumberId, End), b: (NumberId, End), limit: i64) -> Literal {
        let (of_a, of_b) = (self.values(space, a.0), self.values(space, b.0));
        let (few, values, many) = match (of_a, of_b) {
            (Some(of_a), Some(of_b)) if of_b.len() < of_a.len() => (b, of_b, a),
            (Some(of_a), _) => (a, of_a, b),
            (None, Some(of_b)) => (b, of_b, a),
            (None, None) => return self.unsettled(space),
        };
        let mut ways = Vec::new();
        for value in values {
            let up = self.limit(space, few.0, few.1, value);
            let rest = self.limit(space, many.0, many.1, limit.saturating_sub(value));
            ways.push(space.problem.and(up, rest));
        }
        space.problem.any(ways)
    }

    fn product(&mut self, space: &mut Space, left: NumberId, right: NumberId, end: End, limit: i64) -> Literal {
        let constant = |id: NumberId| match self.program.number(id) {
            Some(NumberOp::Constant(value)) => Some(*value),
            _ => None,
        };
        if let Some((factor, of)) = constant(right).map(|k| (k, left)).or(constant(left).map(|k| (k, right))) {
            return self.multiple(space, (of, end), factor, limit);
        }
        let positive = [left, right].iter().all(|id| self.bounds(space, *id).0 >= 0);
        if positive && left == right {
            // A square reaches a limit where the number reaches its root.
            return match u64::try_from(limit) {
                Ok(limit @ 1..) => {
                    let root = limit.isqrt();
                    let root = root + u64::from(root * root < limit);
                    self.limit(space, left, end, i64::try_from(root).unwrap_or(i64::MAX))
                }
                _ => Literal::YES,
            };
        }
        if positive {
            return self.product_of_ends(space, (left, end), (right, end), limit);
        }
        let ends = [(End::Low, End::Low), (End::Low, End::High), (End::High, End::Low), (End::High, End::High)];
        let mut products = Vec::new();
        for (l, r) in ends {
            products.push(self.product_of_ends(space, (left, l), (right, r), limit));
        }
        match end {
            End::Low => space.problem.all(products),
            End::High => space.problem.any(products),
        }
    }

    fn multiple(&mut self, space: &mut Space, (of, end): (NumberId, End), factor: i64, limit: i64) -> Literal {
        match factor.signum() {
            0 => Literal::of(limit <= 0),
            1 => self.limit(space, of, end, at_least_over(limit, factor)),
            _ => {
                let most = at_most_over(limit, factor);
                !self.limit(space, of, end.other(), most.saturating_add(1))
            }
        }
    }

    /// The product of two ends, value by value of one of them.
    fn product_of_ends(&mut self, space: &mut Space, a: (NumberId, End), b: (NumberId, End), limit: i64) -> Literal {
        let (of_a, of_b) = (self.values(space, a.0), self.values(space, b.0));
        let (few, values, many) = match (of_a, of_b) {
            (Some(of_a), Some(of_b)) if of_b.len() < of_a.len() => (b, of_b, a),
            (Some(of_a), _) => (a, of_a, b),
            (None, Some(of_b)) => (b, of_b, a),
            (None, None) => return self.unsettled(space),
        };
        let mut ways = Vec::new();
        for (at, value) in values.iter().enumerate() {
            let from = self.limit(space, few.0, few.1, *value);
            let beyond = match values.get(at + 1) {
                Some(next) => self.limit(space, few.0, few.1, *next),
                None => Literal::NO,
            };
            let rest = match value.signum() {
                0 => Literal::of(limit <= 0),
                1 => self.limit(space, many.0, many.1, at_least_over(limit, *value)),
                _ => {
                    let most = at_most_over(limit, *value);
                    !self.limit(space, many.0, many.1, most.saturating_add(1))
                }
            };
            ways.push(space.problem.all([from, !beyond, rest]));
        }
        space.problem.any(ways)
    }

    /// Where there is no number at all.
    pub(super) fn absence(&mut self, space: &mut Space, id: NumberId) -> Rails {
        let program = self.program;
        match program.number(id) {
            Some(
                NumberOp::Answer(leaf)
                | NumberOp::Points(leaf)
                | NumberOp::DayNumber(leaf)
                | NumberOp::DaysSince(leaf)
                | NumberOp::YearsSince(leaf)
                | NumberOp::Lookup { text: leaf, .. },
            ) => self.absent_of(space, *leaf),
            Some(NumberOp::Add(l, r) | NumberOp::Subtract(l, r) | NumberOp::Multiply(l, r)) => {
                let (l, r) = (self.absence(space, *l), self.absence(space, *r));
                l.or(&mut space.problem, r)
            }
            Some(NumberOp::Widen(of)) => self.absence(space, *of),
            Some(op @ NumberOp::Rows { .. }) => self.no_row(space, op),
            _ => Rails::NO,
        }
    }

    /// Where a number is open because an answer was declined or unsure.
    pub(super) fn firmness(&mut self, space: &mut Space, id: NumberId) -> Literal {
        let program = self.program;
        match program.number(id) {
            Some(
                NumberOp::Answer(leaf)
                | NumberOp::Points(leaf)
                | NumberOp::DayNumber(leaf)
                | NumberOp::DaysSince(leaf)
                | NumberOp::YearsSince(leaf)
                | NumberOp::Lookup { text: leaf, .. },
            ) => self.states(space, leaf.slot).1,
            Some(NumberOp::Add(l, r) | NumberOp::Subtract(l, r) | NumberOp::Multiply(l, r)) => {
                let (l, r) = (self.firmness(space, *l), self.firmness(space, *r));
                space.problem.or(l, r)
            }
            Some(NumberOp::Widen(of)) => self.firmness(space, *of),
            Some(NumberOp::Constant(_)) | None => Literal::NO,
            Some(op) => self.aggregate_firmness(space, op),
        }
    }

    fn absent_of(&mut self, space: &mut Space, leaf: Leaf) -> Rails {
        self.absent(space, leaf)
    }
}

/// The least `x` with `factor * x >= limit`, for a positive factor.
fn at_least_over(limit: i64, factor: i64) -> i64 {
    limit.div_euclid(factor) + i64::from(limit.rem_euclid(factor) != 0)
}

/// The greatest `x` with `factor * x >= limit`, for a negative factor.
fn at_most_over(limit: i64, factor: i64) -> i64 {
    // factor * x >= limit is |factor| * -x >= limit.
    -at_least_over(limit, factor.saturating_neg())
}

/// The first day (as a number) on which fewer than `years` years have passed at `as_of`; `None` where that is no day at all.
fn first_day_without(as_of: Date, years: i64) -> Option<i64> {
    let enough = |day: i32| Date::from_day_number(day).is_some_and(|day| years_between(day, as_of) >= years);
    let last = Date::MAX.day_number();
    let (mut from, mut to) = (0, last + 1);
    while from < to {
        let middle = from + (to - from) / 2;
        if enough(middle) { from = middle + 1 } else { to = middle }
    }
    (from <= last).then_some(from.into())
}

/// Years as the evaluator counts them: also a day that is yet to come makes the count one less.
pub(super) fn years_between(from: Date, to: Date) -> i64 {
    let packed = |(year, month, day): (i32, i32, i32)| i64::from(year * 10_000 + month * 100 + day);
    (packed(to.parts()) - packed(from.parts())).div_euclid(10_000)
}
