//! Writes what is different between two sheets as entries of an answer file: one a question, one a group with all its rows.

use std::collections::BTreeSet;

use super::write::{Writer, text};
use super::{Layout, Sheet, Slot};
use crate::pack::{Pack, QuestionId};

/// An answer under its name. What is left blank is written as `null`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub value: Written,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    One(String),
    /// The rows of a group, each on one line.
    Rows(Vec<String>),
}

/// The entries that, laid over `below`, make it `sheet`; in the order of the form.
pub fn differing(pack: &Pack, layout: &Layout, below: &Sheet, sheet: &Sheet) -> Vec<Entry> {
    let writer = Writer { pack, layout, sheet };
    let slots: BTreeSet<Slot> = below.answers.keys().chain(sheet.answers.keys()).copied().collect();
    let mut named: Vec<QuestionId> = Vec::new();
    for slot in slots.into_iter().filter(|slot| below.get(*slot) != sheet.get(*slot)) {
        let Some((id, _)) = layout.question(slot) else { continue };
        let id = pack.questions.get(id.index()).and_then(|question| question.group).unwrap_or(id);
        if !named.contains(&id) {
            named.push(id);
        }
    }
    named.sort();
    named.into_iter().filter_map(|id| entry(&writer, id)).collect()
}

fn entry(writer: &Writer, id: QuestionId) -> Option<Entry> {
    let question = writer.pack.questions.get(id.index())?;
    let value = match writer.rows_of(id, question) {
        Some(rows) => Written::Rows(rows),
        None => Written::One(writer.shown(id, 0).map_or_else(|| "null".to_owned(), |shown| shown.text)),
    };
    Some(Entry { name: text(&question.id), value })
}

impl Written {
    /// On one line.
    pub fn flow(&self) -> String {
        match self {
            Self::One(text) => text.clone(),
            Self::Rows(rows) => format!("[{}]", rows.join(", ")),
        }
    }
}
