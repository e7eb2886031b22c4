//! The nouns of a change: what was written differently, what it means for every rule and both axes, whom it moves.

use crate::language::{Kind, Raises, Safety, Screening};
use crate::pack::Pack;
use crate::prose::Sentence;
use crate::value::Date;

/// A change from one pack to another. Made by [`super::compare`]; everything that draws it reads only this.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub old: PackName,
    pub new: PackName,
    /// The proofs hold for decisions made as of this day: ages and days since an event are counted to it.
    pub as_of: Date,
    /// What was written differently, in prose; empty where the texts mean the same word for word.
    pub written: Vec<Written>,
    /// Rules that are not proved equal, or that were written differently, added, removed or renamed; in the new pack's order,
    /// those that are gone last.
    pub rules: Vec<RuleChange>,
    /// Rules proved equal and written alike.
    pub untouched: usize,
    pub safety: Axis,
    pub screening: Axis,
    pub questions: Vec<QuestionChange>,
    /// The shipped cases that change, and how many there are.
    pub fixtures: Option<Cohort>,
    pub cohort: Option<Cohort>,
    /// The proofs hold whatever is written into free texts; otherwise for texts made of the names of the packs' lists.
    pub every_text: bool,
    /// Applicants, as files, of whom search and evaluator do not agree: faults of this program, never of a pack.
    pub faults: Vec<String>,
}

/// A pack by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackName {
    pub id: String,
    pub version: String,
    pub title: String,
    pub digest: String,
    /// Where it was read: a folder, or a revision such as `main (1a2b3c4d5e6f):rules/kap`.
    pub place: String,
}

/// What a part of a pack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Pack,
    /// Who may sign, and how many must.
    Policy,
    Signer,
    Parameter,
    Fact,
    Rule,
    Property,
    Table,
    TermList,
    Question,
    Section,
    Scale,
    Source,
    SupportTier,
}

impl Part {
    /// As people say it, and as the JSON has it with `_` for a space.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pack => "pack",
            Self::Policy => "policy",
            Self::Signer => "signer",
            Self::Parameter => "parameter",
            Self::Fact => "fact",
            Self::Rule => "rule",
            Self::Property => "property",
            Self::Table => "table",
            Self::TermList => "term list",
            Self::Question => "question",
            Self::Section => "section",
            Self::Scale => "scale",
            Self::Source => "source",
            Self::SupportTier => "support tier",
        }
    }

    pub fn plural(self) -> String {
        let name = self.name();
        name.strip_suffix('y').map_or_else(|| format!("{name}s"), |stem| format!("{stem}ies"))
    }
}

/// What became of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Added,
    Removed,
    /// The same words under another id: the old one.
    Renamed(String),
    Changed,
}

impl PackName {
    pub fn of(pack: &Pack, place: impl Into<String>) -> Self {
        let Pack { id, version, title, digest, .. } = pack;
        Self {
            id: id.clone(),
            version: version.clone(),
            title: title.clone(),
            digest: digest.clone(),
            place: place.into(),
        }
    }
}

/// A part of the pack that was written differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub part: Part,
    pub id: String,
    /// What people call it, such as a rule's title.
    pub title: String,
    pub state: State,
    /// Only what differs.
    pub differences: Vec<Difference>,
    /// Something a reader should ask about, such as a limit that moved while its source did not.
    pub remarks: Vec<String>,
}

/// One thing about a part, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// `condition`, `title`, `value`, `rows` …
    pub what: String,
    /// As sentences; empty where there was nothing.
    pub was: Vec<Sentence>,
    pub is: Vec<Sentence>,
    /// A decision can rest on it; otherwise it is words, sources or codes.
    pub decides: bool,
}

/// How one thing compares, over all possible answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Proved: no answers tell the two apart.
    Equal,
    /// Proved: never milder; the example is stricter.
    Stricter,
    /// Proved: never stricter; the example is milder.
    Milder,
    /// Shown by an example each.
    BothWays,
    /// The budget ran out before the question was settled; what is known is in the shifts. Never to be read as equal.
    GaveUp(String),
}

