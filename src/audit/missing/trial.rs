//! Turns filled-in forms into what the evaluator reads of them, and answers what their own answers ask for.

use crate::answers::{Block, Given, Sheet, Slot, Texts, Value};
use crate::audit::Outcome;
use crate::evaluate::{Axes, Evaluator, Table};
use crate::language::{Safety, Screening};
use crate::pack::Pack;
use crate::program::Program;
use crate::value::{LANES, Truth};

/// Rounds after which answers that ask for and forbid one another are left alone.
const ROUNDS: usize = 8;

/// Everything in which two outcomes can differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub safety: Safety,
    pub screening: Screening,
    /// In the pack's order.
    pub indications: Vec<Truth>,
}

/// A question that is not always asked, and the answer it gets where another answer asks for it.
pub(super) struct Gated {
    pub slot: Slot,
    pub answer: Option<Value>,
}

/// A sheet that answers all that it asks for, and nothing else.
pub(super) struct Rested {
    pub sheet: Sheet,
    pub reading: Reading,
    /// It asked for something, or no longer did.
    pub moved: bool,
}

/// The evaluator at work on one applicant's form.
pub(super) struct Trial<'a> {
    pub pack: &'a Pack,
    pub program: &'a Program,
    evaluator: Evaluator<'a>,
    texts: Texts,
}

impl<'a> Trial<'a> {
    pub fn new(pack: &'a Pack, program: &'a Program) -> Self {
        Self { pack, program, evaluator: Evaluator::new(program), texts: Texts::default() }
    }

    /// What is read of each sheet, in their order.
    pub fn readings(&mut self, sheets: &[Sheet]) -> Vec<Reading> {
        let mut readings = Vec::with_capacity(sheets.len());
        for sheets in sheets.chunks(LANES) {
            let program = self.program;
            readings.extend(self.run(sheets, |table, axes, lane| Reading::of(program, table, axes, lane)));
        }
        readings
    }

    /// Answers what is asked and takes back what is not, until every sheet is at rest: what `base` answers as it does, the
    /// rest as `gated` says. `None` for a sheet that does not come to rest.
    pub fn at_rest(&mut self, mut sheets: Vec<Sheet>, base: &Sheet, gated: &[Gated]) -> Vec<Option<Rested>> {
        let mut rested: Vec<Option<Rested>> = sheets.iter().map(|_| None).collect();
        let mut places: Vec<usize> = (0..sheets.len()).collect();
        for round in 0..ROUNDS {
            let slots: Vec<Slot> = gated.iter().map(|gated| gated.slot).collect();
            let read = self.read_asked(&sheets, &slots);
            let (mut left, mut their_places) = (Vec::new(), Vec::new());
            for ((mut sheet, at), (reading, asked)) in sheets.into_iter().zip(places).zip(read) {
                let mut moved = false;
                for (gated, asked) in gated.iter().zip(asked) {
                    moved |= answer_where_asked(self.program, &mut sheet, base, gated, asked == Truth::Yes);
                }
                if moved {
                    left.push(sheet);
                    their_places.push(at);
                } else if let Some(place) = rested.get_mut(at) {
                    *place = Some(Rested { sheet, reading, moved: round > 0 });
                }
            }
            (sheets, places) = (left, their_places);
        }
        rested
    }

    /// What is read of each sheet, and whether it asks these questions.
    pub fn read_asked(&mut self, sheets: &[Sheet], slots: &[Slot]) -> Vec<(Reading, Vec<Truth>)> {
        let program = self.program;
        let nodes: Vec<_> = slots
            .iter()
            .map(|slot| {
                let question = program.layout.question(*slot).map(|(question, _)| question);
                question.and_then(|question| program.asked.get(&question).copied())
            })
            .collect();
        let mut read = Vec::with_capacity(sheets.len());
        for sheets in sheets.chunks(LANES) {
            read.extend(self.run(sheets, |table, axes, lane| {
                let asked = nodes.iter().map(|node| node.map_or(Truth::Yes, |node| table.truth(node, lane)));
                (Reading::of(program, table, axes, lane), asked.collect())
            }));
        }
        read
    }

    fn run<T>(&mut self, sheets: &[Sheet], read: impl Fn(&Table, &Axes, usize) -> T) -> Vec<T> {
        let block = Block::from_sheets(self.pack, &self.program.layout, sheets, &mut self.texts);
        let table = self.evaluator.run(&block, &self.texts);
        let unreadable = |(lane, sheet): (usize, &Sheet)| u64::from(!sheet.problems.is_empty()) << lane;
        let unreadable = sheets.iter().enumerate().map(unreadable).fold(0, |a, b| a | b);
        let axes = Axes::of(self.program, table, &block, unreadable);
        (0..sheets.len()).map(|lane| read(table, &axes, lane)).collect()
    }
}

impl Reading {
    pub fn outcome(&self) -> Outcome {
        Outcome { safety: self.safety, screening: self.screening }
    }

    fn of(program: &Program, table: &Table, axes: &Axes, lane: usize) -> Self {
        let truth = |rule: &usize| {
            let node = program.rules.get(*rule).and_then(|nodes| nodes.first());
            node.map_or(Truth::Unknown, |node| table.truth(*node, lane))
        };
        Self {
            safety: axes.safety(lane),
            screening: axes.screening(lane),
            indications: program.indications.iter().map(truth).collect(),
        }
    }
}

/// Whether anything was to be done.
fn answer_where_asked(program: &Program, sheet: &mut Sheet, base: &Sheet, gated: &Gated, asked: bool) -> bool {
    let is_there = match sheet.answers.get(&gated.slot) {
        Some(Given::Value(_)) => true,
        // What could not be read may stay as it is where it is asked.
        Some(Given::Unknown(reason)) => reason.is_unread(),
        _ => false,
    };
    if is_there == asked {
        return false;
    }
    let before = base.answers.get(&gated.slot).and_then(value);
    let value = before.or(gated.answer.as_ref()).filter(|_| asked);
    if asked && value.is_none() {
        return false;
    }
    put(program, sheet, gated.slot, value);
    true
}

fn value(given: &Given) -> Option<&Value> {
    match given {
        Given::Value(value) => Some(value),
        Given::Unknown(_) => None,
    }
}

/// Gives an answer, or takes one back. A fault of its question is mended once no answer to it is left unread.
pub(super) fn put(program: &Program, sheet: &mut Sheet, slot: Slot, value: Option<&Value>) {
    match value {
        Some(value) => sheet.answers.insert(slot, Given::Value(value.clone())),
        None => sheet.answers.remove(&slot),
    };
    if sheet.problems.is_empty() {
        return;
    }
    let question = program.layout.question(slot).map(|(question, _)| question);
    let of_question = |slot: &Slot| program.layout.question(*slot).map(|(question, _)| question) == question;
    let unread = |given: &Given| matches!(given, Given::Unknown(reason) if reason.is_unread());
    if !sheet.answers.iter().any(|(slot, given)| unread(given) && of_question(slot)) {
        sheet.problems.retain(|problem| problem.question.is_none() || problem.question != question);
    }
}
