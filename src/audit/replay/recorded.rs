//! Turns the JSON of a decision into what a replay asks of it.

use serde::Deserialize;

use crate::audit::Outcome;
use crate::language::{Safety, Screening, Word as _};
use crate::value::Date;

const SCHEMA: &str = "anteroom.decision/1";

/// A decision as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    pub applicant: String,
    pub as_of: Date,
    pub pack: String,
    pub version: String,
    /// `sha256:…` of the pack, and of the answers.
    pub digest: String,
    pub answers: String,
    pub engine: String,
    pub outcome: Outcome,
    /// Rule and status of every indication.
    pub indications: Vec<(String, String)>,
    pub findings: Vec<Found>,
    /// Rules that suggest support.
    pub support: Vec<String>,
    /// Questions that were still open, each once, in the order of the decision.
    pub missing: Vec<String>,
}

/// A finding by its rule.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Found {
    pub rule: String,
    pub status: String,
    pub raises: String,
    pub title: String,
}

/// Keys that are not named here may be added to the schema without a new version.
#[derive(Deserialize)]
struct Wire {
    applicant: String,
    as_of: String,
    pack: Pack,
    answers: String,
    engine: String,
    safety: String,
    screening: String,
    indications: Vec<Indication>,
    findings: Vec<Found>,
    missing: Vec<Missing>,
    support: Vec<Support>,
}

#[derive(Deserialize)]
struct Pack {
    id: String,
    version: String,
    digest: String,
}

#[derive(Deserialize)]
struct Indication {
    rule: String,
    status: String,
}

#[derive(Deserialize)]
struct Missing {
    question: String,
}

#[derive(Deserialize)]
struct Support {
    rule: String,
}

#[derive(Deserialize)]
struct Schema {
    schema: String,
}

impl Recorded {
    /// Otherwise: why this is no decision that can be replayed.
    pub fn of(json: &str) -> Result<Self, String> {
        let schema: Schema = serde_json::from_str(json).map_err(|error| format!("this is no decision: {error}"))?;
        if schema.schema != SCHEMA {
            return Err(format!("this is written as `{}`, and this program replays `{SCHEMA}`", schema.schema));
        }
        let wire: Wire = serde_json::from_str(json).map_err(|error| format!("this is no whole decision: {error}"))?;
        let level = |what: &str, word: &str| format!("`{word}` is no level of {what}");
        let mut missing: Vec<String> = Vec::new();
        for Missing { question } in wire.missing {
            if !missing.contains(&question) {
                missing.push(question);
            }
        }
        Ok(Self {
            as_of: Date::parse(&wire.as_of).ok_or_else(|| format!("`{}` is no date", wire.as_of))?,
            outcome: Outcome {
                safety: Safety::parse(&wire.safety).ok_or_else(|| level("safety", &wire.safety))?,
                screening: Screening::parse(&wire.screening).ok_or_else(|| level("screening", &wire.screening))?,
            },
            applicant: wire.applicant,
            pack: wire.pack.id,
            version: wire.pack.version,
            digest: wire.pack.digest,
            answers: wire.answers,
            engine: wire.engine,
            indications: wire.indications.into_iter().map(|i| (i.rule, i.status)).collect(),
            findings: wire.findings,
            support: wire.support.into_iter().map(|support| support.rule).collect(),
            missing,
        })
    }
}
