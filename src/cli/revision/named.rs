//! Turns the words of a command line into places of packs: folders, revisions, and folders inside revisions.

use std::path::{Path, PathBuf};

use crate::cli::failure::Failure;
use crate::cli::files;
use crate::cli::git::Git;

/// Where a pack is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Folder(PathBuf),
    /// `main`, `HEAD~3:rules/kap`: without a path the pack is looked for in the revision.
    Revision {
        revision: String,
        path: Option<String>,
    },
}

/// The two sides as they were asked for; a new side of `None` is the working folder.
pub(super) fn sides(old: &str, new: Option<&str>, git: Option<&Git>) -> Result<(Named, Option<Named>), Failure> {
    if let Some((from, to)) = range(old).filter(|_| !Path::new(old).exists()) {
        if new.is_some() {
            return Err(Failure::Usage(format!("`{old}` names both sides already; leave out the second")));
        }
        if to.starts_with('.') {
            let (from, to) = (if from.is_empty() { "HEAD" } else { from }, to.trim_start_matches('.'));
            let to = if to.is_empty() { "HEAD" } else { to };
            return Err(Failure::Usage(format!(
                "`{old}`: three dots mean the commit where both sides parted; write `$(git merge-base {from} {to})` for OLD"
            )));
        }
        let from = if from.is_empty() { "HEAD" } else { from };
        let to = (!to.is_empty()).then(|| revision(to)).transpose()?;
        return Ok((revision(from)?, to));
    }
    Ok((one(old, git)?, new.map(|new| one(new, git)).transpose()?))
}

/// The sides of `A..B`. Two dots that are part of a path (`HEAD:../kap`) make no range.
fn range(text: &str) -> Option<(&str, &str)> {
    text.match_indices("..").find_map(|(at, dots)| {
        let (before, after) = (text.get(..at)?, text.get(at + dots.len()..)?);
        let is_path = before.ends_with([':', '/']) || after.starts_with('/');
        (!is_path).then_some((before, after))
    })
}

fn one(text: &str, git: Option<&Git>) -> Result<Named, Failure> {
    let path = Path::new(text);
    if path.is_dir() {
        let is_plain = !text.starts_with(['.', '/']);
        let is_revision = is_plain && git.map(|git| git.names_a_commit(text)).transpose()? == Some(true);
        return match (is_revision, path.join("pack.yaml").is_file()) {
            (true, true) => Err(Failure::Usage(format!(
                "`{text}` is both a folder and a revision: write `./{text}` for the folder or `{text}:` for the revision"
            ))),
            (true, false) => revision(text),
            (false, _) => Ok(Named::Folder(path.to_owned())),
        };
    }
    if path.is_file() {
        if path.file_name().is_some_and(|name| name == "pack.yaml") {
            return Ok(Named::Folder(
                path.parent().filter(|p| p.as_os_str() != "").unwrap_or(Path::new(".")).to_owned(),
            ));
        }
        let kind = match path.extension().and_then(|e| e.to_str()) {
            Some("ndjson" | "jsonl" | "json") => {
                "this file holds answers or decisions, and a pack is a folder; give answers as --cohort FILE"
            }
            _ => "this is a file, and a pack is a folder with `pack.yaml` in it",
        };
        return Err(Failure::file(files::name(path), kind));
    }
    if text.starts_with(['.', '/']) || text.ends_with(".yaml") {
        return Err(Failure::file(files::name(path), "no such folder"));
    }
    revision(text)
}

/// `REVISION`, or `REVISION:PATH`. A colon in braces (`HEAD@{10:00}`) is part of the name.
fn revision(text: &str) -> Result<Named, Failure> {
    let mut depth = 0;
    let colon = text.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '{') - i32::from(*c == '}');
        *c == ':' && depth == 0
    });
    let (revision, path) = match colon {
        Some((at, _)) => (text.get(..at).unwrap_or(text), text.get(at + 1..).filter(|path| !path.is_empty())),
        None => (text, None),
    };
    if revision.is_empty() {
        return Err(Failure::Usage(format!("`{text}` names no revision before its colon")));
    }
    let path = path.map(|path| path.trim_end_matches('/').to_owned());
    Ok(Named::Revision { revision: revision.to_owned(), path })
}

/// A path inside a revision, from the root of the repository: `./kap` and `../kap` count from `here`.
pub(super) fn from_root(path: &str, here: &str) -> String {
    let is_relative = path == "." || path == ".." || path.starts_with("./") || path.starts_with("../");
    let whole = if is_relative { format!("{here}/{path}") } else { path.to_owned() };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    if parts.last() == Some(&"pack.yaml") {
        parts.pop();
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(revision: &str, path: Option<&str>) -> Named {
        Named::Revision { revision: revision.to_owned(), path: path.map(str::to_owned) }
    }

    #[test]
    fn two_dots_make_a_range_and_a_path_keeps_its_own() {
        assert_eq!(range("v1.2.0.."), Some(("v1.2.0", "")));
        assert_eq!(range("..B"), Some(("", "B")));
        assert_eq!(range("A..B"), Some(("A", "B")));
        assert_eq!(range("A:rules/kap..B:rules/kap"), Some(("A:rules/kap", "B:rules/kap")));
        assert_eq!(range("HEAD:../kap..B"), Some(("HEAD:../kap", "B")));
        assert_eq!(range("HEAD:../kap"), None);
        assert_eq!(range("../kap"), None);
        assert_eq!(range("main"), None);
    }

    #[test]
    fn a_revision_may_name_a_folder() {
        for (text, expected) in [
            ("main", named("main", None)),
            ("main:", named("main", None)),
            ("HEAD~3:rules/kap/", named("HEAD~3", Some("rules/kap"))),
            ("HEAD@{2026-01-01 10:00}:a", named("HEAD@{2026-01-01 10:00}", Some("a"))),
        ] {
            assert_eq!(revision(text).ok(), Some(expected), "{text}");
        }
        assert!(revision(":rules").is_err());
    }

    #[test]
    fn paths_count_from_the_root_or_from_here() {
        assert_eq!(from_root("rules/kap", "a/b"), "rules/kap");
        assert_eq!(from_root("./kap", "rules"), "rules/kap");
        assert_eq!(from_root("../kap/pack.yaml", "rules/demo"), "rules/kap");
        assert_eq!(from_root(".", ""), "");
    }
}
