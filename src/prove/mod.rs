//! Turns the programs of one or two packs into a finite problem over all possible answers, and its solutions into applicants.
//!
//! Every answer is a variable with its *unknown*; numbers and dates are cut where rules compare them; a program's nodes become
//! literals that say for all answers at once what the evaluator finds for each. A search finds an applicant, proves that there
//! is none, or gives up. An applicant that is found is judged by the evaluator before anybody hears of it.

mod aggregates;
mod alike;
mod applicants;
mod axes;
mod distinct;
mod filled;
mod fillings;
mod form;
mod goals;
mod held;
mod known;
mod literal;
mod near;
mod nearest;
mod numbers;
mod options;
mod order;
mod ordinary;
mod paired;
mod phrases;
mod problem;
mod rails;
mod reader;
mod samples;
mod search;
mod texts;
mod translate;
mod values;
mod withheld;
mod witness;
mod wordings;

pub use applicants::{Applicant, State};
pub use fillings::{Fillings, Pair, Reaches};
pub use form::Side;
pub use goals::Goal;
pub use nearest::{Budget, Nearest, Other, Others, Smallest};
pub use problem::{Certificate, Found, Literal};
pub use rails::Rails;
pub use withheld::{WHOLE, WITHHELD};
pub use witness::Witness;

use std::cell::OnceCell;
use std::rc::Rc;

use crate::answers::{Sheet, Slot};
use crate::language::{Comparison, Safety, Screening, Word as _};
use crate::pack::{Pack, QuestionId};
use crate::program::Program;
use crate::value::Date;
use axes::Axes;
use form::Form;
use goals::Judge;
use held::Held;
use problem::{MAX_CONFLICTS, Problem};
use reader::Reader;
use texts::Texts;
use translate::{Space, Translation};
use wordings::Wordings;

/// What a question over all possible answers came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// There is no such applicant. `every_text`: whatever is written into free texts; otherwise for texts made of the names of
    /// the packs' lists, in each way a text can mention them.
    Proved { every_text: bool },
    /// Here is one; the evaluator agrees.
    Found(Box<Witness>),
    /// Neither is known.
    GaveUp,
    /// The search found this applicant and the evaluator does not agree: a fault of this program, never of the pack.
    Disagreed(Box<Applicant>),
}

/// One pack that is asked about, and the sheet of answers that it reads: packs with equal numbers read the same answers.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub pack: &'a Pack,
    pub program: &'a Program,
    pub sheet: usize,
    /// A question that this one answers apart from the others of its sheet.
    pub apart: Option<&'a str>,
}

impl<'a> Asked<'a> {
    pub fn of(pack: &'a Pack, program: &'a Program) -> Self {
        Self { pack, program, sheet: 0, apart: None }
    }
}

/// Packs, translated, with everything that is known so far.
pub struct Prover<'a> {
    asked: Vec<Asked<'a>>,
    wordings: Rc<Wordings<'a>>,
    space: Space<'a>,
    sides: Vec<Translation<'a>>,
    /// Made when first asked for.
    axes: Vec<Option<Axes>>,
    judge: Judge<'a>,
    /// By variable: what an ordinary applicant answers, from whom examples differ as little as can be. Found when first needed,
    /// and shared by all provers of the same packs.
    ordinary: Rc<OnceCell<Applicant>>,
    /// By variable: that the answer is another than the ordinary one; and how much was asked of texts when that was said.
    notable: (usize, Vec<Literal>),
    /// The second of two sheets is the first with answers withheld.
    withholds: bool,
}

