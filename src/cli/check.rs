//! `anteroom check`: every mistake of a pack, before anybody is screened with it.

use std::path::{Path, PathBuf};

use clap::Args;

use super::clock;
use super::failure::Failure;
use super::format::Format;
use super::terminal::Terminal;
use super::{Done, FINE, PROBLEMS, files, pack, watch};
use crate::pack::Pack;
use crate::render;
use crate::text::count;
use crate::value::Date;

/// Find the mistakes in a pack of rules before anybody is screened with it
///
/// Reads every file of the pack and shows all mistakes at once, each with its place and how to mend it. Warnings are
/// things that are allowed and look wrong; `lints` in pack.yaml sets each to allow, warn or deny. A comment
/// `# allow NAME: REASON` takes one back on the next line. Without DIR it checks the pack in the folder here, or where that is
/// none the KAP pack that anteroom carries.
#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 no errors; 1 errors; 2 a wrong argument or a folder that cannot be read.")]
pub(super) struct Check {
    /// The folder of the pack
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// How to write the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    /// The day on which reviews may be overdue (year-month-day), instead of today
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    as_of: Option<Date>,
    /// Check again whenever a file changes, until stopped with Ctrl-C; without DIR, the folder here
    #[arg(long, conflicts_with = "format")]
    watch: bool,
}

impl Check {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        if !self.watch {
            return self.once(pack::here(self.folder.as_deref()), terminal);
        }
        let folder = pack::own(self.folder.as_deref())?;
        watch::whenever_changed(folder, || {
            terminal.clear()?;
            match self.once(Some(folder), terminal) {
                Err(failure @ Failure::File { .. }) => terminal.say(&format!("error: {failure}")),
                other => drop(other?),
            }
            terminal.close()
        })?;
        Ok(FINE)
    }

    fn once(&self, folder: Option<&Path>, terminal: &mut Terminal) -> Done {
        // Programs want to know a file by its place in the repository.
        let here = folder.filter(|_| !matches!(self.format, Format::Text | Format::Json)).map(files::from_here);
        let folder = here.as_deref().or(folder);
        let today = self.as_of.map_or_else(clock::today, Ok)?;
        let loaded = pack::linted(folder, today)?;
        let header = folder.map_or_else(|| "kap/pack.yaml".to_owned(), |folder| files::name(&folder.join("pack.yaml")));
        let found = format!("{}, {}", some(loaded.errors(), "error"), some(loaded.warnings(), "warning"));
        let counts = loaded.pack.as_ref().map(counts);
        let line = counts.map_or_else(|| format!("the pack cannot be used: {found}"), |c| format!("{c}: {found}"));
        if let Some(page) = self.format.of_others(&loaded.diagnostics, &loaded.sources, &header) {
            terminal.write(&page)?;
            terminal.say(&line);
        } else if self.format == Format::Json {
            let json = render::json::diagnostics(loaded.pack.as_ref(), &loaded.diagnostics, &loaded.sources);
            terminal.write(&(json + "\n"))?;
        } else {
            loaded.draw(terminal);
            terminal.write(&(line + "\n"))?;
        }
        Ok(if loaded.errors() == 0 { FINE } else { PROBLEMS })
    }
}

fn counts(pack: &Pack) -> String {
    format!(
        "{}, {}, {}",
        count(pack.rules.len(), "rule"),
        count(pack.questions.len(), "question"),
        count(pack.sources.len(), "source")
    )
}

/// `no errors`, `1 error`, `3 errors`
fn some(n: usize, noun: &str) -> String {
    if n == 0 { format!("no {noun}s") } else { count(n, noun) }
}
