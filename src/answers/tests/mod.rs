//! Tests of the answers reader: tables of forms, whole files, generated sheets, fixtures of mistakes.

mod files;
mod fixtures;
mod generated;
mod packs;
mod properties;
mod tables;

use super::{Layout, Reader, Sheet, Sheets};
use crate::pack::Pack;
use crate::text::Sources;
use crate::value::Date;

fn day(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

fn yaml(pack: &Pack, text: &str) -> Sheets {
    let file = Sources::default().add("a.yaml", text);
    Reader::new(pack, &Layout::of(pack)).yaml(file, text, None)
}

fn json(pack: &Pack, text: &str) -> Sheets {
    let file = Sources::default().add("a.json", text);
    Reader::new(pack, &Layout::of(pack)).json(file, text, None)
}

fn one(sheets: Sheets) -> Sheet {
    assert_eq!(sheets.diagnostics, vec![], "no fault of the file");
    assert_eq!(sheets.sheets.len(), 1);
    sheets.sheets.into_iter().next().expect("one sheet")
}

fn codes(sheet: &Sheet) -> Vec<&'static str> {
    sheet.problems.iter().map(|p| p.diagnostic.code.name).collect()
}
