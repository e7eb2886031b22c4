//! Draws an archive of decisions: a line a record, and in words what is wrong with the whole.

use super::page::clean;
use crate::audit::archive::{Fault, Record, Spoilt, Verification};
use crate::audit::replay::Recorded;
use crate::text::count;

/// Faults that are told one by one.
const SHOWN: usize = 20;

/// What was found out about an archive, in sentences.
pub fn verification(found: &Verification) -> String {
    let records = self::records(found.end.records);
    if !found.faults.is_empty() {
        return faults(&found.faults);
    }
    let mut page = match found.end.hash {
        Some(hash) => format!("{records}, chain intact, head {hash}\n"),
        None => "no records yet\n".to_owned(),
    };
    if found.beyond > 0 {
        page += &format!("{} at the end may never have been shown to anybody\n", self::records(found.beyond));
    }
    if found.unfinished > 0 {
        page += &format!(
            "an unfinished last record (never acknowledged) follows: {}; the next `screen --record` cuts it off\n",
            bytes(found.unfinished)
        );
    }
    page
}

/// A line a fault.
pub fn faults(faults: &[Fault]) -> String {
    let mut page = "the archive is not as it was acknowledged\n".to_owned();
    for told in faults.iter().take(SHOWN) {
        page += &format!("  - {}\n", fault(told));
    }
    if faults.len() > SHOWN {
        page += &format!("  - and {} more\n", faults.len() - SHOWN);
    }
    page
}

fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Edited { line, number, why } => {
            let why = match why {
                Spoilt::Hash => "its hash is not that of its content",
                Spoilt::Shape => "the line is no record any more",
                Spoilt::Schema => "another program, or a later version of this one, wrote it",
            };
            format!("record {number} (line {line}) was edited: {why}")
        }
        Fault::Inserted { line } => format!("line {line} is no record: it was put in"),
        Fault::Replaced { line, number } => format!(
            "record {number} (line {line}) does not follow from record {}: one of the two was replaced",
            number.saturating_sub(1)
        ),
        Fault::Removed { from, to } if from == to => format!("record {from} was removed"),
        Fault::Removed { from, to } => format!("records {from} to {to} were removed"),
        Fault::Reordered { line, number } => format!("record {number} was moved: it stands at line {line}"),
        Fault::Repeated { line, number } => format!("record {number} was repeated: it stands again at line {line}"),
        Fault::Truncated { whole, acknowledged, cut } => {
            let middle = if *cut { format!(", in the middle of record {}", whole + 1) } else { String::new() };
            format!("truncated: it ends after {}{middle}, and {acknowledged} were acknowledged", records(*whole))
        }
        Fault::OtherEnd { number } => format!("record {number} is not the one that the head file acknowledges"),
        Fault::Trailing { line, bytes } => {
            format!("what stands from line {line} on is no record: {}", self::bytes(*bytes))
        }
        Fault::NoHead => "the head file is missing: whether records are gone from the end cannot be told; \
                          --head compares with a head that you noted"
            .to_owned(),
        Fault::Fewer { records, noted } => format!("it has {}, and {noted} were noted", self::records(*records)),
        Fault::NotNoted { number: Some(number) } => format!("record {number} has another hash than the one noted"),
        Fault::NotNoted { number: None } => "no record has the hash that was noted".to_owned(),
    }
}

/// `17  2026-11-23T14:02:11Z  A-2041  as of 2026-11-23  safety none  screening hold  kap 1.0.0`
pub fn record(record: &Record, decision: &Recorded) -> String {
    format!(
        "{:>6}  {}  {}  as of {}  safety {}  screening {}  {} {}\n",
        record.number,
        clean(record.at),
        clean(&decision.applicant),
        decision.as_of,
        decision.outcome.safety.name(),
        decision.outcome.screening.name(),
        clean(&decision.pack),
        clean(&decision.version),
    )
}

/// `1 record`, `3 records`
pub fn records(n: u64) -> String {
    count(usize::try_from(n).unwrap_or(usize::MAX), "record")
}

fn bytes(n: u64) -> String {
    count(usize::try_from(n).unwrap_or(usize::MAX), "byte")
}
