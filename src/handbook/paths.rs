//! Draws who reads whom: the questions behind a rule up to what it raises, and the whole pack by sections and topics.

use super::document::{Mark, Weight};
use super::effects::{axis, mark};
use super::picture::Picture;
use super::view::{View, anchor, near_fact, said_name};
use crate::pack::{Entry, FactId, QuestionId, Rule};
use crate::program::Effect;
use crate::prose::Reads;

/// Questions, facts, the rule, and what it raises: solid when met, dashed when it cannot be settled.
pub(super) fn of_rule(view: &View, rule: &Rule) -> Picture {
    let near = view.near(rule);
    let mut facts = Vec::new();
    for id in &near.facts {
        depth(view, *id, &mut facts);
    }
    let deepest = facts.iter().map(|(_, depth)| *depth).max().unwrap_or(0);
    let mut columns = vec!["Questions"];
    columns.extend(std::iter::repeat_n("Facts", deepest));
    columns.extend(["Rule", "What it raises"]);
    let mut picture =
        Picture::new(format!("How {} comes about, from the questions to what it raises", rule.title), &columns);
    let at = picture.node(deepest + 1, &rule.title, Some(anchor("rule", &rule.id)), None);
    for (id, depth) in &facts {
        let fact = fact_node(view, &mut picture, *id, *depth);
        let reads = near_fact(view.pack, *id);
        from_questions(view, &mut picture, &reads, fact);
        for other in &reads.facts {
            let depth = facts.iter().find(|(fact, _)| fact == other).map_or(1, |(_, depth)| *depth);
            let other = fact_node(view, &mut picture, *other, depth);
            picture.arrow(other, fact, false);
        }
        if near.facts.contains(id) {
            picture.arrow(fact, at, false);
        }
    }
    from_questions(view, &mut picture, &near, at);
    let effect = Effect::of(rule);
    for (raised, is_dashed) in [(effect.met, false), (effect.unknown, true), (effect.firm, true)] {
        if let Some((words, weight)) = axis(view.pack, rule, raised) {
            let end = picture.node(deepest + 2, &words, None, Some(weight));
            let solid = super::picture::Arrow { from: at, to: end, is_dashed: false };
            if !picture.arrows.contains(&solid) {
                picture.arrow(at, end, is_dashed);
            }
        }
    }
    picture
}

/// How many facts stand behind a fact in a row, itself included; noted once for each.
fn depth(view: &View, id: FactId, facts: &mut Vec<(FactId, usize)>) -> usize {
    if let Some((_, depth)) = facts.iter().find(|(fact, _)| *fact == id) {
        return *depth;
    }
    let below = near_fact(view.pack, id).facts;
    let deepest = below.into_iter().map(|other| depth(view, other, facts)).max().unwrap_or(0);
    facts.push((id, deepest + 1));
    deepest + 1
}

fn fact_node(view: &View, picture: &mut Picture, id: FactId, column: usize) -> usize {
    let name = view.pack.facts.get(id.index()).map_or("", |fact| fact.id.as_str());
    picture.node(column, &said_name(name), Some(anchor("fact", name)), None)
}

/// Items stand as their scale, fields as their group.
fn from_questions(view: &View, picture: &mut Picture, reads: &Reads, to: usize) {
    for id in &reads.questions {
        let Some(question) = view.pack.questions.get(id.index()) else { continue };
        let scale = question.scale.and_then(|scale| view.pack.scales.get(scale.index()));
        let group = question.group.and_then(|group| view.pack.questions.get(group.index()));
        let node = match (scale, group) {
            (Some(scale), _) => picture.node(0, &scale.title, Some(anchor("scale", &scale.id)), None),
            (None, Some(group)) => picture.node(0, &group.ask, Some(anchor("question", &group.id)), None),
            (None, None) => picture.node(0, &question.ask, Some(anchor("question", &question.id)), None),
        };
        picture.arrow(node, to, false);
    }
}

/// The sections of the form, the topics whose rules read them, and what these raise when met.
pub(super) fn overview(view: &View) -> Picture {
    let mut picture = Picture::new(
        "Which sections of the form the rules of a topic read, and what these rules raise when they are met".to_owned(),
        &["Sections of the form", "Topics", "What they raise"],
    );
    for section in &view.pack.sections {
        picture.node(0, &section.title, Some(anchor("section", &section.id)), None);
    }
    for topic in &view.topics {
        let at = picture.node(1, &topic.title, Some(topic.id.clone()), None);
        for rule in &topic.rules {
            let Some(reads) = view.reads.get(*rule) else { continue };
            for id in &reads.questions {
                if let Some(section) = section_of(view, *id) {
                    picture.arrow(section, at, false);
                }
            }
            if let Some(rule) = view.pack.rules.get(*rule) {
                let Mark { words, weight } = end(view, rule);
                let end = picture.node(2, &words, None, Some(weight));
                picture.arrow(at, end, false);
            }
        }
    }
    gravest_first(&mut picture);
    picture
}

fn end(view: &View, rule: &Rule) -> Mark {
    match axis(view.pack, rule, Effect::of(rule).met) {
        Some((words, weight)) if weight != Weight::Other => Mark { words, weight },
        _ => {
            let Mark { words, weight } = mark(view.pack, rule);
            Mark { words: super::view::titled(&words), weight }
        }
    }
}

/// The place of a question's section, which is that of its node.
fn section_of(view: &View, id: QuestionId) -> Option<usize> {
    let question = view.pack.questions.get(id.index())?;
    let holds = |entry: &Entry| match entry {
        Entry::Question(of) => *of == id || Some(*of) == question.group,
        Entry::Scale(of) => Some(*of) == question.scale,
    };
    view.pack.sections.iter().position(|section| section.entries.iter().any(holds))
}

/// The ends stand from the gravest to the mildest.
fn gravest_first(picture: &mut Picture) {
    let mut order: Vec<usize> = (0..picture.nodes.len()).collect();
    order.sort_by_key(|at| picture.nodes.get(*at).map(|node| (node.column, node.weight)));
    let place = |at: usize| order.iter().position(|of| *of == at).unwrap_or(at);
    for arrow in &mut picture.arrows {
        (arrow.from, arrow.to) = (place(arrow.from), place(arrow.to));
    }
    picture.nodes = order.iter().filter_map(|at| picture.nodes.get(*at).cloned()).collect();
}
