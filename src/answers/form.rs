//! Opens the forms an answer can take: the value alone, `{unknown: reason}`, or `{value, on, unit}`.

use super::value::Fault;
use super::words;
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::value::{Date, Reason};
use crate::yaml::{Entry, Node, NodeKind};

const KEYS: [&str; 4] = ["value", "on", "unit", "unknown"];

/// What stands in an answer, without its wrapping.
#[derive(Clone, Copy, Debug)]
pub enum Body<'n> {
    Unknown(Reason),
    Value(&'n Node),
}

/// An answer taken apart.
#[derive(Clone, Copy, Debug)]
pub struct Form<'n> {
    pub body: Body<'n>,
    /// The day it was given or measured.
    pub on: Option<Date>,
    pub unit: Option<(&'n str, Span)>,
}

/// Whether a mapping is one of the forms, rather than some other mapping where a list belongs.
pub fn is_form(entries: &[Entry]) -> bool {
    entries.is_empty() || entries.iter().any(|entry| KEYS.contains(&entry.key.as_str()))
}

impl<'n> Form<'n> {
    /// `name`: the question or scale, as it is called.
    pub fn open(node: &'n Node, name: &str, as_of: Date) -> Result<Self, Fault> {
        let entries = match &node.kind {
            NodeKind::Mapping(entries) => entries,
            NodeKind::Null => return Ok(Self { body: Body::Unknown(Reason::Blank), on: None, unit: None }),
            NodeKind::Error => return Err(Fault::reported()),
            NodeKind::Scalar(_) | NodeKind::Sequence(_) => {
                return Ok(Self { body: Body::Value(node), on: None, unit: None });
            }
        };
        let mut faults: Vec<Diagnostic> = Vec::new();
        let (mut value, mut unknown, mut on, mut unit) = (None, None, None, None);
        let mut unreadable = false;
        for Entry { key, value: node } in entries {
            unreadable |= matches!(node.kind, NodeKind::Error);
            match key.as_str() {
                "value" => value = Some(node),
                "unknown" => match reason(node) {
                    Ok(reason) => unknown = Some((reason, key.span)),
                    Err(fault) => faults.extend(fault),
                },
                "on" => match day(node, as_of) {
                    Ok(date) => on = Some(date),
                    Err(fault) => faults.extend(fault),
                },
                "unit" => match node.scalar() {
                    Some(scalar) => unit = Some((scalar.text.as_str(), node.span)),
                    None => faults.push(words::unit_no_text(node.span, name)),
                },
                _ => faults.push(words::unknown_key(key.span, key, KEYS)),
            }
        }
        if !faults.is_empty() || unreadable {
            return Err(Fault { reason: Reason::Invalid, diagnostics: faults });
        }
        let body = match (value, unknown) {
            (Some(node), None) if matches!(node.kind, NodeKind::Null) => Body::Unknown(Reason::Blank),
            (Some(node), None) => Body::Value(node),
            (None, Some((reason, _))) => Body::Unknown(reason),
            (None, None) => return Err(words::no_value(node.span, name).into()),
            (Some(node), Some((reason, span))) => match node.kind {
                NodeKind::Null => Body::Unknown(reason),
                _ => return Err(Fault::conflict(words::known_and_unknown(node.span, span, name))),
            },
        };
        Ok(Self { body, on, unit })
    }

    /// The day the answer was given; that of the list it stands in where it names none.
    pub fn on_or(self, list: Option<Date>) -> Option<Date> {
        self.on.or(list)
    }
}

/// Whether an answer of a day is too old to be used. An answer without a day was given with the form, on the day of its file.
pub fn is_stale(on: Option<Date>, as_of: Date, fresh_for: Option<u32>) -> bool {
    match (on, fresh_for) {
        (Some(on), Some(days)) => i64::from(as_of.days_since(on)) > i64::from(days),
        _ => false,
    }
}

/// The reason a person gives; where it cannot be read, what is to be said.
fn reason(node: &Node) -> Result<Reason, Option<Diagnostic>> {
    let text = match &node.kind {
        NodeKind::Scalar(scalar) => scalar.text.as_str(),
        NodeKind::Error => return Err(None),
        _ => "",
    };
    let found = Reason::WRITABLE.into_iter().find(|reason| reason.name() == text);
    found.ok_or_else(|| Some(words::not_a_reason(node.span, text)))
}

fn day(node: &Node, as_of: Date) -> Result<Date, Option<Diagnostic>> {
    if let NodeKind::Error = node.kind {
        return Err(None);
    }
    match node.scalar().and_then(|scalar| Date::parse(&scalar.text)) {
        Some(date) if date <= as_of => Ok(date),
        Some(_) => Err(Some(words::answered_later(node.span, as_of))),
        None => Err(Some(words::not_a_date(node.span))),
    }
}
