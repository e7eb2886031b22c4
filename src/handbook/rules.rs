//! Rules as entries: when each is met, what it does, what it rests on, who is asked, which cases hold it.

use super::document::{Block, Entry, Part, Phrase, Row, Table};
use super::effects::{mark, outcomes};
use super::paths;
use super::sources::place;
use super::view::{Topic, View, anchor};
use super::{cases, properties};
use crate::pack::{ParameterId, QuestionId, Rule, SourceId};
use crate::prose::{self, Said};
use crate::text::count;

/// A part for each file of rules.
pub(super) fn topics(view: &View) -> Vec<Part> {
    view.topics.iter().map(|topic| part(view, topic)).collect()
}

fn part(view: &View, topic: &Topic) -> Part {
    let mut blocks =
        vec![Block::Words(format!("{}, in the order of the file.", count(topic.rules.len(), "rule")).into())];
    let rules = topic.rules.iter().filter_map(|at| Some((*at, view.pack.rules.get(*at)?)));
    blocks.extend(rules.map(|(at, rule)| Block::Entry(entry(view, at, rule))));
    Part { id: topic.id.clone(), title: format!("Rules: {}", topic.title), blocks }
}

/// Everything about one rule.
fn entry(view: &View, at: usize, rule: &Rule) -> Entry {
    let said = prose::rule(view.pack, rule);
    let mut blocks = vec![Block::heading("When"), Block::Lines(view.lines(&said.when))];
    if !said.facts.is_empty() {
        blocks.push(Block::heading("Where"));
        for fact in &said.facts {
            blocks.push(view.fact(fact));
        }
    }
    blocks.push(Block::heading("What it does"));
    blocks.push(Block::Named(outcomes(view.pack, rule)));
    blocks.push(Block::heading("Why"));
    blocks.push(Block::Words(prose::because(view.pack, rule).into()));
    told(&said, &mut blocks);
    settings(view, at, &mut blocks);
    asked(view, &said, &mut blocks);
    lists(view, at, &mut blocks);
    cited(view, &rule.sources, &mut blocks);
    blocks.extend(
        rule.review_by.map(|day| Block::Named(vec![("To be read again by".to_owned(), day.to_string().into())])),
    );
    blocks.extend(cases::of_rule(view, at));
    blocks.extend(properties::of_rule(view, at));
    blocks.push(Block::heading("From the questions to the outcome"));
    blocks.push(Block::Picture(paths::of_rule(view, rule)));
    Entry {
        anchor: anchor("rule", &rule.id),
        title: rule.title.clone(),
        id: rule.id.clone(),
        mark: Some(mark(view.pack, rule)),
        blocks,
    }
}

fn told(said: &Said, blocks: &mut Vec<Block>) {
    let people = [("The coordinator reads", &said.coordinator), ("The clinician reads", &said.clinician)];
    let told: Vec<_> =
        people.iter().filter_map(|(who, words)| Some(((*who).to_owned(), words.as_deref()?.into()))).collect();
    if !told.is_empty() {
        blocks.push(Block::heading("What people read"));
        blocks.push(Block::Named(told));
    }
}

fn settings(view: &View, at: usize, blocks: &mut Vec<Block>) {
    let parameters = view.reads.get(at).map(|reads| reads.parameters.as_slice()).unwrap_or_default();
    let rows: Vec<Row> = parameters.iter().filter_map(|id| setting(view, *id)).collect();
    if rows.is_empty() {
        return;
    }
    blocks.push(Block::heading("Limits that this pack sets"));
    blocks.push(Block::Table(Table::new("", &["Setting", "Is", "May be", "Source"], rows)));
}

fn setting(view: &View, id: ParameterId) -> Option<Row> {
    let said = prose::setting(view.pack, id)?;
    let sources = &view.pack.parameters.get(id.index())?.sources;
    Some(Row::of([
        Phrase::link(anchor("setting", &said.id), said.id.as_str()).and(format!(": {}", said.about)),
        Phrase::strong(said.value),
        said.range.into(),
        view.cited(sources),
    ]))
}

fn asked(view: &View, said: &Said, blocks: &mut Vec<Block>) {
    if said.asks.is_empty() {
        return;
    }
    let rows = said.asks.iter().map(|asks| {
        let kind = if asks.is_scale { "scale" } else { "question" };
        let asked = view.pack.questions.iter().position(|question| question.id == asks.question);
        let when = asked.and_then(|at| prose::question(view.pack, QuestionId(at as u32))?.asked_when);
        let when = when.map_or(String::new(), |when| format!(", asked when {when}"));
        Row::of([
            Phrase::link(anchor(kind, &asks.question), asks.ask.trim_matches('"')).and(when),
            Phrase::name(asks.question.as_str()),
            if asks.from.is_empty() { "nobody is named".into() } else { asks.from.as_str().into() },
        ])
    });
    blocks.push(Block::heading("Who is asked what"));
    blocks.push(Block::Table(Table::new("", &["Question", "Name", "Who can say"], rows.collect())));
}

fn lists(view: &View, at: usize, blocks: &mut Vec<Block>) {
    let Some(reads) = view.reads.get(at) else { return };
    let tables = reads.tables.iter().filter_map(|id| view.pack.tables.get(id.index()));
    let terms = reads.term_lists.iter().filter_map(|id| view.pack.term_lists.get(id.index()));
    let mut links: Vec<Phrase> = tables.map(|of| Phrase::link(anchor("list", &of.id), &of.title)).collect();
    links.extend(terms.map(|of| Phrase::link(anchor("list", &of.id), &of.title)));
    if !links.is_empty() {
        blocks.push(Block::heading("Lists in which it looks up words"));
        blocks.push(Block::List(links));
    }
}

/// The sources with the place that was read, and what is still to be confirmed.
pub(super) fn cited(view: &View, sources: &[SourceId], blocks: &mut Vec<Block>) {
    let sources = sources.iter().filter_map(|id| view.pack.sources.get(id.index()));
    let list: Vec<Phrase> = sources
        .map(|source| {
            Phrase::link(anchor("source", &source.id), format!("[{}]", source.id))
                .and(format!(" {}: ", source.cite))
                .and(place(source))
        })
        .collect();
    blocks.push(Block::heading("Sources"));
    blocks.push(if list.is_empty() { Block::Words("It cites none.".into()) } else { Block::List(list) });
}
