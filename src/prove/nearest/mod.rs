//! Turns one applicant and what is to hold into the fewest other answers with which it would, and all ways to give so few.

mod values;

use super::applicants::{self, Applicant, State};
use super::problem::{Found, Literal, MAX_CONFLICTS, Part};
use super::{Goal, Prover};

/// Conflicts after which the search for fewer answers, or for another way, stops.
const CONFLICTS: u64 = 30_000;

/// What the search for other answers of one applicant came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Nearest {
    /// No answers reach the goals. `every_text`: whatever is written into free texts; otherwise for texts made of the names of
    /// the pack's lists, and for those that the applicant wrote.
    Never {
        every_text: bool,
    },
    Found(Others),
    /// Neither is known.
    GaveUp,
    /// The search found these answers and the evaluator does not agree: a fault of this program, never of the pack.
    Disagreed(Box<Applicant>),
}

/// Ways to reach the goals with equally few other answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Others {
    /// No two are about the same questions. Those that leave most given answers as they are come first.
    pub ways: Vec<Other>,
    pub smallest: Smallest,
    /// Other questions would do as well: there are ways that are not listed, or the search for them was given up.
    pub more: bool,
}

/// Whether fewer other answers would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Smallest {
    Proved,
    /// Proved for texts made of the names of the pack's lists, and for those that the applicant wrote.
    OfNames,
    /// The budget ran out.
    Open,
}

/// The same applicant with some other answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    pub applicant: Applicant,
    /// By variable: the answers that are others.
    pub changed: Vec<usize>,
    /// Of a changed number that was not given before: everything from and to which it may be, with every other within its own.
    pub spans: Vec<Option<(i64, i64)>>,
}

/// Conflicts after which a single search gives up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// For somebody, or the proof that there is nobody.
    pub any: u64,
    /// For fewer other answers: there may then be fewer than are found.
    pub fewer: u64,
    /// Whether the ranges are wanted within which numbers may be others.
    pub ranges: bool,
}

/// One search, as literals.
struct Search<'s> {
    from: &'s Applicant,
    goals: &'s [Goal],
    reached: Vec<Literal>,
    /// That the texts can be written down, each unless it stays as it is.
    written: Vec<Literal>,
    /// By variable: the answer is another.
    changed: Vec<Literal>,
}

