//! Reads the files of pins: whose decision each holds and what it says, or why it is none.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::words;
use crate::audit::replay::Recorded;
use crate::diagnostic::Diagnostic;
use crate::text::{FileId, Span};

/// A decision that was pinned.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    pub file: FileId,
    pub decision: Recorded,
    /// The decision without what may differ: the pack's name and version, and the engine.
    pub(super) value: Value,
    /// Where the name of its case stands, and the version of its pack.
    pub(super) case: Span,
    pub(super) version: Span,
}

/// The pins of a folder, at most one of a case, in the order of the files.
#[derive(Clone, Debug, Default)]
pub struct Pins {
    pub pins: Vec<Pin>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Places in a pin: each part borrows from the text.
#[derive(Deserialize)]
struct Parts<'t> {
    #[serde(borrow)]
    applicant: &'t RawValue,
    #[serde(borrow)]
    pack: PackParts<'t>,
}

#[derive(Deserialize)]
struct PackParts<'t> {
    #[serde(borrow)]
    version: &'t RawValue,
}

pub fn read<'t>(files: impl IntoIterator<Item = (FileId, &'t str)>) -> Pins {
    let mut made = Pins::default();
    let mut known: HashMap<String, Span> = HashMap::new();
    for (file, text) in files {
        match one(file, text) {
            Err(fault) => made.diagnostics.push(fault),
            Ok(pin) => match known.get(&pin.decision.applicant) {
                Some(first) => made.diagnostics.push(words::pinned_twice(&pin.decision.applicant, *first, pin.case)),
                None => {
                    known.insert(pin.decision.applicant.clone(), pin.case);
                    made.pins.push(pin);
                }
            },
        }
    }
    made
}

fn one(file: FileId, text: &str) -> Result<Pin, Diagnostic> {
    let whole = Span::new(file, 0, text.lines().next().map_or(0, str::len));
    let value: Value = serde_json::from_str(text).map_err(|error| words::no_json(at(file, text, &error), &error))?;
    let decision = Recorded::of(text).map_err(|why| words::no_decision(whole, &why))?;
    let parts: Parts = serde_json::from_str(text).map_err(|error| words::no_json(whole, &error))?;
    // Every part borrows from the text, so its address tells where it stands.
    let span = |part: &RawValue| {
        let start = (part.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        Span::new(file, start, start + part.get().len())
    };
    Ok(Pin { file, value: comparable(value), case: span(parts.applicant), version: span(parts.pack.version), decision })
}

/// A decision without what may differ.
pub(super) fn comparable(mut value: Value) -> Value {
    if let Value::Object(fields) = &mut value {
        fields.remove("pack");
        fields.remove("engine");
    }
    value
}

/// The character at which JSON ceases to be JSON.
fn at(file: FileId, text: &str, error: &serde_json::Error) -> Span {
    let line = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let mut start = (line + error.column().saturating_sub(1)).min(text.trim_end().len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let width = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::new(file, start, start + width)
}
