//! What a reader of a change should ask about: limits that moved without their sources, texts that still say the old number.

use std::collections::BTreeSet;

use super::{own, signing};
use crate::audit::change::{Part, State, Written};
use crate::language::{Kind, Raises, SourceKind};
use crate::pack::{Pack, Parameter, Rule, SourceId, Template};
use crate::prose::{Reads, Sentence};

/// Adds the remarks to what was written differently.
pub(super) fn remark(old: &Pack, new: &Pack, written: &mut [Written]) {
    let moved: BTreeSet<String> =
        written.iter().filter(|w| w.part == Part::Source).map(|source| source.id.clone()).collect();
    for one in written.iter_mut() {
        let remarks = match one.part {
            Part::Rule => rule(old, new, one, &moved),
            Part::Parameter => parameter(new, one, &moved),
            Part::Property => property(one),
            Part::Policy => signing::policy_remarks(old, new),
            Part::Signer => signing::signer_remarks(one),
            Part::Fact => still_said(new, one, |reads, pack| {
                reads.facts.iter().any(|id| pack.facts.get(id.index()).is_some_and(|fact| fact.id == one.id))
            }),
            Part::Table | Part::TermList => sources_stay(one, &["rows", "columns", "entries"]),
            Part::Scale => sources_stay(one, &["items", "total", "subscores"]),
            _ => Vec::new(),
        };
        one.remarks.extend(remarks);
    }
}

fn rule(old: &Pack, new: &Pack, one: &Written, moved: &BTreeSet<String>) -> Vec<String> {
    let find = |pack: &'_ Pack, id: &str| pack.rules.iter().find(|rule| rule.id == id).cloned();
    let before = match &one.state {
        State::Renamed(id) => find(old, id),
        _ => find(old, &one.id),
    };
    let mut remarks = Vec::new();
    match (before, find(new, &one.id)) {
        (Some(before), Some(after)) => {
            let differs = |what: &str| one.differences.iter().any(|difference| difference.what == what);
            if gravity(&after) < gravity(&before) {
                let level = |rule: &Rule| rule.raises.as_ref().map_or("nothing", Raises::name).replace('_', " ");
                let what = if before.kind == Kind::Safety { "A safety rule" } else { "It" };
                remarks.push(format!("{what} raises less than before: {} → {}.", level(&before), level(&after)));
            }
            if differs("condition") && !differs("sources") && !cites(new, &after.sources, moved) {
                remarks.push("Its condition changed and its sources did not: do they still say so?".to_owned());
            }
            let texts = [
                ("title", Some(after.title.clone())),
                ("reason", Some(own::spelt(&after.because))),
                ("words for the coordinator", after.coordinator.clone()),
                ("words for the clinician", after.clinician.clone()),
            ];
            for (name, text) in texts {
                for number in left_behind(one, text.as_deref().unwrap_or_default()) {
                    remarks.push(format!("Its {name} still says {number}."));
                }
            }
        }
        (Some(before), None) if before.kind == Kind::Safety => remarks.push("A safety rule is gone.".to_owned()),
        (Some(before), None) if before.kind == Kind::Contraindication => {
            remarks.push("A contraindication is gone.".to_owned());
        }
        _ => {}
    }
    remarks
}

fn property(one: &Written) -> Vec<String> {
    let demands = ["of whom it speaks", "what must hold"];
    let remark = match one.state {
        State::Removed => "It is gone: nobody checks any more that this holds.",
        State::Changed if one.differences.iter().any(|difference| demands.contains(&difference.what.as_str())) => {
            "What it demands is written otherwise: does it still promise the same?"
        }
        _ => return Vec::new(),
    };
    vec![remark.to_owned()]
}

fn parameter(new: &Pack, one: &Written, moved: &BTreeSet<String>) -> Vec<String> {
    let Some(at) = new.parameters.iter().position(|parameter| parameter.id == one.id) else { return Vec::new() };
    let value = one.differences.iter().any(|difference| difference.what == "value" && !difference.was.is_empty());
    let Some(parameter) = new.parameters.get(at).filter(|_| value) else { return Vec::new() };
    let mut remarks = Vec::new();
    let sources = one.differences.iter().any(|difference| difference.what == "sources");
    if !sources && !cites(new, &parameter.sources, moved) {
        remarks.push(if is_policy(new, parameter) {
            "The value moved. It rests on the clinic's own policy alone, which the clinic confirms.".to_owned()
        } else {
            "The value moved and its sources did not: do they still say so?".to_owned()
        });
    }
    let reads = |reads: &Reads, _: &Pack| reads.parameters.iter().any(|id| id.index() == at);
    remarks.extend(still_said(new, one, reads));
    for number in left_behind(one, &parameter.about) {
        remarks.push(format!("Its own text still says {number}."));
    }
    remarks
}

