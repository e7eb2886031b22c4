//! Runs a program over a block: each node's column from the columns before it.

use super::aggregates;
use super::lanes::{Lane, fill, where_both, where_so};
use super::leaves::{Source, at};
use super::table::{Numbers, Table};
use crate::answers::{Block, Data, Slot, Texts};
use crate::language::Comparison;
use crate::program::{Leaf, Node, NumberId, NumberOp, Program, RowId, Step, TruthId, TruthOp, Width};
use crate::value::{LANES, Scaled, Truths};

/// A program with the table it fills and the texts it has read.
#[derive(Debug)]
pub struct Evaluator<'a> {
    pub program: &'a Program,
    runs: Vec<Run<'a>>,
    table: Table,
}

/// Steps that follow one another and are of one row, or of none.
#[derive(Debug)]
struct Run<'a> {
    row: Option<RowId>,
    fills: Vec<Fill<'a>>,
}

/// A node's operation and the column it fills, found once.
#[derive(Clone, Copy, Debug)]
enum Fill<'a> {
    Truth(&'a TruthOp, TruthId),
    Number(&'a NumberOp, NumberId),
}

impl<'a> Evaluator<'a> {
    pub fn new(program: &'a Program) -> Self {
        let fill = |step: &Step| match step.node {
            Node::Truth(id) => program.truth(id).map(|op| Fill::Truth(op, id)),
            Node::Number(id) => program.number(id).map(|op| Fill::Number(op, id)),
        };
        let run = |steps: &[Step]| Run {
            row: steps.first().and_then(|step| step.row),
            fills: steps.iter().filter_map(fill).collect(),
        };
        let runs = program.steps.chunk_by(|a, b| a.row == b.row).map(run).collect();
        Self { program, runs, table: Table::new(program) }
    }

    /// An evaluator of another program that looks for the same names in texts: what this one has read of them is not read again.
    pub fn of_changed<'b>(&self, program: &'b Program) -> Evaluator<'b> {
        let mut evaluator = Evaluator::new(program);
        evaluator.table.readings.clone_from(&self.table.readings);
        evaluator
    }

    /// Evaluates every node for every lane of the block. `texts` is the one that the block's answers were interned in, and
    /// always the same one for an evaluator.
    pub fn run(&mut self, block: &Block, texts: &Texts) -> &Table {
        // Out of the table while its columns are filled, back in when they are.
        let mut readings = std::mem::take(&mut self.table.readings);
        readings.read(self.program, block, texts);
        let source = Source { program: self.program, block, readings: &readings };
        let anybody = anybody_has(self.program, block);
        for run in &self.runs {
            if run.row.is_some_and(|row| anybody.get(row.0 as usize) == Some(&false)) {
                continue;
            }
            for fill in &run.fills {
                match *fill {
                    Fill::Truth(op, id) => {
                        let value = truth(op, &source, &self.table);
                        if let Some(to) = self.table.truths.get_mut(id.0 as usize) {
                            *to = value;
                        }
                    }
                    Fill::Number(op, id) => number(op, id, &source, &mut self.table),
                }
            }
        }
        self.table.readings = readings;
        &self.table
    }
}

/// By row: whether some lane of the block has it. What is left in the nodes of a row that nobody has is read by nobody:
/// `RowHolds` and the aggregates look at a row only where it is present.
fn anybody_has(program: &Program, block: &Block) -> Vec<bool> {
    let has = |(group, row): &(Slot, usize)| match block.columns.get(group.index()).map(|c| &c.data) {
        Some(Data::Rows(rows)) => usize::from(rows.iter().fold(0, |most, n| most.max(*n))) > *row,
        _ => true,
    };
    program.rows.iter().map(has).collect()
}