impl Prover<'_> {
    /// Searches for up to `most` ways. Asked once, of a prover of one pack of which nothing was asked before.
    pub fn nearest(&mut self, from: &Applicant, goals: &[Goal], most: usize) -> Nearest {
        self.nearest_within(from, goals, most, Budget { any: MAX_CONFLICTS, fewer: MAX_CONFLICTS, ranges: true })
    }

    /// The same within a budget.
    pub fn nearest_within(&mut self, from: &Applicant, goals: &[Goal], most: usize, budget: Budget) -> Nearest {
        let search = self.near(from, goals);
        let mut free = vec![false; from.len()];
        let mut least = 0;
        // Answers of which one must be another, time and again, until the rest can stay.
        loop {
            let kept = search.changed.iter().zip(&free).filter(|(_, free)| !**free).map(|(changed, _)| !*changed);
            match self.look(&search, &kept.collect::<Vec<_>>(), budget.fewer) {
                Found::Solution => break,
                // Anybody at all, from whom one answer after the other is brought back.
                Found::GaveUp => match self.look(&search, &[], budget.any) {
                    Found::Solution => break,
                    Found::Nothing => return self.never(&search, budget),
                    Found::GaveUp => return Nearest::GaveUp,
                },
                Found::Nothing => {
                    let mut rests = false;
                    for (changed, free) in search.changed.iter().zip(&mut free).filter(|(_, free)| !**free) {
                        let of = self.space.problem.rests_on(*changed);
                        (*free, rests) = (of, rests || of);
                    }
                    if !rests {
                        return self.never(&search, budget);
                    }
                    least += 1;
                }
            }
        }
        let mut first = self.other(&search);
        if !self.agrees(&first, goals) {
            return self.disagrees(first);
        }
        let conflicts = budget.fewer.min(CONFLICTS);
        let smallest = self.bring_down(&search, &mut first, least, conflicts);
        let (mut ways, more) = self.ways(&search, first, most, conflicts);
        for way in &mut ways {
            self.plainest(way, from, goals, budget.ranges);
        }
        match ways.iter().find(|way| !self.agrees(&way.applicant, goals)) {
            Some(way) => self.disagrees(way.applicant.clone()),
            None => Nearest::Found(Others { ways, smallest, more }),
        }
    }

    fn never(&mut self, search: &Search, budget: Budget) -> Nearest {
        let without_texts = self.space.problem.solve_within(&search.reached, budget.any);
        Nearest::Never { every_text: without_texts == Found::Nothing }
    }

    fn near<'s>(&mut self, from: &'s Applicant, goals: &'s [Goal]) -> Search<'s> {
        let mut changed = vec![Literal::NO; from.len()];
        let mut unread = Vec::new();
        for (at, changed) in changed.iter_mut().enumerate().filter(|(at, _)| from.get(*at) == Some(&State::Invalid)) {
            // Left blank in its place, it is another answer too.
            *changed = self.space.problem.variable();
            let same = self.same(at, &State::Invalid);
            self.space.problem.implies(!same, *changed);
            unread.push(!*changed);
        }
        let unread = self.space.problem.any(unread);
        if let Some(unreadable) = self.space.form.unreadable.first_mut() {
            *unreadable = unread;
        }
        let reached = goals.iter().map(|goal| self.literal(goal)).collect();
        // What tells a text from another is what is asked of it by now.
        let super::Space { problem, form, texts, .. } = &mut self.space;
        texts.settle(problem, form);
        for (at, changed) in changed.iter_mut().enumerate().filter(|(at, _)| from.get(*at) != Some(&State::Invalid)) {
            let same = from.get(at).map_or(Literal::YES, |state| self.same(at, state));
            *changed = !same;
        }
        let texts: Vec<(usize, Literal)> = self.space.texts.written_of().collect();
        let stays = |at: usize| changed.get(at).map_or(Literal::YES, |changed| !*changed);
        let written = texts.into_iter().map(|(at, written)| self.space.problem.or(written, stays(at))).collect();
        Search { from, goals, reached, written, changed }
    }

    fn look(&mut self, search: &Search, more: &[Literal], conflicts: u64) -> Found {
        let assumed: Vec<Literal> = search.written.iter().chain(&search.reached).chain(more).copied().collect();
        self.space.problem.solve_within(&assumed, conflicts)
    }

    /// The applicant of the last solution: what says the same is answered in the same words.
    fn other(&self, search: &Search) -> Applicant {
        let mut other = applicants::of_solution(&self.space.problem, &self.space.form, &self.space.texts);
        for ((state, changed), from) in other.iter_mut().zip(&search.changed).zip(search.from) {
            if !self.space.problem.value(*changed) {
                state.clone_from(from);
            }
        }
        other
    }

    fn disagrees(&self, applicant: Applicant) -> Nearest {
        if self.is_opaque() { Nearest::GaveUp } else { Nearest::Disagreed(Box::new(applicant)) }
    }

    /// Brings the other answers down to as few as there can be. `least`: how many are surely needed.
    fn bring_down(&mut self, search: &Search, found: &mut Applicant, least: usize, conflicts: u64) -> Smallest {
        let parts: Vec<Part> = search.changed.iter().copied().map(Part::one).collect();
        loop {
            let before = found.clone();
            self.shrink(found, search.from, search.goals);
            // Without a row those behind it move up, and may then be others than they were.
            if changed(found, search.from).len() > changed(&before, search.from).len() {
                *found = before;
            }
            let count = changed(found, search.from).len();
            let fewer = !self.space.problem.sum_at_least(&parts, count as i64);
            if count > least {
                match self.look(search, &[fewer], conflicts) {
                    Found::GaveUp => return Smallest::Open,
                    Found::Solution => {
                        let smaller = self.other(search);
                        if changed(&smaller, search.from).len() >= count || !self.agrees(&smaller, search.goals) {
                            return Smallest::Open;
                        }
                        *found = smaller;
                        continue;
                    }
                    Found::Nothing => {}
                }
            }
            let every: Vec<Literal> = search.reached.iter().copied().chain([fewer]).collect();
            return match self.space.problem.solve_within(&every, conflicts) {
                Found::Nothing => Smallest::Proved,
                _ => Smallest::OfNames,
            };
        }
    }

    /// As many ways as are wanted to do with as few other answers, and whether there may be more.
    fn ways(&mut self, search: &Search, first: Applicant, most: usize, conflicts: u64) -> (Vec<Other>, bool) {
        let from = search.from;
        let count = changed(&first, from).len();
        let parts: Vec<Part> = search.changed.iter().copied().map(Part::one).collect();
        let given = search.changed.iter().zip(from).filter(|(_, from)| is_given(from));
        let given: Vec<Part> = given.map(|(changed, _)| Part::one(*changed)).collect();
        let few = !self.space.problem.sum_at_least(&parts, count as i64 + 1);
        let (mut ways, mut blocked, mut more): (Vec<Other>, Vec<Literal>, bool) = (Vec::new(), vec![few], false);
        let mut taken_back = 0;
        while taken_back <= count {
            let leaves = !self.space.problem.sum_at_least(&given, taken_back as i64 + 1);
            let assumed: Vec<Literal> = blocked.iter().copied().chain([leaves]).collect();
            match self.look(search, &assumed, conflicts) {
                Found::Nothing if leaves != Literal::YES && self.space.problem.rests_on(leaves) => taken_back += 1,
                Found::Nothing => break,
                Found::Solution if ways.len() < most => {
                    let mut applicant = self.other(search);
                    while let Some(shorter) = self.without_a_row(&applicant, from, search.goals) {
                        if changed(&shorter, from).len() > count {
                            break;
                        }
                        applicant = shorter;
                    }
                    let about = changed(&applicant, from);
                    let all = about.iter().filter_map(|at| search.changed.get(*at).copied());
                    blocked.push(!self.space.problem.all(all));
                    ways.push(Other { applicant, spans: vec![None; about.len()], changed: about });
                }
                Found::Solution | Found::GaveUp => {
                    more = true;
                    break;
                }
            }
        }
        if ways.is_empty() {
            let about = changed(&first, from);
            ways.push(Other { applicant: first, spans: vec![None; about.len()], changed: about });
        }
        (ways, more)
    }
}

fn changed(applicant: &Applicant, from: &Applicant) -> Vec<usize> {
    applicant.iter().zip(from).enumerate().filter(|(_, (is, was))| is != was).map(|(at, _)| at).collect()
}

/// An answer was given, and was read.
fn is_given(state: &State) -> bool {
    !matches!(state, State::Blank | State::Declined | State::NotAsked | State::Invalid)
}
