//! Turns totals, counts and aggregates over rows into literals: sums of parts, in the evaluator's own bounds.

use super::numbers::End;
use super::problem::{Literal, Part, Problem};
use super::rails::Rails;
use super::translate::{Space, Translation};
use crate::language::Comparison;
use crate::pack::Answer;
use crate::program::{Aggregate, ChoiceSource, NumberId, NumberOp, RowValue, SumItem};

/// Values of a row's number beyond which a sum over rows is not taken apart.
const MOST_STEPS: usize = 1_500;

impl Translation<'_> {
    pub(super) fn aggregate(&mut self, space: &mut Space, op: &NumberOp, end: End, limit: i64) -> Literal {
        match op {
            NumberOp::Sum { items, .. } => {
                let parts: Vec<Part> = items.iter().map(|item| self.item(space, *item, end)).collect();
                space.problem.sum_at_least(&parts, limit)
            }
            NumberOp::CountItems(items, operator, right) => {
                let mut counted = Vec::new();
                for item in items {
                    counted.push(self.item_compares(space, *item, *operator, *right, end));
                }
                count(space, counted, limit)
            }
            NumberOp::CountTrue(of) => {
                let mut counted = Vec::new();
                for id in of {
                    let truth = self.truth(space, *id);
                    counted.push(if end == End::Low { truth.yes } else { truth.possible() });
                }
                count(space, counted, limit)
            }
            NumberOp::CountDistinct(rows) => self.distinct(space, rows, end, limit),
            NumberOp::Rows { aggregate, rows, range } => self.rows(space, *aggregate, rows, *range, end, limit),
            _ => self.unsettled(space),
        }
    }

    /// The points an item adds: at the low end those of an answer, at the high end the most where there is none; 0 where it is
    /// not asked.
    fn item(&mut self, space: &mut Space, item: SumItem, end: End) -> Part {
        let absent = self.absent(space, item.leaf);
        let here = if end == End::Low { absent.no } else { !absent.yes };
        let (given, _) = self.states(space, item.leaf.slot);
        if item.yes_no {
            let yes = match space.form.variable(self.side, item.leaf.slot).map(|v| &v.value) {
                Some(super::form::Value::YesNo(yes)) => *yes,
                _ => Literal::NO,
            };
            let yes = space.form.readable(&mut space.problem, self.side, item.leaf.slot, yes);
            let scored = if item.reversed { space.problem.and(given, !yes) } else { yes };
            // A given answer counts as asked, so that only the blank one looks at `here`.
            return Part::one(match end {
                End::Low => scored,
                End::High => {
                    let open = space.problem.or(scored, !given);
                    space.problem.and(open, here)
                }
            })
            .simple();
        }
        let question =
            self.program.layout.question(item.leaf.slot).and_then(|(q, _)| self.pack.questions.get(q.index()));
        let mut points: Vec<i64> = match question.map(|q| &q.answer) {
            Some(Answer::Points(points)) => points.iter().map(|p| p.points.into()).collect(),
            _ => Vec::new(),
        };
        points.sort_unstable();
        let least = points.first().copied().unwrap_or(0);
        let most = points.last().copied().unwrap_or(0);
        let mut steps = Vec::new();
        for value in points.into_iter().filter(|value| *value > 0) {
            let reached = self.at_least(space, item.leaf.slot, value);
            let reached = match end {
                End::Low if value <= least => Literal::YES,
                End::Low => reached,
                End::High if value > most => Literal::NO,
                End::High => space.problem.or(!given, reached),
            };
            steps.push((value, space.problem.and(reached, here)));
        }
        Part { least: 0, steps }.simple()
    }

    /// An item compares so: surely at the low end, possibly at the high end. One that is not asked does not.
    fn item_compares(
        &mut self,
        space: &mut Space,
        item: SumItem,
        operator: Comparison,
        right: i64,
        end: End,
    ) -> Literal {
        let absent = self.absent(space, item.leaf);
        let mut reaches = |this: &mut Self, of: End, limit: i64| {
            let part = this.item(space, item, of);
            if limit <= part.least {
                return Literal::YES;
            }
            part.steps.iter().find(|(value, _)| *value >= limit).map_or(Literal::NO, |(_, literal)| *literal)
        };
        // Every value from low to high compares so, or some value does.
        let every = end == End::Low;
        let beyond = right.saturating_add(1);
        let (lower, upper) = if every { (End::Low, End::High) } else { (End::High, End::Low) };
        let holds = match operator {
            Comparison::AtLeast => reaches(self, lower, right),
            Comparison::Greater => reaches(self, lower, beyond),
            Comparison::AtMost => !reaches(self, upper, beyond),
            Comparison::Less => !reaches(self, upper, right),
            Comparison::Equal | Comparison::NotEqual => {
                let (low, high) = (reaches(self, End::Low, right), reaches(self, End::High, right));
                let (above, up) = (reaches(self, End::Low, beyond), reaches(self, End::High, beyond));
                match (operator == Comparison::Equal, every) {
                    (true, true) => space.problem.and(low, !up),
                    (true, false) => space.problem.and(!above, high),
                    (false, true) => space.problem.or(above, !high),
                    (false, false) => !space.problem.and(low, !up),
                }
            }
        };
        let here = if every { absent.no } else { !absent.yes };
        if item.leaf.asked.is_some() { space.problem.and(holds, here) } else { holds }
    }

    /// A row holds and has a value.
    pub(super) fn with_value<T>(&mut self, space: &mut Space, row: &RowValue<T>, absent: Rails) -> (Rails, Rails) {
        let (present, holds) = (self.truth(space, row.present), self.truth(space, row.holds));
        let problem = &mut space.problem;
        let here = present.yes;
        let absent = Rails {
            yes: problem.and(absent.yes, here),
            no: problem.or(absent.no, !here),
            firm: problem.and(absent.firm, here),
        };
        (present, holds.and(problem, !absent))
    }

    fn rows(
        &mut self,
        space: &mut Space,
        aggregate: Aggregate,
        rows: &[RowValue<NumberId>],
        range: (i64, i64),
        end: End,
        limit: i64,
    ) -> Literal {
        if aggregate == Aggregate::Sum {
            return self.sum_of_rows(space, rows, range, end, limit);
        }
        // By row: whether it surely, and possibly, counts, and whether its low and high end reach the limit.
        let mut each = Vec::new();
        for row in rows {
            let absent = self.absence(space, row.value);
            let (present, holds) = self.with_value(space, row, absent);
            let mut reached = |this: &mut Self, end: End, otherwise: i64| {
                let own = this.limit(space, row.value, end, limit);
                space.problem.either(present.yes, own, Literal::of(otherwise >= limit))
            };
            let (low, high) = (reached(self, End::Low, range.0), reached(self, End::High, range.1));
            each.push((holds.yes, holds.possible(), low, high));
        }
        let problem = &mut space.problem;
        let (sure, some) = (problem.any(each.iter().map(|e| e.0)), problem.any(each.iter().map(|e| e.1)));
        let every = |problem: &mut Problem, of: Vec<(Literal, Literal)>| {
            let of: Vec<Literal> = of.into_iter().map(|(counts, reached)| problem.or(!counts, reached)).collect();
            problem.all(of)
        };
        let one = |problem: &mut Problem, of: Vec<(Literal, Literal)>| {
            let of: Vec<Literal> = of.into_iter().map(|(counts, reached)| problem.and(counts, reached)).collect();
            problem.any(of)
        };
        let among = match (aggregate, end) {
            (Aggregate::Least, End::Low) => every(problem, each.iter().map(|e| (e.1, e.2)).collect()),
            (Aggregate::Least, End::High) => {
                let surely = every(problem, each.iter().map(|e| (e.0, e.3)).collect());
                let perhaps = one(problem, each.iter().map(|e| (e.1, e.3)).collect());
                problem.either(sure, surely, perhaps)
            }
            (_, End::Low) => {
                let surely = one(problem, each.iter().map(|e| (e.0, e.2)).collect());
                let perhaps = every(problem, each.iter().map(|e| (e.1, e.2)).collect());
                problem.either(sure, surely, perhaps)
            }
            (_, End::High) => one(problem, each.iter().map(|e| (e.1, e.3)).collect()),
        };
        let whole = if end == End::Low { range.0 } else { range.1 };
        problem.either(some, among, Literal::of(whole >= limit))
    }

    fn sum_of_rows(
        &mut self,
        space: &mut Space,
        rows: &[RowValue<NumberId>],
        range: (i64, i64),
        end: End,
        limit: i64,
    ) -> Literal {
        let mut parts = Vec::new();
        for row in rows {
            let Some(values) = self.values(space, row.value).filter(|values| values.len() <= MOST_STEPS) else {
                return self.unsettled(space);
            };
            let absent = self.absence(space, row.value);
            let (present, holds) = self.with_value(space, row, absent);
            // What it adds: its value where it surely counts; where it may, that or nothing, whichever is further out.
            let (least, most) = (range.0.min(0), range.1.max(0));
            let mut steps = Vec::new();
            let whole = if end == End::Low { range.0 } else { range.1 };
            let mut limits: Vec<i64> = values.into_iter().chain([0, range.0, range.1]).collect();
            limits.sort_unstable();
            limits.dedup();
            for value in limits.into_iter().filter(|value| *value > least && *value <= most) {
                let own = self.limit(space, row.value, end, value);
                let problem = &mut space.problem;
                let own = problem.either(present.yes, own, Literal::of(whole >= value));
                let nothing = Literal::of(0 >= value);
                let perhaps = if end == End::Low { problem.and(own, nothing) } else { problem.or(own, nothing) };
                let perhaps = problem.either(holds.possible(), perhaps, nothing);
                steps.push((value, problem.either(holds.yes, own, perhaps)));
            }
            parts.push(Part { least, steps }.simple());
        }
        space.problem.sum_at_least(&parts, limit)
    }

    /// No row counts: there is no least and no greatest.
    pub(super) fn no_row(&mut self, space: &mut Space, op: &NumberOp) -> Rails {
        let NumberOp::Rows { aggregate, rows, .. } = op else { return Rails::NO };
        if *aggregate == Aggregate::Sum {
            return Rails::NO;
        }
        let mut some = Vec::new();
        for row in rows {
            let absent = self.absence(space, row.value);
            some.push(self.with_value(space, row, absent).1);
        }
        !Rails::any(&mut space.problem, &some)
    }

    pub(super) fn aggregate_firmness(&mut self, space: &mut Space, op: &NumberOp) -> Literal {
        let mut firm = Vec::new();
        match op {
            NumberOp::Sum { items, .. } | NumberOp::CountItems(items, ..) => {
                for item in items {
                    let (absent, (_, own)) = (self.absent(space, item.leaf), self.states(space, item.leaf.slot));
                    firm.push(space.problem.and(own, !absent.yes));
                }
            }
            NumberOp::CountTrue(of) => {
                for id in of {
                    firm.push(self.truth(space, *id).firm);
                }
            }
            NumberOp::CountDistinct(rows) => {
                for row in rows {
                    let absent = match row.value {
                        ChoiceSource::Answer(leaf) | ChoiceSource::Lookup { text: leaf, .. } => {
                            self.absent(space, leaf)
                        }
                        ChoiceSource::Fixed(_) => Rails::NO,
                    };
                    firm.push(self.with_value(space, row, absent).1.firm);
                }
            }
            NumberOp::Rows { rows, .. } => {
                for row in rows {
                    let absent = self.absence(space, row.value);
                    let own = self.firmness(space, row.value);
                    let (present, holds) = self.with_value(space, row, absent);
                    let value = space.problem.all([own, holds.possible(), present.yes]);
                    firm.extend([holds.firm, value]);
                }
            }
            _ => {}
        }
        space.problem.any(firm)
    }
}

/// At least so many of the literals hold.
fn count(space: &mut Space, of: Vec<Literal>, limit: i64) -> Literal {
    match usize::try_from(limit) {
        Ok(limit) => space.problem.at_least(limit, of),
        Err(_) => Literal::YES,
    }
}
