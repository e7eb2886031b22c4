//! Asks the `git` command about a repository: revisions, trees and blobs; never through a shell, a hook, a pager or the network.

mod history;

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

use super::failure::{Failure, meant, near};
use super::files;
use crate::language::limits::MAX_FILE_BYTES;
pub(super) use history::Logged;

/// A repository with a working folder.
#[derive(Clone)]
pub(super) struct Git {
    /// The top folder of the working tree.
    pub root: PathBuf,
}

/// A commit, by the name it was asked for and by its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Commit {
    pub named: String,
    pub id: String,
}

impl Commit {
    /// `main (1a2b3c4d5e6f)`: a branch moves, a commit does not. A name that is the commit's own stands alone.
    pub fn label(&self) -> String {
        let short = short(&self.id);
        if self.id.starts_with(&self.named) { short.to_owned() } else { format!("{} ({short})", self.named) }
    }
}

/// The first digits of a commit, enough to find it by.
pub(super) fn short(commit: &str) -> &str {
    const SHOWN: usize = 12;
    commit.get(..SHOWN).unwrap_or(commit)
}

/// A file of a commit: its path from the root of the repository, and the name of its blob.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub path: String,
    pub blob: String,
    pub is_link: bool,
}

/// `git` in a folder, with nothing around it that could run something else or change what an object holds.
fn git(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["--no-pager", "--no-optional-locks", "-c", "core.quotePath=off"]);
    command.args(["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]).args(arguments);
    // In a hook these name the repository of the hook, which need not be the one of the folder.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_TRACE"] {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0");
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_NO_REPLACE_OBJECTS", "1");
    command.stdin(Stdio::null());
    command
}

fn not_started(error: &io::Error) -> Failure {
    Failure::Usage(match error.kind() {
        io::ErrorKind::NotFound => {
            "the `git` command is not installed here, and revisions are read through it; two folders can be compared without"
                .to_owned()
        }
        _ => format!("the `git` command cannot be run: {error}"),
    })
}

fn run(folder: &Path, arguments: &[&str]) -> Result<Output, Failure> {
    git(folder, arguments).output().map_err(|error| not_started(&error))
}

/// What `git` says is wrong, on one line and without its `fatal:`.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = text.lines().map(|line| line.trim_start_matches("fatal: ").trim()).collect();
    lines.join(" ")
}

fn lines(bytes: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect()
}

impl Git {
    /// The repository that a folder lies in; `None` where it lies in none.
    pub fn of(folder: &Path) -> Result<Option<Self>, Failure> {
        if !folder.is_dir() {
            return Err(Failure::file(files::name(folder), "no such folder"));
        }
        let output = run(folder, &["rev-parse", "--show-toplevel"])?;
        if output.status.success() {
            let top = lines(&output.stdout).into_iter().next().unwrap_or_default();
            return Ok(Some(Self { root: PathBuf::from(top) }));
        }
        let why = said(&output);
        if why.contains("not a git repository") {
            return Ok(None);
        }
        if why.contains("must be run in a work tree") {
            return Err(Failure::file(files::name(folder), "this repository has no working folder; clone it first"));
        }
        Err(Failure::file(files::name(folder), format_args!("git says: {why}")))
    }

    /// Finds a commit by its name.
    pub fn commit(&self, named: &str) -> Result<Commit, Failure> {
        if named.is_empty() || named.starts_with('-') {
            return Err(Failure::Usage(format!("`{named}` is no name of a revision")));
        }
        match self.id_of(named)? {
            Some(id) => Ok(Commit { named: named.to_owned(), id }),
            None => Err(Failure::Usage(self.no_revision(named)?)),
        }
    }

    /// Whether a name is that of a commit.
    pub fn names_a_commit(&self, named: &str) -> Result<bool, Failure> {
        Ok(!named.is_empty() && !named.starts_with('-') && self.id_of(named)?.is_some())
    }

