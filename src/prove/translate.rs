//! Turns the truths of a program into literals over a form: every node says, for all answers at once, what the evaluator would
//! find for each.

use std::collections::HashMap;

use super::form::{Form, Side};
use super::numbers::End;
use super::problem::{Literal, Problem};
use super::rails::Rails;
use super::texts::Texts;
use crate::answers::Slot;
use crate::language::Comparison;
use crate::pack::{Answer, Pack};
use crate::program::{ChoiceSource, Cone, Leaf, LookupCell, NumberId, Program, TruthId, TruthOp};
use crate::terms::ListId;
use crate::value::{Date, Scaled};

/// The clauses, the answers and the texts that translations share.
pub struct Space<'a> {
    pub problem: Problem,
    pub form: Form,
    pub texts: Texts<'a>,
    /// The day of the decisions: ages and days since an event are counted to it.
    pub as_of: Date,
}

/// One program over the answers of a space.
pub struct Translation<'a> {
    pub pack: &'a Pack,
    pub program: &'a Program,
    pub side: Side,
    truths: Vec<Option<Rails>>,
    pub(super) limits: HashMap<(NumberId, End, i64), Literal>,
    /// Nodes whose arithmetic has too many cases: they may be anything, so a proof still holds and a solution may not.
    pub opaque: bool,
}

impl<'a> Translation<'a> {
    pub fn new(pack: &'a Pack, program: &'a Program, side: Side) -> Self {
        let truths = vec![None; program.truths.len()];
        Self { pack, program, side, truths, limits: HashMap::new(), opaque: false }
    }

    /// The same over answers that differ in some slots: what reads none of them is taken over.
    pub fn varied(of: &Self, side: Side, cone: &Cone) -> Self {
        let mut truths = of.truths.clone();
        for (truth, at) in truths.iter_mut().zip(0..) {
            if cone.has_truth(TruthId(at)) {
                *truth = None;
            }
        }
        let limits = of.limits.iter().filter(|((id, ..), _)| !cone.has_number(*id)).map(|(key, limit)| (*key, *limit));
        Self { pack: of.pack, program: of.program, side, truths, limits: limits.collect(), opaque: of.opaque }
    }

    /// What a node is. Nodes stand in dependency order, so the recursion is as deep as conditions are.
    pub fn truth(&mut self, space: &mut Space, id: TruthId) -> Rails {
        if let Some(Some(known)) = self.truths.get(id.0 as usize) {
            return *known;
        }
        let program = self.program;
        let rails = program.truth(id).map_or(Rails::UNKNOWN, |op| self.op(space, op));
        // So it is by what the node is made of: said of each, the search need not find it out.
        space.problem.clause(&[!rails.yes, !rails.no]);
        if let Some(place) = self.truths.get_mut(id.0 as usize) {
            *place = Some(rails);
        }
        rails
    }

    fn each(&mut self, space: &mut Space, of: &[TruthId]) -> Vec<Rails> {
        of.iter().map(|id| self.truth(space, *id)).collect()
    }

