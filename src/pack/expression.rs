//! Typed expressions: a condition gives a truth, a number an interval, a choice an option.

use super::{FactId, ParameterId, QuestionId, ScaleId, TableId, TermListId};
use crate::language::Comparison;
use crate::text::Span;
use crate::value::{Date, Decimal};

/// A regular expression of [`super::Pack::patterns`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PatternId(pub u32);

/// Options of one choice, a bit each by their place in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OptionSet(pub u128);

impl OptionSet {
    pub fn contains(self, option: u32) -> bool {
        self.0 >> option & 1 == 1
    }
}

/// A tree of lines, as the author laid it out.
#[derive(Clone, Debug)]
pub struct Tree<L = Line> {
    pub kind: TreeKind<L>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum TreeKind<L = Line> {
    Line(L),
    All(Vec<Tree<L>>),
    Any(Vec<Tree<L>>),
    None(Vec<Tree<L>>),
    AtLeast(usize, Vec<Tree<L>>),
}

/// A line in its canonical spelling (packs of one digest print the same evidence) and what it means.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: String,
    pub says: Condition,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum Condition {
    Constant(bool),
    /// A yes/no question.
    Question(QuestionId),
    /// A fact that is a truth; inside a group's `where` also a fact about the row.
    Fact(FactId),
    Not(Box<Condition>),
    And(Box<Condition>, Box<Condition>),
    Or(Box<Condition>, Box<Condition>),
    Compare {
        left: Number,
        operator: Comparison,
        right: Number,
    },
    CompareDates {
        left: Dated,
        operator: Comparison,
        right: Dated,
    },
    /// The choice is one of the options; for a choice of several, one of them is chosen.
    IsOneOf {
        choice: Choice,
        options: OptionSet,
    },
    Includes {
        question: QuestionId,
        options: OptionSet,
    },
    Mentions {
        question: QuestionId,
        terms: TermListId,
    },
    Matches {
        question: QuestionId,
        pattern: PatternId,
    },
    /// A yes/no column of the row a text names.
    Lookup {
        table: TableId,
        question: QuestionId,
        column: usize,
    },
    Answered(QuestionId),
    /// One row holds; without a condition: there is a row.
    AnyRow {
        group: QuestionId,
        condition: Option<Box<Condition>>,
    },
}

#[derive(Clone, Debug)]
pub enum Number {
    Constant(Decimal),
    Parameter(ParameterId),
    /// A number question, or a scale item's points.
    Question(QuestionId),
    Fact(FactId),
    /// The sum of a scale's items in this range of positions: total or subscore.
    Sum(ItemSet),
    Add(Box<Number>, Box<Number>),
    Subtract(Box<Number>, Box<Number>),
    Multiply(Box<Number>, Box<Number>),
    /// Exact: compared by cross-multiplication. The divisor's range is wholly positive or wholly negative.
    Divide(Box<Number>, Box<Number>),
    CountRows {
        group: QuestionId,
        condition: Option<Box<Condition>>,
    },
    /// Items of a scale whose answer compares so with a constant.
    CountItems {
        items: ItemSet,
        operator: Comparison,
        right: Decimal,
    },
    CountDistinct {
        group: QuestionId,
        field: Choice,
        condition: Option<Box<Condition>>,
    },
    Least {
        group: QuestionId,
        field: Box<Number>,
        condition: Option<Box<Condition>>,
    },
    Greatest {
        group: QuestionId,
        field: Box<Number>,
        condition: Option<Box<Condition>>,
    },
    SumRows {
        group: QuestionId,
        field: Box<Number>,
        condition: Option<Box<Condition>>,
    },
    /// A number column of the row a text names.
    Lookup {
        table: TableId,
        question: QuestionId,
        column: usize,
    },
    DaysSince(QuestionId),
    YearsSince(QuestionId),
}

/// Positions in a scale's items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemSet {
    pub scale: ScaleId,
    pub items: std::ops::Range<usize>,
}

#[derive(Clone, Debug)]
pub enum Choice {
    Question(QuestionId),
    Parameter(ParameterId),
    /// A choice column of the row a text names.
    Lookup {
        table: TableId,
        question: QuestionId,
        column: usize,
    },
    Fact(FactId),
}

#[derive(Clone, Debug)]
pub enum Dated {
    Constant(Date),
    Question(QuestionId),
}

/// Text with names to fill in: `{failed_trials} adequate trials`.
#[derive(Clone, Debug, Default)]
pub struct Template {
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
pub enum Piece {
    Text(String),
    Name(Shown),
}

/// What a name in braces, or a value beside a line, stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    Question(QuestionId),
    Fact(FactId),
    Parameter(ParameterId),
    /// Total or subscore, with its name as written: `phq9.total`.
    Sum(ItemSet, String),
}
