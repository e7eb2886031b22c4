//! Turns the history of a pack into the commits after which a rule meant something else, or an applicant's outcome changed.

mod outcome;
mod rule;
mod signatures;

pub use outcome::{Decided, OutcomeBlame, RuleTurn, Turn, outcome};
pub use rule::{RuleBlame, Step, What, rule};
pub use signatures::Signatures;

use std::collections::BTreeSet;
use std::rc::Rc;

use super::approval::Found;
use super::{PackName, Side};
use crate::pack::Pack;
use crate::program::Program;
use crate::value::Moment;

/// A commit, as far as people want to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    pub id: String,
    /// When it was written; `None` where the clock of its author showed no day from 1900 to 2199.
    pub at: Option<Moment>,
    pub author: String,
    /// The first line of its message.
    pub subject: String,
    /// Of a merge: the commits it brought in that touch the pack, newest first.
    pub merged: Vec<Commit>,
}

/// A commit that touches the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub commit: Commit,
    /// Where the pack stands in it, from the root of the repository.
    pub folder: String,
}

/// The commits that touch a pack, one behind the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// Newest first.
    pub versions: Vec<Version>,
    /// The revision whose history is left out.
    pub since: Option<String>,
    /// The oldest is only there to be compared with. Otherwise it is the first that holds the pack.
    pub has_base: bool,
    /// Every approval that any of them holds, in the order of signing.
    pub approvals: Vec<Found>,
}

/// What a commit holds of a pack.
pub enum Held {
    Pack(Box<Pack>, Box<Program>),
    /// Why it is of no use: it has mistakes, or there is none.
    Unreadable(String),
}

/// Reads a version of the history, by its place in it: equal files give the same pack.
pub type Read<'r, E> = dyn FnMut(usize) -> Result<Rc<Held>, E> + 'r;

/// A version that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    pub commit: Commit,
    pub why: String,
}

/// A version that could be read, while its neighbours are looked at.
struct Point {
    at: usize,
    held: Rc<Held>,
}

impl Point {
    fn side<'p>(&'p self, history: &'p History) -> Option<(&'p Commit, Side<'p>)> {
        let version = history.versions.get(self.at)?;
        match self.held.as_ref() {
            Held::Pack(pack, program) => Some((&version.commit, Side { pack, program, place: &version.folder })),
            Held::Unreadable(_) => None,
        }
    }

    /// It is only there to compare with.
    fn is_base(&self, history: &History) -> bool {
        history.has_base && self.at + 1 == history.versions.len()
    }
}

/// What a walk meets between a version and the one before it.
enum Met<'p> {
    /// They have the same content, which is this.
    Same(&'p Pack),
    Differ(Pair<'p>),
}

/// Two versions that follow one another, but for some that cannot be read.
struct Pair<'p> {
    old: Side<'p>,
    new: Side<'p>,
    /// The commit of the newer.
    commit: &'p Commit,
    /// How many between the two cannot be read.
    between: usize,
}

/// What every walk comes to, whatever it looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// Commits that touch the pack, after those that `since` names.
    pub commits: usize,
    pub since: Option<String>,
    /// The newest version that can be read.
    pub newest: Option<PackName>,
    pub unreadable: Vec<Unreadable>,
}

/// Walks from the newest version to the oldest, over those that cannot be read. Gives the oldest that can, and how many before
/// it cannot.
fn walk<E>(
    history: &History,
    read: &mut Read<E>,
    each: &mut dyn FnMut(Met),
) -> Result<(Walked, Option<(Point, usize)>), E> {
    let commits = history.versions.len() - usize::from(history.has_base);
    let mut walked = Walked { commits, since: history.since.clone(), newest: None, unreadable: Vec::new() };
    let (mut newer, mut between): (Option<Point>, usize) = (None, 0);
    for (at, version) in history.versions.iter().enumerate() {
        let held = read(at)?;
        let old = match held.as_ref() {
            Held::Pack(pack, program) => Side { pack, program, place: &version.folder },
            Held::Unreadable(why) => {
                between += 1;
                walked.unreadable.push(Unreadable { commit: version.commit.clone(), why: why.clone() });
                continue;
            }
        };
        match newer.as_ref().and_then(|point| point.side(history)) {
            None => walked.newest = Some(PackName::of(old.pack, old.place)),
            Some((_, new)) if new.pack.digest == old.pack.digest => each(Met::Same(old.pack)),
            Some((commit, new)) => each(Met::Differ(Pair { old, new, commit, between })),
        }
        (newer, between) = (Some(Point { at, held }), 0);
    }
    Ok((walked, newer.map(|point| (point, between))))
}

/// Every id of a rule in any version, for a name that none has.
fn rules_of<E>(history: &History, read: &mut Read<E>) -> Result<BTreeSet<String>, E> {
    let mut known = BTreeSet::new();
    for at in 0..history.versions.len() {
        if let Held::Pack(pack, _) = read(at)?.as_ref() {
            known.extend(pack.rules.iter().map(|rule| rule.id.clone()));
        }
    }
    Ok(known)
}
