//! What is asked of an applicant: the same words as literals for the search, and as lanes of the evaluator that has the last word.

use super::applicants::{Applicant, sheet};
use super::form::Side;
use super::translate::{Space, Translation};
use crate::answers::{Block, Sheet, Texts};
use crate::evaluate::{self, Evaluator, Table};
use crate::language::{Comparison, Safety, Screening};
use crate::program::TruthId;
use crate::value::{LANES, Truth};

/// One thing that is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    Rule(Side, usize, Truth),
    Node(Side, TruthId, Truth),
    Safety(Side, Comparison, Safety),
    Screening(Side, Comparison, Screening),
    /// A rule is unknown for a reason that asking again will not mend.
    Firm(Side, usize),
    /// No answer contradicts the form, surely or perhaps.
    Consistent(Side),
    All(Vec<Goal>),
    Any(Vec<Goal>),
    /// At least so many of these.
    AtLeast(usize, Vec<Goal>),
    Not(Box<Goal>),
}

/// One side as it ran.
struct Ran<'t> {
    table: &'t Table,
    axes: evaluate::Axes,
    contradicted: u64,
}

/// The evaluator of each side, which judges what the search found.
pub struct Judge<'a> {
    of: Vec<Translated<'a>>,
    running: Vec<(Evaluator<'a>, Texts)>,
}

/// What a judge needs of a translation.
#[derive(Clone, Copy)]
struct Translated<'a> {
    pack: &'a crate::pack::Pack,
    program: &'a crate::program::Program,
}

impl<'a> Judge<'a> {
    pub fn new(sides: &[Translation<'a>]) -> Self {
        let running = |of: &Translation<'a>| (Evaluator::new(of.program), Texts::default());
        Self {
            of: sides.iter().map(|of| Translated { pack: of.pack, program: of.program }).collect(),
            running: sides.iter().map(running).collect(),
        }
    }

    /// Which of up to 64 applicants reach all goals: a bit each.
    pub fn judge(&mut self, space: &Space, applicants: &[Applicant], goals: &[Goal]) -> u64 {
        let applicants = applicants.get(..applicants.len().min(LANES)).unwrap_or(applicants);
        let mut ran = Vec::with_capacity(self.of.len());
        for (at, (of, (evaluator, texts))) in self.of.iter().zip(&mut self.running).enumerate() {
            let (pack, layout) = (of.pack, &of.program.layout);
            let read = |applicant: &Applicant| sheet(&space.form, applicant, (pack, layout), Side(at), space.as_of);
            let (sheets, readable): (Vec<Sheet>, Vec<bool>) = applicants.iter().map(read).unzip();
            let unreadable = (0..).zip(&readable).filter(|(_, readable)| !**readable);
            let unreadable = unreadable.fold(0u64, |word, (lane, _)| word | 1 << lane);
            let block = Block::from_sheets(pack, layout, &sheets, texts);
            let table = evaluator.run(&block, texts);
            let axes = evaluate::Axes::of(of.program, table, &block, unreadable);
            let contradicted = evaluate::contradicted(of.program, table, &block);
            ran.push(Ran { table, axes, contradicted });
        }
        let lanes = applicants.len();
        let all = if lanes >= LANES { !0 } else { (1u64 << lanes) - 1 };
        goals.iter().fold(all, |word, goal| word & lanes_of(&self.of, goal, &ran))
    }

    /// Both axes of one applicant, by side.
    pub fn outcomes(&mut self, space: &Space, applicant: &Applicant) -> Vec<(Safety, Screening)> {
        let mut outcomes = Vec::with_capacity(self.of.len());
        for (at, (of, (evaluator, texts))) in self.of.iter().zip(&mut self.running).enumerate() {
            let (pack, layout) = (of.pack, &of.program.layout);
            let (sheet, readable) = sheet(&space.form, applicant, (pack, layout), Side(at), space.as_of);
            let block = Block::from_sheets(pack, layout, std::slice::from_ref(&sheet), texts);
            let table = evaluator.run(&block, texts);
            let axes = evaluate::Axes::of(of.program, table, &block, u64::from(!readable));
            outcomes.push((axes.safety(0), axes.screening(0)));
        }
        outcomes
    }
}

/// The lanes in which a goal holds.
fn lanes_of(of: &[Translated], goal: &Goal, ran: &[Ran]) -> u64 {
    let at = |side: Side| ran.get(side.0);
    let each = |so: &dyn Fn(usize) -> bool| (0..LANES).fold(0u64, |word, lane| word | u64::from(so(lane)) << lane);
    match goal {
        Goal::Rule(side, rule, truth) => {
            let node = of.get(side.0).and_then(|of| of.program.rules.get(*rule)?.first());
            node.map_or(0, |node| lanes_of(of, &Goal::Node(*side, *node, *truth), ran))
        }
        Goal::Firm(side, rule) => {
            let node = of.get(side.0).and_then(|of| of.program.rules.get(*rule)?.first());
            node.zip(at(*side)).map_or(0, |(node, ran)| ran.table.truths(*node).firm)
        }
        Goal::Node(side, id, truth) => at(*side).map_or(0, |ran| {
            let truths = ran.table.truths(*id);
            match truth {
                Truth::Yes => truths.yes,
                Truth::No => truths.no(),
                Truth::Unknown => truths.unknown(),
            }
        }),
        Goal::Safety(side, operator, level) => {
            at(*side).map_or(0, |ran| each(&|lane| operator.holds(ran.axes.safety(lane), *level)))
        }
        Goal::Screening(side, operator, level) => {
            at(*side).map_or(0, |ran| each(&|lane| operator.holds(ran.axes.screening(lane), *level)))
        }
        Goal::Consistent(side) => at(*side).map_or(0, |ran| !ran.contradicted),
        Goal::All(all) => all.iter().fold(!0, |word, goal| word & lanes_of(of, goal, ran)),
        Goal::AtLeast(count, some) => {
            let words: Vec<u64> = some.iter().map(|goal| lanes_of(of, goal, ran)).collect();
            each(&|lane| words.iter().filter(|word| **word >> lane & 1 == 1).count() >= *count)
        }
        Goal::Any(some) => some.iter().fold(0, |word, goal| word | lanes_of(of, goal, ran)),
        Goal::Not(goal) => !lanes_of(of, goal, ran),
    }
}
