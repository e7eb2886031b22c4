//! The bibliography: each source with the place that was read, what is still to be confirmed, and what cites it.

use super::document::{Block, Entry, Mark, Part, Phrase, Piece, Weight};
use super::view::{View, anchor, rule_link};
use crate::language::SourceKind;
use crate::pack::{Source, SourceId};

pub(super) fn part(view: &View) -> Option<Part> {
    if view.pack.sources.is_empty() {
        return None;
    }
    let open = view.pack.sources.iter().filter(|source| is_open(source)).count();
    let mut blocks = vec![Block::Words(
        "Each source stands with the place in it that carries the statement. A place that nobody has looked up is marked.".into(),
    )];
    if open > 0 {
        blocks.push(Block::Attention(
            format!(
                "{open} of {} are still to be confirmed: nobody has looked the place up, or it is the clinic's own policy.",
                view.pack.sources.len()
            )
            .into(),
        ));
    }
    let all = view.pack.sources.iter().enumerate();
    blocks.extend(all.map(|(at, source)| Block::Entry(entry(view, SourceId(at as u32), source))));
    Some(Part { id: "sources".to_owned(), title: "Sources".to_owned(), blocks })
}

fn entry(view: &View, id: SourceId, source: &Source) -> Entry {
    let mut named = vec![("What it is".to_owned(), kind(source.kind).into()), ("Place".to_owned(), place(source))];
    named.extend(source.note.as_ref().map(|note| ("Note".to_owned(), note.as_str().into())));
    named.extend(source.url.as_ref().map(|url| ("Address".to_owned(), Phrase(vec![Piece::Url(url.clone())]))));
    let cited = cited_by(view, id);
    let cited = if cited.is_empty() { "nothing".into() } else { Phrase::joined(cited, "; ") };
    named.push(("Cited by".to_owned(), cited));
    let mark = is_open(source).then(|| Mark { words: "to be confirmed".to_owned(), weight: Weight::Incomplete });
    Entry {
        anchor: anchor("source", &source.id),
        title: source.cite.clone(),
        id: source.id.clone(),
        mark,
        blocks: vec![Block::Named(named)],
    }
}

/// Whether somebody has still to confirm it: no place was read, or it is the clinic's own.
pub(super) fn is_open(source: &Source) -> bool {
    source.kind == SourceKind::ClinicPolicy || source.locator.is_none()
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Guideline => "a guideline",
        SourceKind::Label => "the label of a product",
        SourceKind::Study => "a study",
        SourceKind::Manual => "a manual",
        SourceKind::Reference => "a work of reference",
        SourceKind::ClinicPolicy => "the clinic's own policy, no publication",
    }
}

const POLICY: &str = "clinic policy, to be confirmed by the clinic";

/// Where in a source it stands. What nobody has looked up says so, and a clinic's own choice is never shown as a guideline.
pub(super) fn place(source: &Source) -> Phrase {
    match (source.kind, &source.locator) {
        (SourceKind::ClinicPolicy, None) => Phrase::strong(POLICY),
        (SourceKind::ClinicPolicy, Some(locator)) => Phrase::from(format!("{locator}; ")).and(Phrase::strong(POLICY)),
        (_, Some(locator)) => locator.as_str().into(),
        (_, None) => Phrase::strong("place to be confirmed"),
    }
}

/// Everything that cites a source.
fn cited_by(view: &View, id: SourceId) -> Vec<Phrase> {
    let pack = view.pack;
    let cites = |sources: &[SourceId]| sources.contains(&id);
    let link = |kind: &str, id: &str, words: &str| Phrase::link(anchor(kind, id), words);
    let mut links: Vec<Phrase> = pack.rules.iter().filter(|of| cites(&of.sources)).map(rule_link).collect();
    links.extend(pack.parameters.iter().filter(|p| cites(&p.sources)).map(|p| link("setting", &p.id, &p.id)));
    let of_scale =
        |scale: &crate::pack::Scale| cites(&scale.sources) || scale.cutoffs.iter().any(|cutoff| cites(&cutoff.sources));
    links.extend(pack.scales.iter().filter(|of| of_scale(of)).map(|s| link("scale", &s.id, &s.title)));
    links.extend(pack.tables.iter().filter(|of| cites(&of.sources)).map(|t| link("list", &t.id, &t.title)));
    links.extend(pack.term_lists.iter().filter(|of| cites(&of.sources)).map(|t| link("list", &t.id, &t.title)));
    links.extend(pack.properties.iter().filter(|of| cites(&of.sources)).map(|p| link("property", &p.id, &p.id)));
    links
}
