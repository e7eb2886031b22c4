//! The words for lines, and for what they lack.

use crate::coverage::{Condition, Lack, Line, Outcome};
use crate::explain::Says;

/// A line as written, or how a group joins its lines.
pub(super) fn line(line: &Line) -> String {
    match line.says {
        None => line.text.clone(),
        Some(Says::All) => "all of:".to_owned(),
        Some(Says::Any) => "any of:".to_owned(),
        Some(Says::None) => "none of:".to_owned(),
        Some(Says::AtLeast(n)) => format!("at least {n} of:"),
    }
}

/// What some lacks of one line come to, without those that follow from another: who never comes out so decides nothing so.
pub(super) fn lacking(condition: &Condition, line: usize, lacks: &[&Lack]) -> String {
    let has = |outcome: Outcome| lacks.iter().any(|lack| lack.gap.outcome == outcome);
    let follows = |outcome| has(condition.needed_for(line, outcome));
    let decided: Vec<Outcome> =
        Outcome::DECIDED.into_iter().filter(|outcome| has(*outcome) && !follows(*outcome)).collect();
    let own = Outcome::OWN.into_iter().filter(|outcome| has(*outcome)).map(|outcome| match outcome {
        Outcome::Met => "never met",
        Outcome::NotMet => "never not met",
        _ => "never unknown",
    });
    let alone = match decided.as_slice() {
        [] => None,
        [Outcome::DecidedMet] => Some("never alone decided that it is met"),
        [Outcome::DecidedNotMet] => Some("never alone decided that it is not met"),
        _ => Some("never alone decided"),
    };
    own.chain(alone).collect::<Vec<_>>().join(", ")
}