// Inlined into the one loop over steps: most truths are a few words, and the call would cost as much as they do. What loops
// over lanes is kept out of it, so that its registers need no saving here.
#[inline(always)]
fn truth(op: &TruthOp, source: &Source, table: &Table) -> Truths {
    let truths = table.truths.as_slice();
    match op {
        TruthOp::Constant(value) => {
            if *value {
                Truths::YES
            } else {
                Truths::NO
            }
        }
        TruthOp::Undetermined => Truths::UNKNOWN,
        TruthOp::YesNo(leaf) => source.yes_no(*leaf, truths),
        TruthOp::Not(of) => !at(truths, *of),
        TruthOp::All(of) => Truths::all(of.iter().map(|id| at(truths, *id))),
        TruthOp::Any(of) => Truths::any(of.iter().map(|id| at(truths, *id))),
        TruthOp::AtLeast(n, of) => Truths::at_least(*n, of.iter().map(|id| at(truths, *id))),
        TruthOp::Compare(left, operator, right) => compare(table, *left, *operator, *right),
        TruthOp::CompareWith(left, operator, right) => compare_with(table, *left, *operator, *right),
        TruthOp::OneOf(choice, options) => source.one_of(*choice, *options, truths),
        TruthOp::Includes(leaf, options) => source.includes(*leaf, *options, truths),
        TruthOp::Mentions { text, list, past } => source.text(*text, truths, |said| said.mentions(*list, *past)),
        TruthOp::Matches(leaf, pattern) => source.text(*leaf, truths, |said| said.matches(*pattern)),
        TruthOp::LookupYes { text, table, column } => source.lookup_yes(*text, *table, *column, truths),
        TruthOp::Answered(slot) => answered(source.block, slot.index()),
        TruthOp::Present { group, row } => present(source, *group, *row, truths),
        TruthOp::RowHolds { present, condition } => {
            let (present, condition) = (at(truths, *present), at(truths, *condition));
            let open = present.unknown();
            Truths::from_sure(
                present.yes & condition.yes,
                present.no() | (present.yes & condition.no()),
                (present.yes & condition.firm) | (open & present.firm),
            )
        }
    }
}

/// The form, not the person: a blank read as "none" is not answered.
#[inline(never)]
fn answered(block: &Block, slot: usize) -> Truths {
    let Some(column) = block.columns.get(slot) else { return Truths::NO };
    Truths { known: !0, yes: column.written(), firm: 0 }
}

#[inline(never)]
fn present(source: &Source, group: Leaf, row: usize, truths: &[Truths]) -> Truths {
    let Some(read) = source.read(group, truths) else { return Truths::UNKNOWN };
    let Data::Rows(rows) = &read.column.data else { return Truths::UNKNOWN };
    // A group has at most 12 rows.
    let row = row as u8;
    let has = where_so(rows, |n| n > row);
    let given = read.column.given;
    Truths::from_sure(given & has, (given & !has) | read.absent.yes, read.column.firm)
}

#[inline(never)]
fn compare(table: &Table, left: NumberId, operator: Comparison, right: NumberId) -> Truths {
    // The compiler widened the narrower side.
    let (l, r) = (left.at, right.at);
    match left.width {
        Width::Short => pair(&table.short, l, r).map(|(l, r)| compare_columns(l, operator, r)),
        Width::Narrow => pair(&table.narrow, l, r).map(|(l, r)| compare_columns(l, operator, r)),
        Width::Wide => pair(&table.wide, l, r).map(|(l, r)| compare_columns(l, operator, r)),
    }
    .unwrap_or(Truths::UNKNOWN)
}

#[inline(never)]
fn compare_with(table: &Table, left: NumberId, operator: Comparison, right: Scaled) -> Truths {
    fn of<T: Lane + TryFrom<Scaled>>(columns: &[Numbers<T>], at: u32, operator: Comparison, right: Scaled) -> Truths {
        let Some(left) = columns.get(at as usize) else { return Truths::UNKNOWN };
        match T::try_from(right) {
            Ok(right) => compare_constant(left, operator, right),
            // Beyond every value of this width, so the order is the same in every lane.
            Err(_) => decided(operator, right, left.absent, left.firm),
        }
    }
    match left.width {
        Width::Short => of(&table.short, left.at, operator, right),
        Width::Narrow => of(&table.narrow, left.at, operator, right),
        Width::Wide => of(&table.wide, left.at, operator, right),
    }
}

