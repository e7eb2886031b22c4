//! Turns slots into the nodes of a program that read them, directly or through others.

use std::collections::BTreeSet;

use super::{ChoiceSource, Leaf, Node, NumberId, NumberOp, Program, TruthId, TruthOp};
use crate::answers::Slot;

/// Nodes that read some slots.
#[derive(Debug)]
pub struct Cone {
    truths: Vec<bool>,
    /// By width.
    numbers: [Vec<bool>; 3],
}

impl Cone {
    pub fn of(program: &Program, slots: &BTreeSet<Slot>) -> Self {
        let mut cone = Self {
            truths: vec![false; program.truths.len()],
            numbers: std::array::from_fn(|width| vec![false; program.numbers.get(width).map_or(0, Vec::len)]),
        };
        // In dependency order: whatever a node reads stands before it.
        for step in &program.steps {
            match step.node {
                Node::Truth(id) => {
                    let reads = program.truth(id).is_some_and(|op| cone.truth_reads(op, slots));
                    if let Some(place) = cone.truths.get_mut(id.0 as usize) {
                        *place = reads;
                    }
                }
                Node::Number(id) => {
                    let reads = program.number(id).is_some_and(|op| cone.number_reads(op, slots));
                    if let Some(place) =
                        cone.numbers.get_mut(id.width as usize).and_then(|of| of.get_mut(id.at as usize))
                    {
                        *place = reads;
                    }
                }
            }
        }
        cone
    }

    pub fn has_truth(&self, id: TruthId) -> bool {
        self.truths.get(id.0 as usize) == Some(&true)
    }

    pub fn has_number(&self, id: NumberId) -> bool {
        self.numbers.get(id.width as usize).and_then(|of| of.get(id.at as usize)) == Some(&true)
    }

    fn leaf(&self, leaf: Leaf, slots: &BTreeSet<Slot>) -> bool {
        slots.contains(&leaf.slot) || leaf.asked.is_some_and(|asked| self.has_truth(asked))
    }

    fn choice(&self, source: ChoiceSource, slots: &BTreeSet<Slot>) -> bool {
        match source {
            ChoiceSource::Answer(leaf) | ChoiceSource::Lookup { text: leaf, .. } => self.leaf(leaf, slots),
            ChoiceSource::Fixed(_) => false,
        }
    }

    fn truth_reads(&self, op: &TruthOp, slots: &BTreeSet<Slot>) -> bool {
        match op {
            TruthOp::Constant(_) | TruthOp::Undetermined => false,
            TruthOp::YesNo(leaf)
            | TruthOp::Includes(leaf, _)
            | TruthOp::Matches(leaf, _)
            | TruthOp::Mentions { text: leaf, .. }
            | TruthOp::LookupYes { text: leaf, .. }
            | TruthOp::Present { group: leaf, .. } => self.leaf(*leaf, slots),
            TruthOp::OneOf(source, _) => self.choice(*source, slots),
            TruthOp::Answered(slot) => slots.contains(slot),
            TruthOp::Not(of) => self.has_truth(*of),
            TruthOp::All(of) | TruthOp::Any(of) | TruthOp::AtLeast(_, of) => of.iter().any(|id| self.has_truth(*id)),
            TruthOp::Compare(left, _, right) => self.has_number(*left) || self.has_number(*right),
            TruthOp::CompareWith(left, ..) => self.has_number(*left),
            TruthOp::RowHolds { present, condition } => self.has_truth(*present) || self.has_truth(*condition),
        }
    }

    fn number_reads(&self, op: &NumberOp, slots: &BTreeSet<Slot>) -> bool {
        match op {
            NumberOp::Constant(_) => false,
            NumberOp::Answer(leaf)
            | NumberOp::Points(leaf)
            | NumberOp::DayNumber(leaf)
            | NumberOp::DaysSince(leaf)
            | NumberOp::YearsSince(leaf)
            | NumberOp::Lookup { text: leaf, .. } => self.leaf(*leaf, slots),
            NumberOp::Sum { items, .. } | NumberOp::CountItems(items, ..) => {
                items.iter().any(|item| self.leaf(item.leaf, slots))
            }
            NumberOp::CountTrue(of) => of.iter().any(|id| self.has_truth(*id)),
            NumberOp::CountDistinct(rows) => rows
                .iter()
                .any(|row| self.has_truth(row.present) || self.has_truth(row.holds) || self.choice(row.value, slots)),
            NumberOp::Rows { rows, .. } => rows
                .iter()
                .any(|row| self.has_truth(row.present) || self.has_truth(row.holds) || self.has_number(row.value)),
            NumberOp::Add(left, right) | NumberOp::Subtract(left, right) | NumberOp::Multiply(left, right) => {
                self.has_number(*left) || self.has_number(*right)
            }
            NumberOp::Widen(of) => self.has_number(*of),
        }
    }
}
