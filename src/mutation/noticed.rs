//! Turns cases into blocks of 64 lanes, each with what must not come of it, so that a changed pack is tried on all at once.

use crate::answers::{Block, Sheet, Texts};
use crate::cases::{Case, Expectation};
use crate::evaluate::{Axes, Decided, Evaluator, Table};
use crate::language::{Safety, Screening};
use crate::pack::Pack;
use crate::program::Program;
use crate::value::{LANES, Truth, Truths};

/// The cases of a pack, ready to be decided with packs that read the same answers.
#[derive(Debug)]
pub struct Watch<'p> {
    blocks: Vec<Watched>,
    texts: Texts,
    /// Has read the texts.
    evaluator: Evaluator<'p>,
}

/// Up to 64 cases.
#[derive(Debug)]
struct Watched {
    cases: Vec<Case>,
    block: Block,
    /// Lanes with an answer that cannot be read.
    unreadable: u64,
    /// By rule: the lanes in which it must not be met, not be not met, not be unknown.
    never: Vec<[u64; 3]>,
    /// Lanes in which the levels, and what is missing, came out as expected before.
    safety: u64,
    screening: u64,
    missing: u64,
}

const TRUTHS: [Truth; 3] = [Truth::Yes, Truth::No, Truth::Unknown];

impl<'p> Watch<'p> {
    /// `program` is that of the pack. What comes out otherwise than expected already is not looked at.
    pub fn new(pack: &Pack, program: &'p Program, cases: &[Case]) -> Self {
        let mut texts = Texts::default();
        let watched = |cases: &[Case]| Watched::new(pack, program, cases, &mut texts);
        let blocks = cases.chunks(LANES).map(watched).collect();
        let mut watch = Self { blocks, texts, evaluator: Evaluator::new(program) };
        for watched in &mut watch.blocks {
            let table = watch.evaluator.run(&watched.block, &watch.texts);
            watched.settle(program, table);
        }
        watch
    }

    /// The first case that expects something else than comes of it with a changed pack, which looks for the same names in texts.
    pub fn noticed(&self, program: &Program) -> Option<&Case> {
        let mut evaluator = self.evaluator.of_changed(program);
        self.blocks.iter().find_map(|watched| {
            let table = evaluator.run(&watched.block, &self.texts);
            watched.cases.get(watched.first(program, table)?)
        })
    }
}

impl Watched {
    fn new(pack: &Pack, program: &Program, cases: &[Case], texts: &mut Texts) -> Self {
        let sheets: Vec<Sheet> = cases.iter().map(|case| case.sheet.clone()).collect();
        let lanes = |so: &dyn Fn(&Case) -> bool| {
            cases.iter().enumerate().fold(0, |word, (lane, case)| word | u64::from(so(case)) << lane)
        };
        let mut never = vec![[0; 3]; pack.rules.len()];
        for (lane, case) in cases.iter().enumerate() {
            rule_out(&mut never, lane, &case.expectation);
        }
        Self {
            block: Block::from_sheets(pack, &program.layout, &sheets, texts),
            unreadable: lanes(&|case| !case.sheet.problems.is_empty()),
            never,
            safety: lanes(&|case| case.expectation.safety.is_some()),
            screening: lanes(&|case| case.expectation.screening.is_some()),
            missing: lanes(&|case| !case.expectation.missing.is_empty() || case.expectation.nothing_missing.is_some()),
            cases: cases.to_vec(),
        }
    }

    /// Leaves out what is not as expected already.
    fn settle(&mut self, program: &Program, table: &Table) {
        let axes = Axes::of(program, table, &self.block, self.unreadable);
        for (rule, never) in self.never.iter_mut().enumerate() {
            for (lanes, is) in never.iter_mut().zip(states(truths(program, table, rule))) {
                *lanes &= !is;
            }
        }
        self.safety &= !self.other_safety(&axes);
        self.screening &= !self.other_screening(&axes);
        self.missing &= !self.other_missing(program, table, &axes);
    }

    /// The first lane in which something is not as expected.
    fn first(&self, program: &Program, table: &Table) -> Option<usize> {
        let rules = self.never.iter().enumerate().fold(0, |word, (rule, never)| {
            let is = states(truths(program, table, rule));
            never.iter().zip(is).fold(word, |word, (never, is)| word | never & is)
        });
        let axes = Axes::of(program, table, &self.block, self.unreadable);
        let mut lanes = rules | self.other_safety(&axes) | self.other_screening(&axes);
        if lanes == 0 {
            lanes = self.other_missing(program, table, &axes);
        }
        (lanes != 0).then(|| lanes.trailing_zeros() as usize)
    }

    /// The lanes of a word in which something is so of the case.
    fn each(&self, of: u64, so: impl Fn(usize, &Expectation) -> bool) -> u64 {
        let lanes = self.cases.iter().enumerate().filter(|(lane, _)| of >> lane & 1 == 1);
        lanes.fold(0, |word, (lane, case)| word | u64::from(so(lane, &case.expectation)) << lane)
    }

    fn other_safety(&self, axes: &Axes) -> u64 {
        let other = |lane, level: Safety| axes.safety(lane) != level;
        self.each(self.safety, |lane, expected| expected.safety.as_ref().is_some_and(|e| other(lane, e.value)))
    }

    fn other_screening(&self, axes: &Axes) -> u64 {
        let other = |lane, level: Screening| axes.screening(lane) != level;
        self.each(self.screening, |lane, expected| expected.screening.as_ref().is_some_and(|e| other(lane, e.value)))
    }

    fn other_missing(&self, program: &Program, table: &Table, axes: &Axes) -> u64 {
        self.each(self.missing, |lane, expected| {
            let decided = Decided::of(program, table, &self.block, axes, lane);
            let asked = |slot| program.layout.question(slot).map(|(question, _)| question);
            let asked: Vec<_> = decided.missing.iter().filter_map(|missing| asked(missing.slot)).collect();
            expected.missing.iter().any(|question| !asked.contains(&question.value))
                || expected.nothing_missing.is_some() && !asked.is_empty()
        })
    }
}

/// Marks in a lane what the rules must not come to.
fn rule_out(never: &mut [[u64; 3]], lane: usize, expected: &Expectation) {
    for (rule, never) in never.iter_mut().enumerate() {
        let named = expected.rules.iter().find(|expected| expected.rule == rule);
        for (word, truth) in never.iter_mut().zip(TRUTHS) {
            let is_ruled_out = match named {
                Some(named) => named.truth != truth,
                None => expected.none.iter().any(|none| none.value == truth),
            };
            *word |= u64::from(is_ruled_out) << lane;
        }
    }
}

fn truths(program: &Program, table: &Table, rule: usize) -> Truths {
    let node = program.rules.get(rule).and_then(|nodes| nodes.first());
    node.map_or(Truths::UNKNOWN, |node| table.truths(*node))
}

/// The lanes of each of [`TRUTHS`].
fn states(of: Truths) -> [u64; 3] {
    [of.yes, of.no(), of.unknown()]
}
