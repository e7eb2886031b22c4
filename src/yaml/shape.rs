//! Turns nodes into values of one kind: text, ids, numbers, dates, words, lists. What does not fit is a diagnostic.

use super::node::{Node, NodeKind, Scalar};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Word;
use crate::text::{Spanned, nearest};
use crate::value::{Date, Decimal};

type Faults = Vec<Diagnostic>;

/// The mistake that something else stands here; none where it was reported before.
pub fn unexpected(node: &Node, expected: &str) -> Option<Diagnostic> {
    let message = format!("{expected} is expected here, and {} stands here", node.describe());
    let fault = || Diagnostic::new(Code::AN0103, node.span, message);
    (!matches!(node.kind, NodeKind::Error)).then(fault)
}

/// Words in backticks, with commas.
pub fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// The text with each run of white space made one space, and none at its ends.
pub fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A scalar that is not empty; `expected` is what a reader wants, with its article.
pub fn scalar<'n>(node: &'n Node, expected: &str, faults: &mut Faults) -> Option<&'n Scalar> {
    match &node.kind {
        NodeKind::Scalar(scalar) if !scalar.text.trim().is_empty() => Some(scalar),
        _ => {
            faults.extend(unexpected(node, expected));
            None
        }
    }
}

/// Text for people: white space folded. `yes` and `12` are text here too.
pub fn text(node: &Node, faults: &mut Faults) -> Option<Spanned<String>> {
    Some(Spanned::new(folded(&scalar(node, "text", faults)?.text), node.span))
}

/// Text to the letter, such as a pattern.
pub fn verbatim(node: &Node, faults: &mut Faults) -> Option<Spanned<String>> {
    Some(Spanned::new(scalar(node, "text", faults)?.text.clone(), node.span))
}

/// An id of a question, fact, parameter, scale, table or option: `systolic_bp`.
pub fn id(node: &Node, faults: &mut Faults) -> Option<Spanned<String>> {
    let text = &scalar(node, "an id", faults)?.text;
    written(&Spanned::new(text.clone(), node.span), is_id, ID, faults)
}

/// The same, for a key.
pub fn id_text(key: &Spanned<String>, faults: &mut Faults) -> Option<Spanned<String>> {
    written(key, is_id, ID, faults)
}

const ID: &str = "an id starts with a small letter and holds small letters, digits and `_`";

fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase()) && made_of(text, "_")
}

/// An id of a rule or of a property: `depression.treatment-resistant`.
pub fn dotted_id(node: &Node, faults: &mut Faults) -> Option<Spanned<String>> {
    let text = &scalar(node, "an id", faults)?.text;
    let shape = |text: &str| text.split('.').all(is_dashed);
    let help = "such an id is `topic.name`, of small letters, digits and `-`";
    written(&Spanned::new(text.clone(), node.span), shape, help, faults)
}

/// An id of a source: `kroenke-2001`.
pub fn dashed_id(node: &Node, faults: &mut Faults) -> Option<Spanned<String>> {
    let text = &scalar(node, "an id", faults)?.text;
    let help = "such an id holds small letters, digits and `-`";
    written(&Spanned::new(text.clone(), node.span), is_dashed, help, faults)
}

fn is_dashed(text: &str) -> bool {
    !text.is_empty() && made_of(text, "-") && !text.starts_with('-') && !text.ends_with('-')
}

fn made_of(text: &str, also: &str) -> bool {
    text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || also.contains(c))
}

/// The text if it has the shape of an id; otherwise a diagnostic with an id made of it, where that works.
fn written(
    text: &Spanned<String>,
    shape: impl Fn(&str) -> bool,
    help: &str,
    faults: &mut Faults,
) -> Option<Spanned<String>> {
    if shape(text) {
        return Some(text.clone());
    }
    let message = format!("`{}` is not written as an id", folded(text));
    let fault = Diagnostic::new(Code::AN0105, text.span, message).help(help);
    let lower = text.trim().to_lowercase();
    let mended = [lower.replace(['-', ' '], "_"), lower.replace(['_', ' '], "-")].into_iter().find(|id| shape(id));
    faults.push(match mended {
        Some(id) => fault.help(format!("for example `{id}`")),
        None => fault,
    });
    None
}

