//! Turns the history of a pack into the commits after which one rule meant something else; those proved to leave it alone are
//! only counted.

use std::collections::BTreeSet;

use super::{Commit, Held, History, Met, Pair, Point, Read, Signatures, Walked, rules_of, walk};
use crate::audit::{Between, Cause, PackName, RuleChange, Side, Verdict, when};
use crate::pack::{Pack, Rule};
use crate::prose::Sentence;
use crate::value::Date;

/// What became of a rule over a history. Everything that draws it reads only this.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleBlame {
    /// The id that was asked for.
    pub asked: String,
    /// What the rule is called today, or was called last, and its title then.
    pub rule: String,
    pub title: String,
    /// The newest version that can be read has it.
    pub is_there: bool,
    pub as_of: Date,
    pub walked: Walked,
    /// Newest first.
    pub steps: Vec<Step>,
    /// Commits that write it differently and are proved not to change what it means.
    pub reworded: Vec<Commit>,
    /// Commits with the rule before and after, proved to change nothing about it.
    pub unchanged: usize,
    /// Commits without the rule before and after.
    pub without: usize,
    /// The oldest commit that can be read, where what stood before it is not known.
    pub uncompared: Option<Commit>,
    /// The proofs hold whatever is written into free texts; otherwise for texts made of the names on the packs' lists.
    pub every_text: bool,
    /// Applicants, as files, of whom search and evaluator do not agree: faults of this program, never of a pack.
    pub faults: Vec<String>,
}

/// A commit after which the rule is another.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub commit: Commit,
    /// The pack as the commit left it, and who signed that.
    pub pack: PackName,
    pub signatures: Signatures,
    pub what: What,
    /// Versions right before it that cannot be read: it may have come with one of them.
    pub between: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// The rule came with the pack: its title and condition then.
    Began {
        title: String,
        when: Vec<Sentence>,
    },
    Changed(Box<RuleChange>),
}

/// A rule as the newest version that has it calls it.
struct Named {
    id: String,
    title: String,
    is_there: bool,
}

/// The history of the rule with this id, today's or an old one. The inner error holds every id that any version has: there is
/// no such rule among them.
pub fn rule<E>(
    history: &History,
    id: &str,
    as_of: Date,
    read: &mut Read<E>,
) -> Result<Result<RuleBlame, BTreeSet<String>>, E> {
    let Some(named) = named(history, id, as_of, read)? else { return Ok(Err(rules_of(history, read)?)) };
    let mut blame = RuleBlame {
        asked: id.to_owned(),
        rule: named.id.clone(),
        title: named.title,
        is_there: named.is_there,
        as_of,
        walked: Walked::default(),
        steps: Vec::new(),
        reworded: Vec::new(),
        unchanged: 0,
        without: 0,
        uncompared: None,
        every_text: true,
        faults: Vec::new(),
    };
    let mut name = named.id;
    let (walked, oldest) = walk(history, read, &mut |met| match met {
        Met::Same(pack) => blame.equal(find(pack, &name).is_some()),
        Met::Differ(pair) => blame.differ(history, &pair, &mut name),
    })?;
    blame.walked = walked;
    if let Some((point, between)) = oldest.filter(|(point, _)| !point.is_base(history)) {
        blame.begin(history, &point, between, &name);
    }
    Ok(Ok(blame))
}

/// Looks for the newest version with a rule of this id, and what the rule is called since.
fn named<E>(history: &History, id: &str, as_of: Date, read: &mut Read<E>) -> Result<Option<Named>, E> {
    let (mut newest, mut found) = (None, None);
    for at in 0..history.versions.len() {
        let held = read(at)?;
        let Held::Pack(pack, _) = held.as_ref() else { continue };
        newest = newest.or(Some(at));
        if find(pack, id).is_some() {
            found = Some(Point { at, held });
            break;
        }
    }
    let Some(mut point) = found else { return Ok(None) };
    let (mut name, mut is_gone) = (id.to_owned(), false);
    for at in (0..point.at).rev() {
        let next = Point { at, held: read(at)? };
        let (Some((_, old)), Some((_, new))) = (point.side(history), next.side(history)) else { continue };
        if find(new.pack, &name).is_none() {
            let change = if is_gone { None } else { Between::new(old, new, as_of).rule(&name) };
            let Some(RuleChange { rule, cause: Cause::Renamed(_), .. }) = change else {
                is_gone = true;
                continue;
            };
            name = rule;
        }
        point = next;
    }
    let title = point.side(history).and_then(|(_, side)| find(side.pack, &name)).map(|rule| rule.title.clone());
    Ok(Some(Named { title: title.unwrap_or_default(), id: name, is_there: newest == Some(point.at) }))
}

fn find<'p>(pack: &'p Pack, id: &str) -> Option<&'p Rule> {
    pack.rules.iter().find(|rule| rule.id == id)
}

impl RuleBlame {
    fn count(&self, is: impl Fn(&What) -> bool) -> usize {
        self.steps.iter().filter(|step| is(&step.what)).count()
    }

    /// Commits that changed what the rule means: neither those that only renamed it, nor that with which it began.
    pub fn changed(&self) -> usize {
        self.steps.len() - self.renamed() - self.began()
    }

    /// Commits that gave it another id, and are proved to change nothing else.
    pub fn renamed(&self) -> usize {
        self.count(|what| match what {
            What::Changed(change) => change.verdict == Verdict::Equal && matches!(change.cause, Cause::Renamed(_)),
            What::Began { .. } => false,
        })
    }

    /// The commit with which the rule came, in the first version of all.
    pub fn began(&self) -> usize {
        self.count(|what| matches!(what, What::Began { .. }))
    }

    fn equal(&mut self, has_it: bool) {
        if has_it {
            self.unchanged += 1;
        } else {
            self.without += 1;
        }
    }

    /// `name`: what the newer version calls the rule, and then what the older does.
    fn differ(&mut self, history: &History, pair: &Pair, name: &mut String) {
        if find(pair.new.pack, name).is_none() && find(pair.old.pack, name).is_none() {
            return self.without += 1;
        }
        let mut between = Between::new(pair.old, pair.new, self.as_of);
        let change = between.rule(name);
        self.every_text &= between.every_text();
        self.faults.extend_from_slice(between.faults());
        let Some(change) = change else { return self.unchanged += 1 };
        if change.verdict == Verdict::Equal && change.cause == Cause::Text {
            return self.reworded.push(pair.commit.clone());
        }
        if let Cause::Renamed(before) = &change.cause
            && change.rule == *name
        {
            name.clone_from(before);
        }
        self.step(history, (pair.commit, pair.new), pair.between, What::Changed(Box::new(change)));
    }

    /// The oldest version that can be read.
    fn begin(&mut self, history: &History, point: &Point, between: usize, name: &str) {
        let Some((commit, side)) = point.side(history) else { return };
        if history.has_base {
            self.uncompared = Some(commit.clone());
        } else if let Some(rule) = find(side.pack, name) {
            let what = What::Began { title: rule.title.clone(), when: when(side.pack, rule) };
            self.step(history, (commit, side), between, what);
        } else {
            self.without += 1;
        }
    }

    fn step(&mut self, history: &History, (commit, side): (&Commit, Side), between: usize, what: What) {
        self.steps.push(Step {
            commit: commit.clone(),
            pack: PackName::of(side.pack, side.place),
            signatures: Signatures::of(side.pack, &history.approvals),
            what,
            between,
        });
    }
}
