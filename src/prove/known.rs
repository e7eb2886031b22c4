//! Turns one applicant's sheet into what is known of every slot before a search, and which questions are open.

use std::collections::BTreeSet;

use super::Prover;
use super::applicants::{self, State};
use super::fillings::ONE;
use super::form;
use super::held::Held;
use crate::answers::{self, Given, Sheet, Slot};
use crate::pack::{Answer, Pack};
use crate::program::Program;
use crate::value::Reason;

/// What is known of one applicant.
#[derive(Clone, Copy)]
pub struct Known<'k> {
    pub pack: &'k Pack,
    pub program: &'k Program,
    pub sheet: &'k Sheet,
}

impl Known<'_> {
    /// What stands in the slot of a field's group.
    fn group(&self, slot: Slot) -> Option<Given> {
        let (question, _) = form::asked(self.pack, &self.program.layout, slot)?;
        Some(self.sheet.get(self.program.layout.slot(question.group?, 0)?))
    }

    pub fn held(&self, slot: Slot, unread: &BTreeSet<Slot>) -> Held {
        let Some((question, row)) = form::asked(self.pack, &self.program.layout, slot) else { return Held::Free };
        match (self.group(slot), self.sheet.get(slot)) {
            (Some(Given::Unknown(_)), _) => Held::Given,
            (Some(Given::Value(answers::Value::Rows(rows))), _) if row >= usize::from(rows) => Held::As(State::Blank),
            (_, given @ Given::Value(_)) => Held::As(applicants::state(question, &given, false)),
            (_, Given::Unknown(Reason::Blank)) if is_none_when_blank(&question.answer) => Held::As(State::Blank),
            _ if question.asked_when.is_some() || unread.contains(&slot) => Held::Perhaps,
            _ => Held::Given,
        }
    }

    /// Whether a slot is an open question of its own: the rows of an open group are not.
    pub fn is_open(&self, prover: &Prover, slot: Slot, held: &Held) -> bool {
        match held {
            Held::Given | Held::Perhaps => !matches!(self.group(slot), Some(Given::Unknown(_))),
            Held::As(State::Text(_)) => {
                let read = prover.space.form.read_of(ONE, slot);
                read.is_some_and(|read| prover.space.texts.is_open(read.variable))
            }
            Held::As(_) | Held::Free => false,
        }
    }

    /// A slot and, of an open group, those of its rows.
    pub fn slots(&self, slot: Slot) -> Vec<Slot> {
        self.program.layout.with_rows(self.pack, slot)
    }
}

fn is_none_when_blank(answer: &Answer) -> bool {
    matches!(answer, Answer::Text { blank_is_none: true, .. })
}
