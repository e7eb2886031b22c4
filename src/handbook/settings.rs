//! Parameters and support tiers: what a clinic may set, to what, on whose authority, and which rules read it.

use super::document::{Block, Part, Phrase, Row, Table};
use super::properties;
use super::view::{View, anchor};
use crate::pack::{ParameterId, TierId};
use crate::prose;

pub(super) fn part(view: &View) -> Option<Part> {
    let pack = view.pack;
    if pack.parameters.is_empty() && pack.tiers.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    if !pack.parameters.is_empty() {
        blocks.push(Block::Words(
            "A setting is a limit that a clinic may move within bounds. Moving one makes another version of the pack, which is \
             signed anew."
                .into(),
        ));
        let rows = (0..pack.parameters.len()).filter_map(|at| setting(view, ParameterId(at as u32)));
        let head = ["Setting", "Is", "May be", "What it is", "Source", "Read by"];
        blocks.push(Block::Table(Table::new("", &head, rows.collect())));
    }
    if !pack.tiers.is_empty() {
        blocks.push(Block::heading("Support to consider"));
        let rows = (0..pack.tiers.len()).filter_map(|at| tier(view, TierId(at as u32)));
        blocks.push(Block::Table(Table::new("", &["Support", "About", "Suggested by"], rows.collect())));
    }
    Some(Part { id: "settings".to_owned(), title: "Settings".to_owned(), blocks })
}

fn setting(view: &View, id: ParameterId) -> Option<Row> {
    let said = prose::setting(view.pack, id)?;
    let parameter = view.pack.parameters.get(id.index())?;
    let mut readers = view.readers(|reads| reads.parameters.contains(&id));
    readers.extend(properties::reading(view.pack, id));
    // One that nothing reads is a mistake of the pack: what is left is `fresh_for`, or `asked_when` of what no rule reads.
    let none = "no rule; it says for how long answers count, or when a question is asked";
    let cells = vec![
        Phrase::name(said.id.as_str()),
        Phrase::strong(said.value),
        said.range.into(),
        said.about.into(),
        view.cited(&parameter.sources),
        if readers.is_empty() { none.into() } else { Phrase::joined(readers, "; ") },
    ];
    Some(Row { anchor: Some(anchor("setting", &said.id)), cells })
}

fn tier(view: &View, id: TierId) -> Option<Row> {
    let tier = view.pack.tiers.get(id.index())?;
    let rules = view.pack.rules.iter().filter(|rule| rule.tier == Some(id)).map(super::view::rule_link);
    let rules = Phrase::joined(rules, "; ");
    let cells = vec![
        Phrase::strong(tier.title.as_str()),
        tier.about.as_deref().unwrap_or("").into(),
        if rules.is_empty() { "no rule".into() } else { rules },
    ];
    Some(Row { anchor: Some(anchor("tier", &tier.id)), cells })
}
