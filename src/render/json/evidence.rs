//! The evidence of a finding on the wire: lines, the values they saw, and the facts they read.

use serde::Serialize;
use serde_json::value::RawValue;

use super::super::names::{Private, id};
use super::wire::{exact, status};
use crate::explain::{self, Answered, Basis, FactBasis, FactValue, Seen};
use crate::pack::{Pack, ParameterValue, QuestionId};
use crate::terms::Certainty;
use crate::value::{Date, Decimal, Reason};

#[derive(Serialize)]
pub(super) struct Line<'a> {
    line: &'a str,
    result: &'static str,
    values: Vec<Value<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    facts: Vec<Fact<'a>>,
}

#[derive(Serialize)]
struct Fact<'a> {
    fact: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    about: &'a str,
    /// Left out for a choice, which its evidence shows; `null` where there is no number.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Came<'a>>,
    evidence: Vec<Line<'a>>,
}

/// What a fact came to.
#[derive(Serialize)]
#[serde(untagged)]
enum Came<'a> {
    Option(&'a str),
    Truth(&'static str),
    Number(Box<RawValue>),
    Bounds { low: Box<RawValue>, high: Box<RawValue> },
    Nothing(()),
}

/// A value beside a line. The key that names it comes first, what it is worth after.
#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Answer {
        question: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        row: Option<usize>,
        #[serde(flatten)]
        answered: State<'a>,
    },
    Total {
        total: &'a str,
        low: i64,
        high: i64,
        open: Vec<&'a str>,
    },
    Parameter {
        parameter: &'a str,
        value: Plain<'a>,
    },
    Terms {
        question: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        row: Option<usize>,
        #[serde(skip_serializing_if = "Option::is_none")]
        terms: Option<&'a str>,
        found: Vec<Found<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        unknown: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<&'a str>,
    },
    Cell {
        question: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        row: Option<usize>,
        column: &'a str,
        cell: Option<&'a str>,
    },
    Days {
        question: &'a str,
        days: i64,
    },
    Years {
        question: &'a str,
        years: i64,
    },
}

/// How an answer stands.
#[derive(Serialize)]
#[serde(rename_all = "snake_case", untagged)]
enum State<'a> {
    Value {
        value: Plain<'a>,
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<&'a str>,
    },
    Points {
        value: u8,
        label: &'a str,
    },
    Rows {
        rows: usize,
    },
    Unknown {
        unknown: &'static str,
    },
    NotApplicable {
        not_applicable: bool,
    },
    BlankIsNone {
        blank_is_none: bool,
    },
    Withheld {
        withheld: bool,
    },
}

#[derive(Serialize)]
#[serde(untagged)]
enum Plain<'a> {
    YesNo(bool),
    Number(Box<RawValue>),
    Text(&'a str),
    Texts(&'a [String]),
    Date(Date),
}

#[derive(Serialize)]
struct Found<'a> {
    term: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<&'a str>,
    certainty: &'static str,
}

/// The lines of a basis in the order written.
pub(super) fn lines<'a>(pack: &'a Pack, basis: &'a Basis, private: Private) -> Vec<Line<'a>> {
    let mut all = Vec::new();
    for part in basis.lines() {
        if let Basis::Line { text, result, values, facts } = part {
            all.push(Line {
                line: text,
                result: status(*result),
                values: values.iter().map(|seen| value(pack, seen, private)).collect(),
                facts: facts.iter().map(|basis| fact(pack, basis, private)).collect(),
            });
        }
    }
    all
}

fn fact<'a>(pack: &'a Pack, basis: &'a FactBasis, private: Private) -> Fact<'a> {
    let number = |low: Decimal, high: Decimal| match (exact(low), exact(high)) {
        (Some(low), _) if low.get() == high.to_string() => Came::Number(low),
        (Some(low), Some(high)) => Came::Bounds { low, high },
        _ => Came::Nothing(()),
    };
    let value = match &basis.value {
        FactValue::Truth(truth) => Some(Came::Truth(status(*truth))),
        FactValue::Number(None) => Some(Came::Nothing(())),
        FactValue::Number(Some((low, high))) => Some(number(*low, *high)),
        FactValue::Choice(option) => option.as_deref().map(Came::Option),
    };
    Fact {
        fact: pack.facts.get(basis.fact.index()).map_or("", |fact| &fact.id),
        row: basis.row,
        about: &basis.about,
        value,
        evidence: lines(pack, &basis.of, private),
    }
}

