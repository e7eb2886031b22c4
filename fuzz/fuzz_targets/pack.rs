//! Any text as the rules of the demo pack: no panic, and a pack that checks also compiles and decides.
#![no_main]

use anteroom::answers::Sheet;
use anteroom::explain::Screening;
use anteroom::text::Sources;
use anteroom::value::Date;
use libfuzzer_sys::fuzz_target;

const REST: [(&str, &str); 4] = [
    ("pack.yaml", include_str!("../../rules/demo/pack.yaml")),
    ("questionnaire.yaml", include_str!("../../rules/demo/questionnaire.yaml")),
    ("scales/mood2.yaml", include_str!("../../rules/demo/scales/mood2.yaml")),
    ("tables/thinners.yaml", include_str!("../../rules/demo/tables/thinners.yaml")),
];

fuzz_target!(|rules: &str| {
    let mut sources = Sources::default();
    let mut files: Vec<_> = REST.iter().map(|(name, text)| ((*name).to_owned(), sources.add(*name, *text))).collect();
    files.push(("rules/fuzz.yaml".to_owned(), sources.add("rules/fuzz.yaml", rules)));
    let (Some(pack), _) = anteroom::pack::read(&files, &sources) else { return };
    let program = anteroom::program::from_pack(&pack).expect("a checked pack compiles");
    let blank = Sheet::new("A-1", Date::parse("2026-11-23").expect("a date"));
    assert_eq!(Screening::new(&pack, &program).decide(&[blank]).len(), 1);
});
