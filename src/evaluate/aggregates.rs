//! Turns many columns into one number: totals with bounds, counts, and aggregates over the rows of a group.

use super::lanes::{Lane, bytes, fill, fill_from_two, lanes};
use super::leaves::{Source, at};
use super::table::Numbers;
use crate::language::Comparison;
use crate::program::{Aggregate, ChoiceSource, NumberId, RowValue, SumItem, TruthId};
use crate::value::{LANES, Scaled, Truth, Truths};

/// Low and high end of 64 sums of bytes.
struct Ends<T> {
    low: [T; LANES],
    high: [T; LANES],
}

impl<T: Copy + Default + From<u8> + std::ops::AddAssign> Ends<T> {
    fn zero() -> Self {
        Self { low: [T::default(); LANES], high: [T::default(); LANES] }
    }

    fn add(&mut self, low: &[u8; LANES], high: &[u8; LANES]) {
        for (to, from) in self.low.iter_mut().zip(low) {
            *to += T::from(*from);
        }
        for (to, from) in self.high.iter_mut().zip(high) {
            *to += T::from(*from);
        }
    }

    fn store<N: Lane>(&self, firm: u64, to: &mut Numbers<N>)
    where
        Scaled: From<T>,
    {
        fill(&mut to.low, &self.low, |v| N::of(v.into()));
        fill(&mut to.high, &self.high, |v| N::of(v.into()));
        (to.absent, to.firm) = (Truths::NO, firm);
    }
}

/// The total of a scale: answered points, plus the least and the most of the rest.
pub(super) fn sum<T: Lane>(items: &[SumItem], most: Scaled, source: &Source, truths: &[Truths], to: &mut Numbers<T>) {
    // Bytes hold nearly every total; a scale of at most 64 items of at most 100 points always fits 16 bits.
    if most <= Scaled::from(u8::MAX) {
        total::<u8, T>(items, source, truths, to);
    } else {
        total::<u16, T>(items, source, truths, to);
    }
}

fn total<E, T: Lane>(items: &[SumItem], source: &Source, truths: &[Truths], to: &mut Numbers<T>)
where
    E: Copy + Default + From<u8> + std::ops::AddAssign,
    Scaled: From<E>,
{
    let mut ends = Ends::<E>::zero();
    let mut open = 0;
    for item in items {
        open |= source.item(*item, truths, |low, high| ends.add(low, high));
    }
    ends.store(open, to);
}

/// How many items compare so; an item that is not asked does not.
pub(super) fn count_items<T: Lane>(
    items: &[SumItem],
    operator: Comparison,
    right: Scaled,
    source: &Source,
    truths: &[Truths],
    to: &mut Numbers<T>,
) {
    let mut ends = Ends::<u8>::zero();
    let mut open = 0;
    for item in items {
        open |= source.item(*item, truths, |low, high| {
            let (mut sure, mut perhaps) = every_and_some(operator, low, high, right);
            if item.leaf.asked.is_some() {
                let absent = source.read(item.leaf, truths).map_or(Truths::NO, |read| read.absent);
                let (here, maybe_here) = (bytes(!absent.possible()), bytes(!absent.yes));
                sure.iter_mut().zip(&here).for_each(|(sure, here)| *sure &= here);
                perhaps.iter_mut().zip(&maybe_here).for_each(|(perhaps, here)| *perhaps &= here);
            }
            ends.add(&sure, &perhaps);
        });
    }
    ends.store(open, to);
}

