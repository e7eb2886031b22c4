//! The words for lines, for what they lack, and for why nobody can fill it.

use super::super::labels;
use crate::coverage::{Condition, Lack, Line, Outcome, Part, Standing};
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

/// Why nobody can fill a gap, where it is not the line itself that nobody can make so. `number`: the line of its file that a line
/// stands in.
pub(super) fn because(condition: &Condition, lack: &Lack, number: impl Fn(usize) -> usize) -> Option<String> {
    let Some(Standing::Impossible { because, every_text }) = &lack.standing else { return None };
    let is_itself = |part: &Part| matches!(part, Part::Is(line, _) if *line == lack.gap.line);
    if because.is_empty() || because.iter().all(is_itself) {
        return None;
    }
    let said: Vec<String> = because.iter().map(|part| said(condition, lack.gap.line, *part, &number)).collect();
    let texts = if *every_text { "" } else { ", of texts made of the names on the pack's lists" };
    Some(match said.as_slice() {
        [one] => format!("no answers make {one}{texts}"),
        [before @ .., last] => format!("no answers make {} and {last} at once{texts}", before.join(", ")),
        [] => return None,
    })
}

/// `this met`, "`low` not met", `line 12 (all of) met`
fn said(condition: &Condition, own: usize, part: Part, number: impl Fn(usize) -> usize) -> String {
    let name = |at: usize| match condition.lines.get(at) {
        _ if at == own => "this".to_owned(),
        Some(of) if of.is_group() => format!("line {} ({})", number(at), line(of).trim_end_matches(':')),
        Some(of) => format!("`{}`", of.text),
        None => String::new(),
    };
    match part {
        Part::Is(at, truth) => format!("{} {}", name(at), labels::truth(truth)),
        Part::Others(at) => {
            let needs =
                condition.lines.get(at).and_then(|line| condition.lines.get(line.above?)).map(|group| &group.says);
            let held = match needs {
                Some(Some(Says::AtLeast(n))) => n.saturating_sub(1),
                _ => 0,
            };
            format!("{held} of the lines beside {} met and the rest not met", name(at))
        }
    }
}
