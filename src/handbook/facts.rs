//! Facts: what each is about, how it is worked out, and which facts and rules read it.

use super::document::{Block, Entry, Part, Phrase};
use super::form::read_by;
use super::view::{View, anchor, near_fact, said_name};
use crate::pack::FactId;
use crate::prose;

pub(super) fn part(view: &View) -> Option<Part> {
    if view.pack.facts.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Words(
        "A fact is worked out from answers, and rules name it in brackets. Each rule above shows those it reads; here each \
         stands once. A fact stands behind those that it reads."
            .into(),
    )];
    blocks.extend((0..view.pack.facts.len()).filter_map(|at| entry(view, FactId(at as u32))).map(Block::Entry));
    Some(Part { id: "facts".to_owned(), title: "Facts".to_owned(), blocks })
}

fn entry(view: &View, id: FactId) -> Option<Entry> {
    let said = prose::fact(view.pack, id)?;
    let mut blocks = vec![Block::Words(said.about.into()), Block::Lines(view.lines(&said.is))];
    let all = view.pack.facts.iter().enumerate();
    let facts: Vec<Phrase> = all
        .filter(|(at, _)| near_fact(view.pack, FactId(*at as u32)).facts.contains(&id))
        .map(|(_, fact)| Phrase::link(anchor("fact", &fact.id), format!("[{}]", said_name(&fact.id))))
        .collect();
    if !facts.is_empty() {
        blocks.push(Block::Words(Phrase::strong("Part of ").and(Phrase::joined(facts, "; "))));
    }
    blocks.push(read_by(view.readers(|reads| reads.facts.contains(&id))));
    Some(Entry {
        anchor: anchor("fact", &said.id),
        title: format!("[{}]", said_name(&said.id)),
        id: said.id,
        mark: None,
        blocks,
    })
}
