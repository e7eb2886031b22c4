//! Counts, 64 applicants at a time, what a run of the evaluator found for each line and which lines decided alone.

use super::{Condition, Counts, Coverage, Line, Of, Outcome, Row};
use crate::answers::{Block, Sheet, Texts};
use crate::evaluate::{Evaluator, Table};
use crate::pack::{FactId, FactValue, Pack, QuestionId};
use crate::program::{Program, TruthId, TruthOp};
use crate::value::{LANES, Truths};

/// Texts after which the memory of what was read is emptied.
const MAX_TEXTS: usize = 50_000;

/// A pack at work on applicants, counting.
pub struct Recorder<'a> {
    pack: &'a Pack,
    program: &'a Program,
    evaluator: Evaluator<'a>,
    texts: Texts,
    coverage: Coverage,
}

impl<'a> Recorder<'a> {
    /// `program` is that of the pack.
    pub fn new(pack: &'a Pack, program: &'a Program) -> Self {
        let coverage = Coverage::of(pack, program);
        Self { pack, program, evaluator: Evaluator::new(program), texts: Texts::default(), coverage }
    }

    /// Decides some more applicants.
    pub fn add(&mut self, sheets: &[Sheet]) {
        for sheets in sheets.chunks(LANES) {
            if self.texts.len() > MAX_TEXTS {
                (self.evaluator, self.texts) = (Evaluator::new(self.program), Texts::default());
            }
            let block = Block::from_sheets(self.pack, &self.program.layout, sheets, &mut self.texts);
            self.coverage.add(self.evaluator.run(&block, &self.texts), block.lanes);
        }
    }

    pub fn finish(self) -> Coverage {
        self.coverage
    }
}

impl Coverage {
    /// Every condition of a pack, with nobody counted yet.
    fn of(pack: &Pack, program: &Program) -> Self {
        let rules = pack.rules.iter().zip(&program.rules).enumerate();
        let mut conditions: Vec<Condition> = rules
            .map(|(at, (rule, nodes))| {
                Condition::of(Of::Rule(at), Line::all(&rule.when), vec![Row { present: None, nodes: nodes.clone() }])
            })
            .collect();
        for (at, fact) in pack.facts.iter().enumerate() {
            let FactValue::Truth(tree) = &fact.is else { continue };
            let id = FactId(at as u32);
            let rows = rows(program, id, fact.of);
            if !rows.is_empty() {
                conditions.push(Condition::of(Of::Fact(id), Line::all(tree), rows));
            }
        }
        Self { applicants: 0, conditions }
    }

    /// Counts the first `lanes` of a run.
    fn add(&mut self, table: &Table, lanes: usize) {
        let lanes = lanes.min(LANES);
        let used = if lanes == LANES { !0 } else { (1 << lanes) - 1 };
        self.applicants += lanes;
        for condition in &mut self.conditions {
            condition.add(table, used);
        }
    }
}

/// The nodes of a fact, by row where it is about rows. Rows that nothing looks at have no node that says they are there.
fn rows(program: &Program, fact: FactId, group: Option<QuestionId>) -> Vec<Row> {
    let trees = program.fact_trees.range((fact, 0)..=(fact, usize::MAX));
    let Some(group) = group else {
        return trees.map(|(_, nodes)| Row { present: None, nodes: nodes.clone() }).collect();
    };
    let slot = program.layout.slot(group, 0);
    let present = |wanted: usize| {
        let is =
            |op: &TruthOp| matches!(op, TruthOp::Present { group, row } if Some(group.slot) == slot && *row == wanted);
        program.truths.iter().position(is).map(|at| TruthId(at as u32))
    };
    trees.filter_map(|((_, row), nodes)| Some(Row { present: Some(present(*row)?), nodes: nodes.clone() })).collect()
}

impl Condition {
    fn of(of: Of, lines: Vec<Line>, rows: Vec<Row>) -> Self {
        Self { of, counts: vec![Counts::default(); lines.len()], lines, rows }
    }

    fn add(&mut self, table: &Table, used: u64) {
        for row in &self.rows {
            let lanes = row.present.map_or(used, |present| used & table.truths(present).yes);
            let truths: Vec<Truths> = row.nodes.iter().map(|node| table.truths(*node)).collect();
            let whole = truths.first().copied().unwrap_or(Truths::UNKNOWN);
            let alone = alone(&self.lines, &truths);
            for ((counts, line), alone) in self.counts.iter_mut().zip(&truths).zip(&alone) {
                counts.add(Outcome::Met, lanes & line.yes);
                counts.add(Outcome::NotMet, lanes & line.no());
                counts.add(Outcome::Unknown, lanes & line.unknown());
                counts.add(Outcome::DecidedMet, lanes & alone & whole.yes);
                counts.add(Outcome::DecidedNotMet, lanes & alone & whole.no());
            }
        }
    }
}

/// By line: the lanes in which the whole is one way or the other just as this line is.
///
/// It is so where the group settles the whole and the line settles its group. More cannot be: were the whole met with the group
/// unknown, it would be met with the group either way, as filling in an unknown never turns what is settled. Where a line is
/// unknown itself, the whole is too, and neither counts.
fn alone(lines: &[Line], truths: &[Truths]) -> Vec<u64> {
    let mut alone = vec![0; lines.len()];
    if let Some(whole) = alone.first_mut() {
        *whole = !0;
    }
    for (at, group) in lines.iter().enumerate().filter(|(_, line)| line.is_group()) {
        let above = alone.get(at).copied().unwrap_or(0);
        let of = || group.of.iter().filter_map(|line| Some((*line, *truths.get(*line)?)));
        // Of the lines of a group, some number must hold. One of them settles it where one less of the others hold, and none
        // of the others is unknown.
        let Some(others) = group.needs().checked_sub(1) else { continue };
        let (held, held_with) = (exactly(others, of()), exactly(others + 1, of()));
        let (mut once, mut twice) = (0, 0);
        for (_, line) in of() {
            (once, twice) = (once | line.unknown(), twice | (once & line.unknown()));
        }
        for (line, truth) in of() {
            let known = !twice & (!once | truth.unknown());
            if let Some(alone) = alone.get_mut(line) {
                *alone = above & known & ((held_with & truth.yes) | (held & !truth.yes));
            }
        }
    }
    alone
}

/// The lanes in which exactly so many of the lines are met.
fn exactly(count: usize, of: impl Iterator<Item = (usize, Truths)> + Clone) -> u64 {
    let met =
        |least| Truths::at_least(least, of.clone().map(|(_, line)| Truths::from_sure(line.yes, !line.yes, 0))).yes;
    met(count) & !met(count + 1)
}
