//! Turns a folder of a repository into the commits that touch its pack, newest first: also before the pack was moved there.

use std::collections::HashMap;

use crate::cli::failure::Failure;
use crate::cli::git::{Blobs, Commit, Entry, Git, Logged, short};
use crate::cli::revision::tree::{HEADER, Tree, id_in, text};
use crate::cli::revision::{Committed, listed};

/// A commit that touches the pack, and the files it holds of it.
pub(super) struct Point {
    pub logged: Logged,
    /// From the root of the repository.
    pub folder: String,
    /// By path from the folder.
    pub files: Vec<Entry>,
}

/// The commits that touch a pack, as far as they were followed.
pub(super) struct Line {
    /// Newest first.
    pub points: Vec<Point>,
    /// The last of them is only there to be compared with.
    pub has_base: bool,
    /// What was found on the way that the reader should know.
    pub notes: Vec<String>,
    git: Git,
    /// The id of the pack, once it was read.
    id: Option<String>,
    /// The id in each `pack.yaml`, by its blob.
    ids: HashMap<String, Option<String>>,
}

/// Follows the pack from the newest commit back to where it began, or to `since`.
pub(super) fn follow(from: &Committed, since: Option<&Commit>, blobs: &mut Blobs) -> Result<Line, Failure> {
    let mut line = Line {
        points: Vec::new(),
        has_base: false,
        notes: Vec::new(),
        git: from.git.clone(),
        id: None,
        ids: HashMap::new(),
    };
    let mut place = (from.head.id.clone(), from.folder.clone());
    while let Some(before) = line.stretch(&place.0, &place.1, since, blobs)? {
        place = before;
    }
    Ok(line)
}

impl Line {
    /// Follows the pack while it stands in one folder. Gives the commit and the folder in which it stood before.
    fn stretch(
        &mut self,
        from: &str,
        folder: &str,
        since: Option<&Commit>,
        blobs: &mut Blobs,
    ) -> Result<Option<(String, String)>, Failure> {
        let mut from = from.to_owned();
        let mut files = self.git.files_in(&from, folder)?;
        if self.id.is_none() {
            self.id = self.id_in(&files, blobs);
        }
        let logged = self.git.touching(&from, since, folder)?;
        for (at, commit) in logged.iter().enumerate() {
            let parent = commit.parents.first();
            let earlier = logged.get(at + 1).map(|earlier| &earlier.id).or(parent);
            let before = earlier.map_or_else(|| Ok(Vec::new()), |earlier| self.git.files_in(earlier, folder))?;
            let held = std::mem::replace(&mut files, before);
            self.points.push(Point { logged: commit.clone(), folder: folder.to_owned(), files: held });
            let Some(parent) = parent else { return Ok(None) };
            from.clone_from(parent);
            if let Some(other) = self.elsewhere(commit, parent, folder, &files, blobs)? {
                return Ok(Some((from, other)));
            }
        }
        if since.is_some() && header(&files).is_some() {
            let base = self.git.last_touching(&from, folder)?;
            self.has_base = base.is_some();
            self.points.extend(base.map(|logged| Point { logged, folder: folder.to_owned(), files }));
        }
        Ok(None)
    }

    /// Where else the pack stood before a commit. `files`: what stood in its folder then.
    fn elsewhere(
        &mut self,
        commit: &Logged,
        parent: &str,
        folder: &str,
        files: &[Entry],
        blobs: &mut Blobs,
    ) -> Result<Option<String>, Failure> {
        let stood = self.id_in(files, blobs);
        let Some(id) = self.id.clone() else {
            self.id = stood;
            return Ok(None);
        };
        if header(files).is_some() && stood.as_ref().is_none_or(|stood| *stood == id) {
            return Ok(None);
        }
        let packs = Tree::open(&self.git, parent)?.packs_called(&id)?;
        let before = format!("before {}", short(&commit.id));
        let Some(first) = packs.iter().find(|other| *other != folder) else {
            // In its place stands a pack that was given another id since.
            if let Some(stood) = stood {
                self.notes.push(format!("{before} the pack was called `{stood}`"));
                self.id = Some(stood);
            }
            return Ok(None);
        };
        let which = if packs.len() > 1 { "; the first of these is followed" } else { "" };
        self.notes.push(format!("{before} the pack stood in {}{which}", listed(&packs).unwrap_or_default()));
        Ok(Some(first.clone()))
    }

    fn id_in(&mut self, files: &[Entry], blobs: &mut Blobs) -> Option<String> {
        let header = header(files)?;
        if let Some(known) = self.ids.get(&header.blob) {
            return known.clone();
        }
        // What cannot be read is told with its version.
        let id = text(blobs, HEADER, header).ok().and_then(|text| id_in(&text));
        self.ids.insert(header.blob.clone(), id.clone());
        id
    }
}

fn header(files: &[Entry]) -> Option<&Entry> {
    files.iter().find(|file| file.path == HEADER)
}
