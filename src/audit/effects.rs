//! Turns two programs over one form into what each rule and each axis does differently, over all possible answers: proved equal,
//! or shown by the smallest applicants that find a difference.

use super::change::{Axis, Direction, Shift, Verdict};
use super::compare::Side as Packs;
use super::example::example;
use super::region::{Features, regions};
use crate::language::{Comparison, Kind, Safety, Screening, Word as _};
use crate::program::{Effect, Raised};
use crate::prove::{Answer, Asked, Goal, Prover, Side, Witness};
use crate::value::{Date, Truth};

pub(super) const OLD: Side = Side(0);
pub(super) const NEW: Side = Side(1);

const GAVE_UP: &str = "the budget of the search ran out";

/// What a rule may be for somebody; `None` where there is no such rule.
const STATES: [Option<Truth>; 4] = [None, Some(Truth::No), Some(Truth::Unknown), Some(Truth::Yes)];

/// Two packs over one form.
pub(super) struct Effects<'a> {
    pub packs: [Packs<'a>; 2],
    /// Everything translated; for questions about the axes.
    whole: Prover<'a>,
    /// What the search found and the evaluator did not confirm: faults of this program.
    pub faults: Vec<String>,
    /// All proofs so far hold whatever is written into free texts.
    pub every_text: bool,
}

/// The two places of a rule, old and new.
pub(super) type Place = (Option<usize>, Option<usize>);

impl<'a> Effects<'a> {
    pub fn new(old: Packs<'a>, new: Packs<'a>, as_of: Date) -> Self {
        let asked = |packs: Packs<'a>| Asked::of(packs.pack, packs.program);
        let whole = Prover::new(&[asked(old), asked(new)], as_of);
        let every_text = whole.reads_alike();
        Self { packs: [old, new], whole, faults: Vec::new(), every_text }
    }

    /// Whether two rules are the same literals and do the same: then nothing need be searched.
    pub fn is_identical(&mut self, old: usize, new: usize) -> bool {
        self.effect(OLD, Some(old)) == self.effect(NEW, Some(new))
            && self.kind(OLD, Some(old)) == self.kind(NEW, Some(new))
            && self.whole.rule(OLD, old) == self.whole.rule(NEW, new)
    }

    /// Whether two rules can be proved to find the same and do the same.
    pub fn is_proved_equal(&mut self, old: usize, new: usize) -> bool {
        self.is_identical(old, new)
            || self.effect(OLD, Some(old)) == self.effect(NEW, Some(new))
                && self.kind(OLD, Some(old)) == self.kind(NEW, Some(new))
                && self.rule((Some(old), Some(new))).0 == Verdict::Equal
    }

    /// How a rule compares, and what applicants may find differently.
    pub fn rule(&mut self, place: Place) -> (Verdict, Vec<Shift>) {
        if let (Some(old), Some(new)) = place
            && self.is_identical(old, new)
        {
            return (Verdict::Equal, Vec::new());
        }
        let mut small = self.whole.afresh();
        if let (Some(old), Some(new)) = place {
            small.pair(old, new);
        }
        let mut found = Shifts::default();
        let features = Features::of_rules(self.packs, &[place]);
        for from in STATES.into_iter().filter(|state| state.is_some() == place.0.is_some()) {
            for to in STATES.into_iter().filter(|state| state.is_some() == place.1.is_some()) {
                for (which_from, which_to) in self.unknowns(place, from, to) {
                    let Some((direction, crossed)) = self.way(place, (from, which_from), (to, which_to)) else {
                        continue;
                    };
                    if found.has(direction, from, to) {
                        continue;
                    }
                    let mut goals = state(OLD, place.0, from, which_from);
                    goals.extend(state(NEW, place.1, to, which_to));
                    let Some(witness) = ask(self.packs, &mut self.faults, &mut small, &mut found, &goals) else {
                        continue;
                    };
                    found.crossed |= crossed;
                    let regions = regions(&mut small, &features, &goals);
                    let names = (truth(from, which_from), truth(to, which_to));
                    found.add((from, to), shift(self.packs, &mut small, direction, names, &witness, regions));
                }
            }
        }
        self.every_text &= !found.some_texts;
        found.done()
    }

    /// How the safety axis compares. `changed`: the rules that are not proved equal.
    pub fn safety(&mut self, changed: &[Place]) -> Axis {
        let level = |side, level| Goal::Safety(side, Comparison::Equal, level);
        let name = |level: Safety| match level {
            Safety::None => "No safety concern",
            Safety::SameDay => "Safety: same day",
            Safety::Immediate => "Safety: act now",
        };
        let levels: Vec<(Safety, &str)> = Safety::ALL.iter().map(|(level, _)| (*level, name(*level))).collect();
        self.axis(changed, &levels, level)
    }

