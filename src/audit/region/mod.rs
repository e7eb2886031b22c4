//! Turns a set of applicants into sentences in the form's own words: the lines of the rules concerned, as few as pin the set down.

mod sentence;

use super::compare::Side as Packs;
use super::effects::{NEW, OLD, Place};
use crate::language::{Comparison, Safety, Screening};
use crate::pack::{Condition, FactValue, Number, Pack, ParameterValue, Tree, TreeKind};
use crate::program::{FactNode, Program, TruthId, TruthOp};
use crate::prose;
use crate::prove::{Found, Goal, Literal, Prover, Side};
use crate::value::{Decimal, Truth};
use sentence::{Reads, Says, negated, sentence};

/// Sentences after which it is said that there are more.
const MOST: usize = 4;

/// Conflicts after which the search for a sentence stops: the example is told besides.
const CONFLICTS: u64 = 2_000;

/// Something a sentence can speak of.
#[derive(Clone, Debug)]
struct Feature {
    what: What,
    says: Says,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Node(Side, TruthId),
    /// The rules besides those that differ raise so much.
    Besides(Goal),
}

/// Everything that sentences about some rules may speak of.
#[derive(Clone, Debug, Default)]
pub(super) struct Features {
    features: Vec<Feature>,
    /// The rules of the new pack that differ.
    differing: Vec<usize>,
}

impl Features {
    pub fn of_rules(packs: [Packs; 2], places: &[Place]) -> Self {
        let mut features = Self::default();
        let [old, new] = packs;
        for (before, after) in places {
            for (packs, side, rule) in [(old, OLD, before), (new, NEW, after)] {
                let Some(rule) = rule else { continue };
                if let (Some(of), Some(nodes)) = (packs.pack.rules.get(*rule), packs.program.rules.get(*rule)) {
                    features.tree(packs.pack, packs.program, side, &of.when, nodes);
                }
            }
        }
        features
    }

    /// The same, and what all other rules raise.
    pub fn of_axes(packs: [Packs; 2], places: &[Place]) -> Self {
        let mut features = Self::of_rules(packs, places);
        features.differing = places.iter().filter_map(|place| place.1).collect();
        let mut besides = |goal: Goal, level: &str| {
            let met = format!("something else raises \"{level}\" or more");
            let says = Says::Line { met, not: format!("nothing else raises \"{level}\" or more") };
            features.features.push(Feature { what: What::Besides(goal), says });
        };
        for level in [Safety::SameDay, Safety::Immediate] {
            besides(Goal::Safety(NEW, Comparison::AtLeast, level), level.name());
        }
        for level in [Screening::Incomplete, Screening::Review, Screening::Hold] {
            besides(Goal::Screening(NEW, Comparison::AtLeast, level), level.name());
        }
        features
    }

    /// The same parts, one of which says that it is so or open: of lines, for numbers have a "not settled" of their own.
    fn wider(&self, cube: &[(usize, Reads)], at: usize) -> Vec<Vec<(usize, Reads)>> {
        let Some((feature, Reads::Is(truth))) = cube.get(at).copied() else { return Vec::new() };
        let of = self.features.get(feature);
        if !of.is_some_and(|of| matches!((&of.what, &of.says), (What::Node(..), Says::Line { .. }))) {
            return Vec::new();
        }
        let ways = [false, true].into_iter().filter(|met| Truth::of(!*met) != truth);
        ways.map(|met| {
            let mut wider = cube.to_vec();
            if let Some(part) = wider.get_mut(at) {
                part.1 = Reads::OrOpen(met);
            }
            wider
        })
        .collect()
    }

    fn sentence(&self, cube: &[(usize, Reads)]) -> String {
        sentence(cube.iter().filter_map(|(at, reads)| {
            let Feature { what, says } = self.features.get(*at)?;
            Some((says, matches!(what, What::Node(side, _) if *side == OLD), *reads))
        }))
    }

    fn tree(&mut self, pack: &Pack, program: &Program, side: Side, tree: &Tree, nodes: &[TruthId]) {
        let mut lines = Vec::new();
        lines_of(tree, &mut nodes.iter().copied(), &mut lines);
        for (condition, node) in lines {
            self.condition(pack, program, side, condition, node);
        }
    }

