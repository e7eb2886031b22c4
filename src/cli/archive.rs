//! Keeps an archive of decisions on the disk: durable before anybody is told, and never ahead of what can be read.

mod head;
mod read;

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::files;
use super::terminal::Terminal;
use crate::audit::archive::{Chain, Entry, Fault, Head, Kept, Noted, Verification};
use crate::render;
use crate::value::Moment;
use head::{acknowledge, beside, head, sync_folder};
use read::gone;
pub(super) use read::{is_archive, lines, read};

/// An archive that this run alone writes to.
pub(super) struct Archive {
    path: PathBuf,
    file: File,
    head: Head,
}

impl Archive {
    /// Opens or begins an archive. One whose end is not as it was acknowledged is left alone; an unfinished last record is
    /// cut off and kept beside it.
    pub fn open(path: &Path, terminal: &Terminal) -> Result<Self, Failure> {
        let name = files::name(path);
        gone(path)?;
        let opened = files::private().read(true).append(true).create(true).open(path);
        let file = opened.map_err(|error| Failure::file(&name, files::why(&error)))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Failure::Usage(format!("{name}: another anteroom is recording into this archive")));
            }
            Err(TryLockError::Error(error)) => return Err(Failure::file(&name, files::why(&error))),
        }
        let wrong = |error: io::Error| Failure::file(&name, files::why(&error));
        let is_empty = file.metadata().map_err(wrong)?.len() == 0;
        let head = match head(path)? {
            Some(head) => head,
            None if is_empty => {
                acknowledge(path, &Head::EMPTY).map_err(wrong)?;
                Head::EMPTY
            }
            None => {
                let found = read(path, Noted::default(), |_| Ok(()))?;
                return Err(refused(&name, &found.faults));
            }
        };
        let mut archive = Self { path: path.to_owned(), file, head };
        let found = archive.end()?;
        if !found.faults.is_empty() {
            let whole = read(path, Noted::default(), |_| Ok(()))?;
            return Err(refused(&name, if whole.faults.is_empty() { &found.faults } else { &whole.faults }));
        }
        if found.unfinished > 0 {
            let kept = archive.cut(found.end.bytes).map_err(wrong)?;
            terminal.say(&format!(
                "note: {name} ended in an unfinished record that was never acknowledged; its {} bytes are now in {kept}",
                found.unfinished
            ));
        }
        if found.beyond > 0 {
            terminal.say(&format!(
                "note: {name} ends in {} that may never have been shown",
                render::archive::records(found.beyond)
            ));
        }
        archive.head = found.end;
        Ok(archive)
    }

    /// Records decisions. When this returns they are on the disk, and may be shown.
    ///
    /// A decision is one line of JSON.
    pub fn append(&mut self, at: Moment, decisions: &[(String, Option<Kept>)]) -> Result<(), Failure> {
        let wrong = |why: String| Failure::Archive { name: files::name(&self.path), why };
        let mut head = self.head;
        let mut text = String::new();
        for (decision, answers) in decisions {
            let (number, previous) = (head.records + 1, head.hash);
            let entry = Entry { number, previous, at, decision, answers: answers.as_ref() };
            let (line, hash) = entry.line().map_err(|error| wrong(error.to_string()))?;
            head = Head { records: number, bytes: head.bytes + line.len() as u64, hash: Some(hash) };
            text += &line;
        }
        let mut written = self.file.write_all(text.as_bytes());
        written = written.and_then(|()| self.file.sync_all()).and_then(|()| acknowledge(&self.path, &head));
        written.map_err(|error| wrong(files::why(&error)))?;
        self.head = head;
        Ok(())
    }

    /// What stands from the last acknowledged record on.
    fn end(&mut self) -> Result<Verification, Failure> {
        let name = files::name(&self.path);
        let wrong = |error: io::Error| Failure::file(&name, files::why(&error));
        let (start, mut chain) = match self.head.records {
            0 => (0, Chain::default()),
            records => (self.last_line().map_err(wrong)?, Chain::from(records)),
        };
        self.file.seek(SeekFrom::Start(start)).map_err(wrong)?;
        lines(&name, &mut self.file, |line| {
            let _ = chain.line(line);
            Ok(())
        })?;
        Ok(chain.verify(start, Some(&self.head), Noted::default()))
    }

    /// Where the line starts whose end is the acknowledged end of the archive.
    fn last_line(&mut self) -> io::Result<u64> {
        const STEP: u64 = 64 * 1024;
        let mut end = self.head.bytes.saturating_sub(1);
        while end > 0 {
            let start = end.saturating_sub(STEP);
            self.file.seek(SeekFrom::Start(start))?;
            let mut part = Vec::new();
            io::Read::by_ref(&mut self.file).take(end - start).read_to_end(&mut part)?;
            if let Some(at) = part.iter().rposition(|byte| *byte == b'\n') {
                return Ok(start + at as u64 + 1);
            }
            end = start;
        }
        Ok(0)
    }

    /// Moves what stands beyond the whole records into a file of its own, whose name it gives.
    fn cut(&mut self, whole: u64) -> io::Result<String> {
        let beside = beside(&self.path, ".torn");
        self.file.seek(SeekFrom::Start(whole))?;
        let mut torn = files::private().append(true).create(true).open(&beside)?;
        io::copy(&mut self.file, &mut torn)?;
        torn.write_all(b"\n")?;
        torn.sync_all()?;
        sync_folder(&beside)?;
        self.file.set_len(whole)?;
        self.file.sync_all()?;
        Ok(files::name(&beside))
    }
}

fn refused(name: &str, faults: &[Fault]) -> Failure {
    let told = render::archive::faults(faults);
    Failure::Integrity(format!("{name}: nothing is recorded, because {}", told.trim_end()))
}
