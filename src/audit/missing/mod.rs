//! Turns one applicant's answers into the questions whose answers can still change the decision: those and no others.

mod flips;
mod leads;
mod search;
mod trial;

use crate::answers::{Sheet, Slot, Value};
use crate::evaluate::CouldRaise;
use crate::explain::{Decision, MissingAnswer, Screening};
use crate::pack::Pack;
use crate::program::Program;
use crate::value::Truth;

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
    /// What its answers lead to, by answer; empty for texts and groups, where it depends on what is written.
    pub leads: Vec<Lead>,
    /// The budget did not run out before every lead was settled; otherwise an answer may lead to something milder.
    pub settled: bool,
    /// It is asked only where other open answers ask for it.
    pub depends: bool,
}

/// What some answers to an open question lead to that others of its answers do not.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    pub answers: Said,
    /// With every other open answer as reassuring as can be.
    pub alone: Option<CouldRaise>,
    /// The gravest that was seen with some other open answers.
    pub together: Option<CouldRaise>,
}

/// Answers to one question.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// One of these.
    OneOf(Vec<Value>),
    /// At least and at most so much; `None`: as far as the form goes.
    Between(Option<Value>, Option<Value>),
    /// Left as it is, which could not be read.
    Unread,
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
    let mut asked = search.asked();
    let mut questions = Vec::new();
    for (slot, answer) in listed {
        let matters = search.matters(slot);
        search.flips.close(slot);
        let Some(matters) = matters else { continue };
        let (leads, settled) = search.leads(slot);
        questions.push(Open { answer, matters, leads, settled, depends: asked.remove(&slot) == Some(Truth::Unknown) });
    }
    let grave = |open: &Open| match open.matters {
        Matters::Yes { gravest, .. } => gravest,
        Matters::Perhaps => open.answer.could_raise,
    };
    questions.sort_by_key(|open| std::cmp::Reverse(grave(open)));
    let idle = asked.len();
    Missing { decision, idle, questions, mildest, faults: search.faults }
}