    fn id_of(&self, named: &str) -> Result<Option<String>, Failure> {
        let asked = format!("{named}^{{commit}}");
        let output = run(&self.root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &asked])?;
        Ok(lines(&output.stdout).into_iter().next().filter(|_| output.status.success()))
    }

    /// Why there is no such revision: the nearest name, and what a shallow clone leaves out.
    fn no_revision(&self, named: &str) -> Result<String, Failure> {
        let refs = ["for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes"];
        let names = lines(&run(&self.root, &refs)?.stdout);
        let remote =
            names.iter().map(String::as_str).find(|name| name.split_once('/').is_some_and(|(_, n)| n == named));
        let base = named.find(['~', '^', '@']).map_or(named, |at| named.get(..at).unwrap_or(named));
        let is_there = self.names_a_commit(base)?;
        let mut why = format!("there is no revision `{named}` in this repository");
        why += &match remote {
            Some(remote) => meant(remote),
            None if names.is_empty() => "; it has no branch and no tag yet: commit first".to_owned(),
            None if is_there => format!("; `{base}` is there, with fewer commits behind it"),
            None => near(base, names.iter().map(String::as_str)),
        };
        if let Some(shallow) = self.shallow()? {
            why += &format!("\n{shallow}");
        }
        Ok(why)
    }

    /// What a shallow clone leaves out, and how to get it; `None` where this is none.
    pub fn shallow(&self) -> Result<Option<String>, Failure> {
        let output = run(&self.root, &["rev-parse", "--is-shallow-repository"])?;
        if lines(&output.stdout).first().is_none_or(|line| line != "true") {
            return Ok(None);
        }
        let has = lines(&run(&self.root, &["rev-list", "--count", "--all"])?.stdout);
        Ok(Some(format!(
            "this clone is shallow and holds only {} of the commits: fetch the others with `git fetch --unshallow --tags` \
             (in a CI job, `fetch-depth: 0`)",
            has.first().map_or("some", String::as_str)
        )))
    }

    /// Every file of a commit, in the order of the paths.
    pub fn files(&self, commit: &Commit) -> Result<Vec<Entry>, Failure> {
        self.listed(&commit.id, "")
    }

    /// The files of a commit in a folder, by path from the root; the root itself is empty.
    fn listed(&self, commit: &str, folder: &str) -> Result<Vec<Entry>, Failure> {
        let mut arguments = vec!["ls-tree", "-rz", "--full-tree", commit];
        let inside = format!("{folder}/");
        if !folder.is_empty() {
            arguments.extend(["--", &inside]);
        }
        let output = run(&self.root, &arguments)?;
        if !output.status.success() {
            return Err(Failure::Usage(format!("the files of `{commit}` cannot be listed: {}", said(&output))));
        }
        let entry = |line: &[u8]| {
            let line = String::from_utf8_lossy(line);
            let (head, path) = line.split_once('\t')?;
            let mut words = head.split(' ');
            let (mode, kind, blob) = (words.next()?, words.next()?, words.next()?);
            (kind == "blob").then(|| Entry { path: path.to_owned(), blob: blob.to_owned(), is_link: mode == "120000" })
        };
        Ok(output.stdout.split(|byte| *byte == 0).filter_map(entry).collect())
    }

    /// The files of the working folder that are known to git or not ignored by it, by path from the root.
    pub fn working_files(&self) -> Result<Vec<String>, Failure> {
        let output = run(&self.root, &["ls-files", "-z", "--cached", "--others", "--exclude-standard"])?;
        if !output.status.success() {
            return Err(Failure::Usage(format!("the files of the repository cannot be listed: {}", said(&output))));
        }
        let mut paths: Vec<String> = output
            .stdout
            .split(|byte| *byte == 0)
            .filter(|path| !path.is_empty())
            .map(|path| String::from_utf8_lossy(path).into_owned())
            .collect();
        paths.sort();
        paths.dedup();
        Ok(paths)
    }

    /// A process that hands out the contents of blobs.
    pub fn blobs(&self) -> Result<Blobs, Failure> {
        let mut command = git(&self.root, &["cat-file", "--batch"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| not_started(&error))?;
        let (Some(ask), Some(answer)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Failure::Usage("the `git` command gave no pipe".to_owned()));
        };
        Ok(Blobs { child, ask: Some(ask), answer: BufReader::new(answer) })
    }
}

/// One `git cat-file --batch` for every blob of a run.
pub(super) struct Blobs {
    child: Child,
    ask: Option<ChildStdin>,
    answer: BufReader<ChildStdout>,
}

impl Blobs {
    /// The contents of a blob. `name`: the file as messages call it.
    pub fn read(&mut self, name: &str, blob: &str) -> Result<Vec<u8>, Failure> {
        let broken = |error: io::Error| Failure::file(name, format_args!("git stopped answering: {error}"));
        if let Some(ask) = &mut self.ask {
            writeln!(ask, "{blob}").and_then(|()| ask.flush()).map_err(broken)?;
        }
        let mut head = String::new();
        self.answer.read_line(&mut head).map_err(broken)?;
        let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<u64>().ok());
        let Some(size) = size else {
            return Err(Failure::file(
                name,
                "this clone does not hold the file's contents; fetch them with `git fetch`",
            ));
        };
        if size > MAX_FILE_BYTES as u64 {
            // What follows in the pipe is for the next question.
            io::copy(&mut self.answer.by_ref().take(size + 1), &mut io::sink()).map_err(broken)?;
            return Err(Failure::file(
                name,
                format_args!("more than {MAX_FILE_BYTES} bytes, which is the limit for one file"),
            ));
        }
        let mut bytes = Vec::with_capacity(size as usize + 1);
        self.answer.by_ref().take(size + 1).read_to_end(&mut bytes).map_err(broken)?;
        // The line break behind the contents.
        if bytes.pop().is_none() || bytes.len() as u64 != size {
            return Err(Failure::file(name, "git stopped answering"));
        }
        Ok(bytes)
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // With its input closed it ends by itself; what is left in its output is read by nobody.
        drop(self.ask.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
