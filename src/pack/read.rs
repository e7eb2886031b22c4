//! Turns the text of a pack's files into a checked pack: read, then resolved.

use super::{Pack, from_syntax};
use crate::diagnostic::Diagnostic;
use crate::syntax;
use crate::text::{FileId, Sources};

/// Reads and checks a pack. `files` are paths inside the pack with `/` between folders. There is a pack only when no
/// diagnostic is an error.
pub fn read(files: &[(String, FileId)], sources: &Sources) -> (Option<Pack>, Vec<Diagnostic>) {
    let (written, mut faults) = syntax::read_pack(files, sources);
    let (pack, found) = from_syntax(&written);
    faults.extend(found);
    Diagnostic::sort(&mut faults);
    let wrong = faults.iter().any(Diagnostic::is_error);
    (pack.filter(|_| !wrong), faults)
}
