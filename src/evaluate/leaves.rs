//! Turns answer columns into truths and numbers: what was given, what is unknown and why, what does not apply.

use super::lanes::{Lane, bytes, fill, fill_from_two, lanes, where_so};
use super::table::Numbers;
use super::texts::{Readings, Said};
use crate::answers::{Block, Column, Data};
use crate::program::{ChoiceSource, Leaf, LookupCell, Program, SumItem, TruthId};
use crate::terms::ListId;
use crate::value::{LANES, Scaled, Truth, Truths};

/// Everything a leaf reads besides other nodes.
pub(super) struct Source<'a> {
    pub program: &'a Program,
    pub block: &'a Block,
    pub readings: &'a Readings,
}

/// A column and which of its blanks are not, or perhaps not, asked.
pub(super) struct Read<'a> {
    pub column: &'a Column,
    /// Yes: blank and not asked. Unknown: blank, and it is unknown whether it is asked.
    pub absent: Truths,
}

impl<'a> Source<'a> {
    pub fn read(&self, leaf: Leaf, truths: &[Truths]) -> Option<Read<'a>> {
        let column = self.block.columns.get(leaf.slot.index())?;
        let absent = |id| !Truths { known: !0, yes: column.written(), firm: 0 }.or(at(truths, id));
        let absent = leaf.asked.map_or(Truths::NO, absent);
        Some(Read { column, absent })
    }

    pub fn yes_no(&self, leaf: Leaf, truths: &[Truths]) -> Truths {
        let Some(read) = self.read(leaf, truths) else { return Truths::UNKNOWN };
        let Data::YesNo(yes) = read.column.data else { return Truths::UNKNOWN };
        read.truth(yes, !yes)
    }

    #[inline(never)]
    pub fn one_of(&self, source: ChoiceSource, options: u128, truths: &[Truths]) -> Truths {
        match source {
            ChoiceSource::Answer(leaf) => {
                let Some(read) = self.read(leaf, truths) else { return Truths::UNKNOWN };
                let Data::Choice(codes) = &read.column.data else { return Truths::UNKNOWN };
                let mut yes = 0;
                let mut rest = options;
                while rest != 0 {
                    let option = rest.trailing_zeros() as u8;
                    yes |= where_so(codes, |code| code == option);
                    rest &= rest - 1;
                }
                read.truth(yes, !yes)
            }
            ChoiceSource::Fixed(option) => {
                if options >> (option & 127) & 1 == 1 {
                    Truths::YES
                } else {
                    Truths::NO
                }
            }
            ChoiceSource::Lookup { text, table, column } => {
                self.looked_up(text, table, column, truths, |cell| match cell {
                    LookupCell::Choice(option) => Truth::of(options >> (option & 127) & 1 == 1),
                    _ => Truth::Unknown,
                })
            }
        }
    }

    #[inline(never)]
    pub fn includes(&self, leaf: Leaf, options: u128, truths: &[Truths]) -> Truths {
        let Some(read) = self.read(leaf, truths) else { return Truths::UNKNOWN };
        let Data::Choices(planes) = &read.column.data else { return Truths::UNKNOWN };
        let chosen = planes.iter().enumerate().filter(|(option, _)| options >> (option & 127) & 1 == 1);
        let yes = chosen.fold(0, |word, (_, plane)| word | plane);
        read.truth(yes, !yes)
    }

    /// What a column of texts says; unknown where it is not given.
    pub fn text(&self, leaf: Leaf, truths: &[Truths], says: impl Fn(&Said) -> (u64, u64)) -> Truths {
        let Some(read) = self.read(leaf, truths) else { return Truths::UNKNOWN };
        let Some(said) = self.readings.said(leaf.slot.index()) else { return Truths::UNKNOWN };
        let (yes, no) = says(said);
        read.truth(yes, no)
    }

    /// The cells that the texts of a column look up, in the lanes where one is known.
    fn cells(&self, leaf: Leaf, table: ListId, column: usize, given: u64, mut act: impl FnMut(usize, LookupCell)) {
        let Some(number) = usize::from(table.0).checked_sub(self.program.term_lists) else { return };
        let (Some(table), Some(said)) = (self.program.table(table), self.readings.said(leaf.slot.index())) else {
            return;
        };
        for lane in lanes(given) {
            let row = said.row(number, lane).and_then(|row| table.rows.get(row));
            if let Some(Some(cell)) = row.and_then(|row| row.get(column)) {
                act(lane, *cell);
            }
        }
    }

    #[inline(never)]
    fn looked_up(
        &self,
        text: Leaf,
        table: ListId,
        column: usize,
        truths: &[Truths],
        says: impl Fn(LookupCell) -> Truth,
    ) -> Truths {
        let Some(read) = self.read(text, truths) else { return Truths::UNKNOWN };
        let (mut yes, mut no) = (0, 0);
        self.cells(text, table, column, read.column.given, |lane, cell| match says(cell) {
            Truth::Yes => yes |= 1 << lane,
            Truth::No => no |= 1 << lane,
            Truth::Unknown => {}
        });
        read.truth(yes, no)
    }

    pub fn lookup_yes(&self, text: Leaf, table: ListId, column: usize, truths: &[Truths]) -> Truths {
        self.looked_up(text, table, column, truths, |cell| match cell {
            LookupCell::YesNo(yes) => Truth::of(yes),
            _ => Truth::Unknown,
        })
    }

    /// The option of a choice in each lane where it is known, and the lanes where there is none: not asked.
    pub fn codes(&self, source: ChoiceSource, truths: &[Truths]) -> ([Option<u8>; LANES], Truths) {
        let mut codes = [None; LANES];
        let leaf = match source {
            ChoiceSource::Fixed(option) => return ([Some(option); LANES], Truths::NO),
            ChoiceSource::Answer(leaf) | ChoiceSource::Lookup { text: leaf, .. } => leaf,
        };
        let Some(read) = self.read(leaf, truths) else { return (codes, Truths::UNKNOWN) };
        if let ChoiceSource::Lookup { table, column, .. } = source {
            self.cells(leaf, table, column, read.column.given, |lane, cell| {
                if let LookupCell::Choice(option) = cell
                    && let Some(code) = codes.get_mut(lane)
                {
                    *code = Some(option);
                }
            });
        } else if let Data::Choice(given) = &read.column.data {
            for lane in lanes(read.column.given) {
                if let (Some(code), Some(given)) = (codes.get_mut(lane), given.get(lane)) {
                    *code = Some(*given);
                }
            }
        }
        (codes, read.absent)
    }

    pub fn lookup_number<T: Lane>(
        &self,
        text: Leaf,
        table: ListId,
        column: usize,
        truths: &[Truths],
        to: &mut Numbers<T>,
    ) {
        let range = self.program.table(table).and_then(|t| t.ranges.get(column)).copied();
        let (_, least, most) = range.unwrap_or((0, Scaled::MIN, Scaled::MAX));
        to.low = [T::of(least); LANES];
        to.high = [T::of(most); LANES];
        let Some(read) = self.read(text, truths) else { return };
        self.cells(text, table, column, read.column.given, |lane, cell| {
            if let LookupCell::Number(value) = cell
                && let (Some(low), Some(high)) = (to.low.get_mut(lane), to.high.get_mut(lane))
            {
                (*low, *high) = (T::of(value), T::of(value));
            }
        });
        (to.absent, to.firm) = (read.absent, read.column.firm);
    }

    pub fn number<T: Lane>(&self, leaf: Leaf, truths: &[Truths], to: &mut Numbers<T>) {
        let Some(read) = self.read(leaf, truths) else { return };
        match &read.column.data {
            Data::Number { low, high } => {
                fill(&mut to.low, low, T::of);
                fill(&mut to.high, high, T::of);
            }
            Data::Points { low, high } => {
                fill(&mut to.low, low, |points| T::of(points.into()));
                fill(&mut to.high, high, |points| T::of(points.into()));
            }
            _ => {}
        }
        (to.absent, to.firm) = (read.absent, read.column.firm);
    }

    pub fn day<T: Lane>(&self, leaf: Leaf, truths: &[Truths], to: &mut Numbers<T>) {
        let Some(read) = self.read(leaf, truths) else { return };
        if let Data::Date { early, late, .. } = &read.column.data {
            fill(&mut to.low, early, |day| T::of(day.into()));
            fill(&mut to.high, late, |day| T::of(day.into()));
        }
        (to.absent, to.firm) = (read.absent, read.column.firm);
    }

    pub fn days_since<T: Lane>(&self, leaf: Leaf, truths: &[Truths], to: &mut Numbers<T>) {
        let Some(read) = self.read(leaf, truths) else { return };
        if let Data::Date { early, late, .. } = &read.column.data {
            let now = &self.block.as_of_days;
            fill_from_two(&mut to.low, now, late, |now, day| T::of((now - day).into()));
            fill_from_two(&mut to.high, now, early, |now, day| T::of((now - day).into()));
        }
        (to.absent, to.firm) = (read.absent, read.column.firm);
    }

    pub fn years_since<T: Lane>(&self, leaf: Leaf, truths: &[Truths], to: &mut Numbers<T>) {
        let Some(read) = self.read(leaf, truths) else { return };
        if let Data::Date { packed_early, packed_late, .. } = &read.column.data {
            let now = &self.block.as_of_packed;
            let years = |now: i32, day: i32| T::of((now - day).div_euclid(10_000).into());
            fill_from_two(&mut to.low, now, packed_late, years);
            fill_from_two(&mut to.high, now, packed_early, years);
        }
        (to.absent, to.firm) = (read.absent, read.column.firm);
    }

    /// Hands over the least and most points of a scale item, 0 where it is not asked. Gives the lanes left open by *declined* or
    /// *unsure*.
    pub fn item(&self, item: SumItem, truths: &[Truths], take: impl FnOnce(&[u8; LANES], &[u8; LANES])) -> u64 {
        if let (None, Some(column)) = (item.leaf.asked, self.block.columns.get(item.leaf.slot.index()))
            && let Data::Points { low, high } = &column.data
        {
            take(low, high);
            return column.firm;
        }
        let Some(read) = self.read(item.leaf, truths) else {
            take(&[0; LANES], &[u8::MAX; LANES]);
            return 0;
        };
        match &read.column.data {
            Data::Points { low, high } => {
                let (perhaps, surely) = (bytes(!read.absent.possible()), bytes(!read.absent.yes));
                let (mut least, mut most) = ([0; LANES], [0; LANES]);
                fill_from_two(&mut least, low, &perhaps, |points, kept| points * kept);
                fill_from_two(&mut most, high, &surely, |points, kept| points * kept);
                take(&least, &most);
            }
            Data::YesNo(yes) => {
                let given = read.column.given;
                let scored = if item.reversed { given & !yes } else { given & yes };
                take(&bytes(scored), &bytes((scored | !given) & !read.absent.yes));
            }
            _ => take(&[0; LANES], &[u8::MAX; LANES]),
        }
        read.column.firm & !read.absent.yes
    }
}

impl Read<'_> {
    /// From the lanes where a given answer says yes or no: blank is unknown, not asked is no.
    fn truth(&self, yes: u64, no: u64) -> Truths {
        let given = self.column.given;
        Truths::from_sure(given & yes, (given & no) | self.absent.yes, self.column.firm | self.absent.firm)
    }
}

pub(super) fn at(truths: &[Truths], id: TruthId) -> Truths {
    truths.get(id.0 as usize).copied().unwrap_or(Truths::UNKNOWN)
}
