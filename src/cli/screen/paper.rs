//! Writes decisions in the format that was asked for, one after the other.

use super::{Audience, Format};
use crate::cli::failure::Failure;
use crate::cli::terminal::Terminal;
use crate::explain::Decision;
use crate::pack::Pack;
use crate::render::{self, Private};

/// What is written so far.
pub(super) struct Paper<'a> {
    pack: &'a Pack,
    format: Format,
    audience: Audience,
    private: Private,
    written: usize,
    /// In JSON one applicant is an object and several are a list: the first waits until it is known which.
    first: Option<Decision>,
}

impl<'a> Paper<'a> {
    pub fn new(pack: &'a Pack, format: Format, audience: Audience, private: Private) -> Self {
        Self { pack, format, audience, private, written: 0, first: None }
    }

    pub fn write(&mut self, terminal: &mut Terminal, decision: Decision) -> Result<(), Failure> {
        let page = match self.format {
            Format::Json => return self.json(terminal, decision),
            Format::Ndjson => render::json::line(self.pack, &decision, self.private) + "\n",
            Format::Markdown => render::markdown(self.pack, &decision, self.private),
            Format::Text => match self.audience {
                Audience::Coordinator => render::coordinator(self.pack, &decision, terminal.style()),
                Audience::Clinician => render::clinician(self.pack, &decision, terminal.style(), self.private),
            },
        };
        if self.written > 0 {
            terminal.write(match self.format {
                Format::Text => "\n────────\n\n",
                Format::Markdown => "\n",
                Format::Json | Format::Ndjson => "",
            })?;
        }
        self.written += 1;
        terminal.write(&page)
    }

    fn json(&mut self, terminal: &mut Terminal, decision: Decision) -> Result<(), Failure> {
        self.written += 1;
        if self.written == 1 {
            self.first = Some(decision);
            return Ok(());
        }
        if let Some(first) = self.first.take() {
            let first = render::json::pretty(self.pack, &first, self.private);
            terminal.write(&format!("[\n{first}"))?;
        }
        let next = render::json::pretty(self.pack, &decision, self.private);
        terminal.write(&format!(",\n{next}"))
    }

    pub fn end(&mut self, terminal: &mut Terminal) -> Result<(), Failure> {
        if self.format != Format::Json {
            return Ok(());
        }
        match (self.first.take(), self.written) {
            (Some(only), _) => terminal.write(&(render::json::pretty(self.pack, &only, self.private) + "\n")),
            (None, 0) => terminal.write("[]\n"),
            (None, _) => terminal.write("\n]\n"),
        }
    }
}
