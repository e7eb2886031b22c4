//! The node-major table of a run: one column a node, from which decisions and explanations read their lane.

use super::lanes::Lane;
use super::texts::Readings;
use crate::answers::Slot;
use crate::program::{LookupCell, NumberId, NumberOp, Program, TruthId, Width};
use crate::terms::ListId;
use crate::value::{LANES, Scaled, Truth, Truths};

/// A number in 64 lanes: an interval each, exact in the node's units.
#[derive(Clone, Debug)]
pub struct Numbers<T> {
    pub low: [T; LANES],
    pub high: [T; LANES],
    /// Lanes without a number at all (a question not asked, no such row): a comparison with them is not met.
    pub absent: Truths,
    /// Lanes open because an answer was declined or unsure.
    pub firm: u64,
}

impl<T: Copy + Default> Default for Numbers<T> {
    fn default() -> Self {
        Self { low: [T::default(); LANES], high: [T::default(); LANES], absent: Truths::NO, firm: 0 }
    }
}

/// What a run fills: a column for each node of the program.
#[derive(Clone, Debug)]
pub struct Table {
    pub(super) truths: Vec<Truths>,
    pub(super) short: Vec<Numbers<i16>>,
    pub(super) narrow: Vec<Numbers<i32>>,
    pub(super) wide: Vec<Numbers<i64>>,
    pub(super) readings: Readings,
}

impl Table {
    pub fn new(program: &Program) -> Self {
        Self {
            truths: vec![Truths::UNKNOWN; program.truths.len()],
            short: program.of_width(Width::Short).iter().map(initial).collect(),
            narrow: program.of_width(Width::Narrow).iter().map(initial).collect(),
            wide: program.of_width(Width::Wide).iter().map(initial).collect(),
            readings: Readings::default(),
        }
    }

    /// A node of another program reads as unknown.
    pub fn truths(&self, id: TruthId) -> Truths {
        self.truths.get(id.0 as usize).copied().unwrap_or(Truths::UNKNOWN)
    }

    pub fn truth(&self, id: TruthId, lane: usize) -> Truth {
        self.truths(id).lane(lane)
    }

    /// Whether there is no number at all in a lane.
    pub fn absent(&self, id: NumberId, lane: usize) -> Truth {
        self.lane(id, lane).map_or(Truth::Unknown, |(_, _, absent)| absent)
    }

    fn lane(&self, id: NumberId, lane: usize) -> Option<(Scaled, Scaled, Truth)> {
        fn of<T: Copy + Into<Scaled>>(columns: &[Numbers<T>], at: u32, lane: usize) -> Option<(Scaled, Scaled, Truth)> {
            let column = columns.get(at as usize)?;
            Some(((*column.low.get(lane)?).into(), (*column.high.get(lane)?).into(), column.absent.lane(lane)))
        }
        match id.width {
            Width::Short => of(&self.short, id.at, lane),
            Width::Narrow => of(&self.narrow, id.at, lane),
            Width::Wide => of(&self.wide, id.at, lane),
        }
    }

    /// What a text of the block looks up in a table; `None` where it names no one row, or the row has no such cell.
    pub fn cell(&self, program: &Program, text: Slot, table: ListId, column: usize, lane: usize) -> Option<LookupCell> {
        let row = self.named_row(program, text, table, lane)?;
        *program.table(table)?.rows.get(row)?.get(column)?
    }

    /// The one row of a table that a text of the block names.
    pub fn named_row(&self, program: &Program, text: Slot, table: ListId, lane: usize) -> Option<usize> {
        let number = usize::from(table.0).checked_sub(program.term_lists)?;
        self.readings.said(text.index())?.row(number, lane)
    }

    /// Whether a text of the block mentions a list; `past`: its question is about the past.
    pub fn mentions(&self, text: Slot, list: ListId, past: bool, lane: usize) -> Truth {
        let (yes, no) = self.readings.said(text.index()).map_or((0, 0), |said| said.mentions(list, past));
        Truths::from_sure(yes, no, 0).lane(lane)
    }

    /// Low and high end of a number in one lane; `None` where there is no number.
    pub fn interval(&self, id: NumberId, lane: usize) -> Option<(Scaled, Scaled)> {
        let (low, high, absent) = self.lane(id, lane)?;
        (absent != Truth::Yes).then_some((low, high))
    }
}

/// A node's column before any run: constants hold what they will always hold.
fn initial<T: Lane>(op: &NumberOp) -> Numbers<T> {
    let mut numbers = Numbers::default();
    if let NumberOp::Constant(value) = op {
        (numbers.low, numbers.high) = ([T::of(*value); LANES], [T::of(*value); LANES]);
    }
    numbers
}
