//! Turns one lane of a table into the answers that can still change its outcome, gravest first.

use std::collections::{BTreeMap, BTreeSet};

use super::decide::Outcome;
use super::table::Table;
use crate::answers::{Block, Slot};
use crate::language::{Safety, Screening};
use crate::program::{ChoiceSource, Leaf, Node, NumberId, NumberOp, Program, Raised, RowValue, TruthId, TruthOp};
use crate::value::{Reason, Truth};

/// The gravest thing an answer could still raise, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CouldRaise {
    /// No axis by itself: whether an indication is met.
    Indication,
    Screening(Screening),
    Safety(Safety),
}

impl CouldRaise {
    pub fn name(self) -> &'static str {
        match self {
            Self::Indication => "indication",
            Self::Screening(level) => level.name(),
            Self::Safety(level) => level.name(),
        }
    }
}

/// An answer that is not known and can still matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    pub slot: Slot,
    pub reason: Reason,
    pub could_raise: CouldRaise,
}

/// The slots whose answers can still change safety, screening or an indication.
///
/// A rule counts where it is unknown and, met or unknown, raises more than what is already certain. Within it, a node counts
/// where it is unknown: a known side of an `all` or `any` that leaves it unknown cannot settle it.
pub(super) fn of(
    program: &Program,
    table: &Table,
    block: &Block,
    lane: usize,
    outcomes: &[Outcome],
    indications: Screening,
    (contradiction, perhaps_asked): (bool, &[TruthId]),
) -> Vec<Missing> {
    let (safety, screening) = certain(outcomes, indications, contradiction);
    let mut found: BTreeMap<Slot, Missing> = BTreeMap::new();
    let open = |node: TruthId| {
        let mut walk =
            Walk { program, table, block, lane, seen: BTreeSet::new(), slots: BTreeMap::new(), perhaps: false };
        walk.truth(node);
        walk.slots
    };
    let mut add = |slots: BTreeMap<Slot, Reason>, could_raise: CouldRaise| {
        for (slot, reason) in slots {
            let entry = found.entry(slot).or_insert(Missing { slot, reason, could_raise });
            entry.could_raise = entry.could_raise.max(could_raise);
        }
    };
    for (rule, outcome) in outcomes.iter().enumerate() {
        let (Some(effect), Some(node)) = (program.effects.get(rule), program.rules.get(rule).and_then(|n| n.first()))
        else {
            continue;
        };
        if outcome.truth != Truth::Unknown {
            continue;
        }
        let graver = |raised: Raised| match raised {
            Raised::Safety(level) => (level > safety).then_some(CouldRaise::Safety(level)),
            Raised::Screening(level) => (level > screening).then_some(CouldRaise::Screening(level)),
            _ => None,
        };
        let could_raise = if program.indications.contains(&rule) {
            Some(CouldRaise::Indication)
        } else {
            graver(effect.met).max(graver(outcome.raised))
        };
        if let Some(could_raise) = could_raise {
            add(open(*node), could_raise);
        }
    }
    if screening < Screening::Review {
        // Whether an answer that was given contradicts the form.
        perhaps_asked.iter().for_each(|asked| add(open(*asked), CouldRaise::Screening(Screening::Review)));
    }
    // An answer that could not be read keeps the decision incomplete whatever rule reads it.
    for (index, column) in block.columns.iter().enumerate() {
        let reason = column.reason(lane);
        if !column.is_given(lane) && reason.is_unread() {
            let slot = Slot(index as u32);
            let asked = program.layout.question(slot).and_then(|(question, _)| program.asked.get(&question));
            let mut slots = asked.map(|asked| open(*asked)).unwrap_or_default();
            slots.insert(slot, reason);
            add(slots, CouldRaise::Screening(Screening::Incomplete));
        }
    }
    let mut missing: Vec<Missing> = found.into_values().collect();
    missing.sort_by(|a, b| b.could_raise.cmp(&a.could_raise).then(a.slot.cmp(&b.slot)));
    missing
}

/// What is raised whatever the open answers turn out to be.
fn certain(outcomes: &[Outcome], indications: Screening, contradiction: bool) -> (Safety, Screening) {
    let mut safety = Safety::None;
    let mut screening = if contradiction { Screening::Review } else { Screening::Clear };
    if indications == Screening::Review {
        screening = Screening::Review;
    }
    for outcome in outcomes.iter().filter(|o| o.truth == Truth::Yes) {
        match outcome.raised {
            Raised::Safety(level) => safety = safety.max(level),
            Raised::Screening(level) => screening = screening.max(level),
            _ => {}
        }
    }
    (safety, screening)
}

/// Follows what is unknown down to the answers.
///
/// While it is unknown whether a group has a row, the nodes of that row are followed too, for what they read outside the
/// group: it will matter once the row is there. What these nodes hold is not looked at, since nobody may have the row.
struct Walk<'a> {
    program: &'a Program,
    table: &'a Table,
    block: &'a Block,
    lane: usize,
    seen: BTreeSet<TruthId>,
    slots: BTreeMap<Slot, Reason>,
    /// Within a row that is perhaps there.
    perhaps: bool,
}

