//! Loads the packs of a comparison, each from a folder or out of a revision in git.

mod committed;
mod named;
pub(super) mod tree;

use std::path::{Path, PathBuf};

use super::failure::{Failure, meant};
use super::files;
use super::git::Git;
use super::pack::{self, Loaded};
use super::terminal::Terminal;
use crate::pack::Pack;
use crate::text;
pub(super) use committed::{Committed, HEAD, committed};
use named::Named;
use tree::{File, Tree};

/// Packs that a message names before it says how many more there are.
const NAMED: usize = 6;

/// One pack of a comparison.
pub(super) struct Loading {
    pub loaded: Loaded,
    /// Where it was read: `rules/kap`, `main (1a2b3c4d5e6f):rules/kap`.
    pub place: String,
    /// The applicants in its `cases` folder: path and text.
    pub cases: Vec<File>,
}

impl Loading {
    /// The pack; where it has mistakes they are drawn, and said of which side they are.
    pub fn pack(&self, terminal: &Terminal, side: &str) -> Option<&Pack> {
        if self.loaded.pack.is_none() {
            for diagnostic in self.loaded.diagnostics.iter().filter(|d| d.is_error()) {
                terminal.draw(diagnostic, &self.loaded.sources);
            }
            terminal.say(&format!("error: the {side} pack, {}, has mistakes and cannot be compared", self.place));
        }
        self.loaded.pack.as_ref()
    }
}

/// Both packs, and what was decided on the way that the reader should know.
pub(super) struct Sides {
    pub old: Loading,
    pub new: Loading,
    pub notes: Vec<String>,
}

/// Loads what `diff OLD [NEW]` names. `folder` says which pack is meant, where a side names none.
pub(super) fn sides(old: &str, new: Option<&str>, folder: Option<&Path>) -> Result<Sides, Failure> {
    let mut search = Search::around(folder);
    let (old, new) = named::sides(old, new, search.git.as_ref())?;
    let new = match new {
        Some(new) => search.side(&new, &search.hint()?)?,
        None => search.working(&old)?,
    };
    let old = search.side(&old, &new.1)?;
    Ok(Sides { old: old.0, new: new.0, notes: search.notes })
}

/// Loads the version that the pack in a folder is compared with, with notes for the reader. `id`: that of the pack.
pub(super) fn before(old: &str, folder: &Path, id: &str) -> Result<(Loading, Vec<String>), Failure> {
    let mut search = Search::around(Some(folder));
    let (named, newer) = named::sides(old, None, search.git.as_ref())?;
    if newer.is_some() {
        return Err(Failure::Usage(format!("`{old}` names two versions, and the pack is compared with one")));
    }
    let wanted = Wanted { path: search.inside(folder), id: Some(id.to_owned()) };
    let (loading, _) = search.side(&named, &wanted)?;
    Ok((loading, search.notes))
}

/// Inside a pack's folder that pack is meant.
fn around<'p>(packs: &'p [String], here: &str) -> Option<&'p String> {
    packs.iter().rev().find(|pack| !pack.is_empty() && Path::new(here).starts_with(pack))
}

/// The pack that is looked for: where it may stand in the repository, and its id.
#[derive(Clone, Debug, Default)]
struct Wanted {
    path: Option<String>,
    id: Option<String>,
}

struct Search {
    git: Option<Git>,
    /// Why git could not be asked.
    missing: Option<Failure>,
    /// `--pack`
    folder: Option<PathBuf>,
    notes: Vec<String>,
}

impl Search {
    /// In the repository of a folder, or else of the one where the program runs.
    fn around(folder: Option<&Path>) -> Self {
        let found = match folder.map(Git::of) {
            Some(Ok(Some(git))) => Ok(Some(git)),
            Some(Ok(None)) | None => Git::of(Path::new(".")),
            Some(Err(failure)) => Err(failure),
        };
        // Without git two folders can be compared all the same: why it is missing is said once it is needed.
        let (git, missing) = found.map_or_else(|failure| (None, Some(failure)), |git| (git, None));
        Self { git, missing, folder: folder.map(Path::to_owned), notes: Vec::new() }
    }