    fn op(&mut self, space: &mut Space, op: &TruthOp) -> Rails {
        match op {
            TruthOp::Constant(true) => Rails::YES,
            TruthOp::Constant(false) => Rails::NO,
            TruthOp::Undetermined => Rails::UNKNOWN,
            TruthOp::YesNo(leaf) => {
                let yes = match space.form.variable(self.side, leaf.slot).map(|v| &v.value) {
                    Some(super::form::Value::YesNo(yes)) => *yes,
                    _ => return Rails::UNKNOWN,
                };
                self.read(space, *leaf, yes, !yes)
            }
            TruthOp::Not(of) => !self.truth(space, *of),
            TruthOp::All(of) => {
                let of = self.each(space, of);
                Rails::all(&mut space.problem, &of)
            }
            TruthOp::Any(of) => {
                let of = self.each(space, of);
                Rails::any(&mut space.problem, &of)
            }
            TruthOp::AtLeast(count, of) => {
                let of = self.each(space, of);
                Rails::at_least(&mut space.problem, *count, &of)
            }
            TruthOp::Compare(left, operator, right) => self.compare(space, *left, *operator, *right),
            TruthOp::CompareWith(left, operator, right) => self.compare_with(space, *left, *operator, *right),
            TruthOp::OneOf(source, options) => {
                let (yes, no) = self.one_of(space, *source, |option| options >> (option & 127) & 1 == 1);
                match source {
                    ChoiceSource::Answer(leaf) | ChoiceSource::Lookup { text: leaf, .. } => {
                        self.read(space, *leaf, yes, no)
                    }
                    ChoiceSource::Fixed(_) => Rails::from_sure(&mut space.problem, yes, no, Literal::NO),
                }
            }
            TruthOp::Includes(leaf, options) => {
                let chosen =
                    self.options(leaf.slot).into_iter().filter(|(option, _)| options >> (option & 127) & 1 == 1);
                let chosen: Vec<Literal> = chosen.map(|(_, id)| space.form.option(self.side, leaf.slot, id)).collect();
                let yes = space.problem.any(chosen);
                self.read(space, *leaf, yes, !yes)
            }
            TruthOp::Mentions { text, list, past } => {
                let Some(at) = self.text(space, *text) else { return Rails::UNKNOWN };
                let (yes, possible) = space.texts.mentions(&mut space.problem, &space.form, at, *list, *past);
                self.read(space, *text, yes, !possible)
            }
            TruthOp::Matches(text, pattern) => {
                let Some(at) = self.text(space, *text) else { return Rails::UNKNOWN };
                let (yes, possible) = space.texts.matches(&mut space.problem, &space.form, at, *pattern);
                self.read(space, *text, yes, !possible)
            }
            TruthOp::LookupYes { text, table, column } => {
                let cells = self.cells(space, *text, *table, *column);
                let of = |yes: bool| {
                    cells.iter().filter(move |(cell, _)| *cell == LookupCell::YesNo(yes)).map(|(_, at)| *at)
                };
                let (yes, no) = (space.problem.any(of(true)), space.problem.any(of(false)));
                self.read(space, *text, yes, no)
            }
            TruthOp::Answered(slot) => {
                let given = space.form.read_of(self.side, *slot).map_or(Literal::NO, |read| read.given);
                Rails { yes: given, no: !given, firm: Literal::NO }
            }
            TruthOp::Present { group, row } => {
                let has = self.at_least(space, group.slot, *row as i64 + 1);
                let (given, firm) = self.states(space, group.slot);
                let absent = self.absent(space, *group);
                let none = space.problem.and(given, !has);
                let no = space.problem.or(none, absent.yes);
                Rails::from_sure(&mut space.problem, has, no, firm)
            }
            TruthOp::RowHolds { present, condition } => {
                let (present, condition) = (self.truth(space, *present), self.truth(space, *condition));
                let problem = &mut space.problem;
                let yes = problem.and(present.yes, condition.yes);
                let fails = problem.and(present.yes, condition.no);
                let no = problem.or(present.no, fails);
                let firm = problem.and(present.yes, condition.firm);
                let firm = problem.or(firm, present.firm);
                Rails::from_sure(problem, yes, no, firm)
            }
        }
    }

    /// From where a given answer says yes (which implies that there is one) or no: a blank is unknown, and not asked is no.
    fn read(&mut self, space: &mut Space, leaf: Leaf, yes: Literal, no: Literal) -> Rails {
        let absent = self.absent(space, leaf);
        let (given, firm) = self.read_as(space, leaf.slot);
        let yes = space.form.readable(&mut space.problem, self.side, leaf.slot, yes);
        let problem = &mut space.problem;
        let no = problem.and(given, no);
        let no = problem.or(no, absent.yes);
        let firm = problem.or(firm, absent.firm);
        Rails::from_sure(problem, yes, no, firm)
    }

    /// Whether a slot is given and whether it is firmly unknown, as this pack can read it.
    pub(super) fn states(&self, space: &Space, slot: Slot) -> (Literal, Literal) {
        let firm = space.form.variable(self.side, slot).map_or(Literal::NO, |v| v.firm);
        (space.form.read_of(self.side, slot).map_or(Literal::NO, |read| read.given), firm)
    }

