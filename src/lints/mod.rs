//! Turns a pack as written into warnings at the level its author chose: what is legal and still likely to be wrong.
//!
//! Each lint here is one file and one line of [`LINTS`]; its name, code and page stand in the registry of codes. Warnings
//! that need the checker's tables (what is read, used, cited) are found by `pack` itself and get their level here.

mod allowances;
mod duplicate_rules;
mod jargon;
mod limit_beside_edge;
mod limit_out_of_reach;
mod look_alike;
mod never_undecided;
mod overlapping_rules;
mod parts;
mod pattern_of_words;
mod review_overdue;
mod rule_without_case;
mod short_term;
mod undeclared_look_alikes;
mod verdict_words;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Level;
use crate::pack::{self, Pack};
use crate::syntax;
use crate::text::{FileId, Sources};
use crate::value::Date;

/// What stands beside the text of a pack. A lint that needs what is not there says nothing.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The day on which somebody looks.
    pub today: Option<Date>,
    pub cases: Cases,
}

/// What is known of the cases of a pack.
#[derive(Clone, Debug, Default)]
pub enum Cases {
    /// Nobody looked, or not every case could be read.
    #[default]
    Unread,
    /// There is not one.
    None,
    /// The rules, by place in the pack, that an expectation names.
    Naming(BTreeSet<usize>),
}

impl Beside {
    /// Whether what a lint needs is there.
    fn has(&self, code: &Code) -> bool {
        match code.name {
            "AN0511" => !matches!(self.cases, Cases::Unread),
            "AN0519" => self.today.is_some(),
            _ => true,
        }
    }
}

/// What a lint looks at.
struct Written<'a> {
    pack: &'a syntax::Pack,
    files: &'a [(String, FileId)],
    sources: &'a Sources,
}

/// What a lint about meaning looks at; there is none of a pack with errors.
struct Meant<'a> {
    written: &'a syntax::Pack,
    pack: &'a Pack,
    beside: &'a Beside,
}

const LINTS: &[fn(&Written<'_>, &mut Vec<Diagnostic>)] = &[
    duplicate_rules::lint,
    jargon::lint,
    look_alike::lint,
    overlapping_rules::lint,
    short_term::lint,
    undeclared_look_alikes::lint,
    verdict_words::lint,
];

const LINTS_OF_MEANING: &[fn(&Meant<'_>, &mut Vec<Diagnostic>)] = &[
    limit_beside_edge::lint,
    limit_out_of_reach::lint,
    never_undecided::lint,
    pattern_of_words::lint,
    review_overdue::lint,
    rule_without_case::lint,
];

/// Reads and checks a pack as [`pack::read`] does, and looks for what its author should look at again. A lint at `deny` is
/// an error here; the pack can be used all the same, for a decision does not depend on how a pack is written. `beside` is
/// asked once there is a pack.
pub fn read(
    files: &[(String, FileId)],
    sources: &Sources,
    beside: impl FnOnce(&Pack) -> Beside,
) -> (Option<Pack>, Vec<Diagnostic>) {
    let (pack, written, mut faults) = pack::read_written(files, sources);
    let looked_at = Written { pack: &written, files, sources };
    for lint in LINTS {
        lint(&looked_at, &mut faults);
    }
    let beside = pack.as_ref().map(beside);
    if let Some((pack, beside)) = pack.as_ref().zip(beside.as_ref()) {
        let meant = Meant { written: &written, pack, beside };
        for lint in LINTS_OF_MEANING {
            lint(&meant, &mut faults);
        }
    }
    allowances::apply(&looked_at, beside.as_ref(), &mut faults);
    let levels = written.header.as_ref().map_or(&[][..], |header| &header.lints);
    let level = |fault: &Diagnostic| levels.iter().find(|(code, _)| *code == fault.code).map(|(_, level)| level.value);
    faults.retain(|fault| level(fault) != Some(Level::Allow));
    for fault in &mut faults {
        if level(fault) == Some(Level::Deny) {
            fault.severity = Severity::Error;
        }
    }
    Diagnostic::sort(&mut faults);
    (pack, faults)
}
