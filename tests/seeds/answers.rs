//! Any text as applicants of the KAP pack: no panic, an answer that could not be read never ends in `clear`, and what
//! both YAML and JSON take without a word means the same in both.

use std::sync::LazyLock;

use anteroom::answers::{Reader, Sheets};
use anteroom::cli::embedded;
use anteroom::explain::Screening;
use anteroom::language::Screening as Level;
use anteroom::pack::Pack;
use anteroom::program::{self, Program};
use anteroom::text::Sources;
use anteroom::value::Date;

static KAP: LazyLock<(Pack, Program)> = LazyLock::new(|| {
    let mut sources = Sources::default();
    let files: Vec<_> =
        embedded::KAP.iter().map(|(name, text)| ((*name).to_owned(), sources.add(*name, *text))).collect();
    let pack = anteroom::pack::read(&files, &sources).0.expect("the shipped pack checks");
    let program = program::from_pack(&pack).expect("a checked pack compiles");
    (pack, program)
});

pub fn check(text: &str) {
    let (pack, program) = &*KAP;
    let mut sources = Sources::default();
    let file = sources.add("fuzz", text);
    let reader = Reader::new(pack, &program.layout);
    let date = Date::parse("2026-11-23");
    let (yaml, json) = (reader.yaml(file, text, date), reader.json(file, text, date));
    for read in [&yaml, &json, &reader.json(file, text, None)] {
        assert!(!read.sheets.is_empty() || !read.diagnostics.is_empty(), "nothing read and nothing said");
        let decisions = Screening::new(pack, program).decide(&read.sheets);
        assert_eq!(decisions.len(), read.sheets.len());
        for (sheet, decision) in read.sheets.iter().zip(&decisions) {
            assert!(sheet.problems.is_empty() || decision.screening != Level::Clear, "an unread answer was cleared");
        }
    }
    let silent =
        |read: &Sheets| read.diagnostics.is_empty() && read.sheets.iter().all(|sheet| sheet.problems.is_empty());
    if silent(&yaml) && silent(&json) {
        assert_eq!(yaml.sheets, json.sheets, "one text, two meanings");
    }
}