/// An exact decimal, unquoted.
pub fn decimal(node: &Node, faults: &mut Faults) -> Option<Spanned<Decimal>> {
    plain(node, "a number", faults, Decimal::parse, "digits and a point, no exponent and no unit: `0.5`")
}

/// A day, unquoted: `2026-11-23`.
pub fn date(node: &Node, faults: &mut Faults) -> Option<Spanned<Date>> {
    plain(node, "a date", faults, Date::parse, "a day is written `2026-11-23`, from 1900 to 2199")
}

/// `yes`, `true`, `no` or `false`, unquoted.
pub fn boolean(node: &Node, faults: &mut Faults) -> Option<Spanned<bool>> {
    let read = |text: &str| match text {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    };
    plain(node, "`yes` or `no`", faults, read, "`true` and `false` are understood as well")
}

fn plain<T>(
    node: &Node,
    expected: &str,
    faults: &mut Faults,
    read: impl Fn(&str) -> Option<T>,
    help: &str,
) -> Option<Spanned<T>> {
    let scalar = scalar(node, expected, faults)?;
    let value = read(&scalar.text);
    match value {
        Some(value) if scalar.plain => Some(Spanned::new(value, node.span)),
        value => {
            let message = format!("{expected} is expected here, and the text `{}` stands here", folded(&scalar.text));
            let help = if value.is_some() { "write it without quotes" } else { help };
            faults.push(Diagnostic::new(Code::AN0103, node.span, message).help(help));
            None
        }
    }
}

/// A word of a closed list. A misspelt one is reported and read as the nearest, so that one mistake stays one.
pub fn word<W: Word>(node: &Node, faults: &mut Faults) -> Option<Spanned<W>> {
    let names = || W::ALL.iter().map(|(_, name)| *name);
    let name = one_of(node, names(), faults)?;
    W::parse(name).map(|word| Spanned::new(word, node.span))
}

/// The name among `names` that stands here, or the nearest to what stands here, with a diagnostic.
pub fn one_of<'a>(node: &Node, names: impl Iterator<Item = &'a str> + Clone, faults: &mut Faults) -> Option<&'a str> {
    let text = scalar(node, &format!("one of {}", listed(names.clone())), faults)?.text.trim();
    let known = names.clone().find(|name| *name == text);
    if known.is_some() {
        return known;
    }
    let near = nearest(text, names.clone());
    let fault =
        Diagnostic::new(Code::AN0104, node.span, format!("`{}` is not one of the words allowed here", folded(text)));
    let fault = if let Some(name) = near { fault.help(format!("did you mean `{name}`?")) } else { fault };
    faults.push(fault.help(format!("one of {}", listed(names))));
    near
}

/// A list. One value where a list belongs is a mistake, and so is an empty list.
pub fn list<'n, T>(
    mut read: impl FnMut(&'n Node, &mut Faults) -> Option<T>,
) -> impl FnOnce(&'n Node, &mut Faults) -> Option<Vec<T>> {
    move |node, faults| match &node.kind {
        NodeKind::Sequence(nodes) if nodes.is_empty() => {
            faults.push(Diagnostic::new(Code::AN0103, node.span, "the list is empty"));
            None
        }
        NodeKind::Sequence(nodes) => Some(nodes.iter().filter_map(|node| read(node, faults)).collect()),
        NodeKind::Scalar(scalar) if scalar.plain && !scalar.text.is_empty() => {
            let help = format!("write `[{}]`, or a line with `- ` for each", folded(&scalar.text));
            faults.extend(unexpected(node, "a list").map(|fault| fault.help(help)));
            None
        }
        _ => {
            faults.extend(unexpected(node, "a list"));
            None
        }
    }
}

/// A list, or one value in its place.
pub fn one_or_list<'n, T>(
    mut read: impl FnMut(&'n Node, &mut Faults) -> Option<T>,
) -> impl FnOnce(&'n Node, &mut Faults) -> Option<Vec<T>> {
    move |node, faults| match &node.kind {
        NodeKind::Scalar(_) => read(node, faults).map(|value| vec![value]),
        _ => list(read)(node, faults),
    }
}
