//! Turns one applicant's answers into the questions whose answers can still change the decision: those and no others.

mod flips;
mod search;
mod trial;

use crate::answers::{Sheet, Slot};
use crate::evaluate::CouldRaise;
use crate::explain::{Decision, MissingAnswer, Screening};
use crate::pack::Pack;
use crate::program::Program;

use super::Outcome;
use search::Search;

/// What can still change a decision. Everything that draws it reads only this.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// As the answers are now.
    pub decision: Decision,
    /// Gravest first, then in the form's order.
    pub questions: Vec<Open>,
    /// Open answers that cannot change anything.
    pub idle: usize,
    /// What is read once everything is answered as reassuringly as can be; `None` where the budget ran out.
    pub mildest: Option<Outcome>,
    /// What the search found and the evaluator did not confirm: faults of this program.
    pub faults: Vec<String>,
}

/// An open question.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    pub answer: MissingAnswer,
    pub matters: Matters,
}

/// How an open question bears on the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matters {
    /// The gravest it can make a difference to. `proved`: it can make none to anything graver.
    Yes { gravest: CouldRaise, proved: bool },
    /// The budget ran out before it was settled.
    Perhaps,
}

/// Finds what can still change the decision for one applicant.
pub fn missing(pack: &Pack, program: &Program, sheet: &Sheet) -> Missing {
    let decided = Screening::new(pack, program).decide(std::slice::from_ref(sheet));
    // One decision comes of one sheet.
    let Some(decision) = decided.into_iter().next() else { unreachable!("one sheet, one decision") };
    let slot = |missing: &MissingAnswer| {
        program.layout.slot(missing.question, missing.row.map_or(0, |row| row.saturating_sub(1)))
    };
    let listed: Vec<(Slot, MissingAnswer)> =
        decision.missing.iter().filter_map(|missing| Some((slot(missing)?, missing.clone()))).collect();
    let raise: Vec<(Slot, CouldRaise)> = listed.iter().map(|(slot, missing)| (*slot, missing.could_raise)).collect();
    let mut search = Search::new(pack, program, sheet, &raise);
    let mildest = search.mildest();
    let mut questions = Vec::new();
    for (slot, answer) in listed {
        questions.extend(search.matters(slot).map(|matters| Open { answer, matters }));
    }
    let grave = |open: &Open| match open.matters {
        Matters::Yes { gravest, .. } => gravest,
        Matters::Perhaps => open.answer.could_raise,
    };
    questions.sort_by_key(|open| std::cmp::Reverse(grave(open)));
    Missing { decision, idle: 0, questions, mildest, faults: search.faults }
}
