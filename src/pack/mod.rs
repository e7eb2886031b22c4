//! What a pack means: every name resolved to an id, every expression typed, every fault of the author found.

mod asked;
mod basis;
mod bibliography;
mod claims;
mod dependencies;
mod digest;
mod errors;
pub mod expression;
mod facts;
mod from_syntax;
mod limits;
mod names;
mod property;
mod questions;
mod read;
mod reads;
mod rules;
mod scales;
mod signing;
mod suspicions;
mod tables;
mod templates;
mod typing;

pub use claims::{Claim, ClaimTree, Property, Says};
pub use from_syntax::from_syntax;
pub use property::BUILT_IN;
pub use read::{read, read_known, read_written};
pub use signing::{Policy, Signer, read_trusted};

pub use expression::{
    Choice, Condition, Dated, ItemSet, Line, Number, OptionSet, PatternId, Piece, Shown, Template, Tree, TreeKind,
};

use crate::language::{Kind, Raises, SourceKind, Who};
use crate::text::Span;
use crate::value::{Date, Decimal};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            pub fn index(self) -> usize {
                self.0 as usize
            }
        })*
    };
}

ids! {
    /// A question of [`Pack::questions`]: plain, scale item, group, or field of a group.
    QuestionId
    ScaleId
    FactId
    ParameterId
    TableId
    TermListId
    RuleId
    SourceId
    TierId
}

/// A checked pack. Ids index the lists they are named after.
#[derive(Clone, Debug)]
pub struct Pack {
    pub id: String,
    pub version: String,
    pub title: String,
    pub intended_use: String,
    pub users: Option<String>,
    /// Who wrote this version, by id.
    pub authors: Vec<String>,
    /// Whose rules these are.
    pub developer: Option<String>,
    /// Who paid for writing them down.
    pub funding: Option<String>,
    /// The day of the first release and of each revision, as written.
    pub released: Vec<Date>,
    pub signing: Option<Policy>,
    /// The last day on which the pack may go without being read again; no part of the digest.
    pub review_by: Option<Date>,
    /// `sha256:…` over the meaning: comments and layout do not count.
    pub digest: String,
    pub questionnaire: String,
    pub tiers: Vec<Tier>,
    pub parameters: Vec<Parameter>,
    pub sources: Vec<Source>,
    pub sections: Vec<Section>,
    /// In the order of the form; a group stands before its fields, a scale's items in scale order before its unscored questions.
    pub questions: Vec<Question>,
    pub scales: Vec<Scale>,
    pub tables: Vec<Table>,
    pub term_lists: Vec<TermList>,
    /// Groups of words never taken for a misspelling of one another.
    pub confusable: Vec<Vec<String>>,
    /// The regular expressions of `text ~ /…/`, by [`PatternId`].
    pub patterns: Vec<String>,
    /// Facts in dependency order: a fact reads only facts before it.
    pub facts: Vec<Fact>,
    /// In the author's order.
    pub rules: Vec<Rule>,
    /// In the author's order.
    pub properties: Vec<Property>,
}