    /// How the screening axis compares.
    pub fn screening(&mut self, changed: &[Place]) -> Axis {
        let level = |side, level| Goal::Screening(side, Comparison::Equal, level);
        let name = |level: Screening| match level {
            Screening::Clear => "Ready to book evaluation",
            Screening::Incomplete => "Needs information",
            Screening::Review => "For a clinician",
            Screening::Hold => "Paused: a clinician must decide",
        };
        let levels: Vec<(Screening, &str)> = Screening::ALL.iter().map(|(level, _)| (*level, name(*level))).collect();
        self.axis(changed, &levels, level)
    }

    fn axis<L: Copy + Ord>(
        &mut self,
        changed: &[Place],
        levels: &[(L, &str)],
        level: impl Fn(Side, L) -> Goal,
    ) -> Axis {
        let mut found = Shifts::default();
        let whole = &mut self.whole;
        if levels.iter().all(|(of, _)| whole.literal(&level(OLD, *of)) == whole.literal(&level(NEW, *of))) {
            return Axis { verdict: Verdict::Equal, shifts: Vec::new() };
        }
        for (old, new) in changed.iter().filter_map(|(old, new)| (*old).zip(*new)) {
            self.whole.pair(old, new);
        }
        // What only shows something moves nobody.
        let raises =
            |place: &&Place| [(OLD, place.0), (NEW, place.1)].iter().any(|(side, rule)| self.raises(*side, *rule));
        let raising: Vec<Place> = changed.iter().filter(raises).copied().collect();
        let features = Features::of_axes(self.packs, &raising);
        for (to, to_name) in levels.iter().rev() {
            for (from, from_name) in levels.iter().rev().filter(|(from, _)| from != to) {
                let goals = [level(OLD, *from), level(NEW, *to)];
                let Some(witness) = ask(self.packs, &mut self.faults, &mut self.whole, &mut found, &goals) else {
                    continue;
                };
                let direction = if to > from { Direction::Stricter } else { Direction::Milder };
                let regions = regions(&mut self.whole, &features, &goals);
                let names = ((*from_name).to_owned(), (*to_name).to_owned());
                found.add((None, None), shift(self.packs, &mut self.whole, direction, names, &witness, regions));
            }
        }
        self.every_text &= !found.some_texts;
        let (verdict, shifts) = found.done();
        Axis { verdict, shifts }
    }

    fn effect(&self, side: Side, rule: Option<usize>) -> Option<Effect> {
        self.packs.get(side.0)?.program.effects.get(rule?).copied()
    }

    fn kind(&self, side: Side, rule: Option<usize>) -> Option<Kind> {
        Some(self.packs.get(side.0)?.pack.rules.get(rule?)?.kind)
    }

    /// Whether a rule moves an axis, alone or with the other indications.
    fn raises(&self, side: Side, rule: Option<usize>) -> bool {
        let Some(effect) = self.effect(side, rule) else { return false };
        let moves = |raised| matches!(raised, Raised::Safety(_) | Raised::Screening(_));
        moves(effect.met)
            || moves(effect.unknown)
            || moves(effect.firm)
            || self.kind(side, rule) == Some(Kind::Indication)
    }

    /// Which unknowns are to be told apart: firm ones only where they go another way.
    fn unknowns(&self, place: Place, from: Option<Truth>, to: Option<Truth>) -> Vec<(Unknowns, Unknowns)> {
        let of = |state: Option<Truth>| match state {
            Some(Truth::Unknown) => vec![Unknowns::Soft, Unknowns::Firm],
            _ => vec![Unknowns::All],
        };
        let (of_from, of_to) = (of(from), of(to));
        let each: Vec<(Unknowns, Unknowns)> =
            of_from.iter().flat_map(|from| of_to.iter().map(move |to| (*from, *to))).collect();
        let mut ways = each.iter().map(|(a, b)| self.way(place, (from, *a), (to, *b)));
        let first = ways.next();
        if ways.all(|way| Some(way) == first) { vec![(Unknowns::All, Unknowns::All)] } else { each }
    }

    fn way(
        &self,
        place: Place,
        from: (Option<Truth>, Unknowns),
        to: (Option<Truth>, Unknowns),
    ) -> Option<(Direction, bool)> {
        way(self.grave(OLD, place.0, from.0, from.1), self.grave(NEW, place.1, to.0, to.1))
    }

    /// How grave a state of a rule is: safety, screening, then how far it is met. An indication that is met is the milder.
    fn grave(&self, side: Side, rule: Option<usize>, state: Option<Truth>, which: Unknowns) -> Grave {
        let met = match state {
            None | Some(Truth::No) => 0,
            Some(Truth::Unknown) => 1,
            Some(Truth::Yes) => 2,
        };
        if self.kind(side, rule) == Some(Kind::Indication) {
            return (0, 0, 2 - met);
        }
        let raised = self.effect(side, rule).map(|effect| match state {
            Some(Truth::Yes) => effect.met,
            Some(Truth::Unknown) if which == Unknowns::Firm => effect.firm,
            Some(Truth::Unknown) => effect.unknown,
            None | Some(Truth::No) => Raised::Nothing,
        });
        match raised {
            Some(Raised::Safety(level)) => (level as usize, 0, met),
            Some(Raised::Screening(level)) => (0, level as usize, met),
            _ => (0, 0, met),
        }
    }
}

