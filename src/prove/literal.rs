//! A variable of a problem or its negation: as the solver counts it, and as certificates do.

use batsat::{Lit, Var};

/// A Boolean variable or its negation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Literal(pub(super) u32);

impl Literal {
    pub const YES: Self = Self(0);
    pub const NO: Self = Self(1);

    pub fn of(value: bool) -> Self {
        if value { Self::YES } else { Self::NO }
    }

    pub fn is_constant(self) -> bool {
        self == Self::YES || self == Self::NO
    }

    pub(super) fn of_solver(lit: Lit) -> Self {
        Self(lit.var().idx() << 1 | u32::from(!lit.sign()))
    }

    /// `variables` are the solver's, by number.
    pub(super) fn to_solver(self, variables: &[Var]) -> Lit {
        variables.get((self.0 >> 1) as usize).map_or(Lit::UNDEF, |variable| Lit::new(*variable, self.0 & 1 == 0))
    }

    /// As in the DIMACS format: the variable from 1, negative where it is negated.
    pub fn dimacs(self) -> i64 {
        let variable = i64::from(self.0 >> 1) + 1;
        if self.0 & 1 == 0 { variable } else { -variable }
    }
}

impl std::ops::Not for Literal {
    type Output = Self;
    fn not(self) -> Self {
        Self(self.0 ^ 1)
    }
}
