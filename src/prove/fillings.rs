//! Two ways to fill in what one applicant has left open, and whether a single open question can tell them apart.
//!
//! A filling gives every open answer that is surely asked and leaves blank what is not; what is known stays. A text that leaves
//! something open is said in clear words, and the rest of it stands. An answer that could not be read may stay as it is, and then
//! keeps the decision incomplete as it does now.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::applicants::{self, State};
use super::axes::Axes;
use super::form::{self, Side, Value};
use super::held::Held;
use super::known::Known;
use super::near::Readers;
use super::problem::{Found, Literal};
use super::wordings::Wordings;
use super::{Asked, Goal, Prover};
use crate::answers::{self, Given, Sheet, Slot};
use crate::language::{Comparison, Safety, Screening, Word as _};
use crate::pack::{Answer, Pack};
use crate::program::{Cone, Program};
use crate::value::Truth;

pub(super) const ONE: Side = Side(0);
const OTHER: Side = Side(1);
pub(super) const SIDES: [Side; 2] = [ONE, OTHER];

/// Conflicts after which a search gives up.
const CONFLICTS: u64 = 20_000;

/// Two fillings of one applicant's form. The second shares the first's answers but for those to one question, and to those that
/// are not always asked: where both fillings are asked one of these, they agree.
pub struct Fillings<'a> {
    prover: Prover<'a>,
    pack: &'a Pack,
    program: &'a Program,
    sheet: Sheet,
    /// Rules that are left out.
    without: Vec<usize>,
    readers: Rc<Readers>,
    /// By slot.
    held: Vec<Held>,
    /// Open questions, in the order of the form; a group stands for its rows.
    open: Vec<Slot>,
    /// Answers that could not be read.
    unread: BTreeSet<Slot>,
    /// Something could not be read whatever is answered.
    stuck: Literal,
    /// By side: for each answer that could not be read, that it stays so.
    stays: [Vec<(Slot, Literal)>; 2],
    /// The question in which the fillings may differ now, and that their outcomes do.
    varied: Option<(Slot, Literal)>,
}

/// A level that an axis reaches or exceeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reaches {
    Safety(Safety),
    Screening(Screening),
}

impl Reaches {
    fn goal(self, side: Side) -> Goal {
        match self {
            Self::Safety(level) => Goal::Safety(side, Comparison::AtLeast, level),
            Self::Screening(level) => Goal::Screening(side, Comparison::AtLeast, level),
        }
    }
}

/// What a search for two fillings came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Pair {
    Found(Box<[Sheet; 2]>),
    /// There are none. `every_text`: whatever is written into free texts.
    Never {
        every_text: bool,
    },
    GaveUp,
}

impl<'a> Fillings<'a> {
    pub fn new(pack: &'a Pack, program: &'a Program, sheet: &Sheet) -> Self {
        let asked = Asked::of(pack, program);
        let mut whole = Self::of(pack, program, sheet, &Wordings::of(&[asked, asked]), Vec::new());
        let known = Known { pack, program, sheet };
        let open = whole.open.iter().map(|slot| (*slot, known.slots(*slot).into_iter().collect()));
        whole.readers = Rc::new(Readers::new(program, open));
        whole
    }

    /// Among few rules. Whatever no two fillings show here they do not show among all rules: others can only drown a difference.
    /// Also the questions that these rules read.
    pub fn near(&self, slot: Slot) -> Option<(Self, BTreeSet<Slot>)> {
        let near = self.readers.near(slot)?;
        let without = (0..self.program.rules.len()).filter(|rule| !near.rules.contains(rule)).collect();
        let mut small = Self::of(self.pack, self.program, &self.sheet, &self.prover.wordings, without);
        small.readers = Rc::clone(&self.readers);
        Some((small, near.slots))
    }