/// Safety, screening, and how far a rule is met.
type Grave = (usize, usize, usize);

/// Of the unknowns of a rule: all, those that asking again may mend, or the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unknowns {
    All,
    Soft,
    Firm,
}

/// What was found so far of one rule or axis.
#[derive(Default)]
struct Shifts {
    shifts: Vec<Shift>,
    known: Vec<(Direction, Option<Truth>, Option<Truth>)>,
    gave_up: bool,
    /// Somebody moves to what is graver on one axis and milder on the other.
    crossed: bool,
    /// Something was proved only for texts that can be made of the packs' names.
    some_texts: bool,
}

impl Shifts {
    fn has(&self, direction: Direction, from: Option<Truth>, to: Option<Truth>) -> bool {
        self.known.contains(&(direction, from, to))
    }

    fn add(&mut self, (from, to): (Option<Truth>, Option<Truth>), shift: Shift) {
        self.known.push((shift.direction, from, to));
        self.shifts.push(shift);
    }

    fn done(self) -> (Verdict, Vec<Shift>) {
        let some = |direction| self.shifts.iter().any(|shift| shift.direction == direction);
        let verdict = match (some(Direction::Stricter), some(Direction::Milder), self.gave_up) {
            _ if self.crossed => Verdict::BothWays,
            (true, true, _) => Verdict::BothWays,
            (_, _, true) => Verdict::GaveUp(GAVE_UP.to_owned()),
            (true, false, false) => Verdict::Stricter,
            (false, true, false) => Verdict::Milder,
            (false, false, false) => Verdict::Equal,
        };
        (verdict, self.shifts)
    }
}

/// The smallest applicant who reaches the goals, one whose answers agree with the form where there is one.
fn ask(
    packs: [Packs; 2],
    faults: &mut Vec<String>,
    prover: &mut Prover,
    found: &mut Shifts,
    goals: &[Goal],
) -> Option<Witness> {
    let mut consistent = goals.to_vec();
    consistent.extend([Goal::Consistent(OLD), Goal::Consistent(NEW)]);
    for goals in [&consistent, goals] {
        match prover.ask(goals) {
            Answer::Found(witness) => return Some(*witness),
            Answer::Proved { every_text } => found.some_texts |= !every_text,
            Answer::GaveUp => found.gave_up = true,
            Answer::Disagreed(applicant) => {
                found.gave_up = true;
                let [_, new] = packs;
                let sheet = prover.sheet(&applicant, NEW);
                faults.push(crate::answers::to_yaml(new.pack, &new.program.layout, &sheet));
            }
        }
    }
    None
}

fn shift(
    packs: [Packs; 2],
    prover: &mut Prover,
    direction: Direction,
    (from, to): (String, String),
    witness: &Witness,
    (regions, complete): (Vec<String>, bool),
) -> Shift {
    let [old, new] = packs;
    // An answer that only the old form takes is written as it stands there.
    let (of, side) = if prover.can_read(&witness.applicant, NEW) { (new, NEW) } else { (old, OLD) };
    let example = example(prover, witness, (of.pack, of.program, side), (OLD, NEW));
    Shift { direction, from, to, regions, complete, example }
}

/// Which way a rule went, and whether that is milder on one axis and stricter on the other, which is told as milder: nobody may
/// overlook it. `None`: nothing is found differently.
fn way(old: Grave, new: Grave) -> Option<(Direction, bool)> {
    if new.0 < old.0 || new.1 < old.1 {
        return Some((Direction::Milder, new.0 > old.0 || new.1 > old.1));
    }
    match new.cmp(&old) {
        std::cmp::Ordering::Greater => Some((Direction::Stricter, false)),
        std::cmp::Ordering::Less => Some((Direction::Milder, false)),
        std::cmp::Ordering::Equal => None,
    }
}

/// That a rule is in a state.
fn state(side: Side, rule: Option<usize>, state: Option<Truth>, which: Unknowns) -> Vec<Goal> {
    let (Some(rule), Some(state)) = (rule, state) else { return Vec::new() };
    let unknown = Goal::Rule(side, rule, Truth::Unknown);
    match which {
        Unknowns::Firm => vec![Goal::Firm(side, rule)],
        Unknowns::Soft => vec![unknown, Goal::Not(Box::new(Goal::Firm(side, rule)))],
        Unknowns::All => vec![Goal::Rule(side, rule, state)],
    }
}

fn truth(state: Option<Truth>, which: Unknowns) -> String {
    match (state, which) {
        (None, _) => "no such rule",
        (Some(Truth::Yes), _) => "met",
        (Some(Truth::No), _) => "not met",
        (Some(Truth::Unknown), Unknowns::Firm) => "unknown, declined or unsure",
        (Some(Truth::Unknown), _) => "unknown",
    }
    .to_owned()
}
