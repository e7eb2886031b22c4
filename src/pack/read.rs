//! Turns the text of a pack's files into a checked pack: read, then resolved.

use super::{Pack, from_syntax};
use crate::diagnostic::Diagnostic;
use crate::syntax;
use crate::text::{FileId, Sources};

/// Reads and checks a pack, with both YAML readers. `files` are paths inside the pack with `/` between folders. There is a
/// pack only when no diagnostic is an error; warnings come with it.
pub fn read(files: &[(String, FileId)], sources: &Sources) -> (Option<Pack>, Vec<Diagnostic>) {
    let (pack, _, faults) = read_written(files, sources);
    (pack, faults)
}

/// The same, and what was written beside what it means.
pub fn read_written(files: &[(String, FileId)], sources: &Sources) -> (Option<Pack>, syntax::Pack, Vec<Diagnostic>) {
    checked(files, sources, syntax::read_again(files, sources))
}

/// As [`read`] with the first reader alone, in half the time: for files that both readers were seen to agree on.
pub fn read_known(files: &[(String, FileId)], sources: &Sources) -> (Option<Pack>, Vec<Diagnostic>) {
    let (pack, _, faults) = checked(files, sources, Vec::new());
    (pack, faults)
}

fn checked(
    files: &[(String, FileId)],
    sources: &Sources,
    mut faults: Vec<Diagnostic>,
) -> (Option<Pack>, syntax::Pack, Vec<Diagnostic>) {
    let (written, found) = syntax::read_pack(files, sources);
    faults.extend(found);
    let (pack, found) = from_syntax(&written);
    faults.extend(found);
    Diagnostic::sort(&mut faults);
    let wrong = faults.iter().any(Diagnostic::is_error);
    (pack.filter(|_| !wrong), written, faults)
}
