//! Fills the names in a text with what they came to.

use super::View;
use super::basis::number_value;
use super::seen::{Answered, Value};
use crate::pack::{Piece, Shown, Template};
use crate::program::FactNode;
use crate::value::{Decimal, Truth};

/// Stands where a text names what is not known.
const OPEN: &str = "…";

/// Bounds further apart than this say nothing: "0 to 46355 days".
const WIDEST: i64 = 1_000;

/// A text with its names filled in; what is not known is left open.
pub fn fill(view: View, template: &Template, row: Option<usize>) -> String {
    let mut text = String::new();
    for piece in &template.pieces {
        match piece {
            Piece::Text(words) => text.push_str(words),
            Piece::Name(shown) => text.push_str(&shown_text(view, shown, row)),
        }
    }
    text
}

/// `2`, or `1 to 3` where only bounds are known.
pub fn interval(low: Decimal, high: Decimal) -> String {
    if low == high { low.to_string() } else { format!("{low} to {high}") }
}

/// Bounds where they say something.
fn bounds((low, high): (Decimal, Decimal)) -> String {
    let near = high.checked_sub(low).is_some_and(|apart| apart <= WIDEST.into());
    if near { interval(low, high) } else { OPEN.to_owned() }
}

fn shown_text(view: View, shown: &Shown, row: Option<usize>) -> String {
    match shown {
        Shown::Parameter(parameter) => view.parameter(*parameter),
        Shown::Sum(set, _) => {
            let key = (set.scale, set.items.start, set.items.end);
            match view.program.sums.get(&key).and_then(|id| view.interval(*id)) {
                Some((low, high)) => bounds((low.into(), high.into())),
                None => OPEN.to_owned(),
            }
        }
        Shown::Fact(id) => {
            let of_row = view.pack.facts.get(id.index()).and_then(|f| f.of).and(row);
            let node = view.program.facts.get(&(*id, of_row.unwrap_or(0)));
            match node {
                Some(FactNode::Truth(id)) => match view.table.truth(*id, view.lane) {
                    Truth::Yes => "yes".to_owned(),
                    Truth::No => "no".to_owned(),
                    Truth::Unknown => OPEN.to_owned(),
                },
                Some(FactNode::Number(_)) => number_value(view, node).map_or_else(|| OPEN.to_owned(), bounds),
                _ => String::new(),
            }
        }
        Shown::Question(question) => match view.answered(*question, row) {
            // These words reach pages that show no private answer.
            Answered::Value(Value::Text(_)) => "what was written".to_owned(),
            Answered::Value(Value::Date(_)) => "the date given".to_owned(),
            Answered::Value(value) => value.to_string(),
            Answered::Unknown(_) => OPEN.to_owned(),
            Answered::NotApplicable => "not applicable".to_owned(),
            Answered::BlankIsNone => "none".to_owned(),
        },
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::YesNo(yes) => f.write_str(if *yes { "yes" } else { "no" }),
            Self::Number(number, None) => number.fmt(f),
            Self::Number(number, Some(unit)) => write!(f, "{number} {unit}"),
            Self::Option(option) => f.write_str(option),
            Self::Options(options) if options.is_empty() => f.write_str("none chosen"),
            Self::Options(options) => f.write_str(&options.join(", ")),
            Self::Text(text) => f.write_str(text),
            Self::Date(date) => date.fmt(f),
            Self::Points(points, label) => write!(f, "{points} ({label})"),
            Self::Rows(1) => f.write_str("1 row"),
            Self::Rows(n) => write!(f, "{n} rows"),
        }
    }
}
