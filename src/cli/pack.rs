//! Loads a pack for a command: the embedded one, or a folder.

use std::path::Path;

use super::case_files::CaseFiles;
use super::embedded::KAP;
use super::failure::Failure;
use super::files;
use super::terminal::Terminal;
use crate::cases::Case;
use crate::diagnostic::Diagnostic;
use crate::lints::{self, Beside};
use crate::pack::{self, Pack};
use crate::program::{self, Program};
use crate::text::{FileId, Sources};
use crate::value::Date;

/// A pack, if it could be made, and everything that was found wrong with it.
pub(super) struct Loaded {
    pub pack: Option<Pack>,
    pub diagnostics: Vec<Diagnostic>,
    pub sources: Sources,
}

/// The folder of a pack that its author works on: the one named, or the folder here.
pub(super) fn own(named: Option<&Path>) -> Result<&Path, Failure> {
    let none = || Failure::Usage("no pack: name its folder, or go there (it holds `pack.yaml`)".to_owned());
    here(named).ok_or_else(none)
}

/// The folder of a pack that somebody reads: the one named, or the folder here where it is one; otherwise the KAP pack is
/// meant. Who screens applicants names the pack.
pub(super) fn here(named: Option<&Path>) -> Option<&Path> {
    named.or_else(|| Some(Path::new(".")).filter(|here| here.join("pack.yaml").is_file()))
}

/// Reads a folder, or without one the KAP pack.
pub(super) fn load(folder: Option<&Path>) -> Result<Loaded, Failure> {
    match folder {
        Some(_) => read(folder, pack::read),
        // The tests read the embedded pack with both readers.
        None => read(folder, pack::read_known),
    }
}

/// The same with the lints, at the levels that the pack sets, as they are on a day. Nobody looks for cases of the KAP pack
/// that is carried.
pub(super) fn linted(folder: Option<&Path>, today: Date) -> Result<Loaded, Failure> {
    let found = folder.map(|folder| CaseFiles::of(folder, None)).transpose()?;
    let beside = |pack: &Pack| Beside {
        today: Some(today),
        cases: found.as_ref().map_or(lints::Cases::Unread, |found| named(pack, found)),
    };
    read(folder, |files, sources| lints::read(files, sources, beside))
}

/// The rules that cases name.
fn named(pack: &Pack, found: &CaseFiles) -> lints::Cases {
    let Ok(program) = program::from_pack(pack) else { return lints::Cases::Unread };
    let read = found.read(pack, &program, &mut Sources::default());
    match read.written {
        0 => lints::Cases::None,
        _ if !read.diagnostics.is_empty() => lints::Cases::Unread,
        _ => {
            let expected = read.cases.iter().flat_map(|case| &case.expectation.rules);
            lints::Cases::Naming(expected.map(|expected| expected.rule).collect())
        }
    }
}

fn read(
    folder: Option<&Path>,
    read: impl FnOnce(&[(String, FileId)], &Sources) -> (Option<Pack>, Vec<Diagnostic>),
) -> Result<Loaded, Failure> {
    let Some(folder) = folder else {
        let files: Vec<_> = KAP.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        return Ok(read_files(&files, |path| format!("kap/{path}"), read));
    };
    Ok(read_files(&files::folder(folder)?, |path| files::name(&folder.join(path)), read))
}

/// Reads files by their paths inside the pack; `name` is what messages call each.
pub(super) fn of_files(files: &[(String, String)], name: impl Fn(&str) -> String) -> Loaded {
    read_files(files, name, pack::read)
}

fn read_files(
    files: &[(String, String)],
    name: impl Fn(&str) -> String,
    read: impl FnOnce(&[(String, FileId)], &Sources) -> (Option<Pack>, Vec<Diagnostic>),
) -> Loaded {
    let mut sources = Sources::default();
    let paths: Vec<_> =
        files.iter().map(|(path, text)| (path.clone(), sources.add(name(path), text.as_str()))).collect();
    let (pack, diagnostics) = read(&paths, &sources);
    Loaded { pack, diagnostics, sources }
}

impl Loaded {
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|d| d.is_error()).count()
    }

    pub fn warnings(&self) -> usize {
        self.diagnostics.len() - self.errors()
    }

    pub fn draw(&self, terminal: &Terminal) {
        for diagnostic in &self.diagnostics {
            terminal.draw(diagnostic, &self.sources);
        }
    }

    /// The pack for a command that needs one. Its warnings are for its author, and `check` shows them.
    pub fn pack(&self, terminal: &Terminal) -> Option<&Pack> {
        if self.pack.is_none() {
            for diagnostic in self.diagnostics.iter().filter(|d| d.is_error()) {
                terminal.draw(diagnostic, &self.sources);
            }
            terminal.say("error: the pack has mistakes, and cannot be used");
        }
        self.pack.as_ref()
    }
}

/// The program of a pack. A checked pack has one unless its patterns are too large taken together.
pub(super) fn program(pack: &Pack) -> Result<Program, Failure> {
    program::from_pack(pack).map_err(unusable)
}

/// Patterns that do not compile together.
pub(super) fn unusable(faults: Vec<(usize, String)>) -> Failure {
    let why: Vec<String> = faults.into_iter().map(|(_, why)| why).collect();
    Failure::Usage(format!("the patterns of the pack cannot be used together: {}", why.join("; ")))
}

/// The cases in the folder of a pack, or none where it has no such folder; `None`, and every mistake told, where one has any.
pub(super) fn cases(pack: &Pack, folder: Option<&Path>, terminal: &Terminal) -> Result<Option<Vec<Case>>, Failure> {
    let found = folder.map(|folder| CaseFiles::of(folder, None)).transpose()?;
    let Some(found) = found.filter(|found| !found.texts.is_empty()) else { return Ok(Some(Vec::new())) };
    let mut sources = Sources::default();
    let cases = found.read(pack, &program(pack)?, &mut sources);
    for diagnostic in &cases.diagnostics {
        terminal.draw(diagnostic, &sources);
    }
    Ok(cases.diagnostics.is_empty().then_some(cases.cases))
}
