//! The structs of `anteroom.blame/1`. Nothing here is shared with the core, so that the core can change and the wire cannot.

use serde::Serialize;

use super::super::change::wire::{self, Outcome, Question, Rule};
use super::super::signing::status;
use crate::audit::approval::{Found, Worth};
use crate::audit::blame::{self, OutcomeBlame, RuleBlame, What};
use crate::audit::{PackName, QuestionChange};
use crate::value::{Date, Moment};

const SCHEMA: &str = "anteroom.blame/1";

#[derive(Serialize)]
pub(super) struct RuleHistory<'a> {
    schema: &'static str,
    engine: &'static str,
    of: &'static str,
    asked: &'a str,
    rule: &'a str,
    title: &'a str,
    is_there: bool,
    as_of: Date,
    every_text: bool,
    pack: Option<Pack<'a>>,
    commits: RuleCommits<'a>,
    steps: Vec<Step<'a>>,
    unreadable: Vec<Unreadable<'a>>,
}

#[derive(Serialize)]
struct RuleCommits<'a> {
    touching: usize,
    since: Option<&'a str>,
    changed: usize,
    renamed: usize,
    began: usize,
    reworded: Vec<Commit<'a>>,
    unchanged: usize,
    without: usize,
    uncompared: Option<Commit<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    commit: Commit<'a>,
    pack: Pack<'a>,
    unreadable_before: usize,
    signatures: Vec<Signature<'a>>,
    /// `null`: the rule came with the pack.
    change: Option<Rule<'a>>,
    /// The condition with which the rule came.
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<Vec<String>>,
}

#[derive(Serialize)]
pub(super) struct OutcomeHistory<'a> {
    schema: &'static str,
    engine: &'static str,
    of: &'static str,
    applicant: &'a str,
    as_of: Date,
    decided: Decided<'a>,
    now: Option<Outcome>,
    pack: Option<Pack<'a>>,
    commits: OutcomeCommits<'a>,
    turns: Vec<Turn<'a>>,
    unreadable: Vec<Unreadable<'a>>,
}

#[derive(Serialize)]
struct Decided<'a> {
    outcome: Outcome,
    id: &'a str,
    version: &'a str,
    digest: &'a str,
    /// The commit that made the version it was decided with; `null` where that is not in the history.
    commit: Option<Commit<'a>>,
}

#[derive(Serialize)]
struct OutcomeCommits<'a> {
    touching: usize,
    since: Option<&'a str>,
    changed: usize,
    /// Of these, those after the version it was decided with.
    later: usize,
    stirred: Vec<Commit<'a>>,
    unchanged: usize,
    oldest: Option<Oldest<'a>>,
}

#[derive(Serialize)]
struct Oldest<'a> {
    commit: Commit<'a>,
    outcome: Outcome,
}

#[derive(Serialize)]
struct Turn<'a> {
    commit: Commit<'a>,
    pack: Pack<'a>,
    unreadable_before: usize,
    signatures: Vec<Signature<'a>>,
    old: Outcome,
    new: Outcome,
    rules: Vec<RuleFound<'a>>,
    questions: Vec<Question<'a>>,
    asked: &'a [String],
    no_longer_asked: &'a [String],
}

#[derive(Serialize)]
struct RuleFound<'a> {
    rule: &'a str,
    title: &'a str,
    was: &'a str,
    is: &'a str,
    change: Option<Rule<'a>>,
}

#[derive(Serialize)]
struct Commit<'a> {
    id: &'a str,
    at: Option<Moment>,
    author: &'a str,
    subject: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    merged: Vec<Commit<'a>>,
}

#[derive(Serialize)]
struct Pack<'a> {
    id: &'a str,
    version: &'a str,
    digest: &'a str,
    folder: &'a str,
}

#[derive(Serialize)]
struct Signature<'a> {
    file: &'a str,
    /// What it is worth by the signers that the version names itself; `no_policy` where it names none.
    status: &'static str,
    name: &'a str,
    meaning: &'a str,
    signed_at: Moment,
}

#[derive(Serialize)]
struct Unreadable<'a> {
    commit: Commit<'a>,
    why: &'a str,
}

