//! Turns answer columns into truths and numbers: what was given, what is unknown and why, what does not apply.

use super::table::Numbers;
use super::texts::{Lists, Readings};
use crate::answers::{Block, Column, Data, TextId};
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
        let asked = leaf.asked.map_or(Truths::YES, |id| at(truths, id));
        let given = Truths { known: !0, yes: column.given, firm: 0 };
        Some(Read { column, absent: !given.or(asked) })
    }

    pub fn yes_no(&self, leaf: Leaf, truths: &[Truths]) -> Truths {
        let Some(read) = self.read(leaf, truths) else { return Truths::UNKNOWN };
        let Data::YesNo(yes) = read.column.data else { return Truths::UNKNOWN };
        read.truth(yes, !yes)
    }

    pub fn one_of(&self, source: ChoiceSource, options: u128, truths: &[Truths]) -> Truths {
        match source {
            ChoiceSource::Answer(leaf) => {
                let Some(read) = self.read(leaf, truths) else { return Truths::UNKNOWN };
                let Data::Choice(codes) = &read.column.data else { return Truths::UNKNOWN };
                let mut yes = 0;
                let mut rest = options;
                while rest != 0 {
                    let option = rest.trailing_zeros() as u8;
                    yes |= bits(&codes.map(|code| u8::from(code == option)));
                    rest &= rest - 1;
                }
                read.truth(yes, !yes)
            }
            ChoiceSource::Fixed(option) => {
                if options >> (option & 63) & 1 == 1 {
                    Truths::YES
                } else {
                    Truths::NO
                }
            }
            ChoiceSource::Lookup { text, table, column } => {
                self.cells(text, table, column, truths, |cell| match cell {
                    LookupCell::Choice(option) => Truth::of(options >> (option & 127) & 1 == 1),
                    _ => Truth::Unknown,
                })
            }
        }
    }

    pub fn includes(&self, leaf: Leaf, options: u128, truths: &[Truths]) -> Truths {
        let Some(read) = self.read(leaf, truths) else { return Truths::UNKNOWN };
        let Data::Choices(planes) = &read.column.data else { return Truths::UNKNOWN };
        let chosen = planes.iter().enumerate().filter(|(option, _)| options >> (option & 127) & 1 == 1);
        let yes = chosen.fold(0, |word, (_, plane)| word | plane);
        read.truth(yes, !yes)
    }

    /// What a text says, lane by lane; unknown where it is not given.
    pub fn text(&self, leaf: Leaf, truths: &[Truths], says: impl Fn(&Lists) -> Truth) -> Truths {
        let Some(read) = self.read(leaf, truths) else { return Truths::UNKNOWN };
        let (mut yes, mut no) = (0, 0);
        self.each_text(&read, |lane, lists| match says(lists) {
            Truth::Yes => yes |= 1 << lane,
            Truth::No => no |= 1 << lane,
            Truth::Unknown => {}
        });
        read.truth(yes, no)
    }

    fn each_text(&self, read: &Read, mut act: impl FnMut(usize, &Lists)) {
        let Data::Text(ids) = &read.column.data else { return };
        let mut last: Option<(TextId, &Lists)> = None;
        for (lane, id) in ids.iter().enumerate() {
            if !read.column.is_given(lane) {
                continue;
            }
            let lists = match last {
                Some((known, lists)) if known == *id => Some(lists),
                _ => self.readings.get(*id),
            };
            if let Some(lists) = lists {
                last = Some((*id, lists));
                act(lane, lists);
            }
        }
    }

    fn cells(
        &self,
        text: Leaf,
        table: ListId,
        column: usize,
        truths: &[Truths],
        says: impl Fn(LookupCell) -> Truth,
    ) -> Truths {
        self.text(text, truths, |lists| self.cell(lists, table, column).map_or(Truth::Unknown, &says))
    }

    fn cell(&self, lists: &Lists, table: ListId, column: usize) -> Option<LookupCell> {
        let number = usize::from(table.0).checked_sub(self.program.term_lists)?;
        let row = lists.row(number)?;
        *self.program.table(table)?.rows.get(row)?.get(column)?
    }

    pub fn lookup_yes(&self, text: Leaf, table: ListId, column: usize, truths: &[Truths]) -> Truths {
        self.cells(text, table, column, truths, |cell| match cell {
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
            self.each_text(&read, |lane, lists| {
                if let Some(LookupCell::Choice(option)) = self.cell(lists, table, column)
                    && let Some(code) = codes.get_mut(lane)
                {
                    *code = Some(option);
                }
            });
        } else if let Data::Choice(given) = &read.column.data {
            for (lane, (code, given)) in codes.iter_mut().zip(given).enumerate() {
                *code = read.column.is_given(lane).then_some(*given);
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
        self.each_text(&read, |lane, lists| {
            if let Some(LookupCell::Number(value)) = self.cell(lists, table, column)
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
                to.low = low.map(T::of);
                to.high = high.map(T::of);
            }
            Data::Points { low, high } => {
                to.low = low.map(|points| T::of(points.into()));
                to.high = high.map(|points| T::of(points.into()));
            }
            _ => {}
        }
        (to.absent, to.firm) = (read.absent, read.column.firm);
    }

    pub fn day<T: Lane>(&self, leaf: Leaf, truths: &[Truths], to: &mut Numbers<T>) {
        let Some(read) = self.read(leaf, truths) else { return };
        if let Data::Date { early, late, .. } = &read.column.data {
            to.low = early.map(|day| T::of(day.into()));
            to.high = late.map(|day| T::of(day.into()));
        }
        (to.absent, to.firm) = (read.absent, read.column.firm);
    }

    pub fn days_since<T: Lane>(&self, leaf: Leaf, truths: &[Truths], to: &mut Numbers<T>) {
        let Some(read) = self.read(leaf, truths) else { return };
        if let Data::Date { early, late, .. } = &read.column.data {
            let now = &self.block.as_of_days;
            to.low = T::each(now, late, |now, day| now - day);
            to.high = T::each(now, early, |now, day| now - day);
        }
        (to.absent, to.firm) = (read.absent, read.column.firm);
    }

    pub fn years_since<T: Lane>(&self, leaf: Leaf, truths: &[Truths], to: &mut Numbers<T>) {
        let Some(read) = self.read(leaf, truths) else { return };
        if let Data::Date { packed_early, packed_late, .. } = &read.column.data {
            let now = &self.block.as_of_packed;
            to.low = T::each(now, packed_late, |now, day| (now - day).div_euclid(10_000));
            to.high = T::each(now, packed_early, |now, day| (now - day).div_euclid(10_000));
        }
        (to.absent, to.firm) = (read.absent, read.column.firm);
    }

    /// Least and most points of a scale item; 0 where it is not asked. The word is the lanes left open by *declined* or *unsure*.
    pub fn item(&self, item: SumItem, truths: &[Truths]) -> ([u8; LANES], [u8; LANES], u64) {
        let open = ([0; LANES], [u8::MAX; LANES], 0);
        let Some(read) = self.read(item.leaf, truths) else { return open };
        let (mut low, mut high) = match &read.column.data {
            Data::Points { low, high } => (*low, *high),
            Data::YesNo(yes) => {
                let given = read.column.given;
                let scored = if item.reversed { given & !yes } else { given & yes };
                (bytes(scored), bytes(scored | !given))
            }
            _ => return open,
        };
        if item.leaf.asked.is_some() {
            let perhaps = bytes(!read.absent.possible());
            let surely = bytes(!read.absent.yes);
            for ((low, high), (kept, kept_high)) in low.iter_mut().zip(&mut high).zip(perhaps.iter().zip(&surely)) {
                *low *= kept;
                *high *= kept_high;
            }
        }
        (low, high, read.column.firm & !read.absent.yes)
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

/// A number type of a column.
pub(super) trait Lane: Copy + Ord + Default {
    /// Narrow nodes only hold values the compiler showed to fit.
    fn of(value: Scaled) -> Self;
    fn plus(self, other: Self) -> Self;
    fn minus(self, other: Self) -> Self;
    fn times(self, other: Self) -> Self;

    fn each<A: Copy, B: Copy>(a: &[A; LANES], b: &[B; LANES], f: impl Fn(A, B) -> i32) -> [Self; LANES] {
        let mut to = [Self::default(); LANES];
        for ((to, a), b) in to.iter_mut().zip(a).zip(b) {
            *to = Self::of(f(*a, *b).into());
        }
        to
    }
}

macro_rules! lane {
    ($type:ty) => {
        impl Lane for $type {
            #[expect(clippy::cast_possible_truncation, reason = "a narrow node's range was shown to fit")]
            fn of(value: Scaled) -> Self {
                value as $type
            }
            fn plus(self, other: Self) -> Self {
                self.wrapping_add(other)
            }
            fn minus(self, other: Self) -> Self {
                self.wrapping_sub(other)
            }
            fn times(self, other: Self) -> Self {
                self.wrapping_mul(other)
            }
        }
    };
}
lane!(i32);
lane!(i64);

/// 64 bytes of 0 or 1 as the bits of a word.
pub(super) fn bits(flags: &[u8; LANES]) -> u64 {
    let (chunks, _) = flags.as_chunks::<8>();
    let mut word = 0;
    for (i, chunk) in chunks.iter().enumerate() {
        // The multiplication moves the eight low bits into the top byte.
        word |= (u64::from_le_bytes(*chunk).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (i * 8);
    }
    word
}

/// The bits of a word as 64 bytes of 0 or 1.
pub(super) fn bytes(word: u64) -> [u8; LANES] {
    let mut flags = [0; LANES];
    let (chunks, _) = flags.as_chunks_mut::<8>();
    for (i, chunk) in chunks.iter_mut().enumerate() {
        let spread = (word >> (i * 8) & 0xff).wrapping_mul(0x0101_0101_0101_0101) & 0x8040_2010_0804_0201;
        // Each byte holds at most its own bit; adding 0x7f carries it to the top.
        *chunk = ((spread + 0x7f7f_7f7f_7f7f_7f7f) >> 7 & 0x0101_0101_0101_0101).to_le_bytes();
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_bytes_are_one_another() {
        for word in [0, !0, 1, 1 << 63, 0x8040_2010_0804_0201, 0xdead_beef_0bad_cafe] {
            let flags = bytes(word);
            assert!(flags.iter().enumerate().all(|(lane, flag)| u64::from(*flag) == word >> lane & 1));
            assert_eq!(bits(&flags), word);
        }
    }
}
