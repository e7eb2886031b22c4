//! A change in the lines that a signer must have seen: they are signed, and stand in the approval.

use super::words;
use crate::audit::{Change, Difference, Part, State, Written};
use crate::text::count;

/// One sentence a line, gravest first.
pub fn summary(change: &Change) -> Vec<String> {
    let mut lines = vec![words::headline(change)];
    for (name, axis) in [("Safety", &change.safety), ("Screening", &change.screening)] {
        let sign = words::sign(&axis.verdict);
        lines.push(format!("{name}: {}, {}.", sign.word, sign.claim));
    }
    lines.extend(words::attention(change).into_iter().map(|line| format!("Look at this first: {line}")));
    lines.push(words::rules(change));
    for rule in words::by_risk(change) {
        let sign = words::rule_sign(rule);
        let examples = match rule.shifts.len() {
            0 => String::new(),
            n => format!("; {}", count(n, "example")),
        };
        let cause = words::cause(&rule.cause);
        lines.push(format!("Rule {} ({}): {}; {cause}{examples}.", rule.rule, rule.title, sign.word));
    }
    lines.push(words::questions(change));
    lines.extend(change.questions.iter().map(|one| format!("{}: {} {}", one.question, one.what, one.stored)));
    lines.extend(change.written.iter().flat_map(promised));
    lines.push(words::scope(change));
    lines
}

/// What is said of who wrote the pack, who signs it, and what is promised of its rules. Rules and questions are told above.
fn promised(written: &Written) -> Vec<String> {
    let name = match written.part {
        Part::Pack => "The pack".to_owned(),
        Part::Property => format!("Property {}", written.id),
        Part::Policy => written.title.clone(),
        Part::Signer => format!("Signer {} ({})", written.id, written.title),
        _ => return Vec::new(),
    };
    match (&written.state, written.part) {
        (State::Removed, _) => vec![format!("{name}: gone.")],
        (State::Added, Part::Property) => vec![format!("{name}: new.")],
        (State::Changed, Part::Property) => {
            let what: Vec<&str> = written.differences.iter().map(|one| one.what.as_str()).collect();
            vec![format!("{name}: other than before in {}.", what.join(", "))]
        }
        (state, part) => {
            let before = match state {
                State::Renamed(old) => Some(format!("{name}: before, {old}.")),
                State::Added => Some(format!("{name}: new.")),
                _ => None,
            };
            let told = |one: &&Difference| part != Part::Pack || one.what == "author";
            before.into_iter().chain(written.differences.iter().filter(told).map(|one| became(&name, one))).collect()
        }
    }
}

/// `Who may sign: signatures needed: 2 becomes 1.`
fn became(name: &str, difference: &Difference) -> String {
    let text = |lines: &[crate::prose::Sentence]| {
        let lines: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        if lines.is_empty() { "nothing".to_owned() } else { lines.join(", ") }
    };
    format!("{name}: {}: {} becomes {}.", difference.what, text(&difference.was), text(&difference.is))
}
