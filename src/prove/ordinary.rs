//! Finds the ordinary applicant of a form: ready to book, with as few remarkable answers as that takes. Examples are told as
//! what is different from this one.

use super::applicants::{self, Applicant, State};
use super::form::{Side, Value, Variable};
use super::problem::{Found, Literal, Part, Problem};
use super::texts::Texts;
use super::{Goal, Prover};
use crate::language::{Comparison, Safety, Screening, Word as _};
use crate::value::{LANES, Truth};

/// Conflicts after which the search for fewer remarkable answers stops.
const CONFLICTS: u64 = 5_000;

impl Prover<'_> {
    /// Settles what is ordinary. Where nobody can be ready to book, it is the mildest there is; where nothing is known of a
    /// number, it is left blank.
    pub(super) fn find_ordinary(&mut self) {
        let last = Side(self.sides.len().saturating_sub(1));
        let remarkable: Vec<Literal> = (0..self.space.form.variables.len()).map(|at| !self.neutral(last, at)).collect();
        let mut goals = Vec::new();
        for side in 0..self.sides.len() {
            goals.extend(self.mildest(Side(side), &goals));
        }
        self.ordinary = match self.fewest(&goals, &remarkable) {
            Some(applicant) => applicant,
            None => vec![State::Blank; remarkable.len()],
        };
        self.center(&goals);
        for at in 0..remarkable.len() {
            let ordinary = self.ordinary.get(at).cloned().unwrap_or(State::Blank);
            let same = self.same(at, &ordinary);
            self.notable.push(!same);
        }
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
        let rules = self.sides.get(side.0).map_or(0, |side| side.program.rules.len());
        let indications = self.sides.get(side.0).map(|side| side.program.indications.clone()).unwrap_or_default();
        // What only one answer more or less would make a note is no help in an example.
        for rule in (0..rules).filter(|rule| !indications.contains(rule)) {
            let goal = [Goal::Rule(side, rule, Truth::No)];
            if self.reachable(&wanted, &goal) {
                wanted.extend(goal);
            }
        }
        wanted.split_off(before)
    }

    fn reachable(&mut self, wanted: &[Goal], more: &[Goal]) -> bool {
        let mut literals = self.space.texts.written();
        for goal in wanted.iter().chain(more) {
            literals.push(self.literal(goal));
        }
        self.space.problem.solve_within(&literals, CONFLICTS) == Found::Solution
    }

    /// The applicant who reaches the goals with the fewest of these literals.
    fn fewest(&mut self, goals: &[Goal], remarkable: &[Literal]) -> Option<Applicant> {
        let mut literals = self.space.texts.written();
        for goal in goals {
            literals.push(self.literal(goal));
        }
        let parts: Vec<Part> = remarkable.iter().map(|literal| Part::one(*literal)).collect();
        let mut best = None;
        let mut bound = Literal::YES;
        loop {
            literals.push(bound);
            if self.space.problem.solve_within(&literals, CONFLICTS) != Found::Solution {
                return best;
            }
            literals.pop();
            let count = remarkable.iter().filter(|literal| self.space.problem.value(**literal)).count();
            best = Some(applicants::of_solution(&self.space.problem, &self.space.form, &self.space.texts));
            if count == 0 {
                return best;
            }
            bound = !self.space.problem.sum_at_least(&parts, count as i64);
        }
    }

    /// That an answer is one nobody would remark on: no, none, nothing, the least points; a number that is always asked is given.
    fn neutral(&mut self, side: Side, at: usize) -> Literal {
        let Some(variable) = self.space.form.variables.get(at).cloned() else { return Literal::YES };
        let problem = &mut self.space.problem;
        let blank = blank(problem, &variable);
        if variable.group.is_some() {
            return blank;
        }
        let pack = self.sides.get(side.0).map(|side| side.pack);
        let question = pack.and_then(|pack| pack.questions.iter().find(|q| q.id == variable.question));
        let always = question.is_some_and(|question| question.asked_when.is_none());
        use crate::pack::Answer;
        let said = match (&variable.value, question.map(|q| &q.answer)) {
            (Value::YesNo(yes), _) => problem.and(variable.given, !*yes),
            (Value::Text, _) => {
                let plain = self.space.texts.is_plain(problem, at);
                problem.and(variable.given, plain)
            }
            (Value::Number(_), Some(Answer::Number { .. } | Answer::Date { .. })) => variable.given,
            (
                Value::Options { options, .. },
                Some(Answer::Choice { options: own, none } | Answer::Choices { options: own, none }),
            ) => {
                let none = none.and_then(|none| own.get(none as usize)).or(own.first()).map(|option| &option.id);
                let is = |(id, literal): &(String, Literal)| if Some(id) == none { *literal } else { !*literal };
                problem.all(options.iter().map(is).chain([variable.given]))
            }
            (Value::Number(_), _) => match self.space.form.variables.get_mut(at).map(|v| &mut v.value) {
                Some(Value::Number(order)) => {
                    let least = order.range.least();
                    order.is(problem, least)
                }
                _ => return Literal::YES,
            },
            _ => return Literal::YES,
        };
        // What is perhaps not asked may as well be blank.
        if always { said } else { self.space.problem.or(said, blank) }
    }

    /// Moves every given number to the middle of where it may be, so that no ordinary answer lies at a limit.
    fn center(&mut self, goals: &[Goal]) {
        for at in 0..self.ordinary.len() {
            let Some(State::Number(now)) = self.ordinary.get(at).cloned() else { continue };
            let Some(variable) = self.space.form.variables.get(at) else { continue };
            let Value::Number(order) = &variable.value else { continue };
            let (least, most) = (order.range.least(), order.range.most());
            // Rows and points are as few as can be.
            if !matches!(order.range, super::order::Range::All(..))
                || variable.group.is_some()
                || least == 0 && most <= 12
            {
                continue;
            }
            let spread = |step: usize| {
                let part = i128::from(most.abs_diff(least)) * step as i128 / (LANES as i128 - 1);
                least.saturating_add(i64::try_from(part).unwrap_or(0))
            };
            let values: Vec<i64> = (0..LANES).map(spread).collect();
            let applicants: Vec<Applicant> = values
                .iter()
                .map(|value| {
                    let mut applicant = self.ordinary.clone();
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
            if let Some(place) = self.ordinary.get_mut(at) {
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

fn blank(problem: &mut Problem, variable: &Variable) -> Literal {
    let withheld = variable.withheld.map(|withheld| !withheld);
    problem.all([!variable.given, !variable.firm].into_iter().chain(withheld))
}

fn same_text(problem: &mut Problem, texts: &Texts, at: usize, given: Literal, text: &str) -> Literal {
    let says = texts.says(problem, at, text);
    problem.and(given, says)
}
