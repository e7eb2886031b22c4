//! The structs of `anteroom.change/1`. Nothing here is shared with the core, so that the core can change and the wire cannot.

use serde::Serialize;

use crate::audit;
use crate::language::{Raises, Safety, Screening, Word as _};
use crate::prose::Sentence;
use crate::value::Date;

const SCHEMA: &str = "anteroom.change/1";

#[derive(Serialize)]
pub(super) struct Change<'a> {
    schema: &'static str,
    /// This, and what else does not count in it, is missing where the digest is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    engine: Option<&'static str>,
    as_of: Date,
    old: PackName<'a>,
    new: PackName<'a>,
    safety: Axis<'a>,
    screening: Axis<'a>,
    rules: Vec<Rule<'a>>,
    untouched: usize,
    every_text: bool,
    written: Vec<Written<'a>>,
    questions: Vec<Question<'a>>,
    fixtures: Option<Cohort<'a>>,
    cohort: Option<Cohort<'a>>,
}

#[derive(Serialize)]
struct PackName<'a> {
    id: &'a str,
    version: &'a str,
    title: &'a str,
    digest: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
}

#[derive(Serialize)]
struct Axis<'a> {
    #[serde(flatten)]
    verdict: Verdict<'a>,
    shifts: Vec<Shift<'a>>,
}

#[derive(Serialize)]
struct Verdict<'a> {
    verdict: &'static str,
    /// Why it is not settled.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

#[derive(Serialize)]
pub(in crate::render) struct Rule<'a> {
    rule: &'a str,
    title: &'a str,
    kind: &'static str,
    raises: Option<&'static str>,
    cause: &'static str,
    /// The parts through which it changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    through: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'a str>,
    #[serde(flatten)]
    verdict: Verdict<'a>,
    said: Vec<Difference<'a>>,
    shifts: Vec<Shift<'a>>,
}

#[derive(Serialize)]
struct Shift<'a> {
    direction: &'static str,
    from: &'a str,
    to: &'a str,
    regions: &'a [String],
    complete: bool,
    example: Example<'a>,
}

#[derive(Serialize)]
struct Example<'a> {
    answers: Vec<Told<'a>>,
    rest: &'a str,
    applicant: &'a str,
    old: Outcome,
    new: Outcome,
}

#[derive(Serialize)]
struct Told<'a> {
    question: &'a str,
    ask: &'a str,
    answer: &'a str,
}

#[derive(Clone, Copy, Serialize)]
pub(in crate::render) struct Outcome {
    safety: &'static str,
    screening: &'static str,
}

#[derive(Serialize)]
struct Written<'a> {
    part: String,
    id: &'a str,
    title: &'a str,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'a str>,
    differences: Vec<Difference<'a>>,
    remarks: &'a [String],
}

/// Lines of a text, two spaces a level.
#[derive(Serialize)]
struct Difference<'a> {
    what: &'a str,
    decides: bool,
    was: Vec<String>,
    is: Vec<String>,
}

#[derive(Serialize)]
pub(in crate::render) struct Question<'a> {
    question: &'a str,
    ask: &'a str,
    what: &'a str,
    stored: &'a str,
}

#[derive(Serialize)]
struct Cohort<'a> {
    name: &'a str,
    applicants: usize,
    unread: Unread,
    safety: Vec<Cell>,
    screening: Vec<Cell>,
    stirred: usize,
    moved: Vec<Moved<'a>>,
}

#[derive(Serialize)]
struct Unread {
    old: Answers,
    new: Answers,
}

#[derive(Serialize)]
struct Answers {
    applicants: usize,
    answers: usize,
}

/// How many go from one level to another; pairs of nobody are left out.
#[derive(Serialize)]
struct Cell {
    from: &'static str,
    to: &'static str,
    applicants: usize,
}

#[derive(Serialize)]
struct Moved<'a> {
    applicant: &'a str,
    as_of: Date,
    old: Outcome,
    new: Outcome,
    rules: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    answers: &'a [String],
}

impl<'a> Change<'a> {
    /// With its digest, or as that is taken.
    pub(super) fn of(change: &'a audit::Change, digest: Option<String>) -> Self {
        let told = digest.is_some();
        let pack = |name: &'a audit::PackName| PackName {
            id: &name.id,
            version: &name.version,
            title: &name.title,
            digest: &name.digest,
            place: told.then_some(&name.place),
        };
        Self {
            schema: SCHEMA,
            digest,
            engine: told.then_some(env!("CARGO_PKG_VERSION")),
            as_of: change.as_of,
            old: pack(&change.old),
            new: pack(&change.new),
            safety: axis(&change.safety),
            screening: axis(&change.screening),
            rules: change.rules.iter().map(rule).collect(),
            untouched: change.untouched,
            every_text: change.every_text,
            written: change.written.iter().map(written).collect(),
            questions: change.questions.iter().map(question).collect(),
            fixtures: change.fixtures.as_ref().filter(|_| told).map(cohort),
            cohort: change.cohort.as_ref().filter(|_| told).map(cohort),
        }
    }
}

