//! `anteroom check`: every mistake of a pack, before anybody is screened with it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::terminal::Terminal;
use super::{Done, FINE, PROBLEMS, pack};
use crate::pack::Pack;
use crate::render;

/// Find the mistakes in a pack of rules before anybody is screened with it
///
/// Reads every file of the pack and shows all mistakes at once, each with its place and how to mend it. Warnings are
/// things that are allowed and look wrong; `lints` in pack.yaml sets each to allow, warn or deny. Without DIR it checks the KAP pack that anteroom carries.
#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 no errors; 1 errors; 2 a wrong argument or a folder that cannot be read.")]
pub(super) struct Check {
    /// The folder of the pack
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// How to write the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Mistakes drawn at their place
    Text,
    /// One object with a list of mistakes
    Json,
}

impl Check {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let loaded = pack::linted(self.folder.as_deref())?;
        let counts = loaded.pack.as_ref().map(counts);
        match self.format {
            Format::Json => {
                let json = render::json::diagnostics(loaded.pack.as_ref(), &loaded.diagnostics, &loaded.sources);
                terminal.write(&(json + "\n"))?;
            }
            Format::Text => {
                loaded.draw(terminal);
                let found = format!("{}, {}", some(loaded.errors(), "error"), some(loaded.warnings(), "warning"));
                let line =
                    counts.map_or_else(|| format!("the pack cannot be used: {found}"), |c| format!("{c}: {found}"));
                terminal.write(&(line + "\n"))?;
            }
        }
        Ok(if loaded.errors() == 0 { FINE } else { PROBLEMS })
    }
}

fn counts(pack: &Pack) -> String {
    let plural = |n: usize, noun: &str| if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") };
    format!(
        "{}, {}, {}",
        plural(pack.rules.len(), "rule"),
        plural(pack.questions.len(), "question"),
        plural(pack.sources.len(), "source")
    )
}

/// `no errors`, `1 error`, `3 errors`
fn some(n: usize, noun: &str) -> String {
    match n {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        n => format!("{n} {noun}s"),
    }
}
