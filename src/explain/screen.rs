//! Turns sheets of answers into decisions: blocks of 64, one run each, one explanation a lane.

use super::decision::{self, Finding};
use super::{Decision, View};
use crate::answers::{Block, Sheet, Texts};
use crate::evaluate::{Axes, Decided, Evaluator};
use crate::pack::Pack;
use crate::program::Program;
use crate::value::LANES;

/// A pack and its program at work. Texts that were read once are not read again.
#[derive(Debug)]
pub struct Screening<'a> {
    pack: &'a Pack,
    program: &'a Program,
    evaluator: Evaluator<'a>,
    texts: Texts,
}

impl<'a> Screening<'a> {
    /// `program` is that of the pack.
    pub fn new(pack: &'a Pack, program: &'a Program) -> Self {
        Self { pack, program, evaluator: Evaluator::new(program), texts: Texts::default() }
    }

    /// One decision a sheet, in their order. Nothing of one applicant reaches another.
    pub fn decide(&mut self, sheets: &[Sheet]) -> Vec<Decision> {
        sheets.chunks(LANES).flat_map(|block| self.block(block)).collect()
    }

    /// What came of each sheet, rule by rule, without words.
    pub fn decided(&mut self, sheets: &[Sheet]) -> Vec<Decided> {
        sheets.chunks(LANES).flat_map(|block| self.each(block, |_, _, decided| decided.clone())).collect()
    }

    /// What one rule, by its place, comes to, also where the decision does not show it. `None`: there is no such rule.
    pub fn rule(&mut self, sheet: &Sheet, rule: usize) -> Option<Finding> {
        self.each(std::slice::from_ref(sheet), |view, _, decided| decision::of_rule(view, decided, rule)).pop()?
    }

    fn block(&mut self, sheets: &[Sheet]) -> Vec<Decision> {
        let layout = &self.program.layout;
        self.each(sheets, |view, sheet, decided| Decision::of(view, layout, sheet, decided))
    }

    /// Reads something off every lane of a run.
    fn each<T>(&mut self, sheets: &[Sheet], read: impl Fn(View, &Sheet, &Decided) -> T) -> Vec<T> {
        let (pack, program) = (self.pack, self.program);
        let block = Block::from_sheets(pack, &program.layout, sheets, &mut self.texts);
        let table = self.evaluator.run(&block, &self.texts);
        let unreadable = |(lane, sheet): (usize, &Sheet)| u64::from(!sheet.problems.is_empty()) << lane;
        let axes = Axes::of(program, table, &block, sheets.iter().enumerate().map(unreadable).fold(0, |a, b| a | b));
        let one = |(lane, sheet): (usize, &Sheet)| {
            let decided = Decided::of(program, table, &block, &axes, lane);
            let view = View { pack, program, table, block: &block, texts: &self.texts, lane };
            read(view, sheet, &decided)
        };
        sheets.iter().enumerate().map(one).collect()
    }
}
