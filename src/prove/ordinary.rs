//! Finds the ordinary applicant of a form: ready to book, with as few remarkable answers as that takes. Examples are told as
//! what is different from this one.

use super::applicants::{self, Applicant, State};
use super::form::{Side, Value, Variable};
use super::problem::{Found, Literal, Part, Problem};
use super::texts::Texts;
use super::{Goal, Prover};
use crate::language::{Comparison, Safety, Screening, Word as _};
use crate::pack::Answer;
use crate::value::{LANES, Truth};

/// Conflicts after which the search for fewer remarkable answers stops.
const CONFLICTS: u64 = 5_000;

/// Stands for any number.
const ANY: i64 = i64::MIN;

impl Prover<'_> {
    /// What is ordinary. Where nobody can be ready to book, it is the mildest there is.
    pub(super) fn find_ordinary(&mut self) -> Applicant {
        let last = Side(self.sides.len().saturating_sub(1));
        let neutral: Vec<Vec<State>> = (0..self.space.form.variables.len()).map(|at| self.neutral(last, at)).collect();
        let mut goals = Vec::new();
        for side in 0..self.sides.len() {
            goals.extend(self.mildest(Side(side), &goals));
        }
        let mut ordinary = self.fewest(&goals, &neutral).unwrap_or_else(|| vec![State::Blank; neutral.len()]);
        self.center(&mut ordinary, &goals);
        ordinary
    }

    /// By variable: that the answer is another than the ordinary one.
    pub(super) fn notable(&mut self) -> Vec<Literal> {
        let ordinary = self.ordinary().clone();
        let super::Space { problem, form, texts, .. } = &mut self.space;
        texts.settle(problem, form);
        let asked = texts.settled();
        // What tells a text from the ordinary one is what is asked of texts by now.
        if self.notable.0 != asked || self.notable.1.len() != ordinary.len() {
            let same: Vec<Literal> = ordinary.iter().enumerate().map(|(at, state)| self.same(at, state)).collect();
            self.notable = (asked, same.into_iter().map(|same| !same).collect());
            if self.withholds {
                // The ordinary answers are limits of their own.
                self.say_withheld();
            }
        }
        self.notable.1.clone()
    }

    /// The mildest outcome that a side can reach besides what is wanted already, without notes where that is possible.
    fn mildest(&mut self, side: Side, wanted: &[Goal]) -> Vec<Goal> {
        let mut wanted = wanted.to_vec();
        let before = wanted.len();
        let mut levels = Vec::new();
        for (safety, _) in Safety::ALL {
            for (screening, _) in Screening::ALL {
                levels.push((*safety, *screening));
            }
        }
        levels.sort_by_key(|(safety, screening)| (*safety as usize, *screening as usize));
        for (safety, screening) in levels {
            let goals = [
                Goal::Consistent(side),
                Goal::Safety(side, Comparison::Equal, safety),
                Goal::Screening(side, Comparison::Equal, screening),
            ];
            if self.reachable(&wanted, &goals) {
                wanted.extend(goals);
                break;
            }
        }
        // What raises no axis is not met either, so far as that goes together: what cannot be is told by the proof.
        let rules = self.sides.get(side.0).map_or(0, |side| side.program.rules.len());
        let indications = self.sides.get(side.0).map(|side| side.program.indications.clone()).unwrap_or_default();
        let mut quiet: Vec<Goal> = (0..rules)
            .filter(|rule| !indications.contains(rule))
            .map(|rule| Goal::Rule(side, rule, Truth::No))
            .collect();
        while !quiet.is_empty() && !self.reachable(&wanted, &quiet) {
            let before = quiet.len();
            let literals: Vec<Literal> = quiet.iter().map(|goal| self.literal(goal)).collect();
            let mut literals = literals.into_iter();
            quiet.retain(|_| literals.next().is_some_and(|literal| !self.space.problem.rests_on(literal)));
            if quiet.len() == before {
                quiet.clear();
            }
        }
        wanted.extend(quiet);
        wanted.split_off(before)
    }

    fn reachable(&mut self, wanted: &[Goal], more: &[Goal]) -> bool {
        let literals: Vec<Literal> = wanted.iter().chain(more).map(|goal| self.literal(goal)).collect();
        self.solve(&literals, true, CONFLICTS) == Found::Solution
    }

    /// The applicant who reaches the goals with the fewest remarkable answers.
    fn fewest(&mut self, goals: &[Goal], neutral: &[Vec<State>]) -> Option<Applicant> {
        let mut literals: Vec<Literal> = goals.iter().map(|goal| self.literal(goal)).collect();
        let mut parts = Vec::with_capacity(neutral.len());
        for (at, states) in neutral.iter().enumerate() {
            let is: Vec<Literal> = states.iter().map(|state| self.is_neutral(at, state)).collect();
            let neutral = if states.is_empty() { Literal::YES } else { self.space.problem.any(is) };
            parts.push(Part::one(!neutral));
        }
        let mut best = None;
        let mut bound = Literal::YES;
        loop {
            literals.push(bound);
            if self.solve(&literals, true, CONFLICTS) != Found::Solution {
                return best;
            }
            literals.pop();
            let mut found = applicants::of_solution(&self.space.problem, &self.space.form, &self.space.texts);
            let states: Applicant = neutral
                .iter()
                .zip(&found)
                .enumerate()
                .map(|(at, (states, found))| self.toward(at, states, found))
                .collect();
            self.shrink(&mut found, &states, goals);
            let count = found.iter().zip(neutral).filter(|(found, states)| !is_one_of(found, states)).count();
            best = Some(found);
            if count == 0 {
                return best;
            }
            bound = !self.space.problem.sum_at_least(&parts, count as i64);
        }
    }

    /// An answer that nobody would remark on, in place of this one.
    fn toward(&self, at: usize, states: &[State], found: &State) -> State {
        match (states.first(), self.space.form.variables.get(at).map(|v| &v.value)) {
            (None, _) => found.clone(),
            _ if is_one_of(found, states) => found.clone(),
            (Some(State::Number(ANY)), Some(Value::Number(order))) => State::Number(order.range.least()),
            (Some(state), _) => state.clone(),
        }
    }

    /// Answers that nobody would remark on, the plainest first: no, none, nothing, the least points; of a number that it is given.
    /// What is perhaps not asked, or stands in a row, may be blank. Nothing: any answer will do.
    fn neutral(&self, side: Side, at: usize) -> Vec<State> {
        let Some(variable) = self.space.form.variables.get(at) else { return Vec::new() };
        if variable.group.is_some() {
            return vec![State::Blank];
        }
        let pack = self.sides.get(side.0).map(|side| side.pack);
        let Some(question) = pack.and_then(|pack| pack.questions.iter().find(|q| q.id == variable.question)) else {
            return vec![State::Blank];
        };
        let said = match &question.answer {
            Answer::YesNo => State::YesNo(false),
            Answer::Text { .. } => State::Text("none".to_owned()),
            Answer::Choice { options, none } | Answer::Choices { options, none } => {
                let none = none.and_then(|none| options.get(none as usize)).or(options.first());
                State::Options(none.map(|option| option.id.clone()).into_iter().collect())
            }
            Answer::Number { .. } | Answer::Date { .. } => State::Number(ANY),
            Answer::Points(points) => State::Number(points.iter().map(|p| p.points).min().unwrap_or(0).into()),
            Answer::Group { .. } => State::Number(0),
        };
        if question.asked_when.is_none() { vec![said] } else { vec![State::Blank, said] }
    }

    fn is_neutral(&mut self, at: usize, state: &State) -> Literal {
        match (state, self.space.form.variables.get(at)) {
            (State::Number(ANY), Some(variable)) => variable.given,
            (State::Text(_), Some(variable)) => {
                let given = variable.given;
                let plain = self.space.texts.is_plain(&mut self.space.problem, at);
                self.space.problem.and(given, plain)
            }
            _ => self.same(at, state),
        }
    }

    /// Moves every given number to the middle of where it may be, so that no ordinary answer lies at a limit.
    fn center(&mut self, ordinary: &mut Applicant, goals: &[Goal]) {
        for at in 0..ordinary.len() {
            let Some(State::Number(now)) = ordinary.get(at).cloned() else { continue };
            let Some(variable) = self.space.form.variables.get(at) else { continue };
            let Value::Number(order) = &variable.value else { continue };
            let (least, most) = (order.range.least(), order.range.most());
            // Rows and points are as few as can be.
            if variable.is_points() || variable.group.is_some() || least == 0 && most <= 12 {
                continue;
            }
            let spread = |step: usize| {
                let part = i128::from(most.abs_diff(least)) * step as i128 / (LANES as i128 - 1);
                least.saturating_add(i64::try_from(part).unwrap_or(0))
            };
            let values: Vec<i64> = (0..LANES).map(spread).filter(|value| order.range.contains(*value)).collect();
            let applicants: Vec<Applicant> = values
                .iter()
                .map(|value| {
                    let mut applicant = ordinary.clone();
                    if let Some(place) = applicant.get_mut(at) {
                        *place = State::Number(*value);
                    }
                    applicant
                })
                .collect();
            let fits = self.judge.judge(&self.space, &applicants, goals);
            let good: Vec<i64> =
                (0..).zip(&values).filter(|(lane, _)| fits >> lane & 1 == 1).map(|(_, v)| *v).collect();
            let middle = good.get(good.len() / 2).copied().unwrap_or(now);
            if let Some(place) = ordinary.get_mut(at) {
                *place = State::Number(middle);
            }
        }
    }

    /// That an answer is exactly this one.
    pub(super) fn same(&mut self, at: usize, state: &State) -> Literal {
        let super::Space { problem, form, texts, .. } = &mut self.space;
        let Some(variable) = form.variables.get_mut(at) else { return Literal::YES };
        match (state, &mut variable.value) {
            (State::Blank, _) => blank(problem, variable),
            (State::Declined, _) => variable.firm,
            (State::NotAsked, _) => variable.withheld.unwrap_or(Literal::NO),
            (State::YesNo(is), Value::YesNo(yes)) => problem.and(variable.given, if *is { *yes } else { !*yes }),
            (State::Number(value), Value::Number(order)) => order.is(problem, *value),
            (State::Options(chosen), Value::Options { options, .. }) => {
                let is = |(id, literal): &(String, Literal)| if chosen.contains(id) { *literal } else { !*literal };
                let all: Vec<Literal> = options.iter().map(is).chain([variable.given]).collect();
                problem.all(all)
            }
            (State::Text(text), Value::Text) => same_text(problem, texts, at, variable.given, text),
            _ => Literal::NO,
        }
    }
}

fn is_one_of(found: &State, states: &[State]) -> bool {
    let is = |state: &State| *state == State::Number(ANY) && matches!(found, State::Number(_)) || state == found;
    states.is_empty() || states.iter().any(is)
}

fn blank(problem: &mut Problem, variable: &Variable) -> Literal {
    let withheld = variable.withheld.map(|withheld| !withheld);
    problem.all([!variable.given, !variable.firm].into_iter().chain(withheld))
}

/// That a text says what this one does, of everything that was asked of it.
fn same_text(problem: &mut Problem, texts: &Texts, at: usize, given: Literal, text: &str) -> Literal {
    problem.all(texts.pins(at, text).into_iter().chain([given]))
}
