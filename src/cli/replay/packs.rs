//! Turns the folders of packs into packs that can decide again.

use std::path::{Path, PathBuf};

use crate::answers::{Reader, Sheet};
use crate::audit::PackName;
use crate::audit::archive::Kept;
use crate::audit::replay::Recorded;
use crate::cli::failure::Failure;
use crate::cli::terminal::Terminal;
use crate::cli::{files, pack};
use crate::explain::{Decision, Screening};
use crate::pack::Pack;
use crate::program::Program;
use crate::text::Sources;

const EMBEDDED: &str = "embedded";

/// A pack with its program.
pub(in crate::cli) struct Ready {
    pub pack: &'static Pack,
    program: &'static Program,
    place: String,
}

/// The packs of these folders, or the embedded one. `None`: one has mistakes, which are told.
pub(in crate::cli) fn load(folders: &[PathBuf], terminal: &Terminal) -> Result<Option<Vec<Ready>>, Failure> {
    if folders.is_empty() {
        return Ok(Ready::of(None, terminal)?.map(|ready| vec![ready]));
    }
    let mut packs = Vec::new();
    for folder in folders {
        let Some(ready) = Ready::of(Some(folder), terminal)? else { return Ok(None) };
        packs.push(ready);
    }
    Ok(Some(packs))
}

/// The pack to compare with.
pub(in crate::cli) fn with(folder: &Path, terminal: &Terminal) -> Result<Option<Ready>, Failure> {
    Ready::of((folder.as_os_str() != EMBEDDED).then_some(folder), terminal)
}

impl Ready {
    fn of(folder: Option<&Path>, terminal: &Terminal) -> Result<Option<Self>, Failure> {
        // The process ends with this command: what it holds is not given back piece by piece.
        let loaded = Box::leak(Box::new(pack::load(folder)?));
        let Some(pack) = loaded.pack(terminal) else { return Ok(None) };
        let program = Box::leak(Box::new(pack::program(pack)?));
        let place = folder.map_or_else(|| EMBEDDED.to_owned(), files::name);
        Ok(Some(Self { pack, program, place }))
    }

    pub fn name(&self) -> PackName {
        PackName::of(self.pack, &self.place)
    }

    pub fn reader(&self) -> Reader<'static> {
        Reader::new(self.pack, &self.program.layout)
    }

    pub fn decide(&self, form: &Kept, recorded: &Recorded) -> Option<Decision> {
        decide(self.pack, self.program, form, recorded)
    }
}

/// Decides for the applicant of an old decision, as of its date. `None` where the form holds no such applicant.
pub(in crate::cli) fn decide(pack: &Pack, program: &Program, form: &Kept, recorded: &Recorded) -> Option<Decision> {
    let file = Sources::default().add("the answers", "");
    // An applicant without an id is called after the place in the file, `#3`.
    let number = recorded.applicant.strip_prefix('#').and_then(|number| number.parse().ok()).unwrap_or(1);
    let reader = Reader::new(pack, &program.layout);
    let read = reader.read(form.notation, file, &form.text, Some(recorded.as_of), number);
    let own = |sheet: &Sheet| sheet.applicant == recorded.applicant;
    let sheet = read.sheets.into_iter().find(own)?;
    Screening::new(pack, program).decide(&[sheet]).pop()
}