fn decided(operator: Comparison, right: Scaled, absent: Truths, firm: u64) -> Truths {
    let holds = if operator.holds(0, right.signum()) { !0 } else { 0 };
    met_where_present(holds, !holds, absent, firm)
}

/// A comparison with nothing is not met; with what is perhaps nothing it is not surely met.
fn met_where_present(sure: u64, never: u64, absent: Truths, firm: u64) -> Truths {
    Truths::from_sure(sure & absent.no(), never | absent.yes, firm | absent.firm)
}

fn compare_constant<T: Lane>(l: &Numbers<T>, operator: Comparison, c: T) -> Truths {
    // Each arm is a plain loop over lanes, which vectorises; the operator is settled outside of it.
    let below = |lanes: &[T; LANES]| where_so(lanes, |v| v < c);
    let above = |lanes: &[T; LANES]| where_so(lanes, |v| v > c);
    let (sure, never) = match operator {
        Comparison::Less => (below(&l.high), !below(&l.low)),
        Comparison::AtLeast => (!below(&l.low), below(&l.high)),
        Comparison::Greater => (above(&l.low), !above(&l.high)),
        Comparison::AtMost => (!above(&l.high), above(&l.low)),
        Comparison::Equal | Comparison::NotEqual => {
            let apart = above(&l.low) | below(&l.high);
            let equal = !(below(&l.low) | above(&l.high) | apart);
            if operator == Comparison::Equal { (equal, apart) } else { (apart, equal) }
        }
    };
    met_where_present(sure, never, l.absent, l.firm)
}

fn compare_columns<T: Lane>(l: &Numbers<T>, operator: Comparison, r: &Numbers<T>) -> Truths {
    let less = |a: &[T; LANES], b: &[T; LANES]| where_both(a, b, |a, b| a < b);
    let (sure, never) = match operator {
        Comparison::Less => (less(&l.high, &r.low), !less(&l.low, &r.high)),
        Comparison::AtLeast => (!less(&l.low, &r.high), less(&l.high, &r.low)),
        Comparison::Greater => (less(&r.high, &l.low), !less(&r.low, &l.high)),
        Comparison::AtMost => (!less(&r.low, &l.high), less(&r.high, &l.low)),
        Comparison::Equal | Comparison::NotEqual => {
            let apart = less(&l.high, &r.low) | less(&r.high, &l.low);
            let equal = !(less(&l.low, &r.high) | less(&r.low, &l.high) | apart);
            if operator == Comparison::Equal { (equal, apart) } else { (apart, equal) }
        }
    };
    met_where_present(sure, never, l.absent.or(r.absent), l.firm | r.firm)
}

fn pair<T>(columns: &[Numbers<T>], l: u32, r: u32) -> Option<(&Numbers<T>, &Numbers<T>)> {
    Some((columns.get(l as usize)?, columns.get(r as usize)?))
}

fn number(op: &NumberOp, id: NumberId, source: &Source, table: &mut Table) {
    let Table { truths, short, narrow, wide, .. } = table;
    match id.width {
        Width::Short => one_number(op, id, source, truths, short, |_, _| {}),
        Width::Narrow => one_number(op, id, source, truths, narrow, |from, to| widen(short, from, to)),
        Width::Wide => one_number(op, id, source, truths, wide, |from, to| match from.width {
            Width::Short => widen(short, from, to),
            _ => widen(narrow, from, to),
        }),
    }
}

fn one_number<T: Lane>(
    op: &NumberOp,
    id: NumberId,
    source: &Source,
    truths: &[Truths],
    columns: &mut [Numbers<T>],
    widen: impl Fn(NumberId, &mut Numbers<T>),
) {
    let at = (id.at as usize).min(columns.len());
    let (before, after) = columns.split_at_mut(at);
    if let Some(to) = after.first_mut() {
        fill_column(op, source, truths, |id| before.get(id.at as usize), widen, to);
    }
}

