//! Turns the end of an archive into the head file beside it, whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::audit::archive::Head;
use crate::cli::failure::Failure;
use crate::cli::files;

/// The head beside an archive.
pub(super) fn head(path: &Path) -> Result<Option<Head>, Failure> {
    let beside = beside(path, ".head");
    let text = match fs::read_to_string(&beside) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::file(files::name(&beside), files::why(&error))),
    };
    let broken = || Failure::Integrity(format!("{}: this is no head of an archive", files::name(&beside)));
    Head::parse(&text).map(Some).ok_or_else(broken)
}

/// Puts a new head in the place of the old one, whole or not at all.
pub(super) fn acknowledge(path: &Path, head: &Head) -> io::Result<()> {
    let (new, name) = (beside(path, ".head.new"), beside(path, ".head"));
    let mut file = files::private().write(true).create(true).truncate(true).open(&new)?;
    file.write_all(head.line().as_bytes())?;
    file.sync_all()?;
    fs::rename(&new, &name)?;
    sync_folder(path)
}

/// Makes the names in the folder of a file durable, where a system can.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}