/// Lanes (0 or 1) where every, and where some, value from low to high compares so.
fn every_and_some(
    operator: Comparison,
    low: &[u8; LANES],
    high: &[u8; LANES],
    right: Scaled,
) -> ([u8; LANES], [u8; LANES]) {
    let Ok(r) = u8::try_from(right) else {
        // Points are bytes: with a number beyond them every value compares alike.
        let alike = [u8::from(operator.holds(0, right.signum())); LANES];
        return (alike, alike);
    };
    match operator {
        Comparison::AtLeast => both(low, high, |l, _| l >= r, |_, h| h >= r),
        Comparison::Greater => both(low, high, |l, _| l > r, |_, h| h > r),
        Comparison::AtMost => both(low, high, |_, h| h <= r, |l, _| l <= r),
        Comparison::Less => both(low, high, |_, h| h < r, |l, _| l < r),
        Comparison::Equal => both(low, high, |l, h| (l == r) & (h == r), |l, h| (l <= r) & (r <= h)),
        Comparison::NotEqual => both(low, high, |l, h| (r < l) | (h < r), |l, h| (l != r) | (h != r)),
    }
}

/// Two questions to low and high end, a flag a lane each.
fn both(
    low: &[u8; LANES],
    high: &[u8; LANES],
    every: impl Fn(u8, u8) -> bool,
    some: impl Fn(u8, u8) -> bool,
) -> ([u8; LANES], [u8; LANES]) {
    let mut flags = ([0; LANES], [0; LANES]);
    fill_from_two(&mut flags.0, low, high, |l, h| u8::from(every(l, h)));
    fill_from_two(&mut flags.1, low, high, |l, h| u8::from(some(l, h)));
    flags
}

/// How many of the conditions hold: surely, and possibly.
pub(super) fn count_true<T: Lane>(of: &[TruthId], truths: &[Truths], to: &mut Numbers<T>) {
    let mut ends = Ends::<u8>::zero();
    let mut firm = 0;
    for id in of {
        let truth = at(truths, *id);
        firm |= truth.firm;
        if truth.possible() != 0 {
            ends.add(&bytes(truth.yes), &bytes(truth.possible()));
        }
    }
    ends.store(firm, to);
}

/// How many different options stand in the rows that hold. At least: the different known ones of rows that surely hold, and
/// one where such a row's option is unknown. At most: the different known ones of rows that may hold, and one for each whose
/// option is unknown.
pub(super) fn count_distinct<T: Lane>(
    rows: &[RowValue<ChoiceSource>],
    source: &Source,
    truths: &[Truths],
    to: &mut Numbers<T>,
) {
    let mut sure = [0u128; LANES];
    let mut possible = [0u128; LANES];
    let mut any_sure = [0u8; LANES];
    let mut wild = [0u32; LANES];
    let (mut firm, mut touched) = (0, 0);
    for row in rows {
        let (present, holds) = (at(truths, row.present), at(truths, row.holds));
        if holds.possible() == 0 {
            continue;
        }
        touched |= holds.possible();
        let (codes, absent) = source.codes(row.value, truths);
        let holds = with_value(present, holds, absent);
        firm |= holds.firm;
        for lane in lanes(holds.possible()) {
            let code = codes.get(lane).copied().flatten();
            let code = code.filter(|_| present.lane(lane) == Truth::Yes).map(|c| 1u128 << (c & 127));
            let holds = holds.lane(lane);
            if let (Some(sure), Some(possible), Some(any), Some(wild)) =
                (sure.get_mut(lane), possible.get_mut(lane), any_sure.get_mut(lane), wild.get_mut(lane))
            {
                match code {
                    Some(bit) => *possible |= bit,
                    None => *wild += 1,
                }
                if holds == Truth::Yes {
                    *any = 1;
                    *sure |= code.unwrap_or(0);
                }
            }
        }
    }
    (to.low, to.high) = ([T::of(0); LANES], [T::of(0); LANES]);
    for lane in lanes(touched) {
        let get = |of: &[u128; LANES]| of.get(lane).copied().unwrap_or(0);
        let least = get(&sure).count_ones().max(any_sure.get(lane).copied().unwrap_or(0).into());
        let most = get(&possible).count_ones() + wild.get(lane).copied().unwrap_or(0);
        if let (Some(low), Some(high)) = (to.low.get_mut(lane), to.high.get_mut(lane)) {
            (*low, *high) = (T::of(least.into()), T::of(most.into()));
        }
    }
    (to.absent, to.firm) = (Truths::NO, firm);
}