    /// The same, where a blank that reads as "none" counts as given.
    fn read_as(&self, space: &mut Space, slot: Slot) -> (Literal, Literal) {
        let (given, firm) = self.states(space, slot);
        let question = super::form::asked(self.pack, &self.program.layout, slot);
        let reads_blank = question.is_some_and(|(question, _)| super::form::reads_blank_as_none(question));
        let withheld = space.form.variable(self.side, slot).and_then(|v| v.withheld).filter(|_| reads_blank);
        match withheld {
            Some(withheld) => (space.problem.all([!firm, !withheld]), firm),
            None => (given, firm),
        }
    }

    /// Yes: blank and not asked. Unknown: blank, and it is unknown whether it is asked.
    pub(super) fn absent(&mut self, space: &mut Space, leaf: Leaf) -> Rails {
        let Some(asked) = leaf.asked else { return Rails::NO };
        let asked = self.truth(space, asked);
        let (given, _) = self.states(space, leaf.slot);
        let given = Rails { yes: given, no: !given, firm: Literal::NO };
        !given.or(&mut space.problem, asked)
    }

    /// A number answer is given, can be read, and is at least so much.
    pub(super) fn at_least(&self, space: &mut Space, slot: Slot, limit: i64) -> Literal {
        let Space { problem, form, .. } = space;
        let reached = form.order(self.side, slot).map_or(Literal::NO, |order| order.at_least(problem, limit));
        form.readable(problem, self.side, slot, reached)
    }

    fn text(&self, space: &Space, leaf: Leaf) -> Option<(usize, usize)> {
        Some((self.side.0, space.form.read_of(self.side, leaf.slot)?.variable))
    }

