//! Turns a condition's tree and its nodes into the same tree with results and values.

use super::View;
use super::fill::fill;
use super::seen::{Reads, Seen};
use crate::pack::{self, FactId, Line, Tree, TreeKind};
use crate::program::{FactNode, TruthId};
use crate::value::{Decimal, Truth};

/// What a rule or fact rests on, laid out as its author wrote it.
#[derive(Clone, Debug, PartialEq)]
pub enum Basis {
    Group { says: Says, result: Truth, of: Vec<Basis> },
    Line { text: String, result: Truth, values: Vec<Seen>, facts: Vec<FactBasis> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    All,
    Any,
    None,
    AtLeast(usize),
}

/// A fact that a line reads, with its own basis.
#[derive(Clone, Debug, PartialEq)]
pub struct FactBasis {
    pub fact: FactId,
    pub about: String,
    /// The row of its group, from 1.
    pub row: Option<usize>,
    pub value: FactValue,
    pub of: Box<Basis>,
}

/// What a fact came to.
#[derive(Clone, Debug, PartialEq)]
pub enum FactValue {
    Truth(Truth),
    /// Low and high end, equal where it is known; rounded to two places where it is a quotient. `None`: there is none.
    Number(Option<(Decimal, Decimal)>),
    /// The option, where it is known.
    Choice(Option<String>),
}

impl Basis {
    pub fn result(&self) -> Truth {
        match self {
            Self::Group { result, .. } | Self::Line { result, .. } => *result,
        }
    }

    /// The lines in the order written.
    pub fn lines(&self) -> Vec<&Basis> {
        match self {
            Self::Line { .. } => vec![self],
            Self::Group { of, .. } => of.iter().flat_map(Basis::lines).collect(),
        }
    }

    /// The same tree without the lines that the result does not rest on: of `all of` that is not met, those not met.
    #[must_use]
    pub fn decisive(&self) -> Self {
        match self {
            Self::Group { says, result, of } => {
                let decides = |part: &Truth| match (says, result) {
                    (Says::All, Truth::Yes) | (Says::Any, Truth::No) | (Says::None, Truth::Yes) => true,
                    (Says::None, Truth::No) => *part == Truth::Yes,
                    // What is met counts towards the number as well.
                    (Says::AtLeast(_), Truth::Unknown) => *part != Truth::No,
                    (_, result) => part == result,
                };
                let of = of.iter().filter(|part| decides(&part.result())).map(Self::decisive).collect();
                Self::Group { says: *says, result: *result, of }
            }
            line @ Self::Line { .. } => line.clone(),
        }
    }
}

/// The basis of a tree whose nodes stand in pre-order.
pub(super) fn tree(view: View, tree: &Tree, nodes: &[TruthId], row: Option<usize>) -> Basis {
    walk(view, tree, &mut nodes.iter().copied(), row)
}

fn walk(view: View, tree: &Tree, nodes: &mut impl Iterator<Item = TruthId>, row: Option<usize>) -> Basis {
    let result = nodes.next().map_or(Truth::Unknown, |id| view.table.truth(id, view.lane));
    let (says, of) = match &tree.kind {
        TreeKind::Line(line) => return line_basis(view, line, result, row),
        TreeKind::All(of) => (Says::All, of),
        TreeKind::Any(of) => (Says::Any, of),
        TreeKind::None(of) => (Says::None, of),
        TreeKind::AtLeast(n, of) => (Says::AtLeast(*n), of),
    };
    let mut children = Vec::with_capacity(of.len());
    for child in of {
        children.push(walk_dyn(view, child, nodes, row));
    }
    Basis::Group { says, result, of: children }
}

/// Breaks the type recursion of `walk` over its iterator.
fn walk_dyn(view: View, tree: &Tree, nodes: &mut dyn Iterator<Item = TruthId>, row: Option<usize>) -> Basis {
    walk(view, tree, &mut { nodes }, row)
}

fn line_basis(view: View, line: &Line, result: Truth, row: Option<usize>) -> Basis {
    let mut reads = Reads::default();
    reads.condition(view, &line.says, row);
    Basis::Line { text: line.text.clone(), result, values: reads.values, facts: reads.facts }
}

/// A fact and what it rests on. `row` counts from 0 and matters for facts about rows.
pub(super) fn fact(view: View, id: FactId, row: Option<usize>) -> Option<FactBasis> {
    let fact = view.pack.facts.get(id.index())?;
    let row = fact.of.and(row);
    let key = (id, row.unwrap_or(0));
    let node = view.program.facts.get(&key);
    let (value, of) = match &fact.is {
        pack::FactValue::Truth(is) => {
            let nodes = view.program.fact_trees.get(&key).map(Vec::as_slice).unwrap_or_default();
            let basis = tree(view, is, nodes, row);
            (FactValue::Truth(basis.result()), basis)
        }
        pack::FactValue::Number(text, number) => {
            let mut reads = Reads::default();
            reads.number(view, number, row);
            let value = number_value(view, node);
            let known = value.is_none_or(|(low, high)| low == high);
            (FactValue::Number(value), written(text, known, reads))
        }
        pack::FactValue::Choice(text, choice) => {
            let mut reads = Reads::default();
            reads.choice(view, choice, row);
            let value = reads.option();
            (FactValue::Choice(value.clone()), written(text, value.is_some(), reads))
        }
    };
    Some(FactBasis { fact: id, about: fill(view, &fact.about, row), row: row.map(|r| r + 1), value, of: Box::new(of) })
}

fn written(text: &str, known: bool, reads: Reads) -> Basis {
    let result = if known { Truth::Yes } else { Truth::Unknown };
    Basis::Line { text: text.to_owned(), result, values: reads.values, facts: reads.facts }
}

/// The value of a number fact, exact unless it is a quotient.
pub(super) fn number_value(view: View, node: Option<&FactNode>) -> Option<(Decimal, Decimal)> {
    let Some(FactNode::Number(quantity)) = node else { return None };
    let (low, high) = view.interval(quantity.over)?;
    match quantity.under {
        None => Some((Decimal::from_scaled(low, quantity.places)?, Decimal::from_scaled(high, quantity.places)?)),
        Some(under) => {
            let (least, most) = view.interval(under)?;
            let ratio = |a: i64, b: i64| Some(Decimal::from(a).checked_div(Decimal::from(b))?.rounded(2));
            // The lower part is surely positive, so the corners that matter follow the sign of the upper.
            Some((ratio(low, if low < 0 { least } else { most })?, ratio(high, if high < 0 { most } else { least })?))
        }
    }
}
