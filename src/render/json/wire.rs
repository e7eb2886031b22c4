//! The structs of `anteroom.decision/1`. Nothing here is shared with the core, so that the core can change and the wire cannot.

use serde::Serialize;
use serde_json::value::RawValue;

use super::super::names::{Private, id};
use super::evidence::{Line, lines};
use crate::explain;
use crate::pack::{Pack, SourceId};
use crate::value::{self, Date, Truth};

const SCHEMA: &str = "anteroom.decision/1";

#[derive(Serialize)]
pub(super) struct Decision<'a> {
    schema: &'static str,
    applicant: &'a str,
    as_of: Date,
    pack: PackName<'a>,
    answers: &'a str,
    engine: &'a str,
    safety: &'static str,
    screening: &'static str,
    indications: Vec<Indication<'a>>,
    findings: Vec<Finding<'a>>,
    missing: Vec<Missing<'a>>,
    support: Vec<Support<'a>>,
    contradictions: Vec<Contradiction<'a>>,
}

#[derive(Serialize)]
pub(in crate::render) struct PackName<'a> {
    id: &'a str,
    version: &'a str,
    digest: &'a str,
}

impl<'a> PackName<'a> {
    pub fn of(pack: &'a Pack) -> Self {
        Self { id: &pack.id, version: &pack.version, digest: &pack.digest }
    }
}

#[derive(Serialize)]
struct Indication<'a> {
    rule: &'a str,
    status: &'static str,
}

#[derive(Serialize)]
pub(super) struct Finding<'a> {
    rule: &'a str,
    kind: &'static str,
    status: &'static str,
    raises: &'static str,
    title: &'a str,
    because: &'a str,
    sources: Vec<&'a str>,
    evidence: Vec<Line<'a>>,
}

#[derive(Serialize)]
pub(super) struct Missing<'a> {
    question: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    reason: &'static str,
    /// The first to ask; empty where the pack names nobody.
    from: &'static str,
    could_raise: &'static str,
}

#[derive(Serialize)]
struct Support<'a> {
    tier: &'a str,
    rule: &'a str,
    title: &'a str,
    because: &'a str,
}

#[derive(Serialize)]
struct Contradiction<'a> {
    question: &'a str,
    asked_when: &'a str,
}

impl<'a> Decision<'a> {
    /// The same decision, under the name of another version of the program.
    pub(super) fn by(self, engine: &'a str) -> Self {
        Self { engine, ..self }
    }

    pub(super) fn of(pack: &'a Pack, decision: &'a explain::Decision, private: Private) -> Self {
        let support = |support: &'a explain::Suggestion| {
            let tier = pack.tiers.get(support.tier.index());
            Support {
                tier: tier.map_or("", |tier| &tier.id),
                rule: &support.rule,
                title: tier.map_or("", |tier| &tier.title),
                because: &support.because,
            }
        };
        Self {
            schema: SCHEMA,
            applicant: &decision.applicant,
            as_of: decision.as_of,
            pack: PackName::of(pack),
            answers: &decision.answers,
            engine: env!("CARGO_PKG_VERSION"),
            safety: decision.safety.name(),
            screening: decision.screening.name(),
            indications: decision
                .indications
                .iter()
                .map(|indication| Indication { rule: &indication.rule, status: status(indication.status) })
                .collect(),
            findings: decision.findings.iter().map(|finding| Finding::of(pack, finding, private)).collect(),
            missing: decision.missing.iter().map(|missing| Missing::of(pack, missing)).collect(),
            support: decision.support.iter().map(support).collect(),
            contradictions: decision
                .contradictions
                .iter()
                .map(|c| Contradiction { question: id(pack, c.question), asked_when: &c.asked_when })
                .collect(),
        }
    }
}

impl<'a> Finding<'a> {
    pub fn of(pack: &'a Pack, finding: &'a explain::Finding, private: Private) -> Self {
        Self {
            rule: &finding.rule,
            kind: finding.kind.name(),
            status: status(finding.status),
            raises: finding.raises,
            title: &finding.title,
            because: &finding.because,
            sources: finding.sources.iter().map(|source| source_id(pack, *source)).collect(),
            evidence: finding.basis.as_ref().map(|basis| lines(pack, basis, private)).unwrap_or_default(),
        }
    }
}

impl<'a> Missing<'a> {
    pub fn of(pack: &'a Pack, missing: &'a explain::MissingAnswer) -> Self {
        Self {
            question: id(pack, missing.question),
            row: missing.row,
            reason: missing.reason.name(),
            from: missing.from.first().map_or("", |who| who.name()),
            could_raise: missing.could_raise.name(),
        }
    }
}

fn source_id(pack: &Pack, source: SourceId) -> &str {
    pack.sources.get(source.index()).map_or("", |source| &source.id)
}

pub(super) fn status(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "met",
        Truth::No => "not_met",
        Truth::Unknown => "unknown",
    }
}

/// A decimal as a JSON number with exactly its digits: no float is made of it on this side.
pub(super) fn exact(number: value::Decimal) -> Option<Box<RawValue>> {
    RawValue::from_string(number.to_string()).ok()
}
