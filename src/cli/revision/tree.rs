//! Finds the packs in a commit or a working folder, and reads the files of one out of a commit.

use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::files;
use crate::cli::git::{Blobs, Commit, Entry, Git};
use crate::text::Sources;
use crate::yaml;

/// The file that makes a folder a pack.
pub(in crate::cli) const HEADER: &str = "pack.yaml";

/// The folder of a pack's applicants.
const CASES: &str = "cases/";

/// A file by its path inside its pack, and its text.
pub(in crate::cli) type File = (String, String);

/// A commit and its files.
pub(in crate::cli) struct Tree {
    pub commit: Commit,
    entries: Vec<Entry>,
    blobs: Blobs,
}

impl Tree {
    pub fn open(git: &Git, revision: &str) -> Result<Self, Failure> {
        let commit = git.commit(revision)?;
        let entries = git.files(&commit)?;
        Ok(Self { commit, entries, blobs: git.blobs()? })
    }

    /// The folders that hold a pack, from the root of the repository; the root itself is empty.
    pub fn packs(&self) -> Vec<String> {
        packs(self.entries.iter().map(|entry| entry.path.as_str()))
    }

    /// The id of the pack in a folder; `None` where its header does not say one.
    pub fn id_of(&mut self, folder: &str) -> Result<Option<String>, Failure> {
        let path = join(folder, HEADER);
        let Some(entry) = self.entries.iter().find(|entry| entry.path == path) else { return Ok(None) };
        let bytes = self.blobs.read(&path, &entry.blob)?;
        Ok(id_in(&String::from_utf8_lossy(&bytes)))
    }

    /// The folders that hold the pack of this id.
    pub fn packs_called(&mut self, id: &str) -> Result<Vec<String>, Failure> {
        let mut found = Vec::new();
        for folder in self.packs() {
            if self.id_of(&folder)?.as_deref() == Some(id) {
                found.push(folder);
            }
        }
        Ok(found)
    }

    /// The YAML files of the pack in a folder, and its cases, each in the order of the paths.
    pub fn read(&mut self, folder: &str) -> Result<(Vec<File>, Vec<File>), Failure> {
        let (mut pack, mut cases) = (Vec::new(), Vec::new());
        let start = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let place = self.place(folder);
        for entry in &self.entries {
            let Some(path) = entry.path.strip_prefix(&start) else { continue };
            let to = match is_case(path) {
                true => &mut cases,
                false if is_of_pack(path) => &mut pack,
                false => continue,
            };
            to.push((path.to_owned(), text(&mut self.blobs, &format!("{place}/{path}"), entry)?));
            files::few_enough(&place, pack.len().max(cases.len()))?;
        }
        pack.sort();
        cases.sort();
        Ok((pack, cases))
    }

    /// `main (1a2b3c4d5e6f):rules/kap`
    pub fn place(&self, folder: &str) -> String {
        format!("{}:{folder}", self.commit.label())
    }
}

/// The folders of these paths that hold a pack, outermost first.
pub(super) fn packs<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<String> {
    let folder = |path: &str| match path.rsplit_once('/') {
        Some((folder, HEADER)) => Some(folder.to_owned()),
        None if path == HEADER => Some(String::new()),
        _ => None,
    };
    let mut found: Vec<String> = paths.filter(|path| !is_hidden(path)).filter_map(folder).collect();
    found.sort_by_key(|folder| (folder.matches('/').count(), folder.clone()));
    found
}

/// Whether the file at this path of a pack's folder is part of the pack.
pub(in crate::cli) fn is_of_pack(path: &str) -> bool {
    !is_hidden(path) && !path.starts_with(CASES) && files::is_yaml(Path::new(path))
}

/// Whether it is an applicant to try it on.
fn is_case(path: &str) -> bool {
    !is_hidden(path) && path.starts_with(CASES) && files::is_case(Path::new(path))
}

/// The text of a file. `name`: the file as messages call it.
pub(in crate::cli) fn text(blobs: &mut Blobs, name: &str, entry: &Entry) -> Result<String, Failure> {
    if entry.is_link {
        return Err(Failure::file(name, "a link inside a revision is not followed"));
    }
    files::text(blobs.read(name, &entry.blob)?, 0).map_err(|why| Failure::file(name, why))
}

fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}

fn join(folder: &str, file: &str) -> String {
    if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") }
}

/// The id that a `pack.yaml` gives its pack.
pub(in crate::cli) fn id_in(text: &str) -> Option<String> {
    let file = Sources::default().add(HEADER, "");
    let (node, _) = yaml::read(file, text);
    Some(node?.get("pack")?.scalar()?.text.clone())
}
