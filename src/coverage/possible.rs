//! Holds what is not covered against all possible answers: what nobody can reach is no fault of the applicants.

use super::{Coverage, Gap, Part, goal};
use crate::pack::Pack;
use crate::program::Program;
use crate::prove::{Asked, Found, Goal, Literal, Prover, Side};
use crate::value::Date;

/// What the prover says of a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing shows that it cannot be filled.
    Open,
    /// Only by answers that contradict the form.
    Contradictory,
    /// Proved: nobody can fill it. `every_text`: whatever is written into free texts; otherwise for texts made of the names of
    /// the pack's lists, in each way a text can mention them.
    /// `because`: what nobody reaches at once, as little as shows it.
    Impossible { every_text: bool, because: Vec<Part> },
    /// The budget of the search ran out.
    GaveUp,
}

const ONE: Side = Side(0);

impl Coverage {
    /// How each gap stands, in their order, for decisions made as of a day. `program` is that of the pack.
    pub fn standings(&self, pack: &Pack, program: &Program, gaps: &[Gap], as_of: Date) -> Vec<Standing> {
        let prover = Prover::new(&[Asked::of(pack, program)], as_of);
        let mut standings = Vec::with_capacity(gaps.len());
        // Questions about one condition share its translation; those about another would only be in the way.
        for gaps in gaps.chunk_by(|a, b| a.of == b.of) {
            let mut small = prover.afresh();
            let consistent = small.literal(&Goal::Consistent(ONE));
            standings.extend(gaps.iter().map(|gap| self.standing(&mut small, gap, consistent)));
        }
        standings
    }

    fn standing(&self, prover: &mut Prover, gap: &Gap, consistent: Literal) -> Standing {
        let Some(goal) = goal(self, gap, ONE) else { return Standing::Open };
        let reached = prover.literal(&goal);
        match prover.search(&[reached, consistent]).0 {
            Found::Solution => return Standing::Open,
            Found::GaveUp => return Standing::GaveUp,
            Found::Nothing => {}
        }
        match prover.search(&[reached]) {
            (Found::Solution, _) => Standing::Contradictory,
            (Found::GaveUp, _) => Standing::GaveUp,
            (Found::Nothing, every_text) => Standing::Impossible { every_text, because: self.clash(prover, gap) },
        }
    }

    /// Of what must hold to fill a gap, parts of which nobody reaches all and which are fewest in that none can be left out. Rows
    /// are alike, so the first speaks for all.
    fn clash(&self, prover: &mut Prover, gap: &Gap) -> Vec<Part> {
        let ways = self.condition(gap.of).map(|condition| condition.ways(gap, ONE)).unwrap_or_default();
        let Some((present, parts)) = ways.into_iter().next() else { return Vec::new() };
        let present = prover.literal(&present);
        let mut parts: Vec<(Part, Literal)> = parts.iter().map(|(part, goal)| (*part, prover.literal(goal))).collect();
        // What stands nearest the line stays longest.
        for at in (0..parts.len()).rev() {
            let fewer = || parts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, (_, literal))| *literal);
            let assumed: Vec<Literal> = std::iter::once(present).chain(fewer()).collect();
            if prover.search(&assumed).0 == Found::Nothing {
                parts.remove(at);
            }
        }
        parts.into_iter().map(|(part, _)| part).collect()
    }
}
