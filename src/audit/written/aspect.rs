//! Turns two versions of a part into what differs: each thing about it, compared as written and told as read.

use std::collections::{HashMap, HashSet};

use crate::audit::change::{Difference, Part, State, Written};
use crate::prose::Sentence;

/// A line about a part: as it was written, which decides whether it differs, and as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub own: String,
    pub said: Sentence,
}

/// One thing about a part.
#[derive(Clone, Debug)]
pub(super) struct Aspect {
    pub what: &'static str,
    pub rows: Vec<Row>,
    /// The rows stand for themselves: only those that differ are told. Otherwise they are one text.
    pub apart: bool,
    pub decides: bool,
}

/// A part of a pack, taken apart.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub id: String,
    pub title: String,
    /// What it is besides its id, in one way or another: equal in one of them under another id, it was renamed.
    pub same: Vec<String>,
    pub aspects: Vec<Aspect>,
}

impl Item {
    fn is_like(&self, other: &Self) -> bool {
        self.same.iter().any(|same| other.same.contains(same))
    }
}

impl Aspect {
    /// Words that decide nothing.
    pub fn words(what: &'static str, text: Option<&str>) -> Self {
        Self::of(what, text.map(plain).into_iter().collect())
    }

    pub fn of(what: &'static str, rows: Vec<Row>) -> Self {
        Self { what, rows, apart: false, decides: false }
    }

    /// Rows that stand for themselves, read as they are written.
    pub fn list(what: &'static str, rows: impl IntoIterator<Item = String>) -> Self {
        Self::of(what, rows.into_iter().map(|row| plain(&row)).collect()).apart()
    }

    pub fn apart(self) -> Self {
        Self { apart: true, ..self }
    }

    /// A decision can rest on it.
    pub fn decides(self) -> Self {
        Self { decides: true, ..self }
    }

    fn differs(&self, new: &Self) -> bool {
        self.rows.iter().map(|row| &row.own).ne(new.rows.iter().map(|row| &row.own))
    }

    fn difference(&self, new: &Self) -> Difference {
        let (mut was, mut is) = (self.rows.clone(), new.rows.clone());
        if self.apart {
            let without = |rows: &[Row], others: &[Row]| -> Vec<Row> {
                rows.iter().filter(|row| others.iter().all(|other| other.own != row.own)).cloned().collect()
            };
            (was, is) = (without(&self.rows, &new.rows), without(&new.rows, &self.rows));
            if was.is_empty() && is.is_empty() {
                is.push(plain("the same, in another order"));
            }
        }
        // What reads alike and is written differently, such as another setting of the same value, is told as written.
        let alike = was.iter().map(|row| &row.said).eq(is.iter().map(|row| &row.said));
        let told = |row: Row| if alike { sentence(&row.own) } else { row.said };
        Difference {
            what: self.what.to_owned(),
            was: was.into_iter().map(told).collect(),
            is: is.into_iter().map(told).collect(),
            decides: self.decides,
        }
    }
}

/// A line that reads as it is written.
pub(super) fn plain(text: &str) -> Row {
    Row { own: text.to_owned(), said: sentence(text) }
}

pub(super) fn sentence(text: &str) -> Sentence {
    Sentence { depth: 0, text: text.to_owned() }
}

/// Lines written in one way and read in another, one each.
pub(super) fn rows(own: Vec<String>, said: Vec<Sentence>) -> Vec<Row> {
    own.into_iter().zip(said).map(|(own, said)| Row { own, said }).collect()
}

/// What became of every part of one kind: those of the new pack in its order, then those that are gone.
pub(super) fn compared(part: Part, old: &[Item], new: &[Item]) -> Vec<Written> {
    let before: HashMap<&str, &Item> = old.iter().map(|item| (item.id.as_str(), item)).collect();
    let after: HashSet<&str> = new.iter().map(|item| item.id.as_str()).collect();
    let gone: Vec<&Item> = old.iter().filter(|item| !after.contains(item.id.as_str())).collect();
    let mut renamed: Vec<&str> = Vec::new();
    let mut written = Vec::new();
    for item in new {
        let (state, before) = match before.get(item.id.as_str()) {
            Some(before) => (State::Changed, Some(*before)),
            None => {
                let before = gone.iter().find(|other| other.is_like(item) && !renamed.contains(&other.id.as_str()));
                renamed.extend(before.map(|before| before.id.as_str()));
                (before.map_or(State::Added, |before| State::Renamed(before.id.clone())), before.copied())
            }
        };
        let differences = differences(before, Some(item));
        if state != State::Changed || !differences.is_empty() {
            written.push(told(part, item, state, differences));
        }
    }
    let left = gone.into_iter().filter(|item| !renamed.contains(&item.id.as_str()));
    written.extend(left.map(|item| told(part, item, State::Removed, differences(Some(item), None))));
    written
}

fn told(part: Part, item: &Item, state: State, differences: Vec<Difference>) -> Written {
    Written { part, id: item.id.clone(), title: item.title.clone(), state, differences, remarks: Vec::new() }
}

/// Only what differs; aspects of one kind of part stand in one order.
fn differences(old: Option<&Item>, new: Option<&Item>) -> Vec<Difference> {
    let aspects = |item: Option<&Item>| item.map_or_else(Vec::new, |item| item.aspects.clone());
    let (old, new) = (aspects(old), aspects(new));
    let empty = |aspect: &Aspect| Aspect { rows: Vec::new(), ..aspect.clone() };
    let length = old.len().max(new.len());
    (0..length)
        .filter_map(|at| match (old.get(at), new.get(at)) {
            (Some(old), Some(new)) => Some((old.clone(), new.clone())),
            (Some(old), None) => Some((old.clone(), empty(old))),
            (None, Some(new)) => Some((empty(new), new.clone())),
            (None, None) => None,
        })
        .filter(|(old, new)| old.differs(new))
        .map(|(old, new)| old.difference(&new))
        .collect()
}
