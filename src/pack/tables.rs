//! Lookup tables and term lists: cells that fit their columns, patterns that compile, no name twice.

use super::bibliography::{Bibliography, text};
use super::{Cell, Column, ColumnKind, Row, Table, Term, TermList, errors, limits};
use crate::diagnostic::Diagnostic;
use crate::language::limits::{MAX_ANSWER, MAX_COLUMNS, MAX_PLACES, MAX_TABLE_ROWS, MAX_VALUES};
use crate::syntax::{self, Text};
use crate::text::Span;
use crate::value::Decimal;
use std::collections::HashMap;

pub(super) fn tables(
    written: &[syntax::Table],
    bibliography: &mut Bibliography,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Table> {
    written.iter().map(|t| table(t, bibliography, faults)).collect()
}

fn table(written: &syntax::Table, bibliography: &mut Bibliography, faults: &mut Vec<Diagnostic>) -> Table {
    limits::at_most(written.columns.len(), MAX_COLUMNS, "columns", written.id.span, faults);
    limits::at_most(written.rows.len(), MAX_TABLE_ROWS, "rows", written.id.span, faults);
    let mut columns: Vec<(Column, Bounds)> = Vec::with_capacity(written.columns.len());
    let mut seen: HashMap<&str, (usize, Span)> = HashMap::new();
    for column in &written.columns {
        if let Some((_, first)) = seen.get(column.id.as_str()) {
            faults.push(errors::twice("column", &column.id, *first));
            continue;
        }
        seen.insert(&column.id, (columns.len(), column.id.span));
        columns.push((Column { id: column.id.value.clone(), kind: kind(&column.kind) }, Bounds::default()));
    }
    let mut names = Unique::default();
    let mut rows = Vec::with_capacity(written.rows.len());
    for row in &written.rows {
        names.add(&row.name, faults);
        row.names.iter().for_each(|name| names.add(name, faults));
        let mut cells = vec![None; columns.len()];
        for (name, cell) in &row.cells {
            let place = seen.get(name.as_str()).map(|(i, _)| *i);
            match place.and_then(|i| Some((columns.get_mut(i)?, cells.get_mut(i)?))) {
                Some(((column, bounds), slot)) => *slot = value(column, bounds, cell, faults),
                None => {
                    faults.push(errors::unknown_column(name, &written.id, columns.iter().map(|(c, _)| c.id.as_str())));
                }
            }
        }
        let names = row.names.iter().map(|n| n.value.clone()).collect();
        rows.push(Row { name: row.name.value.clone(), names, cells });
    }
    for (column, bounds) in &mut columns {
        match &mut column.kind {
            ColumnKind::Choice(options) => {
                let span = seen.get(column.id.as_str()).map_or(written.id.span, |(_, span)| *span);
                limits::at_most(options.len(), MAX_VALUES, "different values in a column", span, faults);
            }
            ColumnKind::Number { places, min, max, .. } => {
                (*places, *min, *max) = (bounds.places, bounds.min.unwrap_or_default(), bounds.max.unwrap_or_default());
            }
            ColumnKind::YesNo => {}
        }
    }
    Table {
        id: written.id.value.clone(),
        title: written.title.value.clone(),
        sources: bibliography.cite(&written.sources, faults),
        columns: columns.into_iter().map(|(c, _)| c).collect(),
        rows,
        span: written.id.span,
    }
}

#[derive(Default)]
struct Bounds {
    places: u32,
    min: Option<Decimal>,
    max: Option<Decimal>,
}

fn kind(written: &Text) -> ColumnKind {
    let number = |unit| ColumnKind::Number { unit, places: 0, min: Decimal::ZERO, max: Decimal::ZERO };
    match written.as_str() {
        "yes_no" => ColumnKind::YesNo,
        "choice" => ColumnKind::Choice(Vec::new()),
        "number" => number(None),
        unit => number(Some(unit.to_owned())),
    }
}

fn value(column: &mut Column, bounds: &mut Bounds, cell: &syntax::Cell, faults: &mut Vec<Diagnostic>) -> Option<Cell> {
    let text = cell.text.as_str();
    match &mut column.kind {
        ColumnKind::YesNo => match text {
            "yes" | "true" if cell.plain => Some(Cell::YesNo(true)),
            "no" | "false" if cell.plain => Some(Cell::YesNo(false)),
            _ => {
                faults.push(errors::cell_does_not_fit(&cell.text, &column.id, "yes or no, without quotes"));
                None
            }
        },
        ColumnKind::Choice(options) => {
            let place = options.iter().position(|o| o == text).unwrap_or_else(|| {
                options.push(text.to_owned());
                options.len() - 1
            });
            Some(Cell::Choice(place as u32))
        }
        ColumnKind::Number { .. } => {
            let number = Decimal::parse(text).filter(|n| {
                cell.plain
                    && n.places() <= MAX_PLACES
                    && n.to_scaled(MAX_PLACES).is_some_and(|n| n.unsigned_abs() <= MAX_ANSWER)
            });
            let Some(number) = number else {
                let wanted = "a number of at most four digits after the point, without unit or quotes";
                faults.push(errors::cell_does_not_fit(&cell.text, &column.id, wanted));
                return None;
            };
            bounds.places = bounds.places.max(number.places());
            bounds.min = Some(bounds.min.map_or(number, |m| m.min(number)));
            bounds.max = Some(bounds.max.map_or(number, |m| m.max(number)));
            Some(Cell::Number(number))
        }
    }
}

pub(super) fn term_lists(
    written: &[syntax::TermList],
    bibliography: &mut Bibliography,
    faults: &mut Vec<Diagnostic>,
) -> Vec<TermList> {
    let mut lists = Vec::with_capacity(written.len());
    for list in written {
        let mut names = Unique::default();
        let mut entries = Vec::with_capacity(list.entries.len());
        for entry in &list.entries {
            names.add(&entry.term, faults);
            entry.names.iter().for_each(|name| names.add(name, faults));
            if let Some(pattern) = &entry.pattern {
                regex(pattern, faults);
            }
            entries.push(Term {
                term: entry.term.value.clone(),
                names: entry.names.iter().map(|n| n.value.clone()).collect(),
                exact: entry.exact,
                pattern: text(&entry.pattern),
            });
        }
        lists.push(TermList {
            id: list.id.value.clone(),
            title: list.title.value.clone(),
            sources: bibliography.cite(&list.sources, faults),
            entries,
            span: list.id.span,
        });
    }
    lists
}

/// Whether a regular expression compiles, and to no more than its share of memory.
pub(super) fn regex(pattern: &Text, faults: &mut Vec<Diagnostic>) -> bool {
    const MAX_COMPILED_BYTES: usize = 1 << 18;
    match regex::RegexBuilder::new(pattern).size_limit(MAX_COMPILED_BYTES).build() {
        Ok(compiled) if compiled.is_match("") => {
            faults.push(errors::pattern_matches_nothing(pattern));
            false
        }
        Ok(_) => true,
        Err(error) => {
            faults.push(errors::bad_pattern(pattern, &error));
            false
        }
    }
}

/// Names of one table or list, in any case of letters.
#[derive(Default)]
struct Unique {
    seen: HashMap<String, Span>,
}

impl Unique {
    fn add(&mut self, name: &Text, faults: &mut Vec<Diagnostic>) {
        if !name.contains(char::is_alphanumeric) {
            return faults.push(errors::term_without_words(name));
        }
        match self.seen.get(&name.to_lowercase()) {
            Some(first) => faults.push(errors::term_twice(name, *first)),
            None => {
                self.seen.insert(name.to_lowercase(), name.span);
            }
        }
    }
}
