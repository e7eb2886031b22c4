//! Turns `scales/*.yaml` into a scored instrument.

use super::parts::{self, Faults};
use super::{Band, Cutoff, Item, Points, Prorate, Scale, Subscore, Text, Total, question};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Spanned;
use crate::yaml::{Fields, Node, NodeKind, shape};

pub fn from_yaml(node: &Node, faults: &mut Faults) -> Option<Scale> {
    let mut fields = Fields::of(node, "a scale", faults)?;
    let head = fields.head();
    let id = fields.required("scale", parts::name);
    let title = fields.text("title");
    let about = fields.optional("about", shape::text);
    let recall = fields.text("recall");
    let from = parts::from(&mut fields);
    let fresh_for = parts::fresh_for(&mut fields);
    let licence = fields.text("licence");
    let codes = parts::codes(&mut fields);
    let sources = parts::sources(&mut fields);
    let answers = fields.list("answers", points);
    let items = fields.required_list("items", item);
    let unscored = fields.list("unscored", question::from_yaml);
    let total = fields.optional("total", total).unwrap_or(Total::Sum { codes: Vec::new(), span: head });
    let subscores = fields.list("subscores", subscore);
    let bands = fields.list("bands", band);
    let cutoffs = fields.list("cutoffs", cutoff);
    let prorate = fields.optional("prorate", prorate);
    fields.finish();
    Some(Scale {
        id: id?,
        title,
        about,
        recall,
        from,
        fresh_for,
        licence,
        codes,
        sources,
        answers,
        items,
        unscored,
        total,
        subscores,
        bands,
        cutoffs,
        prorate,
    })
}

fn points(node: &Node, faults: &mut Faults) -> Option<Points> {
    let mut fields = Fields::of(node, "an answer with points", faults)?;
    let points = fields.required("points", shape::decimal);
    let label = fields.text("label");
    let code = fields.optional("code", shape::text);
    fields.finish();
    Some(Points { points: points?, label, code })
}

fn item(node: &Node, faults: &mut Faults) -> Option<Item> {
    let mut fields = Fields::of(node, "an item", faults)?;
    let id = fields.required("id", parts::name);
    let ask = fields.text("ask");
    let codes = parts::codes(&mut fields);
    let yes_no = fields.optional("kind", |node, faults| shape::one_of(node, ["yes_no"].into_iter(), faults)).is_some();
    let reversed = fields.optional("reversed", shape::boolean).is_some_and(|reversed| reversed.value);
    let answers = fields.list("answers", points);
    let asked_when = fields.optional("asked_when", parts::line);
    fields.finish();
    Some(Item { id: id?, ask, codes, yes_no, reversed, answers, asked_when })
}

/// `none`, or `{codes: {loinc: 44261-6}}`
fn total(node: &Node, faults: &mut Faults) -> Option<Total> {
    if let NodeKind::Scalar(_) = &node.kind {
        return shape::one_of(node, ["none"].into_iter(), faults).map(|_| Total::None);
    }
    let mut fields = Fields::of(node, "a total", faults)?;
    let codes = parts::codes(&mut fields);
    fields.finish();
    Some(Total::Sum { codes, span: node.span })
}

fn subscore(node: &Node, faults: &mut Faults) -> Option<Subscore> {
    let mut fields = Fields::of(node, "a subscore", faults)?;
    let id = fields.required("id", parts::name);
    let title = fields.text("title");
    let items = fields.required("items", items);
    let codes = parts::codes(&mut fields);
    fields.finish();
    let (first, last) = items?;
    Some(Subscore { id: id?, title, first, last, codes })
}

/// `q1..q5`, or one item alone
fn items(node: &Node, faults: &mut Faults) -> Option<(Text, Text)> {
    let scalar = shape::scalar(node, "a range of items", faults)?;
    let text = scalar.text.as_str();
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let start = text.len() - last.len();
    let name = |part: &str, at: usize| {
        let word = part.trim();
        let at = at + part.len() - part.trim_start().len();
        let fits = word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        fits.then(|| Spanned::new(word.to_owned(), scalar.place(at..at + word.len())))
    };
    let range = name(first, 0).zip(name(last, start));
    if range.is_none() {
        let message = format!("`{}` is no range of items", shape::folded(text));
        faults.push(Diagnostic::new(Code::AN0103, node.span, message).help("write `q1..q5`, or `q1` for one item"));
    }
    range
}

fn band(node: &Node, faults: &mut Faults) -> Option<Band> {
    let mut fields = Fields::of(node, "a band", faults)?;
    let id = fields.required("band", shape::id);
    let from = fields.required("from", shape::decimal);
    let to = fields.required("to", shape::decimal);
    fields.finish();
    Some(Band { id: id?, from: from?, to: to? })
}

fn cutoff(node: &Node, faults: &mut Faults) -> Option<Cutoff> {
    let mut fields = Fields::of(node, "a cut-off", faults)?;
    let at = fields.required("at", shape::decimal);
    let means = fields.text("means");
    let sources = parts::sources(&mut fields);
    fields.finish();
    Some(Cutoff { at: at?, means, sources })
}

fn prorate(node: &Node, faults: &mut Faults) -> Option<Prorate> {
    let mut fields = Fields::of(node, "a prorated total", faults)?;
    let max_missing = fields.required("max_missing", shape::decimal);
    let sources = parts::sources(&mut fields);
    fields.finish();
    Some(Prorate { max_missing: max_missing?, sources })
}
