//! Edits of the KAP pack that change its text and no decision: each is proved to change nothing.

use anteroom::render::{Style, change};

use super::edits::{edits, none};

#[test]
fn what_means_the_same_is_proved_equal() {
    let mut told = Vec::new();
    for edit in edits("equivalent.yaml") {
        let edited = edit.compare();
        let mut wrong = edit.wrong(&edited.change);
        let digests = (&edited.change.old.digest, &edited.change.new.digest);
        if (digests.0 == digests.1) != edit.same {
            wrong.push(format!("digests {digests:?}"));
        }
        let page = change::text(&edited.change, Style::PLAIN);
        let headline = match (edit.same, edit.rules.is_empty()) {
            (true, _) => "The packs are the same. Proved: no decision changes.",
            (false, true) => "Proved: no decision changes.",
            (false, false) => "proved over all possible answers",
        };
        if !page.contains(headline) {
            wrong.push(format!("no {headline:?} in\n{page}"));
        }
        if !wrong.is_empty() {
            told.push((edit.edit, wrong));
        }
    }
    none(&told);
}
