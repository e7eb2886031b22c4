//! Searches for other answers of one applicant, and has the evaluator decide for them before anybody hears of them.

use std::collections::BTreeMap;

use super::{Came, OtherAnswer, Reached, Wanted, Was, Way, WhyNot};
use crate::answers::{Given, Sheet, Slot};
use crate::audit::example::words;
use crate::explain;
use crate::language::{Comparison, Safety, Screening};
use crate::pack::Pack;
use crate::program::Program;
use crate::prove::{Applicant, Asked, Goal, Nearest, Other, Prover, Side, State};

const SIDE: Side = Side(0);

/// Ways that are told.
const MOST: usize = 5;

/// The fewest other answers with which an applicant's outcome would be the one that is wanted.
///
/// Every answer may be another, given or not; each field of a row counts as one, and so does the number of rows. Nothing is
/// answered that the form does not ask for, but where the applicant did so before.
pub fn why_not(pack: &Pack, program: &Program, sheet: &Sheet, wanted: Wanted) -> WhyNot {
    let mut asking = Asking { pack, program, sheet, wanted, screening: explain::Screening::new(pack, program) };
    let now = asking.reached(sheet);
    let came = if asking.is_wanted(now) {
        Came::Already
    } else if wanted == Wanted::Screening(Screening::Clear) && asking.stays_unread() {
        Came::Unreadable
    } else {
        asking.search()
    };
    WhyNot { applicant: sheet.applicant.clone(), as_of: sheet.as_of, wanted, now, came }
}

struct Asking<'a> {
    pack: &'a Pack,
    program: &'a Program,
    sheet: &'a Sheet,
    wanted: Wanted,
    screening: explain::Screening<'a>,
}

