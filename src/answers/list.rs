//! Reads the answers that are lists of answers: the items of a scale in order, and the rows of a group.

use super::draft::Draft;
use super::form::{Body, Form, is_form, is_stale};
use super::value::Fault;
use super::{Given, Value, words};
use crate::pack::{Answer, Pack, Question, QuestionId, Scale, ScaleId};
use crate::text::Span;
use crate::value::Reason;
use crate::yaml::{Entry, Node, NodeKind};

/// Reads `scale: [2, 1, null, …]`, answers in the order of the items.
pub fn scale(draft: &mut Draft<'_>, id: ScaleId, node: &Node) {
    let Some(scale) = draft.reader.pack.scales.get(id.index()) else { return };
    let (nodes, on) = match open_scale(draft, scale, node) {
        Ok((Body::Value(Node { kind: NodeKind::Sequence(nodes), .. }), on)) => (nodes, on),
        Ok((Body::Unknown(reason), _)) => return every_item(draft, scale, node.span, reason),
        Ok((Body::Value(_), _)) => return every_item(draft, scale, node.span, Reason::Invalid),
        Err(fault) => {
            // Said once, and every item carries it.
            if let Some(first) = scale.items.first() {
                let reason = fault.reason;
                draft.refuse(first.question, 0, node.span, fault);
                every_item(draft, scale, node.span, reason);
            }
            return;
        }
    };
    for (item, node) in scale.items.iter().zip(nodes) {
        draft.one(item.question, 0, node, on);
    }
}

/// The list of a scale, as long as the scale is, and its day.
fn open_scale<'n>(
    draft: &Draft<'_>,
    scale: &Scale,
    node: &'n Node,
) -> Result<(Body<'n>, Option<crate::value::Date>), Fault> {
    let no_list =
        |node: &Node| Fault::from(words::scale_no_list(node.span, &scale.id, scale.items.len(), node.describe()));
    if matches!(&node.kind, NodeKind::Mapping(entries) if !is_form(entries)) {
        return Err(no_list(node));
    }
    let form = Form::open(node, &scale.id, draft.as_of)?;
    if let Some((_, span)) = form.unit {
        return Err(words::list_has_no_unit(span, &scale.id).into());
    }
    if let Body::Value(node) = form.body {
        match &node.kind {
            NodeKind::Sequence(nodes) if nodes.len() == scale.items.len() => {}
            NodeKind::Sequence(nodes) => {
                return Err(words::scale_length(node.span, &scale.id, scale.items.len(), nodes.len()).into());
            }
            NodeKind::Error => return Err(Fault::reported()),
            _ => return Err(no_list(node)),
        }
    }
    Ok((form.body, form.on))
}

fn every_item(draft: &mut Draft<'_>, scale: &Scale, span: Span, reason: Reason) {
    for item in &scale.items {
        draft.put(item.question, 0, span, Given::Unknown(reason));
    }
}

/// Reads the rows of a group; `[]` is the answer "none".
pub fn group(draft: &mut Draft<'_>, id: QuestionId, question: &Question, node: &Node) {
    let Answer::Group { max, fields } = &question.answer else { return };
    match open_group(draft, question, *max as usize, node) {
        Err(fault) => draft.refuse(id, 0, node.span, fault),
        Ok(Rows::Unknown(reason)) => draft.put(id, 0, node.span, Given::Unknown(reason)),
        Ok(Rows::Are(count, rows)) => {
            draft.put(id, 0, node.span, Given::Value(Value::Rows(count)));
            for (at, row) in rows.into_iter().enumerate() {
                for entry in row {
                    field(draft, question, fields, at, entry);
                }
            }
        }
    }
}

enum Rows<'n> {
    Unknown(Reason),
    Are(u8, Vec<&'n [Entry]>),
}

fn open_group<'n>(draft: &Draft<'_>, question: &Question, max: usize, node: &'n Node) -> Result<Rows<'n>, Fault> {
    let no_list = |node: &Node| Fault::from(words::wrong_type(node.span, question, node.describe()));
    if matches!(&node.kind, NodeKind::Mapping(entries) if !is_form(entries)) {
        return Err(no_list(node));
    }
    let form = Form::open(node, &question.id, draft.as_of)?;
    if let Some((_, span)) = form.unit {
        return Err(words::list_has_no_unit(span, &question.id).into());
    }
    let node = match form.body {
        Body::Unknown(reason) => return Ok(Rows::Unknown(reason)),
        Body::Value(node) => node,
    };
    let nodes = match &node.kind {
        NodeKind::Sequence(nodes) => nodes,
        NodeKind::Error => return Err(Fault::reported()),
        _ => return Err(no_list(node)),
    };
    let mut fault = Fault::reported();
    if let Some(extra) = nodes.get(max) {
        fault.diagnostics.push(words::too_many_rows(extra.span, question, max, nodes.len()));
    }
    let mut rows = Vec::with_capacity(nodes.len());
    for row in nodes {
        match &row.kind {
            NodeKind::Mapping(entries) => rows.push(entries.as_slice()),
            NodeKind::Error => {}
            _ => fault.diagnostics.push(words::row_no_mapping(row.span, question, row.describe())),
        }
    }
    match u8::try_from(nodes.len()) {
        Ok(count) if fault.diagnostics.is_empty() && rows.len() == nodes.len() => {
            let stale = is_stale(form.on_or(draft.written_on), draft.as_of, question.fresh_for);
            Ok(if stale { Rows::Unknown(Reason::Stale) } else { Rows::Are(count, rows) })
        }
        _ => Err(fault),
    }
}

fn field(draft: &mut Draft<'_>, group: &Question, fields: &[QuestionId], row: usize, entry: &Entry) {
    let pack = draft.reader.pack;
    match fields.iter().find(|id| field_name(pack, group, **id) == *entry.key) {
        Some(id) => draft.one(*id, row, &entry.value, None),
        None => {
            let names = fields.iter().map(|id| field_name(pack, group, *id));
            let diagnostic = words::unknown_field(entry.key.span, &entry.key, &group.id, names);
            draft.problem(diagnostic);
        }
    }
}

/// What a field is called in a row: `drug` of `antidepressant_trials.drug`.
pub fn field_name<'p>(pack: &'p Pack, group: &Question, field: QuestionId) -> &'p str {
    let whole = pack.questions.get(field.index()).map_or("", |q| q.id.as_str());
    whole.strip_prefix(group.id.as_str()).and_then(|rest| rest.strip_prefix('.')).unwrap_or(whole)
}
