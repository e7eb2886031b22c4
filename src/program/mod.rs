//! One flat program of typed nodes in dependency order, compiled from a checked pack.

mod conditions;
mod cone;
mod effects;
mod from_pack;
mod lists;
mod numbers;

pub use cone::Cone;
pub use effects::{Effect, Raised};
pub use from_pack::from_pack;

use std::collections::{BTreeMap, HashSet};

use crate::answers::{Layout, Slot};
use crate::language::Comparison;
use crate::pack::{FactId, QuestionId, ScaleId};
use crate::terms::{ListId, Matcher};
use crate::value::Scaled;

/// A node that gives a truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TruthId(pub u32);

/// A node that gives a number: an interval in units of `10^-places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumberId {
    pub width: Width,
    pub at: u32,
}

/// The least width that holds everything a node can be: most numbers are small, and small ones are quick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Width {
    /// 16 bits.
    Short,
    /// 32 bits.
    Narrow,
    /// 64 bits.
    Wide,
}

impl Width {
    pub const ALL: [Self; 3] = [Self::Short, Self::Narrow, Self::Wide];

    fn of(least: Scaled, most: Scaled) -> Self {
        let fits = |low: Scaled, high: Scaled| low <= least && most <= high;
        if fits(i16::MIN.into(), i16::MAX.into()) {
            Self::Short
        } else if fits(i32::MIN.into(), i32::MAX.into()) {
            Self::Narrow
        } else {
            Self::Wide
        }
    }
}

/// A group's row, for nodes that only matter where some applicant has that row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub u32);

/// An answer read together with the condition under which it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Leaf {
    pub slot: Slot,
    /// `None`: always asked. A blank that is not asked is not applicable.
    pub asked: Option<TruthId>,
}

/// Where a choice is read from, lane by lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChoiceSource {
    Answer(Leaf),
    /// The option a parameter is set to.
    Fixed(u8),
    /// A choice column of the table row that the text names.
    Lookup {
        text: Leaf,
        table: ListId,
        column: usize,
    },
}

/// How a truth is made from nodes before it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TruthOp {
    Constant(bool),
    /// Unknown in every lane: a comparison whose arithmetic would not fit. The checker refuses such a pack.
    Undetermined,
    YesNo(Leaf),
    Not(TruthId),
    All(Box<[TruthId]>),
    Any(Box<[TruthId]>),
    AtLeast(usize, Box<[TruthId]>),
    Compare(NumberId, Comparison, NumberId),
    CompareWith(NumberId, Comparison, Scaled),
    /// The chosen option is in the set (a bit each); for several choices, one of them is.
    OneOf(ChoiceSource, u128),
    Includes(Leaf, u128),
    /// `past`: the question is about the past, so a past mention is as sure as a present one.
    Mentions {
        text: Leaf,
        list: ListId,
        past: bool,
    },
    Matches(Leaf, usize),
    LookupYes {
        text: Leaf,
        table: ListId,
        column: usize,
    },
    Answered(Slot),
    /// The group has this row; unknown where the group is.
    Present {
        group: Leaf,
        row: usize,
    },
    /// The row is there and its condition holds; unknown where it is unknown whether there is a row.
    RowHolds {
        present: TruthId,
        condition: TruthId,
    },
}

/// A scale item as a sum reads it: its points, or 1 for yes (for no, where reversed).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SumItem {
    pub leaf: Leaf,
    pub yes_no: bool,
    pub reversed: bool,
}

/// One row of an aggregate. `value` counts only where the row is present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RowValue<T> {
    pub present: TruthId,
    pub holds: TruthId,
    pub value: T,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Aggregate {
    Least,
    Greatest,
    Sum,
}

/// How a number is made from nodes before it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum NumberOp {
    Constant(Scaled),
    Answer(Leaf),
    Points(Leaf),
    /// `most`: the greatest it can be.
    Sum {
        items: Box<[SumItem]>,
        most: Scaled,
    },
    CountItems(Box<[SumItem]>, Comparison, Scaled),
    CountTrue(Box<[TruthId]>),
    CountDistinct(Box<[RowValue<ChoiceSource>]>),
    /// Over rows; `range` is the field's, for rows that may or may not be there.
    Rows {
        aggregate: Aggregate,
        rows: Box<[RowValue<NumberId>]>,
        range: (Scaled, Scaled),
    },
    Add(NumberId, NumberId),
    Subtract(NumberId, NumberId),
    Multiply(NumberId, NumberId),
    Lookup {
        text: Leaf,
        table: ListId,
        column: usize,
        places: u32,
    },
    DayNumber(Leaf),
    DaysSince(Leaf),
    YearsSince(Leaf),
    Widen(NumberId),
}

