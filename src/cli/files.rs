//! Opens files, reads them and folders with a cap before the first byte, and says in words what is the matter with one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use crate::answers::Notation;
use crate::cases;
use crate::language::limits::MAX_FILE_BYTES;
use crate::text::Sources;

/// Files of one pack folder.
const MAX_FILES: usize = 2_000;
/// Folders inside one another in a pack folder.
const MAX_FOLDERS: usize = 8;

/// The name of a path as a message shows it, with `/` between folders.
pub(super) fn name(path: &Path) -> String {
    let name = path.to_string_lossy().replace('\\', "/");
    // What is here is known to be.
    name.strip_prefix("./").filter(|rest| !rest.is_empty()).unwrap_or(&name).to_owned()
}

/// The path from the folder here, where it leads into it.
pub(super) fn from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    match path.strip_prefix(&here) {
        Ok(inside) if inside.as_os_str().is_empty() => PathBuf::from("."),
        Ok(inside) => inside.to_owned(),
        Err(_) => path.to_owned(),
    }
}

/// What an error of the system means, in words.
pub(super) fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "this file may not be read by you".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder, and a file is needed".to_owned(),
        _ => error.to_string(),
    }
}

/// Opens a file that is no folder.
pub(super) fn open(path: &Path) -> Result<File, Failure> {
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (metadata, file) = opened.map_err(|error| Failure::file(name(path), why(&error)))?;
    if metadata.is_dir() {
        return Err(Failure::file(name(path), "this is a folder, and a file is needed"));
    }
    Ok(file)
}

/// How a file is opened that only its owner may read, if it is new: a health record, or a private key.
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Reads to the end, but not beyond the limit.
pub(super) fn read(name: &str, from: impl io::Read) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = from.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure::file(name, why(&error)))?;
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Failure::file(
            name,
            format_args!("more than {MAX_FILE_BYTES} bytes, which is the limit for one file"),
        ));
    }
    Ok(bytes)
}

/// The text of bytes that stand at `offset` of a file; otherwise the byte at which they are no UTF-8.
pub(super) fn text(bytes: Vec<u8>, offset: usize) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let hint = match error.as_bytes() {
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => " (it looks like UTF-16: save it as UTF-8)",
            _ => "",
        };
        format!("not UTF-8 text: byte {} is not part of a character{hint}", offset + at)
    })
}

/// Whether a file may be a document of a pack.
pub(super) fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"))
}

/// Whether a file may hold applicants to try a pack on. A decision that is pinned for one holds none.
pub(super) fn is_case(path: &Path) -> bool {
    is_yaml(path) || (path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json")) && !is_pin(path))
}

/// Whether a file holds a decision that is pinned for a case.
pub(super) fn is_pin(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".pin.json"))
}

/// The YAML files of a pack folder: path inside it with `/` between folders, and text; in the order of the paths. Its
/// `cases` are applicants to try it on, and no part of it.
pub(super) fn folder(root: &Path) -> Result<Vec<(String, String)>, Failure> {
    texts(root, |path| is_yaml(path) && !path.strip_prefix(root).is_ok_and(|inside| inside.starts_with("cases")))
}

/// The applicants of a folder, in the same way.
pub(super) fn cases(root: &Path) -> Result<Vec<(String, String)>, Failure> {
    texts(root, is_case)
}

/// Every YAML file of a folder, in the same way.
pub(super) fn yaml(root: &Path) -> Result<Vec<(String, String)>, Failure> {
    texts(root, is_yaml)
}

/// The pins of a folder of cases, in the same way.
pub(super) fn pins(root: &Path) -> Result<Vec<(String, String)>, Failure> {
    texts(root, is_pin)
}

/// Puts a text in the place of a file, whole or not at all. What the file may be used for stays as it was.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut new = target.clone().into_os_string();
    new.push(".tmp");
    let new = PathBuf::from(new);
    let put = || -> io::Result<()> {
        let mut file = File::create(&new)?;
        file.write_all(text.as_bytes())?;
        if let Ok(old) = fs::metadata(&target) {
            fs::set_permissions(&new, old.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&new, &target)
    };
    put().map_err(|error| {
        // Nothing has taken the place of the file: what was begun is no use to anybody.
        let _ = fs::remove_file(&new);
        unwritten(path, &error)
    })
}

