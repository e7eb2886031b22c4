//! Asks git which commits touch a folder, one behind the other.

use super::{Commit, Entry, Git, git, lines, not_started, run, said};
use crate::cli::failure::Failure;

/// A commit as the log tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Logged {
    pub id: String,
    /// The first is the line that is followed.
    pub parents: Vec<String>,
    /// When it was written, in universal time: `2026-11-23T14:02:11Z`.
    pub at: String,
    pub author: String,
    pub subject: String,
}

/// The parts of a commit on one line, with a zero between them: none of them can hold one.
const FORMAT: &str = "--format=%H%x00%P%x00%ad%x00%aN%x00%s";
const DATE: &str = "--date=format-local:%Y-%m-%dT%H:%M:%SZ";

impl Git {
    /// The commits up to `from` that touch a folder, newest first, along first parents: a merge is one change, with whatever
    /// it brought in. What `since` holds is left out.
    pub fn touching(&self, from: &str, since: Option<&Commit>, folder: &str) -> Result<Vec<Logged>, Failure> {
        let without = since.map(|since| format!("^{}", since.id));
        let mut arguments = vec!["--first-parent", from];
        arguments.extend(without.as_deref());
        self.listed_commits(&arguments, folder)
    }

    /// The newest commit up to `from` that touches a folder, along first parents.
    pub fn last_touching(&self, from: &str, folder: &str) -> Result<Option<Logged>, Failure> {
        Ok(self.listed_commits(&["--first-parent", "--max-count=1", from], folder)?.into_iter().next())
    }

    /// The commits that a merge brought in and that touch a folder, newest first.
    pub fn merged(&self, merge: &Logged, folder: &str) -> Result<Vec<Logged>, Failure> {
        let [first, others @ ..] = merge.parents.as_slice() else { return Ok(Vec::new()) };
        let without = format!("^{first}");
        let mut arguments: Vec<&str> = vec!["--no-merges", &without];
        arguments.extend(others.iter().map(String::as_str));
        if others.is_empty() { Ok(Vec::new()) } else { self.listed_commits(&arguments, folder) }
    }

    fn listed_commits(&self, which: &[&str], folder: &str) -> Result<Vec<Logged>, Failure> {
        // Plumbing: no setting of a repository changes what it prints, or runs anything.
        let mut command = git(&self.root, &["rev-list", FORMAT, DATE, "--encoding=UTF-8"]);
        command.args(which).arg("--").env("TZ", "UTC0");
        if !folder.is_empty() {
            command.arg(format!(":(top,literal){folder}"));
        }
        let output = command.output().map_err(|error| not_started(&error))?;
        if !output.status.success() {
            return Err(Failure::Usage(format!("the history of the repository cannot be read: {}", said(&output))));
        }
        // Above each stands `commit` and its id.
        Ok(lines(&output.stdout).iter().filter_map(|line| logged(line)).collect())
    }

    /// Whether the history of `later` holds `earlier`.
    pub fn is_before(&self, earlier: &Commit, later: &Commit) -> Result<bool, Failure> {
        let output = run(&self.root, &["merge-base", "--is-ancestor", &earlier.id, &later.id])?;
        match output.status.code() {
            Some(0) => Ok(true),
            Some(1) => Ok(false),
            _ => Err(Failure::Usage(format!("the history of the repository cannot be read: {}", said(&output)))),
        }
    }

    /// The files of a commit in a folder, by path from that folder.
    pub fn files_in(&self, commit: &str, folder: &str) -> Result<Vec<Entry>, Failure> {
        let start = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let inside = |entry: Entry| Some(Entry { path: entry.path.strip_prefix(&start)?.to_owned(), ..entry });
        Ok(self.listed(commit, folder)?.into_iter().filter_map(inside).collect())
    }
}

fn logged(line: &str) -> Option<Logged> {
    let mut parts = line.splitn(5, '\0').map(str::to_owned);
    let (id, parents, at) = (parts.next()?, parts.next()?, parts.next()?);
    let parents = parents.split_whitespace().map(str::to_owned).collect();
    Some(Logged { id, parents, at, author: parts.next()?, subject: parts.next()? })
}
