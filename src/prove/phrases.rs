//! Says what the matchers of two packs read in the same text: what one finds in it follows from what the other does.

use std::collections::{BTreeMap, BTreeSet};

use super::problem::{Literal, Problem};
use super::wordings::{Asked, Names};

/// Two or more of the names of a table are there.
pub struct Several {
    phrases: BTreeSet<Literal>,
    pub are: Literal,
}

impl Several {
    pub fn of(problem: &mut Problem, phrases: BTreeSet<Literal>) -> Self {
        let are = problem.at_least(2, phrases.iter().copied());
        Self { phrases, are }
    }

    /// Where one row is named, nothing is there that no row can be named beside.
    fn are_not_one<'t>(&self, problem: &mut Problem, written: Literal, rows: impl Iterator<Item = &'t Told>) {
        let (mut atoms, mut unless) = (Vec::new(), BTreeSet::from([self.are]));
        for row in rows {
            atoms.push(row.atom);
            unless.extend(&row.unless);
        }
        let one = problem.any(atoms);
        unless.into_iter().for_each(|other| problem.clause(&[!written, !one, !other]));
    }

    /// Two of fewer names are two of more.
    fn agree(problem: &mut Problem, tables: &Tables) {
        for ((names, table), fewer) in tables {
            for (_, more) in tables.iter().filter(|((other, of), _)| other != names && of == table) {
                if fewer.phrases.is_subset(&more.phrases) {
                    problem.implies(fewer.are, more.are);
                }
            }
        }
    }
}

/// What is asked of a text: the phrases that say it, and what else must not be for them to say it.
pub struct Told {
    pub names: Names,
    pub asked: Asked,
    pub atom: Literal,
    pub says: BTreeSet<Literal>,
    pub unless: Vec<Literal>,
}

impl Told {
    fn row_of(&self, table: usize) -> bool {
        matches!(self.asked, Asked::Row(of, _) if of == table)
    }
}

/// By matcher and table: whether several of its names are there.
pub type Tables = BTreeMap<(Names, usize), Several>;

/// Says of matchers of two packs what follows for one from what the other reads: the search would have to go through every
/// phrase to see it.
pub fn agree(problem: &mut Problem, written: Literal, told: &[Told], tables: &Tables) {
    Several::agree(problem, tables);
    for ((names, table), several) in tables {
        several.are_not_one(problem, written, told.iter().filter(|of| of.names == *names && of.row_of(*table)));
    }
    let alike = |a: Asked, b: Asked| match (a, b) {
        (Asked::Row(a, _), Asked::Row(b, _)) => a == b,
        (a, b) => a == b,
    };
    for from in told {
        for to in told.iter().filter(|to| to.names != from.names && alike(from.asked, to.asked)) {
            if from.says.is_subset(&to.says) {
                let so = [!written, !from.atom, to.atom];
                problem.clause(&so.into_iter().chain(to.unless.iter().copied()).collect::<Vec<_>>());
            }
            if let (Asked::Row(table, _), true) = (from.asked, from.says.is_disjoint(&to.says)) {
                // Another row of the one would be several of the other, which names one only.
                let knows = |of: &Told, others: &BTreeSet<Literal>| {
                    tables.get(&(of.names, table)).is_some_and(|several| others.is_subset(&several.phrases))
                };
                if knows(from, &to.says) || knows(to, &from.says) {
                    problem.clause(&[!written, !from.atom, !to.atom]);
                }
            }
        }
    }
}
