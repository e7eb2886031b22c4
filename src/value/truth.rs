//! Kleene's three-valued logic, for one applicant and for a block of 64.

/// Applicants in a block: one bit of a machine word each.
pub const LANES: usize = 64;

/// One truth value. `Unknown` is no answer, never a "no".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    No,
    Unknown,
    Yes,
}

impl Truth {
    pub fn of(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }

    pub fn is_known(self) -> bool {
        self != Self::Unknown
    }
}

/// 64 truth values, a lane each. Invariants: `yes ⊆ known`, `firm ∩ known = ∅`.
///
/// `firm` marks an unknown that rests on *declined* or *unsure*: asking again will not help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Truths {
    pub known: u64,
    pub yes: u64,
    pub firm: u64,
}

impl Truths {
    pub const NO: Self = Self { known: !0, yes: 0, firm: 0 };
    pub const YES: Self = Self { known: !0, yes: !0, firm: 0 };
    pub const UNKNOWN: Self = Self { known: 0, yes: 0, firm: 0 };

    /// From surely-yes and surely-no lanes; the rest is unknown, `firm` where asking again will not help.
    pub fn from_sure(yes: u64, no: u64, firm: u64) -> Self {
        Self { known: yes | no, yes, firm: firm & !(yes | no) }
    }

    pub fn no(self) -> u64 {
        self.known & !self.yes
    }

    pub fn unknown(self) -> u64 {
        !self.known
    }

    /// Yes or unknown: lanes where it may hold.
    pub fn possible(self) -> u64 {
        self.yes | !self.known
    }

    pub fn and(self, other: Self) -> Self {
        Self::from_sure(self.yes & other.yes, self.no() | other.no(), self.firm | other.firm)
    }

    pub fn or(self, other: Self) -> Self {
        Self::from_sure(self.yes | other.yes, self.no() & other.no(), self.firm | other.firm)
    }

    /// Every input holds.
    pub fn all(inputs: impl Iterator<Item = Self>) -> Self {
        let (mut yes, mut no, mut firm) = (!0, 0, 0);
        for input in inputs {
            yes &= input.yes;
            no |= input.no();
            firm |= input.firm;
        }
        Self::from_sure(yes, no, firm)
    }

    /// Some input holds.
    pub fn any(inputs: impl Iterator<Item = Self>) -> Self {
        let (mut yes, mut no, mut firm) = (0, !0, 0);
        for input in inputs {
            yes |= input.yes;
            no &= input.no();
            firm |= input.firm;
        }
        Self::from_sure(yes, no, firm)
    }

    pub fn lane(self, lane: usize) -> Truth {
        match (self.known >> lane & 1, self.yes >> lane & 1) {
            (0, _) => Truth::Unknown,
            (_, 1) => Truth::Yes,
            _ => Truth::No,
        }
    }

    /// At least `n` of the inputs hold, by counting the sure and the possible in each lane.
    pub fn at_least(n: usize, inputs: impl Iterator<Item = Self>) -> Self {
        // counts[k]: lanes where more than k inputs are yes / are no.
        let mut yes = vec![0u64; n];
        let mut no: Vec<u64> = Vec::new();
        let mut firm = 0;
        for input in inputs {
            let (mut carry, mut against) = (input.yes, input.no());
            for level in &mut yes {
                (*level, carry) = (*level | carry, *level & carry);
            }
            for level in &mut no {
                (*level, against) = (*level | against, *level & against);
            }
            no.push(against);
            firm |= input.firm;
        }
        let inputs = no.len();
        let sure = if n == 0 { !0 } else { yes.last().copied().unwrap_or(0) };
        // Fewer than n can hold as soon as inputs - n + 1 are surely no.
        let never = match inputs.checked_sub(n) {
            None => !0,
            Some(spare) => no.get(spare).copied().unwrap_or(0),
        };
        Self::from_sure(sure, never, firm)
    }
}

impl std::ops::Not for Truths {
    type Output = Self;
    fn not(self) -> Self {
        Self { yes: self.no(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Truth::*;

    const ALL: [Truth; 3] = [No, Unknown, Yes];

    fn lift(value: Truth) -> Truths {
        match value {
            No => Truths::NO,
            Unknown => Truths::UNKNOWN,
            Yes => Truths::YES,
        }
    }

    #[test]
    fn tables_are_kleenes_in_every_lane() {
        for a in ALL {
            let negated = match a {
                No => Yes,
                Unknown => Unknown,
                Yes => No,
            };
            for b in ALL {
                for lane in 0..LANES {
                    assert_eq!((lift(a).and(lift(b))).lane(lane), a.min(b));
                    assert_eq!((lift(a).or(lift(b))).lane(lane), a.max(b));
                    assert_eq!((!lift(a)).lane(lane), negated);
                }
            }
        }
    }

    #[test]
    fn at_least_is_the_nth_largest() {
        for n in 0..=5 {
            for code in 0..81u32 {
                let inputs: Vec<Truth> = (0..4).map(|i| ALL[(code / 3u32.pow(i) % 3) as usize]).collect();
                let mut sorted = inputs.clone();
                sorted.sort_by(|a, b| b.cmp(a));
                let expected = if n == 0 { Yes } else { sorted.get(n - 1).copied().unwrap_or(No) };
                let got = Truths::at_least(n, inputs.iter().map(|t| lift(*t)));
                assert_eq!(got.lane(17), expected, "{n} of {inputs:?}");
            }
        }
    }

    #[test]
    fn all_and_any_are_the_least_and_the_greatest() {
        let declined = Truths { firm: !0, ..Truths::UNKNOWN };
        let values = [Truths::NO, Truths::UNKNOWN, declined, Truths::YES];
        for code in 0..64 {
            let inputs = || (0..3).map(|i| values[code >> (2 * i) & 3]);
            assert_eq!(Truths::all(inputs()), inputs().fold(Truths::YES, Truths::and));
            assert_eq!(Truths::any(inputs()), inputs().fold(Truths::NO, Truths::or));
        }
    }

    #[test]
    fn firm_never_marks_a_known_lane() {
        let declined = Truths { firm: !0, ..Truths::UNKNOWN };
        assert_eq!(declined.and(Truths::NO), Truths::NO);
        assert_eq!(declined.or(Truths::YES), Truths::YES);
        assert_eq!(declined.or(Truths::NO).firm, !0);
    }
}
