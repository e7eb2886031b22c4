//! Turns an archive on the disk into its records and what is wrong with it.

use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::Path;

use super::head::{beside, head};
use crate::audit::archive::{Chain, Noted, Record, Verification};
use crate::cli::failure::Failure;
use crate::cli::files;
use crate::render;

/// One record: a decision and the answers behind it, each of which has limits of its own.
const MAX_RECORD_BYTES: u64 = 64 * 1024 * 1024;

/// Reads a whole archive and verifies it. `each` gets every record that is whole in itself, before it is known whether the
/// archive is.
pub(in crate::cli) fn read(
    path: &Path,
    noted: Noted,
    mut each: impl FnMut(Record) -> Result<(), Failure>,
) -> Result<Verification, Failure> {
    gone(path)?;
    // The head first: a writer at work only moves the archive further ahead of it.
    let head = head(path)?;
    let name = files::name(path);
    let mut chain = Chain::default();
    let mut is_archive = head.is_some();
    lines(&name, files::open(path)?, |line| match chain.line(line) {
        Ok(record) => {
            is_archive = true;
            each(record)
        }
        Err(_) => Ok(()),
    })?;
    if !is_archive {
        return Err(Failure::file(name, "this is no archive of decisions"));
    }
    Ok(chain.verify(0, head.as_ref(), noted))
}

/// Whether a file that begins with this line is an archive, whole or not.
pub(in crate::cli) fn is_archive(path: &Path, first: &[u8]) -> bool {
    first.starts_with(b"{\"schema\":\"anteroom.log/") || beside(path, ".head").exists()
}

/// Hands over every line of a file with its end.
pub(in crate::cli) fn lines(
    name: &str,
    file: impl io::Read,
    mut each: impl FnMut(&[u8]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut file = BufReader::new(file);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = io::Read::by_ref(&mut file).take(MAX_RECORD_BYTES).read_until(b'\n', &mut line);
        match read.map_err(|error| Failure::file(name, files::why(&error)))? {
            0 => return Ok(()),
            bytes if bytes as u64 == MAX_RECORD_BYTES => {
                return Err(Failure::file(
                    name,
                    format_args!("a line of {MAX_RECORD_BYTES} bytes or more is no record"),
                ));
            }
            _ => each(&line)?,
        }
    }
}

/// An archive of which only the head is left.
pub(super) fn gone(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        return Ok(());
    }
    match head(path)? {
        Some(head) if head.records > 0 => Err(Failure::Integrity(format!(
            "{}: the archive is gone: {} were acknowledged",
            files::name(path),
            render::archive::records(head.records)
        ))),
        _ => Ok(()),
    }
}
