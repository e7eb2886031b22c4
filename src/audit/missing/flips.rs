//! Turns fillings of a form into what each open question makes of them: every answer to it is tried, with all others as they are.

use std::collections::BTreeSet;

use super::trial::{Gated, Reading, Trial, put};
use crate::answers::{Given, Problem, Sheet, Slot, Value};
use crate::audit::Outcome;
use crate::evaluate::CouldRaise;
use crate::language::{Safety, Screening};
use crate::prove::Fillings;
use crate::value::Truth;

/// Numbers that are tried as the answer to one question.
const MOST_NUMBERS: usize = 64;

/// An open question, and what is known so far of the difference it makes.
pub(super) struct Flip {
    pub slot: Slot,
    pub answers: Vec<Try>,
    /// Only some of its numbers are tried.
    pub sampled: bool,
    /// The gravest it was seen to make a difference to.
    pub makes: Option<CouldRaise>,
    /// It can make a difference to nothing graver.
    pub most: CouldRaise,
    /// It is settled.
    closed: bool,
}

impl Flip {
    /// Whether more may be seen of it.
    pub fn is_open(&self) -> bool {
        !self.closed && self.makes < Some(self.most)
    }
}

/// One answer to try.
pub(super) struct Try {
    /// `None`: as it stands, which could not be read.
    pub answer: Option<Value>,
    /// The gravest it was seen to lead to where another answer does not.
    pub leads: Option<CouldRaise>,
    /// The mildest outcome that was seen with it.
    pub mildest: Option<Outcome>,
}

pub(super) struct Flips<'a> {
    trial: Trial<'a>,
    sheet: &'a Sheet,
    /// Questions that are not always asked, with a mild answer each, and with the last there is.
    gated: [Vec<Gated>; 2],
    pub all: Vec<Flip>,
}

impl<'a> Flips<'a> {
    /// `slots`: the open questions that are looked at, and the gravest that each can make a difference to.
    pub fn new(trial: Trial<'a>, sheet: &'a Sheet, fillings: &Fillings, slots: &[(Slot, CouldRaise)]) -> Self {
        let program = trial.program;
        let gated = fillings.open().iter().filter(|slot| {
            // A text that was given stands, whether it is asked or not.
            let question = program.layout.question(**slot).map(|(question, _)| question);
            let is_gated = question.is_some_and(|question| program.asked.contains_key(&question));
            is_gated && matches!(sheet.get(**slot), Given::Unknown(_))
        });
        let (mut mild, mut last) = (Vec::new(), Vec::new());
        for slot in gated {
            let answers = fillings.answers(*slot);
            mild.push(Gated { slot: *slot, answer: answers.first().cloned() });
            last.push(Gated { slot: *slot, answer: answers.last().cloned() });
        }
        let unread = |slot: Slot| {
            let question = program.layout.question(slot).map(|(question, _)| question);
            sheet.problems.iter().any(|problem| problem.question.is_some() && problem.question == question)
        };
        let flip = |(slot, most): (Slot, CouldRaise)| {
            let all = fillings.answers(slot);
            // Of a number that is compared with very many, some of the cells are enough to see with.
            let step = if is_number(&all) { all.len().div_ceil(MOST_NUMBERS).max(1) } else { 1 };
            let answers = all.into_iter().step_by(step).map(Some);
            let answers =
                answers.chain(unread(slot).then_some(None)).map(|answer| Try { answer, leads: None, mildest: None });
            Flip { slot, answers: answers.collect(), sampled: step > 1, makes: None, most, closed: false }
        };
        Self { trial, sheet, gated: [mild, last], all: slots.iter().map(|slot| flip(*slot)).collect() }
    }

    pub fn readings(&mut self, sheets: &[Sheet]) -> Vec<Reading> {
        self.trial.readings(sheets)
    }

