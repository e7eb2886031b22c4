//! A pack and the sheet of answers that it reads, with what is known of the answers beforehand.

use super::held::Held;
use crate::answers::Layout;
use crate::pack::{Pack, Question};

/// A pack that reads a sheet of answers. Packs of one sheet (by its number) read the same answers.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub pack: &'a Pack,
    pub layout: &'a Layout,
    pub sheet: usize,
    /// A question that it answers on a sheet of its own.
    pub apart: Option<&'a str>,
    /// By slot: what is known beforehand; nothing where it is empty.
    pub held: &'a [Held],
}

/// The number of the sheet for questions that are answered apart.
const APART: usize = usize::MAX;

impl Reader<'_> {
    /// The number of the sheet on which a question is answered.
    pub fn sheet(&self, question: &Question) -> usize {
        if self.apart == Some(question.id.as_str()) { APART } else { self.sheet }
    }
}