impl<'a> RuleHistory<'a> {
    pub(super) fn of(blame: &'a RuleBlame) -> Self {
        Self {
            schema: SCHEMA,
            engine: env!("CARGO_PKG_VERSION"),
            of: "rule",
            asked: &blame.asked,
            rule: &blame.rule,
            title: &blame.title,
            is_there: blame.is_there,
            as_of: blame.as_of,
            every_text: blame.every_text,
            pack: blame.walked.newest.as_ref().map(pack),
            commits: RuleCommits {
                touching: blame.walked.commits,
                since: blame.walked.since.as_deref(),
                changed: blame.changed(),
                renamed: blame.renamed(),
                began: blame.began(),
                reworded: blame.reworded.iter().map(commit).collect(),
                unchanged: blame.unchanged,
                without: blame.without,
                uncompared: blame.uncompared.as_ref().map(commit),
            },
            steps: blame.steps.iter().map(step).collect(),
            unreadable: unreadable(&blame.walked),
        }
    }
}

impl<'a> OutcomeHistory<'a> {
    pub(super) fn of(blame: &'a OutcomeBlame) -> Self {
        Self {
            schema: SCHEMA,
            engine: env!("CARGO_PKG_VERSION"),
            of: "decision",
            applicant: &blame.applicant,
            as_of: blame.as_of,
            decided: Decided {
                outcome: wire::outcome(blame.outcome),
                id: &blame.pack.id,
                version: &blame.pack.version,
                digest: &blame.pack.digest,
                commit: blame.decided_with.as_ref().map(commit),
            },
            now: blame.newest.map(wire::outcome),
            pack: blame.walked.newest.as_ref().map(pack),
            commits: OutcomeCommits {
                touching: blame.walked.commits,
                since: blame.walked.since.as_deref(),
                changed: blame.turns.len(),
                later: blame.later,
                stirred: blame.stirred.iter().map(commit).collect(),
                unchanged: blame.unchanged,
                oldest: blame
                    .oldest
                    .as_ref()
                    .map(|oldest| Oldest { commit: commit(&oldest.commit), outcome: wire::outcome(oldest.outcome) }),
            },
            turns: blame.turns.iter().map(turn).collect(),
            unreadable: unreadable(&blame.walked),
        }
    }
}

fn step(step: &blame::Step) -> Step<'_> {
    let (change, condition) = match &step.what {
        What::Changed(change) => (Some(wire::rule(change)), None),
        What::Began { when, .. } => (None, Some(wire::lines(when))),
    };
    Step {
        commit: commit(&step.commit),
        pack: pack(&step.pack),
        unreadable_before: step.between,
        signatures: signatures(&step.signatures),
        change,
        condition,
    }
}

fn turn(turn: &blame::Turn) -> Turn<'_> {
    Turn {
        commit: commit(&turn.commit),
        pack: pack(&turn.pack),
        unreadable_before: turn.between,
        signatures: signatures(&turn.signatures),
        old: wire::outcome(turn.moves.was),
        new: wire::outcome(turn.moves.is),
        rules: turn.rules.iter().map(found).collect(),
        questions: turn.questions.iter().map(|change: &QuestionChange| wire::question(change)).collect(),
        asked: &turn.moves.asked,
        no_longer_asked: &turn.moves.no_longer_asked,
    }
}

fn found(rule: &blame::RuleTurn) -> RuleFound<'_> {
    RuleFound {
        rule: &rule.found.rule,
        title: &rule.found.title,
        was: &rule.found.was,
        is: &rule.found.is,
        change: rule.change.as_ref().map(wire::rule),
    }
}

fn commit(commit: &blame::Commit) -> Commit<'_> {
    Commit {
        id: &commit.id,
        at: commit.at,
        author: &commit.author,
        subject: &commit.subject,
        merged: commit.merged.iter().map(self::commit).collect(),
    }
}

fn pack(pack: &PackName) -> Pack<'_> {
    Pack { id: &pack.id, version: &pack.version, digest: &pack.digest, folder: &pack.place }
}

fn signatures(signatures: &blame::Signatures) -> Vec<Signature<'_>> {
    signatures.of.iter().filter_map(signature).collect()
}

fn signature((found, worth): &(Found, Option<Worth>)) -> Option<Signature<'_>> {
    let signed = &found.read.as_ref().ok()?.statement;
    Some(Signature {
        file: &found.file,
        status: worth.as_ref().map_or("no_policy", status),
        name: &signed.name,
        meaning: &signed.meaning,
        signed_at: signed.signed_at,
    })
}

fn unreadable(walked: &blame::Walked) -> Vec<Unreadable<'_>> {
    walked.unreadable.iter().map(|one| Unreadable { commit: commit(&one.commit), why: &one.why }).collect()
}