/// One step of the run: the node to fill, and the row without which it may be skipped.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub node: Node,
    pub row: Option<RowId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    Truth(TruthId),
    Number(NumberId),
}

/// A number as a pack's author means it: a quotient of two nodes in units of `10^-places`.
#[derive(Clone, Copy, Debug)]
pub struct Quantity {
    pub over: NumberId,
    /// `None`: 1. Otherwise surely positive, in the same units as `over`.
    pub under: Option<NumberId>,
    pub places: u32,
}

/// What a fact became; of a row fact, one a row.
#[derive(Clone, Debug)]
pub enum FactNode {
    Truth(TruthId),
    Number(Quantity),
    Choice(ChoiceSource),
}

/// A compiled pack. Nodes are stored once: equal parts of different rules are the same node.
#[derive(Debug)]
pub struct Program {
    pub layout: Layout,
    pub truths: Vec<TruthOp>,
    /// By width.
    pub numbers: [Vec<NumberOp>; 3],
    pub steps: Vec<Step>,
    /// The group slot and row number of each [`RowId`].
    pub rows: Vec<(Slot, usize)>,
    /// The nodes that are of a row: what they hold means nothing in a lane without it.
    pub in_rows: HashSet<Node>,
    /// By rule: the node of each tree node of its `when`, in pre-order; the first is the rule's.
    pub rules: Vec<Vec<TruthId>>,
    /// By rule: what it does when met and when unknown.
    pub effects: Vec<Effect>,
    /// Rules that are indications; they count together.
    pub indications: Vec<usize>,
    /// By fact (and row, for a row fact).
    pub facts: BTreeMap<(FactId, usize), FactNode>,
    /// By fact that is a truth (and row): its tree's nodes in pre-order.
    pub fact_trees: BTreeMap<(FactId, usize), Vec<TruthId>>,
    /// Totals and subscores that a rule or text reads: scale, first and last position.
    pub sums: BTreeMap<(ScaleId, usize, usize), NumberId>,
    /// When each question with an `asked_when` is asked.
    pub asked: BTreeMap<QuestionId, TruthId>,
    /// The option of a choice that says what *not applicable* does.
    pub none_options: BTreeMap<QuestionId, u8>,
    /// Term lists first, then tables, each a list of the matcher.
    pub matcher: Matcher,
    pub tables: Vec<LookupTable>,
    pub term_lists: usize,
    /// Regular expressions of `text ~ /…/`.
    pub patterns: usize,
}

/// The cells of a table, by row and column, as nodes read them.
#[derive(Clone, Debug, Default)]
pub struct LookupTable {
    pub rows: Vec<Vec<Option<LookupCell>>>,
    /// By column: places, least and most, for number columns.
    pub ranges: Vec<(u32, Scaled, Scaled)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookupCell {
    YesNo(bool),
    Choice(u8),
    Number(Scaled),
}

impl Program {
    pub fn truth(&self, id: TruthId) -> Option<&TruthOp> {
        self.truths.get(id.0 as usize)
    }

    pub fn number(&self, id: NumberId) -> Option<&NumberOp> {
        self.of_width(id.width).get(id.at as usize)
    }

    pub fn of_width(&self, width: Width) -> &[NumberOp] {
        let [short, narrow, wide] = &self.numbers;
        match width {
            Width::Short => short,
            Width::Narrow => narrow,
            Width::Wide => wide,
        }
    }

    pub fn none_option(&self, question: QuestionId) -> Option<u8> {
        self.none_options.get(&question).copied()
    }

    /// The table behind a matcher's list.
    pub fn table(&self, list: ListId) -> Option<&LookupTable> {
        self.tables.get(usize::from(list.0).checked_sub(self.term_lists)?)
    }
}
