//! `anteroom blame`: after which commits a rule meant something else, or an applicant's outcome was another.

mod line;
mod made;
mod versions;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::failure::{Failure, near};
use super::git::{Commit, Git};
use super::revision::{self, Committed, HEAD};
use super::terminal::Terminal;
use super::{Done, FINE, INTEGRITY, PROBLEMS, clock, files, pack};
use crate::audit::blame::{self, Held, History};
use crate::render;
use crate::value::Date;
use versions::Versions;

/// See which commits changed what a rule means, or an applicant's outcome
///
/// WHAT is the id of a rule, today's or an old one, or a file with a decision: as `screen --format json` wrote it, or an
/// archive. The pack is read in every commit that touches it, also before it was moved to another folder; a commit with a
/// pack that cannot be read is named and stepped over. History is followed along first parents: a merge is one change, and
/// the commits that it brought in are named with it.
///
/// Of a rule it names the commits after which the rule finds or does something else for some answers, each with its proof,
/// the sentences that differ, the smallest made-up applicant, and who signed that version. A commit that is proved to change
/// nothing about it is only counted. A rule that was given another id is followed.
///
/// Of a decision it decides for the same answers, as of the same date, with every version of the pack, and names the commits
/// after which the outcome was another, with the rules behind it.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 done, whatever was found; 1 no version of the pack can be read; 2 a wrong argument, a \
                        file or a history that cannot be read; 4 not the answers that were decided, another decision, \
                        or a proof that comes out otherwise."
)]
pub(super) struct Blame {
    /// A rule, or a file with a decision
    #[arg(value_name = "WHAT")]
    what: String,
    /// The folder of the pack, where the repository holds several
    #[arg(long, value_name = "DIR")]
    pack: Option<PathBuf>,
    /// Look only at commits that this revision does not hold
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// The day for which the proofs about a rule hold (2026-11-23), instead of today
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    as_of: Option<Date>,
    /// The answers that were decided: a file as `screen` reads it; may be given more than once
    #[arg(long, value_name = "FILE")]
    answers: Vec<PathBuf>,
    /// The decision with this number in the archive
    #[arg(long, value_name = "N")]
    number: Option<u64>,
    /// The decision for this applicant
    #[arg(long, value_name = "ID")]
    applicant: Option<String>,
    /// How to write the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page to read
    Text,
    /// One object
    Json,
}

