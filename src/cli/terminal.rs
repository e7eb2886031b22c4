//! Standard output and standard error: what was asked for goes to the one, everything said about it to the other.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _, StdoutLock, Write as _};

use anstream::{AutoStream, ColorChoice};

use super::Color;
use super::failure::Failure;
use crate::diagnostic::Diagnostic;
use crate::render::{self, Style};
use crate::text::Sources;

/// Columns of every page: the same bytes on every terminal.
const WIDTH: usize = 80;

pub(super) struct Terminal {
    out: AutoStream<StdoutLock<'static>>,
    colour_out: bool,
    colour_err: bool,
}

impl Terminal {
    pub fn new(color: Color) -> Self {
        let choice = |auto: ColorChoice| match color {
            Color::Auto => auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        let out = choice(AutoStream::choice(&io::stdout()));
        let err = choice(AutoStream::choice(&io::stderr()));
        // Without colour no page holds an escape, and nothing needs to be stripped.
        let passes = if out == ColorChoice::Never { ColorChoice::AlwaysAnsi } else { out };
        Self {
            out: AutoStream::new(io::stdout().lock(), passes),
            colour_out: out != ColorChoice::Never,
            colour_err: err != ColorChoice::Never,
        }
    }

    pub fn style(&self) -> Style {
        Style { colour: self.colour_out, width: WIDTH }
    }

    /// Writes what was asked for.
    pub fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.write_bytes(text.as_bytes())
    }

    pub fn write_bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(self.out.write_all(bytes)?)
    }

    /// An empty screen for what comes next; where nobody sees one, nothing.
    pub fn clear(&mut self) -> Result<(), Failure> {
        if io::stdout().is_terminal() { self.write("\x1b[H\x1b[2J\x1b[3J") } else { Ok(()) }
    }

    pub fn close(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }

    /// Asks, and reads what is typed in one line, without white space at its ends; empty where nothing is.
    pub fn ask(&mut self, question: &str) -> Result<String, Failure> {
        Ok(self.ask_while_open(question)?.unwrap_or_default())
    }

    /// The same; `None` where the input has come to its end.
    pub fn ask_while_open(&mut self, question: &str) -> Result<Option<String>, Failure> {
        const LONGEST: u64 = 1_000;
        self.close()?;
        let mut err = io::stderr().lock();
        let _ = write!(err, "{question}").and_then(|()| err.flush());
        let mut line = Vec::new();
        let read = io::stdin().lock().take(LONGEST).read_until(b'\n', &mut line)?;
        Ok((read > 0).then(|| String::from_utf8_lossy(&line).trim().to_owned()))
    }

    /// Says something about the run. Whoever closed standard error does not want to hear it.
    pub fn say(&self, words: &str) {
        let _ = writeln!(io::stderr().lock(), "{words}");
    }

    /// Draws a mistake.
    pub fn draw(&self, diagnostic: &Diagnostic, sources: &Sources) {
        let drawn = render::diagnostic(diagnostic, sources, self.colour_err, WIDTH);
        let _ = writeln!(io::stderr().lock(), "{drawn}");
    }
}