fn axis(axis: &audit::Axis) -> Axis<'_> {
    Axis { verdict: verdict(&axis.verdict), shifts: axis.shifts.iter().map(shift).collect() }
}

fn verdict(verdict: &audit::Verdict) -> Verdict<'_> {
    let (word, why) = match verdict {
        audit::Verdict::Equal => ("equal", None),
        audit::Verdict::Stricter => ("stricter", None),
        audit::Verdict::Milder => ("milder", None),
        audit::Verdict::BothWays => ("both_ways", None),
        audit::Verdict::GaveUp(why) => ("not_settled", Some(why.as_str())),
    };
    Verdict { verdict: word, why }
}

pub(in crate::render) fn question(question: &audit::QuestionChange) -> Question<'_> {
    Question { question: &question.question, ask: &question.ask, what: &question.what, stored: &question.stored }
}

pub(in crate::render) fn rule(rule: &audit::RuleChange) -> Rule<'_> {
    let (cause, through, before) = match &rule.cause {
        audit::Cause::Text => ("text", None, None),
        audit::Cause::Through(parts) => ("through", Some(parts.as_slice()), None),
        audit::Cause::Added => ("added", None, None),
        audit::Cause::Removed => ("removed", None, None),
        audit::Cause::Renamed(old) => ("renamed", None, Some(old.as_str())),
    };
    Rule {
        rule: &rule.rule,
        title: &rule.title,
        kind: rule.kind.name(),
        raises: rule.raises.as_ref().map(Raises::name),
        cause,
        through,
        before,
        verdict: verdict(&rule.verdict),
        said: rule.said.iter().map(difference).collect(),
        shifts: rule.shifts.iter().map(shift).collect(),
    }
}

fn shift(shift: &audit::Shift) -> Shift<'_> {
    Shift {
        direction: match shift.direction {
            audit::Direction::Milder => "milder",
            audit::Direction::Stricter => "stricter",
        },
        from: &shift.from,
        to: &shift.to,
        regions: &shift.regions,
        complete: shift.complete,
        example: example(&shift.example),
    }
}

fn example(example: &audit::Example) -> Example<'_> {
    Example {
        answers: example.answers.iter().map(answer).collect(),
        rest: &example.rest,
        applicant: &example.applicant,
        old: outcome(example.old),
        new: outcome(example.new),
    }
}

fn answer(told: &audit::Told) -> Told<'_> {
    Told { question: &told.question, ask: &told.ask, answer: &told.answer }
}

pub(in crate::render) fn outcome(outcome: audit::Outcome) -> Outcome {
    Outcome { safety: outcome.safety.name(), screening: outcome.screening.name() }
}

fn written(written: &audit::Written) -> Written<'_> {
    let (state, before) = match &written.state {
        audit::State::Added => ("added", None),
        audit::State::Removed => ("removed", None),
        audit::State::Renamed(old) => ("renamed", Some(old.as_str())),
        audit::State::Changed => ("changed", None),
    };
    Written {
        part: written.part.name().replace(' ', "_"),
        id: &written.id,
        title: &written.title,
        state,
        before,
        differences: written.differences.iter().map(difference).collect(),
        remarks: &written.remarks,
    }
}

/// Lines of a text, two spaces a level.
pub(in crate::render) fn lines(of: &[Sentence]) -> Vec<String> {
    of.iter().map(|line| "  ".repeat(line.depth) + &line.text).collect()
}

fn difference(difference: &audit::Difference) -> Difference<'_> {
    Difference {
        what: &difference.what,
        decides: difference.decides,
        was: lines(&difference.was),
        is: lines(&difference.is),
    }
}

fn cohort(cohort: &audit::Cohort) -> Cohort<'_> {
    let answers = |unread: audit::Unread| Answers { applicants: unread.applicants, answers: unread.answers };
    Cohort {
        name: &cohort.name,
        applicants: cohort.applicants,
        unread: Unread { old: answers(cohort.unread_old), new: answers(cohort.unread_new) },
        safety: cells(&cohort.safety, &Safety::ALL.iter().map(|(_, name)| *name).collect::<Vec<_>>()),
        screening: cells(&cohort.screening, &Screening::ALL.iter().map(|(_, name)| *name).collect::<Vec<_>>()),
        stirred: cohort.stirred,
        moved: cohort.moved.iter().map(moved).collect(),
    }
}

fn cells<const N: usize>(table: &[[usize; N]; N], names: &[&'static str]) -> Vec<Cell> {
    let row = |(from, row): (&&'static str, &[usize; N])| {
        let from = *from;
        let cells = names.iter().zip(row).filter(|(_, n)| **n > 0);
        cells.map(|(to, n)| Cell { from, to, applicants: *n }).collect::<Vec<_>>()
    };
    names.iter().zip(table).flat_map(row).collect()
}

fn moved(moved: &audit::Moved) -> Moved<'_> {
    Moved {
        applicant: &moved.applicant,
        as_of: moved.as_of,
        old: outcome(moved.old),
        new: outcome(moved.new),
        rules: &moved.rules,
        answers: &moved.answers,
    }
}