impl Blame {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let file = Path::new(&self.what);
        if file.is_file() {
            return self.decision(file, terminal);
        }
        if self.what.contains(['/', '\\']) || [".json", ".ndjson", ".jsonl"].iter().any(|end| self.what.ends_with(end))
        {
            return Err(Failure::file(files::name(file), "no such file"));
        }
        self.rule(terminal)
    }

    fn rule(&self, terminal: &mut Terminal) -> Done {
        for (option, is_given) in [
            ("--answers", !self.answers.is_empty()),
            ("--number", self.number.is_some()),
            ("--applicant", self.applicant.is_some()),
        ] {
            if is_given {
                return Err(Failure::Usage(format!("{option} is about a decision, and `{}` is no file", self.what)));
            }
        }
        let as_of = self.as_of.map_or_else(clock::today, Ok)?;
        let (mut versions, history) = self.history(terminal)?;
        let found = blame::rule(&history, &self.what, as_of, &mut |at| Ok::<_, Failure>(versions.read(at)))?;
        let found = match found {
            Ok(found) => found,
            Err(known) if known.is_empty() => return none_readable(terminal, &mut versions, &history),
            Err(known) => {
                let near = near(&self.what, known.iter().map(String::as_str));
                return Err(Failure::Usage(format!(
                    "no rule is or was called `{}` in the pack in `{}`{near}",
                    self.what,
                    versions.folder()
                )));
            }
        };
        terminal.write(&match self.format {
            Format::Text => render::blame::rule(&found, terminal.style()),
            Format::Json => render::blame::rule_json(&found) + "\n",
        })?;
        done(terminal, &found.faults)
    }

    fn decision(&self, file: &Path, terminal: &mut Terminal) -> Done {
        if self.as_of.is_some() {
            return Err(Failure::Usage("--as-of is about a rule: a decision has a date of its own".to_owned()));
        }
        let made = made::of(file, self.number, self.applicant.as_deref(), &self.answers, terminal)?;
        let (mut versions, history) = self.history(terminal)?;
        let form = match made.form(&history, &mut versions)? {
            made::Form::Of(form) => form,
            made::Form::NoVersions => return none_readable(terminal, &mut versions, &history),
        };
        let mut decide = |side: crate::audit::Side| made.decide(form, side.pack, side.program);
        let found =
            blame::outcome(&history, &made.recorded, &mut |at| Ok::<_, Failure>(versions.read(at)), &mut decide)?;
        terminal.write(&match self.format {
            Format::Text => render::blame::outcome(&found, terminal.style()),
            Format::Json => render::blame::outcome_json(&found) + "\n",
        })?;
        done(terminal, &found.faults)
    }

    /// The history of the pack that is meant.
    fn history(&self, terminal: &Terminal) -> Result<(Versions, History), Failure> {
        let outside = "this folder lies in no git repository, and only a history says which change did it";
        let committed = revision::committed(self.pack.as_deref(), outside)?;
        let git = &committed.git;
        let since = self.since.as_deref().map(|since| since_commit(git, since, &committed.head)).transpose()?;
        if since.is_none()
            && let Some(shallow) = git.shallow()?
        {
            return Err(Failure::Usage(format!(
                "what changed before the oldest commit here cannot be told\n{shallow}, or look only at what came after a \
                 commit that is here, with `--since REV`"
            )));
        }
        let mut blobs = git.blobs()?;
        let line = line::follow(&committed, since.as_ref(), &mut blobs)?;
        for note in &line.notes {
            terminal.say(&format!("note: {note}"));
        }
        let (mut versions, history) = Versions::of(line, git, self.since.as_deref(), blobs)?;
        if !history.versions.is_empty() && is_uncommitted(&committed, &versions.read(0)) {
            terminal.say(&format!(
                "note: `{}` holds changes that are in no commit yet, and they are not looked at; `anteroom diff {HEAD}` is \
                 about them",
                versions.folder()
            ));
        }
        Ok((versions, history))
    }
}

/// The commit after which to look.
fn since_commit(git: &Git, since: &str, head: &Commit) -> Result<Commit, Failure> {
    let commit = git.commit(since)?;
    if git.is_before(&commit, head)? {
        return Ok(commit);
    }
    let shallow = git.shallow()?.map_or_else(String::new, |shallow| format!("\n{shallow}"));
    Err(Failure::Usage(format!(
        "`{since}` is not part of the history of the commit here: it stands on another branch, or the history was rewritten \
         since{shallow}"
    )))
}

/// Whether the working folder says something else than the newest commit.
fn is_uncommitted(committed: &Committed, newest: &Held) -> bool {
    let Ok(files) = files::folder(&committed.git.root.join(&committed.folder)) else { return false };
    let here = pack::of_files(&files, str::to_owned).pack;
    match (here, newest) {
        (Some(here), Held::Pack(newest, _)) => here.digest != newest.digest,
        (here, newest) => here.is_some() == matches!(newest, Held::Unreadable(_)),
    }
}

fn none_readable(terminal: &Terminal, versions: &mut Versions, history: &History) -> Done {
    for (at, version) in history.versions.iter().enumerate() {
        if let Held::Unreadable(why) = versions.read(at).as_ref() {
            terminal.say(&format!("{}: {why}", super::git::short(&version.commit.id)));
        }
    }
    terminal.say("error: no version of the pack can be read");
    Ok(PROBLEMS)
}

fn done(terminal: &Terminal, faults: &[String]) -> Done {
    for fault in faults {
        terminal.say(&format!(
            "error: the proof and the evaluator disagree about this applicant. This is a fault of anteroom: please report it \
             with the versions of the pack.\n{fault}"
        ));
    }
    Ok(if faults.is_empty() { FINE } else { INTEGRITY })
}
