//! Turns what `check` and `test` say about a folder into the faults of each file, at the places of an editor.

use std::collections::BTreeMap;

use super::folder::Readable;
use super::place::{Lines, Stretch};
use crate::answers::{Notation, Reader};
use crate::cases;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::explain::Screening;
use crate::lints::{self, Beside};
use crate::pack::Pack;
use crate::program;
use crate::text::{FileId, Span};
use crate::yaml;

/// A mistake, a warning, or a case that came out otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub at: Stretch,
    pub severity: Severity,
    pub code: &'static Code,
    /// What is wrong, and on lines of their own what would help.
    pub message: String,
    pub related: Vec<Related>,
}

/// Another place that matters, such as the first of two equal names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    pub path: String,
    pub at: Stretch,
    pub message: String,
}

/// Faults without a place are said of the file that makes a folder a pack.
const HEADER: &str = "pack.yaml";

/// By path inside the folder.
pub type Faults = BTreeMap<String, Vec<Fault>>;

/// The faults of every document; also the pack, where it can be used.
pub(super) fn of_documents(readable: &Readable) -> (Option<Pack>, Faults) {
    let (pack, found) = lints::read(&readable.documents, &readable.sources, |_| Beside::default());
    let paths = readable.documents.iter().map(|(path, _)| path.clone());
    (pack, Places::of(readable).by_file(paths, &found))
}

/// The faults of every file of cases. Without a pack only what can be told of any file.
pub(super) fn of_cases(readable: &Readable, pack: Option<&Pack>) -> Faults {
    let found = match pack {
        Some(pack) => in_cases(pack, readable),
        None => {
            let read = |(id, notation): &(FileId, Notation)| {
                let text = &readable.sources.get(*id).text;
                match notation {
                    Notation::Yaml => yaml::read(*id, text).1,
                    Notation::Json => yaml::read_json(*id, text).1,
                }
            };
            readable.cases.iter().flat_map(read).collect()
        }
    };
    let paths = readable.cases.iter().map(|(id, _)| readable.sources.get(*id).name.clone());
    Places::of(readable).by_file(paths, &found)
}

/// What is wrong with cases, and what came out otherwise.
fn in_cases(pack: &Pack, readable: &Readable) -> Vec<Diagnostic> {
    // Patterns that do not compile together are said by the commands that need them.
    let Ok(program) = program::from_pack(pack) else { return Vec::new() };
    let file = |(id, notation): &(_, Notation)| cases::File {
        id: *id,
        notation: *notation,
        text: &readable.sources.get(*id).text,
    };
    let files: Vec<cases::File> = readable.cases.iter().map(file).collect();
    let read = cases::read(&Reader::new(pack, &program.layout), &files);
    let mut screening = Screening::new(pack, &program);
    let surprises = cases::run(pack, &program.layout, &mut screening, &read.cases);
    read.diagnostics.into_iter().chain(surprises.into_iter().map(|surprise| surprise.diagnostic)).collect()
}

/// The lines of every file.
struct Places<'r> {
    readable: &'r Readable,
    lines: BTreeMap<&'r str, Lines<'r>>,
}

impl<'r> Places<'r> {
    fn of(readable: &'r Readable) -> Self {
        let lines = readable.sources.iter().map(|(_, source)| (source.name.as_str(), Lines::of(&source.text)));
        Self { readable, lines: lines.collect() }
    }

    /// Each of these files with its faults.
    fn by_file(&self, paths: impl Iterator<Item = String>, found: &[Diagnostic]) -> Faults {
        let mut by_file: Faults = paths.map(|path| (path, Vec::new())).collect();
        for diagnostic in found {
            let (path, fault) = self.fault(diagnostic);
            by_file.entry(path).or_default().push(fault);
        }
        by_file
    }

    fn at(&self, span: Span) -> (String, Stretch) {
        let name = self.readable.sources.get(span.file).name.as_str();
        let at = self.lines.get(name).map(|lines| lines.stretch(span.start as usize..span.end as usize));
        (name.to_owned(), at.unwrap_or_default())
    }

    fn fault(&self, diagnostic: &Diagnostic) -> (String, Fault) {
        let mut message = diagnostic.message.clone();
        if let Some(label) = diagnostic.primary.as_ref().filter(|label| !label.message.is_empty()) {
            message.push_str(&format!("\n{}", label.message));
        }
        for help in &diagnostic.help {
            message.push_str(&format!("\nhelp: {help}"));
        }
        let related = diagnostic.secondary.iter().map(|label| {
            let (path, at) = self.at(label.span);
            Related { path, at, message: label.message.to_string() }
        });
        let (path, at) = match &diagnostic.primary {
            Some(label) => self.at(label.span),
            None => (HEADER.to_owned(), Stretch::default()),
        };
        let fault =
            Fault { at, severity: diagnostic.severity, code: diagnostic.code, message, related: related.collect() };
        (path, fault)
    }
}
