//! A whole number as literals: one for each limit that something compares it with, made when it is first asked for.

use std::collections::BTreeMap;

use super::problem::{Literal, Problem};

/// What a number may be: spans of whole numbers, ascending and apart, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range(Vec<(i64, i64)>);

impl Range {
    pub fn all(least: i64, most: i64) -> Self {
        Self(vec![(least, most)])
    }

    /// These values and no others; `None` where there are none.
    pub fn some(values: impl IntoIterator<Item = i64>) -> Option<Self> {
        let spans: Vec<(i64, i64)> = values.into_iter().map(|value| (value, value)).collect();
        (!spans.is_empty()).then(|| Self::joined(spans))
    }

    fn joined(mut spans: Vec<(i64, i64)>) -> Self {
        spans.sort_unstable();
        let mut joined: Vec<(i64, i64)> = Vec::with_capacity(spans.len());
        for (from, to) in spans {
            match joined.last_mut() {
                Some((_, last)) if from <= last.saturating_add(1) => *last = to.max(*last),
                _ => joined.push((from, to)),
            }
        }
        Self(joined)
    }

    pub fn spans(&self) -> &[(i64, i64)] {
        &self.0
    }

    pub fn least(&self) -> i64 {
        self.0.first().map_or(0, |(from, _)| *from)
    }

    pub fn most(&self) -> i64 {
        self.0.last().map_or(0, |(_, to)| *to)
    }

    /// The least value that is at least so much.
    fn from(&self, limit: i64) -> Option<i64> {
        self.0.iter().find(|(_, to)| limit <= *to).map(|(from, _)| limit.max(*from))
    }

    pub fn contains(&self, value: i64) -> bool {
        self.from(value) == Some(value)
    }

    /// How many values there are.
    pub fn count(&self) -> u64 {
        self.0.iter().map(|(from, to)| to.abs_diff(*from).saturating_add(1)).fold(0, u64::saturating_add)
    }

    pub fn values(&self) -> impl Iterator<Item = i64> + '_ {
        self.0.iter().flat_map(|(from, to)| *from..=*to)
    }

    /// Everything that either allows.
    pub fn or(&self, other: &Self) -> Self {
        Self::joined(self.0.iter().chain(&other.0).copied().collect())
    }
}

/// A number that is known. Where there is none (`given` does not hold) every limit reads as not reached.
#[derive(Clone, Debug)]
pub struct Order {
    pub range: Range,
    given: Literal,
    /// Where it is known beforehand.
    fixed: Option<i64>,
    cuts: BTreeMap<i64, Literal>,
}

impl Order {
    pub fn new(range: Range, given: Literal) -> Self {
        Self { range, given, fixed: None, cuts: BTreeMap::new() }
    }

    /// A number that is known beforehand.
    pub fn fixed(range: Range, number: i64) -> Self {
        Self { range, given: Literal::YES, fixed: Some(number), cuts: BTreeMap::new() }
    }

    /// It is given, and at least so much.
    pub fn at_least(&mut self, problem: &mut Problem, limit: i64) -> Literal {
        let Some(limit) = self.range.from(limit) else { return Literal::NO };
        if limit <= self.range.least() {
            return self.given;
        }
        if let Some(number) = self.fixed {
            return Literal::of(number >= limit);
        }
        if self.given == Literal::NO {
            return Literal::NO;
        }
        if let Some(cut) = self.cuts.get(&limit) {
            return *cut;
        }
        let cut = problem.variable();
        let below = self.cuts.range(..limit).next_back().map_or(self.given, |(_, below)| *below);
        problem.implies(cut, below);
        if let Some((_, above)) = self.cuts.range(limit..).next() {
            problem.implies(*above, cut);
        }
        self.cuts.insert(limit, cut);
        cut
    }

    /// It is given, and exactly so much.
    pub fn is(&mut self, problem: &mut Problem, value: i64) -> Literal {
        if !self.range.contains(value) {
            return Literal::NO;
        }
        let (from, beyond) = (self.at_least(problem, value), self.at_least(problem, value.saturating_add(1)));
        problem.and(from, !beyond)
    }

    /// Least and greatest value of the cell in which the last solution lies.
    pub fn cell(&self, problem: &Problem) -> (i64, i64) {
        if let Some(number) = self.fixed {
            return (number, number);
        }
        let reached = self.cuts.iter().rev().find(|(_, cut)| problem.value(**cut));
        let low = reached.map_or(self.range.least(), |(value, _)| *value);
        let high = self.cuts.range(low.saturating_add(1)..).next().map_or(self.range.most(), |(value, _)| *value - 1);
        (low, high)
    }

    /// The least value of each cell, ascending.
    pub fn cells(&self) -> Vec<i64> {
        std::iter::once(self.range.least()).chain(self.limits()).collect()
    }

    /// Every limit in use, ascending.
    pub fn limits(&self) -> impl Iterator<Item = i64> + '_ {
        self.cuts.keys().copied()
    }
}
