//! Lines that alone decided, worked out by hand.

use anteroom::answers::Reader;
use anteroom::coverage::{Of, Outcome};
use anteroom::program;
use anteroom::text::Sources;
use anteroom::value::Date;

use super::counts::covered;
use crate::support;

/// A condition over `snores`, `tired`, `stops` and `neck`; what is answered to them; which lines alone decided that it is met, and
/// which that it is not. Lines count from 0, the whole first.
const BY_HAND: &[(&str, &str, &[usize], &[usize])] = &[
    // Everything holds: each line would undo it. One does not: it alone is in the way.
    ("{all: [snores, tired]}", "yes yes", &[0, 1, 2], &[]),
    ("{all: [snores, tired]}", "yes no", &[], &[0, 2]),
    ("{all: [snores, tired]}", "no no", &[], &[0]),
    ("{any: [snores, tired]}", "yes no", &[0, 1], &[]),
    ("{any: [snores, tired]}", "yes yes", &[0], &[]),
    ("{any: [snores, tired]}", "no no", &[], &[0, 1, 2]),
    // Under `none` a line that is met decides that the whole is not.
    ("{none: [snores, tired]}", "no no", &[0, 1, 2], &[]),
    ("{none: [snores, tired]}", "yes no", &[], &[0, 1]),
    ("{none: [snores, tired]}", "yes yes", &[], &[0]),
    ("{all: [stops, {none: [snores, tired]}]}", "yes yes no", &[], &[0, 2, 3]),
    ("{none: [{none: [snores]}, tired]}", "yes no", &[0, 1, 2, 3], &[]),
    // Of `at_least` a line decides where just enough hold, or just one is wanting.
    ("{at_least: 2, of: [snores, tired, stops]}", "yes yes no", &[0, 1, 2], &[]),
    ("{at_least: 2, of: [snores, tired, stops]}", "yes yes yes", &[0], &[]),
    ("{at_least: 2, of: [snores, tired, stops]}", "yes no no", &[], &[0, 2, 3]),
    ("{at_least: 2, of: [snores, tired, stops]}", "no no no", &[], &[0]),
    // `not` belongs to the line.
    ("{all: [not snores, tired]}", "no yes", &[0, 1, 2], &[]),
    ("{all: [not snores, tired]}", "yes yes", &[], &[0, 1]),
    // An unknown line that makes no difference is none; where it would, nobody can say what the whole would have been.
    ("{all: [snores, {any: [tired, stops]}]}", "yes yes blank", &[0, 1, 2], &[]),
    ("{all: [snores, {any: [tired, stops]}]}", "no yes blank", &[], &[0, 1]),
    ("{all: [snores, tired]}", "no blank", &[], &[0]),
    ("{any: [snores, tired]}", "yes blank", &[0], &[]),
    ("{at_least: 2, of: [snores, tired, stops]}", "yes yes blank", &[0], &[]),
    ("{at_least: 2, of: [snores, tired, stops, neck]}", "yes no no blank", &[], &[]),
    // What is open decides nothing.
    ("{any: [snores, tired]}", "blank no", &[], &[]),
    // The same words twice are two lines, and one is not turned without the other's being as it is.
    ("{any: [snores, snores]}", "yes", &[0], &[]),
    ("{all: [snores, snores]}", "yes", &[0, 1, 2], &[]),
    // A group decides wherever one of its lines does, and here without one.
    ("{all: [{any: [snores, tired]}, stops]}", "yes yes yes", &[0, 1, 4], &[]),
    // A condition of one line is decided by it.
    ("snores", "yes", &[0], &[]),
    ("snores", "no", &[], &[0]),
];

#[test]
fn what_is_turned_decides() {
    for (condition, answers, met, not_met) in BY_HAND {
        let root = support::root().join("fixtures/together");
        let mut files = support::files(&root);
        files.retain(|(name, _)| !name.starts_with("cases/"));
        for (name, text) in &mut files {
            if name == "rules/signs.yaml" {
                *text = format!(
                    "rules:\n  - {{rule: by.hand, title: By hand, kind: logistics, raises: note, when: {condition}, because: So., \
                     sources: [manual]}}\n"
                );
            }
        }
        let (pack, diagnostics, _) = support::pack_of(&files);
        let pack = pack.unwrap_or_else(|| panic!("{condition}: {diagnostics:?}"));
        let program = program::from_pack(&pack).expect("a program");
        let names = ["snores", "tired", "stops", "neck"];
        let mut sheet = String::from("applicant: A\nas_of: 2026-11-23\nanswers:\n  low: yes\n");
        // Those of whom the condition speaks, in its order.
        let mut asked: Vec<&str> = names.into_iter().filter(|name| condition.contains(name)).collect();
        asked.sort_by_key(|name| condition.find(name));
        for (name, answer) in asked.iter().zip(answers.split(' ')).filter(|(_, answer)| *answer != "blank") {
            sheet.push_str(&format!("  {name}: {answer}\n"));
        }
        let file = Sources::default().add("a.yaml", "");
        let read = Reader::new(&pack, &program.layout).yaml(file, &sheet, Date::parse("2026-11-23"));
        assert!(read.diagnostics.is_empty(), "{condition}: {:?}", read.diagnostics);
        let coverage = covered(&pack, &program, &read.sheets);
        let counts = &coverage.condition(Of::Rule(0)).expect("the rule").counts;
        let decided = |outcome| -> Vec<usize> { (0..counts.len()).filter(|at| counts[*at].of(outcome) == 1).collect() };
        let found = (decided(Outcome::DecidedMet), decided(Outcome::DecidedNotMet));
        assert_eq!(found, (met.to_vec(), not_met.to_vec()), "{condition} with {answers}");
    }
}
