//! A three-valued truth as literals, and Kleene's connectives on them: the same tables as `value::Truths`, over all answers at
//! once.

use super::problem::{Literal, Problem};
use crate::value::Truth;

/// Yes, no, or unknown; `firm` marks an unknown that asking again will not mend. No two hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rails {
    pub yes: Literal,
    pub no: Literal,
    pub firm: Literal,
}

impl Rails {
    pub const YES: Self = Self { yes: Literal::YES, no: Literal::NO, firm: Literal::NO };
    pub const NO: Self = Self { yes: Literal::NO, no: Literal::YES, firm: Literal::NO };
    pub const UNKNOWN: Self = Self { yes: Literal::NO, no: Literal::NO, firm: Literal::NO };

    /// From surely-yes and surely-no; the rest is unknown, firm where it is said to be.
    pub fn from_sure(problem: &mut Problem, yes: Literal, no: Literal, firm: Literal) -> Self {
        let firm = problem.all([firm, !yes, !no]);
        Self { yes, no, firm }
    }

    pub fn possible(self) -> Literal {
        !self.no
    }

    pub fn unknown(self, problem: &mut Problem) -> Literal {
        problem.and(!self.yes, !self.no)
    }

    /// The literal that says it is so.
    pub fn is(self, problem: &mut Problem, truth: Truth) -> Literal {
        match truth {
            Truth::Yes => self.yes,
            Truth::No => self.no,
            Truth::Unknown => self.unknown(problem),
        }
    }

    pub fn and(self, problem: &mut Problem, other: Self) -> Self {
        Self::all(problem, &[self, other])
    }

    pub fn or(self, problem: &mut Problem, other: Self) -> Self {
        Self::any(problem, &[self, other])
    }

    pub fn all(problem: &mut Problem, of: &[Self]) -> Self {
        let yes = problem.all(of.iter().map(|t| t.yes));
        let no = problem.any(of.iter().map(|t| t.no));
        let firm = problem.any(of.iter().map(|t| t.firm));
        Self::from_sure(problem, yes, no, firm)
    }

    pub fn any(problem: &mut Problem, of: &[Self]) -> Self {
        let yes = problem.any(of.iter().map(|t| t.yes));
        let no = problem.all(of.iter().map(|t| t.no));
        let firm = problem.any(of.iter().map(|t| t.firm));
        Self::from_sure(problem, yes, no, firm)
    }

    /// At least so many hold: surely where so many surely do, never where too many surely do not.
    pub fn at_least(problem: &mut Problem, count: usize, of: &[Self]) -> Self {
        let yes = problem.at_least(count, of.iter().map(|t| t.yes));
        let no = match (of.len() + 1).checked_sub(count) {
            None | Some(0) => Literal::YES,
            Some(spare) if spare > of.len() => Literal::NO,
            Some(spare) => problem.at_least(spare, of.iter().map(|t| t.no)),
        };
        let firm = problem.any(of.iter().map(|t| t.firm));
        Self::from_sure(problem, yes, no, firm)
    }
}

impl std::ops::Not for Rails {
    type Output = Self;
    fn not(self) -> Self {
        Self { yes: self.no, no: self.yes, firm: self.firm }
    }
}
