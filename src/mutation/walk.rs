//! Turns one way to change a line into every place of a condition where it can be done, one at a time.

use crate::pack::{Condition, Line, Number, Tree, TreeKind};
use crate::text::Span;

/// A thing with one change in it.
#[derive(Clone, Debug)]
pub struct Changed<T> {
    pub to: T,
    /// The line that is changed.
    pub place: Span,
    /// What follows "when": `` `age >= 18` reads `age > 18` ``.
    pub says: String,
}

/// What may stand in the place of one node; not of those inside it.
pub trait Swaps {
    fn tree(&self, _of: &Tree) -> Vec<Changed<Tree>> {
        Vec::new()
    }

    fn condition(&self, _of: &Condition) -> Vec<(Condition, String)> {
        Vec::new()
    }

    /// What may stand in the place of the condition on the rows of a group; `None` is every row.
    fn rows(&self, _of: &Condition) -> Vec<(Option<Condition>, String)> {
        Vec::new()
    }

    fn number(&self, _of: &Number) -> Vec<(Number, String)> {
        Vec::new()
    }
}

/// A tree with one change, for every change.
pub fn trees(of: &Tree, swaps: &dyn Swaps) -> Vec<Changed<Tree>> {
    let mut all = swaps.tree(of);
    let with = |kind: TreeKind| Tree { kind, span: of.span };
    match &of.kind {
        TreeKind::Line(line) => {
            let changed = |(says, words)| {
                let line = Line { text: line.text.clone(), says, span: line.span };
                Changed { place: line.span, to: with(TreeKind::Line(line)), says: words }
            };
            all.extend(conditions(&line.says, swaps).into_iter().map(changed));
        }
        TreeKind::All(parts) => all.extend(each(parts, swaps, |parts| with(TreeKind::All(parts)))),
        TreeKind::Any(parts) => all.extend(each(parts, swaps, |parts| with(TreeKind::Any(parts)))),
        TreeKind::None(parts) => all.extend(each(parts, swaps, |parts| with(TreeKind::None(parts)))),
        TreeKind::AtLeast(n, parts) => all.extend(each(parts, swaps, |parts| with(TreeKind::AtLeast(*n, parts)))),
    }
    all
}

fn each(parts: &[Tree], swaps: &dyn Swaps, make: impl Fn(Vec<Tree>) -> Tree) -> Vec<Changed<Tree>> {
    let mut all = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        for changed in trees(part, swaps) {
            let mut parts = parts.to_vec();
            if let Some(place) = parts.get_mut(at) {
                *place = changed.to;
            }
            all.push(Changed { to: make(parts), place: changed.place, says: changed.says });
        }
    }
    all
}

/// A condition with one change, for every change.
fn conditions(of: &Condition, swaps: &dyn Swaps) -> Vec<(Condition, String)> {
    let mut all = swaps.condition(of);
    match of {
        Condition::Not(inner) => all.extend(map(conditions(inner, swaps), |inner| Condition::Not(Box::new(inner)))),
        Condition::And(left, right) => {
            all.extend(map(conditions(left, swaps), |left| Condition::And(Box::new(left), right.clone())));
            all.extend(map(conditions(right, swaps), |right| Condition::And(left.clone(), Box::new(right))));
        }
        Condition::Or(left, right) => {
            all.extend(map(conditions(left, swaps), |left| Condition::Or(Box::new(left), right.clone())));
            all.extend(map(conditions(right, swaps), |right| Condition::Or(left.clone(), Box::new(right))));
        }
        Condition::Compare { left, operator, right } => {
            let operator = *operator;
            let with_left = |left| Condition::Compare { left, operator, right: right.clone() };
            let with_right = |right| Condition::Compare { left: left.clone(), operator, right };
            all.extend(map(numbers(left, swaps), with_left));
            all.extend(map(numbers(right, swaps), with_right));
        }
        Condition::AnyRow { group, condition } => {
            all.extend(map(rows(condition.as_deref(), swaps), |condition| Condition::AnyRow {
                group: *group,
                condition,
            }));
        }
        Condition::Constant(_)
        | Condition::Question(_)
        | Condition::Fact(_)
        | Condition::CompareDates { .. }
        | Condition::IsOneOf { .. }
        | Condition::Includes { .. }
        | Condition::Mentions { .. }
        | Condition::Matches { .. }
        | Condition::Lookup { .. }
        | Condition::Answered(_) => {}
    }
    all
}

type Rows = Option<Box<Condition>>;

fn rows(of: Option<&Condition>, swaps: &dyn Swaps) -> Vec<(Rows, String)> {
    let Some(of) = of else { return Vec::new() };
    let mut all: Vec<(Rows, String)> = map(swaps.rows(of), |to| to.map(Box::new));
    all.extend(map(conditions(of, swaps), |to| Some(Box::new(to))));
    all
}

/// A number with one change, for every change.
pub fn numbers(of: &Number, swaps: &dyn Swaps) -> Vec<(Number, String)> {
    let mut all = swaps.number(of);
    let mut both = |left: &Number, right: &Number, make: fn(Box<Number>, Box<Number>) -> Number| {
        all.extend(map(numbers(left, swaps), |left| make(Box::new(left), Box::new(right.clone()))));
        all.extend(map(numbers(right, swaps), |right| make(Box::new(left.clone()), Box::new(right))));
    };
    match of {
        Number::Add(left, right) => both(left, right, Number::Add),
        Number::Subtract(left, right) => both(left, right, Number::Subtract),
        Number::Multiply(left, right) => both(left, right, Number::Multiply),
        Number::Divide(left, right) => both(left, right, Number::Divide),
        Number::CountRows { group, condition } => {
            let with = |condition| Number::CountRows { group: *group, condition };
            all.extend(map(rows(condition.as_deref(), swaps), with));
        }
        Number::CountDistinct { group, field, condition } => {
            let with = |condition| Number::CountDistinct { group: *group, field: field.clone(), condition };
            all.extend(map(rows(condition.as_deref(), swaps), with));
        }
        Number::Least { group, field, condition } => {
            let with = |condition| Number::Least { group: *group, field: field.clone(), condition };
            all.extend(map(rows(condition.as_deref(), swaps), with));
        }
        Number::Greatest { group, field, condition } => {
            let with = |condition| Number::Greatest { group: *group, field: field.clone(), condition };
            all.extend(map(rows(condition.as_deref(), swaps), with));
        }
        Number::SumRows { group, field, condition } => {
            let with = |condition| Number::SumRows { group: *group, field: field.clone(), condition };
            all.extend(map(rows(condition.as_deref(), swaps), with));
        }
        Number::Constant(_)
        | Number::Parameter(_)
        | Number::Question(_)
        | Number::Fact(_)
        | Number::Sum(_)
        | Number::CountItems { .. }
        | Number::Lookup { .. }
        | Number::DaysSince(_)
        | Number::YearsSince(_) => {}
    }
    all
}

fn map<A, B>(of: Vec<(A, String)>, make: impl Fn(A) -> B) -> Vec<(B, String)> {
    of.into_iter().map(|(to, words)| (make(to), words)).collect()
}
