//! What rules rest on: somebody who can answer every question they read, and answers rather than blanks.

use super::errors;
use super::facts::{AskedWhen, Facts};
use super::questions::Form;
use super::reads::{Reach, Reads};
use super::{Answer, Entry, ScaleId};
use crate::diagnostic::Diagnostic;
use crate::language::Raises;
use crate::syntax;
use crate::text::Span;
use std::collections::BTreeSet;

/// Every question a rule reads says who may be asked. Gives what all rules together read.
pub(super) fn somebody_can_answer(
    form: &Form<'_>,
    rules: &[syntax::Rule],
    reads: &[Reads],
    facts: &Facts,
    asked_when: &AskedWhen,
    faults: &mut Vec<Diagnostic>,
) -> Reads {
    let placed: BTreeSet<ScaleId> = form
        .sections
        .iter()
        .flat_map(|s| &s.entries)
        .filter_map(|e| match e {
            Entry::Scale(scale) => Some(*scale),
            Entry::Question(_) => None,
        })
        .collect();
    let mut reach = Reach::new(&facts.reads, &asked_when.reads);
    for (rule, reads) in rules.iter().zip(reads) {
        for id in reach.add(reads) {
            let Some(question) = form.question(id).filter(|q| q.from.is_empty()) else { continue };
            // A scale that stands nowhere on the form has been reported.
            if question.scale.is_some_and(|s| !placed.contains(&s)) {
                continue;
            }
            // The fields of a group ask whom the group asks.
            let group = question.group.and_then(|g| form.question(g));
            if group.is_none_or(|g| !g.from.is_empty()) || matches!(question.answer, Answer::Group { .. }) {
                faults.push(errors::nobody_to_ask(&question.id, question.span, &rule.id));
            }
        }
    }
    reach.all
}

/// `is answered` looks at the form and not at the person, so only a note may rest on it.
pub(super) fn answered_only_in_notes(
    form: &Form<'_>,
    rules: &[syntax::Rule],
    reads: &[Reads],
    facts: &Facts,
    asked_when: &AskedWhen,
    faults: &mut Vec<Diagnostic>,
) {
    let mut reported: BTreeSet<Span> = BTreeSet::new();
    for (id, reads) in form.asked_when.keys().zip(asked_when.reads.iter().flatten()) {
        let question = form.question(*id).map_or("", |q| q.id.as_str());
        for span in reads.answered.iter().filter(|span| reported.insert(**span)) {
            faults.push(errors::answered_in_asked_when(*span, question));
        }
    }
    let through_facts = facts.reads.iter().any(|r| !r.answered.is_empty());
    for (rule, reads) in rules.iter().zip(reads) {
        if matches!(rule.raises.as_ref().map(|r| &r.value), Some(Raises::Note)) {
            continue;
        }
        let mut answered = reads.answered.clone();
        if through_facts {
            let mut reach = Reach::new(&facts.reads, &asked_when.reads);
            reach.add(reads);
            answered = reach.all.answered;
        }
        for span in answered.into_iter().filter(|span| reported.insert(*span)) {
            faults.push(errors::answered_outside_note(span, &rule.id));
        }
    }
}
