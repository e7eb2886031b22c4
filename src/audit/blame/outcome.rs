//! Turns the history of a pack and one applicant into the commits after which the outcome was another, and the rules behind it.

use super::{Commit, History, Met, Pair, Read, Signatures, Unreadable, Walked, walk};
use crate::audit::replay::{Moves, Recorded, RuleMove, moves};
use crate::audit::{Between, Cause, Outcome, PackName, QuestionChange, RuleChange, Side, questions};
use crate::value::Date;

/// What became of the decision for one applicant over a history. Everything that draws it reads only this.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeBlame {
    pub applicant: String,
    pub as_of: Date,
    /// As it was decided, and by which pack.
    pub outcome: Outcome,
    pub pack: PackName,
    /// The commit that made the version it was decided with; `None` where that is not in the history.
    pub decided_with: Option<Commit>,
    /// What the newest version that can be read decides.
    pub newest: Option<Outcome>,
    /// The first version of all that can be read.
    pub oldest: Option<Decided>,
    pub walked: Walked,
    /// Newest first.
    pub turns: Vec<Turn>,
    /// Of these so many, the first, came after the version that it was decided with.
    pub later: usize,
    /// Commits after which a rule finds something else and the outcome stays.
    pub stirred: Vec<Commit>,
    /// Commits that change nothing about this applicant.
    pub unchanged: usize,
    pub faults: Vec<String>,
}

/// What a version decides for the applicant.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    pub commit: Commit,
    pub outcome: Outcome,
}

/// A commit after which the outcome is another.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    pub commit: Commit,
    /// The pack as the commit left it, and who signed that.
    pub pack: PackName,
    pub signatures: Signatures,
    pub moves: Moves,
    pub rules: Vec<RuleTurn>,
    /// What became of questions, and so of the answers that were given to them.
    pub questions: Vec<QuestionChange>,
    /// Versions right before it that cannot be read: it may have come with one of them.
    pub between: usize,
}

/// A rule that finds something else for the applicant, and what was done to it.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleTurn {
    pub found: RuleMove,
    /// `None`: nothing was; its answers are read otherwise, or it is no rule of the pack's own.
    pub change: Option<RuleChange>,
}

/// Decides for the applicant with a pack; `None` where that cannot be.
pub type Decide<'d> = dyn FnMut(Side) -> Option<Recorded> + 'd;

/// The history of a decision: `decided` as it was made, `decide` with any other pack.
pub fn outcome<E>(
    history: &History,
    decided: &Recorded,
    read: &mut Read<E>,
    decide: &mut Decide,
) -> Result<OutcomeBlame, E> {
    let mut blame = OutcomeBlame {
        applicant: decided.applicant.clone(),
        as_of: decided.as_of,
        outcome: decided.outcome,
        pack: PackName {
            id: decided.pack.clone(),
            version: decided.version.clone(),
            title: String::new(),
            digest: decided.digest.clone(),
            place: String::new(),
        },
        decided_with: None,
        newest: None,
        oldest: None,
        walked: Walked::default(),
        turns: Vec::new(),
        later: 0,
        stirred: Vec::new(),
        unchanged: 0,
        faults: Vec::new(),
    };
    let mut unread = Vec::new();
    // What the newer of two versions decides was decided when it was the older.
    let mut newer: Option<Recorded> = None;
    let (walked, oldest) = walk(history, read, &mut |met| match met {
        Met::Same(_) => blame.unchanged += 1,
        Met::Differ(pair) => {
            let new = newer.take().or_else(|| decide(pair.new));
            let old = decide(pair.old);
            match (&old, &new) {
                (Some(old), Some(new)) => blame.differ(history, &pair, old, new),
                _ => unread.push(pair.commit.clone()),
            }
            newer = old;
        }
    })?;
    let why = "it cannot be decided with this version or the one before";
    blame.walked = walked;
    blame.walked.unreadable.extend(unread.into_iter().map(|commit| Unreadable { commit, why: why.to_owned() }));
    if let Some((point, _)) = oldest
        && let Some((commit, side)) = point.side(history)
    {
        let outcome = newer.or_else(|| decide(side)).map(|recorded| recorded.outcome);
        blame.begin(commit, side, outcome, point.is_base(history));
    }
    if blame.decided_with.is_none() {
        blame.later = 0;
    }
    Ok(blame)
}

impl OutcomeBlame {
    fn differ(&mut self, history: &History, pair: &Pair, old: &Recorded, new: &Recorded) {
        self.newest.get_or_insert(new.outcome);
        if pair.new.pack.digest == self.pack.digest {
            self.decided_with.get_or_insert_with(|| pair.commit.clone());
        }
        let moves = moves(old, pair.old.pack, new, pair.new.pack);
        if moves.was == moves.is && moves.rules.is_empty() {
            return self.unchanged += 1;
        }
        let mut between = Between::new(pair.old, pair.new, self.as_of);
        let rules = turns(&mut between, &moves);
        self.faults.extend_from_slice(between.faults());
        if moves.was == moves.is {
            return match rules.is_empty() {
                true => self.unchanged += 1,
                false => self.stirred.push(pair.commit.clone()),
            };
        }
        self.later += usize::from(self.decided_with.is_none());
        self.turns.push(Turn {
            commit: pair.commit.clone(),
            pack: PackName::of(pair.new.pack, pair.new.place),
            signatures: Signatures::of(pair.new.pack, &history.approvals),
            rules,
            questions: questions(pair.old.pack, pair.new.pack, between.written()),
            moves,
            between: pair.between,
        });
    }

    /// The oldest version that can be read, which is compared with nothing.
    fn begin(&mut self, commit: &Commit, side: Side, outcome: Option<Outcome>, is_base: bool) {
        if side.pack.digest == self.pack.digest {
            self.decided_with.get_or_insert_with(|| commit.clone());
        }
        self.newest = self.newest.or(outcome);
        self.oldest = outcome.filter(|_| !is_base).map(|outcome| Decided { commit: commit.clone(), outcome });
    }
}

/// Every rule that finds something else, with what was done to it. A rule under another id is the same rule: what it found
/// under the old id is no other thing.
fn turns(between: &mut Between, moves: &Moves) -> Vec<RuleTurn> {
    let mut turns: Vec<RuleTurn> = Vec::new();
    for found in &moves.rules {
        let change = between.rule(&found.rule);
        let (now, before) = match &change {
            Some(RuleChange { rule, cause: Cause::Renamed(before), .. }) => (rule.clone(), before.clone()),
            _ => (found.rule.clone(), found.rule.clone()),
        };
        if turns.iter().any(|turn| turn.found.rule == now) {
            continue;
        }
        // What a rule does not say anything about is not met.
        let said = |id: &str, side: fn(&RuleMove) -> &String| {
            let found = moves.rules.iter().find(|found| found.rule == id);
            found.map_or_else(|| "not met".to_owned(), |found| side(found).clone())
        };
        let (was, is) = (said(&before, |found| &found.was), said(&now, |found| &found.is));
        turns.push(RuleTurn { found: RuleMove { rule: now, title: found.title.clone(), was, is }, change });
    }
    turns.retain(|turn| turn.found.was != turn.found.is);
    turns
}
