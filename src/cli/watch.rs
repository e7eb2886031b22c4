//! Does something again whenever a text of a pack or of its cases changes, until it is stopped.

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::case_files::CaseFiles;
use super::failure::Failure;
use super::files;

/// How often somebody looks. The texts themselves are compared: they are small, and the times of files are not to be
/// trusted on every disk.
const EVERY: Duration = Duration::from_millis(300);

/// Ends only with a failure of `run`, such as a closed output.
pub(super) fn whenever_changed(folder: &Path, mut run: impl FnMut() -> Result<(), Failure>) -> Result<(), Failure> {
    let mut before = None;
    loop {
        // A file that is just being saved may be gone for a moment; what is wrong with a folder counts as its text.
        let now = texts(folder).map_err(|failure| failure.to_string());
        if before.as_ref() != Some(&now) {
            run()?;
            before = Some(now);
        }
        sleep(EVERY);
    }
}

type Texts = Vec<(String, String)>;

fn texts(folder: &Path) -> Result<(Texts, Texts), Failure> {
    Ok((files::folder(folder)?, CaseFiles::of(folder, None)?.texts))
}