    /// The options of a choice as this pack numbers them.
    pub(super) fn options(&self, slot: Slot) -> Vec<(u8, &'a str)> {
        let question = self.program.layout.question(slot).and_then(|(q, _)| self.pack.questions.get(q.index()));
        match question.map(|q| &q.answer) {
            Some(Answer::Choice { options, .. } | Answer::Choices { options, .. }) => {
                options.iter().enumerate().map(|(at, option)| (at as u8, option.id.as_str())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The known cells that a text may look up, and where it does.
    pub(super) fn cells(
        &self,
        space: &mut Space,
        text: Leaf,
        table: ListId,
        column: usize,
    ) -> Vec<(LookupCell, Literal)> {
        let (Some(at), Some(of)) = (self.text(space, text), self.program.table(table)) else { return Vec::new() };
        let number = usize::from(table.0).saturating_sub(self.program.term_lists);
        let rows = space.texts.rows(&mut space.problem, &space.form, at, number);
        let cell = |row: usize| *of.rows.get(row)?.get(column)?;
        rows.into_iter().filter_map(|(row, at)| Some((cell(row)?, at))).collect()
    }

    /// Where an option that a source gives is surely, and surely not, one of those wanted; given answers only.
    fn one_of(&self, space: &mut Space, source: ChoiceSource, wanted: impl Fn(u8) -> bool) -> (Literal, Literal) {
        let known = self.codes(space, source);
        let (mut yes, mut no) = (Vec::new(), Vec::new());
        for (option, at) in known {
            if wanted(option) { yes.push(at) } else { no.push(at) }
        }
        let yes = space.problem.any(yes);
        // A choice that is given and none of these is another; a text may look nothing up.
        let no = if matches!(source, ChoiceSource::Answer(_)) { !yes } else { space.problem.any(no) };
        (yes, no)
    }

    /// The options that a source may give, and where it does.
    pub(super) fn codes(&self, space: &mut Space, source: ChoiceSource) -> Vec<(u8, Literal)> {
        match source {
            ChoiceSource::Fixed(option) => vec![(option, Literal::YES)],
            ChoiceSource::Answer(leaf) => {
                let Space { problem, form, .. } = space;
                let option = |(option, id)| {
                    let chosen = form.option(self.side, leaf.slot, id);
                    (option, form.readable(problem, self.side, leaf.slot, chosen))
                };
                self.options(leaf.slot).into_iter().map(option).collect()
            }
            ChoiceSource::Lookup { text, table, column } => {
                let mut options: Vec<(u8, Vec<Literal>)> = Vec::new();
                for (cell, at) in self.cells(space, text, table, column) {
                    let LookupCell::Choice(option) = cell else { continue };
                    match options.iter_mut().find(|(known, _)| *known == option) {
                        Some((_, of)) => of.push(at),
                        None => options.push((option, vec![at])),
                    }
                }
                options.into_iter().map(|(option, of)| (option, space.problem.any(of))).collect()
            }
        }
    }

    fn compare_with(&mut self, space: &mut Space, left: NumberId, operator: Comparison, right: Scaled) -> Rails {
        let mut limit = |this: &mut Self, end, value| this.limit(space, left, end, value);
        let beyond = right.saturating_add(1);
        let (sure, never) = match operator {
            Comparison::AtLeast => (limit(self, End::Low, right), !limit(self, End::High, right)),
            Comparison::Greater => (limit(self, End::Low, beyond), !limit(self, End::High, beyond)),
            Comparison::Less => (!limit(self, End::High, right), limit(self, End::Low, right)),
            Comparison::AtMost => (!limit(self, End::High, beyond), limit(self, End::Low, beyond)),
            Comparison::Equal | Comparison::NotEqual => {
                let (low, high) = (limit(self, End::Low, right), limit(self, End::High, right));
                let (above, up) = (limit(self, End::Low, beyond), limit(self, End::High, beyond));
                let equal = space.problem.and(low, !up);
                let apart = space.problem.or(above, !high);
                if operator == Comparison::Equal { (equal, apart) } else { (apart, equal) }
            }
        };
        let (absent, firm) = (self.absence(space, left), self.firmness(space, left));
        met_where_present(&mut space.problem, sure, never, absent, firm)
    }

    fn compare(&mut self, space: &mut Space, left: NumberId, operator: Comparison, right: NumberId) -> Rails {
        // `a` at one end is at least, or more than, `b` at one end.
        let mut reaches =
            |this: &mut Self, a: (NumberId, End), more: i64, b: (NumberId, End)| this.reaches(space, a, more, b);
        let (l, r) = (left, right);
        let (sure, never) = match operator {
            Comparison::AtLeast => {
                (reaches(self, (l, End::Low), 0, (r, End::High)), !reaches(self, (l, End::High), 0, (r, End::Low)))
            }
            Comparison::Greater => {
                (reaches(self, (l, End::Low), 1, (r, End::High)), !reaches(self, (l, End::High), 1, (r, End::Low)))
            }
            Comparison::Less => {
                (!reaches(self, (l, End::High), 0, (r, End::Low)), reaches(self, (l, End::Low), 0, (r, End::High)))
            }
            Comparison::AtMost => {
                (!reaches(self, (l, End::High), 1, (r, End::Low)), reaches(self, (l, End::Low), 1, (r, End::High)))
            }
            Comparison::Equal | Comparison::NotEqual => {
                // Equal for certain: low ends at least the other's high ends, both ways.
                let (a, b) =
                    (reaches(self, (l, End::Low), 0, (r, End::High)), reaches(self, (r, End::Low), 0, (l, End::High)));
                let (c, d) =
                    (reaches(self, (l, End::Low), 1, (r, End::High)), reaches(self, (r, End::Low), 1, (l, End::High)));
                let equal = space.problem.and(a, b);
                let apart = space.problem.or(c, d);
                if operator == Comparison::Equal { (equal, apart) } else { (apart, equal) }
            }
        };
        let (la, ra) = (self.absence(space, left), self.absence(space, right));
        let absent = la.or(&mut space.problem, ra);
        let (lf, rf) = (self.firmness(space, left), self.firmness(space, right));
        let firm = space.problem.or(lf, rf);
        met_where_present(&mut space.problem, sure, never, absent, firm)
    }
}

/// A comparison with nothing is not met; with what is perhaps nothing it is not surely met.
fn met_where_present(problem: &mut Problem, sure: Literal, never: Literal, absent: Rails, firm: Literal) -> Rails {
    let yes = problem.and(sure, absent.no);
    let no = problem.or(never, absent.yes);
    let firm = problem.or(firm, absent.firm);
    Rails::from_sure(problem, yes, no, firm)
}