fn value<'a>(pack: &'a Pack, seen: &'a Seen, private: Private) -> Value<'a> {
    match seen {
        Seen::Answer { question, row, answered } => answer(pack, *question, *row, answered, private),
        Seen::Rows { group, answered } => answer(pack, *group, None, answered, private),
        Seen::Sum { name, low, high, open } => Value::Total {
            total: name,
            low: *low,
            high: *high,
            open: open.iter().map(|question| id(pack, *question)).collect(),
        },
        Seen::Parameter { parameter, value } => {
            let parameter = pack.parameters.get(parameter.index());
            let number = match parameter.map(|p| &p.value) {
                Some(ParameterValue::Number { is, .. }) => exact(*is),
                _ => None,
            };
            let value = number.map_or(Plain::Text(value), Plain::Number);
            Value::Parameter { parameter: parameter.map_or("", |p| &p.id), value }
        }
        Seen::Mentions { question, row, list, hits, unclear, answered } => {
            let Answered::Value(given) = answered else { return answer(pack, *question, *row, answered, private) };
            let found = |hit: &'a explain::Hit| Found {
                term: &hit.term,
                words: (list.is_some() || private == Private::Shown).then_some(hit.found.as_str()),
                certainty: certainty(hit.certainty),
            };
            Value::Terms {
                question: id(pack, *question),
                row: *row,
                terms: list.as_deref(),
                found: hits.iter().map(found).collect(),
                unknown: unclear.then_some(Reason::Unclear.name()),
                text: match given {
                    explain::Value::Text(text) if private == Private::Shown => Some(text),
                    _ => None,
                },
            }
        }
        Seen::Cell { question, row, column, value } => {
            Value::Cell { question: id(pack, *question), row: *row, column, cell: value.as_deref() }
        }
        Seen::Elapsed { question, unit, range, unknown } => {
            let question = id(pack, *question);
            match (range, unknown) {
                (Some((past, _)), _) if *unit == "days" => Value::Days { question, days: *past },
                (Some((past, _)), _) => Value::Years { question, years: *past },
                (None, Some(reason)) => {
                    Value::Answer { question, row: None, answered: State::Unknown { unknown: reason.name() } }
                }
                (None, None) => {
                    Value::Answer { question, row: None, answered: State::NotApplicable { not_applicable: true } }
                }
            }
        }
    }
}

fn answer<'a>(
    pack: &'a Pack,
    question: QuestionId,
    row: Option<usize>,
    answered: &'a Answered,
    private: Private,
) -> Value<'a> {
    let state = if private.withholds(pack, question, answered) {
        State::Withheld { withheld: true }
    } else {
        match answered {
            Answered::Value(value) => given(value),
            Answered::Unknown(reason) => State::Unknown { unknown: reason.name() },
            Answered::NotApplicable => State::NotApplicable { not_applicable: true },
            Answered::BlankIsNone => State::BlankIsNone { blank_is_none: true },
        }
    };
    Value::Answer { question: id(pack, question), row, answered: state }
}

fn given(value: &explain::Value) -> State<'_> {
    let plain = |value| State::Value { value, unit: None };
    match value {
        explain::Value::YesNo(yes) => plain(Plain::YesNo(*yes)),
        explain::Value::Number(number, unit) => match exact(*number) {
            Some(number) => State::Value { value: Plain::Number(number), unit: unit.as_deref() },
            None => State::Unknown { unknown: Reason::Invalid.name() },
        },
        explain::Value::Option(option) => plain(Plain::Text(option)),
        explain::Value::Options(options) => plain(Plain::Texts(options)),
        explain::Value::Text(text) => plain(Plain::Text(text)),
        explain::Value::Date(date) => plain(Plain::Date(*date)),
        explain::Value::Points(points, label) => State::Points { value: *points, label },
        explain::Value::Rows(rows) => State::Rows { rows: *rows },
    }
}

fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Met => "met",
        Certainty::Misspelt => "misspelt",
        Certainty::Unsure => "unsure",
        Certainty::Past => "past",
        Certainty::Negated => "negated",
        Certainty::SomeoneElse => "someone_else",
    }
}
