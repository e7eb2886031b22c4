//! Turns the lines of an archive into what is wrong with it: edited, removed, reordered, repeated, truncated.

use super::walk::Walk;
use super::{Head, Record, Spoilt};
use crate::value::Digest;

/// The lines read so far.
#[derive(Debug)]
pub struct Chain {
    /// The number of the record that the first line should be; 1 but for a chain that is read from its middle.
    first: u64,
    lines: Vec<Line>,
}

#[derive(Debug)]
pub(super) struct Line {
    pub read: Result<Link, Spoilt>,
    pub bytes: u64,
    /// It has its end.
    pub ended: bool,
    /// It holds a zero byte, which no record does: the disk never got what was written here.
    pub zeros: bool,
}

/// A record as far as the chain goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub number: u64,
    pub previous: Option<Digest>,
    pub hash: Digest,
}

/// An end that somebody noted down: it must be in the chain, which may have grown since.
#[derive(Clone, Copy, Debug, Default)]
pub struct Noted {
    pub records: Option<u64>,
    pub hash: Option<Digest>,
}

/// What was found out about an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// Where the archive ends when nothing is wrong with it: its whole records.
    pub end: Head,
    /// Whole records beyond the head: durable, and perhaps nobody was told of them.
    pub beyond: u64,
    /// Bytes of a last record that was never finished and never acknowledged.
    pub unfinished: u64,
    /// In the order of the file. Nothing else may be relied on where there is one.
    pub faults: Vec<Fault>,
}

/// What is wrong with an archive. Lines and records count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The line stands where this record belongs and is not the record that was written.
    Edited { line: u64, number: u64, why: Spoilt },
    /// A line that is no record stands between two that follow each other.
    Inserted { line: u64 },
    /// Whole in itself, and does not follow from the record before it: one of the two was written anew.
    Replaced { line: u64, number: u64 },
    /// These records are nowhere in the file.
    Removed { from: u64, to: u64 },
    /// The record stands at another place than its number.
    Reordered { line: u64, number: u64 },
    /// The record stands in the file for a second time.
    Repeated { line: u64, number: u64 },
    /// The file ends after `whole` records, or in the middle of the next (`cut`), and more were acknowledged.
    Truncated { whole: u64, acknowledged: u64, cut: bool },
    /// The record at which the head points is not the one that was acknowledged.
    OtherEnd { number: u64 },
    /// What follows the last record is neither a record nor an unfinished one.
    Trailing { line: u64, bytes: u64 },
    /// Fewer records than somebody noted.
    Fewer { records: u64, noted: u64 },
    /// Nothing says how many records there should be.
    NoHead,
    /// The record that was noted is not in the chain, or another one stands at its place.
    NotNoted { number: Option<u64> },
}

impl Default for Chain {
    fn default() -> Self {
        Self::from(1)
    }
}

impl Chain {
    /// A chain whose first line is this record; what it follows from is not asked.
    pub fn from(first: u64) -> Self {
        Self { first, lines: Vec::new() }
    }

    /// Takes the next line, with its end where it has one, and gives what it read there.
    pub fn line<'a>(&mut self, bytes: &'a [u8]) -> Result<Record<'a>, Spoilt> {
        let bare = bytes.strip_suffix(b"\n");
        let record = std::str::from_utf8(bare.unwrap_or(bytes)).map_err(|_| Spoilt::Shape).and_then(Record::of);
        self.lines.push(Line {
            read: record.map(|record| Link { number: record.number, previous: record.previous, hash: record.hash }),
            bytes: bytes.len() as u64,
            ended: bare.is_some(),
            zeros: bytes.contains(&0),
        });
        record
    }

    /// `start`: bytes before the first line. `head`: missing where there is none to compare with.
    pub fn verify(&self, start: u64, head: Option<&Head>, noted: Noted) -> Verification {
        let walk = Walk::through(&self.lines, self.first, start, head.map(|head| head.records));
        let (records, previous) = (walk.next - 1, walk.previous);
        let (whole, unfinished) = (walk.whole, walk.unfinished);
        let mut faults = walk.faults;
        let is_sound = faults.is_empty();
        faults.extend(match head {
            Some(head) => self.against(head, records, is_sound.then_some(whole)),
            None => noted.hash.is_none().then_some(Fault::NoHead),
        });
        faults.extend(self.against_noted(noted, records));
        Verification {
            end: Head { records, bytes: whole, hash: previous },
            beyond: head.map_or(0, |head| records.saturating_sub(head.records)),
            unfinished,
            faults,
        }
    }

    /// The hash of a record that stands at its place.
    fn hash_of(&self, number: u64) -> Option<Digest> {
        let index = usize::try_from(number.checked_sub(self.first)?).ok()?;
        self.lines.get(index)?.read.as_ref().ok().filter(|link| link.number == number).map(|link| link.hash)
    }

    /// `whole`: bytes of the records, where nothing is wrong with them.
    fn against(&self, head: &Head, records: u64, whole: Option<u64>) -> Option<Fault> {
        if records < head.records {
            let cut = self.lines.last().is_some_and(|line| !line.ended);
            return Some(Fault::Truncated { whole: records, acknowledged: head.records, cut });
        }
        let number = head.records;
        let is_other = self.hash_of(number).is_some_and(|hash| head.hash != Some(hash));
        let is_elsewhere = records == number && whole.is_some_and(|bytes| bytes != head.bytes);
        (is_other || is_elsewhere).then_some(Fault::OtherEnd { number })
    }

    fn against_noted(&self, noted: Noted, records: u64) -> Option<Fault> {
        match (noted.records, noted.hash) {
            (Some(count), _) if records < count => Some(Fault::Fewer { records, noted: count }),
            (Some(count), Some(hash)) => {
                (self.hash_of(count) != Some(hash)).then_some(Fault::NotNoted { number: Some(count) })
            }
            (None, Some(hash)) => {
                let found = self.lines.iter().any(|line| line.read.as_ref().is_ok_and(|link| link.hash == hash));
                (!found).then_some(Fault::NotNoted { number: None })
            }
            (_, None) => None,
        }
    }
}
