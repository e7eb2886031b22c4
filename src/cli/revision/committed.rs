//! Finds the pack that is meant, in the newest commit.

use std::path::Path;

use super::tree::{HEADER, Tree};
use super::{Search, around, no_pack_at, which};
use crate::cli::failure::Failure;
use crate::cli::files;
use crate::cli::git::{Commit, Git};

/// The commit that the working folder stands on.
pub(in crate::cli) const HEAD: &str = "HEAD";

/// A pack as the newest commit holds it.
pub(in crate::cli) struct Committed {
    pub git: Git,
    pub head: Commit,
    /// Its folder, from the root of the repository.
    pub folder: String,
}

/// The pack in `folder`, or without one the pack around here or the only one, as the newest commit holds it. `otherwise` says
/// what cannot be done outside of a repository.
pub(in crate::cli) fn committed(folder: Option<&Path>, otherwise: &str) -> Result<Committed, Failure> {
    let git = Git::of(folder.unwrap_or(Path::new(".")))?.ok_or_else(|| Failure::Usage(otherwise.to_owned()))?;
    let tree = Tree::open(&git, HEAD)?;
    let packs = tree.packs();
    let search = Search { git: Some(git.clone()), missing: None, folder: None, notes: Vec::new() };
    let found = match folder {
        Some(folder) => {
            let inside = search.inside(folder).unwrap_or_default();
            match (packs.contains(&inside), folder.join(HEADER).is_file()) {
                (true, _) => inside,
                (false, true) => {
                    return Err(Failure::file(
                        files::name(folder),
                        "this pack is in no commit yet, and has no history",
                    ));
                }
                (false, false) => return Err(no_pack_at(&tree, &inside)),
            }
        }
        None => {
            let here = search.inside(Path::new(".")).unwrap_or_default();
            let meant = around(&packs, &here).or(if let [only] = packs.as_slice() { Some(only) } else { None });
            meant.cloned().ok_or_else(|| which("the newest commit", &packs))?
        }
    };
    Ok(Committed { head: tree.commit, git, folder: found })
}
