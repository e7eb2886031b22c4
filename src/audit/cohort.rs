//! Turns applicants read against two packs into those that move: from which outcome, to which, by which rules.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::change::{Cause, Cohort, Moved, Outcome, RuleChange, Unread};
use super::compare::Side;
use crate::answers::{self, Block, Sheet, Texts};
use crate::evaluate::{Axes, Evaluator, Table};
use crate::pack::{Pack, QuestionId, Rule};
use crate::program::{Effect, Program};
use crate::prose::Reads;
use crate::value::{LANES, Truths};

/// Texts after which the packs' memories of what they have read are emptied.
const MAX_TEXTS: usize = 50_000;

/// A pack at work.
struct Half<'a> {
    pack: &'a Pack,
    program: &'a Program,
    evaluator: Evaluator<'a>,
    texts: Texts,
    unread: Unread,
}

impl<'a> Half<'a> {
    fn new(side: Side<'a>) -> Self {
        let evaluator = Evaluator::new(side.program);
        Self { pack: side.pack, program: side.program, evaluator, texts: Texts::default(), unread: Unread::default() }
    }

    fn run(&mut self, sheets: &[Sheet]) -> (Axes, &Table) {
        if self.texts.len() > MAX_TEXTS {
            (self.evaluator, self.texts) = (Evaluator::new(self.program), Texts::default());
        }
        let mut unreadable = 0;
        for (lane, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| !sheet.problems.is_empty()) {
            unreadable |= 1 << lane;
            self.unread.applicants += 1;
            self.unread.answers += sheet.problems.len();
        }
        let block = Block::from_sheets(self.pack, &self.program.layout, sheets, &mut self.texts);
        let table = self.evaluator.run(&block, &self.texts);
        (Axes::of(self.program, table, &block, unreadable), table)
    }
}

/// A rule by its name, and its place in either pack.
struct Pair {
    name: String,
    old: Option<usize>,
    new: Option<usize>,
    /// It raises something else than before wherever it is not surely unmet.
    raises_differently: bool,
}

/// Decides applicants with both packs.
pub struct Comparison<'a> {
    old: Half<'a>,
    new: Half<'a>,
    pairs: Vec<Pair>,
    /// The answers of those that move are told.
    with_answers: bool,
    cohort: Cohort,
}

impl<'a> Comparison<'a> {
    /// `rules` are those of the change between the two: who was renamed is still the same rule. `with_answers`: tell what
    /// those that move have answered to the rules concerned.
    pub fn new(old: Side<'a>, new: Side<'a>, rules: &[RuleChange], name: &str, with_answers: bool) -> Self {
        let (old, new) = (Half::new(old), Half::new(new));
        let cohort = Cohort {
            name: name.to_owned(),
            applicants: 0,
            unread_old: Unread::default(),
            unread_new: Unread::default(),
            safety: [[0; 3]; 3],
            screening: [[0; 4]; 4],
            stirred: 0,
            moved: Vec::new(),
        };
        Self { pairs: pairs(&old, &new, rules), old, new, with_answers, cohort }
    }

    /// Decides up to 64 applicants, each read against the old pack and against the new one.
    pub fn add(&mut self, old: &[Sheet], new: &[Sheet]) {
        let count = old.len().min(new.len()).min(LANES);
        let (old, new) = (old.get(..count).unwrap_or_default(), new.get(..count).unwrap_or_default());
        let (old_program, new_program) = (self.old.program, self.new.program);
        let (before, old_table) = self.old.run(old);
        let (after, new_table) = self.new.run(new);
        let differs: Vec<u64> =
            self.pairs.iter().map(|pair| pair.lanes(old_table, new_table, old_program, new_program)).collect();
        let outcome = |axes: &Axes, lane| Outcome { safety: axes.safety(lane), screening: axes.screening(lane) };
        for (lane, (read, read_again)) in old.iter().zip(new).enumerate() {
            let (was, is) = (outcome(&before, lane), outcome(&after, lane));
            self.cohort.applicants += 1;
            count_pair(&mut self.cohort.safety, was.safety as usize, is.safety as usize);
            count_pair(&mut self.cohort.screening, was.screening as usize, is.screening as usize);
            let found =
                || self.pairs.iter().zip(&differs).filter(|(_, lanes)| **lanes >> lane & 1 == 1).map(|(pair, _)| pair);
            if was == is {
                self.cohort.stirred += usize::from(found().next().is_some());
                continue;
            }
            let answers = if self.with_answers { self.answers(read, read_again, found()) } else { Vec::new() };
            self.cohort.moved.push(Moved {
                applicant: read.applicant.clone(),
                as_of: read.as_of,
                old: was,
                new: is,
                rules: found().map(|pair| pair.name.clone()).collect(),
                answers,
            });
        }
    }

