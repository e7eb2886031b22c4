//! Turns the lines of an archive, one after the other, into what does not follow.

use std::collections::BTreeMap;

use super::chain::{Line, Link};
use super::{Fault, Spoilt};
use crate::value::Digest;

/// What one way through the lines has found.
pub(super) struct Walk<'a> {
    lines: &'a [Line],
    first: u64,
    /// The first line of each record, by its number.
    places: BTreeMap<u64, usize>,
    /// The last line with a zero byte.
    zeros: Option<usize>,
    /// Records that were acknowledged, where that is known.
    acknowledged: Option<u64>,
    followed: Followed,
    /// The number of the record that belongs here.
    pub next: u64,
    /// The hash of the record before it; `None` where that one is spoilt.
    pub previous: Option<Digest>,
    /// Bytes up to the end of the last whole record.
    pub whole: u64,
    /// Bytes up to this line.
    at: u64,
    /// Bytes of what nobody was told of.
    pub unfinished: u64,
    pub faults: Vec<Fault>,
}

/// The next line that holds a record at or after the one that belongs here.
#[derive(Clone, Copy)]
enum Followed {
    Unasked,
    By { index: usize, number: u64 },
    ByNone,
}

impl<'a> Walk<'a> {
    /// `first`: the number of the record that the first line should be; `start`: bytes before it.
    pub fn through(lines: &'a [Line], first: u64, start: u64, acknowledged: Option<u64>) -> Self {
        let mut places = BTreeMap::new();
        for (index, line) in lines.iter().enumerate() {
            if let Ok(link) = &line.read {
                places.entry(link.number).or_insert(index);
            }
        }
        let mut walk = Self {
            lines,
            first,
            places,
            zeros: lines.iter().rposition(|line| line.zeros),
            acknowledged,
            followed: Followed::Unasked,
            next: first,
            previous: None,
            whole: start,
            at: start,
            unfinished: 0,
            faults: Vec::new(),
        };
        for (index, line) in lines.iter().enumerate() {
            if !walk.step(index, line) {
                break;
            }
        }
        walk
    }

    /// `false`: what is left of the file belongs to no record.
    fn step(&mut self, index: usize, line: &Line) -> bool {
        match (&line.read, line.ended) {
            (Ok(link), true) => self.record(index, *link, line.bytes),
            (Err(why), true) => {
                if !self.spoilt(index, *why) {
                    return false;
                }
            }
            (_, false) => {
                // Where it was acknowledged, the head shows that it is cut off.
                if self.acknowledged.is_none_or(|records| self.next > records) {
                    self.unfinished = line.bytes;
                }
                return false;
            }
        }
        self.at += line.bytes;
        true
    }

    fn spoilt(&mut self, index: usize, why: Spoilt) -> bool {
        let line = self.first + index as u64;
        let followed = self.followed(index);
        if self.acknowledged.is_some_and(|records| self.next > records) {
            let bytes = self.lines.iter().skip(index).map(|line| line.bytes).sum();
            if self.zeros.is_some_and(|last| last >= index) {
                self.unfinished = bytes;
                return false;
            }
            if followed.is_none() {
                self.faults.push(Fault::Trailing { line, bytes });
                return false;
            }
        }
        if followed == Some(self.next) {
            self.faults.push(Fault::Inserted { line });
        } else {
            self.faults.push(Fault::Edited { line, number: self.next, why });
            self.next = self.next.saturating_add(1);
            self.previous = None;
        }
        true
    }

    fn record(&mut self, index: usize, link: Link, bytes: u64) {
        let line = self.first + index as u64;
        let number = link.number;
        if number < self.next {
            let is_first = self.places.get(&number) == Some(&index);
            self.faults.push(if is_first {
                Fault::Reordered { line, number }
            } else {
                Fault::Repeated { line, number }
            });
            return;
        }
        if number > self.next {
            self.gap(line, number);
        } else if self.previous.is_some_and(|hash| link.previous != Some(hash)) {
            self.faults.push(Fault::Replaced { line, number });
        }
        self.next = number.saturating_add(1);
        self.previous = Some(link.hash);
        self.whole = self.at + bytes;
    }

    /// The records between the last and this one are gone, or stand further down.
    fn gap(&mut self, line: u64, number: u64) {
        let mut expected = self.next;
        let early = self.places.range(self.next..number).map(|(number, _)| *number).collect::<Vec<_>>();
        for here in early.iter().copied().chain([number]) {
            if expected < here {
                self.faults.push(Fault::Removed { from: expected, to: here - 1 });
            }
            expected = here.saturating_add(1);
        }
        if !early.is_empty() {
            self.faults.push(Fault::Reordered { line, number });
        }
    }

    /// The number of the record that follows line `index`. An answer holds until the lines or the numbers have passed it.
    fn followed(&mut self, index: usize) -> Option<u64> {
        let is_known = match self.followed {
            Followed::Unasked => false,
            Followed::By { index: at, number } => index <= at && self.next <= number,
            Followed::ByNone => true,
        };
        if !is_known {
            let rest = self.lines.iter().enumerate().skip(index);
            let numbers = rest.filter_map(|(at, line)| Some((at, line.read.as_ref().ok()?.number)));
            self.followed = match numbers.into_iter().find(|(_, number)| *number >= self.next) {
                Some((index, number)) => Followed::By { index, number },
                None => Followed::ByNone,
            };
        }
        match self.followed {
            Followed::By { number, .. } => Some(number),
            Followed::Unasked | Followed::ByNone => None,
        }
    }
}
