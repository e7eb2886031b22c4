//! Turns the node under `when`, `is`, `given` or `then` into a tree of lines.

use super::parts::{self, Faults};
use super::{Condition, ConditionKind, Line};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Span;
use crate::yaml::{Entry, Fields, Node, NodeKind, shape};

const SHAPES: &str = "a condition is one line, or `all:`, `any:` or `none:` with a list, or `at_least:` with `of:`";

/// What a line of a condition is: an expression, or a claim of a property.
pub trait Lines: Sized {
    fn read(node: &Node, faults: &mut Faults) -> Option<Self>;

    /// What stands for a line that could not be read.
    fn unreadable(span: Span) -> Self;
}

impl Lines for Line {
    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        parts::line(node, faults)
    }

    fn unreadable(span: Span) -> Self {
        parts::unreadable_line(span)
    }
}

/// A condition; where it cannot be read it holds an unreadable line.
pub fn from_yaml<L: Lines>(node: &Node, faults: &mut Faults) -> Condition<L> {
    read(node, faults).unwrap_or_else(|| unreadable(node.span))
}

pub fn unreadable<L: Lines>(span: Span) -> Condition<L> {
    Condition { kind: ConditionKind::Line(L::unreadable(span)), span }
}

fn read<L: Lines>(node: &Node, faults: &mut Faults) -> Option<Condition<L>> {
    let kind = match &node.kind {
        NodeKind::Mapping(entries) => tree(node, entries, faults)?,
        NodeKind::Sequence(_) => {
            let help = "write `all:` or `any:` above the list";
            faults.extend(shape::unexpected(node, "a condition").map(|fault| fault.help(help)));
            return None;
        }
        _ => ConditionKind::Line(L::read(node, faults)?),
    };
    Some(Condition { kind, span: node.span })
}

fn tree<L: Lines>(node: &Node, entries: &[Entry], faults: &mut Faults) -> Option<ConditionKind<L>> {
    let is_kind = |entry: &&Entry| ["all", "any", "none", "at_least"].contains(&entry.key.as_str());
    let mut kinds = entries.iter().filter(is_kind);
    let Some(first) = kinds.next() else {
        faults.push(without_kind(node, entries));
        return None;
    };
    if let Some(second) = kinds.next() {
        let message = format!("`{}` and `{}` stand side by side in one condition", *first.key, *second.key);
        let fault =
            Diagnostic::new(Code::AN0103, second.key.span, message).also(first.key.span, "the first stands here");
        faults.push(fault.help("put one of them into the list of the other, as an entry of its own"));
        // What is wrong further down is said as well.
        for entry in entries.iter().filter(is_kind).filter(|e| e.key.as_str() != "at_least") {
            let _ = shape::list(child::<L>)(&entry.value, faults);
        }
        return None;
    }
    let mut fields = Fields::of(node, "a condition", faults)?;
    let kind = match first.key.as_str() {
        "all" => fields.required("all", shape::list(child)).map(ConditionKind::All),
        "any" => fields.required("any", shape::list(child)).map(ConditionKind::Any),
        "none" => fields.required("none", shape::list(child)).map(ConditionKind::None),
        _ => {
            let least = fields.required("at_least", shape::decimal);
            let of = fields.required("of", shape::list(child));
            least.zip(of).map(|(least, of)| ConditionKind::AtLeast(least, of))
        }
    };
    fields.finish();
    kind
}

fn child<L: Lines>(node: &Node, faults: &mut Faults) -> Option<Condition<L>> {
    Some(from_yaml(node, faults))
}

fn without_kind(node: &Node, entries: &[Entry]) -> Diagnostic {
    let Some(entry) = entries.first() else {
        return Diagnostic::new(Code::AN0103, node.span, "the condition is empty").help(SHAPES);
    };
    let key = entry.key.as_str();
    let fault = Diagnostic::new(Code::AN0103, entry.key.span, format!("`{}` starts no condition", shape::folded(key)));
    match key {
        "not" => fault.help("write `not …` on one line, or `none:` with a list"),
        "of" => fault.help("`of` belongs to `at_least: 2`"),
        "and" => fault.help("write `all:`"),
        "or" => fault.help("write `any:`"),
        _ => fault.nearest(key, ["all", "any", "none", "at_least"]).help(SHAPES),
    }
}
