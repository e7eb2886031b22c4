//! Puts decisions into an archive before anybody reads them, with the answers behind them where that is asked for.

use std::path::Path;

use super::input::Document;
use crate::audit::archive::Kept;
use crate::cli::archive::Archive;
use crate::cli::clock;
use crate::cli::failure::Failure;
use crate::cli::terminal::Terminal;
use crate::explain::Decision;
use crate::pack::Pack;
use crate::render::{self, Private};
use crate::text::Span;

/// The archive of a run, if it has one.
pub(super) struct Recording {
    archive: Option<Archive>,
    with_answers: bool,
    /// The answers of the applicants that wait, in their order.
    answers: Vec<Option<Kept>>,
}

impl Recording {
    pub fn open(file: Option<&Path>, with_answers: bool, terminal: &Terminal) -> Result<Self, Failure> {
        let archive = file.map(|file| Archive::open(file, terminal)).transpose()?;
        Ok(Self { archive, with_answers, answers: Vec::new() })
    }

    /// Another applicant waits, who stands at `place` of the document.
    pub fn wait(&mut self, document: &Document, place: Option<&Span>) {
        let place = place.filter(|_| self.with_answers);
        self.answers.push(place.map(|place| document.part(*place)));
    }

    /// Records the decisions of those who waited. Free text goes into no decision, whatever the page shows.
    pub fn record(&mut self, pack: &Pack, decisions: &[Decision]) -> Result<(), Failure> {
        let answers = self.answers.drain(..);
        let Some(archive) = self.archive.as_mut().filter(|_| !decisions.is_empty()) else { return Ok(()) };
        let line = |decision| render::json::line(pack, decision, Private::Withheld);
        let entries: Vec<(String, Option<Kept>)> = decisions.iter().map(line).zip(answers).collect();
        archive.append(clock::now()?, &entries)
    }
}
