//! The lists in which free text is looked up: tables of medicines, lists of terms, and words not taken for one another.

use super::document::{Block, Entry, Part, Phrase, Row, Table};
use super::form::read_by;
use super::rules::cited;
use super::view::{View, anchor, titled};
use crate::pack::{self, Cell, Column, ColumnKind, TableId, Term, TermList, TermListId};

pub(super) fn part(view: &View) -> Option<Part> {
    let pack = view.pack;
    if pack.tables.is_empty() && pack.term_lists.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Words(
        "A whole word that stands here is found, brand names included. A near miss, or words that are denied, past or about \
         somebody else, leave the answer unknown, so that a person asks."
            .into(),
    )];
    let tables = pack.tables.iter().enumerate();
    blocks.extend(tables.map(|(at, table)| Block::Entry(of_table(view, TableId(at as u32), table))));
    let lists = pack.term_lists.iter().enumerate();
    blocks.extend(lists.map(|(at, list)| Block::Entry(of_terms(view, TermListId(at as u32), list))));
    if !pack.confusable.is_empty() {
        blocks.push(Block::heading("Words that look alike"));
        blocks.push(Block::Words("None of these is taken for a misspelling of another in its line.".into()));
        blocks.push(Block::List(pack.confusable.iter().map(|group| group.join(", ").into()).collect()));
    }
    Some(Part { id: "lists".to_owned(), title: "Medicines and other words".to_owned(), blocks })
}

fn of_table(view: &View, id: TableId, table: &pack::Table) -> Entry {
    let row = |row: &pack::Row| {
        let mut name = Phrase::strong(row.name.as_str());
        if !row.names.is_empty() {
            name = name.and(format!(" ({})", row.names.join(", ")));
        }
        let cells = table.columns.iter().zip(&row.cells).map(|(column, of)| cell(column, of.as_ref()));
        Row::of([name].into_iter().chain(cells))
    };
    let heads = ["Name (also called)".to_owned()].into_iter().chain(table.columns.iter().map(head)).collect();
    let rows = table.rows.iter().map(row).collect();
    let mut blocks = vec![Block::Table(Table { caption: String::new(), head: heads, rows })];
    cited(view, &table.sources, &mut blocks);
    blocks.push(read_by(view.readers(|reads| reads.tables.contains(&id))));
    Entry { anchor: anchor("list", &table.id), title: table.title.clone(), id: table.id.clone(), mark: None, blocks }
}

fn head(column: &Column) -> String {
    let name = titled(&column.id);
    match &column.kind {
        ColumnKind::Number { unit: Some(unit), .. } => format!("{name} ({unit})"),
        _ => name,
    }
}

fn cell(column: &Column, cell: Option<&Cell>) -> Phrase {
    match (cell, &column.kind) {
        (None, _) => "not known".into(),
        (Some(Cell::YesNo(is)), _) => if *is { "yes" } else { "no" }.into(),
        (Some(Cell::Number(number)), _) => number.to_string().into(),
        (Some(Cell::Choice(at)), ColumnKind::Choice(options)) => {
            options.get(*at as usize).map_or(Phrase::default(), |option| option.as_str().into())
        }
        (Some(Cell::Choice(_)), _) => Phrase::default(),
    }
}

fn of_terms(view: &View, id: TermListId, list: &TermList) -> Entry {
    let terms = list.entries.iter().map(term).collect::<Vec<_>>();
    let mut blocks = vec![Block::Words(Phrase::joined(terms, "; ").and("."))];
    if list.entries.iter().any(|term| term.exact) {
        blocks.push(Block::Words("* Only as it is spelt here: a near miss is not taken for it.".into()));
    }
    cited(view, &list.sources, &mut blocks);
    blocks.push(read_by(view.readers(|reads| reads.term_lists.contains(&id))));
    Entry { anchor: anchor("list", &list.id), title: list.title.clone(), id: list.id.clone(), mark: None, blocks }
}

fn term(term: &Term) -> Phrase {
    let exact = if term.exact { "*" } else { "" };
    let mut said = Phrase::strong(term.term.as_str()).and(exact);
    if !term.names.is_empty() {
        said = said.and(format!(" ({})", term.names.join(", ")));
    }
    match &term.pattern {
        Some(pattern) => said.and(", also ").and(Phrase::name(format!("/{pattern}/"))),
        None => said,
    }
}
