//! Turns a pack as written into warnings at the level its author chose: what is legal and still likely to be wrong.
//!
//! Each lint here is one file and one line of [`LINTS`]; its name, code and page stand in the registry of codes. Warnings
//! that need the checker's tables (what is read, used, cited) are found by `pack` itself and get their level here.

mod duplicate_rules;
mod jargon;
mod look_alike;

use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Level;
use crate::pack::{self, Pack};
use crate::syntax;
use crate::text::{FileId, Sources};

/// What a lint looks at.
struct Written<'a> {
    pack: &'a syntax::Pack,
    files: &'a [(String, FileId)],
    sources: &'a Sources,
}

const LINTS: &[fn(&Written<'_>, &mut Vec<Diagnostic>)] = &[duplicate_rules::lint, jargon::lint, look_alike::lint];

/// Reads and checks a pack as [`pack::read`] does, and looks for what its author should look at again. A lint at `deny` is
/// an error here; the pack can be used all the same, for a decision does not depend on how a pack is written.
pub fn read(files: &[(String, FileId)], sources: &Sources) -> (Option<Pack>, Vec<Diagnostic>) {
    let (pack, written, mut faults) = pack::read_written(files, sources);
    let looked_at = Written { pack: &written, files, sources };
    for lint in LINTS {
        lint(&looked_at, &mut faults);
    }
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
