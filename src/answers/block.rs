//! Turns sheets into columns: 64 applicants a block, a lane each.

use std::collections::HashMap;

use super::{Given, Layout, Sheet, Slot, Value};
use crate::pack::{Answer, Pack};
use crate::value::{Date, LANES, Reason, Scaled};

/// A text seen by a [`Texts`]; equal texts have equal ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(pub u32);

/// Every different text of a run, so that each is matched once.
#[derive(Clone, Debug)]
pub struct Texts {
    texts: Vec<String>,
    ids: HashMap<String, TextId>,
}

impl Texts {
    /// The empty text: a blank where the question says `blank_is_none`.
    pub const BLANK: TextId = TextId(0);

    pub fn intern(&mut self, text: &str) -> TextId {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = TextId(self.texts.len() as u32);
        self.texts.push(text.to_owned());
        self.ids.insert(text.to_owned(), id);
        id
    }

    pub fn get(&self, id: TextId) -> &str {
        self.texts.get(id.0 as usize).map_or("", String::as_str)
    }

    pub fn len(&self) -> usize {
        self.texts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

impl Default for Texts {
    fn default() -> Self {
        let mut texts = Self { texts: Vec::new(), ids: HashMap::new() };
        texts.intern("");
        texts
    }
}

/// The answers of up to 64 applicants, a column a slot.
#[derive(Clone, Debug)]
pub struct Block {
    /// Applicants in use, from lane 0.
    pub lanes: usize,
    pub as_of: Vec<Date>,
    /// The date of each lane's decision, as a day number and as `yyyymmdd`.
    pub as_of_days: [i32; LANES],
    pub as_of_packed: [i32; LANES],
    pub columns: Vec<Column>,
}

/// One slot of every lane. A lane outside `given` is unknown for the reason it has in `reasons`.
#[derive(Clone, Debug)]
pub struct Column {
    pub given: u64,
    /// Lanes that are unknown and where asking again will not help.
    pub firm: u64,
    pub reasons: [Reason; LANES],
    pub data: Data,
}

/// The values of a column; what stands in a lane that is not given is stated with each.
#[derive(Clone, Debug)]
pub enum Data {
    /// Not given: 0.
    YesNo(u64),
    /// Not given: the question's whole range.
    Number { low: Box<[Scaled; LANES]>, high: Box<[Scaled; LANES]> },
    /// Not given: 0.
    Choice([u8; LANES]),
    /// A word for each option. Not given: 0.
    Choices(Vec<u64>),
    /// Not given: [`Texts::BLANK`].
    Text(Box<[TextId; LANES]>),
    /// Not given: every day the question allows, latest first (day number and `yyyymmdd`).
    Date {
        early: Box<[i32; LANES]>,
        late: Box<[i32; LANES]>,
        packed_early: Box<[i32; LANES]>,
        packed_late: Box<[i32; LANES]>,
    },
    /// Not given: from the least to the most points.
    Points { low: [u8; LANES], high: [u8; LANES] },
    /// Rows of a group. Not given: 0.
    Rows([u8; LANES]),
}

/// `2026-11-23` as 20261123: years between two dates are the difference over 10,000, rounded down.
pub(crate) fn packed(date: Date) -> i32 {
    let (year, month, day) = date.parts();
    year * 10_000 + month * 100 + day
}

impl Block {
    /// Lanes beyond the sheets are blank and carry the last sheet's date. At most [`LANES`] sheets are taken.
    pub fn from_sheets(pack: &Pack, layout: &Layout, sheets: &[Sheet], texts: &mut Texts) -> Self {
        let sheets = sheets.get(..sheets.len().min(LANES)).unwrap_or(sheets);
        let last = sheets.last().map_or(Date::MIN, |s| s.as_of);
        let date = |lane: usize| sheets.get(lane).map_or(last, |s| s.as_of);
        let mut block = Self {
            lanes: sheets.len(),
            as_of: sheets.iter().map(|s| s.as_of).collect(),
            as_of_days: std::array::from_fn(|lane| date(lane).day_number()),
            as_of_packed: std::array::from_fn(|lane| packed(date(lane))),
            columns: Vec::with_capacity(layout.slots()),
        };
        for index in 0..layout.slots() {
            // Every slot of a layout belongs to a question of its pack.
            let question = layout.question(Slot(index as u32)).and_then(|(q, _)| pack.questions.get(q.index()));
            block.columns.extend(question.map(|question| block.blank(&question.answer)));
        }
        // What a sheet does not hold stays blank.
        for (lane, sheet) in sheets.iter().enumerate() {
            for (slot, given) in &sheet.answers {
                match (block.columns.get_mut(slot.index()), given) {
                    (Some(column), Given::Unknown(reason)) => column.unknown(lane, *reason),
                    (Some(column), Given::Value(value)) => column.give(lane, value, texts),
                    (None, _) => {}
                }
            }
        }
        for (column, slot) in block.columns.iter_mut().zip(0..) {
            let question = layout.question(Slot(slot)).and_then(|(q, _)| pack.questions.get(q.index()));
            if question.is_some_and(|q| matches!(q.answer, Answer::Text { blank_is_none: true, .. })) {
                column.given |= column.lanes_blank();
            }
        }
        block
    }

    fn blank(&self, answer: &Answer) -> Column {
        let data = match answer {
            Answer::YesNo => Data::YesNo(0),
            Answer::Number { min, max, places, .. } => {
                // The checker refuses a range that does not fit; should one slip through, the widest range stays true.
                let low = min.to_scaled(*places).unwrap_or(Scaled::MIN);
                let high = max.to_scaled(*places).unwrap_or(Scaled::MAX);
                Data::Number { low: Box::new([low; LANES]), high: Box::new([high; LANES]) }
            }
            Answer::Choice { .. } => Data::Choice([0; LANES]),
            Answer::Choices { options, .. } => Data::Choices(vec![0; options.len()]),
            Answer::Text { .. } => Data::Text(Box::new([Texts::BLANK; LANES])),
            Answer::Date { earliest, latest } => {
                let (late, packed_late) = match latest {
                    Some(latest) => ([latest.day_number(); LANES], [packed(*latest); LANES]),
                    None => (self.as_of_days, self.as_of_packed),
                };
                Data::Date {
                    early: Box::new([earliest.day_number(); LANES]),
                    late: Box::new(late),
                    packed_early: Box::new([packed(*earliest); LANES]),
                    packed_late: Box::new(packed_late),
                }
            }
            Answer::Points(points) => {
                let least = points.iter().map(|p| p.points).min().unwrap_or(0);
                let most = points.iter().map(|p| p.points).max().unwrap_or(u8::MAX);
                Data::Points { low: [least; LANES], high: [most; LANES] }
            }
            Answer::Group { .. } => Data::Rows([0; LANES]),
        };
        Column { given: 0, firm: 0, reasons: [Reason::Blank; LANES], data }
    }
}

impl Column {
    /// Lanes left blank (not declined, not out of date).
    pub fn lanes_blank(&self) -> u64 {
        let blank = |lane: usize| u64::from(self.reasons.get(lane) == Some(&Reason::Blank));
        (0..LANES).fold(0, |word, lane| word | blank(lane) << lane) & !self.given
    }

    /// Lanes in which something was answered: a blank that reads as "none" was not.
    pub fn written(&self) -> u64 {
        let mut written = self.given;
        if let Data::Text(ids) = &self.data {
            for (lane, id) in ids.iter().enumerate() {
                written &= !(u64::from(*id == Texts::BLANK) << lane);
            }
        }
        written
    }

    pub fn is_written(&self, lane: usize) -> bool {
        self.written() >> lane & 1 == 1
    }

    pub fn is_given(&self, lane: usize) -> bool {
        self.given >> lane & 1 == 1
    }

    pub fn reason(&self, lane: usize) -> Reason {
        self.reasons.get(lane).copied().unwrap_or_default()
    }

    fn unknown(&mut self, lane: usize, reason: Reason) {
        if let Some(at) = self.reasons.get_mut(lane) {
            *at = reason;
        }
        self.firm |= u64::from(reason.is_firm()) << lane;
    }

    /// A value of another type than the column's stays unknown, as `invalid`.
    fn give(&mut self, lane: usize, value: &Value, texts: &mut Texts) {
        let put = |low: &mut [Scaled; LANES], v| low.get_mut(lane).map(|at| *at = v);
        let fits = match (&mut self.data, value) {
            (Data::YesNo(word), Value::YesNo(yes)) => {
                *word |= u64::from(*yes) << lane;
                Some(())
            }
            (Data::Number { low, high }, Value::Number(n)) => put(low, *n).and(put(high, *n)),
            (Data::Choice(codes), Value::Choice(code)) => codes.get_mut(lane).map(|at| *at = *code),
            (Data::Choices(words), Value::Choices(chosen)) => {
                for (option, word) in words.iter_mut().enumerate() {
                    *word |= (chosen >> option & 1) << lane;
                }
                Some(())
            }
            (Data::Text(ids), Value::Text(text)) => ids.get_mut(lane).map(|at| *at = texts.intern(text)),
            (Data::Date { early, late, packed_early, packed_late }, Value::Date(date)) => {
                for (column, v) in [
                    (early, date.day_number()),
                    (late, date.day_number()),
                    (packed_early, packed(*date)),
                    (packed_late, packed(*date)),
                ] {
                    if let Some(at) = column.get_mut(lane) {
                        *at = v;
                    }
                }
                Some(())
            }
            (Data::Points { low, high }, Value::Points(points)) => {
                low.get_mut(lane).map(|at| *at = *points).and(high.get_mut(lane).map(|at| *at = *points))
            }
            (Data::Rows(rows), Value::Rows(n)) => rows.get_mut(lane).map(|at| *at = *n),
            _ => None,
        };
        match fits {
            Some(()) => self.given |= 1 << lane,
            None => self.unknown(lane, Reason::Invalid),
        }
    }
}
