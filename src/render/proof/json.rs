//! A proof as JSON (`anteroom.proof/1`): every property with what came of it and every example as a file to screen.

use serde::Serialize;

use crate::audit::{Checked, Example, Finding, Found, Outcome, Proof, Standing};
use crate::value::Date;

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    pack: PackName<'a>,
    as_of: Date,
    engine: &'static str,
    /// What came of all properties together.
    result: &'static str,
    properties: Vec<Property<'a>>,
}

#[derive(Serialize)]
struct PackName<'a> {
    id: &'a str,
    version: &'a str,
    digest: &'a str,
    place: &'a str,
}

#[derive(Serialize)]
struct Property<'a> {
    property: &'a str,
    says: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'a str>,
    result: &'static str,
    /// `null`: one statement about every applicant.
    of: Option<&'a str>,
    subjects: usize,
    proved: usize,
    findings: Vec<Remark<'a>>,
}

#[derive(Serialize)]
struct Remark<'a> {
    subject: &'a str,
    result: &'static str,
    says: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<Applicant<'a>>,
}

#[derive(Serialize)]
struct Applicant<'a> {
    answers: Vec<Answer<'a>>,
    rest: &'a str,
    /// The whole applicant as a file that `screen` reads.
    applicant: &'a str,
    /// Where the example is about a change of an answer: what was decided before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Decided>,
    decided: Decided,
}

#[derive(Serialize)]
struct Answer<'a> {
    question: &'a str,
    ask: &'a str,
    answer: &'a str,
}

#[derive(Serialize)]
struct Decided {
    safety: &'static str,
    screening: &'static str,
}

/// One object over many lines, without a line break at its end.
pub fn json(proof: &Proof) -> String {
    let wire = Wire {
        schema: "anteroom.proof/1",
        pack: PackName {
            id: &proof.pack.id,
            version: &proof.pack.version,
            digest: &proof.pack.digest,
            place: &proof.pack.place,
        },
        as_of: proof.as_of,
        engine: env!("CARGO_PKG_VERSION"),
        result: name(proof.finding()),
        properties: proof.properties.iter().map(property).collect(),
    };
    // The shapes hold no map with keys other than text and no failing writer: serialising them cannot fail.
    serde_json::to_string_pretty(&wire).unwrap_or_default()
}

fn name(finding: Finding) -> &'static str {
    match finding {
        Finding::Proved => "proved",
        Finding::GaveUp => "gave_up",
        Finding::Refuted => "refuted",
        Finding::Disagrees => "disagrees",
    }
}

fn property(checked: &Checked) -> Property<'_> {
    Property {
        property: &checked.id,
        says: &checked.says,
        because: checked.because.as_deref(),
        result: name(checked.finding()),
        of: Some(checked.of).filter(|of| !of.is_empty()),
        subjects: checked.subjects,
        proved: checked.proved(),
        findings: checked.results.iter().map(finding).collect(),
    }
}

fn finding(found: &Found) -> Remark<'_> {
    let (result, says, example) = match &found.what {
        Standing::Noted { says } => ("noted", says, None),
        Standing::GaveUp { says } => (name(Finding::GaveUp), says, None),
        Standing::Refuted { says, example } => (name(Finding::Refuted), says, example.as_ref()),
        Standing::Disagrees { says, example } => (name(Finding::Disagrees), says, Some(example)),
    };
    Remark { subject: &found.subject, result, says, example: example.map(applicant) }
}

fn applicant(example: &Example) -> Applicant<'_> {
    let answers = example.answers.iter();
    Applicant {
        answers: answers
            .map(|told| Answer { question: &told.question, ask: &told.ask, answer: &told.answer })
            .collect(),
        rest: &example.rest,
        applicant: &example.applicant,
        before: (example.old != example.new).then(|| decided(example.old)),
        decided: decided(example.new),
    }
}

fn decided(outcome: Outcome) -> Decided {
    Decided { safety: outcome.safety.name(), screening: outcome.screening.name() }
}
