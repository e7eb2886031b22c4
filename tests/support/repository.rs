//! A repository of a test's own: the demo pack, commits of known authors and days, and what is said about it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::{files, root};

/// A folder that is no part of any repository, taken away when the test ends.
pub struct Place(PathBuf);

impl Place {
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("anteroom-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        Self(folder.canonicalize().expect("a folder"))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn git(folder: &Path, arguments: &[&str]) -> Output {
    git_as(folder, "A", None, arguments)
}

/// As somebody, on a day.
fn git_as(folder: &Path, author: &str, day: Option<&str>, arguments: &[&str]) -> Output {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder);
    command.args(["-c", &format!("user.name={author}")]);
    if let Some(day) = day {
        // Shortly after midnight in Europe it is still the day before in universal time.
        let at = format!("{day}T00:30:00+02:00");
        command.env("GIT_AUTHOR_DATE", &at).env("GIT_COMMITTER_DATE", &at);
    }
    for setting in ["user.email=a@clinic.example", "commit.gpgsign=false", "init.defaultBranch=main"] {
        command.args(["-c", setting]);
    }
    let nowhere = folder.join("no-such-file");
    command.env("GIT_CONFIG_GLOBAL", &nowhere).env("GIT_CONFIG_NOSYSTEM", "1").env_remove("GIT_DIR");
    let output = command.args(arguments).output().expect("git runs");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

pub fn commit(folder: &Path, message: &str) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", message]);
}

/// Commits everything as somebody, shortly after midnight of a day in Europe.
pub fn commit_by(folder: &Path, author: &str, day: &str, message: &str) {
    git(folder, &["add", "-A"]);
    git_as(folder, author, Some(day), &["commit", "-q", "-m", message]);
}

/// The demo pack in a repository, committed and tagged `v1.0.0`.
pub fn repository(name: &str) -> Place {
    let place = Place::new(name);
    copy(&root().join("rules/demo"), &place.path().join("rules/demo"));
    git(place.path(), &["init", "-q"]);
    commit(place.path(), "The demo pack");
    git(place.path(), &["tag", "v1.0.0"]);
    place
}

pub fn copy(from: &Path, to: &Path) {
    for (path, text) in files(from) {
        write(&to.join(path), &text);
    }
}

pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

pub fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("a file");
    assert!(text.contains(from), "{} holds no {from:?}", path.display());
    fs::write(path, text.replace(from, to)).expect("a file");
}

/// Whether words stand in a text, wherever its lines break.
#[track_caller]
pub fn says(text: &str, words: &str) {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat(text).contains(&flat(words)), "no {words:?} in\n{text}");
}
