//! Draws commits: who wrote them and when, what they merged, who signed what they left, and which of them cannot be read.

use super::super::names::short as short_digest;
use super::super::page::{Page, Tone};
use super::super::signing;
use crate::audit::PackName;
use crate::audit::blame::{Commit, Signatures, Walked};
use crate::text::count;

/// Commits of a merge that are told one by one.
const SHOWN: usize = 20;

/// The first digits of a commit.
pub(super) fn short(id: &str) -> &str {
    const DIGITS: usize = 12;
    id.get(..DIGITS).unwrap_or(id)
}

/// `2026-11-23`, in universal time.
fn day(commit: &Commit) -> String {
    commit.at.map_or_else(|| "on an unknown day".to_owned(), |at| at.day().to_string())
}

/// `1a2b3c4d5e6f (2026-11-23, Amara Okafor: Align the limit)`
pub(super) fn in_words(commit: &Commit) -> String {
    format!("{} ({}, {}: {})", short(&commit.id), day(commit), commit.author, commit.subject)
}

/// The head of a step: the commit, and the pack as it left it.
pub(super) fn head(page: &mut Page, commit: &Commit, pack: &PackName, between: usize) {
    page.blank();
    let by = format!("   {}   {}", day(commit), commit.author);
    page.line(0, 2, &[(Tone::Strong, short(&commit.id)), (Tone::Plain, &by)]);
    page.line(2, 4, &[(Tone::Strong, &commit.subject)]);
    if !commit.merged.is_empty() {
        page.plain(
            2,
            &format!(
                "a merge of {} that touch{} the pack:",
                count(commit.merged.len(), "commit"),
                es(commit.merged.len())
            ),
        );
    }
    for merged in commit.merged.iter().take(SHOWN) {
        page.line(4, 6, &[(Tone::Quiet, &in_words(merged))]);
    }
    if commit.merged.len() > SHOWN {
        page.plain(4, &format!("and {} more", commit.merged.len() - SHOWN));
    }
    let pack = format!("pack {} {} ({}) in {}", pack.id, pack.version, short_digest(&pack.digest), pack.place);
    page.line(2, 4, &[(Tone::Quiet, &pack)]);
    if between > 0 {
        let which = if between == 1 { "that one" } else { "one of them" };
        let versions = count(between, "version");
        let words = format!("{versions} right before it cannot be read: it may have come with {which}");
        page.line(2, 4, &[(Tone::Caution, "! "), (Tone::Plain, &words)]);
    }
}

/// Who signed what the commit left.
pub(super) fn signatures(page: &mut Page, signatures: &Signatures) {
    if signatures.of.is_empty() {
        page.line(2, 4, &[(Tone::Quiet, "nobody signed this version")]);
        return;
    }
    page.line(2, 4, &[(Tone::Quiet, "signed, by the signers that this version names itself:")]);
    for (found, worth) in &signatures.of {
        signing::approval(page, 4, found, worth.as_ref());
    }
    if let Some(standing) = &signatures.standing {
        page.plain(4, &signing::standing(standing));
    }
}

/// `9 commits touch the pack`, and since when.
pub(super) fn touching(walked: &Walked) -> String {
    let since = walked.since.as_ref().map_or_else(String::new, |since| format!(" since `{since}`"));
    match walked.commits {
        0 => format!("No commit touches the pack{since}"),
        n => format!("{} touch{} the pack{since}", count(n, "commit"), es(n)),
    }
}

/// What is said about some commits, where there are any: `3 are proved to change nothing here`.
pub(super) fn some(n: usize, one: &str, several: &str) -> Option<String> {
    match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {several}")),
    }
}

/// A third person's ending of a verb.
fn es(n: usize) -> &'static str {
    if n == 1 { "es" } else { "" }
}

pub(super) fn unreadable(page: &mut Page, walked: &Walked) {
    if walked.unreadable.is_empty() {
        return;
    }
    page.blank();
    page.heading(Tone::Strong, "CANNOT BE READ HERE, AND STEPPED OVER");
    for unreadable in &walked.unreadable {
        page.line(2, 4, &[(Tone::Plain, &in_words(&unreadable.commit))]);
        page.line(4, 6, &[(Tone::Quiet, &unreadable.why)]);
    }
}

/// Under every page: which commits are looked at.
pub(super) const LINE: &str = "History is followed along first parents: a merge is one change. Days are those on which a \
    commit was written, in universal time.";
