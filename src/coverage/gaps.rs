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

/// One thing that must hold where a line makes an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The line at this place comes to this.
    Is(usize, Truth),
    /// Of the other lines in the group of the line at this place, one less than must hold do, and the rest does not.
    Others(usize),
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
        let groups = std::iter::successors(self.above(line), |at| self.above(*at));
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

    /// What an applicant must reach who makes an outcome of a line, one thing at a time.
    fn parts(&self, line: usize, outcome: Outcome) -> Vec<Part> {
        let own = match self.needed_for(line, outcome) {
            Outcome::Met => Truth::Yes,
            Outcome::NotMet => Truth::No,
            _ => Truth::Unknown,
        };
        let mut parts = vec![Part::Is(line, own)];
        let mut at = line;
        while let Some(above) = self.above(at).filter(|_| Outcome::DECIDED.contains(&outcome)) {
            let Some(group) = self.lines.get(above) else { break };
            let others = || group.of.iter().copied().filter(|other| *other != at);
            // One less than must hold do, and the rest does not.
            if group.needs() == group.of.len() {
                parts.extend(others().map(|other| Part::Is(other, Truth::Yes)));
            } else if group.needs() == 1 {
                parts.extend(others().map(|other| Part::Is(other, Truth::No)));
            } else {
                parts.push(Part::Others(at));
            }
            at = above;
        }
        parts
    }

    fn above(&self, line: usize) -> Option<usize> {
        self.lines.get(line)?.above
    }

    /// A part as a goal, for one row of the condition's nodes.
    fn goal(&self, row: &Row, part: Part, side: Side) -> Goal {
        let node = |at: usize, truth| match row.nodes.get(at) {
            Some(node) => Goal::Node(side, *node, truth),
            None => Goal::Any(Vec::new()),
        };
        match part {
            Part::Is(line, truth) => node(line, truth),
            Part::Others(line) => {
                let Some(group) = self.above(line).and_then(|above| self.lines.get(above)) else {
                    return Goal::All(Vec::new());
                };
                let others: Vec<usize> = group.of.iter().copied().filter(|other| *other != line).collect();
                let are = |truth| others.iter().map(|other| node(*other, truth)).collect();
                let held = group.needs().saturating_sub(1);
                let rest = others.len().saturating_sub(held);
                Goal::All(vec![Goal::AtLeast(held, are(Truth::Yes)), Goal::AtLeast(rest, are(Truth::No))])
            }
        }
    }

    /// The parts of a gap as goals, by row; a row comes with the goal that it is there.
    pub(super) fn ways(&self, gap: &Gap, side: Side) -> Vec<(Goal, Vec<(Part, Goal)>)> {
        let parts = self.parts(gap.line, gap.outcome);
        let way = |row: &Row| {
            let present = row.present.map_or(Goal::All(Vec::new()), |node| Goal::Node(side, node, Truth::Yes));
            (present, parts.iter().map(|part| (*part, self.goal(row, *part, side))).collect())
        };
        self.rows.iter().map(way).collect()
    }
}

/// What an applicant reaches who fills a gap, as [`crate::prove::Prover::ask`] takes it; `None` where there is no such line.
pub fn goal(coverage: &Coverage, gap: &Gap, side: Side) -> Option<Goal> {
    let condition = coverage.condition(gap.of)?;
    condition.lines.get(gap.line)?;
    let ways = condition.ways(gap, side).into_iter().map(|(present, parts)| {
        let mut all = vec![present];
        all.extend(parts.into_iter().map(|(_, goal)| goal));
        Goal::All(all)
    });
    Some(Goal::Any(ways.collect()))
}
