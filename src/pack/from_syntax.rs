//! Checks what was written: the order of work, from the bibliography to the digest.

use super::asked::Search;
use super::bibliography::{self, Bibliography};
use super::facts::{self, AskedWhen};
use super::names::Names;
use super::questions::{Form, Place};
use super::reads::{Reach, Reads};
use super::suspicions::{self, Declared};
use super::typing::{FactType, Typer};
use super::{
    Entry, FactId, Pack, Parameter, basis, dependencies, digest, errors, limits, property, rules, scales, signing,
    tables,
};
use crate::diagnostic::Diagnostic;
use crate::syntax;
use crate::text::Span;
use std::collections::{BTreeMap, HashMap};

/// What a pack means, and everything that is wrong with it. There is a pack only when no diagnostic is an error.
pub fn from_syntax(written: &syntax::Pack) -> (Option<Pack>, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    // Whoever read the files has said what is missing; without these two every name would be unknown.
    let (Some(header), Some(questionnaire)) = (&written.header, &written.questionnaire) else {
        return (None, faults);
    };
    if !limits::check(written, &mut faults) {
        return (None, faults);
    }
    let pack = check(written, header, questionnaire, &mut faults);
    Diagnostic::sort(&mut faults);
    let wrong = faults.iter().any(Diagnostic::is_error);
    (pack.filter(|_| !wrong), faults)
}

fn check(
    written: &syntax::Pack,
    header: &syntax::Header,
    questionnaire: &syntax::Questionnaire,
    faults: &mut Vec<Diagnostic>,
) -> Option<Pack> {
    let mut bibliography = Bibliography::read(&header.sources, faults);
    let tiers = bibliography::tiers(&header.support_tiers, faults);
    let signing = header.signing.as_ref().map(|written| signing::policy(written, Some(&header.author), faults));
    let parameters = bibliography::parameters(&header.parameters, &mut bibliography, faults);
    let mut form = form(written, questionnaire, &parameters, &mut bibliography, faults);
    let tables = tables::tables(&written.tables, &mut bibliography, faults);
    let lists = tables::term_lists(&written.term_lists, &mut bibliography, faults);
    let names = Names::build(&form, &parameters, &tables, &lists, &written.facts, faults);
    let order = dependencies::order(&form, &names, &written.facts, faults);

    let mut fact_ids = vec![FactId(0); written.facts.len()];
    for (id, place) in order.facts.iter().enumerate() {
        if let Some(slot) = fact_ids.get_mut(*place) {
            *slot = FactId(id as u32);
        }
    }
    let mut typer = Typer {
        form: &form,
        parameters: &parameters,
        tables: &tables,
        names: &names,
        facts: vec![FactType::default(); written.facts.len()],
        fact_ids,
        patterns: Vec::new(),
        pattern_ids: HashMap::new(),
        reads: Reads::default(),
        faults: Vec::new(),
    };
    let mut facts = facts::facts(&written.facts, &order.facts, &names, &mut typer);
    let mut shown = facts::abouts(&written.facts, &order.facts, &mut facts, &mut typer);
    let asked = facts::asked_when(&form, &mut typer);
    let rules = rules::rules(&written.rules, &tiers, &mut bibliography, &mut typer);
    let properties = property::properties(&written.properties, &written.rules, &mut bibliography, &mut typer);
    faults.append(&mut typer.faults);
    let patterns = std::mem::take(&mut typer.patterns);
    drop(typer);

    if !order.circles {
        never_asked(&form, &parameters, &asked, faults);
    }
    let read = basis::somebody_can_answer(&form, &written.rules, &rules.reads, &facts, &asked, faults);
    basis::answered_only_in_notes(&form, &written.rules, &rules.reads, &facts, &asked, faults);

    // What is used cannot be told while something is wrong.
    if !faults.iter().any(Diagnostic::is_error) {
        shown.add(&rules.shown);
        let mut reach = Reach::new(&facts.reads, &asked.reads);
        reach.all = read;
        reach.add(&shown);
        suspicions::unread(&form, &reach.all, faults);
        // A property uses a fact or a source; a question that only properties read is still read by no rule.
        let mut used = shown;
        used.add(&properties.reads);
        let asked_reads = asked.reads.iter().flatten();
        rules.reads.iter().chain(&facts.reads).chain(asked_reads).for_each(|reads| used.add(reads));
        let declared = Declared {
            facts: &written.facts,
            parameters: &parameters,
            parameters_used: &form.parameters_used,
            tables: &tables,
            lists: &lists,
            bibliography: &bibliography,
        };
        suspicions::unused(&declared, &used, faults);
    }
    suspicions::without_locator(&bibliography, faults);
    suspicions::terms(&written.term_lists, faults);

    for (question, line) in form.questions.iter_mut().zip(asked.lines) {
        question.asked_when = line;
    }
    if faults.iter().any(Diagnostic::is_error) || !asked.wrong.is_empty() || form.incomplete {
        return None;
    }
    Some(Pack {
        id: header.id.value.clone(),
        version: header.version.value.clone(),
        title: header.title.value.clone(),
        intended_use: header.intended_use.value.clone(),
        users: bibliography::text(&header.users),
        authors: header.author.iter().map(|author| author.value.clone()).collect(),
        developer: bibliography::text(&header.developer),
        funding: bibliography::text(&header.funding),
        released: header.released.iter().map(|date| date.value).collect(),
        signing,
        review_by: header.review_by.as_ref().map(|by| by.value),
        digest: digest::digest(written),
        questionnaire: questionnaire.id.value.clone(),
        tiers,
        sources: bibliography.sources,
        sections: form.sections,
        questions: form.questions,
        scales: form.scales,
        confusable: written.confusable.iter().map(|g| g.iter().map(|w| w.value.clone()).collect()).collect(),
        patterns,
        facts: facts.typed?,
        rules: rules.typed?,
        properties: properties.typed?,
        parameters,
        tables,
        term_lists: lists,
    })
}