    /// Whether the form asks these questions, as it is filled in now.
    pub fn asked(&mut self, slots: &[Slot]) -> Vec<Truth> {
        let read = self.trial.read_asked(std::slice::from_ref(self.sheet), slots).pop();
        read.map_or_else(Vec::new, |(_, asked)| asked)
    }

    pub fn get(&self, slot: Slot) -> Option<&Flip> {
        self.all.iter().find(|flip| flip.slot == slot)
    }

    /// Nothing more is to be seen of a question: it is settled.
    pub fn close(&mut self, slot: Slot) {
        if let Some(flip) = self.all.iter_mut().find(|flip| flip.slot == slot) {
            flip.closed = true;
        }
    }

    /// Tries every answer to the questions of which more may be seen, on top of a filling.
    pub fn on(&mut self, base: &Sheet) {
        let Some(own) = self.trial.readings(std::slice::from_ref(base)).pop() else { return };
        // Whom nobody asks here has no answer to try.
        let mut wanted: Vec<usize> = (0..self.all.len()).collect();
        wanted.retain(|at| self.all.get(*at).is_some_and(|flip| base.answers.contains_key(&flip.slot)));
        for which in [0, 1] {
            wanted.retain(|at| self.all.get(*at).is_some_and(Flip::is_open));
            wanted = self.try_all(base, &own, &wanted, which);
        }
    }

    /// Tries, on top of another filling, the answers that have only been seen with graver outcomes than need be.
    pub fn milden(&mut self, base: &Sheet, least: Outcome) {
        let mut tried: Vec<(usize, usize)> = Vec::new();
        let mut sheets = Vec::new();
        for (at, flip) in self.all.iter().enumerate().filter(|(_, flip)| base.answers.contains_key(&flip.slot)) {
            for (which, of) in flip.answers.iter().enumerate() {
                if of.mildest.is_some_and(|mildest| mildest > least) {
                    tried.push((at, which));
                    sheets.push(self.with(base, flip.slot, of.answer.as_ref()));
                }
            }
        }
        let [mild, _] = &self.gated;
        for ((at, which), rested) in tried.into_iter().zip(self.trial.at_rest(sheets, base, mild)) {
            let tried = self.all.get_mut(at).and_then(|flip| flip.answers.get_mut(which));
            if let (Some(tried), Some(rested)) = (tried, rested) {
                let outcome = rested.reading.outcome();
                tried.mildest = tried.mildest.map(|known| known.min(outcome));
            }
        }
    }

    /// Of these, the questions whose answers ask for other answers, or no longer do.
    fn try_all(&mut self, base: &Sheet, own: &Reading, wanted: &[usize], gates: usize) -> Vec<usize> {
        let mut tried: Vec<(usize, usize)> = Vec::new();
        let mut sheets = Vec::new();
        for at in wanted {
            let Some(flip) = self.all.get(*at) else { continue };
            for (which, of) in flip.answers.iter().enumerate() {
                tried.push((*at, which));
                sheets.push(self.with(base, flip.slot, of.answer.as_ref()));
            }
        }
        let rested = self.trial.at_rest(sheets, base, self.gated.get(gates).map_or(&[], Vec::as_slice));
        let mut read = tried.iter().zip(&rested).peekable();
        let mut moved = Vec::new();
        for at in wanted {
            let mut of_flip = vec![(None, own)];
            let mut moves = false;
            while let Some(((_, which), rested)) = read.next_if(|((of, _), _)| of == at) {
                moves |= rested.as_ref().is_some_and(|rested| rested.moved);
                of_flip.extend(rested.as_ref().map(|rested| (Some(*which), &rested.reading)));
            }
            if let Some(flip) = self.all.get_mut(*at) {
                flip.compare(&of_flip);
            }
            moved.extend(moves.then_some(*at));
        }
        moved
    }

