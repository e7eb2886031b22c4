//! Turns `questionnaire.yaml` into sections with their questions and the places of scales.

use super::parts::{self, Faults};
use super::{Entry, Questionnaire, Section, question};
use crate::text::Spanned;
use crate::yaml::{Fields, Node, shape};

pub fn from_yaml(node: &Node, faults: &mut Faults) -> Option<Questionnaire> {
    let mut fields = Fields::of(node, "a questionnaire", faults)?;
    let head = fields.head();
    let id = fields.required("questionnaire", shape::dashed_id);
    let sections = fields.required_list("sections", section);
    fields.finish();
    Some(Questionnaire { id: id.unwrap_or_else(|| Spanned::new(String::new(), head)), sections })
}

fn section(node: &Node, faults: &mut Faults) -> Option<Section> {
    let mut fields = Fields::of(node, "a section", faults)?;
    let head = fields.head();
    let id = fields.required("section", shape::id);
    let title = fields.text("title");
    let from = parts::from(&mut fields);
    let entries = fields.required_list("questions", entry);
    fields.finish();
    Some(Section { id: id.unwrap_or_else(|| Spanned::new(String::new(), head)), title, from, entries })
}

fn entry(node: &Node, faults: &mut Faults) -> Option<Entry> {
    if node.get("scale").is_none() {
        return question::from_yaml(node, faults).map(Entry::Question);
    }
    let mut fields = Fields::of(node, "the place of a scale", faults)?;
    let scale = fields.required("scale", shape::id);
    fields.finish();
    scale.map(Entry::Scale)
}
