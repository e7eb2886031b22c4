//! Turns goals into a search: somebody who reaches them, a proof that nobody does, or neither within the budget.

use super::problem::{Certificate, Found, Literal, MAX_CONFLICTS};
use super::{Answer, Goal, Prover, Space};

impl Prover<'_> {
    /// Searches once, after saying of every text what was asked of it.
    pub(super) fn solve(&mut self, literals: &[Literal], written: bool, conflicts: u64) -> Found {
        let Space { problem, form, texts, .. } = &mut self.space;
        texts.settle(problem, form);
        let mut assumed = if written { texts.written() } else { Vec::new() };
        assumed.extend(literals);
        problem.solve_within(&assumed, conflicts)
    }

    /// Looks for an applicant who reaches all goals.
    pub fn ask(&mut self, goals: &[Goal]) -> Answer {
        let literals: Vec<Literal> = goals.iter().map(|goal| self.literal(goal)).collect();
        self.ask_with(goals, &literals)
    }

    /// The same, with the goals as literals and perhaps more that the evaluator does not judge.
    pub fn ask_with(&mut self, goals: &[Goal], literals: &[Literal]) -> Answer {
        let (found, every_text) = self.search(literals);
        match found {
            Found::Nothing => Answer::Proved { every_text },
            Found::GaveUp => Answer::GaveUp,
            Found::Solution => self.witness(goals, literals),
        }
    }

    /// The literal that holds where all of these do.
    pub fn all(&mut self, of: &[Literal]) -> Literal {
        self.space.problem.all(of.iter().copied())
    }

    /// What a literal is in the last solution.
    pub fn value(&self, literal: Literal) -> bool {
        self.space.problem.value(literal)
    }

    /// Whether there is a solution, and of a proof whether it holds for every text.
    pub fn search(&mut self, literals: &[Literal]) -> (Found, bool) {
        let found = self.solve(literals, true, MAX_CONFLICTS);
        let rests_on_texts = |of: &Self| of.space.texts.written().iter().any(|text| of.space.problem.rests_on(*text));
        if found != Found::Nothing || !rests_on_texts(self) {
            return (found, !self.wordings.differ());
        }
        (Found::Nothing, !self.wordings.differ() && self.solve(literals, false, MAX_CONFLICTS) == Found::Nothing)
    }

    /// The same with a budget, where it does not matter for which texts a proof holds.
    pub fn search_within(&mut self, literals: &[Literal], conflicts: u64) -> Found {
        self.solve(literals, true, conflicts)
    }

    /// Whether what is equal is so whatever is written into free texts, where nothing need be searched.
    pub fn reads_alike(&self) -> bool {
        !self.wordings.differ()
    }

    /// Whether one literal is proved to follow from another.
    pub fn follows(&mut self, from: Literal, to: Literal) -> bool {
        self.search(&[from, !to]).0 == Found::Nothing
    }

    /// Whether the last proof rests on a literal that was assumed.
    pub fn rests_on(&self, literal: Literal) -> bool {
        self.space.problem.rests_on(literal)
    }

    /// For a proof of [`Self::search`], where certificates are kept. Unless it holds for every text, what was assumed besides is
    /// that the texts can be written down.
    pub fn certificate(&self, assumed: &[Literal], every_text: bool) -> Option<Certificate> {
        let mut all = if every_text { Vec::new() } else { self.space.texts.written() };
        all.extend(assumed);
        self.space.problem.certificate(&all)
    }
}
