//! Turns `tables/*.yaml` with `table:` into a lookup table.

use super::parts::{self, Faults};
use super::{Cell, Column, Row, Table, Text};
use crate::text::Spanned;
use crate::yaml::{Fields, Node, NodeKind, shape};

pub fn from_yaml(node: &Node, faults: &mut Faults) -> Option<Table> {
    let mut fields = Fields::of(node, "a table", faults)?;
    let id = fields.required("table", parts::name);
    let title = fields.text("title");
    let sources = parts::sources(&mut fields);
    let columns = fields.required("columns", columns);
    let names: Option<Vec<&str>> = match node.get("columns").map(|node| &node.kind) {
        Some(NodeKind::Mapping(entries)) => Some(entries.iter().map(|entry| entry.key.as_str()).collect()),
        _ => None,
    };
    let rows = fields.required_list("rows", |node, faults| row(node, names.as_deref(), faults));
    fields.finish();
    Some(Table { id: id?, title, sources, columns: columns.unwrap_or_default(), rows })
}

/// `molecule: choice`
fn columns(node: &Node, faults: &mut Faults) -> Option<Vec<Column>> {
    let NodeKind::Mapping(entries) = &node.kind else {
        faults.extend(shape::unexpected(node, "the columns, each with its kind,"));
        return None;
    };
    let mut columns = Vec::new();
    for entry in entries {
        // A key is a word like any other value here, so it is read as one.
        let id = shape::id_text(&entry.key, faults);
        let kind = shape::text(&entry.value, faults);
        if let (Some(id), Some(kind)) = (id, kind) {
            columns.push(Column { id, kind });
        }
    }
    Some(columns)
}

/// A row; where the columns could not be read, any key is a cell.
fn row<'n>(node: &'n Node, columns: Option<&[&'n str]>, faults: &mut Faults) -> Option<Row> {
    let mut fields = Fields::of(node, "a row", faults)?;
    let name = fields.required("name", shape::text);
    let names = fields.list("names", shape::text);
    let mut cells = Vec::new();
    for column in columns.unwrap_or_default() {
        let Some(entry) = fields.entry(column) else { continue };
        // Nothing under a column is the same as no cell: unknown.
        if matches!(entry.value.kind, NodeKind::Null) {
            continue;
        }
        if let Some(cell) = cell(&entry.value, fields.diagnostics) {
            cells.push((entry.key.clone(), cell));
        }
    }
    if columns.is_none() {
        fields.allow_all();
    }
    fields.finish();
    Some(Row { name: name?, names, cells })
}

fn cell(node: &Node, faults: &mut Faults) -> Option<Cell> {
    let scalar = shape::scalar(node, "a cell", faults)?;
    let text: Text = Spanned::new(shape::folded(&scalar.text), node.span);
    Some(Cell { text, plain: scalar.plain })
}
