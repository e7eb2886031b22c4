//! Turns coverage into what it lacks, and each lack into the goals that an applicant who fills it reaches.

use super::{Condition, Coverage, Of, Outcome, Row};
use crate::explain::Says;
use crate::prove::{Goal, Side};
use crate::value::Truth;

/// An outcome of a line that no applicant made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gap {
    pub of: Of,
    /// The place of the line in its condition, as in [`Condition::lines`].
    pub line: usize,
    pub outcome: Outcome,
}

impl Coverage {
    /// What no applicant made, in the order of the conditions and of their lines.
    pub fn gaps(&self) -> Vec<Gap> {
        self.conditions.iter().flat_map(Condition::gaps).collect()
    }

    pub fn condition(&self, of: Of) -> Option<&Condition> {
        self.conditions.iter().find(|condition| condition.of == of)
    }
}

impl Condition {
    /// The outcomes that a line is held to. A group decides alone wherever one of its lines does: only its lines are held to it.
    pub fn outcomes(&self, line: usize) -> impl Iterator<Item = Outcome> {
        let is_group = self.lines.get(line).is_none_or(super::Line::is_group);
        Outcome::OWN.into_iter().chain(Outcome::DECIDED.into_iter().filter(move |_| !is_group))
    }

    /// What a line itself comes to where it makes an outcome: under an odd number of `none` it decides by its opposite.
    pub fn needed_for(&self, line: usize, outcome: Outcome) -> Outcome {
        let above = |at: &usize| self.lines.get(*at).and_then(|line| line.above);
        let groups = std::iter::successors(above(&line), above);
        let is_turned =
            groups.filter(|at| self.lines.get(*at).is_some_and(|group| group.says == Some(Says::None))).count() % 2
                == 1;
        match (outcome, is_turned) {
            (Outcome::DecidedMet, false) | (Outcome::DecidedNotMet, true) => Outcome::Met,
            (Outcome::DecidedNotMet, false) | (Outcome::DecidedMet, true) => Outcome::NotMet,
            (own, _) => own,
        }
    }

    fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for (line, counts) in self.counts.iter().enumerate() {
            let lacking = self.outcomes(line).filter(|outcome| counts.of(*outcome) == 0);
            gaps.extend(lacking.map(|outcome| Gap { of: self.of, line, outcome }));
        }
        gaps
    }

    /// What must hold for one row of the condition's nodes.
    fn reached(&self, row: &Row, line: usize, outcome: Outcome, side: Side) -> Goal {
        let node = |at: usize, truth| match row.nodes.get(at) {
            Some(node) => Goal::Node(side, *node, truth),
            None => Goal::Any(Vec::new()),
        };
        let mut all: Vec<Goal> = row.present.map(|present| Goal::Node(side, present, Truth::Yes)).into_iter().collect();
        all.push(match outcome {
            Outcome::Met => node(line, Truth::Yes),
            Outcome::NotMet => node(line, Truth::No),
            Outcome::Unknown => node(line, Truth::Unknown),
            Outcome::DecidedMet => node(0, Truth::Yes),
            Outcome::DecidedNotMet => node(0, Truth::No),
        });
        if Outcome::DECIDED.contains(&outcome) {
            let mut at = line;
            while let Some(above) = self.lines.get(at).and_then(|line| line.above) {
                let Some(group) = self.lines.get(above) else { break };
                let others: Vec<usize> = group.of.iter().copied().filter(|other| *other != at).collect();
                let are = |truth| others.iter().map(|other| node(*other, truth)).collect();
                // One less than must hold do, and the rest does not.
                let needed = group.needs().saturating_sub(1);
                all.push(Goal::AtLeast(needed, are(Truth::Yes)));
                all.push(Goal::AtLeast(others.len().saturating_sub(needed), are(Truth::No)));
                at = above;
            }
        }
        Goal::All(all)
    }
}

/// What an applicant reaches who fills a gap, as [`crate::prove::Prover::ask`] takes it; `None` where there is no such line.
pub fn goal(coverage: &Coverage, gap: &Gap, side: Side) -> Option<Goal> {
    let condition = coverage.condition(gap.of)?;
    condition.lines.get(gap.line)?;
    let ways = condition.rows.iter().map(|row| condition.reached(row, gap.line, gap.outcome, side));
    Some(Goal::Any(ways.collect()))
}
