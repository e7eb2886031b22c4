//! Properties: what the pack promises of every applicant, and which of its rules each speaks of.

use super::document::{Block, Entry, Part, Phrase};
use super::rules::cited;
use super::view::{View, anchor};
use crate::pack::{ClaimTree, Pack, ParameterId, Property, RuleId, Says, TreeKind};
use crate::prose::{self, Reads};

pub(super) fn part(view: &View) -> Option<Part> {
    if view.pack.properties.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Words(
        Phrase::from("Each must hold for every applicant whom the form allows, whatever the answers. ")
            .and(Phrase::name("anteroom prove"))
            .and(" proves it, or shows an applicant for whom it fails."),
    )];
    blocks.extend(view.pack.properties.iter().map(|property| Block::Entry(entry(view, property))));
    Some(Part { id: "properties".to_owned(), title: "What must always hold".to_owned(), blocks })
}

fn entry(view: &View, property: &Property) -> Entry {
    let said = prose::property(view.pack, property);
    let mut blocks = Vec::new();
    if said.given.is_empty() {
        blocks.push(Block::heading("For every applicant it must hold that"));
    } else {
        blocks.push(Block::heading("For every applicant with"));
        blocks.push(Block::Lines(view.lines(&said.given)));
        blocks.push(Block::heading("it must hold that"));
    }
    blocks.push(Block::Lines(view.lines(&said.then)));
    for fact in &said.facts {
        blocks.push(view.fact(fact));
    }
    blocks.push(Block::heading("Why"));
    blocks.push(Block::Words(said.because.into()));
    cited(view, &property.sources, &mut blocks);
    Entry { anchor: anchor("property", &said.id), title: said.about, id: said.id, mark: None, blocks }
}

/// The properties that name a rule.
pub(super) fn of_rule(view: &View, at: usize) -> Vec<Block> {
    let links: Vec<Phrase> = naming(view.pack, at)
        .map(|property| Phrase::link(anchor("property", &property.id), prose::about(view.pack, property)))
        .collect();
    if links.is_empty() {
        return Vec::new();
    }
    vec![Block::heading("What must always hold of it"), Block::List(links)]
}

/// The properties that speak of a rule by its name.
pub(super) fn naming(pack: &Pack, at: usize) -> impl Iterator<Item = &Property> {
    let names = move |property: &&Property| {
        property.given.iter().chain([&property.then]).any(|tree| speaks_of(tree, RuleId(at as u32)))
    };
    pack.properties.iter().filter(names)
}

/// The properties that read a setting themselves.
pub(super) fn reading(pack: &Pack, id: ParameterId) -> impl Iterator<Item = Phrase> {
    let reads = move |property: &&Property| {
        let mut reads = Reads::default();
        property.given.iter().chain([&property.then]).for_each(|tree| reads.claims(pack, tree));
        reads.parameters.contains(&id)
    };
    let link = |property: &Property| Phrase::link(anchor("property", &property.id), property.id.as_str());
    pack.properties.iter().filter(reads).map(link)
}

fn speaks_of(tree: &ClaimTree, rule: RuleId) -> bool {
    match &tree.kind {
        TreeKind::Line(claim) => matches!(claim.says, Says::Rule(of, _) if of == rule),
        TreeKind::All(of) | TreeKind::Any(of) | TreeKind::None(of) | TreeKind::AtLeast(_, of) => {
            of.iter().any(|part| speaks_of(part, rule))
        }
    }
}