/// Why a rule is in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Its own text differs.
    Text,
    /// Its text is the same; something it reads differs: the facts, parameters, tables, lists or questions named.
    Through(Vec<String>),
    Added,
    Removed,
    /// The same meaning under another id: the old one.
    Renamed(String),
}

#[derive(Clone, Debug, PartialEq)]
pub struct RuleChange {
    pub rule: String,
    pub title: String,
    pub kind: Kind,
    pub raises: Option<Raises>,
    pub cause: Cause,
    pub verdict: Verdict,
    /// Its condition as it is now; as it was, where it is gone.
    pub when: Vec<Sentence>,
    /// The rule as sentences with the facts it reads and today's settings in them: only what differs.
    pub said: Vec<Difference>,
    /// What applicants may find differently, each with an example.
    pub shifts: Vec<Shift>,
}

/// One axis over all possible answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    pub verdict: Verdict,
    /// Every pair of levels that some applicant moves between, gravest new level first.
    pub shifts: Vec<Shift>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Milder,
    Stricter,
}

/// A move from one outcome to another: who makes it, and the smallest example.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    pub direction: Direction,
    /// As people read it: `Needs information`, `met`.
    pub from: String,
    pub to: String,
    /// The applicants concerned, in the form's own words; one of these is enough. Empty: the example alone is told.
    pub regions: Vec<String>,
    /// The regions are all there is; otherwise there are more.
    pub complete: bool,
    pub example: Example,
}

/// A made-up applicant, the smallest that shows something, run through the evaluator before it is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The answers that matter: all others are those of [`Example::rest`].
    pub answers: Vec<Told>,
    /// What all other answers are, in words.
    pub rest: String,
    /// The whole applicant as a file that `screen` reads.
    pub applicant: String,
    pub old: Outcome,
    pub new: Outcome,
}

/// An answer in the words of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub question: String,
    pub ask: String,
    /// The answer as a file has it, or `left blank`.
    pub answer: String,
}

/// Ordered by safety first, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outcome {
    pub safety: Safety,
    pub screening: Screening,
}

/// A question that was added, removed, renamed or recoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionChange {
    pub question: String,
    /// Its words on the form.
    pub ask: String,
    /// What is different, as a sentence.
    pub what: String,
    /// What becomes of answers that are stored already.
    pub stored: String,
}

/// Real or shipped applicants, decided with either pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Cohort {
    pub name: String,
    pub applicants: usize,
    /// What the old pack could not read, and the new one.
    pub unread_old: Unread,
    pub unread_new: Unread,
    /// How many are at each pair of levels, by the old level and then the new one, mildest first: also those that stay.
    pub safety: [[usize; 3]; 3],
    pub screening: [[usize; 4]; 4],
    /// Those that stay on both axes while some rule is found differently.
    pub stirred: usize,
    /// Those that move on an axis, in the file's order.
    pub moved: Vec<Moved>,
}

/// Answers that a pack could not read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    pub applicants: usize,
    pub answers: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    pub applicant: String,
    pub as_of: Date,
    pub old: Outcome,
    pub new: Outcome,
    /// The rules that are found differently.
    pub rules: Vec<String>,
    /// The answers that those rules read, as lines of an applicant's file; empty unless they were asked for.
    pub answers: Vec<String>,
}

impl Change {
    /// Whether some decision may differ, or some stored answer be read differently. What was not settled counts as a yes.
    pub fn moves_decisions(&self) -> bool {
        let is_equal = |verdict: &Verdict| *verdict == Verdict::Equal;
        let comes_or_goes = |cause: &Cause| matches!(cause, Cause::Added | Cause::Removed);
        !is_equal(&self.safety.verdict)
            || !is_equal(&self.screening.verdict)
            || self.rules.iter().any(|rule| !is_equal(&rule.verdict) || comes_or_goes(&rule.cause))
            || !self.questions.is_empty()
    }
}
