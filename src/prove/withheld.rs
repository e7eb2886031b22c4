//! Says that one sheet is another with some answers withheld, and derives from that, node by node, that it knows no more.

use std::collections::BTreeSet;

use super::form::Value;
use super::problem::Literal;
use super::{Found, Goal, Prover, Side, Space};
use crate::language::{Comparison, Safety, Screening};
use crate::value::Truth;

/// The whole sheet, and the one with answers withheld.
pub const WHOLE: Side = Side(0);
pub const WITHHELD: Side = Side(1);

/// Pairs of sheets that are looked at before anything is tried to be proved.
const LOOKS: usize = 8;
const TRIES: usize = 4;
/// Conflicts after which such a look is given up.
const CONFLICTS: u64 = 2_000;
/// Steps of a proof about one node: enough for what propagates, then for a few cases.
const FEW: u32 = 4;
const SOME: u32 = 120;

/// What was seen of two copies of a node.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// It held on the whole sheet, and not with answers withheld.
    lost: bool,
    gained: bool,
}

impl Prover<'_> {
    /// Of two sides with sheets of their own and one program: every answer of [`WITHHELD`] is that of [`WHOLE`], or blank. A text
    /// whose blank reads as "none" is not withheld: that is the exception declared in the pack. Derives of every node that it
    /// knows no more, so far as a few steps show it: what is asked afterwards is then soon proved.
    pub fn withhold(&mut self) {
        // Both sides are translated alike first, so that the second copy of each node stands one distance behind the first.
        let form = self.space.problem.variables();
        self.translate_all(WHOLE);
        let middle = self.space.problem.variables();
        self.translate_all(WITHHELD);
        let distance = middle - form;
        let copies = self.space.problem.variables() - middle == distance && self.sides.iter().all(|side| !side.opaque);
        self.withholds = true;
        self.say_withheld();
        if copies {
            let seen = self.pairs_seen(form..middle, distance);
            (form..middle).zip(seen).for_each(|(at, seen)| self.knows_no_more(at, at + distance, seen));
        }
    }

    /// What was proved of a rule on two such sheets: where the whole one agrees with the form, the rule is met, or not met, only
    /// where the whole sheet says so too.
    pub fn learn(&mut self, rule: usize, truth: Truth) {
        let known = self.literal(&Goal::Rule(WITHHELD, rule, truth));
        let whole = self.literal(&Goal::Rule(WHOLE, rule, truth));
        let consistent = self.literal(&Goal::Consistent(WHOLE));
        self.space.problem.clause(&[!consistent, !known, whole]);
    }

    /// Some pairs of sheets, to see which way two copies of a node differ: what is seen need not be tried.
    fn pairs_seen(&mut self, nodes: std::ops::Range<usize>, distance: usize) -> Vec<Seen> {
        let mut seen = vec![Seen::default(); nodes.len()];
        let variables: Vec<(usize, Literal)> = self.space.form.variables.iter().map(|v| (v.sheet, v.given)).collect();
        for round in 0..LOOKS {
            // Everybody is asked everything; which answers are withheld differs from look to look.
            let given = variables.iter().enumerate().map(|(at, (sheet, given))| match sheet {
                0 => *given,
                _ if (at / (round + 1)).is_multiple_of(2) => *given,
                _ => !*given,
            });
            let mut assumed: Vec<Literal> = given.collect();
            for _ in 0..TRIES {
                if self.solve(&assumed, false, CONFLICTS) == Found::Solution {
                    break;
                }
                assumed.retain(|literal| !self.space.problem.rests_on(*literal));
            }
            if self.solve(&assumed, false, CONFLICTS) != Found::Solution {
                continue;
            }
            for (at, seen) in nodes.clone().zip(&mut seen) {
                let problem = &self.space.problem;
                let (whole, withheld) = (problem.literal_at(at), problem.literal_at(at + distance));
                match (problem.value(whole), problem.value(withheld)) {
                    (true, false) => seen.lost = true,
                    (false, true) => seen.gained = true,
                    _ => {}
                }
            }
        }
        seen
    }

    fn translate_all(&mut self, side: Side) {
        let rules = self.sides.get(side.0).map_or(0, |of| of.program.rules.len());
        for rule in 0..rules {
            self.literal(&Goal::Rule(side, rule, Truth::Unknown));
        }
        self.literal(&Goal::Safety(side, Comparison::Equal, Safety::None));
        self.literal(&Goal::Screening(side, Comparison::Equal, Screening::Clear));
        self.literal(&Goal::Consistent(side));
    }

    /// Says it of everything that is compared and asked of texts by now: what is asked later would be free.
    pub(super) fn say_withheld(&mut self) {
        let slots = self.sides.first().map_or(0, |of| of.program.layout.slots());
        for slot in (0..slots).map(|at| crate::answers::Slot(at as u32)) {
            let form = &self.space.form;
            let (Some(whole), Some(withheld)) = (form.read_of(WHOLE, slot), form.read_of(WITHHELD, slot)) else {
                continue;
            };
            let (whole, withheld) = (whole.variable, withheld.variable);
            let (Some(of), Some(with)) = (form.variables.get(whole).cloned(), form.variables.get(withheld).cloned())
            else {
                continue;
            };
            let cuts = self.cuts_of_both(whole, withheld);
            let problem = &mut self.space.problem;
            problem.implies(with.given, of.given);
            problem.implies(with.firm, of.firm);
            if let (Some(a), Some(b)) = (of.withheld, with.withheld) {
                // Declared in the pack: what stands there stays.
                problem.implies(of.given, with.given);
                problem.implies(of.firm, with.firm);
                problem.implies(a, b);
                problem.implies(b, a);
            }
            let mut equal = |a: Literal, b: Literal| {
                problem.clause(&[!with.given, !a, b]);
                problem.clause(&[!with.given, a, !b]);
            };
            match (&of.value, &with.value) {
                (Value::YesNo(a), Value::YesNo(b)) => equal(*a, *b),
                (Value::Options { options: a, .. }, Value::Options { options: b, .. }) => {
                    a.iter().zip(b).for_each(|((_, a), (_, b))| equal(*a, *b));
                }
                (Value::Number(_), Value::Number(_)) => cuts.into_iter().for_each(|(a, b)| equal(a, b)),
                _ => {
                    let (a, b) = (self.space.texts.atoms(whole), self.space.texts.atoms(withheld));
                    a.into_iter().zip(b).for_each(|(a, b)| equal(a, b));
                }
            }
        }
    }

    /// The limits that either of two numbers is compared with, on both.
    fn cuts_of_both(&mut self, one: usize, other: usize) -> Vec<(Literal, Literal)> {
        let Space { problem, form, .. } = &mut self.space;
        let limits = |at: usize| match form.variables.get(at).map(|v| &v.value) {
            Some(Value::Number(order)) => order.limits().collect(),
            _ => Vec::new(),
        };
        let limits: BTreeSet<i64> = limits(one).into_iter().chain(limits(other)).collect();
        let mut reaches = |at: usize, limit: i64| match form.variables.get_mut(at).map(|v| &mut v.value) {
            Some(Value::Number(order)) => order.at_least(problem, limit),
            _ => Literal::NO,
        };
        limits.into_iter().map(|limit| (reaches(one, limit), reaches(other, limit))).collect()
    }

    /// Proves of two copies of a node, by propagation alone, that one follows from the other, and keeps it as a lemma: nodes
    /// that say "surely so" follow one way, those that say "perhaps" the other.
    fn knows_no_more(&mut self, whole: usize, withheld: usize, seen: Seen) {
        let problem = &mut self.space.problem;
        let (a, b) = (problem.literal_at(whole), problem.literal_at(withheld));
        for (from, to, refuted) in [(b, a, seen.gained), (a, b, seen.lost)] {
            // A node of which a difference was seen one way only is worth a few cases.
            let steps = if seen.lost != seen.gained { SOME } else { FEW };
            let mut follows = |steps| problem.contradict_within(steps, &[from, !to]);
            if !refuted && (follows(FEW) || steps > FEW && follows(steps)) {
                problem.implies(from, to);
                return;
            }
        }
    }
}