impl<'a> Prover<'a> {
    pub fn new(asked: &[Asked<'a>], as_of: Date) -> Self {
        Self::with(asked, as_of, &Wordings::of(asked), false)
    }

    /// Keeps what certificates need, at the cost of memory.
    pub fn certified(asked: &[Asked<'a>], as_of: Date) -> Self {
        Self::with(asked, as_of, &Wordings::of(asked), true)
    }

    fn with(asked: &[Asked<'a>], as_of: Date, wordings: &Rc<Wordings<'a>>, certified: bool) -> Self {
        Self::of(asked, as_of, wordings, certified, &[])
    }

    fn of(asked: &[Asked<'a>], as_of: Date, wordings: &Rc<Wordings<'a>>, certified: bool, held: &[Held]) -> Self {
        let mut problem = Problem::new(certified);
        let reader = |a: &Asked<'a>| {
            let (pack, layout) = (a.pack, &a.program.layout);
            Reader { pack, layout, sheet: a.sheet, apart: a.apart, held }
        };
        let readers: Vec<Reader> = asked.iter().map(reader).collect();
        let form = Form::new(&mut problem, &readers, as_of);
        let space = Space { problem, form, texts: Texts::new(Rc::clone(wordings)), as_of };
        let sides: Vec<Translation> =
            asked.iter().enumerate().map(|(at, a)| Translation::new(a.pack, a.program, Side(at))).collect();
        let judge = Judge::new(&sides);
        let axes = vec![None; sides.len()];
        let (asked, wordings) = (asked.to_vec(), Rc::clone(wordings));
        let notable = (0, Vec::new());
        Self { asked, wordings, space, sides, axes, judge, ordinary: Rc::default(), notable, withholds: false }
    }

    /// The same packs and the same ordinary applicant, with nothing translated yet: for questions about few rules, which are
    /// settled much sooner where nothing else is in the way.
    pub fn afresh(&self) -> Prover<'a> {
        let mut fresh = Self::with(&self.asked, self.space.as_of, &self.wordings, false);
        fresh.ordinary = Rc::clone(&self.ordinary);
        fresh
    }

    /// The same about other sides of the same pack, with nothing translated yet.
    pub fn again(&self, asked: &[Asked<'a>]) -> Prover<'a> {
        Self::with(asked, self.space.as_of, &self.wordings, false)
    }

    /// That a question is answered so, as a side reads it.
    pub fn answers(&mut self, side: Side, question: QuestionId, state: &State) -> Literal {
        let slot = self.sides.get(side.0).and_then(|of| of.program.layout.slot(question, 0));
        let read = slot.and_then(|slot| self.space.form.read_of(side, slot));
        read.map_or(Literal::NO, |read| self.same(read.variable, state))
    }

    /// That the second side's outcome is milder than the first's on one of the axes, with some rules left out on both.
    pub fn milder(&mut self, before: Side, after: Side, without: &[usize]) -> Literal {
        let mut levels = Vec::new();
        for (safety, _) in Safety::ALL {
            levels.push((
                Goal::Safety(before, Comparison::AtLeast, *safety),
                Goal::Safety(after, Comparison::Less, *safety),
            ));
        }
        for (screening, _) in Screening::ALL {
            let reached = Goal::Screening(before, Comparison::AtLeast, *screening);
            levels.push((reached, Goal::Screening(after, Comparison::Less, *screening)));
        }
        let mut ways = Vec::new();
        for (reached, lost) in levels {
            let (reached, lost) = (self.besides(before, without, &reached), self.besides(after, without, &lost));
            ways.push(self.space.problem.and(reached, lost));
        }
        self.space.problem.any(ways)
    }

    /// The literal that says a goal is reached.
    pub fn literal(&mut self, goal: &Goal) -> Literal {
        match goal {
            Goal::Rule(side, rule, truth) => {
                let rails = self.rule(*side, *rule);
                rails.is(&mut self.space.problem, *truth)
            }
            Goal::Firm(side, rule) => self.rule(*side, *rule).firm,
            Goal::Node(side, id, truth) => {
                let rails = self.sides.get_mut(side.0).map_or(Rails::UNKNOWN, |of| of.truth(&mut self.space, *id));
                rails.is(&mut self.space.problem, *truth)
            }
            Goal::Safety(side, operator, level) => match self.axes(*side) {
                Some(axes) => axes.safety(&mut self.space, *operator, *level),
                None => Literal::NO,
            },
            Goal::Screening(side, operator, level) => match self.axes(*side) {
                Some(axes) => axes.screening(&mut self.space, *operator, *level),
                None => Literal::NO,
            },
            Goal::Consistent(side) => match self.sides.get_mut(side.0) {
                Some(of) => axes::consistent(&mut self.space, of),
                None => Literal::NO,
            },
            Goal::Agrees(side, question) => match self.sides.get_mut(side.0) {
                Some(of) => axes::agrees(&mut self.space, of, *question),
                None => Literal::NO,
            },
            Goal::All(of) => {
                let of: Vec<Literal> = of.iter().map(|goal| self.literal(goal)).collect();
                self.space.problem.all(of)
            }
            Goal::Any(of) => {
                let of: Vec<Literal> = of.iter().map(|goal| self.literal(goal)).collect();
                self.space.problem.any(of)
            }
            Goal::AtLeast(count, of) => {
                let of: Vec<Literal> = of.iter().map(|goal| self.literal(goal)).collect();
                self.space.problem.at_least(*count, of)
            }
            Goal::Not(of) => !self.literal(of),
        }
    }

    /// What a rule is, for all answers: rules with equal rails find the same.
    pub fn rule(&mut self, side: Side, rule: usize) -> Rails {
        let Some(of) = self.sides.get_mut(side.0) else { return Rails::UNKNOWN };
        let node = of.program.rules.get(rule).and_then(|nodes| nodes.first()).copied();
        node.map_or(Rails::UNKNOWN, |node| of.truth(&mut self.space, node))
    }

    fn axes(&mut self, side: Side) -> Option<Axes> {
        let known = self.axes.get_mut(side.0)?;
        if known.is_none() {
            *known = Some(Axes::of(&mut self.space, self.sides.get_mut(side.0)?, &[]));
        }
        *known
    }

    /// A goal on an axis of a side, with some of its rules left out.
    pub fn besides(&mut self, side: Side, rules: &[usize], goal: &Goal) -> Literal {
        let Some(of) = self.sides.get_mut(side.0) else { return Literal::NO };
        let axes = Axes::of(&mut self.space, of, rules);
        match goal {
            Goal::Safety(_, operator, level) => axes.safety(&mut self.space, *operator, *level),
            Goal::Screening(_, operator, level) => axes.screening(&mut self.space, *operator, *level),
            other => self.literal(other),
        }
    }

    /// Whether anything was left out of the translation for having too many cases.
    pub fn is_opaque(&self) -> bool {
        self.sides.iter().any(|side| side.opaque)
    }

    /// What a pack reads of an applicant.
    pub fn sheet(&self, applicant: &Applicant, side: Side) -> Sheet {
        let Some(of) = self.sides.get(side.0) else { return Sheet::new("made-up", self.space.as_of) };
        applicants::sheet(&self.space.form, applicant, (of.pack, &of.program.layout), side, self.space.as_of).0
    }

    /// Whether a pack can read everything that an applicant answers on its form.
    pub fn can_read(&self, applicant: &Applicant, side: Side) -> bool {
        let Some(of) = self.sides.get(side.0) else { return false };
        applicants::sheet(&self.space.form, applicant, (of.pack, &of.program.layout), side, self.space.as_of).1
    }

    /// The applicant whose sheet a pack reads, as every pack of the form would read it.
    pub fn applicant(&self, sheet: &Sheet, side: Side) -> Applicant {
        let Some(of) = self.sides.get(side.0) else { return Vec::new() };
        applicants::of_sheet(&self.space.form, sheet, (of.pack, &of.program.layout), side)
    }

    /// That the answers of these variables are those of an applicant: in texts, what they say of what was asked so far.
    pub fn pins(&mut self, applicant: &Applicant, wanted: impl Fn(usize) -> bool) -> Vec<Literal> {
        let mut pins = Vec::new();
        for (at, state) in applicant.iter().enumerate().filter(|(at, _)| wanted(*at)) {
            match (state, self.space.form.variables.get(at)) {
                (State::Text(text), Some(variable)) => {
                    pins.push(variable.given);
                    pins.extend(self.space.texts.pins(at, text));
                }
                _ => pins.push(self.same(at, state)),
            }
        }
        pins
    }

    /// Which goals one applicant reaches by the translation; `None` where the form allows no such applicant.
    pub fn settled(&mut self, applicant: &Applicant, goals: &[Goal]) -> Option<Vec<bool>> {
        let literals: Vec<Literal> = goals.iter().map(|goal| self.literal(goal)).collect();
        let pins = self.pins(applicant, |_| true);
        let found = self.solve(&pins, false, MAX_CONFLICTS) == Found::Solution;
        found.then(|| literals.iter().map(|literal| self.space.problem.value(*literal)).collect())
    }

    /// Both axes of an applicant by each side, from the evaluator.
    pub fn outcomes(&mut self, applicant: &Applicant) -> Vec<(Safety, Screening)> {
        self.judge.outcomes(&self.space, applicant)
    }

    /// The question and row of a variable, as files name it.
    pub fn question(&self, variable: usize) -> Option<(&str, usize)> {
        self.space.form.variables.get(variable).map(|v| (v.question.as_str(), v.row))
    }

    /// Where a side reads a variable.
    pub fn slot(&self, side: Side, variable: usize) -> Option<Slot> {
        let at = self.space.form.reads.get(side.0)?.iter().position(|read| read.variable == variable)?;
        Some(Slot(at as u32))
    }

    /// What an ordinary applicant answers.
    pub fn ordinary(&mut self) -> &Applicant {
        if self.ordinary.get().is_none() {
            // Everything is translated for it: not into a problem that was kept small.
            let found = if self.axes.iter().all(Option::is_some) {
                self.find_ordinary()
            } else {
                Self::with(&self.asked, self.space.as_of, &self.wordings, false).find_ordinary()
            };
            let _ = self.ordinary.set(found);
        }
        self.ordinary.get_or_init(Vec::new)
    }

    /// Variables of the problem and searches so far.
    pub fn size(&self) -> (usize, u64) {
        (self.space.problem.variables(), self.space.problem.searches)
    }
}
