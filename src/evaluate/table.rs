//! The node-major table of a run: one column a node, from which decisions and explanations read their lane.

use crate::program::{NumberId, Program, TruthId};
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
    /// Of a count of different options, by row: lanes where the row's option is unknown.
    pub open_options: Vec<u64>,
}

impl<T: Copy + Default> Default for Numbers<T> {
    fn default() -> Self {
        Self {
            low: [T::default(); LANES],
            high: [T::default(); LANES],
            absent: Truths::NO,
            firm: 0,
            open_options: Vec::new(),
        }
    }
}

/// What a run fills: a column for each node of the program.
#[derive(Clone, Debug)]
pub struct Table {
    pub(super) truths: Vec<Truths>,
    pub(super) narrow: Vec<Numbers<i32>>,
    pub(super) wide: Vec<Numbers<i64>>,
}

impl Table {
    pub fn new(program: &Program) -> Self {
        Self {
            truths: vec![Truths::UNKNOWN; program.truths.len()],
            narrow: vec![Numbers::default(); program.narrow.len()],
            wide: vec![Numbers::default(); program.wide.len()],
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

    /// Whether a count of different options leaves the option of a row open.
    pub(super) fn option_open(&self, id: NumberId, row: usize, lane: usize) -> bool {
        let rows = match id {
            NumberId::Narrow(at) => self.narrow.get(at as usize).map(|n| &n.open_options),
            NumberId::Wide(at) => self.wide.get(at as usize).map(|n| &n.open_options),
        };
        rows.and_then(|rows| rows.get(row)).is_none_or(|lanes| lanes >> lane & 1 == 1)
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