    /// The repository; `otherwise` says what cannot be done without one.
    fn git(&mut self, otherwise: impl FnOnce() -> String) -> Result<&Git, Failure> {
        match &self.git {
            Some(git) => Ok(git),
            None => Err(self.missing.take().unwrap_or_else(|| Failure::Usage(otherwise()))),
        }
    }

    /// What `--pack` says about a pack inside a revision.
    fn hint(&self) -> Result<Wanted, Failure> {
        let path = self.folder.as_deref().and_then(|folder| self.inside(folder));
        Ok(Wanted { path, id: None })
    }

    /// The path of a folder from the root of the repository; `None` outside of it.
    fn inside(&self, folder: &Path) -> Option<String> {
        let root = self.git.as_ref()?.root.canonicalize().ok()?;
        let folder = folder.canonicalize().ok()?;
        Some(files::name(folder.strip_prefix(root).ok()?))
    }

    fn side(&mut self, named: &Named, wanted: &Wanted) -> Result<(Loading, Wanted), Failure> {
        match named {
            Named::Folder(folder) => self.folder_side(folder),
            Named::Revision { revision, path } => self.revision_side(revision, path.as_deref(), wanted),
        }
    }

    fn folder_side(&self, folder: &Path) -> Result<(Loading, Wanted), Failure> {
        let files = files::folder(folder)?;
        let cases = folder.join("cases");
        let cases = if cases.is_dir() { files::cases(&cases)? } else { Vec::new() };
        let wanted = Wanted { path: self.inside(folder), id: id(&files) };
        let loaded = pack::of_files(&files, |path| files::name(&folder.join(path)));
        Ok((Loading { loaded, place: files::name(folder), cases }, wanted))
    }

    fn revision_side(
        &mut self,
        revision: &str,
        path: Option<&str>,
        wanted: &Wanted,
    ) -> Result<(Loading, Wanted), Failure> {
        let git = self.git(|| no_repository(revision))?;
        let mut tree = Tree::open(git, revision)?;
        let folder = match path {
            Some(path) => {
                let here = self.inside(Path::new(".")).unwrap_or_default();
                let folder = named::from_root(path, &here);
                if !tree.packs().contains(&folder) {
                    return Err(no_pack_at(&tree, &folder));
                }
                folder
            }
            None => self.look_for(&mut tree, wanted)?,
        };
        let (files, cases) = tree.read(&folder)?;
        let place = tree.place(&folder);
        let wanted = Wanted { path: Some(folder), id: id(&files) };
        let loaded = pack::of_files(&files, |path| format!("{place}/{path}"));
        Ok((Loading { loaded, place, cases }, wanted))
    }

    /// The folder of the pack that is wanted: where it stands on the other side, or else where its id is found.
    fn look_for(&mut self, tree: &mut Tree, wanted: &Wanted) -> Result<String, Failure> {
        let packs = tree.packs();
        let there = wanted.path.as_ref().filter(|path| packs.contains(path));
        if let Some(path) = there
            && (wanted.id.is_none() || tree.id_of(path)? == wanted.id)
        {
            return Ok(path.clone());
        }
        let Some(id) = &wanted.id else {
            let only = <[String; 1]>::try_from(packs.clone());
            return only.map(|[only]| only).map_err(|_| which(&tree.commit.named, &packs));
        };
        let called = tree.packs_called(id)?;
        match (called.as_slice(), there) {
            ([folder], _) => {
                let at = |path: &str| if path.is_empty() { "the root".to_owned() } else { format!("`{path}`") };
                let (then, revision) = (at(folder), &tree.commit.named);
                self.notes.push(format!("in `{revision}` the pack `{id}` stands in {then}"));
                Ok(folder.clone())
            }
            // In its place stands a pack that has been given another id since.
            ([], Some(path)) => Ok(path.clone()),
            ([], None) => Err(Failure::Usage(format!(
                "`{}` holds no pack called `{id}`{}; name its folder with `{}:PATH`",
                tree.commit.named,
                listed(&packs)
                    .map_or_else(|| ", and no other".to_owned(), |packs| format!("; its packs are in {packs}")),
                tree.commit.named
            ))),
            (called, _) => Err(Failure::Usage(format!(
                "`{}` holds the pack `{id}` more than once, in {}; name its folder with `{}:PATH`",
                tree.commit.named,
                listed(called).unwrap_or_default(),
                tree.commit.named
            ))),
        }
    }

