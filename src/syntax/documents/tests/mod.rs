//! What the readers of documents promise: whole packs are read, and every mistake is named at its place.

mod mistakes;
mod packs;
mod places;

use super::{Pack, read_pack};
use crate::diagnostic::Diagnostic;
use crate::text::{FileId, Sources};

/// A folder, what it reads as, and what is wrong with it.
struct Folder {
    sources: Sources,
    pack: Pack,
    faults: Vec<Diagnostic>,
}

impl Folder {
    fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut sources = Sources::default();
        let files: Vec<(String, FileId)> =
            files.into_iter().map(|(path, text)| (path.to_owned(), sources.add(path, text))).collect();
        let (pack, faults) = read_pack(&files, &sources);
        Self { sources, pack, faults }
    }

    /// Each fault as `path:line:column CODE words: message | help`.
    fn table(&self) -> Vec<String> {
        let line = |fault: &Diagnostic| {
            let place = fault.primary.as_ref().map_or(String::new(), |label| {
                let at = self.sources.position(label.span);
                let words = self.sources.slice(label.span);
                format!("{}:{}:{} {words}: ", self.sources.get(label.span.file).name, at.line, at.column)
            });
            let help: String = fault.help.iter().map(|help| format!(" | {help}")).collect();
            format!("{} {place}{}{help}", fault.code.name, fault.message)
        };
        self.faults.iter().map(line).collect()
    }
}
