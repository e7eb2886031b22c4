//! The documents of a pack as written. Fields that a mistake made unreadable are left out; a diagnostic says so.

mod claim;
mod condition;
mod folder;
mod header;
mod parts;
mod question;
mod questionnaire;
mod rules;
mod scale;
mod signing;
mod table;
mod terms;

#[cfg(test)]
mod tests;

pub use folder::{read_again, read_pack};
pub use signing::{Signer, Signing, from_trusted};

use super::Expression;
use crate::language::{Kind, Level, QuestionKind, Raises, SourceKind, Who};
use crate::text::{Span, Spanned};
use crate::value::{Date, Decimal, Truth};
use serde::{Serialize, Serializer};

pub type Text = Spanned<String>;

/// Every file of a pack folder.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pack {
    pub header: Option<Header>,
    pub questionnaire: Option<Questionnaire>,
    pub scales: Vec<Scale>,
    pub tables: Vec<Table>,
    pub term_lists: Vec<TermList>,
    pub confusable: Vec<Vec<Text>>,
    pub facts: Vec<Fact>,
    pub rules: Vec<Rule>,
    pub properties: Vec<Property>,
}

/// `pack.yaml`
#[derive(Clone, Debug, Serialize)]
pub struct Header {
    pub id: Text,
    pub version: Text,
    pub title: Text,
    pub intended_use: Text,
    pub users: Option<Text>,
    /// Who wrote this version.
    pub author: Vec<Text>,
    /// Whose rules these are, for whoever must be told the developer.
    pub developer: Option<Text>,
    /// Who paid for writing them down.
    pub funding: Option<Text>,
    /// The day of the first release, and of each revision.
    pub released: Vec<Spanned<Date>>,
    pub signing: Option<Signing>,
    pub support_tiers: Vec<SupportTier>,
    pub parameters: Vec<Parameter>,
    pub sources: Vec<Source>,
    /// Levels of warnings. They are about the writing of the pack, so they are no part of its meaning.
    #[serde(skip)]
    pub lints: Vec<(&'static crate::diagnostic::Code, Spanned<Level>)>,
    /// The last day on which the pack may go without being read again; about its upkeep, and no part of its meaning.
    #[serde(skip)]
    pub review_by: Option<Spanned<Date>>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SupportTier {
    pub id: Text,
    pub title: Text,
    pub about: Option<Text>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Parameter {
    pub id: Text,
    pub about: Text,
    pub value: ParameterValue,
    pub sources: Vec<Text>,
}

#[derive(Clone, Debug, Serialize)]
pub enum ParameterValue {
    Number { is: Spanned<Decimal>, min: Spanned<Decimal>, max: Spanned<Decimal>, unit: Option<Text> },
    Option { is: Text, options: Vec<Text> },
}

/// An entry of the bibliography.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    pub id: Text,
    pub cite: Text,
    pub locator: Option<Text>,
    pub kind: Spanned<SourceKind>,
    pub note: Option<Text>,
    pub url: Option<Text>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Questionnaire {
    pub id: Text,
    pub sections: Vec<Section>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Section {
    pub id: Text,
    pub title: Text,
    pub from: Vec<Spanned<Who>>,
    pub entries: Vec<Entry>,
}

/// What stands in a section: a question, or the place of a scale.
#[derive(Clone, Debug, Serialize)]
#[expect(clippy::large_enum_variant, reason = "nearly every entry is a question")]
pub enum Entry {
    Question(Question),
    Scale(Text),
}

#[derive(Clone, Debug, Serialize)]
pub struct Question {
    pub id: Text,
    pub ask: Text,
    pub kind: Spanned<QuestionKind>,
    pub help: Option<Text>,
    pub from: Vec<Spanned<Who>>,
    pub codes: Vec<Code>,
    pub asked_when: Option<Line>,
    pub fresh_for: Option<FreshFor>,
    pub unit: Option<Text>,
    /// Numbers only.
    pub min: Option<Spanned<Decimal>>,
    pub max: Option<Spanned<Decimal>>,
    pub places: Option<Spanned<Decimal>>,
    /// Dates only.
    pub earliest: Option<Spanned<Date>>,
    pub latest: Option<Spanned<Date>>,
    pub options: Vec<AnswerOption>,
    /// The option that means "none of these"; of a `choice`, the one that says what *not applicable* does.
    pub none: Option<Text>,
    pub blank_is_none: Option<Spanned<bool>>,
    /// Texts only: it asks about the past.
    pub past: Option<Spanned<bool>>,
    /// Groups only.
    pub questions: Vec<Question>,
}

#[derive(Clone, Debug, Serialize)]
pub struct AnswerOption {
    pub id: Text,
    pub label: Option<Text>,
    pub code: Option<Text>,
}

/// A code in a terminology: `loinc`, `44261-6`.
#[derive(Clone, Debug, Serialize)]
pub struct Code {
    pub system: Text,
    pub code: Text,
}

#[derive(Clone, Debug, Serialize)]
pub enum FreshFor {
    Days(Spanned<Decimal>),
    Parameter(Text),
}

#[derive(Clone, Debug, Serialize)]
pub struct Scale {
    pub id: Text,
    pub title: Text,
    pub about: Option<Text>,
    pub recall: Text,
    pub from: Vec<Spanned<Who>>,
    pub fresh_for: Option<FreshFor>,
    pub licence: Text,
    pub codes: Vec<Code>,
    pub sources: Vec<Text>,
    pub answers: Vec<Points>,
    pub items: Vec<Item>,
    pub unscored: Vec<Question>,
    pub total: Total,
    pub subscores: Vec<Subscore>,
    pub bands: Vec<Band>,
    pub cutoffs: Vec<Cutoff>,
    pub prorate: Option<Prorate>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Item {
    pub id: Text,
    pub ask: Text,
    pub codes: Vec<Code>,
    /// A yes/no item; otherwise it is answered with points.
    pub yes_no: bool,
    pub reversed: bool,
    pub answers: Vec<Points>,
    pub asked_when: Option<Line>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Points {
    pub points: Spanned<Decimal>,
    pub label: Text,
    pub code: Option<Text>,
}

#[derive(Clone, Debug, Serialize)]
pub enum Total {
    /// `total: none`
    None,
    Sum {
        codes: Vec<Code>,
        #[serde(skip)]
        span: Span,
    },
}

#[derive(Clone, Debug, Serialize)]
pub struct Subscore {
    pub id: Text,
    pub title: Text,
    pub first: Text,
    pub last: Text,
    pub codes: Vec<Code>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Band {
    pub id: Text,
    pub from: Spanned<Decimal>,
    pub to: Spanned<Decimal>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Cutoff {
    pub at: Spanned<Decimal>,
    pub means: Text,
    pub sources: Vec<Text>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Prorate {
    pub max_missing: Spanned<Decimal>,
    pub sources: Vec<Text>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Table {
    pub id: Text,
    pub title: Text,
    pub sources: Vec<Text>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Column {
    pub id: Text,
    /// `number`, `choice`, `yes_no`, or a unit.
    pub kind: Text,
}

#[derive(Clone, Debug, Serialize)]
pub struct Row {
    pub name: Text,
    pub names: Vec<Text>,
    pub cells: Vec<(Text, Cell)>,
}

/// A table's cell: its text, and whether it stood plain (unquoted).
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    pub text: Text,
    #[serde(skip)]
    pub plain: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct TermList {
    pub id: Text,
    pub title: Text,
    pub sources: Vec<Text>,
    pub entries: Vec<Term>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Term {
    pub term: Text,
    pub names: Vec<Text>,
    pub exact: bool,
    pub pattern: Option<Text>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    pub id: Text,
    pub about: Text,
    /// The group whose rows it is about.
    pub of: Option<Text>,
    pub is: Condition,
}

#[derive(Clone, Debug, Serialize)]
pub struct Rule {
    pub id: Text,
    pub title: Text,
    pub kind: Spanned<Kind>,
    pub raises: Option<Spanned<Raises>>,
    /// `unknown: incomplete`
    #[serde(serialize_with = "is_there")]
    pub unknown_incomplete: Option<Span>,
    pub when: Condition,
    pub because: Text,
    pub coordinator: Option<Text>,
    pub clinician: Option<Text>,
    pub sources: Vec<Text>,
    /// As that of the pack.
    #[serde(skip)]
    pub review_by: Option<Spanned<Date>>,
    #[serde(skip)]
    pub span: Span,
}

fn is_there<S: Serializer>(span: &Option<Span>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bool(span.is_some())
}

/// What must hold of every applicant.
#[derive(Clone, Debug, Serialize)]
pub struct Property {
    pub id: Text,
    pub about: Text,
    /// Absent: of every applicant.
    pub given: Option<Condition<ClaimLine>>,
    pub then: Condition<ClaimLine>,
    pub because: Text,
    pub sources: Vec<Text>,
}

/// A tree of lines.
#[derive(Clone, Debug, Serialize)]
pub struct Condition<L = Line> {
    pub kind: ConditionKind<L>,
    #[serde(skip)]
    pub span: Span,
}

#[derive(Clone, Debug, Serialize)]
pub enum ConditionKind<L = Line> {
    Line(L),
    All(Vec<Condition<L>>),
    Any(Vec<Condition<L>>),
    /// `none`: not one of them holds
    None(Vec<Condition<L>>),
    AtLeast(Spanned<Decimal>, Vec<Condition<L>>),
}

/// One line of a condition: the text as the author wrote it (white space folded) and what it says.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    #[serde(skip)]
    pub text: String,
    pub expression: Expression,
}

/// One line of a property.
#[derive(Clone, Debug)]
pub enum ClaimLine {
    /// Over answers, or over an outcome: `safety >= same_day`.
    Expression(Line),
    /// `rule suicide.immediate is not met`
    Rule { rule: Text, is: Truth, span: Span },
}