    /// The new side where none is named: `--pack`, the folder that the old side names, or the only pack of the repository.
    fn working(&mut self, old: &Named) -> Result<(Loading, Wanted), Failure> {
        if let Some(folder) = self.folder.clone() {
            return self.folder_side(&folder);
        }
        let here = self.inside(Path::new(".")).unwrap_or_default();
        let git = self.git(|| match old {
            Named::Revision { revision, .. } => no_repository(revision),
            Named::Folder(_) => "name the new pack too, as `anteroom diff OLD NEW`".to_owned(),
        })?;
        let packs: Vec<String> = tree::packs(git.working_files()?.iter().map(String::as_str))
            .into_iter()
            .filter(|folder| git.root.join(folder).join("pack.yaml").is_file())
            .collect();
        let named = match old {
            Named::Revision { path: Some(path), .. } => {
                packs.iter().find(|pack| **pack == named::from_root(path, &here))
            }
            _ => None,
        };
        let around = around(&packs, &here);
        let only = if let [only] = packs.as_slice() { Some(only) } else { None };
        let Some(found) = named.or(around).or(only) else {
            return Err(which("the working folder", &packs));
        };
        let folder = match (here.is_empty(), found.is_empty()) {
            (true, true) => PathBuf::from("."),
            (true, false) => PathBuf::from(found),
            (false, _) => git.root.join(found),
        };
        self.folder_side(&folder)
    }
}

fn id(files: &[File]) -> Option<String> {
    files.iter().find(|(path, _)| path == "pack.yaml").and_then(|(_, text)| tree::id_in(text))
}

/// `rules/demo`, `rules/kap` and 3 more
pub(super) fn listed(packs: &[String]) -> Option<String> {
    let shown = |folder: &String| if folder.is_empty() { "the root".to_owned() } else { format!("`{folder}`") };
    let first: Vec<String> = packs.iter().take(NAMED).map(shown).collect();
    let more = packs.len().saturating_sub(NAMED);
    let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
    (!first.is_empty()).then(|| first.join(", ") + &rest)
}

fn which(place: &str, packs: &[String]) -> Failure {
    Failure::Usage(match listed(packs) {
        None => format!("{place} holds no pack: a pack is a folder with `pack.yaml` in it"),
        Some(packs) => format!("{place} holds several packs, in {packs}: say which with --pack DIR"),
    })
}

fn no_repository(revision: &str) -> String {
    format!("`{revision}` is no folder, and a revision it cannot be: this folder lies in no git repository")
}

fn no_pack_at(tree: &Tree, folder: &str) -> Failure {
    let revision = &tree.commit.named;
    let packs = tree.packs();
    let near = text::nearest(folder, packs.iter().map(String::as_str));
    let hint = match (near, listed(&packs)) {
        (Some(near), _) => meant(&format!("{revision}:{near}")),
        (None, Some(packs)) => format!("; its packs are in {packs}"),
        (None, None) => "; it holds no pack at all".to_owned(),
    };
    Failure::Usage(format!("`{revision}` holds no pack in `{folder}`{hint}"))
}
