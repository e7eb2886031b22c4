//! Turns a pack and its cases into the changes of a rule that no case notices, each with the case that would.
//!
//! A mutant is the pack with one thing changed in a rule, or in a fact or parameter that rules read. It is noticed when a case
//! expects something else than comes of it. Of the others the search says who would tell them apart, or proves that nobody can.

mod apart;
mod faults;
mod limits;
mod mutants;
mod noticed;
mod seek;
mod spelling;
#[cfg(test)]
mod tests;
mod walk;
mod words;

pub use apart::{Proposal, Shows, differs, surely};
pub use mutants::{Mutant, Part, sides};
pub use noticed::Watch;
pub use seek::{Changed, OLD, Seeker, Sought, clean, ordinary};
pub use words::unnoticed;

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::answers::Sheet;
use crate::cases::Case;
use crate::pack::Pack;
use crate::program::{self, Program};
use crate::value::Date;
use apart::Apart;

/// What came of every mutant.
#[derive(Clone, Debug)]
pub struct Mutated {
    /// In the order of the pack: rules, facts, parameters.
    pub mutants: Vec<(Mutant, Fate)>,
}

/// What came of one mutant.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// The name of the first case that notices it.
    Noticed(String),
    /// No case notices it; this one would.
    Survives(Box<Proposal>),
    /// The case that is proposed for an earlier mutant, by its place, would notice it too.
    SurvivesToo(usize),
    /// Proved: nobody's rules or outcome would be any different. `every_text`: whatever is written into free texts; otherwise for
    /// texts made of the names of the pack's lists.
    Equivalent { every_text: bool },
    /// Neither is known, and why.
    Unsettled(&'static str),
}

impl Mutated {
    pub fn count(&self, so: impl Fn(&Fate) -> bool) -> usize {
        self.mutants.iter().filter(|(_, fate)| so(fate)).count()
    }

    pub fn survivors(&self) -> usize {
        self.count(|fate| matches!(fate, Fate::Survives(_) | Fate::SurvivesToo(_)))
    }
}

/// Tries the cases on every mutant. `only`: on those that bear on this rule. `as_of`: the day of the proposed cases where there is
/// no case for them to be like. The result does not depend on `threads`.
pub fn mutate(
    pack: &Pack,
    program: &Program,
    cases: &[Case],
    only: Option<usize>,
    as_of: Date,
    threads: usize,
) -> Mutated {
    let mutants = mutants::mutants(pack, only);
    let watch = Watch::new(pack, program, cases);
    let sheets: Vec<Sheet> = cases.iter().map(|case| case.sheet.clone()).collect();
    let like = clean(pack, program, &sheets);
    let taken: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    // The mutants of one part are settled one after the other: a case that is proposed for one may notice the next.
    let groups: Vec<(usize, &[Mutant])> = groups(&mutants);
    let next = AtomicUsize::new(0);
    let work = || {
        let apart = Apart::new(pack, program, like, &taken, as_of);
        let mut done = Vec::new();
        while let Some((first, group)) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((*first, fates(&apart, &watch, *first, group)));
        }
        done
    };
    let done: Vec<(usize, Vec<Fate>)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let own = work();
        own.into_iter().chain(others.into_iter().filter_map(|other| other.join().ok()).flatten()).collect()
    });
    let mut fates = vec![Fate::Unsettled("the search was broken off"); mutants.len()];
    for (first, done) in done {
        for (place, fate) in fates.iter_mut().skip(first).zip(done) {
            *place = fate;
        }
    }
    fewer(pack, program, &mutants, &mut fates);
    Mutated { mutants: mutants.into_iter().zip(fates).collect() }
}

/// Proposes no case where those before it notice the same.
fn fewer(pack: &Pack, program: &Program, mutants: &[Mutant], fates: &mut [Fate]) {
    let mut kept: Vec<(usize, Case)> = Vec::new();
    for at in 0..mutants.len() {
        let (Some(Fate::Survives(proposal)), Some(mutant)) = (fates.get(at), mutants.get(at)) else { continue };
        let case = proposal.case(mutant.place);
        // The mutants that it would be proposed for.
        let of: Vec<usize> = (at..fates.len())
            .filter(|other| *other == at || fates.get(*other) == Some(&Fate::SurvivesToo(at)))
            .collect();
        let noticed: Option<Vec<usize>> = of
            .iter()
            .map(|at| {
                let changed = program::from_pack(&mutants.get(*at)?.of(pack)).ok()?;
                noticing(pack, program, &kept, &changed)
            })
            .collect();
        match noticed {
            Some(earlier) => {
                for (at, earlier) in of.into_iter().zip(earlier) {
                    if let Some(fate) = fates.get_mut(at) {
                        *fate = Fate::SurvivesToo(earlier);
                    }
                }
            }
            None => kept.push((at, case)),
        }
    }
}

/// The place of the first proposed case that would notice a changed pack.
fn noticing(pack: &Pack, program: &Program, proposed: &[(usize, Case)], changed: &Program) -> Option<usize> {
    let cases: Vec<Case> = proposed.iter().map(|(_, case)| case.clone()).collect();
    let watch = Watch::new(pack, program, &cases);
    let name = &watch.noticed(changed)?.name;
    proposed.iter().find(|(_, case)| case.name == *name).map(|(at, _)| *at)
}

/// Neighbours that change one part, and the place of the first.
fn groups(mutants: &[Mutant]) -> Vec<(usize, &[Mutant])> {
    let mut first = 0;
    let with_first = |group: &'_ [Mutant]| {
        first += group.len();
        first - group.len()
    };
    let chunks: Vec<&[Mutant]> = mutants.chunk_by(|a, b| a.part == b.part).collect();
    let firsts: Vec<usize> = chunks.iter().copied().map(with_first).collect();
    firsts.into_iter().zip(chunks).collect()
}

/// What comes of the mutants of one part. `first`: the place of the first.
fn fates(apart: &Apart, watch: &Watch, first: usize, mutants: &[Mutant]) -> Vec<Fate> {
    let mut proposed: Vec<(usize, Case)> = Vec::new();
    let mut fates = Vec::with_capacity(mutants.len());
    for (at, mutant) in mutants.iter().enumerate() {
        let changed = mutant.of(apart.pack);
        let Ok(program) = program::from_pack(&changed) else {
            fates.push(Fate::Unsettled("the changed pack cannot be run"));
            continue;
        };
        if let Some(case) = watch.noticed(&program) {
            fates.push(Fate::Noticed(case.name.value.clone()));
            continue;
        }
        if let Some(earlier) = noticing(apart.pack, apart.program, &proposed, &program) {
            fates.push(Fate::SurvivesToo(earlier));
            continue;
        }
        let names: Vec<&str> = proposed.iter().map(|(_, case)| case.name.as_str()).collect();
        let fate = apart.settle(mutant, Changed { pack: &changed, program: &program, rules: &mutant.rules }, &names);
        if let Fate::Survives(proposal) = &fate {
            proposed.push((first + at, proposal.case(mutant.place)));
        }
        fates.push(fate);
    }
    fates
}
