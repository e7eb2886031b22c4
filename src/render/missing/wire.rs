//! The structs of `anteroom.missing/1`. Nothing here is shared with the core, so that the core can change and the wire cannot.

use serde::Serialize;
use serde_json::Value as Json;

use super::super::json::PackName;
use super::super::names::{id, question_of};
use crate::answers::Value;
use crate::audit::{self, Matters, Said};
use crate::evaluate::CouldRaise;
use crate::pack::{Answer, AnswerOption, Pack, Question};
use crate::value::{Date, Decimal};

const SCHEMA: &str = "anteroom.missing/1";

#[derive(Serialize)]
pub(super) struct Missing<'a> {
    schema: &'static str,
    engine: &'static str,
    applicant: &'a str,
    as_of: Date,
    pack: PackName<'a>,
    answers: &'a str,
    now: Outcome,
    /// `null` where the budget ran out.
    if_reassuring: Option<Outcome>,
    idle: usize,
    questions: Vec<Open<'a>>,
}

#[derive(Serialize)]
struct Outcome {
    safety: &'static str,
    screening: &'static str,
}

#[derive(Serialize)]
struct Open<'a> {
    question: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    ask: &'a str,
    reason: &'static str,
    from: Vec<&'static str>,
    /// `null`: not settled whether it matters.
    gravest: Option<&'static str>,
    proved: bool,
    depends: bool,
    leads_settled: bool,
    leads: Vec<Lead>,
}

#[derive(Serialize)]
struct Lead {
    answers: Answers,
    alone: Option<&'static str>,
    together: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answers {
    OneOf { one_of: Vec<Json> },
    Between { from: Json, to: Json },
    Unread { unread: bool },
}

impl<'a> Missing<'a> {
    pub(super) fn of(pack: &'a Pack, missing: &'a audit::Missing) -> Self {
        let decision = &missing.decision;
        Self {
            schema: SCHEMA,
            engine: env!("CARGO_PKG_VERSION"),
            applicant: &decision.applicant,
            as_of: decision.as_of,
            pack: PackName::of(pack),
            answers: &decision.answers,
            now: Outcome { safety: decision.safety.name(), screening: decision.screening.name() },
            if_reassuring: missing
                .mildest
                .map(|outcome| Outcome { safety: outcome.safety.name(), screening: outcome.screening.name() }),
            idle: missing.idle,
            questions: missing.questions.iter().map(|open| question(pack, open)).collect(),
        }
    }
}

fn question<'a>(pack: &'a Pack, open: &'a audit::Open) -> Open<'a> {
    let of = question_of(pack, open.answer.question);
    let (gravest, proved) = match open.matters {
        Matters::Yes { gravest, proved } => (Some(gravest.name()), proved),
        Matters::Perhaps => (None, false),
    };
    let lead = |lead: &audit::Lead| Lead {
        answers: answers(of, &lead.answers),
        alone: lead.alone.map(CouldRaise::name),
        together: lead.together.map(CouldRaise::name),
    };
    Open {
        question: id(pack, open.answer.question),
        row: open.answer.row,
        ask: of.map_or("", |question| &question.ask),
        reason: open.answer.reason.name(),
        from: open.answer.from.iter().map(|who| who.name()).collect(),
        gravest,
        proved,
        depends: open.depends,
        leads_settled: open.settled,
        leads: open.leads.iter().map(lead).collect(),
    }
}

fn answers(question: Option<&Question>, said: &Said) -> Answers {
    let end = |value: &Option<Value>| value.as_ref().map_or(Json::Null, |value| as_written(question, value));
    match said {
        Said::OneOf(values) => {
            Answers::OneOf { one_of: values.iter().map(|value| as_written(question, value)).collect() }
        }
        Said::Between(from, to) => Answers::Between { from: end(from), to: end(to) },
        Said::Unread => Answers::Unread { unread: true },
    }
}

/// An answer as a file of answers would give it.
fn as_written(question: Option<&Question>, value: &Value) -> Json {
    let option = |options: &[AnswerOption], at: usize| options.get(at).map_or(Json::Null, |of| of.id.clone().into());
    match (value, question.map(|question| &question.answer)) {
        (Value::YesNo(yes), _) => (*yes).into(),
        (Value::Number(number), Some(Answer::Number { places, .. })) => Decimal::from_scaled(*number, *places)
            .and_then(|number| serde_json::from_str(&number.to_string()).ok())
            .unwrap_or(Json::Null),
        (Value::Number(number), _) => (*number).into(),
        (Value::Choice(at), Some(Answer::Choice { options, .. })) => option(options, usize::from(*at)),
        (Value::Choices(bits), Some(Answer::Choices { options, .. })) => {
            (0..options.len()).filter(|at| bits >> at & 1 == 1).map(|at| option(options, at)).collect()
        }
        (Value::Date(date), _) => date.to_string().into(),
        (Value::Points(number) | Value::Rows(number), _) => (*number).into(),
        (Value::Text(text), _) => text.clone().into(),
        (Value::Choice(_) | Value::Choices(_), _) => Json::Null,
    }
}
