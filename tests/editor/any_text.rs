//! Whatever stands in a file, half-typed or no text at all, the core has an answer.

use anteroom::editor::{Folder, Lines};
use proptest::prelude::*;

use crate::support;

const FILES: [&str; 4] = ["rules/signs.yaml", "questionnaire.yaml", "pack.yaml", "cases/sleep.yaml"];

fn together() -> Folder {
    Folder::new(support::files(&support::root().join("fixtures/together")))
}

fn ask(folder: &mut Folder, path: &str, at: usize) {
    let text = folder.text(path).expect("a file").to_owned();
    let lines = Lines::of(&text);
    // Between the two characters of a line's end it is the line's end.
    let place = lines.place(lines.byte(lines.place(at)));
    let completions = folder.complete(path, place);
    assert_eq!(completions.at.end, place);
    folder.hover(path, place);
    folder.definition(path, place);
}

#[test]
fn every_file_may_end_anywhere() {
    let mut folder = together();
    let names = folder.complete("rules/signs.yaml", Lines::of(folder.text("rules/signs.yaml").unwrap()).place(0)).items;
    for path in FILES {
        let text = folder.text(path).unwrap().to_owned();
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            folder.set(path, text[..at].to_owned());
            ask(&mut folder, path, at);
            if at % 61 == 0 {
                folder.faults();
                folder.case_faults();
            }
        }
        folder.set(path, text);
    }
    assert!(folder.faults().values().all(Vec::is_empty), "the files are whole again");
    assert!(folder.case_faults().values().all(Vec::is_empty), "and the cases");
    assert!(!names.is_empty());
}

#[test]
fn a_line_that_is_being_typed_takes_no_name_away() {
    let mut folder = together();
    let path = "rules/signs.yaml";
    let text = folder.text(path).unwrap().to_owned();
    let line = "  - {rule: a.b, title: T, kind: caution, raises: note, when: tea and cups > 1 and ";
    for (at, _) in line.char_indices().skip(2) {
        let typed = format!("{text}{}", &line[..at]);
        folder.set(path, typed.clone());
        // A name of the file itself, met in another one.
        let cases = folder.text("cases/sleep.yaml").unwrap().to_owned();
        let met = cases.find("sleep.signs").unwrap();
        let place = Lines::of(&cases).place(met + 3);
        let made = folder.definition("cases/sleep.yaml", place);
        assert_eq!(made.expect("where the rule is made").path, path, "after {:?}", &line[..at]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_too_strange(text in "[ -~\\n\u{e9}\u{1d11e}\u{feff}\\t\\r]{0,200}", at in 0usize..220, file in 0usize..4) {
        let mut folder = together();
        folder.set(FILES[file], text);
        ask(&mut folder, FILES[file], at);
        folder.faults();
        folder.case_faults();
        folder.references(FILES[file], Lines::of("").place(0), true);
    }

    #[test]
    fn a_hole_in_a_file_is_no_trouble(from in 0usize..900, length in 0usize..300, file in 0usize..4) {
        let mut folder = together();
        let text = folder.text(FILES[file]).unwrap();
        let (from, to) = (from.min(text.len()), (from + length).min(text.len()));
        prop_assume!(text.is_char_boundary(from) && text.is_char_boundary(to));
        let holed = format!("{}{}", &text[..from], &text[to..]);
        folder.set(FILES[file], holed);
        ask(&mut folder, FILES[file], from);
        folder.faults();
        folder.case_faults();
    }
}
