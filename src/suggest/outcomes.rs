//! Which outcomes of each rule no case reaches.

use crate::answers::Sheet;
use crate::explain::Screening;
use crate::mutation::OLD;
use crate::pack::Pack;
use crate::program::Program;
use crate::prove::Goal;
use crate::value::Truth;

/// By rule, in the order of the pack.
pub fn unreached(pack: &Pack, program: &Program, known: &[Sheet]) -> Vec<(usize, Truth)> {
    let decided = Screening::new(pack, program).decided(known);
    let is_reached = |rule: usize, truth: Truth| {
        decided.iter().filter_map(|decided| decided.outcomes.get(rule)).any(|outcome| outcome.truth == truth)
    };
    let each =
        (0..pack.rules.len()).flat_map(|rule| [Truth::Yes, Truth::No, Truth::Unknown].map(|truth| (rule, truth)));
    each.filter(|(rule, truth)| !is_reached(*rule, *truth)).collect()
}

pub fn goal(rule: usize, truth: Truth) -> Goal {
    Goal::Rule(OLD, rule, truth)
}

pub fn name(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "met",
        Truth::No => "not met",
        Truth::Unknown => "unknown",
    }
}
