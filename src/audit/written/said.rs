//! A rule as sentences before and after, with the facts it reads and the settings of the day in them: only what differs.

use std::collections::BTreeSet;

use super::aspect::sentence;
use crate::audit::change::Difference;
use crate::pack::{Pack, Rule};
use crate::prose::{self, Said, Sentence};

/// The condition of a rule as sentences.
pub fn when(pack: &Pack, rule: &Rule) -> Vec<Sentence> {
    prose::rule(pack, rule).when
}

/// What reads differently of a rule. One of the two may be missing: the rule was added, or is gone.
pub fn said(old: Option<(&Pack, &Rule)>, new: Option<(&Pack, &Rule)>) -> Vec<Difference> {
    let say = |side: Option<(&Pack, &Rule)>| side.map(|(pack, rule)| prose::rule(pack, rule));
    let (old, new) = (say(old), say(new));
    let mut all = Vec::new();
    let mut add = |what: String, decides: bool, of: &dyn Fn(&Said) -> Vec<Sentence>| {
        let (was, is) = (old.as_ref().map(of).unwrap_or_default(), new.as_ref().map(of).unwrap_or_default());
        if was != is {
            all.push(Difference { what, was, is, decides });
        }
    };
    let text = |text: Option<&String>| text.map(|text| sentence(text)).into_iter().collect::<Vec<_>>();
    add("title".to_owned(), false, &|said| vec![sentence(&said.title)]);
    add("what it does".to_owned(), true, &|said| said.does.iter().map(|line| sentence(line)).collect());
    add("condition".to_owned(), true, &|said| said.when.clone());
    for fact in facts(old.as_ref(), new.as_ref()) {
        add(format!("[{}], which it reads", fact.replace('_', " ")), true, &|said| {
            said.facts.iter().find(|said| said.id == fact).map(|said| said.is.clone()).unwrap_or_default()
        });
    }
    add("reason".to_owned(), false, &|said| vec![sentence(&said.because)]);
    add("for the coordinator".to_owned(), false, &|said| text(said.coordinator.as_ref()));
    add("for the clinician".to_owned(), false, &|said| text(said.clinician.as_ref()));
    all
}

/// The facts that either reads, in the order of the new rule and then of the old one.
fn facts(old: Option<&Said>, new: Option<&Said>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let all = new.into_iter().chain(old).flat_map(|said| &said.facts);
    all.filter(|fact| seen.insert(fact.id.clone())).map(|fact| fact.id.clone()).collect()
}
