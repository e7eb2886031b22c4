//! Says whether answers were given to the form of a pack, and whether two packs read one form alike.

use std::collections::BTreeSet;

use crate::answers::{Layout, Sheet, Slot};
use crate::diagnostic::Code;
use crate::pack::Pack;

/// How many of an applicant's answers a pack has a question for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Questions, groups and whole scales with an answer.
    pub known: usize,
    /// Names that the pack does not have.
    pub unknown: usize,
}

impl Fit {
    pub fn of(pack: &Pack, layout: &Layout, sheet: &Sheet) -> Self {
        let top = |slot: &Slot| {
            let (id, _) = layout.question(*slot)?;
            let question = pack.questions.get(id.index())?;
            Some((question.scale, question.group.or(Some(id).filter(|_| question.scale.is_none()))))
        };
        let known: BTreeSet<_> = sheet.answers.keys().filter_map(top).collect();
        let unknown = sheet.problems.iter().filter(|problem| problem.diagnostic.code == Code::AN0601).count();
        Self { known: known.len(), unknown }
    }

    /// Whether most answers are to questions of another form.
    pub fn is_foreign(self) -> bool {
        self.unknown > self.known
    }

    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { known: self.known + other.known, unknown: self.unknown + other.unknown }
    }
}

/// Whether both packs read every answer alike, so that one reading serves both.
pub fn read_alike(old: &Pack, new: &Pack) -> bool {
    let questions = old.questions.len() == new.questions.len()
        && old.questions.iter().zip(&new.questions).all(|(a, b)| {
            a.id == b.id
                && a.answer == b.answer
                && a.fresh_for == b.fresh_for
                && (a.scale, a.group) == (b.scale, b.group)
        });
    let scales = old.scales.len() == new.scales.len()
        && old.scales.iter().zip(&new.scales).all(|(a, b)| {
            a.id == b.id && a.items.iter().map(|item| item.question).eq(b.items.iter().map(|item| item.question))
        });
    questions && scales
}
