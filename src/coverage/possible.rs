//! Holds what is not covered against all possible answers: what nobody can reach is no fault of the applicants.

use super::{Coverage, Gap, goal};
use crate::pack::Pack;
use crate::program::Program;
use crate::prove::{Asked, Found, Goal, Literal, Prover, Side};
use crate::value::Date;

/// What the prover says of a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing shows that it cannot be filled.
    Open,
    /// Only by answers that contradict the form.
    Contradictory,
    /// Proved: nobody can fill it. `every_text`: whatever is written into free texts; otherwise for texts made of the names of
    /// the pack's lists, in each way a text can mention them.
    Impossible { every_text: bool },
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
            standings.extend(gaps.iter().map(|gap| match goal(self, gap, ONE) {
                Some(goal) => {
                    let reached = small.literal(&goal);
                    standing(&mut small, reached, consistent)
                }
                None => Standing::Open,
            }));
        }
        standings
    }
}

fn standing(prover: &mut Prover, reached: Literal, consistent: Literal) -> Standing {
    match prover.search(&[reached, consistent]).0 {
        Found::Solution => return Standing::Open,
        Found::GaveUp => return Standing::GaveUp,
        Found::Nothing => {}
    }
    match prover.search(&[reached]) {
        (Found::Solution, _) => Standing::Contradictory,
        (Found::GaveUp, _) => Standing::GaveUp,
        (Found::Nothing, every_text) => Standing::Impossible { every_text },
    }
}
