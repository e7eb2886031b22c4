//! Why an outcome is what it is, and what would have to be different for another, as JSON (`anteroom.why/1`).

use serde::Serialize;

use super::super::names::{Private, id, question_of};
use super::wire::{Finding, Missing, PackName, status};
use crate::audit::why::{Came, OtherAnswer, Reached, Wanted, Was, Way, WhyNot};
use crate::explain::{self, Decision};
use crate::language::{Safety, Screening};
use crate::pack::Pack;
use crate::prove::Smallest;
use crate::value::Date;

const SCHEMA: &str = "anteroom.why/1";

#[derive(Serialize)]
struct Page<'a, T> {
    schema: &'static str,
    applicant: &'a str,
    as_of: Date,
    pack: PackName<'a>,
    engine: &'static str,
    safety: &'static str,
    screening: &'static str,
    #[serde(flatten)]
    rest: T,
}

#[derive(Serialize)]
struct Axes<'a> {
    /// The findings that put each axis where it is.
    because: Because<'a>,
    /// Where the screening is `incomplete`: what keeps it open.
    missing: Vec<Missing<'a>>,
}

#[derive(Serialize)]
struct Because<'a> {
    safety: Vec<Finding<'a>>,
    screening: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Rule<'a> {
    finding: Finding<'a>,
}

#[derive(Serialize)]
struct Not<'a> {
    /// The rule that is asked about; without one, an axis is.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    not: &'static str,
    result: &'static str,
    /// Of `never`, that no answers lead there, and of `ways`, that no fewer do: `every_text`, whatever is written into free texts;
    /// `names`, for texts made of the names of the pack's lists and those written here; `open`, it is not proved.
    #[serde(skip_serializing_if = "Option::is_none")]
    proved: Option<&'static str>,
    /// There may be other ways, about other questions.
    more: bool,
    ways: Vec<OtherWay<'a>>,
}

#[derive(Serialize)]
struct OtherWay<'a> {
    answers: Vec<Answer<'a>>,
    safety: &'static str,
    screening: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
}

#[derive(Serialize)]
struct Answer<'a> {
    question: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    was: Stood<'a>,
    is: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Stood<'a> {
    Unknown(&'static str),
    Value(&'a str),
    /// Kept off the page.
    Withheld,
}

/// Why both axes are where they are, without a line break at its end.
pub fn why(pack: &Pack, decision: &Decision, private: Private) -> String {
    let findings = |raised: bool, level: &str| -> Vec<Finding> {
        let deciding = if raised { decision.deciding(level) } else { Vec::new() };
        deciding.into_iter().map(|finding| Finding::of(pack, finding, private)).collect()
    };
    let (safety, screening) = (decision.safety, decision.screening);
    let missing = if screening == Screening::Incomplete { decision.missing.as_slice() } else { &[] };
    let axes = Axes {
        because: Because {
            safety: findings(safety != Safety::None, safety.name()),
            screening: findings(screening != Screening::Clear, screening.name()),
        },
        missing: missing.iter().map(|missing| Missing::of(pack, missing)).collect(),
    };
    page(pack, decision, axes)
}

/// What one rule came to, without a line break at its end.
pub fn why_rule(pack: &Pack, decision: &Decision, finding: &explain::Finding, private: Private) -> String {
    page(pack, decision, Rule { finding: Finding::of(pack, finding, private) })
}

fn page(pack: &Pack, decision: &Decision, rest: impl Serialize) -> String {
    let page = Page {
        schema: SCHEMA,
        applicant: &decision.applicant,
        as_of: decision.as_of,
        pack: PackName::of(pack),
        engine: env!("CARGO_PKG_VERSION"),
        safety: decision.safety.name(),
        screening: decision.screening.name(),
        rest,
    };
    // The shapes hold no map with keys other than text and no failing writer: serialising them cannot fail.
    serde_json::to_string_pretty(&page).unwrap_or_default()
}

/// What would have to be different for another outcome, without a line break at its end.
pub fn why_not(pack: &Pack, found: &WhyNot, private: Private) -> String {
    let (result, proved, ways, more): (_, _, &[Way], _) = match &found.came {
        Came::Already => ("already", None, &[], false),
        Came::Never { every_text: true } => ("never", Some("every_text"), &[], false),
        Came::Never { every_text: false } => ("never", Some("names"), &[], false),
        Came::Unreadable => ("unreadable", None, &[], false),
        Came::GaveUp => ("gave_up", None, &[], false),
        Came::Disagrees(way) => ("disagrees", None, std::slice::from_ref(way), false),
        Came::Ways { ways, smallest, more } => ("ways", Some(proof(*smallest)), ways, *more),
    };
    let rule = match found.wanted {
        Wanted::Rule(rule, _) => pack.rules.get(rule).map(|rule| rule.id.as_str()),
        _ => None,
    };
    let not = match found.wanted {
        Wanted::Safety(level) => level.name(),
        Wanted::Screening(level) => level.name(),
        Wanted::Rule(_, truth) => status(truth),
    };
    let page = Page {
        schema: SCHEMA,
        applicant: &found.applicant,
        as_of: found.as_of,
        pack: PackName::of(pack),
        engine: env!("CARGO_PKG_VERSION"),
        safety: found.now.safety.name(),
        screening: found.now.screening.name(),
        rest: Not {
            rule,
            status: found.now.rule.map(status),
            not,
            result,
            proved,
            more,
            ways: ways.iter().map(|way| other_way(pack, way, private)).collect(),
        },
    };
    serde_json::to_string_pretty(&page).unwrap_or_default()
}

fn proof(smallest: Smallest) -> &'static str {
    match smallest {
        Smallest::Proved => "every_text",
        Smallest::OfNames => "names",
        Smallest::Open => "open",
    }
}

fn other_way<'a>(pack: &'a Pack, way: &'a Way, private: Private) -> OtherWay<'a> {
    let Reached { safety, screening, rule } = way.then;
    OtherWay {
        answers: way.answers.iter().map(|other| answer(pack, other, private)).collect(),
        safety: safety.name(),
        screening: screening.name(),
        status: rule.map(status),
    }
}

fn answer<'a>(pack: &'a Pack, other: &'a OtherAnswer, private: Private) -> Answer<'a> {
    let withheld = question_of(pack, other.question).is_some_and(|question| private.withholds_given(question));
    Answer {
        question: id(pack, other.question),
        row: other.row,
        was: match &other.was {
            Was::Open(reason) => Stood::Unknown(reason.name()),
            Was::Given(_) if withheld => Stood::Withheld,
            Was::Given(was) => Stood::Value(was),
        },
        is: &other.is,
        from: other.span.as_ref().map(|(from, _)| from.as_str()),
        to: other.span.as_ref().map(|(_, to)| to.as_str()),
    }
}