    /// A filling that answers some questions as another does, with all that this asks for.
    pub fn overlaid(&mut self, base: &Sheet, other: &Sheet, slots: &BTreeSet<Slot>) -> Option<Sheet> {
        let mut sheet = base.clone();
        for slot in slots.iter().flat_map(|slot| self.slots(*slot)) {
            match other.answers.get(&slot) {
                Some(Given::Value(value)) => put(self.trial.program, &mut sheet, slot, Some(value)),
                Some(Given::Unknown(_)) => self.leave(&mut sheet, slot),
                None => put(self.trial.program, &mut sheet, slot, None),
            }
        }
        let [mild, _] = &self.gated;
        let rested = self.trial.at_rest(vec![sheet], other, mild);
        rested.into_iter().next()?.map(|rested| rested.sheet)
    }

    /// Notes two fillings that only one question tells apart.
    pub fn pair(&mut self, slot: Slot, pair: &[Sheet; 2]) {
        let readings = self.trial.readings(pair);
        let Some(flip) = self.all.iter_mut().find(|flip| flip.slot == slot) else { return };
        let which = |sheet: &Sheet| {
            let given = match sheet.answers.get(&slot) {
                Some(Given::Value(value)) => Some(value),
                _ => None,
            };
            flip.answers.iter().position(|of| of.answer.as_ref() == given)
        };
        let read: Vec<_> = pair.iter().map(which).zip(&readings).collect();
        flip.compare(&read);
    }

    /// A filling with another answer; a group with all its rows.
    fn with(&self, base: &Sheet, slot: Slot, answer: Option<&Value>) -> Sheet {
        let mut sheet = base.clone();
        for slot in self.slots(slot) {
            sheet.answers.remove(&slot);
        }
        match answer {
            Some(_) => put(self.trial.program, &mut sheet, slot, answer),
            None => self.leave(&mut sheet, slot),
        }
        sheet
    }

    /// Leaves an answer as it stands, which could not be read.
    fn leave(&self, sheet: &mut Sheet, slot: Slot) {
        sheet.answers.extend(self.sheet.answers.get(&slot).map(|given| (slot, given.clone())));
        let question = self.trial.program.layout.question(slot).map(|(question, _)| question);
        let of_question = |problem: &&Problem| problem.question == question;
        if !sheet.problems.iter().any(|problem| of_question(&problem)) {
            sheet.problems.extend(self.sheet.problems.iter().filter(of_question).cloned());
        }
    }

    fn slots(&self, slot: Slot) -> Vec<Slot> {
        self.trial.program.layout.with_rows(self.trial.pack, slot)
    }
}

impl Flip {
    /// Notes what fillings read that differ in this question alone.
    fn compare(&mut self, read: &[(Option<usize>, &Reading)]) {
        let least = |level: &dyn Fn(&Reading) -> usize| read.iter().map(|(_, of)| level(of)).min().unwrap_or(0);
        let (safety, screening) = (least(&|of| of.safety as usize), least(&|of| of.screening as usize));
        let first = read.first().map(|(_, of)| &of.indications);
        for (which, of) in read {
            let leads = graver(of, safety, screening)
                .or_else(|| (Some(&of.indications) != first).then_some(CouldRaise::Indication));
            self.makes = self.makes.max(leads);
            if let Some(tried) = which.and_then(|which| self.answers.get_mut(which)) {
                tried.leads = tried.leads.max(leads);
                let outcome = of.outcome();
                tried.mildest = Some(tried.mildest.map_or(outcome, |known| known.min(outcome)));
            }
        }
    }
}

fn is_number(answers: &[Value]) -> bool {
    answers.iter().all(|answer| matches!(answer, Value::Number(_) | Value::Date(_)))
}

/// What is read beyond these levels.
fn graver(of: &Reading, safety: usize, screening: usize) -> Option<CouldRaise> {
    let of_safety = (of.safety as usize > safety && of.safety != Safety::None).then_some(CouldRaise::Safety(of.safety));
    let of_screening = (of.screening as usize > screening && of.screening != Screening::Clear)
        .then_some(CouldRaise::Screening(of.screening));
    of_safety.or(of_screening)
}
