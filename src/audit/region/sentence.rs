//! Turns what a set of applicants has in common into one sentence: numbers between limits first, then the other lines.

use crate::language::Comparison;
use crate::value::{Decimal, Truth};

#[derive(Clone, Debug)]
pub(super) enum Says {
    /// A number compared with a constant: its words, and whether it is whole.
    Limit { of: String, operator: Comparison, at: Decimal, whole: bool },
    /// Any other line: its words when met, and when not.
    Line { met: String, not: String },
}

/// What a sentence says of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reads {
    Is(Truth),
    /// It is met, or not met, or nobody knows.
    OrOpen(bool),
}

/// A number between limits.
#[derive(Clone)]
struct Between {
    of: String,
    whole: bool,
    /// The least it is, and whether it is more.
    from: Option<(Decimal, bool)>,
    to: Option<(Decimal, bool)>,
    other: Vec<String>,
}

/// `parts`: what is spoken of, whether it is the old pack's, and what is said of it.
pub(super) fn sentence<'s>(parts: impl Iterator<Item = (&'s Says, bool, Reads)>) -> String {
    // Of each number what both packs say of it, and each of them.
    let mut numbers: Vec<[Between; 3]> = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for (says, old, reads) in parts {
        match says {
            Says::Limit { of, operator, at, whole } => {
                let place = numbers.iter().position(|[known, ..]| known.of == *of).unwrap_or_else(|| {
                    let new = Between { of: of.clone(), whole: *whole, from: None, to: None, other: Vec::new() };
                    numbers.push([new.clone(), new.clone(), new]);
                    numbers.len() - 1
                });
                if let Some([both, before, now]) = numbers.get_mut(place) {
                    both.narrow(*operator, *at, reads);
                    (if old { before } else { now }).narrow(*operator, *at, reads);
                }
            }
            Says::Line { met, not } => {
                let words = match reads {
                    Reads::Is(Truth::Yes) => met.clone(),
                    Reads::Is(Truth::No) => not.clone(),
                    Reads::Is(Truth::Unknown) => format!("it is open whether {met}"),
                    Reads::OrOpen(true) => format!("{met}, or that is open"),
                    Reads::OrOpen(false) => format!("{not}, or that is open"),
                };
                if !lines.contains(&words) {
                    lines.push(words);
                }
            }
        }
    }
    let mut parts: Vec<String> = Vec::new();
    for [both, before, now] in &numbers {
        if both.is_nothing() {
            // A number of one name that the packs work out differently.
            parts.extend(before.say().iter().map(|words| format!("before, {words}")));
            parts.extend(now.say().iter().map(|words| format!("now, {words}")));
        } else {
            parts.extend(both.say());
        }
    }
    parts.extend(lines);
    if parts.is_empty() { "everybody".to_owned() } else { parts.join("; ") }
}

impl Between {
    fn narrow(&mut self, operator: Comparison, at: Decimal, reads: Reads) {
        let operator = match reads {
            Reads::Is(Truth::Yes) | Reads::OrOpen(true) => operator,
            Reads::Is(Truth::No) | Reads::OrOpen(false) => negated(operator),
            Reads::Is(Truth::Unknown) => {
                let words = format!("{} is not settled", self.of);
                if !self.other.contains(&words) {
                    self.other.push(words);
                }
                return;
            }
        };
        let raise = |from: &mut Option<(Decimal, bool)>, new: (Decimal, bool)| {
            if from.is_none_or(|old| new > old) {
                *from = Some(new);
            }
        };
        let lower = |to: &mut Option<(Decimal, bool)>, new: (Decimal, bool)| {
            if to.is_none_or(|old| (new.0, !new.1) < (old.0, !old.1)) {
                *to = Some(new);
            }
        };
        match operator {
            Comparison::AtLeast => raise(&mut self.from, (at, false)),
            Comparison::Greater => raise(&mut self.from, (at, true)),
            Comparison::AtMost => lower(&mut self.to, (at, false)),
            Comparison::Less => lower(&mut self.to, (at, true)),
            Comparison::Equal => {
                raise(&mut self.from, (at, false));
                lower(&mut self.to, (at, false));
            }
            Comparison::NotEqual => self.other.push(format!("{} is not {at}", self.of)),
        }
    }

    /// Both ends. Of whole numbers, "more than 9" is "10 or more".
    fn ends(&self) -> [Option<(Decimal, bool)>; 2] {
        let one = Decimal::ONE;
        let whole = |end: Option<(Decimal, bool)>, up: bool| match end {
            Some((at, true)) if self.whole && at.places() == 0 => {
                let next = if up { at.checked_add(one) } else { at.checked_sub(one) };
                next.map(|next| (next, false)).or(end)
            }
            other => other,
        };
        [whole(self.from, true), whole(self.to, false)]
    }

    /// No number is so.
    fn is_nothing(&self) -> bool {
        matches!(self.ends(), [Some((from, more)), Some((to, less))] if from > to || from == to && (more || less))
    }

    fn say(&self) -> Vec<String> {
        let of = &self.of;
        let [from, to] = self.ends();
        let said = match (from, to) {
            (None, None) => None,
            (Some((from, _)), Some((to, _))) if from == to => Some(format!("{of} is {from}")),
            (Some((from, false)), Some((to, false))) => Some(format!("{of} is {from} to {to}")),
            (from, to) => {
                let from =
                    from.map(|(at, more)| if more { format!("more than {at}") } else { format!("{at} or more") });
                let to = to.map(|(at, less)| if less { format!("less than {at}") } else { format!("{at} or less") });
                let both: Vec<String> = from.into_iter().chain(to).collect();
                Some(format!("{of} is {}", both.join(" and ")))
            }
        };
        said.into_iter().chain(self.other.iter().cloned()).collect()
    }
}

pub(super) fn negated(operator: Comparison) -> Comparison {
    match operator {
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
        Comparison::Less => Comparison::AtLeast,
        Comparison::AtLeast => Comparison::Less,
        Comparison::Greater => Comparison::AtMost,
        Comparison::AtMost => Comparison::Greater,
    }
}
