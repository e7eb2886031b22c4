//! Turns term lists and tables into one matcher and into cells that nodes read.

use std::collections::BTreeMap;

use super::{LookupCell, LookupTable};
use crate::pack::{Answer, Cell, Column, ColumnKind, Pack, Question, QuestionId, Table};
use crate::terms::{ListId, Matcher, Pattern, Term};

/// The option of each choice that says what *not applicable* does.
pub(super) fn none_options(pack: &Pack) -> BTreeMap<QuestionId, u8> {
    let none = |(index, question): (usize, &Question)| match question.answer {
        Answer::Choice { none, .. } => Some((QuestionId(index as u32), u8::try_from(none?).ok()?)),
        _ => None,
    };
    pack.questions.iter().enumerate().filter_map(none).collect()
}

/// One matcher for every term list and table of a pack.
pub(super) fn matcher(pack: &Pack) -> Result<Matcher, Vec<(usize, String)>> {
    let mut terms = Vec::new();
    let mut patterns = Vec::new();
    let mut term = |list: usize, entry: usize, words: &str, exact: bool| {
        terms.push(Term { list: ListId(list as u16), entry: entry as u32, words: words.to_owned(), exact });
    };
    for (list, of) in pack.term_lists.iter().enumerate() {
        for (entry, written) in of.entries.iter().enumerate() {
            for words in std::iter::once(&written.term).chain(&written.names) {
                term(list, entry, words, written.exact);
            }
            if let Some(regex) = &written.pattern {
                patterns.push(Pattern { list: ListId(list as u16), entry: entry as u32, regex: regex.clone() });
            }
        }
    }
    for (table, of) in pack.tables.iter().enumerate() {
        for (entry, row) in of.rows.iter().enumerate() {
            for words in std::iter::once(&row.name).chain(&row.names) {
                term(pack.term_lists.len() + table, entry, words, false);
            }
        }
    }
    Matcher::new(pack.term_lists.len() + pack.tables.len(), terms, patterns, pack.patterns.clone(), &pack.confusable)
}

pub(super) fn lookup_table(table: &Table) -> LookupTable {
    let places = |column: &Column| match column.kind {
        ColumnKind::Number { places, .. } => places,
        _ => 0,
    };
    let cell = |(cell, column): (&Option<Cell>, &Column)| match cell.as_ref()? {
        Cell::YesNo(yes) => Some(LookupCell::YesNo(*yes)),
        Cell::Choice(option) => u8::try_from(*option).ok().map(LookupCell::Choice),
        Cell::Number(number) => number.to_scaled(places(column)).map(LookupCell::Number),
    };
    let range = |column: &Column| match &column.kind {
        ColumnKind::Number { places, min, max, .. } => {
            (*places, min.to_scaled(*places).unwrap_or(i64::MIN), max.to_scaled(*places).unwrap_or(i64::MAX))
        }
        _ => (0, 0, 0),
    };
    LookupTable {
        rows: table.rows.iter().map(|row| row.cells.iter().zip(&table.columns).map(cell).collect()).collect(),
        ranges: table.columns.iter().map(range).collect(),
    }
}