    fn of(
        pack: &'a Pack,
        program: &'a Program,
        sheet: &Sheet,
        wordings: &Rc<Wordings<'a>>,
        without: Vec<usize>,
    ) -> Self {
        let asked = Asked::of(pack, program);
        let places: Vec<Vec<Slot>> = sheet.problems.iter().map(|p| sheet.unread(&program.layout, p)).collect();
        let unread: BTreeSet<Slot> = places.iter().flatten().copied().collect();
        let known = Known { pack, program, sheet };
        let held: Vec<Held> = (0..program.layout.slots()).map(|at| known.held(Slot(at as u32), &unread)).collect();
        let prover = Prover::held(&[asked, asked], sheet.as_of, wordings, &held);
        let mut fillings = Self {
            prover,
            pack,
            program,
            sheet: sheet.clone(),
            without,
            readers: Rc::new(Readers::new(program, std::iter::empty())),
            held,
            open: Vec::new(),
            unread,
            stuck: Literal::of(places.iter().any(Vec::is_empty)),
            stays: [Vec::new(), Vec::new()],
            varied: None,
        };
        fillings.stand(ONE);
        // Everything is translated once, and what a question does not bear on is not translated again.
        for goal in fillings.outcomes() {
            fillings.prover.literal(&goal(ONE));
        }
        fillings.settle();
        let open = (0..).zip(&fillings.held).filter(|(at, held)| known.is_open(&fillings.prover, Slot(*at), held));
        fillings.open = open.map(|(at, _)| Slot(at)).collect();
        fillings
    }

    /// The open questions, in the order of the form.
    pub fn open(&self) -> &[Slot] {
        &self.open
    }

    /// Two fillings with other outcomes that answer alike whatever both are asked, but for one question.
    pub fn apart(&mut self, slot: Slot) -> Pair {
        let differ = self.vary(slot);
        self.pair(&[differ])
    }

    /// The same, where the first reads at least so grave and the second does not.
    pub fn apart_by(&mut self, slot: Slot, level: Reaches) -> Pair {
        self.vary(slot);
        let [one, other] = SIDES.map(|side| self.prover.literal(&level.goal(side)));
        // Either may be the graver one, and they are not alike: the second is told apart by what varies.
        let problem = &mut self.prover.space.problem;
        let differ = problem.differ(one, other);
        match self.pair(&[differ]) {
            Pair::Found(pair) if !self.prover.value(one) => {
                let [one, other] = *pair;
                Pair::Found(Box::new([other, one]))
            }
            pair => pair,
        }
    }

    fn pair(&mut self, wanted: &[Literal]) -> Pair {
        match self.prover.solve(wanted, true, CONFLICTS) {
            Found::Solution => Pair::Found(Box::new(SIDES.map(|side| self.filled(side)))),
            Found::GaveUp => Pair::GaveUp,
            Found::Nothing => {
                let problem = &self.prover.space.problem;
                let of_names = self.prover.space.texts.written().iter().any(|text| problem.rests_on(*text));
                let every_text = !of_names || self.prover.solve(wanted, false, CONFLICTS) == Found::Nothing;
                Pair::Never { every_text }
            }
        }
    }

    /// Lets the second filling differ from the first in one question, and no longer in another. That their outcomes differ.
    fn vary(&mut self, slot: Slot) -> Literal {
        if let Some((_, differ)) = self.varied.filter(|(varied, _)| *varied == slot) {
            return differ;
        }
        let known = Known { pack: self.pack, program: self.program, sheet: &self.sheet };
        let own: BTreeSet<Slot> = known.slots(slot).into_iter().collect();
        let gated = self.asked_by(&own);
        let varied: BTreeSet<Slot> = own.iter().chain(&gated).copied().collect();
        self.prover.vary(&self.held, &varied);
        self.stand(OTHER);
        let mut differ = Vec::new();
        for goal in self.outcomes() {
            let [one, other] = SIDES.map(|side| self.prover.literal(&goal(side)));
            differ.push(self.prover.space.problem.differ(one, other));
        }
        let differ = self.prover.space.problem.any(differ);
        self.settle();
        for slot in gated {
            let stays = self.stays.each_ref().map(|of| of.iter().find(|(of, _)| *of == slot).map(|(_, stays)| *stays));
            self.prover.agree(slot, stays);
        }
        self.varied = Some((slot, differ));
        differ
    }