#[derive(Clone, Debug)]
pub struct Tier {
    pub id: String,
    pub title: String,
    pub about: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Parameter {
    pub id: String,
    pub about: String,
    pub value: ParameterValue,
    pub sources: Vec<SourceId>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum ParameterValue {
    Number { is: Decimal, min: Decimal, max: Decimal, unit: Option<String> },
    Option { is: u32, options: Vec<String> },
}

#[derive(Clone, Debug)]
pub struct Source {
    pub id: String,
    pub cite: String,
    /// `None`: to be confirmed.
    pub locator: Option<String>,
    pub kind: SourceKind,
    pub note: Option<String>,
    pub url: Option<String>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Section {
    pub id: String,
    pub title: String,
    pub entries: Vec<Entry>,
}

#[derive(Clone, Copy, Debug)]
pub enum Entry {
    Question(QuestionId),
    Scale(ScaleId),
}

#[derive(Clone, Debug)]
pub struct Question {
    /// The whole name: `systolic_bp`, `phq9.q1`, `antidepressant_trials.drug`.
    pub id: String,
    pub ask: String,
    pub help: Option<String>,
    pub answer: Answer,
    pub from: Vec<Who>,
    /// Terminology system and code.
    pub codes: Vec<(String, String)>,
    pub asked_when: Option<Line>,
    /// Days after which an answer is stale.
    pub fresh_for: Option<u32>,
    pub scale: Option<ScaleId>,
    /// The group this is a field of.
    pub group: Option<QuestionId>,
    pub span: Span,
}

/// What a question is answered with.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    YesNo,
    /// `places`: digits after the point an answer may have; 0 for an integer.
    Number {
        min: Decimal,
        max: Decimal,
        places: u32,
        unit: Option<String>,
    },
    /// At most 64 options; `none` is the one that says what *not applicable* does, such as `no` to a question not asked.
    Choice {
        options: Vec<AnswerOption>,
        none: Option<u32>,
    },
    /// At most 64 options; `none` is the one that excludes the others.
    Choices {
        options: Vec<AnswerOption>,
        none: Option<u32>,
    },
    /// `past`: it asks about the past, so that "stopped Nardil" names Nardil as surely as "Nardil".
    Text {
        blank_is_none: bool,
        past: bool,
    },
    /// Days from `earliest` to `latest`, or to the date of the decision.
    Date {
        earliest: Date,
        latest: Option<Date>,
    },
    /// A scale item answered with one of its points (0 to 100, ascending).
    Points(Vec<Points>),
    /// At most `max` rows of these fields.
    Group {
        max: u32,
        fields: Vec<QuestionId>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct AnswerOption {
    pub id: String,
    pub label: Option<String>,
    pub code: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    pub points: u8,
    pub label: String,
    pub code: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Scale {
    pub id: String,
    pub title: String,
    pub about: Option<String>,
    pub recall: String,
    pub licence: String,
    pub codes: Vec<(String, String)>,
    pub sources: Vec<SourceId>,
    pub items: Vec<Item>,
    pub unscored: Vec<QuestionId>,
    /// Codes of the total; `None` where the items are not added up.
    pub total: Option<Vec<(String, String)>>,
    pub subscores: Vec<Subscore>,
    pub bands: Vec<Band>,
    pub cutoffs: Vec<Cutoff>,
    /// Blanks up to which a published prorated total may be shown beside the bounds.
    pub prorate: Option<u32>,
    pub span: Span,
}

#[derive(Clone, Copy, Debug)]
pub struct Item {
    pub question: QuestionId,
    /// A yes/no item that scores 1 for "no".
    pub reversed: bool,
    pub least: u8,
    pub most: u8,
}

#[derive(Clone, Debug)]
pub struct Subscore {
    pub id: String,
    pub title: String,
    /// Positions in the scale's items.
    pub items: std::ops::Range<usize>,
    pub codes: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
pub struct Band {
    pub id: String,
    pub from: i64,
    pub to: i64,
}

#[derive(Clone, Debug)]
pub struct Cutoff {
    pub at: i64,
    pub means: String,
    pub sources: Vec<SourceId>,
}

#[derive(Clone, Debug)]
pub struct Table {
    pub id: String,
    pub title: String,
    pub sources: Vec<SourceId>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Column {
    pub id: String,
    pub kind: ColumnKind,
}

#[derive(Clone, Debug)]
pub enum ColumnKind {
    YesNo,
    /// The options are the values that occur, in order of first occurrence (at most 128).
    Choice(Vec<String>),
    /// `places`, `min` and `max` over the values that occur.
    Number {
        unit: Option<String>,
        places: u32,
        min: Decimal,
        max: Decimal,
    },
}

#[derive(Clone, Debug)]
pub struct Row {
    pub name: String,
    pub names: Vec<String>,
    /// One a column; `None` where the cell is missing: unknown.
    pub cells: Vec<Option<Cell>>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    YesNo(bool),
    Choice(u32),
    Number(Decimal),
}

#[derive(Clone, Debug)]
pub struct TermList {
    pub id: String,
    pub title: String,
    pub sources: Vec<SourceId>,
    pub entries: Vec<Term>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Term {
    pub term: String,
    pub names: Vec<String>,
    pub exact: bool,
    pub pattern: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Fact {
    pub id: String,
    pub about: Template,
    /// The group whose rows it is about.
    pub of: Option<QuestionId>,
    pub is: FactValue,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum FactValue {
    Truth(Tree),
    /// The line as written, and the number it gives.
    Number(String, Number),
    Choice(String, Choice),
}

#[derive(Clone, Debug)]
pub struct Rule {
    pub id: String,
    pub title: String,
    pub kind: Kind,
    pub raises: Option<Raises>,
    /// For `raises: {suggest: …}`.
    pub tier: Option<TierId>,
    /// `unknown: incomplete` on a safety rule.
    pub unknown_incomplete: bool,
    pub when: Tree,
    pub because: Template,
    pub coordinator: Option<String>,
    pub clinician: Option<String>,
    pub sources: Vec<SourceId>,
    /// The last day on which it may go without being read again; no part of the digest.
    pub review_by: Option<Date>,
    pub span: Span,
}
