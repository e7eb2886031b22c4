//! Turns coverage into shares of what can be covered, and what is lacking from each.

use super::{Condition, Coverage, Gap, Of, Outcome, Standing};
use crate::pack::Pack;
use crate::program::Program;
use crate::value::Date;

/// A share of the lines of all conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Lines, with the groups they stand in, that somebody met.
    Met,
    NotMet,
    Unknown,
    /// Lines that alone decided, once each way.
    Mcdc,
}

impl Measure {
    pub const ALL: [Self; 4] = [Self::Met, Self::NotMet, Self::Unknown, Self::Mcdc];

    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::Unknown => "unknown",
            Self::Mcdc => "mcdc",
        }
    }

    pub fn outcomes(self) -> &'static [Outcome] {
        match self {
            Self::Met => &[Outcome::Met],
            Self::NotMet => &[Outcome::NotMet],
            Self::Unknown => &[Outcome::Unknown],
            Self::Mcdc => &Outcome::DECIDED,
        }
    }
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub covered: usize,
    /// Without those that nobody can cover.
    pub of: usize,
    /// Proved to be beyond everybody.
    pub impossible: usize,
}

impl Share {
    pub fn is_whole(self) -> bool {
        self.covered == self.of
    }

    /// Whether it is at least so many in a hundred.
    pub fn reaches(self, percent: u8) -> bool {
        self.covered * 100 >= self.of * usize::from(percent)
    }

    /// In a hundred, rounded down.
    pub fn percent(self) -> usize {
        (self.covered * 100).checked_div(self.of).unwrap_or(100)
    }

    fn count(&mut self, is_covered: bool, is_impossible: bool) {
        match (is_covered, is_impossible) {
            (true, _) => (self.covered, self.of) = (self.covered + 1, self.of + 1),
            (false, true) => self.impossible += 1,
            (false, false) => self.of += 1,
        }
    }
}

/// A gap, and what the prover says of it where it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    pub gap: Gap,
    pub standing: Option<Standing>,
}

impl Lack {
    pub fn is_impossible(&self) -> bool {
        matches!(self.standing, Some(Standing::Impossible { .. }))
    }
}

/// Coverage with everything that it lacks.
#[derive(Clone, Debug)]
pub struct Report {
    pub coverage: Coverage,
    pub lacks: Vec<Lack>,
    /// The day for which it is proved what nobody can cover.
    pub proved_as_of: Option<Date>,
}

impl Report {
    pub fn new(coverage: Coverage) -> Self {
        let lacks = coverage.gaps().into_iter().map(|gap| Lack { gap, standing: None }).collect();
        Self { coverage, lacks, proved_as_of: None }
    }

    /// Asks of each gap whether anybody can fill it. `program` is that of the pack.
    pub fn prove(&mut self, pack: &Pack, program: &Program, as_of: Date) {
        let gaps: Vec<Gap> = self.lacks.iter().map(|lack| lack.gap).collect();
        let standings = self.coverage.standings(pack, program, &gaps, as_of);
        for (lack, standing) in self.lacks.iter_mut().zip(standings) {
            lack.standing = Some(standing);
        }
        self.proved_as_of = Some(as_of);
    }

    /// What a line lacks.
    pub fn of(&self, of: Of, line: usize) -> &[Lack] {
        let start = self.lacks.partition_point(|lack| (lack.gap.of, lack.gap.line) < (of, line));
        let end = self.lacks.partition_point(|lack| (lack.gap.of, lack.gap.line) <= (of, line));
        self.lacks.get(start..end).unwrap_or_default()
    }

    pub fn share(&self, measure: Measure) -> Share {
        let mut share = Share::default();
        for condition in &self.coverage.conditions {
            for line in 0..condition.lines.len() {
                self.count(condition, line, measure, &mut share);
            }
        }
        share
    }

    /// The lines of one condition that alone decided, once each way.
    pub fn decided(&self, condition: &Condition) -> Share {
        let mut share = Share::default();
        for line in 0..condition.lines.len() {
            self.count(condition, line, Measure::Mcdc, &mut share);
        }
        share
    }

    /// Rules that came to everything they can come to.
    pub fn rules(&self) -> Share {
        let mut share = Share::default();
        for condition in self.coverage.conditions.iter().filter(|condition| matches!(condition.of, Of::Rule(_))) {
            let lacks = || self.of(condition.of, 0).iter().filter(|lack| Outcome::OWN.contains(&lack.gap.outcome));
            share.count(lacks().all(Lack::is_impossible), false);
        }
        share
    }

    /// What a share lacks that somebody could perhaps cover.
    pub fn wanting(&self, measure: Measure) -> impl Iterator<Item = &Lack> {
        let held = measure.outcomes();
        self.lacks.iter().filter(move |lack| {
            let of_line = || self.of(lack.gap.of, lack.gap.line).iter().filter(|l| held.contains(&l.gap.outcome));
            held.contains(&lack.gap.outcome) && !of_line().any(Lack::is_impossible)
        })
    }

    /// A line that is not held to a measure counts for nothing; one of which something is impossible cannot be covered.
    fn count(&self, condition: &Condition, line: usize, measure: Measure, share: &mut Share) {
        let held = measure.outcomes();
        if condition.outcomes(line).any(|outcome| held.contains(&outcome)) {
            let lacks = || self.of(condition.of, line).iter().filter(|lack| held.contains(&lack.gap.outcome));
            share.count(lacks().next().is_none(), lacks().any(Lack::is_impossible));
        }
    }
}
