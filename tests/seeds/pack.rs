//! Any text as the rules of the demo pack: no panic, and a pack that checks also compiles and decides,
//! and does not clear a blank form where it does not clear one that was filled in.

use anteroom::answers::Reader;
use anteroom::explain::Screening;
use anteroom::language::{Safety, Screening as Level};
use anteroom::text::Sources;
use anteroom::value::Date;

const REST: [(&str, &str); 4] = [
    ("pack.yaml", include_str!("../../rules/demo/pack.yaml")),
    ("questionnaire.yaml", include_str!("../../rules/demo/questionnaire.yaml")),
    ("scales/mood2.yaml", include_str!("../../rules/demo/scales/mood2.yaml")),
    ("tables/thinners.yaml", include_str!("../../rules/demo/tables/thinners.yaml")),
];

const APPLICANTS: &str = "\
- {applicant: A-1, answers: {}}
- applicant: A-2
  answers: {mood2: [3, 2], pregnant: yes, medicines: stopped warfarin 5 mg in 2019, systolic_bp: 170}
";

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
    let applicants = sources.add("applicants.yaml", APPLICANTS);
    let read = Reader::new(&pack, &program.layout).yaml(applicants, APPLICANTS, Date::parse("2026-11-23"));
    assert!(read.diagnostics.is_empty() && read.sheets.iter().all(|sheet| sheet.problems.is_empty()), "{read:?}");
    let decisions = Screening::new(&pack, &program).decide(&read.sheets);
    let clear = decisions.iter().map(|d| d.safety == Safety::None && d.screening == Level::Clear);
    assert!(matches!(clear.collect::<Vec<_>>().as_slice(), [false, _] | [true, true]), "a blank form was cleared");
}
