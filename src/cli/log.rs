//! `anteroom log`: whether an archive of decisions is whole, and what it holds.

use std::collections::VecDeque;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, FINE, INTEGRITY, archive, files};
use crate::audit::archive::Noted;
use crate::audit::replay::Recorded;
use crate::render;
use crate::value::Digest;

/// Check and read an archive of decisions
///
/// `screen --record FILE` writes the archive: a record a line, each with the hash of the one before it, so that a record
/// that was edited, removed, moved or repeated shows. Beside it stands FILE.head, which says how many records were
/// acknowledged: an archive that ends before that was truncated. Whoever can write both files can make both anew, so note
/// the line of `log head` somewhere else from time to time and compare with `log verify --head`.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 the archive is whole; 2 a wrong argument or a file that cannot be read; 4 it is not whole."
)]
pub(super) struct Log {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Say whether every record is as it was acknowledged, and otherwise which is not
    Verify {
        /// The archive
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// A hash that `log head` gave: the record it names must still be there
        #[arg(long, value_name = "HASH", value_parser = hash)]
        head: Option<Digest>,
        /// How many records there were then; with --head, the hash must be that of this record
        #[arg(long, value_name = "N")]
        count: Option<u64>,
    },
    /// List the decisions: number, time, applicant and outcome of each
    Show {
        /// The archive
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Only those of this applicant
        #[arg(long, value_name = "ID")]
        applicant: Option<String>,
        /// Only the last N of them
        #[arg(long, value_name = "N")]
        last: Option<usize>,
        /// How to write them
        #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
        format: Format,
    },
    /// Give the number of records and the hash of the last one, to be noted somewhere else
    Head {
        /// The archive
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line a record
    Text,
    /// The decisions themselves, byte for byte, one a line
    Ndjson,
}

fn hash(text: &str) -> Result<Digest, String> {
    Digest::parse(text).ok_or_else(|| "a hash is `sha256:` and 64 digits, as `log head` gives it".to_owned())
}

impl Log {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        match &self.what {
            What::Verify { file, head, count } => {
                let found = archive::read(file, Noted { records: *count, hash: *head }, |_| Ok(()))?;
                terminal.write(&format!("{}: {}", files::name(file), render::archive::verification(&found)))?;
                Ok(if found.faults.is_empty() { FINE } else { INTEGRITY })
            }
            What::Show { file, applicant, last, format } => {
                let mut tail = VecDeque::new();
                let found = archive::read(file, Noted::default(), |record| {
                    let decision = Recorded::of(record.decision).map_err(|why| {
                        Failure::file(files::name(file), format_args!("record {}: {why}", record.number))
                    })?;
                    if applicant.as_ref().is_some_and(|id| *id != decision.applicant) {
                        return Ok(());
                    }
                    let line = match format {
                        Format::Text => render::archive::record(&record, &decision),
                        Format::Ndjson => format!("{}\n", record.decision),
                    };
                    let Some(last) = last else { return terminal.write(&line) };
                    tail.push_back(line);
                    if tail.len() > *last {
                        tail.pop_front();
                    }
                    Ok(())
                })?;
                for line in tail {
                    terminal.write(&line)?;
                }
                sound(file, &found)
            }
            What::Head { file } => {
                let found = archive::read(file, Noted::default(), |_| Ok(()))?;
                sound(file, &found)?;
                let hash = found.end.hash.map_or(String::new(), |hash| format!(" --head {hash}"));
                terminal.write(&format!("--count {}{hash}\n", found.end.records))?;
                Ok(FINE)
            }
        }
    }
}

/// Refuses an archive that is not as it was acknowledged.
pub(super) fn sound(file: &std::path::Path, found: &crate::audit::archive::Verification) -> Done {
    if found.faults.is_empty() {
        return Ok(FINE);
    }
    let told = render::archive::faults(&found.faults);
    Err(Failure::Integrity(format!("{}: {}", files::name(file), told.trim_end())))
}
