//! Turns the files of a pack folder into a checked pack: the documents, then their meaning.

use super::{Pack, from_syntax};
use crate::diagnostic::Diagnostic;
use crate::syntax;
use crate::text::{FileId, Sources};

/// Reads and checks a whole pack. `files` are the paths inside the folder, `/`-separated, with their text in `sources`. The
/// pack is there only when nothing is an error; warnings come with it. Diagnostics are in reading order.
pub fn from_files(files: &[(String, FileId)], sources: &Sources) -> (Option<Pack>, Vec<Diagnostic>) {
    let (written, mut diagnostics) = syntax::read_pack(files, sources);
    let (pack, more) = from_syntax(&written);
    diagnostics.extend(more);
    Diagnostic::sort(&mut diagnostics);
    let broken = diagnostics.iter().any(Diagnostic::is_error);
    (pack.filter(|_| !broken), diagnostics)
}
