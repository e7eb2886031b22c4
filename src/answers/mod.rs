//! What applicants answered, typed against a pack: one sheet a person, one block of columns for 64 of them.

mod block;
mod differing;
mod digest;
mod draft;
mod form;
mod hints;
mod list;
mod number;
mod read;
#[cfg(test)]
mod tests;
mod value;
mod words;
mod write;

pub use block::{Block, Column, Data, TextId, Texts};
pub use differing::{Entry, Written, differing};
pub use digest::{canonical, digest};
pub use read::{Notation, Reader, Sheets};
pub use write::{scalar, text, to_yaml};

use crate::diagnostic::Diagnostic;
use crate::pack::{Answer, Pack, QuestionId};
use crate::value::{Date, Reason, Scaled};

/// Where an answer is kept: a question, or a field of one row of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub u32);

impl Slot {
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Gives every question its slot, and every field of a group one slot a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// First slot and number of rows, by question.
    starts: Vec<(u32, u32)>,
    slots: u32,
}

impl Layout {
    pub fn of(pack: &Pack) -> Self {
        let rows_of = |group: Option<QuestionId>| match group.and_then(|g| pack.questions.get(g.index())) {
            Some(question) => match question.answer {
                Answer::Group { max, .. } => max,
                _ => 1,
            },
            None => 1,
        };
        let mut slots = 0;
        let mut starts = Vec::with_capacity(pack.questions.len());
        for question in &pack.questions {
            let rows = rows_of(question.group);
            starts.push((slots, rows));
            slots += rows;
        }
        Self { starts, slots }
    }

    /// The slot of a question; of a field, its slot in row `row`. `None` past the group's last row.
    pub fn slot(&self, question: QuestionId, row: usize) -> Option<Slot> {
        let (start, rows) = *self.starts.get(question.index())?;
        let row = u32::try_from(row).ok().filter(|row| *row < rows)?;
        Some(Slot(start + row))
    }

    /// The question and row a slot belongs to.
    pub fn question(&self, slot: Slot) -> Option<(QuestionId, usize)> {
        let at = self.starts.partition_point(|(start, _)| *start <= slot.0).checked_sub(1)?;
        let (start, rows) = *self.starts.get(at)?;
        let row = slot.0 - start;
        (row < rows).then_some((QuestionId(at as u32), row as usize))
    }

    pub fn slots(&self) -> usize {
        self.slots as usize
    }

    /// A slot and, of a group, those of its rows.
    pub fn with_rows(&self, pack: &Pack, slot: Slot) -> Vec<Slot> {
        let mut slots = vec![slot];
        let question = self.question(slot).and_then(|(question, _)| pack.questions.get(question.index()));
        if let Some(Answer::Group { max, fields }) = question.map(|question| &question.answer) {
            for row in 0..*max as usize {
                slots.extend(fields.iter().filter_map(|field| self.slot(*field, row)));
            }
        }
        slots
    }
}

/// One typed answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    YesNo(bool),
    /// In units of `10^-places` of the question.
    Number(Scaled),
    /// The option's place in the question's list.
    Choice(u8),
    /// A bit for each chosen option; 0 is "none chosen, answered".
    Choices(u64),
    Text(String),
    Date(Date),
    /// The points of the chosen answer of a scale item.
    Points(u8),
    /// How many rows the group has.
    Rows(u8),
}

/// A value or why there is none.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Given {
    Value(Value),
    Unknown(Reason),
}

/// What one applicant answered. Slots that are not in `answers` were left blank.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub applicant: String,
    pub as_of: Date,
    /// By slot, ascending; a row's fields only where the group has that row.
    pub answers: std::collections::BTreeMap<Slot, Given>,
    /// Answers that could not be read: what was wrong, by slot where there is one.
    pub problems: Vec<Problem>,
}

/// An answer that could not be used. It is unknown (`invalid` or `conflict`) and raises at least `incomplete`.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// `None`: a question the pack does not know, or a fault of the whole file.
    pub question: Option<QuestionId>,
    pub diagnostic: Diagnostic,
}

impl Sheet {
    pub fn new(applicant: impl Into<String>, as_of: Date) -> Self {
        Self { applicant: applicant.into(), as_of, answers: Default::default(), problems: Vec::new() }
    }

    pub fn get(&self, slot: Slot) -> Given {
        self.answers.get(&slot).cloned().unwrap_or(Given::Unknown(Reason::Blank))
    }

    /// Where an answer could not be read that a problem is about. Nowhere: no answer mends it.
    pub fn unread(&self, layout: &Layout, problem: &Problem) -> Vec<Slot> {
        let is_about = |slot: Slot| layout.question(slot).map(|(question, _)| question) == problem.question;
        let unread = self.answers.iter().filter(|(_, given)| matches!(given, Given::Unknown(of) if of.is_unread()));
        unread.map(|(slot, _)| *slot).filter(|slot| is_about(*slot)).collect()
    }
}