    /// What is not always asked and may be asked, or no longer, where these answers are others: directly, or since what they ask
    /// for asks for it.
    fn asked_by(&self, own: &BTreeSet<Slot>) -> BTreeSet<Slot> {
        let Program { layout, asked, .. } = self.program;
        let gated = (0..).zip(&self.held).filter(|(_, held)| **held == Held::Perhaps).map(|(at, _)| Slot(at));
        let node = |slot: Slot| layout.question(slot).and_then(|(question, _)| asked.get(&question).copied());
        let gated: Vec<_> =
            gated.filter(|slot| !own.contains(slot)).filter_map(|slot| Some((slot, node(slot)?))).collect();
        let known = Known { pack: self.pack, program: self.program, sheet: &self.sheet };
        let mut found = BTreeSet::new();
        loop {
            let cone = Cone::of(self.program, &own.union(&found).copied().collect());
            let before = found.len();
            // A group with all its rows.
            let asked = gated.iter().filter(|(_, node)| cone.has_truth(*node));
            found.extend(asked.flat_map(|(slot, _)| known.slots(*slot)));
            if found.len() == before {
                return found;
            }
        }
    }

    /// Says of a side what is given and what stays unread.
    fn stand(&mut self, side: Side) {
        let stays = self.prover.may_stay_unread(side, &self.unread, self.stuck);
        for (at, _) in (0..).zip(&self.held).filter(|(_, held)| **held == Held::Perhaps) {
            self.prover.give_where_asked(side, Slot(at), &stays);
        }
        if let Some(place) = self.stays.get_mut(side.0) {
            *place = stays;
        }
        let Prover { space, sides, axes, .. } = &mut self.prover;
        if let (Some(of), Some(place)) = (sides.get_mut(side.0), axes.get_mut(side.0)) {
            *place = Some(Axes::of(space, of, &self.without));
        }
    }

    /// Everything two outcomes can differ in.
    fn outcomes(&self) -> Vec<Box<dyn Fn(Side) -> Goal>> {
        let mut goals: Vec<Box<dyn Fn(Side) -> Goal>> = Vec::new();
        for (level, _) in Safety::ALL {
            goals.push(Box::new(|side| Reaches::Safety(*level).goal(side)));
        }
        for (level, _) in Screening::ALL {
            goals.push(Box::new(|side| Reaches::Screening(*level).goal(side)));
        }
        let indications = self.program.indications.iter().filter(|rule| !self.without.contains(rule));
        for rule in indications.copied() {
            for truth in [Truth::Yes, Truth::No] {
                goals.push(Box::new(move |side| Goal::Rule(side, rule, truth)));
            }
        }
        goals
    }

    fn settle(&mut self) {
        let super::Space { problem, form, texts, .. } = &mut self.prover.space;
        texts.settle(problem, form);
    }

    /// A filling that reaches some levels and not others.
    pub fn reading(&mut self, reached: &[Reaches], not: &[Reaches]) -> (Found, Option<Sheet>) {
        let mut literals: Vec<Literal> = Vec::new();
        for level in reached {
            literals.push(self.prover.literal(&level.goal(ONE)));
        }
        for level in not {
            literals.push(!self.prover.literal(&level.goal(ONE)));
        }
        let found = self.prover.solve(&literals, true, CONFLICTS);
        let sheet = (found == Found::Solution).then(|| self.filled(ONE));
        (found, sheet)
    }

    /// A filling that gives one of [`Self::answers`] to an open question and reaches none of these levels. `None`: one that
    /// leaves it as it stands, which could not be read.
    pub fn answered(&mut self, slot: Slot, answer: Option<&answers::Value>, not: &[Reaches]) -> (Found, Option<Sheet>) {
        let mut literals = match answer {
            Some(answer) => self.pins(slot, answer),
            None => vec![self.stays(slot)],
        };
        for level in not {
            literals.push(!self.prover.literal(&level.goal(ONE)));
        }
        let found = self.prover.solve(&literals, true, CONFLICTS);
        let sheet = (found == Found::Solution).then(|| self.filled(ONE));
        (found, sheet)
    }

