//! Turns patterns on free text into those that are nothing but words, which a term list finds with more care.

use super::Meant;
use super::parts::{self, Part};
use crate::diagnostic::{Code, Diagnostic};
use crate::pack::{Condition, FactValue};

pub(super) fn lint(meant: &Meant<'_>, faults: &mut Vec<Diagnostic>) {
    let pack = meant.pack;
    let of_facts = pack.facts.iter().filter_map(|fact| match &fact.is {
        FactValue::Truth(tree) => Some(tree),
        _ => None,
    });
    let trees = pack.rules.iter().map(|rule| &rule.when).chain(of_facts);
    for line in trees.flat_map(parts::lines) {
        for part in Part::Condition(&line.says).all() {
            let Part::Condition(Condition::Matches { question, pattern }) = part else { continue };
            let Some(pattern) = pack.patterns.get(pattern.0 as usize).filter(|pattern| is_words(pattern)) else {
                continue;
            };
            let question = pack.questions.get(question.index()).map_or("", |question| question.id.as_str());
            let message = format!("`/{pattern}/` is a list of words, and finds them only as they stand there");
            faults.push(
                Diagnostic::new(Code::AN0515, line.span, message)
                    .help(format!("write them into a term list and ask `mentions({question}, …)`")),
            );
        }
    }
}

/// Words and `|`, perhaps in one pair of brackets and between the ends of words.
fn is_words(pattern: &str) -> bool {
    let bare = pattern.trim_start_matches("(?i)").trim_start_matches(r"\b").trim_end_matches(r"\b");
    let bare = bare.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(bare);
    let bare = bare.trim_start_matches("?:");
    bare.split('|').all(|word| {
        let word = word.trim_start_matches(r"\b").trim_end_matches(r"\b");
        !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-')
    })
}