    /// Takes a line apart down to what it speaks of: connectives and facts that are truths are no features themselves.
    fn condition(&mut self, pack: &Pack, program: &Program, side: Side, condition: &Condition, node: TruthId) {
        match (condition, program.truth(node)) {
            (Condition::Constant(_), _) => {}
            (Condition::Not(of), Some(TruthOp::Not(inner))) => self.condition(pack, program, side, of, *inner),
            (Condition::And(left, right), Some(TruthOp::All(of)))
            | (Condition::Or(left, right), Some(TruthOp::Any(of)))
                if of.len() == 2 =>
            {
                for (part, node) in [left, right].into_iter().zip(of.iter()) {
                    self.condition(pack, program, side, part, *node);
                }
            }
            (Condition::Fact(fact), _) => {
                let tree = pack.facts.get(fact.index()).map(|fact| &fact.is);
                if let (Some(FactValue::Truth(tree)), Some(nodes)) = (tree, program.fact_trees.get(&(*fact, 0))) {
                    self.tree(pack, program, side, tree, nodes);
                }
            }
            _ => {
                let says = says(pack, program, condition);
                let what = What::Node(side, node);
                if !self.features.iter().any(|known| known.what == what) {
                    self.features.push(Feature { what, says });
                }
            }
        }
    }
}

/// The lines of a tree with their nodes, which stand in pre-order.
fn lines_of<'t>(tree: &'t Tree, nodes: &mut dyn Iterator<Item = TruthId>, to: &mut Vec<(&'t Condition, TruthId)>) {
    let Some(node) = nodes.next() else { return };
    match &tree.kind {
        TreeKind::Line(line) => to.push((&line.says, node)),
        TreeKind::All(of) | TreeKind::Any(of) | TreeKind::None(of) | TreeKind::AtLeast(_, of) => {
            of.iter().for_each(|tree| lines_of(tree, nodes, to));
        }
    }
}

fn says(pack: &Pack, program: &Program, condition: &Condition) -> Says {
    if let Condition::Compare { left, operator, right } = condition {
        for (of, operator, at) in [(left, *operator, right), (right, operator.flipped(), left)] {
            if let (None, Some(at)) = (constant(pack, of), constant(pack, at)) {
                return Says::Limit { of: prose::number(pack, of), operator, at, whole: is_whole(pack, program, of) };
            }
        }
    }
    let not = Condition::Not(Box::new(condition.clone()));
    Says::Line { met: prose::condition(pack, condition), not: prose::condition(pack, &not) }
}

fn constant(pack: &Pack, number: &Number) -> Option<Decimal> {
    match number {
        Number::Constant(value) => Some(*value),
        Number::Parameter(id) => match pack.parameters.get(id.index())?.value {
            ParameterValue::Number { is, .. } => Some(is),
            ParameterValue::Option { .. } => None,
        },
        _ => None,
    }
}

fn is_whole(pack: &Pack, program: &Program, number: &Number) -> bool {
    match number {
        Number::Question(id) => match pack.questions.get(id.index()).map(|q| &q.answer) {
            Some(crate::pack::Answer::Number { places, .. }) => *places == 0,
            _ => true,
        },
        Number::Fact(id) => match program.facts.get(&(*id, 0)) {
            Some(FactNode::Number(quantity)) => quantity.under.is_none() && quantity.places == 0,
            _ => false,
        },
        Number::Sum(_)
        | Number::CountRows { .. }
        | Number::CountItems { .. }
        | Number::CountDistinct { .. }
        | Number::DaysSince(_)
        | Number::YearsSince(_) => true,
        _ => false,
    }
}

