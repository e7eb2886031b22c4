//! Turns the folder of a pack, or another one, into the cases that stand there.

use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::files;
use crate::answers::Reader;
use crate::cases::{self, Cases};
use crate::pack::Pack;
use crate::program::Program;
use crate::text::Sources;

/// The files of cases in a folder.
pub(super) struct CaseFiles {
    place: PathBuf,
    /// Paths inside the folder, and texts.
    pub texts: Vec<(String, String)>,
}

impl CaseFiles {
    /// Those of a pack, or those of another folder. A pack need not have any.
    pub fn of(pack: &Path, other: Option<&Path>) -> Result<Self, Failure> {
        let place = other.map_or_else(|| pack.join("cases"), Path::to_path_buf);
        let texts = if other.is_none() && !place.exists() { Vec::new() } else { files::cases(&place)? };
        Ok(Self { place, texts })
    }

    pub fn place(&self) -> &Path {
        &self.place
    }

    /// The files as they are read, called by where they are.
    pub fn named(&self, sources: &mut Sources) -> Vec<cases::File<'_>> {
        files::as_cases(&self.texts, |path| files::name(&self.place.join(path)), sources)
    }

    /// The cases in them, against a pack and its program.
    pub fn read(&self, pack: &Pack, program: &Program, sources: &mut Sources) -> Cases {
        cases::read(&Reader::new(pack, &program.layout), &self.named(sources))
    }
}
