//! Turns nodes into the parts that several documents share: names, lines, codes, who answers, how long an answer lasts.

use super::{Code, FreshFor, Line, Text};
use crate::diagnostic::{self, Diagnostic};
use crate::language::{RESERVED, Who};
use crate::syntax::{Expression, Kind, expression};
use crate::text::{Span, Spanned};
use crate::yaml::{Fields, Node, shape};

pub type Faults = Vec<Diagnostic>;

/// An id that expressions use bare, so it is no word of theirs.
pub fn name(node: &Node, faults: &mut Faults) -> Option<Text> {
    let id = shape::id(node, faults)?;
    if RESERVED.contains(&id.as_str()) {
        let message = format!("`{}` is a word of the expression language", *id);
        faults.push(Diagnostic::new(diagnostic::Code::AN0105, id.span, message).help("call it something else"));
    }
    Some(id)
}

/// One line of a condition.
pub fn line(node: &Node, faults: &mut Faults) -> Option<Line> {
    let scalar = shape::scalar(node, "an expression", faults)?;
    let expression = expression::parse(&scalar.text, &|range| scalar.place(range), faults);
    Some(Line { text: shape::folded(&scalar.text), expression })
}

/// What stands for a line that could not be read, so that what it belongs to is not lost with it.
pub fn unreadable_line(span: Span) -> Line {
    Line { text: String::new(), expression: Expression { kind: Kind::Error, span } }
}

/// `from: applicant` or `from: [clinic, lab]`
pub fn from(fields: &mut Fields<'_, '_>) -> Vec<Spanned<Who>> {
    fields.optional("from", shape::one_or_list(shape::word::<Who>)).unwrap_or_default()
}

/// `codes: {loinc: 44261-6}`
pub fn codes(fields: &mut Fields<'_, '_>) -> Vec<Code> {
    fields.optional("codes", read_codes).unwrap_or_default()
}

fn read_codes(node: &Node, faults: &mut Faults) -> Option<Vec<Code>> {
    let mut fields = Fields::of(node, "the codes", faults)?;
    let mut codes = Vec::new();
    for system in ["loinc", "snomed", "rxnorm"] {
        let Some(entry) = fields.entry(system) else { continue };
        if let Some(code) = shape::text(&entry.value, fields.diagnostics) {
            codes.push(Code { system: entry.key.clone(), code });
        }
    }
    fields.finish();
    Some(codes)
}

/// `sources: [kroenke-2001]`
pub fn sources(fields: &mut Fields<'_, '_>) -> Vec<Text> {
    fields.list("sources", shape::dashed_id)
}

/// `fresh_for: 30`, or the name of a parameter
pub fn fresh_for(fields: &mut Fields<'_, '_>) -> Option<FreshFor> {
    let read = |node: &Node, faults: &mut Faults| {
        let starts_as_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
        if node.scalar().is_some_and(|s| s.plain && starts_as_number(&s.text)) {
            return shape::decimal(node, faults).map(FreshFor::Days);
        }
        shape::id(node, faults).map(FreshFor::Parameter)
    };
    fields.optional("fresh_for", read)
}
