//! The header, tables, term lists, sources and support tiers taken apart for comparison.

use super::aspect::{Aspect, Item};
use super::own;
use crate::language::SourceKind;
use crate::pack::{Cell, Column, ColumnKind, Pack, Row, Source, Table, Term, TermList, Tier};

/// The id under which the words never taken for one another are told.
pub(super) const CONFUSABLE: &str = "confusable";

pub(super) fn header(pack: &Pack) -> Vec<Item> {
    vec![Item {
        // A pack has one header, whatever the pack is called.
        id: String::new(),
        title: pack.title.clone(),
        same: Vec::new(),
        aspects: vec![
            Aspect::words("id", Some(&pack.id)),
            Aspect::words("version", Some(&pack.version)),
            Aspect::words("title", Some(&pack.title)),
            Aspect::words("intended use", Some(&pack.intended_use)),
            Aspect::words("users", pack.users.as_deref()),
            Aspect::list("author", pack.authors.iter().cloned()),
            Aspect::words("developer", pack.developer.as_deref()),
            Aspect::words("funding", pack.funding.as_deref()),
            Aspect::list("released", pack.released.iter().map(ToString::to_string)),
            Aspect::words("questionnaire", Some(&pack.questionnaire)),
        ],
    }]
}

pub(super) fn tiers(pack: &Pack) -> Vec<Item> {
    let item = |tier: &Tier| Item {
        id: tier.id.clone(),
        title: tier.title.clone(),
        same: vec![tier.title.clone()],
        aspects: vec![
            Aspect::words("title", Some(&tier.title)),
            Aspect::words("what it is about", tier.about.as_deref()),
        ],
    };
    pack.tiers.iter().map(item).collect()
}

pub(super) fn sources(pack: &Pack) -> Vec<Item> {
    let item = |source: &Source| {
        let place = match (source.kind, &source.locator) {
            (SourceKind::ClinicPolicy, None) => None,
            (_, None) => Some("to be confirmed"),
            (_, Some(locator)) => Some(locator.as_str()),
        };
        Item {
            id: source.id.clone(),
            title: source.cite.clone(),
            same: vec![format!("{}\n{}", source.cite, source.locator.as_deref().unwrap_or_default())],
            aspects: vec![
                Aspect::words("citation", Some(&source.cite)),
                Aspect::words("place", place),
                Aspect::words("kind", Some(&source.kind.name().replace('_', " "))),
                Aspect::words("note", source.note.as_deref()),
                Aspect::words("address", source.url.as_deref()),
            ],
        }
    };
    pack.sources.iter().map(item).collect()
}

pub(super) fn tables(pack: &Pack) -> Vec<Item> {
    let item = |table: &Table| Item {
        id: table.id.clone(),
        title: table.title.clone(),
        same: vec![table.title.clone()],
        aspects: vec![
            Aspect::words("title", Some(&table.title)),
            Aspect::list("columns", sorted(table.columns.iter().map(column))).decides(),
            Aspect::list("rows", table.rows.iter().map(|row| self::row(table, row))).decides(),
            Aspect::of("sources", own::sources(pack, &table.sources)).apart(),
        ],
    };
    pack.tables.iter().map(item).collect()
}

/// Columns are told apart by their names: their order is the author's.
fn sorted(columns: impl Iterator<Item = String>) -> Vec<String> {
    let mut columns: Vec<String> = columns.collect();
    columns.sort();
    columns
}

fn column(column: &Column) -> String {
    let kind = match &column.kind {
        ColumnKind::YesNo => "yes or no",
        ColumnKind::Choice(_) => "a word",
        ColumnKind::Number { unit: Some(unit), .. } => unit,
        ColumnKind::Number { unit: None, .. } => "a number",
    };
    format!("{}: {kind}", column.id)
}

fn row(table: &Table, row: &Row) -> String {
    let mut cells: Vec<String> =
        table.columns.iter().zip(&row.cells).map(|(column, cell)| self::cell(column, cell)).collect();
    cells.sort();
    format!("{}: {}", named(&row.name, &row.names), cells.join(", "))
}

fn cell(column: &Column, cell: &Option<Cell>) -> String {
    let value = match (cell, &column.kind) {
        (None, _) => "unknown".to_owned(),
        (Some(Cell::YesNo(yes)), _) => (if *yes { "yes" } else { "no" }).to_owned(),
        (Some(Cell::Number(number)), _) => number.to_string(),
        (Some(Cell::Choice(at)), ColumnKind::Choice(options)) => options.get(*at as usize).cloned().unwrap_or_default(),
        (Some(Cell::Choice(at)), _) => at.to_string(),
    };
    format!("{} {value}", column.id.replace('_', " "))
}

/// `sertraline (zoloft, lustral)`
fn named(name: &str, others: &[String]) -> String {
    if others.is_empty() { name.to_owned() } else { format!("{name} ({})", others.join(", ")) }
}

pub(super) fn term_lists(pack: &Pack) -> Vec<Item> {
    let item = |list: &TermList| Item {
        id: list.id.clone(),
        title: list.title.clone(),
        same: vec![list.title.clone()],
        aspects: vec![
            Aspect::words("title", Some(&list.title)),
            Aspect::list("entries", list.entries.iter().map(entry)).decides(),
            Aspect::of("sources", own::sources(pack, &list.sources)).apart(),
        ],
    };
    let mut items: Vec<Item> = pack.term_lists.iter().map(item).collect();
    let groups = pack.confusable.iter().map(|group| group.join(", "));
    items.push(Item {
        id: CONFUSABLE.to_owned(),
        title: "Words never taken for a misspelling of one another".to_owned(),
        same: Vec::new(),
        aspects: vec![Aspect::list("groups", groups).decides()],
    });
    items
}

fn entry(term: &Term) -> String {
    let exact = if term.exact { ", never by a misspelling" } else { "" };
    let pattern = term.pattern.as_ref().map_or(String::new(), |pattern| format!(", and words that match /{pattern}/"));
    format!("{}{exact}{pattern}", named(&term.term, &term.names))
}