impl Walk<'_> {
    fn truth(&mut self, id: TruthId) {
        let in_row = self.in_perhaps_row(Node::Truth(id));
        if !in_row && self.table.truth(id, self.lane) != Truth::Unknown || !self.seen.insert(id) {
            return;
        }
        let program = self.program;
        let Some(op) = program.truth(id) else { return };
        match op {
            TruthOp::Constant(_) | TruthOp::Undetermined | TruthOp::Answered(_) => {}
            TruthOp::Not(of) => self.truth(*of),
            TruthOp::All(of) | TruthOp::Any(of) | TruthOp::AtLeast(_, of) => of.iter().for_each(|id| self.truth(*id)),
            TruthOp::Compare(left, _, right) => {
                self.number(*left);
                self.number(*right);
            }
            TruthOp::CompareWith(left, ..) => self.number(*left),
            TruthOp::RowHolds { present, condition } => self.row(*present, |walk| walk.truth(*condition)),
            // An answer of a row that is not there cannot be asked for.
            _ if in_row => {}
            TruthOp::YesNo(leaf) | TruthOp::Includes(leaf, _) => self.leaf(*leaf),
            TruthOp::Mentions { text: leaf, .. }
            | TruthOp::Matches(leaf, _)
            | TruthOp::LookupYes { text: leaf, .. } => self.text(*leaf),
            TruthOp::OneOf(source, _) => self.choice(*source),
            TruthOp::Present { group, .. } => self.leaf(*group),
        }
    }

    fn number(&mut self, id: NumberId) {
        let in_row = self.in_perhaps_row(Node::Number(id));
        let known = self.table.interval(id, self.lane).is_some_and(|(low, high)| low == high);
        if !in_row && known && !self.may_be_absent(id) {
            return;
        }
        let program = self.program;
        let Some(op) = program.number(id) else { return };
        match op {
            NumberOp::Constant(_) => {}
            NumberOp::Sum { items, .. } | NumberOp::CountItems(items, ..) => {
                items.iter().for_each(|item| self.leaf(item.leaf));
            }
            NumberOp::CountTrue(of) => of.iter().for_each(|id| self.truth(*id)),
            NumberOp::CountDistinct(rows) => {
                for row in rows {
                    self.row_value(row, |walk, value| {
                        if !walk.perhaps {
                            walk.choice(*value);
                        }
                    });
                }
            }
            NumberOp::Rows { rows, .. } => {
                rows.iter().for_each(|row| self.row_value(row, |walk, value| walk.number(*value)));
            }
            NumberOp::Add(left, right) | NumberOp::Subtract(left, right) | NumberOp::Multiply(left, right) => {
                self.number(*left);
                self.number(*right);
            }
            NumberOp::Widen(of) => self.number(*of),
            _ if in_row => {}
            NumberOp::Answer(leaf)
            | NumberOp::Points(leaf)
            | NumberOp::DayNumber(leaf)
            | NumberOp::DaysSince(leaf)
            | NumberOp::YearsSince(leaf) => self.leaf(*leaf),
            NumberOp::Lookup { text, .. } => self.text(*text),
        }
    }

    fn in_perhaps_row(&self, node: Node) -> bool {
        self.perhaps && self.program.in_rows.contains(&node)
    }

    /// Follows what is of a row, where there is one or may be.
    fn row(&mut self, present: TruthId, follow: impl FnOnce(&mut Self)) {
        let here = self.table.truth(present, self.lane);
        if here != Truth::No {
            self.truth(present);
            let outer = std::mem::replace(&mut self.perhaps, here == Truth::Unknown);
            follow(self);
            self.perhaps = outer;
        }
    }

    fn row_value<T>(&mut self, row: &RowValue<T>, follow: impl FnOnce(&mut Self, &T)) {
        self.truth(row.holds);
        if self.table.truth(row.holds, self.lane) != Truth::No {
            self.row(row.present, |walk| follow(walk, &row.value));
        }
    }

    fn may_be_absent(&self, id: NumberId) -> bool {
        self.table.absent(id, self.lane) == Truth::Unknown
    }

    fn choice(&mut self, source: ChoiceSource) {
        match source {
            ChoiceSource::Answer(leaf) => self.leaf(leaf),
            ChoiceSource::Lookup { text, table, column } => {
                if self.table.cell(self.program, text.slot, table, column, self.lane).is_none() {
                    self.text(text);
                }
            }
            ChoiceSource::Fixed(_) => {}
        }
    }

    /// A blank that is asked, or perhaps asked. One that is read as "none" is not missing, but whether it is asked may be open.
    fn leaf(&mut self, leaf: Leaf) {
        let Some(column) = self.block.columns.get(leaf.slot.index()) else { return };
        let asked = leaf.asked.map_or(Truth::Yes, |id| self.table.truth(id, self.lane));
        if column.is_written(self.lane) || asked == Truth::No {
            return;
        }
        if !column.is_given(self.lane) {
            self.slots.insert(leaf.slot, column.reason(self.lane));
        }
        if let (Some(id), Truth::Unknown) = (leaf.asked, asked) {
            self.truth(id);
        }
    }

    /// A text that is not given, or whose words leave it open.
    fn text(&mut self, leaf: Leaf) {
        let given = self.block.columns.get(leaf.slot.index()).is_some_and(|column| column.is_given(self.lane));
        if given {
            self.slots.insert(leaf.slot, Reason::Unclear);
        }
        self.leaf(leaf);
    }
}