/// Where a row holds and its value is one: a row whose value does not apply is passed over. What stands in the nodes of a row
/// that is not surely present is not looked at.
fn with_value(present: Truths, holds: Truths, absent: Truths) -> Truths {
    let here = present.yes;
    holds.and(!Truths { known: absent.known | !here, yes: absent.yes & here, firm: absent.firm & here })
}

/// Least, greatest or sum of a number over the rows that hold and have it. Without such a row there is no least and no greatest.
pub(super) fn rows<'t, T: Lane + 't>(
    aggregate: Aggregate,
    rows: &[RowValue<NumberId>],
    range: (Scaled, Scaled),
    truths: &[Truths],
    operand: impl Fn(NumberId) -> Option<&'t Numbers<T>>,
    to: &mut Numbers<T>,
) {
    let range = (T::of(range.0), T::of(range.1));
    let zero = T::of(0);
    let (mut some_row, mut firm) = (Truths::NO, 0);
    let mut ends: [Option<Reach<T>>; LANES] = [None; LANES];
    let mut sums = [(zero, zero); LANES];
    for row in rows {
        let Some(values) = operand(row.value) else { continue };
        let present = at(truths, row.present);
        let holds = with_value(present, at(truths, row.holds), values.absent);
        some_row = some_row.or(holds);
        firm |= holds.firm | (values.firm & holds.possible() & present.yes);
        for lane in lanes(holds.possible()) {
            let sure = holds.lane(lane) == Truth::Yes;
            let value = match (present.lane(lane), values.low.get(lane), values.high.get(lane)) {
                (Truth::Yes, Some(low), Some(high)) => (*low, *high),
                _ => range,
            };
            if let (Some(reach), Some(sum)) = (ends.get_mut(lane), sums.get_mut(lane)) {
                *reach = Some(Reach::join(*reach, value, sure));
                let (low, high) = if sure { value } else { (value.0.min(zero), value.1.max(zero)) };
                *sum = (sum.0.plus(low), sum.1.plus(high));
            }
        }
    }
    for (lane, (low, high)) in to.low.iter_mut().zip(&mut to.high).enumerate() {
        let sum = sums.get(lane).copied().unwrap_or((zero, zero));
        let reach = ends.get(lane).copied().flatten();
        (*low, *high) = match (aggregate, reach) {
            (Aggregate::Sum, _) => sum,
            (Aggregate::Least, Some(reach)) => reach.least(),
            (Aggregate::Greatest, Some(reach)) => reach.greatest(),
            (_, None) => range,
        };
    }
    to.absent = if aggregate == Aggregate::Sum { Truths::NO } else { !some_row };
    to.firm = firm;
}

/// How far the values of the rows reach, of all that may hold and of those that surely do.
#[derive(Clone, Copy)]
struct Reach<T> {
    low: T,
    high: T,
    /// Least high end and greatest low end among sure rows.
    sure: Option<(T, T)>,
}

impl<T: Lane> Reach<T> {
    fn join(before: Option<Self>, (low, high): (T, T), sure: bool) -> Self {
        let own = sure.then_some((high, low));
        match before {
            None => Self { low, high, sure: own },
            Some(b) => Self {
                low: b.low.min(low),
                high: b.high.max(high),
                sure: match (b.sure, own) {
                    (Some((h, l)), Some((oh, ol))) => Some((h.min(oh), l.max(ol))),
                    (some, None) | (None, some) => some,
                },
            },
        }
    }

    fn least(self) -> (T, T) {
        (self.low, self.sure.map_or(self.high, |(high, _)| high))
    }

    fn greatest(self) -> (T, T) {
        (self.sure.map_or(self.low, |(_, low)| low), self.high)
    }
}
