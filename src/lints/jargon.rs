//! Turns the texts a coordinator reads into the words in them that only a clinician understands.

use super::Written;
use crate::diagnostic::{Code, Diagnostic};

/// A word of clinicians, in small letters, and what to say instead.
const JARGON: [(&str, &str); 16] = [
    ("contraindication", "a reason to pause"),
    ("contraindicated", "a reason to pause"),
    ("dyspnea", "trouble breathing"),
    ("etiology", "cause"),
    ("hypertension", "high blood pressure"),
    ("hypertensive", "with high blood pressure"),
    ("ideation", "thoughts"),
    ("idiopathic", "without a known cause"),
    ("maoi", "the name of the medicine"),
    ("myocardial", "heart"),
    ("prn", "when needed"),
    ("qtc", "the heart tracing"),
    ("sequelae", "what followed"),
    ("suicidality", "thoughts of suicide"),
    ("tachycardia", "a fast heartbeat"),
    ("titration", "raising the dose in steps"),
];

pub(super) fn lint(written: &Written<'_>, faults: &mut Vec<Diagnostic>) {
    for text in written.pack.rules.iter().filter_map(|rule| rule.coordinator.as_ref()) {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let known = |word: String| JARGON.iter().find(|(jargon, _)| *jargon == word);
        if let Some((word, plain)) = words.into_iter().find_map(known) {
            let message = format!("`{word}` is a clinician's word, and a coordinator reads this");
            faults.push(Diagnostic::new(Code::AN0510, text.span, message).help(format!("say `{plain}`")));
        }
    }
}