    pub fn finish(self) -> Cohort {
        Cohort { unread_old: self.old.unread, unread_new: self.new.unread, ..self.cohort }
    }

    /// What an applicant answered to the questions that some rules read, as lines of a file.
    fn answers<'p>(&self, old: &Sheet, new: &Sheet, pairs: impl Iterator<Item = &'p Pair>) -> Vec<String> {
        let mut questions = (BTreeSet::new(), BTreeSet::new());
        for pair in pairs {
            questions.0.extend(read(self.old.pack, pair.old));
            questions.1.extend(read(self.new.pack, pair.new));
        }
        let mut lines = told(&self.old, old, &questions.0);
        for line in told(&self.new, new, &questions.1) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }
}

impl Pair {
    /// The applicants for whom this rule is met, unmet or open otherwise than before, or raises something else.
    fn lanes(&self, old_table: &Table, new_table: &Table, old: &Program, new: &Program) -> u64 {
        let truths = |table: &Table, program: &Program, at: Option<usize>| {
            let nodes = at.and_then(|at| program.rules.get(at));
            nodes.map_or(Truths::NO, |nodes| nodes.first().map_or(Truths::UNKNOWN, |id| table.truths(*id)))
        };
        let (was, is) = (truths(old_table, old, self.old), truths(new_table, new, self.new));
        let raised = if self.raises_differently { was.possible() | is.possible() } else { 0 };
        (was.yes ^ is.yes) | (was.known ^ is.known) | (was.firm ^ is.firm) | raised
    }
}

fn pairs(old: &Half, new: &Half, rules: &[RuleChange]) -> Vec<Pair> {
    let renamed: BTreeMap<&str, &str> = rules
        .iter()
        .filter_map(|rule| match &rule.cause {
            Cause::Renamed(before) => Some((rule.rule.as_str(), before.as_str())),
            _ => None,
        })
        .collect();
    let places: HashMap<&str, usize> = old.pack.rules.iter().enumerate().map(|(at, r)| (r.id.as_str(), at)).collect();
    let mut pairs = Vec::new();
    for (at, rule) in new.pack.rules.iter().enumerate() {
        let before = places.get(renamed.get(rule.id.as_str()).copied().unwrap_or(&rule.id)).copied();
        let effects = before.and_then(|before| Some((old.program.effects.get(before)?, new.program.effects.get(at)?)));
        pairs.push(Pair {
            name: rule.id.clone(),
            old: before,
            new: Some(at),
            raises_differently: effects.is_some_and(|(was, is)| is_other(was, is)),
        });
    }
    let met: BTreeSet<usize> = pairs.iter().filter_map(|pair| pair.old).collect();
    let gone = old.pack.rules.iter().enumerate().filter(|(at, _)| !met.contains(at));
    pairs.extend(gone.map(|(at, rule)| Pair {
        name: rule.id.clone(),
        old: Some(at),
        new: None,
        raises_differently: false,
    }));
    pairs
}

/// Tiers go by their places, which may differ between packs that suggest the same.
fn is_other(was: &Effect, is: &Effect) -> bool {
    use crate::program::Raised::Suggest;
    let same = |a, b| matches!((a, b), (Suggest(_), Suggest(_))) || a == b;
    !(same(was.met, is.met) && same(was.unknown, is.unknown) && same(was.firm, is.firm))
}

fn count_pair<const N: usize>(table: &mut [[usize; N]; N], from: usize, to: usize) {
    if let Some(cell) = table.get_mut(from).and_then(|row| row.get_mut(to)) {
        *cell += 1;
    }
}

fn read(pack: &Pack, rule: Option<usize>) -> Vec<QuestionId> {
    let mut reads = Reads::default();
    if let Some(Rule { when, .. }) = rule.and_then(|at| pack.rules.get(at)) {
        reads.tree(pack, when);
    }
    reads.questions
}

fn told(half: &Half, sheet: &Sheet, questions: &BTreeSet<QuestionId>) -> Vec<String> {
    let layout = &half.program.layout;
    let mut own = Sheet::new(sheet.applicant.clone(), sheet.as_of);
    let is_read = |slot: &answers::Slot| layout.question(*slot).is_some_and(|(id, _)| questions.contains(&id));
    own.answers = sheet.answers.iter().filter(|(slot, _)| is_read(slot)).map(|(s, g)| (*s, g.clone())).collect();
    let file = answers::to_yaml(half.pack, layout, &own);
    file.lines().skip_while(|line| *line != "answers:").skip(1).map(|line| line.trim_start().to_owned()).collect()
}
