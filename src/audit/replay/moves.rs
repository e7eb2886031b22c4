//! Turns the decisions of two packs for the same answers into the outcome and the rules that came out differently.

use super::Recorded;
use crate::audit::Outcome;
use crate::pack::Pack;

/// What another pack makes of the same answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Moves {
    pub was: Outcome,
    pub is: Outcome,
    /// In the order of the new pack; those that only the old one has come last.
    pub rules: Vec<RuleMove>,
    /// Questions whose answers are missing now and were not then, and the other way round.
    pub asked: Vec<String>,
    pub no_longer_asked: Vec<String>,
}

/// A rule whose result is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleMove {
    pub rule: String,
    pub title: String,
    /// `met, raises hold`, `not met`, `not in the pack`.
    pub was: String,
    pub is: String,
}

const ABSENT: &str = "not in the pack";

/// `old` and `new`: the packs that the decisions were made with.
pub fn moves(was: &Recorded, old: &Pack, is: &Recorded, new: &Pack) -> Moves {
    let mut rules = Vec::new();
    let title = |pack: &Pack, id: &str| pack.rules.iter().find(|rule| rule.id == id).map(|rule| rule.title.clone());
    let gone = old.rules.iter().filter(|rule| title(new, &rule.id).is_none());
    for rule in new.rules.iter().chain(gone) {
        let result = |pack: &Pack, recorded: &Recorded| match title(pack, &rule.id) {
            Some(_) => result(recorded, &rule.id),
            None => ABSENT.to_owned(),
        };
        rules.push(RuleMove {
            rule: rule.id.clone(),
            title: rule.title.clone(),
            was: result(old, was),
            is: result(new, is),
        });
    }
    let about_answers = |recorded: &Recorded| {
        let of_no_rule = |rule: &str| title(old, rule).is_none() && title(new, rule).is_none();
        let found = recorded.findings.iter().filter(|found| of_no_rule(&found.rule));
        found.map(|found| (found.rule.clone(), found.title.clone())).collect::<Vec<_>>()
    };
    let (then, now) = (about_answers(was), about_answers(is));
    let all = then.iter().chain(now.iter().filter(|found| !then.contains(found)));
    for found @ (rule, title) in all {
        let said = |list: &[_]| (if list.contains(found) { "found" } else { "not found" }).to_owned();
        rules.push(RuleMove { rule: rule.clone(), title: title.clone(), was: said(&then), is: said(&now) });
    }
    rules.retain(|rule| rule.was != rule.is && !is_silent(&rule.was, &rule.is));
    let besides = |these: &[String], those: &[String]| {
        these.iter().filter(|question| !those.contains(question)).cloned().collect::<Vec<_>>()
    };
    Moves {
        was: was.outcome,
        is: is.outcome,
        rules,
        asked: besides(&is.missing, &was.missing),
        no_longer_asked: besides(&was.missing, &is.missing),
    }
}

/// A rule that came or went without ever having said anything about this applicant.
fn is_silent(was: &str, is: &str) -> bool {
    matches!((was, is), (ABSENT, "not met") | ("not met", ABSENT))
}

/// What a rule came to: one that a decision does not show is not met.
fn result(recorded: &Recorded, rule: &str) -> String {
    let words = |status: &str| status.replace('_', " ");
    if let Some((_, status)) = recorded.indications.iter().find(|(id, _)| id == rule) {
        return words(status);
    }
    if recorded.support.iter().any(|id| id == rule) {
        return "suggested".to_owned();
    }
    match recorded.findings.iter().find(|found| found.rule == rule) {
        Some(found) => format!("{}, raises {}", words(&found.status), words(&found.raises)),
        None => "not met".to_owned(),
    }
}
