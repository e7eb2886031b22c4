//! The node-major table of a run: one column a node, from which decisions and explanations read their lane.

use super::lanes::Lane;
use super::texts::Readings;
use crate::answers::Slot;
use crate::program::{LookupCell, NumberId, NumberOp, Program, TruthId};
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
    pub(super) narrow: Vec<Numbers<i32>>,
    pub(super) wide: Vec<Numbers<i64>>,
    pub(super) readings: Readings,
}

impl Table {
    pub fn new(program: &Program) -> Self {
        Self {
            truths: vec![Truths::UNKNOWN; program.truths.len()],
            narrow: program.narrow.iter().map(initial).collect(),
            wide: program.wide.iter().map(initial).collect(),
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
        match id {
            NumberId::Narrow(at) => self.narrow.get(at as usize).map_or(Truth::Unknown, |n| n.absent.lane(lane)),
            NumberId::Wide(at) => self.wide.get(at as usize).map_or(Truth::Unknown, |n| n.absent.lane(lane)),
        }
    }

    /// What a text of the block looks up in a table; `None` where it names no one row, or the row has no such cell.
    pub fn cell(&self, program: &Program, text: Slot, table: ListId, column: usize, lane: usize) -> Option<LookupCell> {
        let number = usize::from(table.0).checked_sub(program.term_lists)?;
        let row = self.readings.said(text.index())?.row(number, lane)?;
        *program.table(table)?.rows.get(row)?.get(column)?
    }

    /// Low and high end of a number in one lane; `None` where there is no number.
    pub fn interval(&self, id: NumberId, lane: usize) -> Option<(Scaled, Scaled)> {
        let (low, high, absent) = match id {
            NumberId::Narrow(at) => {
                let n = self.narrow.get(at as usize)?;
                (i64::from(*n.low.get(lane)?), i64::from(*n.high.get(lane)?), n.absent)
            }
            NumberId::Wide(at) => {
                let n = self.wide.get(at as usize)?;
                (*n.low.get(lane)?, *n.high.get(lane)?, n.absent)
            }
        };
        (absent.lane(lane) != Truth::Yes).then_some((low, high))
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
