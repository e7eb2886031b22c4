//! Turns the programs of one or two packs into a finite problem over all possible answers, and its solutions into applicants.
//!
//! Every answer is a variable with its *unknown*; numbers and dates are cut where rules compare them; a program's nodes become
//! literals that say for all answers at once what the evaluator finds for each. A search finds an applicant, proves that there
//! is none, or gives up. An applicant that is found is judged by the evaluator before anybody hears of it.

mod aggregates;
mod applicants;
mod axes;
mod form;
mod goals;
mod numbers;
mod order;
mod ordinary;
mod problem;
mod rails;
mod samples;
mod texts;
mod translate;
mod witness;

pub use applicants::{Applicant, State};
pub use form::Side;
pub use goals::Goal;
pub use problem::{Certificate, Found, Literal};
pub use witness::Witness;

use crate::answers::Sheet;
use crate::language::{Safety, Screening};
use crate::pack::Pack;
use crate::program::Program;
use crate::value::Date;
use axes::Axes;
use form::{Form, Reader};
use goals::Judge;
use problem::Problem;
use texts::Texts;
use translate::{Space, Translation};

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
}

/// Packs, translated, with everything that is known so far.
pub struct Prover<'a> {
    space: Space<'a>,
    sides: Vec<Translation<'a>>,
    axes: Vec<Axes>,
    judge: Judge<'a>,
    /// By variable: what an ordinary applicant answers, from whom examples differ as little as can be. Found when first needed.
    ordinary: Applicant,
    /// By variable: that the answer is another than the ordinary one.
    notable: Vec<Literal>,
}

impl<'a> Prover<'a> {
    pub fn new(asked: &[Asked<'a>], as_of: Date) -> Self {
        Self::certified(asked, as_of, false)
    }

    /// `certified`: keeps what a certificate needs, at the cost of memory.
    pub fn certified(asked: &[Asked<'a>], as_of: Date, certified: bool) -> Self {
        let mut problem = Problem::new(certified);
        let readers: Vec<Reader> =
            asked.iter().map(|a| Reader { pack: a.pack, layout: &a.program.layout, sheet: a.sheet }).collect();
        let form = Form::new(&mut problem, &readers, as_of);
        let packs: Vec<(&Pack, &'a Program)> = asked.iter().map(|a| (a.pack, a.program)).collect();
        let texts = Texts::new(&packs);
        let mut space = Space { problem, form, texts, as_of };
        let mut sides: Vec<Translation> =
            asked.iter().enumerate().map(|(at, a)| Translation::new(a.pack, a.program, Side(at))).collect();
        let axes = sides.iter_mut().map(|side| Axes::of(&mut space, side)).collect();
        let Space { problem, form, texts, .. } = &mut space;
        texts.settle(problem, form);
        let judge = Judge::new(&sides);
        Self { space, sides, axes, judge, ordinary: Vec::new(), notable: Vec::new() }
    }

    /// The literal that says a goal is reached.
    pub fn literal(&mut self, goal: &Goal) -> Literal {
        goal.literal(&mut self.space, &mut self.sides, &self.axes)
    }

    /// Looks for an applicant who reaches all goals.
    pub fn ask(&mut self, goals: &[Goal]) -> Answer {
        let literals: Vec<Literal> = goals.iter().map(|goal| self.literal(goal)).collect();
        self.ask_with(goals, &literals)
    }

    /// The same, with the goals as literals and perhaps more that the evaluator does not judge.
    pub fn ask_with(&mut self, goals: &[Goal], literals: &[Literal]) -> Answer {
        let (found, every_text) = self.search(literals);
        match found {
            Found::Nothing => Answer::Proved { every_text },
            Found::GaveUp => Answer::GaveUp,
            Found::Solution => self.witness(goals, literals),
        }
    }

    /// Whether there is a solution, and of a proof whether it holds for every text.
    pub fn search(&mut self, literals: &[Literal]) -> (Found, bool) {
        let written = self.space.texts.written();
        let assumed: Vec<Literal> = written.iter().chain(literals).copied().collect();
        let problem = &mut self.space.problem;
        let found = problem.solve(&assumed);
        if found != Found::Nothing || !written.iter().any(|written| problem.rests_on(*written)) {
            return (found, true);
        }
        let every_text = problem.solve(literals) == Found::Nothing;
        (Found::Nothing, every_text)
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

    /// The applicant whose sheet a pack reads, as every pack of the form would read it.
    pub fn applicant(&self, sheet: &Sheet, side: Side) -> Applicant {
        let Some(of) = self.sides.get(side.0) else { return Vec::new() };
        applicants::of_sheet(&self.space.form, sheet, (of.pack, &of.program.layout), side)
    }

    /// That the answers of these variables are those of an applicant.
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

    /// What a rule is for the one applicant that literals allow; `None` where they allow none.
    pub fn settled(&mut self, pins: &[Literal], goals: &[Goal]) -> Option<Vec<bool>> {
        let literals: Vec<Literal> = goals.iter().map(|goal| self.literal(goal)).collect();
        let found = self.space.problem.solve(pins) == Found::Solution;
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

    /// What an ordinary applicant answers.
    pub fn ordinary(&mut self) -> &Applicant {
        self.find_ordinary();
        &self.ordinary
    }

    /// For the last proof, where certificates are kept.
    pub fn certificate(&self, assumed: &[Literal]) -> Option<Certificate> {
        self.space.problem.certificate(assumed)
    }

    /// Variables of the problem and searches so far.
    pub fn size(&self) -> (usize, u64) {
        (self.space.problem.variables(), self.space.problem.searches)
    }
}
