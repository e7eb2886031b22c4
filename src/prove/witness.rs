//! Makes a found applicant small: as few answers as possible differ from the ordinary applicant, each as mild as can be, and
//! the evaluator agrees at every step.

use super::applicants::{self, Applicant, State};
use super::form::Value;
use super::problem::{Found, Literal, Part};
use super::{Answer, Goal, Prover, Side};
use crate::language::{Comparison, Safety};
use crate::value::LANES;

/// Conflicts after which the search for a smaller applicant stops.
const CONFLICTS: u64 = 1_000;

/// A made-up applicant who reaches the goals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    pub applicant: Applicant,
    /// The answers that differ from the ordinary ones, by variable.
    pub notable: Vec<usize>,
    /// Proved: nobody reaches the goals with fewer notable answers.
    pub fewest: bool,
}

impl Prover<'_> {
    /// The smallest applicant who reaches the goals, from the last solution.
    pub(super) fn witness(&mut self, goals: &[Goal], literals: &[Literal]) -> Answer {
        let mut applicant = applicants::of_solution(&self.space.problem, &self.space.form, &self.space.texts);
        if !self.agrees(&applicant, goals) {
            return self.disagreed(applicant);
        }
        let alone = self.sides.iter().enumerate().all(|(at, _)| self.reads_first_sheet(at));
        if alone {
            let ordinary = self.ordinary().clone();
            self.shrink(&mut applicant, &ordinary, goals);
        }
        let fewest = self.fewer(&mut applicant, goals, literals, alone);
        let goals = self.calmer(&mut applicant, goals, literals);
        if alone {
            let ordinary = self.ordinary().clone();
            self.shrink(&mut applicant, &ordinary, &goals);
            self.soften(&mut applicant, &goals);
        }
        let notable = self.notable_in(&applicant);
        Answer::Found(Box::new(Witness { applicant, notable, fewest }))
    }

    fn reads_first_sheet(&self, side: usize) -> bool {
        let reads = self.space.form.reads.get(side).into_iter().flatten();
        reads.filter_map(|read| self.space.form.variables.get(read.variable)).all(|variable| variable.sheet == 0)
    }

    /// Whether an applicant reaches all goals, as the evaluator finds.
    pub fn agrees(&mut self, applicant: &Applicant, goals: &[Goal]) -> bool {
        self.judge.judge(&self.space, std::slice::from_ref(applicant), goals) & 1 == 1
    }

    /// Where something was too large to translate, a solution may be none; otherwise translation and evaluator disagree.
    fn disagreed(&self, applicant: Applicant) -> Answer {
        if self.is_opaque() { Answer::GaveUp } else { Answer::Disagreed(Box::new(applicant)) }
    }

    fn notable_in(&mut self, applicant: &Applicant) -> Vec<usize> {
        let ordinary = self.ordinary();
        (0..applicant.len()).filter(|at| applicant.get(*at) != ordinary.get(*at)).collect()
    }

    /// Makes answers as another applicant has them, one by one, as long as the goals are still reached.
    pub(super) fn shrink(&mut self, applicant: &mut Applicant, toward: &Applicant, goals: &[Goal]) {
        while let Some(shorter) = self.without_a_row(applicant, toward, goals) {
            *applicant = shorter;
        }
        let mut from = 0;
        loop {
            let other = |at: &usize| applicant.get(*at) != toward.get(*at) && self.is_there(applicant, *at);
            let others: Vec<usize> = (0..applicant.len()).filter(other).collect();
            // On from where the last one was found, and once more from the start.
            let later = others.iter().filter(|at| **at >= from).chain(others.iter().filter(|at| **at < from));
            let order: Vec<usize> = later.copied().collect();
            let mut better = None;
            for some in order.chunks(LANES) {
                let tried: Vec<Applicant> = some.iter().map(|at| self.answered_as(applicant, toward, *at)).collect();
                let fits = self.judge.judge(&self.space, &tried, goals);
                if fits != 0 {
                    let lane = fits.trailing_zeros() as usize;
                    from = some.get(lane).map_or(0, |at| at + 1);
                    better = tried.into_iter().nth(lane);
                    break;
                }
            }
            match better {
                Some(better) => *applicant = better,
                None => return,
            }
        }
    }

    /// An answer stands in no row, or in one that the applicant has.
    pub(super) fn is_there(&self, applicant: &Applicant, at: usize) -> bool {
        let Some(variable) = self.space.form.variables.get(at) else { return false };
        variable.group.is_none_or(|group| variable.row < rows(applicant, group))
    }

    /// The same applicant with one row fewer in a group that has more than another applicant's.
    pub(super) fn without_a_row(
        &mut self,
        applicant: &Applicant,
        toward: &Applicant,
        goals: &[Goal],
    ) -> Option<Applicant> {
        let mut tried = Vec::new();
        let mut groups: Vec<usize> = self.space.form.variables.iter().filter_map(|v| v.group).collect();
        groups.sort_unstable();
        groups.dedup();
        for group in groups.into_iter().filter(|group| rows(applicant, *group) > rows(toward, *group)) {
            let count = rows(applicant, group);
            for gone in 0..count {
                let mut made = applicant.clone();
                if let Some(place) = made.get_mut(group) {
                    *place = State::Number(count as i64 - 1);
                }
                for (at, variable) in self.space.form.variables.iter().enumerate() {
                    if variable.group == Some(group) && variable.row >= gone {
                        let next = self.space.form.field(variable, variable.row + 1);
                        let state = next.filter(|_| variable.row + 1 < count).and_then(|next| applicant.get(next));
                        if let Some(place) = made.get_mut(at) {
                            *place = state.cloned().unwrap_or(State::Blank);
                        }
                    }
                }
                tried.push(made);
            }
        }
        tried.truncate(LANES);
        let fits = self.judge.judge(&self.space, &tried, goals);
        if fits == 0 { None } else { tried.into_iter().nth(fits.trailing_zeros() as usize) }
    }

    /// The same applicant with one answer as another has it; a group goes with its rows.
    fn answered_as(&self, applicant: &Applicant, other: &Applicant, at: usize) -> Applicant {
        let mut made = applicant.clone();
        let is_of = |field: usize| self.space.form.variables.get(field).is_some_and(|v| v.group == Some(at));
        for (field, state) in made.iter_mut().enumerate() {
            if field == at || is_of(field) {
                *state = other.get(field).cloned().unwrap_or(State::Blank);
            }
        }
        made
    }

    /// Searches for applicants with fewer notable answers until there are none. Says whether that is proved.
    fn fewer(&mut self, applicant: &mut Applicant, goals: &[Goal], literals: &[Literal], alone: bool) -> bool {
        let parts: Vec<Part> = self.notable().into_iter().map(Part::one).collect();
        loop {
            let count = self.notable_in(applicant).len();
            if count == 0 {
                return true;
            }
            let mut assumed = literals.to_vec();
            assumed.push(!self.space.problem.sum_at_least(&parts, count as i64));
            match self.solve(&assumed, true, CONFLICTS) {
                Found::Nothing => return true,
                Found::GaveUp => return false,
                Found::Solution => {
                    let mut smaller = self.found();
                    if self.notable_in(&smaller).len() >= count || !self.agrees(&smaller, goals) {
                        return false;
                    }
                    if alone {
                        let ordinary = self.ordinary().clone();
                        self.shrink(&mut smaller, &ordinary, goals);
                    }
                    *applicant = smaller;
                }
            }
        }
    }

    /// Looks for somebody with as few notable answers who is in no danger, where this one is: an example that is about something
    /// else should not speak of danger. The goals, and that where it is so.
    fn calmer(&mut self, applicant: &mut Applicant, goals: &[Goal], literals: &[Literal]) -> Vec<Goal> {
        let calm: Vec<Goal> =
            (0..self.sides.len()).map(|side| Goal::Safety(Side(side), Comparison::Equal, Safety::None)).collect();
        let wanted = [goals, &calm].concat();
        if self.agrees(applicant, &wanted) {
            return wanted;
        }
        let parts: Vec<Part> = self.notable().into_iter().map(Part::one).collect();
        let count = self.notable_in(applicant).len();
        let mut assumed = literals.to_vec();
        assumed.push(!self.space.problem.sum_at_least(&parts, count as i64 + 1));
        assumed.extend(calm.iter().map(|goal| self.literal(goal)).collect::<Vec<_>>());
        if self.solve(&assumed, true, CONFLICTS) == Found::Solution {
            let other = self.found();
            if self.notable_in(&other).len() <= count && self.agrees(&other, &wanted) {
                *applicant = other;
                return wanted;
            }
        }
        goals.to_vec()
    }

    /// The applicant of the last solution, with ordinary answers where they say the same: a text may be worded otherwise.
    fn found(&mut self) -> Applicant {
        let mut found = applicants::of_solution(&self.space.problem, &self.space.form, &self.space.texts);
        let notable = self.notable();
        for ((state, notable), ordinary) in found.iter_mut().zip(&notable).zip(self.ordinary().clone()) {
            if !self.space.problem.value(*notable) {
                *state = ordinary;
            }
        }
        found
    }

    /// Brings each notable answer as near to the ordinary one as the goals allow, in the order of the form.
    fn soften(&mut self, applicant: &mut Applicant, goals: &[Goal]) {
        for at in self.notable_in(applicant) {
            let Some(now) = applicant.get(at).cloned() else { continue };
            let mut milder: Vec<State> = self.nearer(at, &now);
            milder.truncate(LANES * 4);
            for some in milder.chunks(LANES) {
                let tried: Vec<Applicant> = some
                    .iter()
                    .map(|state| {
                        let mut tried = applicant.clone();
                        if let Some(place) = tried.get_mut(at) {
                            *place = state.clone();
                        }
                        tried
                    })
                    .collect();
                let fits = self.judge.judge(&self.space, &tried, goals);
                if fits != 0 {
                    if let Some(better) = tried.into_iter().nth(fits.trailing_zeros() as usize) {
                        *applicant = better;
                    }
                    break;
                }
            }
        }
    }

    /// Answers between the ordinary one and this one, nearest to the ordinary first.
    fn nearer(&mut self, at: usize, now: &State) -> Vec<State> {
        let ordinary = self.ordinary().get(at).cloned().unwrap_or(State::Blank);
        let Some(Value::Number(order)) = self.space.form.variables.get(at).map(|v| &v.value) else { return Vec::new() };
        let State::Number(now) = *now else { return Vec::new() };
        if self.space.form.variables.iter().any(|v| v.group == Some(at)) {
            // Rows go with what stands in them.
            return Vec::new();
        }
        let from = match ordinary {
            State::Number(from) => from,
            _ => order.range.least(),
        };
        // An outcome changes only where something compares; the values at both sides of each limit are enough.
        let limits = order.limits().flat_map(|limit| [limit.saturating_sub(1), limit]);
        let mut values: Vec<i64> = limits.chain([order.range.least(), order.range.most(), from]).collect();
        values.retain(|value| order.range.contains(*value) && value.abs_diff(from) < now.abs_diff(from));
        values.sort_by_key(|value| (value.abs_diff(from), *value));
        values.dedup();
        values.retain(|value| *value != from || ordinary == State::Blank);
        values.into_iter().map(State::Number).collect()
    }
}

/// How many rows of a group an applicant has.
fn rows(of: &Applicant, group: usize) -> usize {
    match of.get(group) {
        Some(State::Number(rows)) => usize::try_from(*rows).unwrap_or(0),
        _ => 0,
    }
}
