//! What expressions read, directly and through facts and `asked_when`.

use super::{ParameterId, QuestionId, ScaleId, TableId, TermListId};
use crate::text::Span;
use std::collections::BTreeSet;

/// What one expression, or one rule with all its lines, reads.
#[derive(Clone, Debug, Default)]
pub(super) struct Reads {
    pub questions: BTreeSet<QuestionId>,
    /// Facts by their places as written.
    pub facts: BTreeSet<usize>,
    pub parameters: BTreeSet<ParameterId>,
    pub tables: BTreeSet<TableId>,
    pub lists: BTreeSet<TermListId>,
    /// Scales of which a total or subscore is read.
    pub scales: BTreeSet<ScaleId>,
    /// Where `is answered` stands.
    pub answered: Vec<Span>,
}

impl Reads {
    pub fn add(&mut self, other: &Self) {
        self.questions.extend(&other.questions);
        self.facts.extend(&other.facts);
        self.parameters.extend(&other.parameters);
        self.tables.extend(&other.tables);
        self.lists.extend(&other.lists);
        self.scales.extend(&other.scales);
        self.answered.extend(&other.answered);
    }
}

/// Follows reads to everything they lead to: facts read facts and questions, and a question reads what its
/// `asked_when` reads.
pub(super) struct Reach<'a> {
    pub facts: &'a [Reads],
    pub asked_when: &'a [Option<Reads>],
    pub all: Reads,
}

impl<'a> Reach<'a> {
    pub fn new(facts: &'a [Reads], asked_when: &'a [Option<Reads>]) -> Self {
        Self { facts, asked_when, all: Reads::default() }
    }

    /// Adds what one expression leads to; gives the questions that were not reached before.
    pub fn add(&mut self, start: &Reads) -> Vec<QuestionId> {
        let mut fresh: Vec<QuestionId> = start.questions.difference(&self.all.questions).copied().collect();
        let mut waiting_facts: Vec<usize> = start.facts.difference(&self.all.facts).copied().collect();
        self.all.add(start);
        let mut followed = 0;
        loop {
            let next = if let Some(fact) = waiting_facts.pop() {
                self.facts.get(fact)
            } else if let Some(question) = fresh.get(followed) {
                followed += 1;
                self.asked_when.get(question.index()).and_then(Option::as_ref)
            } else {
                return fresh;
            };
            let Some(next) = next else { continue };
            waiting_facts.extend(next.facts.difference(&self.all.facts));
            fresh.extend(next.questions.difference(&self.all.questions));
            self.all.add(next);
        }
    }
}
