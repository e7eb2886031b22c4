//! A whole number as literals: one for each limit that something compares it with, made when it is first asked for.

use std::collections::BTreeMap;

use super::problem::{Literal, Problem};

/// What a number may be: every whole number from `least` to `most`, or those of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Range {
    All(i64, i64),
    /// Ascending, at least one.
    Some(Vec<i64>),
}

impl Range {
    pub fn least(&self) -> i64 {
        match self {
            Self::All(least, _) => *least,
            Self::Some(values) => values.first().copied().unwrap_or(0),
        }
    }

    pub fn most(&self) -> i64 {
        match self {
            Self::All(_, most) => *most,
            Self::Some(values) => values.last().copied().unwrap_or(0),
        }
    }

    /// The least value that is at least so much.
    fn from(&self, limit: i64) -> Option<i64> {
        match self {
            Self::All(least, most) => (limit <= *most).then_some(limit.max(*least)),
            Self::Some(values) => values.get(values.partition_point(|v| *v < limit)).copied(),
        }
    }

    pub fn contains(&self, value: i64) -> bool {
        self.from(value) == Some(value)
    }

    /// How many values there are.
    pub fn count(&self) -> u64 {
        match self {
            Self::All(least, most) => most.abs_diff(*least).saturating_add(1),
            Self::Some(values) => values.len() as u64,
        }
    }

    pub fn values(&self) -> Box<dyn Iterator<Item = i64> + '_> {
        match self {
            Self::All(least, most) => Box::new(*least..=*most),
            Self::Some(values) => Box::new(values.iter().copied()),
        }
    }

    /// Everything that either allows.
    pub fn or(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Some(a), Self::Some(b)) => {
                let mut values: Vec<i64> = a.iter().chain(b).copied().collect();
                values.sort_unstable();
                values.dedup();
                Self::Some(values)
            }
            _ => Self::All(self.least().min(other.least()), self.most().max(other.most())),
        }
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