impl Asking<'_> {
    fn search(&mut self) -> Came {
        let mut prover = Prover::new(&[Asked::of(self.pack, self.program)], self.sheet.as_of);
        let from = self.applicant(&prover);
        let goals = self.goals(&mut prover, &from);
        match prover.nearest(&from, &goals, MOST) {
            Nearest::Never { every_text } => Came::Never { every_text },
            Nearest::GaveUp => Came::GaveUp,
            Nearest::Disagreed(applicant) => {
                let changed: Vec<usize> = (0..from.len()).filter(|at| applicant.get(*at) != from.get(*at)).collect();
                let spans = vec![None; changed.len()];
                let other = Other { applicant: *applicant, changed, spans };
                Came::Disagrees(self.way(&prover, &from, &other))
            }
            Nearest::Found(others) => {
                let ways: Vec<Way> = others.ways.iter().map(|other| self.way(&prover, &from, other)).collect();
                match ways.iter().find(|way| !self.is_wanted(way.then)) {
                    Some(way) => Came::Disagrees(way.clone()),
                    None => Came::Ways { ways, smallest: others.smallest, more: others.more },
                }
            }
        }
    }

    fn is_wanted(&self, reached: Reached) -> bool {
        match self.wanted {
            Wanted::Safety(level) => reached.safety == level,
            Wanted::Screening(level) => reached.screening == level,
            Wanted::Rule(_, truth) => reached.rule == Some(truth),
        }
    }

    /// What the evaluator decides for a sheet.
    fn reached(&mut self, sheet: &Sheet) -> Reached {
        let rule = match self.wanted {
            Wanted::Rule(rule, _) => self.screening.rule(sheet, rule).map(|finding| finding.status),
            _ => None,
        };
        let decision = self.screening.decide(std::slice::from_ref(sheet)).pop();
        let (safety, screening) =
            decision.map_or((Safety::None, Screening::Clear), |decision| (decision.safety, decision.screening));
        Reached { safety, screening, rule }
    }

    /// The applicant in the words of the search.
    fn applicant(&self, prover: &Prover) -> Applicant {
        let mut applicant = prover.applicant(self.sheet, SIDE);
        let unread: Vec<Slot> = self.unread().into_values().flatten().collect();
        for (at, state) in applicant.iter_mut().enumerate() {
            if prover.slot(SIDE, at).is_some_and(|slot| unread.contains(&slot)) {
                *state = State::Invalid;
            }
        }
        applicant
    }

    /// Something cannot be read, whatever is answered.
    fn stays_unread(&self) -> bool {
        self.unread().values().any(Vec::is_empty)
    }

    /// By problem: the answers that it is about. None: it stays, whatever is answered.
    fn unread(&self) -> BTreeMap<usize, Vec<Slot>> {
        let slots = |problem| self.sheet.unread(&self.program.layout, problem);
        self.sheet.problems.iter().map(slots).enumerate().collect()
    }

    fn goals(&self, prover: &mut Prover, from: &Applicant) -> Vec<Goal> {
        let mut goals = vec![match self.wanted {
            Wanted::Safety(level) => Goal::Safety(SIDE, Comparison::Equal, level),
            // An answer that cannot be read raises as much by itself.
            Wanted::Screening(level @ Screening::Incomplete) if self.stays_unread() => {
                Goal::Screening(SIDE, Comparison::AtMost, level)
            }
            Wanted::Screening(level) => Goal::Screening(SIDE, Comparison::Equal, level),
            Wanted::Rule(rule, truth) => Goal::Rule(SIDE, rule, truth),
        }];
        let agrees = self.program.asked.keys().map(|question| Goal::Agrees(SIDE, *question));
        goals.extend(agrees.filter(|goal| prover.agrees(from, std::slice::from_ref(goal))));
        goals
    }

    /// Tells of other answers, and has the evaluator decide for them.
    fn way(&mut self, prover: &Prover, from: &Applicant, other: &Other) -> Way {
        let answered = prover.sheet(&other.applicant, SIDE);
        let mut sheet = self.sheet.clone();
        let mut answers = Vec::with_capacity(other.changed.len());
        for (at, span) in other.changed.iter().zip(&other.spans) {
            let Some(slot) = prover.slot(SIDE, *at) else { continue };
            match answered.answers.get(&slot) {
                Some(given) => drop(sheet.answers.insert(slot, given.clone())),
                None => drop(sheet.answers.remove(&slot)),
            }
            answers.extend(self.told(slot, (from.get(*at), other.applicant.get(*at)), *span));
        }
        let unread = self.unread();
        let stays = |slot: &Slot| sheet.answers.get(slot) == self.sheet.answers.get(slot);
        let problems = (0..)
            .zip(&self.sheet.problems)
            .filter(|(at, _)| unread.get(at).is_none_or(|slots| slots.is_empty() || slots.iter().any(stays)));
        sheet.problems = problems.map(|(_, problem)| problem.clone()).collect();
        // In the order of the form, row by row.
        let place = |told: &OtherAnswer| {
            let group = self.pack.questions.get(told.question.index()).and_then(|question| question.group);
            (group.unwrap_or(told.question), told.row, told.question)
        };
        answers.sort_by_key(place);
        Way { answers, then: self.reached(&sheet) }
    }

    fn told(
        &self,
        slot: Slot,
        (was, is): (Option<&State>, Option<&State>),
        span: Option<(i64, i64)>,
    ) -> Option<OtherAnswer> {
        let (id, row) = self.program.layout.question(slot)?;
        let question = self.pack.questions.get(id.index())?;
        let words = |state: &State| words(question, state);
        let was = match self.sheet.get(slot) {
            Given::Unknown(reason) => Was::Open(reason),
            Given::Value(_) => Was::Given(words(was?)?),
        };
        let span = span.filter(|(low, high)| low < high);
        let span = span.and_then(|(low, high)| Some((words(&State::Number(low))?, words(&State::Number(high))?)));
        Some(OtherAnswer { question: id, row: question.group.is_some().then_some(row + 1), was, is: words(is?)?, span })
    }
}
