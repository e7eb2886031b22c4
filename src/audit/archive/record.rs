//! Turns a decision into one line of an archive, and such a line into its parts again.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::answers::Notation;
use crate::value::{Digest, Moment};

const SCHEMA: &str = "anteroom.log/1";
/// What stands between the bytes that are hashed and the hash, and what ends the line.
const BEFORE: &str = ",\"hash\":\"";
const AFTER: &str = "\"}";

/// The answers of one applicant as they were written: they hold free text and birth dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    pub notation: Notation,
    pub text: String,
}

/// What goes into a record.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// From 1, without gaps.
    pub number: u64,
    /// The hash of the record before it; `None` for the first.
    pub previous: Option<Digest>,
    /// When it was recorded. It stands outside the decision, which knows no clock.
    pub at: Moment,
    /// The decision on one line, as `screen --format ndjson` writes it.
    pub decision: &'a str,
    pub answers: Option<&'a Kept>,
}

/// The order of the keys is that of the contract.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire<'a> {
    schema: &'a str,
    number: u64,
    at: &'a str,
    previous: Option<Cow<'a, str>>,
    #[serde(borrow)]
    decision: &'a RawValue,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    answers: Option<&'a RawValue>,
    /// Joined to the line once the rest is hashed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hash: Option<&'a str>,
}

impl Entry<'_> {
    /// The record with the end of its line, and its hash: the SHA-256 of the bytes of the line before `,"hash"`.
    pub fn line(&self) -> serde_json::Result<(String, Digest)> {
        let answers = self.answers.map(serde_json::value::to_raw_value).transpose()?;
        let wire = Wire {
            schema: SCHEMA,
            number: self.number,
            at: &self.at.to_string(),
            previous: self.previous.map(|hash| hash.to_string().into()),
            decision: serde_json::from_str(self.decision)?,
            answers: answers.as_deref(),
            hash: None,
        };
        let mut line = serde_json::to_string(&wire)?;
        line.pop();
        let hash = Digest::of(line.as_bytes());
        Ok((format!("{line}{BEFORE}{hash}{AFTER}\n"), hash))
    }
}

/// A record that is whole in itself.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    pub number: u64,
    pub at: &'a str,
    pub previous: Option<Digest>,
    /// The bytes of the decision.
    pub decision: &'a str,
    pub hash: Digest,
    answers: Option<&'a RawValue>,
}

/// Why a line is no whole record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spoilt {
    /// It does not have the shape of a record.
    Shape,
    /// Its hash is not that of its bytes.
    Hash,
    /// Its bytes are as they were written, by a later version of this program or by another one.
    Schema,
}

impl<'a> Record<'a> {
    /// `line`: without its end.
    pub fn of(line: &'a str) -> Result<Self, Spoilt> {
        let (body, hash) = split(line).ok_or(Spoilt::Shape)?;
        if Digest::of(body.as_bytes()) != hash {
            return Err(Spoilt::Hash);
        }
        let wire: Wire = serde_json::from_str(line).map_err(|_| Spoilt::Schema)?;
        let previous = wire.previous.map(|text| Digest::parse(&text).ok_or(Spoilt::Schema)).transpose()?;
        let is_known = wire.schema == SCHEMA && wire.number > 0 && previous.is_some() == (wire.number > 1);
        let (number, decision) = (wire.number, wire.decision.get());
        let record = Self { number, at: wire.at, previous, decision, hash, answers: wire.answers };
        is_known.then_some(record).ok_or(Spoilt::Schema)
    }

    /// The answers, where they were kept.
    pub fn answers(&self) -> serde_json::Result<Option<Kept>> {
        self.answers.map(|raw| serde_json::from_str(raw.get())).transpose()
    }
}

/// The bytes that are hashed, and the hash as written behind them.
fn split(line: &str) -> Option<(&str, Digest)> {
    let line = line.strip_suffix(AFTER)?;
    let at = line.len().checked_sub(Digest::MARK.len() + 64)?;
    let hash = Digest::parse(line.get(at..)?)?;
    Some((line.get(..at)?.strip_suffix(BEFORE)?, hash))
}
