//! Turns what a rule says it raises into what it does on either axis, met or unknown.

use crate::language::{Raises, Safety, Screening};
use crate::pack::{Rule, TierId};

/// What one outcome of a rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Raised {
    Safety(Safety),
    Screening(Screening),
    /// Shown, no axis.
    Note,
    /// A support tier to consider.
    Suggest(TierId),
    Nothing,
}

/// What a rule does, by its truth. Whatever it raises when met, it raises at least `incomplete` when unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    pub met: Raised,
    pub unknown: Raised,
    /// Unknown for a reason that asking again will not mend: declined or unsure.
    pub firm: Raised,
}

impl Effect {
    pub fn of(rule: &Rule) -> Self {
        let open = (Raised::Screening(Screening::Incomplete), Raised::Screening(Screening::Review));
        let (met, (unknown, firm)) = match &rule.raises {
            Some(Raises::Immediate) => (Raised::Safety(Safety::Immediate), Self::safety_unknown(rule)),
            Some(Raises::SameDay) => (Raised::Safety(Safety::SameDay), Self::safety_unknown(rule)),
            Some(Raises::Hold) => (Raised::Screening(Screening::Hold), open),
            Some(Raises::Review) => (Raised::Screening(Screening::Review), open),
            Some(Raises::Note) => (Raised::Note, (Raised::Note, Raised::Note)),
            Some(Raises::Suggest(_)) => {
                (rule.tier.map_or(Raised::Nothing, Raised::Suggest), (Raised::Nothing, Raised::Nothing))
            }
            None => (Raised::Nothing, (Raised::Nothing, Raised::Nothing)),
        };
        Self { met, unknown, firm }
    }

    fn safety_unknown(rule: &Rule) -> (Raised, Raised) {
        if rule.unknown_incomplete {
            (Raised::Screening(Screening::Incomplete), Raised::Screening(Screening::Review))
        } else {
            (Raised::Safety(Safety::SameDay), Raised::Safety(Safety::SameDay))
        }
    }
}
