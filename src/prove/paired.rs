//! Derives, of nodes of two packs that are built alike, what follows for one from what the other finds: what is asked about two
//! rules that differ deep down is then soon proved.

use std::collections::{BTreeSet, HashMap};

use super::Prover;
use super::axes;
use super::form::Side;
use super::numbers::End;
use super::problem::{Literal, Problem};
use crate::program::{NumberId, NumberOp, TruthId, TruthOp};

/// Cases within cases that are looked at.
const DEPTH: usize = 4;

/// Looks at what propagates, over all the cases of one proof.
const LOOKS: usize = 3_000;

/// Two nodes, of the old and of the new program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pair {
    Truths(TruthId, TruthId),
    Numbers(NumberId, NumberId),
}

impl Prover<'_> {
    /// Of a rule of the first pack and one of the second, node by node from below, so far as a few steps show it. Nothing is
    /// assumed that is not said already; only that texts can be written down.
    pub fn pair(&mut self, old: usize, new: usize) {
        let [Some(one), Some(other)] = [(0, old), (1, new)].map(|(side, rule)| {
            self.rule(Side(side), rule);
            self.sides.get(side)?.program.rules.get(rule)?.first().copied()
        }) else {
            return;
        };
        let Self { space, sides, .. } = self;
        sides.iter_mut().for_each(|side| {
            axes::consistent(space, side);
        });
        space.texts.settle(&mut space.problem, &space.form);
        let written = space.texts.written();
        let under = space.problem.all(written);
        let lemmas = Lemmas { under, gates: space.problem.gates() };
        self.pair_of(Pair::Truths(one, other), &lemmas, &mut BTreeSet::new());
    }

    fn pair_of(&mut self, pair: Pair, lemmas: &Lemmas, done: &mut BTreeSet<Pair>) {
        if !done.insert(pair) {
            return;
        }
        for below in self.below(pair) {
            self.pair_of(below, lemmas, done);
        }
        let Self { space, sides, .. } = self;
        let [first, second] = sides.as_mut_slice() else { return };
        match pair {
            Pair::Truths(one, other) => {
                let (a, b) = (first.truth(space, one), second.truth(space, other));
                // A truth and its opposite: what is surely so, and what is perhaps so.
                lemmas.agree(&mut space.problem, [a.yes, !a.no], [b.yes, !b.no]);
            }
            Pair::Numbers(one, other) => {
                let (Some(NumberOp::CountDistinct(a)), Some(NumberOp::CountDistinct(b))) =
                    (first.program.number(one), second.program.number(other))
                else {
                    return;
                };
                let a = [End::Low, End::High].map(|end| first.aparts(space, a, end));
                let b = [End::Low, End::High].map(|end| second.aparts(space, b, end));
                let ([low, high], [other_low, other_high]) = (a, b);
                for (((a, b), c), d) in low.into_iter().zip(high).zip(other_low).zip(other_high) {
                    lemmas.agree(&mut space.problem, [a, b], [c, d]);
                }
            }
        }
    }

    /// The pairs that two nodes are made of, where they are made alike.
    fn below(&self, pair: Pair) -> Vec<Pair> {
        let [first, second] = self.sides.as_slice() else { return Vec::new() };
        let truths = |a: &[TruthId], b: &[TruthId]| {
            let pairs = a.iter().zip(b).map(|(a, b)| Pair::Truths(*a, *b));
            if a.len() == b.len() { pairs.collect() } else { Vec::new() }
        };
        match pair {
            Pair::Truths(a, b) => match (first.program.truth(a), second.program.truth(b)) {
                (Some(TruthOp::Not(a)), Some(TruthOp::Not(b))) => vec![Pair::Truths(*a, *b)],
                (Some(TruthOp::All(a)), Some(TruthOp::All(b)))
                | (Some(TruthOp::Any(a)), Some(TruthOp::Any(b)))
                | (Some(TruthOp::AtLeast(_, a)), Some(TruthOp::AtLeast(_, b))) => truths(a, b),
                (Some(TruthOp::Compare(a, _, c)), Some(TruthOp::Compare(b, _, d))) => {
                    vec![Pair::Numbers(*a, *b), Pair::Numbers(*c, *d)]
                }
                (Some(TruthOp::CompareWith(a, ..)), Some(TruthOp::CompareWith(b, ..))) => vec![Pair::Numbers(*a, *b)],
                (
                    Some(TruthOp::RowHolds { present: a, condition: c }),
                    Some(TruthOp::RowHolds { present: b, condition: d }),
                ) => truths(&[*a, *c], &[*b, *d]),
                _ => Vec::new(),
            },
            Pair::Numbers(a, b) => match (first.program.number(a), second.program.number(b)) {
                (Some(NumberOp::CountTrue(a)), Some(NumberOp::CountTrue(b))) => truths(a, b),
                (Some(NumberOp::CountDistinct(a)), Some(NumberOp::CountDistinct(b))) => {
                    let rows = a.iter().zip(b).flat_map(|(a, b)| [(a.present, b.present), (a.holds, b.holds)]);
                    rows.map(|(a, b)| Pair::Truths(a, b)).collect()
                }
                (Some(NumberOp::Rows { rows: a, .. }), Some(NumberOp::Rows { rows: b, .. })) => {
                    let rows = a.iter().zip(b);
                    let truths = |(a, b): (&crate::program::RowValue<_>, &crate::program::RowValue<_>)| {
                        [
                            Pair::Truths(a.present, b.present),
                            Pair::Truths(a.holds, b.holds),
                            Pair::Numbers(a.value, b.value),
                        ]
                    };
                    rows.flat_map(truths).collect()
                }
                (Some(NumberOp::Add(a, c)), Some(NumberOp::Add(b, d)))
                | (Some(NumberOp::Subtract(a, c)), Some(NumberOp::Subtract(b, d)))
                | (Some(NumberOp::Multiply(a, c)), Some(NumberOp::Multiply(b, d))) => {
                    vec![Pair::Numbers(*a, *b), Pair::Numbers(*c, *d)]
                }
                (Some(NumberOp::Widen(a)), Some(NumberOp::Widen(b))) => vec![Pair::Numbers(*a, *b)],
                _ => Vec::new(),
            },
        }
    }
}