/// The questions in the order of the form, with the scales where they stand.
fn form<'a>(
    written: &'a syntax::Pack,
    questionnaire: &'a syntax::Questionnaire,
    parameters: &[Parameter],
    bibliography: &mut Bibliography,
    faults: &mut Vec<Diagnostic>,
) -> Form<'a> {
    let mut form = Form { parameters_used: vec![false; parameters.len()], ..Form::default() };
    let mut placed: BTreeMap<&str, Span> = BTreeMap::new();
    let mut sections: BTreeMap<&str, Span> = BTreeMap::new();
    for section in &questionnaire.sections {
        if let Some(first) = sections.insert(&section.id, section.id.span) {
            faults.push(errors::twice("section", &section.id, first));
        }
        form.begin_section(section);
        for entry in &section.entries {
            match entry {
                syntax::Entry::Question(question) => {
                    let id = form.add(question, Place { from: &section.from, ..Place::default() }, parameters, faults);
                    form.enter(Entry::Question(id));
                }
                syntax::Entry::Scale(name) => match written.scales.iter().find(|s| s.id.value == name.value) {
                    None => faults.push(errors::unknown_scale(name, written.scales.iter().map(|s| s.id.as_str()))),
                    Some(_) if placed.contains_key(name.as_str()) => {
                        faults.extend(placed.get(name.as_str()).map(|first| errors::twice("scale", name, *first)));
                    }
                    Some(scale) => {
                        placed.insert(name, name.span);
                        let id = scales::add(&mut form, scale, &section.from, parameters, bibliography, faults);
                        form.enter(Entry::Scale(id));
                    }
                },
            }
        }
    }
    let mut files: BTreeMap<&str, Span> = BTreeMap::new();
    for scale in &written.scales {
        if let Some(first) = files.insert(&scale.id, scale.id.span) {
            faults.push(errors::twice("scale", &scale.id, first));
        } else if !placed.contains_key(scale.id.as_str()) {
            faults.push(errors::scale_not_placed(&scale.id));
            // Known all the same, so that what reads it is not reported as well.
            scales::add(&mut form, scale, &[], parameters, bibliography, faults);
        }
    }
    form
}

/// Questions whose `asked_when` no answers make true, or none make false.
fn never_asked(form: &Form<'_>, parameters: &[Parameter], asked: &AskedWhen, faults: &mut Vec<Diagnostic>) {
    let conditions: Vec<_> = asked.lines.iter().map(|line| line.as_ref().map(|l| l.says.clone())).collect();
    let mut search = Search { form, parameters, asked_when: &conditions, steps: 0 };
    for (id, line) in &form.asked_when {
        // A comparison in it that can never hold has been reported by itself.
        if asked.wrong.contains(id) {
            continue;
        }
        let (Some(Some(condition)), Some(question)) = (conditions.get(id.index()), form.question(*id)) else {
            continue;
        };
        if !search.can_hold(condition) {
            faults.push(errors::never_asked(&question.id, question.span, line));
        } else if !search.can_fail(condition) {
            faults.push(errors::always_asked(&question.id, line));
        }
    }
}
