//! Turns sheets of answers into decisions, 64 at a time.

use super::{Decision, View};
use crate::answers::{Block, Sheet, Texts};
use crate::evaluate::{Axes, Decided, Evaluator};
use crate::pack::Pack;
use crate::program::Program;
use crate::value::LANES;

/// A run over one pack: texts seen before are not read again.
#[derive(Debug)]
pub struct Screening<'a> {
    pack: &'a Pack,
    evaluator: Evaluator<'a>,
    texts: Texts,
}

impl<'a> Screening<'a> {
    /// `program` is compiled from `pack`.
    pub fn new(pack: &'a Pack, program: &'a Program) -> Self {
        Self { pack, evaluator: Evaluator::new(program), texts: Texts::default() }
    }

    /// One decision a sheet, in their order.
    pub fn decide(&mut self, sheets: &[Sheet]) -> Vec<Decision> {
        sheets.chunks(LANES).flat_map(|sheets| self.block(sheets)).collect()
    }

    fn block(&mut self, sheets: &[Sheet]) -> Vec<Decision> {
        let program = self.evaluator.program;
        let block = Block::from_sheets(self.pack, &program.layout, sheets, &mut self.texts);
        let table = self.evaluator.run(&block, &self.texts);
        let unreadable = sheets
            .iter()
            .enumerate()
            .filter(|(_, s)| !s.problems.is_empty())
            .fold(0, |word, (lane, _)| word | 1 << lane);
        let axes = Axes::of(program, table, &block, unreadable);
        let decision = |(lane, sheet)| {
            let view = View { pack: self.pack, program, table, block: &block, texts: &self.texts, lane };
            Decision::of(view, &program.layout, sheet, &Decided::of(program, table, &block, &axes, lane))
        };
        sheets.iter().enumerate().map(decision).collect()
    }
}