/// Sentences one of which holds for everybody who reaches the goals, and whether they are all there is. Each says no more than
/// is needed: whoever fits a sentence, and whose answers agree with the form, reaches the goals.
pub(super) fn regions(prover: &mut Prover, features: &Features, goals: &[Goal]) -> (Vec<String>, bool) {
    let wanted: Vec<Literal> = goals.iter().map(|goal| prover.literal(goal)).collect();
    let all = prover.all(&wanted);
    let agrees = [OLD, NEW].map(|side| prover.literal(&Goal::Consistent(side)));
    let states: Vec<[Literal; 3]> = features
        .features
        .iter()
        .map(|feature| match &feature.what {
            What::Node(side, node) => {
                [Truth::No, Truth::Unknown, Truth::Yes].map(|truth| prover.literal(&Goal::Node(*side, *node, truth)))
            }
            What::Besides(goal) => {
                let raised = prover.besides(NEW, &features.differing, goal);
                [!raised, Literal::NO, raised]
            }
        })
        .collect();
    let mut found: Vec<String> = Vec::new();
    let mut assumed = vec![all];
    assumed.extend(agrees);
    // Those of whom everything is known are told first, and the others only where there are any.
    let known: Vec<Literal> = states.iter().map(|[_, unknown, _]| !*unknown).collect();
    let mut complete = known.clone();
    while found.len() < MOST {
        let search: Vec<Literal> = assumed.iter().chain(&complete).copied().collect();
        match prover.search_within(&search, CONFLICTS) {
            Found::Nothing if complete.is_empty() => return (found, true),
            Found::Nothing => {
                complete.clear();
                continue;
            }
            Found::GaveUp => return (found, false),
            Found::Solution => {}
        }
        let mut cube: Vec<(usize, Truth)> = Vec::new();
        for (at, literals) in states.iter().enumerate() {
            let truths = [Truth::No, Truth::Unknown, Truth::Yes];
            let is = truths.into_iter().zip(literals).find(|(_, literal)| prover.value(**literal));
            cube.extend(is.map(|(truth, _)| (at, truth)));
        }
        cube.sort_by_key(|(at, truth)| features.features.get(*at).map(|feature| feature.tightness(*truth)));
        let mut cube: Vec<(usize, Reads)> = cube.into_iter().map(|(at, truth)| (at, Reads::Is(truth))).collect();
        if !pins_down(prover, &literals(&states, &cube), all, agrees) {
            // Something else decides too; the example is told besides.
            return (found, false);
        }
        cube.retain(|part| literal(&states, *part).is_some_and(|literal| prover.rests_on(literal)));
        let mut at = 0;
        while at < cube.len() {
            let mut fewer = cube.clone();
            fewer.remove(at);
            if pins_down(prover, &literals(&states, &fewer), all, agrees) {
                cube = fewer;
            } else {
                at += 1;
            }
        }
        for at in 0..cube.len() {
            for wider in features.wider(&cube, at) {
                if pins_down(prover, &literals(&states, &wider), all, agrees) {
                    cube = wider;
                    break;
                }
            }
        }
        let covering = literals(&states, &cube);
        cube.sort_by_key(|(at, _)| *at);
        let sentence = features.sentence(&cube);
        if !found.contains(&sentence) {
            found.push(sentence);
        }
        let covered = prover.all(&covering);
        assumed.push(!covered);
    }
    let rest = prover.search_within(&assumed, CONFLICTS);
    (found, rest == Found::Nothing)
}

/// That a feature reads so. `states`: by feature, that it is not met, unknown, and met.
fn literal(states: &[[Literal; 3]], (at, reads): (usize, Reads)) -> Option<Literal> {
    let of = |truth: Truth| states.get(at).and_then(|of| of.get(truth as usize)).copied();
    match reads {
        Reads::Is(truth) => of(truth),
        Reads::OrOpen(true) => of(Truth::No).map(|opposite| !opposite),
        Reads::OrOpen(false) => of(Truth::Yes).map(|opposite| !opposite),
    }
}

fn literals(states: &[[Literal; 3]], cube: &[(usize, Reads)]) -> Vec<Literal> {
    cube.iter().filter_map(|part| literal(states, *part)).collect()
}

impl Feature {
    /// What is tried first when a sentence is made shorter: what is unknown, then of limits the narrow before the wide.
    fn tightness(&self, truth: Truth) -> (u8, Decimal) {
        match (&self.says, truth) {
            (_, Truth::Unknown) => (0, Decimal::ZERO),
            (Says::Limit { operator, at, .. }, truth) => {
                let operator = if truth == Truth::Yes { *operator } else { negated(*operator) };
                match operator {
                    Comparison::AtLeast | Comparison::Greater => (1, -*at),
                    _ => (1, *at),
                }
            }
            (Says::Line { .. }, _) => (2, Decimal::ZERO),
        }
    }
}

/// Whoever fits these literals, and whose answers agree with the form, reaches the goals.
fn pins_down(prover: &mut Prover, cube: &[Literal], all: Literal, agrees: [Literal; 2]) -> bool {
    let mut assumed = cube.to_vec();
    assumed.push(!all);
    assumed.extend(agrees);
    prover.search_within(&assumed, CONFLICTS) == Found::Nothing
}
