//! Turns the folder of a pack into its cases, run, and into how their pins stand.

use std::path::{Path, PathBuf};

use super::case_files::CaseFiles;
use super::failure::Failure;
use super::files;
use crate::cases::{self, Cases, Surprise};
use crate::explain::Screening;
use crate::pack::Pack;
use crate::pins::{self, Compared, Pins};
use crate::program::Program;
use crate::render::{self, Private};
use crate::text::Sources;

/// A pack at work on its cases.
pub(super) struct Trial<'p> {
    pub pack: &'p Pack,
    pub screening: Screening<'p>,
    /// The folder of the cases.
    pub place: PathBuf,
    pub sources: Sources,
    pub cases: Cases,
    pub surprises: Vec<Surprise>,
    /// The decision of each case as it is pinned; none were made where nothing is pinned.
    pub now: Vec<String>,
    /// Paths of the files of `pins`, in their order.
    pub held: Vec<PathBuf>,
    pub pins: Pins,
    pub compared: Compared,
}

impl<'p> Trial<'p> {
    /// Runs the cases of `named`, or of the pack's folder `cases`, which need not be there.
    pub fn run(pack: &'p Pack, program: &'p Program, folder: &Path, named: Option<&Path>) -> Result<Self, Failure> {
        let found = CaseFiles::of(folder, named)?;
        let mut sources = Sources::default();
        let cases = found.read(pack, program, &mut sources);
        let mut screening = Screening::new(pack, program);
        let surprises = cases::run(pack, &program.layout, &mut screening, &cases.cases);
        let mut trial = Self {
            pack,
            screening,
            place: found.place().to_owned(),
            sources,
            cases,
            surprises,
            now: Vec::new(),
            held: Vec::new(),
            pins: Pins::default(),
            compared: Compared::default(),
        };
        trial.pins()?;
        Ok(trial)
    }

    /// Where the pins stand.
    pub fn pin_folder(&self) -> PathBuf {
        self.place.join("pins")
    }

    /// Reads the pins, and compares them with what comes now.
    pub fn pins(&mut self) -> Result<(), Failure> {
        let folder = self.pin_folder();
        let found = if folder.exists() { files::pins(&folder)? } else { Vec::new() };
        let place = |path: &str| folder.join(path);
        let held: Vec<_> = found
            .iter()
            .map(|(path, text)| (place(path), self.sources.add(files::name(&place(path)), text.as_str())))
            .collect();
        self.pins = pins::read(held.iter().zip(&found).map(|((_, file), (_, text))| (*file, text.as_str())));
        let path = |pin: &pins::Pin| held.iter().find(|(_, file)| *file == pin.file).map(|(path, _)| path.clone());
        self.held = self.pins.pins.iter().filter_map(path).collect();
        if !self.pins.pins.is_empty() {
            self.decide();
        }
        let is_whole = self.cases.diagnostics.is_empty();
        let cases = (self.cases.cases.as_slice(), self.now.as_slice());
        self.compared = pins::compare(self.pack, &mut self.screening, cases, &self.pins.pins, is_whole);
        Ok(())
    }

    /// Makes the decision of every case. The answers of a case are made up, and shown.
    pub fn decide(&mut self) {
        if self.now.is_empty() {
            let sheets: Vec<_> = self.cases.cases.iter().map(|case| case.sheet.clone()).collect();
            let decisions = self.screening.decide(&sheets);
            let json = |decision| render::json::pretty(self.pack, decision, Private::Shown) + "\n";
            self.now = decisions.iter().map(json).collect();
        }
    }

    /// Whether a case came out as it expects.
    pub fn is_as_expected(&self, case: usize) -> bool {
        !self.surprises.iter().any(|surprise| surprise.case == case)
    }
}
