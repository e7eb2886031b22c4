//! Turns files of answers into the form of each applicant.

use std::collections::HashMap;
use std::path::PathBuf;

use super::packs::Ready;
use crate::audit::archive::Kept;
use crate::cli::failure::Failure;
use crate::cli::screen::input::{Document, Inputs};
use crate::cli::terminal::Terminal;
use crate::value::Date;

/// Every form that was given, by applicant.
#[derive(Default)]
pub(in crate::cli) struct Answers {
    forms: HashMap<String, Vec<Kept>>,
    is_given: bool,
}

impl Answers {
    /// Ids stand outside the questions of a pack, so any pack tells who is who.
    pub fn read(files: &[PathBuf], ready: Option<&Ready>, terminal: &mut Terminal) -> Result<Self, Failure> {
        let (Some(ready), false) = (ready, files.is_empty()) else { return Ok(Self::default()) };
        let reader = ready.reader();
        let mut forms: HashMap<String, Vec<Kept>> = HashMap::new();
        let failed = Inputs::of(files)?.each(terminal, &mut |_, document: Document| {
            // Each decision brings its own date; this one only stands in for it.
            let read = document.read(&reader, Some(Date::MAX));
            for (sheet, place) in read.sheets.into_iter().zip(read.places) {
                forms.entry(sheet.applicant).or_default().push(document.part(place));
            }
            Ok(())
        })?;
        if failed > 0 {
            return Err(Failure::Usage("the answers could not be read whole".to_owned()));
        }
        Ok(Self { forms, is_given: true })
    }

    /// The forms of an applicant: those given, or else the one kept with the decision.
    pub fn of<'a>(&'a self, applicant: &str, kept: Option<&'a Kept>) -> Vec<&'a Kept> {
        if self.is_given {
            return self.forms.get(applicant).into_iter().flatten().collect();
        }
        kept.into_iter().collect()
    }
}
