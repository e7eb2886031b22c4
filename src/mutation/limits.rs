//! The limits that a rule compares with, and the smallest step by which each may be another.

use super::spelling::Spelling;
use super::walk::Swaps;
use crate::language::Comparison;
use crate::pack::{Answer, ColumnKind, Condition, FactValue, Number, Pack, ParameterValue};
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

/// Both sides of every limit, a constant or a parameter, each as the comparison that differs there alone.
pub struct Sides<'a>(pub &'a Pack);

impl Swaps for Sides<'_> {
    fn condition(&self, of: &Condition) -> Vec<(Condition, String)> {
        let Condition::Compare { left, operator, right } = of else { return Vec::new() };
        let (Some(is), Some(other)) = (limit(self.0, right), at_the_limit(*operator)) else { return Vec::new() };
        let with = |operator, right| Condition::Compare { left: left.clone(), operator, right };
        let beside = beyond(*operator, is, step(self.0, is, left));
        let text = Spelling(self.0).condition(of);
        let at = (with(other, right.clone()), format!("{text}: at the limit"));
        let beside =
            beside.map(|limit| (with(*operator, Number::Constant(limit)), format!("{text}: {}", side(*operator))));
        std::iter::once(at).chain(beside).collect()
    }

    fn number(&self, of: &Number) -> Vec<(Number, String)> {
        let Number::CountItems { items, operator, right } = of else { return Vec::new() };
        let Some(other) = at_the_limit(*operator) else { return Vec::new() };
        let with = |operator, right| Number::CountItems { items: items.clone(), operator, right };
        let text = Spelling(self.0).number(of);
        let beside = beyond(*operator, *right, Some(Decimal::ONE));
        let beside = beside.map(|limit| (with(*operator, limit), format!("{text}: {}", side(*operator))));
        std::iter::once((with(other, *right), format!("{text}: at the limit"))).chain(beside).collect()
    }
}

/// What a limit is; `None` for what depends on answers.
fn limit(pack: &Pack, of: &Number) -> Option<Decimal> {
    match of {
        Number::Constant(value) => Some(*value),
        Number::Parameter(id) => match pack.parameters.get(id.index()).map(|p| &p.value) {
            Some(ParameterValue::Number { is, .. }) => Some(*is),
            _ => None,
        },
        _ => None,
    }
}

/// The limit with which the comparison comes to the same but for one step at the side of the limit that the limit itself is not on.
fn beyond(operator: Comparison, limit: Decimal, step: Option<Decimal>) -> Option<Decimal> {
    match operator {
        Comparison::AtLeast | Comparison::Less => limit.checked_sub(step?),
        _ => limit.checked_add(step?),
    }
}

fn side(operator: Comparison) -> &'static str {
    match operator {
        Comparison::AtLeast | Comparison::Less => "one step below",
        _ => "one step above",
    }
}

pub fn reads(before: &str, after: &str) -> String {
    format!("`{before}` reads `{after}`")
}