/// Texts of rules and facts that read a part and still say its old number.
fn still_said(new: &Pack, one: &Written, is_read: impl Fn(&Reads, &Pack) -> bool) -> Vec<String> {
    let mut remarks = Vec::new();
    for rule in &new.rules {
        let mut reads = Reads::default();
        reads.tree(new, &rule.when);
        if !is_read(&reads, new) {
            continue;
        }
        let texts = [Some(&rule.title), rule.coordinator.as_ref(), rule.clinician.as_ref()];
        let text: Vec<String> = texts.into_iter().flatten().cloned().chain([own::spelt(&rule.because)]).collect();
        for number in left_behind(one, &text.join(" ")) {
            remarks.push(format!("The text of the rule {} still says {number}.", rule.id));
        }
    }
    let about = |template: &Template| own::spelt(template);
    for fact in new.facts.iter().filter(|fact| one.part != Part::Fact || fact.id == one.id) {
        let mut reads = Reads::default();
        if let Some(at) = new.facts.iter().position(|other| other.id == fact.id) {
            reads.fact(new, crate::pack::FactId(at as u32));
        }
        for number in left_behind(one, &about(&fact.about)).into_iter().filter(|_| is_read(&reads, new)) {
            remarks.push(format!("The text of the fact {} still says {number}.", fact.id));
        }
    }
    remarks
}

fn sources_stay(one: &Written, deciding: &[&str]) -> Vec<String> {
    let is_new = matches!(one.state, State::Added | State::Removed);
    let differs = |what: &str| one.differences.iter().any(|difference| difference.what == what);
    let cites = one.part != Part::TermList || one.id != super::lists::CONFUSABLE;
    match !is_new && cites && deciding.iter().any(|what| differs(what)) && !differs("sources") {
        true => vec!["It decides differently and its sources did not change: do they still say so?".to_owned()],
        false => Vec::new(),
    }
}

/// Whether one of the sources has itself been written differently.
fn cites(pack: &Pack, sources: &[SourceId], moved: &BTreeSet<String>) -> bool {
    sources.iter().filter_map(|id| pack.sources.get(id.index())).any(|source| moved.contains(&source.id))
}

fn is_policy(pack: &Pack, parameter: &Parameter) -> bool {
    let mut sources = parameter.sources.iter().filter_map(|id| pack.sources.get(id.index()));
    !parameter.sources.is_empty() && sources.all(|source| source.kind == SourceKind::ClinicPolicy)
}

fn gravity(rule: &Rule) -> u8 {
    match rule.raises {
        Some(Raises::Immediate) => 5,
        Some(Raises::SameDay) => 4,
        Some(Raises::Hold) => 3,
        Some(Raises::Review) => 2,
        Some(Raises::Note) => 1,
        Some(Raises::Suggest(_)) | None => 0,
    }
}

/// Numbers that what decides no longer holds and a text still has.
fn left_behind(one: &Written, text: &str) -> Vec<String> {
    let deciding = || one.differences.iter().filter(|difference| difference.decides);
    let is: BTreeSet<String> = deciding().flat_map(|difference| numbers(&difference.is)).collect();
    let was: BTreeSet<String> = deciding().flat_map(|difference| numbers(&difference.was)).collect();
    let said: BTreeSet<String> = in_text(text).collect();
    was.difference(&is).filter(|number| said.contains(*number)).cloned().collect()
}

fn numbers(sentences: &[Sentence]) -> impl Iterator<Item = String> + '_ {
    sentences.iter().flat_map(|sentence| in_text(&sentence.text))
}

/// The numbers of a text that stand by themselves: not the 9 of `PHQ-9`.
fn in_text(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '_'))
        .map(|word| word.trim_matches(['.', '-']))
        .filter(|word| {
            word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || c == '.')
        })
        .map(str::to_owned)
}
