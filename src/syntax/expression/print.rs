//! Turns an expression back into text in one canonical form: fixed spaces, no parentheses that are not needed.

use std::fmt::{Display, Formatter, Result};

use super::parse::strength;
use super::{Argument, Expression, Kind, Where};
use crate::language::Arithmetic;

impl Display for Expression {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.kind.fmt(f)
    }
}

/// On the wire an expression is its canonical text.
impl serde::Serialize for Expression {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Display for Kind {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Number { value, unit: Some(unit) } => write!(f, "{value} {}", unit.value),
            Self::Number { value, unit: None } => write!(f, "{value}"),
            Self::Date(date) => write!(f, "{date}"),
            Self::Name(name) => f.write_str(name),
            Self::Items { from, to } => write!(f, "{}..{}", from.value, short(&from.value, &to.value)),
            Self::Not(of) => write!(f, "not {}", Within(of, strength::NOT)),
            Self::Negate(of) => write!(f, "-{}", Within(of, strength::NEGATE)),
            Self::And(left, right) => {
                write!(f, "{} and {}", Within(left, strength::AND), Within(right, strength::AND + 1))
            }
            Self::Or(left, right) => {
                write!(f, "{} or {}", Within(left, strength::OR), Within(right, strength::OR + 1))
            }
            Self::Compare { left, operator, right } => {
                write!(f, "{} {} {}", Within(left, strength::ADD), operator.symbol(), Within(right, strength::ADD))
            }
            Self::In { left, list } => {
                write!(f, "{} in [", Within(left, strength::ADD))?;
                separated(f, list.iter().map(|member| Within(member, strength::ADD)))?;
                f.write_str("]")
            }
            Self::Matches { left, pattern } => write!(f, "{} ~ /{}/", Within(left, strength::ADD), pattern.value),
            Self::Answered { left, negated } => {
                let said = if *negated { "is not answered" } else { "is answered" };
                write!(f, "{} {said}", Within(left, strength::ADD))
            }
            Self::Arithmetic { left, operator, right } => {
                let own = self.strength();
                write!(f, "{} {} {}", Within(left, own), operator.symbol(), Within(right, own + 1))
            }
            Self::Call { function, arguments } => {
                write!(f, "{}(", function.value)?;
                separated(f, arguments.iter())?;
                f.write_str(")")
            }
            Self::Column { of, column } => write!(f, "{}.{}", Within(of, strength::ATOM), column.value),
            Self::Error => f.write_str("?"),
        }
    }
}

impl Display for Argument {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.value.fmt(f)?;
        match &self.condition {
            None => Ok(()),
            Some(Where::Holds(condition)) => write!(f, " where {condition}"),
            Some(Where::Each { operator, right }) => {
                write!(f, " where {} {}", operator.symbol(), Within(right, strength::ADD))
            }
        }
    }
}

impl Kind {
    fn strength(&self) -> u8 {
        match self {
            Self::Or(..) => strength::OR,
            Self::And(..) => strength::AND,
            Self::Not(_) => strength::NOT,
            Self::Compare { .. } | Self::In { .. } | Self::Matches { .. } | Self::Answered { .. } => strength::COMPARE,
            Self::Arithmetic { operator, .. } => match operator.value {
                Arithmetic::Add | Arithmetic::Subtract => strength::ADD,
                Arithmetic::Multiply | Arithmetic::Divide => strength::MULTIPLY,
            },
            Self::Negate(_) => strength::NEGATE,
            Self::Number { .. }
            | Self::Date(_)
            | Self::Name(_)
            | Self::Items { .. }
            | Self::Call { .. }
            | Self::Column { .. }
            | Self::Error => strength::ATOM,
        }
    }
}

/// An operand where only operators of at least this strength stand without parentheses.
struct Within<'a>(&'a Expression, u8);

impl Display for Within<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.0.kind.strength() < self.1 { write!(f, "({})", self.0) } else { self.0.fmt(f) }
    }
}

fn separated<T: Display>(f: &mut Formatter<'_>, members: impl Iterator<Item = T>) -> Result {
    for (i, member) in members.enumerate() {
        if i > 0 {
            f.write_str(", ")?;
        }
        member.fmt(f)?;
    }
    Ok(())
}

/// `q5` for `pcl5.q5` behind `pcl5.q1..`
fn short<'a>(from: &str, to: &'a str) -> &'a str {
    match (from.rsplit_once('.'), to.rsplit_once('.')) {
        (Some((scale, _)), Some((same, last))) if scale == same => last,
        _ => to,
    }
}
