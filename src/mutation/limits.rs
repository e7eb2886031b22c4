//! The limits that a rule compares with, and the smallest step by which each may be another.

use super::spelling::Spelling;
use crate::language::Comparison;
use crate::pack::{Answer, Choice, ColumnKind, Condition, FactValue, Number, Pack, ParameterValue};
use crate::value::Decimal;

/// One step of a number against which a limit stands.
pub fn step(pack: &Pack, limit: Decimal, beside: &Number) -> Option<Decimal> {
    Decimal::from_scaled(1, places(pack, beside).max(limit.places()))
}

/// Digits after the point that a number may have; 0 where arithmetic makes it.
fn places(pack: &Pack, of: &Number) -> u32 {
    match of {
        Number::Constant(value) => value.places(),
        Number::Parameter(id) => match pack.parameters.get(id.index()).map(|p| &p.value) {
            Some(ParameterValue::Number { is, .. }) => is.places(),
            _ => 0,
        },
        Number::Question(question) => match pack.questions.get(question.index()).map(|q| &q.answer) {
            Some(Answer::Number { places, .. }) => *places,
            _ => 0,
        },
        Number::Fact(fact) => match pack.facts.get(fact.index()).map(|fact| &fact.is) {
            Some(FactValue::Number(_, number)) => places(pack, number),
            _ => 0,
        },
        Number::Least { field, .. } | Number::Greatest { field, .. } | Number::SumRows { field, .. } => {
            places(pack, field)
        }
        Number::Lookup { table, column, .. } => {
            match pack.tables.get(table.index()).and_then(|table| table.columns.get(*column)).map(|c| &c.kind) {
                Some(ColumnKind::Number { places, .. }) => *places,
                _ => 0,
            }
        }
        _ => 0,
    }
}

/// The operator that differs at the limit alone; `None` where the limit is all that it asks for.
pub fn at_the_limit(of: Comparison) -> Option<Comparison> {
    match of {
        Comparison::AtLeast => Some(Comparison::Greater),
        Comparison::Greater => Some(Comparison::AtLeast),
        Comparison::AtMost => Some(Comparison::Less),
        Comparison::Less => Some(Comparison::AtMost),
        Comparison::Equal | Comparison::NotEqual => None,
    }
}

/// A comparison whose limit is one step more or less, where the limit is written there.
pub fn moved(pack: &Pack, left: &Number, operator: Comparison, right: &Number) -> Vec<(Condition, String)> {
    let mut all = Vec::new();
    let mut add = |of: &Number, beside: &Number, make: &dyn Fn(Number) -> Condition| {
        let Number::Constant(is) = of else { return };
        let Some(step) = step(pack, *is, beside) else { return };
        for other in [is.checked_add(step), is.checked_sub(step)].into_iter().flatten() {
            let before = Spelling(pack).condition(&make(of.clone()));
            let to = make(Number::Constant(other));
            let words = reads(&before, &Spelling(pack).condition(&to));
            all.push((to, words));
        }
    };
    add(right, left, &|right| Condition::Compare { left: left.clone(), operator, right });
    add(left, right, &|left| Condition::Compare { left, operator, right: right.clone() });
    all
}

pub fn reads(before: &str, after: &str) -> String {
    format!("`{before}` reads `{after}`")
}

/// Another option than the only one that is asked for: the next, or of the last the one before.
pub fn neighbour(spelling: Spelling, choice: &Choice, at: u32) -> Option<u32> {
    let count = spelling.options(choice).len() as u32;
    if at + 1 < count { Some(at + 1) } else { at.checked_sub(1) }
}