fn widen<T: Copy + Into<Scaled>, U: Lane>(columns: &[Numbers<T>], from: NumberId, to: &mut Numbers<U>) {
    if let Some(from) = columns.get(from.at as usize) {
        fill(&mut to.low, &from.low, |v| U::of(v.into()));
        fill(&mut to.high, &from.high, |v| U::of(v.into()));
        (to.absent, to.firm) = (from.absent, from.firm);
    }
}

/// Fills one number column. `operand` finds a column of the same width before it.
fn fill_column<'t, T: Lane + 't>(
    op: &NumberOp,
    source: &Source,
    truths: &[Truths],
    operand: impl Fn(NumberId) -> Option<&'t Numbers<T>>,
    widen: impl Fn(NumberId, &mut Numbers<T>),
    to: &mut Numbers<T>,
) {
    let both = |l: NumberId, r: NumberId| operand(l).zip(operand(r));
    match op {
        // In its column since the table was made.
        NumberOp::Constant(_) => {}
        NumberOp::Answer(leaf) | NumberOp::Points(leaf) => source.number(*leaf, truths, to),
        NumberOp::DayNumber(leaf) => source.day(*leaf, truths, to),
        NumberOp::DaysSince(leaf) => source.days_since(*leaf, truths, to),
        NumberOp::YearsSince(leaf) => source.years_since(*leaf, truths, to),
        NumberOp::Lookup { text, table, column, .. } => source.lookup_number(*text, *table, *column, truths, to),
        NumberOp::Sum { items, most } => aggregates::sum(items, *most, source, truths, to),
        NumberOp::CountItems(items, operator, right) => {
            aggregates::count_items(items, *operator, *right, source, truths, to);
        }
        NumberOp::CountTrue(of) => aggregates::count_true(of, truths, to),
        NumberOp::CountDistinct(rows) => aggregates::count_distinct(rows, source, truths, to),
        NumberOp::Rows { aggregate, rows, range } => aggregates::rows(*aggregate, rows, *range, truths, operand, to),
        NumberOp::Add(l, r) => {
            if let Some((l, r)) = both(*l, *r) {
                join(l, r, to, |l, r| (l.0.plus(r.0), l.1.plus(r.1)));
            }
        }
        NumberOp::Subtract(l, r) => {
            if let Some((l, r)) = both(*l, *r) {
                join(l, r, to, |l, r| (l.0.minus(r.1), l.1.minus(r.0)));
            }
        }
        NumberOp::Multiply(l, r) => {
            if let Some((l, r)) = both(*l, *r) {
                // Each a plain loop over lanes, which vectorises.
                if no_negative(l) && no_negative(r) {
                    join(l, r, to, |l, r| (l.0.times(r.0), l.1.times(r.1)));
                } else {
                    join(l, r, to, |l, r| {
                        let (a, b, c, d) = (l.0.times(r.0), l.0.times(r.1), l.1.times(r.0), l.1.times(r.1));
                        (a.min(b).min(c.min(d)), a.max(b).max(c.max(d)))
                    });
                }
            }
        }
        NumberOp::Widen(of) => widen(*of, to),
    }
}

fn no_negative<T: Lane>(numbers: &Numbers<T>) -> bool {
    numbers.low.iter().fold(true, |all, low| all & (*low >= T::default()))
}

/// An interval from two, in every lane.
fn join<T: Lane>(l: &Numbers<T>, r: &Numbers<T>, to: &mut Numbers<T>, f: impl Fn((T, T), (T, T)) -> (T, T)) {
    let ends = l.low.iter().zip(&l.high).zip(r.low.iter().zip(&r.high));
    for ((low, high), ((ll, lh), (rl, rh))) in to.low.iter_mut().zip(&mut to.high).zip(ends) {
        (*low, *high) = f((*ll, *lh), (*rl, *rh));
    }
    (to.absent, to.firm) = (l.absent.or(r.absent), l.firm | r.firm);
}