/// Makes a folder, and those it stands in.
pub(super) fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| unwritten(path, &error))
}

/// The names in a folder; `None` where there is none.
pub(super) fn entries(path: &Path) -> Result<Option<Vec<String>>, Failure> {
    let listed = match fs::read_dir(path) {
        Ok(listed) => listed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unwritten(path, &error)),
    };
    let names = listed.map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()));
    names.collect::<Result<_, _>>().map(Some).map_err(|error| Failure::file(name(path), why(&error)))
}

/// Lets everybody run a file, where a system knows of that.
pub(super) fn let_run(path: &Path) -> Result<(), Failure> {
    #[cfg(unix)]
    {
        let run = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        fs::set_permissions(path, run).map_err(|error| unwritten(path, &error))?;
    }
    Ok(())
}

/// Removes a file, if it is there.
pub(super) fn remove(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritten(path, &error)),
        _ => Ok(()),
    }
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    let why = match error.kind() {
        io::ErrorKind::PermissionDenied => "this may not be written by you".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "this disk can only be read".to_owned(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            "a file stands where a folder is needed".to_owned()
        }
        _ => error.to_string(),
    };
    Failure::file(name(path), why)
}

/// Files of a folder of cases, as they are read; `name` is what messages call each.
pub(super) fn as_cases<'t>(
    found: &'t [(String, String)],
    name: impl Fn(&str) -> String,
    sources: &mut Sources,
) -> Vec<cases::File<'t>> {
    let of = |(path, text): &'t (String, String)| {
        let notation = if is_yaml(Path::new(path)) { Notation::Yaml } else { Notation::Json };
        cases::File { id: sources.add(name(path), text.as_str()), notation, text }
    };
    found.iter().map(of).collect()
}

fn texts(root: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<(String, String)>, Failure> {
    let entry = fs::metadata(root).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::file(name(root), "no such folder"),
        _ => Failure::file(name(root), why(&error)),
    })?;
    if !entry.is_dir() {
        return Err(Failure::file(name(root), "this is a file, and a folder is needed"));
    }
    let inside = fs::canonicalize(root).map_err(|error| Failure::file(name(root), why(&error)))?;
    let mut paths = Vec::new();
    list(root, &inside, 0, &wanted, &mut paths)?;
    let mut files = Vec::new();
    for path in paths {
        let bytes = read(&name(&path), open(&path)?)?;
        let text = text(bytes, 0).map_err(|why| Failure::file(name(&path), why))?;
        files.push((name(path.strip_prefix(root).unwrap_or(&path)), text));
    }
    files.sort();
    Ok(files)
}

/// Every wanted file below a folder. Hidden folders are passed over; a link is followed only where it stays inside.
fn list(
    folder: &Path,
    root: &Path,
    depth: usize,
    wanted: &impl Fn(&Path) -> bool,
    found: &mut Vec<PathBuf>,
) -> Result<(), Failure> {
    let wrong = |error: io::Error| Failure::file(name(folder), why(&error));
    if depth > MAX_FOLDERS {
        return Err(Failure::file(name(folder), format_args!("more than {MAX_FOLDERS} folders inside one another")));
    }
    for entry in fs::read_dir(folder).map_err(wrong)? {
        let entry = entry.map_err(wrong)?;
        let path = entry.path();
        let kind = entry.file_type().map_err(wrong)?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            list(&path, root, depth + 1, wanted, found)?;
            continue;
        }
        if kind.is_symlink() {
            let target = fs::canonicalize(&path).map_err(|error| Failure::file(name(&path), why(&error)))?;
            if !target.starts_with(root) || (target.is_dir() && depth < MAX_FOLDERS) {
                return Err(Failure::file(name(&path), "a link to a folder or out of the pack is not followed"));
            }
        }
        if wanted(&path) {
            found.push(path);
        }
        few_enough(&name(root), found.len())?;
    }
    Ok(())
}

/// Refuses a folder with more files than a pack may have.
pub(super) fn few_enough(folder: &str, files: usize) -> Result<(), Failure> {
    if files > MAX_FILES {
        return Err(Failure::file(folder, format_args!("more than {MAX_FILES} files")));
    }
    Ok(())
}
