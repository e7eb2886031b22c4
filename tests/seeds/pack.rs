//! Any text as the rules of the demo pack: no panic, and a pack that checks also compiles and decides.

use anteroom::answers::Sheet;
use anteroom::explain::Screening;
use anteroom::text::Sources;
use anteroom::value::Date;

const REST: [(&str, &str); 4] = [
    ("pack.yaml", include_str!("../../rules/demo/pack.yaml")),
    ("questionnaire.yaml", include_str!("../../rules/demo/questionnaire.yaml")),
    ("scales/mood2.yaml", include_str!("../../rules/demo/scales/mood2.yaml")),
    ("tables/thinners.yaml", include_str!("../../rules/demo/tables/thinners.yaml")),
];

pub fn check(rules: &str) {
    let mut sources = Sources::default();
    let mut files: Vec<_> = REST.iter().map(|(name, text)| ((*name).to_owned(), sources.add(*name, *text))).collect();
    files.push(("rules/fuzz.yaml".to_owned(), sources.add("rules/fuzz.yaml", rules)));
    let (pack, diagnostics) = anteroom::pack::read(&files, &sources);
    for fault in &diagnostics {
        anteroom::render::diagnostic(fault, &sources, false, 80);
    }
    let Some(pack) = pack else {
        return assert!(!diagnostics.is_empty(), "no pack and nothing said");
    };
    let program = anteroom::program::from_pack(&pack).expect("a checked pack compiles");
    let blank = Sheet::new("A-1", Date::parse("2026-11-23").expect("a date"));
    assert_eq!(Screening::new(&pack, &program).decide(&[blank]).len(), 1);
}