/// What is assumed of texts, and what the literals are made of that are gone through case by case.
struct Lemmas {
    under: Literal,
    gates: HashMap<Literal, Vec<Literal>>,
}

impl Lemmas {
    /// Of two copies that are each surely so and perhaps so: what is seen to follow for one from the other is kept.
    fn agree(&self, problem: &mut Problem, one: [Literal; 2], other: [Literal; 2]) {
        let ([sure, perhaps], [other_sure, other_perhaps]) = (one, other);
        for (from, to) in [
            (sure, other_perhaps),
            (other_sure, perhaps),
            (sure, other_sure),
            (other_sure, sure),
            (perhaps, other_perhaps),
            (other_perhaps, perhaps),
        ] {
            let is_known = from == to || from == Literal::NO || to == Literal::YES;
            let open: Vec<Literal> = [from, !to].into_iter().flat_map(|literal| self.open(literal)).collect();
            let mut left = (DEPTH, LOOKS);
            if !is_known && self.contradict(problem, &[self.under, from, !to], open, &mut left) {
                problem.clause(&[!self.under, !from, to]);
            }
        }
    }

    /// Whether literals contradict each other by propagation alone, in every case of what is open of them. `left`: how many cases
    /// within cases, and how many looks, may still be taken.
    fn contradict(
        &self,
        problem: &mut Problem,
        of: &[Literal],
        open: Vec<Literal>,
        (depth, looks): &mut (usize, usize),
    ) -> bool {
        if *looks == 0 {
            return false;
        }
        *looks -= 1;
        if problem.contradict_within(of.len() as u32 + 1, of) {
            return true;
        }
        // What has the fewest cases first.
        let ways = open.iter().filter_map(|literal| Some((*literal, self.gates.get(&!*literal)?)));
        let Some((literal, ways)) = ways.min_by_key(|(_, ways)| ways.len()) else { return false };
        if *depth == 0 {
            return false;
        }
        let mut left = (*depth - 1, *looks);
        let all = ways.iter().map(|way| !*way).all(|way| {
            let others = open.iter().copied().filter(|other| *other != literal);
            let open = others.chain(self.open(way)).collect();
            self.contradict(problem, &[of, &[way]].concat(), open, &mut left)
        });
        *looks = left.1;
        all
    }

    /// What a literal leaves open: itself where it says that one of several holds, or those of its parts that do.
    fn open(&self, literal: Literal) -> Vec<Literal> {
        let parts = self.gates.get(&literal).into_iter().flatten().chain([&literal]);
        parts.filter(|part| self.gates.contains_key(&!**part)).copied().collect()
    }
}
