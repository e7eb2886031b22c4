//! What is legal and still likely to be wrong: unused names, sources without a place, terms that speak for two lists.

use super::bibliography::Bibliography;
use super::questions::Form;
use super::reads::Reads;
use super::{Parameter, Question, QuestionId, Table, TermList, errors};
use crate::diagnostic::Diagnostic;
use crate::language::SourceKind;
use crate::syntax;
use std::collections::{BTreeMap, BTreeSet};

/// Short words that are a medicine or substance on a list and an everyday word in a text.
const EVERYDAY: [&str; 24] = [
    "ad", "all", "am", "an", "as", "ask", "at", "be", "bad", "can", "day", "do", "few", "he", "ice", "is", "it", "mad",
    "map", "no", "now", "old", "or", "pot",
];

/// A question that no rule reads, directly or through facts, texts and `asked_when`.
pub(super) fn unread(form: &Form<'_>, read: &Reads, faults: &mut Vec<Diagnostic>) {
    let is_read = |i: usize| read.questions.contains(&QuestionId(i as u32));
    let scales_read: BTreeSet<_> =
        form.questions.iter().enumerate().filter(|(i, _)| is_read(*i)).filter_map(|(_, q)| q.scale).collect();
    for (i, scale) in form.scales.iter().enumerate() {
        if !scales_read.contains(&super::ScaleId(i as u32)) {
            faults.push(errors::unread("scale", &scale.id, scale.span));
        }
    }
    let items: BTreeSet<QuestionId> = form.scales.iter().flat_map(|s| &s.items).map(|i| i.question).collect();
    for (i, question) in form.questions.iter().enumerate().filter(|(i, _)| !is_read(*i)) {
        let covered = match question {
            // An unread scale is reported as one; what stands beside its items belongs to the published form.
            Question { scale: Some(scale), .. } => {
                !scales_read.contains(scale) || !items.contains(&QuestionId(i as u32)) || read.scales.contains(scale)
            }
            Question { group: Some(group), .. } => !read.questions.contains(group),
            _ => false,
        };
        if !covered {
            faults.push(errors::unread("question", &question.id, question.span));
        } else if let Some(line) = form.asked_when.get(&QuestionId(i as u32)) {
            faults.push(errors::asked_for_nothing(&question.id, line));
        }
    }
}

/// What the pack declares, for [`unused`].
pub(super) struct Declared<'a> {
    pub facts: &'a [syntax::Fact],
    pub parameters: &'a [Parameter],
    pub parameters_used: &'a [bool],
    pub tables: &'a [Table],
    pub lists: &'a [TermList],
    pub bibliography: &'a Bibliography,
}

/// Facts, parameters, tables, term lists and sources that nothing names. `used` holds what anything reads directly.
pub(super) fn unused(declared: &Declared<'_>, used: &Reads, faults: &mut Vec<Diagnostic>) {
    for (i, fact) in declared.facts.iter().enumerate() {
        if !used.facts.contains(&i) {
            faults.push(errors::unused("fact", &fact.id, fact.id.span));
        }
    }
    for (i, parameter) in declared.parameters.iter().enumerate() {
        let elsewhere = declared.parameters_used.get(i).is_some_and(|u| *u);
        if !elsewhere && !used.parameters.contains(&super::ParameterId(i as u32)) {
            faults.push(errors::unused("parameter", &parameter.id, parameter.span));
        }
    }
    for (i, table) in declared.tables.iter().enumerate() {
        if !used.tables.contains(&super::TableId(i as u32)) {
            faults.push(errors::unused("table", &table.id, table.span));
        }
    }
    for (i, list) in declared.lists.iter().enumerate() {
        if !used.lists.contains(&super::TermListId(i as u32)) {
            faults.push(errors::unused("term list", &list.id, list.span));
        }
    }
    for (source, used) in declared.bibliography.sources.iter().zip(&declared.bibliography.used) {
        if !used {
            faults.push(errors::unused("source", &source.id, source.span));
        }
    }
}

/// Sources that nobody has looked up yet; what a clinic decides for itself needs no page.
pub(super) fn without_locator(bibliography: &Bibliography, faults: &mut Vec<Diagnostic>) {
    for source in &bibliography.sources {
        if source.locator.is_none() && source.kind != SourceKind::ClinicPolicy {
            faults.push(errors::no_locator(&source.id, source.span));
        }
    }
}

/// Terms that are everyday words, and terms that stand in a list and in the list of its opposite.
pub(super) fn terms(written: &[syntax::TermList], faults: &mut Vec<Diagnostic>) {
    let words = |list: &syntax::TermList| -> BTreeMap<String, crate::text::Span> {
        let names = list.entries.iter().flat_map(|e| std::iter::once(&e.term).chain(&e.names));
        names.map(|n| (n.to_lowercase(), n.span)).collect()
    };
    let by_id: BTreeMap<&str, &syntax::TermList> = written.iter().map(|l| (l.id.as_str(), l)).collect();
    for list in written {
        for name in list.entries.iter().flat_map(|e| std::iter::once(&e.term).chain(&e.names)) {
            if EVERYDAY.contains(&name.to_lowercase().as_str()) {
                faults.push(errors::everyday_word(name, &list.id));
            }
        }
        for other in opposites(&list.id).iter().filter_map(|id| by_id.get(id.as_str())) {
            let others = words(other);
            for (word, span) in words(list) {
                if let Some(there) = others.get(&word) {
                    faults.push(errors::opposite_lists(&word, span, &list.id, *there, &other.id));
                }
            }
        }
    }
}

/// The names that the list of the opposite of a list may have: `hypertensive` of `antihypertensive`, `opioid` of
/// `opioid_antagonist`, `cyp_inhibitor` of `cyp_inducer`. Of two lists one names the other.
fn opposites(id: &str) -> Vec<String> {
    const PAIRS: [(&str, &str); 4] =
        [("antagonist", "agonist"), ("inducer", "inhibitor"), ("hypo", "hyper"), ("sedative", "stimulant")];
    let mut found: Vec<String> = Vec::new();
    found.extend(id.strip_prefix("anti").map(|other| other.trim_start_matches('_').to_owned()));
    for ending in ["_antagonist", "_blocker", "_reversal"] {
        found.extend(id.strip_suffix(ending).map(str::to_owned));
    }
    let swapped = PAIRS.iter().filter(|(word, _)| id.contains(word));
    found.extend(swapped.map(|(word, other)| id.replace(word, other)));
    found
}
