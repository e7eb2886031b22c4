//! Any text as a rules file that somebody types: every question an editor may ask has an answer, and no edit leaves a pack
//! worse than it was.

use anteroom::editor::{Folder, Lines};

const REST: [(&str, &str); 5] = [
    ("pack.yaml", include_str!("../../rules/demo/pack.yaml")),
    ("questionnaire.yaml", include_str!("../../rules/demo/questionnaire.yaml")),
    ("scales/mood2.yaml", include_str!("../../rules/demo/scales/mood2.yaml")),
    ("tables/thinners.yaml", include_str!("../../rules/demo/tables/thinners.yaml")),
    ("rules/demo.yaml", include_str!("../../rules/demo/rules/demo.yaml")),
];

const PLACES: usize = 6;

pub fn check(text: &str) {
    for path in ["rules/demo.yaml", "questionnaire.yaml", "pack.yaml", "cases/case.yaml"] {
        let files = REST.map(|(path, text)| (path.to_owned(), text.to_owned()));
        let mut folder = Folder::new(files);
        folder.faults();
        folder.set(path, text.to_owned());
        let lines = Lines::of(text);
        for number in 0..=PLACES {
            let place = lines.place(lines.byte(lines.place(text.len() * number / PLACES)));
            let found = folder.complete(path, place);
            assert!(found.at.start <= found.at.end && found.at.end == place, "{found:?} at {place:?}");
            if let Some(hover) = folder.hover(path, place) {
                assert!(!anteroom::render::hover(&hover.about).is_empty());
            }
            folder.definition(path, place);
            folder.references(path, place, true);
        }
        for fault in folder.faults().values().chain(folder.case_faults().values()).flatten() {
            assert!(fault.at.start <= fault.at.end, "{fault:?}");
        }
        let place = lines.place(text.len() / 2);
        if folder.renameable(path, place).is_ok() {
            let _ = folder.rename(path, place, "zz");
        }
    }
}
