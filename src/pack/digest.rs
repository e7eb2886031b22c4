//! A digest over the meaning of a pack: comments, layout and the order of keys do not count; every id, text, number,
//! option, source and rule does.
//!
//! The written pack is put into one canonical JSON text: keys sorted, what is empty or false left out (so a default is
//! the same as its explicit spelling), expressions printed canonically, decimals by their digits. Lists keep their order.

use super::bibliography::TO_BE_CONFIRMED;
use super::signing::CLINICIANS_IF_MILDER;
use crate::language::QuestionKind;
use crate::syntax::{Code, Pack, Question, Scale, Total};
use crate::value::{Date, Decimal, Digest};
use serde_json::Value;
use std::fmt::Write;

/// Changes whenever the canonical text of an unchanged pack would change.
const FORMAT: &str = "anteroom.pack/1";

pub(super) fn digest(pack: &Pack) -> String {
    let mut pack = pack.clone();
    settle(&mut pack);
    // The nouns are plain data with text keys; there is nothing in them that JSON cannot say.
    let value = serde_json::to_value(&pack).unwrap_or(Value::Null);
    let mut text = format!("{FORMAT}\n");
    canonical(&value, &mut text);
    Digest::of(text.as_bytes()).to_string()
}

/// Writes sorted keys and leaves out what is empty.
fn canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().filter(|(_, v)| !is_empty(v)).collect();
            entries.sort_by_key(|(key, _)| *key);
            out.push('{');
            for (i, (key, value)) in entries.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                let _ = write!(out, "{}:", Value::String(key.clone()));
                canonical(value, out);
            }
            out.push('}');
        }
        Value::Array(values) => {
            out.push('[');
            for (i, value) in values.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                canonical(value, out);
            }
            out.push(']');
        }
        plain => {
            let _ = write!(out, "{plain}");
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(values) => values.is_empty(),
        _ => false,
    }
}

/// Brings equal meanings to one spelling.
fn settle(pack: &mut Pack) {
    if let Some(header) = &mut pack.header {
        for source in &mut header.sources {
            source.locator = source.locator.take().filter(|l| l.trim() != TO_BE_CONFIRMED);
        }
        if let Some(signing) = &mut header.signing {
            let milder = signing.clinicians_if_milder.take();
            signing.clinicians_if_milder = milder.filter(|n| n.value != Decimal::from(i64::from(CLINICIANS_IF_MILDER)));
            signing.roles.sort_by_key(|role| role.value);
            signing.signers.iter_mut().for_each(|signer| signer.roles.sort_by_key(|role| role.value));
        }
    }
    for section in pack.questionnaire.iter_mut().flat_map(|q| &mut q.sections) {
        section.from.sort_by_key(|w| w.value);
        for entry in &mut section.entries {
            if let crate::syntax::Entry::Question(question) = entry {
                settle_question(question);
            }
        }
    }
    pack.scales.iter_mut().for_each(settle_scale);
    for table in &mut pack.tables {
        let numbers: Vec<String> = table
            .columns
            .iter()
            .filter(|c| !matches!(c.kind.as_str(), "choice" | "yes_no"))
            .map(|c| c.id.value.clone())
            .collect();
        table.columns.sort_by(|a, b| a.id.value.cmp(&b.id.value));
        for row in &mut table.rows {
            row.cells.sort_by(|a, b| a.0.value.cmp(&b.0.value));
            for (column, cell) in &mut row.cells {
                if let Some(number) = Decimal::parse(&cell.text).filter(|_| numbers.contains(&column.value)) {
                    cell.text.value = number.to_string();
                }
            }
        }
    }
}

fn settle_question(question: &mut Question) {
    codes(&mut question.codes);
    question.from.sort_by_key(|w| w.value);
    if question.kind.value == QuestionKind::Decimal {
        question.places = question.places.take().filter(|p| p.value != Decimal::ONE);
    }
    question.earliest = question.earliest.take().filter(|d| d.value != Date::MIN);
    question.questions.iter_mut().for_each(settle_question);
}

fn settle_scale(scale: &mut Scale) {
    codes(&mut scale.codes);
    scale.from.sort_by_key(|w| w.value);
    scale.items.iter_mut().for_each(|i| codes(&mut i.codes));
    scale.unscored.iter_mut().for_each(settle_question);
    if let Total::Sum { codes: written, .. } = &mut scale.total {
        codes(written);
    }
    scale.subscores.iter_mut().for_each(|s| codes(&mut s.codes));
}

fn codes(codes: &mut [Code]) {
    codes.sort_by(|a, b| (&a.system.value, &a.code.value).cmp(&(&b.system.value, &b.code.value)));
}