    fn stays(&self, slot: Slot) -> Literal {
        let stays = self.stays.get(ONE.0).and_then(|of| of.iter().find(|(of, _)| *of == slot));
        stays.map_or(Literal::NO, |(_, stays)| *stays)
    }

    /// That an open question is answered so: of a number, within its cell.
    fn pins(&mut self, slot: Slot, answer: &answers::Value) -> Vec<Literal> {
        let question = form::asked(self.pack, &self.program.layout, slot).map(|(question, _)| question);
        let Some(state) = question.map(|question| applicants::state(question, &Given::Value(answer.clone()), false))
        else {
            return vec![Literal::NO];
        };
        let super::Space { problem, form, .. } = &mut self.prover.space;
        let Some(at) = form.read_of(ONE, slot).map(|read| read.variable) else { return vec![Literal::NO] };
        let Some(variable) = form.variables.get_mut(at) else { return vec![Literal::NO] };
        match (&state, &mut variable.value) {
            (State::Number(least), Value::Number(order)) => {
                let beyond = order.limits().find(|limit| limit > least);
                let from = order.at_least(problem, *least);
                let beyond = beyond.map_or(Literal::NO, |beyond| order.at_least(problem, beyond));
                vec![variable.given, from, !beyond]
            }
            _ => vec![self.prover.same(at, &state)],
        }
    }

    /// Answers to an open question that rules may tell apart, the mildest first. Of a group only that it is empty.
    pub fn answers(&self, slot: Slot) -> Vec<answers::Value> {
        let space = &self.prover.space;
        let read = space.form.read_of(ONE, slot);
        let question = form::asked(self.pack, &self.program.layout, slot).map(|(question, _)| question);
        let (Some(read), Some(question)) = (read, question) else { return Vec::new() };
        let states: Vec<State> = match space.form.variables.get(read.variable).map(|variable| &variable.value) {
            Some(Value::YesNo(_)) => [false, true].map(State::YesNo).into(),
            Some(Value::Number(_)) if matches!(question.answer, Answer::Group { .. }) => vec![State::Number(0)],
            Some(Value::Number(order)) => order.cells().into_iter().map(State::Number).collect(),
            Some(Value::Options { options, several, .. }) => {
                let one = options.iter().map(|(id, _)| State::Options(vec![id.clone()]));
                let nothing = *several && super::options::none(question).is_none();
                one.chain(nothing.then(|| State::Options(Vec::new()))).collect()
            }
            Some(Value::Text) => space.texts.samples(read.variable).into_iter().map(State::Text).collect(),
            None => Vec::new(),
        };
        states.iter().filter_map(|state| applicants::value(question, state, self.sheet.as_of)).collect()
    }

    /// Whether a search may find what the evaluator does not confirm, since something was left out for having too many cases.
    pub fn is_opaque(&self) -> bool {
        self.prover.is_opaque()
    }

    /// Variables of the problem and searches so far.
    pub fn size(&self) -> (usize, u64) {
        self.prover.size()
    }

    /// The filling of the last solution; what was known stands as it was read.
    fn filled(&self, side: Side) -> Sheet {
        let space = &self.prover.space;
        let applicant = applicants::of_solution(&space.problem, &space.form, &space.texts);
        let made = self.prover.sheet(&applicant, side);
        let mut filled = self.sheet.clone();
        let of_side = self.stays.get(side.0).map(Vec::as_slice).unwrap_or_default();
        let stays = |slot: Slot| of_side.iter().any(|(of, stays)| *of == slot && space.problem.value(*stays));
        let known = Known { pack: self.pack, program: self.program, sheet: &self.sheet };
        for slot in self.open.iter().flat_map(|open| known.slots(*open)).filter(|slot| !stays(*slot)) {
            match made.answers.get(&slot) {
                Some(given) => filled.answers.insert(slot, given.clone()),
                None => filled.answers.remove(&slot),
            };
        }
        filled.problems.retain(|problem| {
            let places = self.sheet.unread(&self.program.layout, problem);
            places.is_empty() || places.iter().any(|slot| stays(*slot))
        });
        filled
    }
}
