//! Gives each other answer the plainest value with which the goals are still reached: nearest to what was given, else no, none,
//! the first option, or the middle of where a number may be.

use super::super::applicants::{Applicant, State};
use super::super::form::Value;
use super::super::problem::{Found, Literal};
use super::super::{Goal, Prover};
use super::{Other, is_given};
use crate::pack::Answer;
use crate::value::LANES;

/// Conflicts after which ranges are not told.
const CONFLICTS: u64 = 2_000;

/// Values of one answer that are tried.
const MOST: usize = LANES * 16;

impl Prover<'_> {
    /// One answer after the other, in the order of the form. `ranges`: whether they are told, and so have to be proved.
    pub(super) fn plainest(&mut self, way: &mut Other, from: &Applicant, goals: &[Goal], ranges: bool) {
        for (place, at) in way.changed.clone().into_iter().enumerate() {
            let (Some(was), Some(now)) = (from.get(at), way.applicant.get(at).cloned()) else { continue };
            // Rows go with what stands in them, and nothing is said in a row that is gone.
            let is_group = self.space.form.variables.iter().any(|v| v.group == Some(at));
            if is_group || !self.is_there(&way.applicant, at) {
                continue;
            }
            let mut tried = self.plainer(at, was, &now);
            tried.retain(|state| state != was);
            tried.truncate(MOST);
            let fits = self.fits(&way.applicant, at, &tried, goals);
            let first = tried.iter().zip(&fits).find(|(_, fits)| **fits).map(|(state, _)| state.clone());
            let mut chosen = first.unwrap_or(now);
            if let (State::Number(value), false) = (&chosen, is_given(was)) {
                let (low, high) = self.span(way, at, *value, goals);
                let middle = self.middle(at, low, high);
                if middle != *value && self.fits(&way.applicant, at, &[State::Number(middle)], goals) == [true] {
                    chosen = State::Number(middle);
                }
                if let Some(span) = way.spans.get_mut(place) {
                    *span = Some((low, high));
                }
            }
            if let Some(place) = way.applicant.get_mut(at) {
                *place = chosen;
            }
        }
        if !ranges {
            way.spans.fill(None);
            return;
        }
        // What was chosen later may have narrowed what goes before: together they are proved, or one after the other given up.
        while !self.holds_within_spans(way, goals) {
            let wide =
                way.spans.iter_mut().zip(&way.changed).rfind(|(span, _)| span.is_some_and(|(low, high)| low < high));
            let Some((span, at)) = wide else { return };
            *span = match way.applicant.get(*at) {
                Some(State::Number(value)) => Some((*value, *value)),
                _ => None,
            };
        }
    }

    /// Whether the goals are reached whatever the numbers are within their spans.
    fn holds_within_spans(&mut self, way: &Other, goals: &[Goal]) -> bool {
        let spans = || way.changed.iter().zip(&way.spans).filter_map(|(at, span)| Some((*at, (*span)?)));
        if spans().all(|(_, (low, high))| low == high) {
            return true;
        }
        let goals: Vec<Literal> = goals.iter().map(|goal| self.literal(goal)).collect();
        let mut assumed = self.pins(&way.applicant, |at| spans().all(|(of, _)| of != at));
        let problem = &mut self.space.problem;
        for (at, (low, high)) in spans() {
            let Some(variable) = self.space.form.variables.get_mut(at) else { continue };
            assumed.push(variable.given);
            if let Value::Number(order) = &mut variable.value {
                assumed.extend([order.at_least(problem, low), !order.at_least(problem, high.saturating_add(1))]);
            }
        }
        assumed.push(!problem.all(goals));
        self.search_within(&assumed, CONFLICTS) == Found::Nothing
    }

    /// Answers to try in place of one, the plainest first.
    fn plainer(&mut self, at: usize, was: &State, now: &State) -> Vec<State> {
        let Some(variable) = self.space.form.variables.get(at) else { return Vec::new() };
        let mut tried: Vec<State> = match &variable.value {
            Value::YesNo(_) => vec![State::YesNo(false), State::YesNo(true)],
            Value::Options { options, none, several, .. } => {
                let mut ids: Vec<&String> = options.iter().map(|(id, _)| id).collect();
                ids.sort_by_key(|id| Some(*id) != none.as_ref().or(self.none_of(at)));
                let mut all: Vec<State> = ids.into_iter().map(|id| State::Options(vec![id.clone()])).collect();
                if *several {
                    // What was chosen before, but for one option more or less.
                    all.splice(0..0, one_apart(was, options.iter().map(|(id, _)| id)));
                    // Where "none of these" can be said it stands alone, and nothing chosen is no answer.
                    all.retain(|state| match (state, none) {
                        (State::Options(chosen), Some(none)) => {
                            chosen.len() == 1 || !chosen.is_empty() && !chosen.contains(none)
                        }
                        _ => true,
                    });
                }
                all
            }
            Value::Number(_) => self.numbers(at, was),
            Value::Text => vec![State::Text("none".to_owned())],
        };
        tried.push(now.clone());
        // An answer says more than none. Only some texts tell what was not asked from what was left blank.
        let not_asked = variable.withheld.map(|_| State::NotAsked);
        tried.extend([State::Blank].into_iter().chain(not_asked).chain([State::Declined]));
        tried
    }

    /// The option of a choice that says what a question not asked reads as.
    fn none_of(&self, at: usize) -> Option<&String> {
        let id = &self.space.form.variables.get(at)?.question;
        let question = self.sides.first()?.pack.questions.iter().find(|question| question.id == *id)?;
        match &question.answer {
            Answer::Choice { options, none: Some(none) } => options.get(*none as usize).map(|option| &option.id),
            _ => None,
        }
    }

    /// Both sides of each limit, nearest to what was given first; of a number that was not given, from the least.
    fn numbers(&self, at: usize, was: &State) -> Vec<State> {
        let Some(Value::Number(order)) = self.space.form.variables.get(at).map(|v| &v.value) else { return Vec::new() };
        let from = match was {
            State::Number(value) => *value,
            _ => order.range.least(),
        };
        let mut values: Vec<i64> = self.ends(at).into_iter().flat_map(|(low, high)| [low, high]).collect();
        values.sort_by_key(|value| (value.abs_diff(from), *value));
        values.dedup();
        values.into_iter().map(State::Number).collect()
    }

    /// Least and greatest value of everything that no rule tells apart, ascending.
    fn ends(&self, at: usize) -> Vec<(i64, i64)> {
        let Some(Value::Number(order)) = self.space.form.variables.get(at).map(|v| &v.value) else { return Vec::new() };
        let limits: Vec<i64> = order.limits().collect();
        let mut ends = Vec::with_capacity(limits.len() + 1);
        for (from, to) in order.range.spans() {
            let mut low = *from;
            for limit in limits.iter().filter(|limit| from < *limit && *limit <= to) {
                ends.push((low, limit - 1));
                low = *limit;
            }
            ends.push((low, *to));
        }
        ends
    }

    /// Everything around a value with which the goals are reached too.
    fn span(&mut self, way: &Other, at: usize, value: i64, goals: &[Goal]) -> (i64, i64) {
        let ends = self.ends(at);
        let both: Vec<State> = ends.iter().flat_map(|(low, high)| [*low, *high]).map(State::Number).collect();
        let fits = self.fits(&way.applicant, at, &both, goals);
        let fits = |place: usize| fits.get(2 * place) == Some(&true) && fits.get(2 * place + 1) == Some(&true);
        let Some(here) = ends.iter().position(|(low, high)| (*low..=*high).contains(&value)) else {
            return (value, value);
        };
        let first = (0..here).rev().take_while(|place| fits(*place)).last().unwrap_or(here);
        let last = (here..ends.len()).skip(1).take_while(|place| fits(*place)).last().unwrap_or(here);
        let end = |place: usize| ends.get(place).copied().unwrap_or((value, value));
        (end(first).0, end(last).1)
    }

    /// A value in the middle that the question allows.
    fn middle(&self, at: usize, low: i64, high: i64) -> i64 {
        let Some(variable) = self.space.form.variables.get(at) else { return low };
        let Value::Number(order) = &variable.value else { return low };
        let middle = low.midpoint(high);
        // Points are as few as can be.
        if variable.is_points() || !order.range.contains(middle) { low } else { middle }
    }

    /// Which of some answers in the place of one reach the goals.
    fn fits(&mut self, applicant: &Applicant, at: usize, states: &[State], goals: &[Goal]) -> Vec<bool> {
        let mut fits = Vec::with_capacity(states.len());
        for some in states.chunks(LANES) {
            let with = |state: &State| {
                let mut tried = applicant.clone();
                if let Some(place) = tried.get_mut(at) {
                    place.clone_from(state);
                }
                tried
            };
            let tried: Vec<Applicant> = some.iter().map(with).collect();
            let word = self.judge.judge(&self.space, &tried, goals);
            fits.extend((0..some.len()).map(|lane| word >> lane & 1 == 1));
        }
        fits
    }
}

/// The options chosen before with one more, or one less.
fn one_apart<'o>(was: &State, options: impl Iterator<Item = &'o String>) -> Vec<State> {
    let State::Options(chosen) = was else { return Vec::new() };
    let all: Vec<&String> = options.collect();
    let turned = |option: &&String| {
        let turned = all.iter().filter(|id| chosen.contains(id) != (*id == option));
        State::Options(turned.map(|id| (*id).clone()).collect())
    };
    all.iter().map(turned).collect()
}
