//! Turns a set of applicants into sentences in the form's own words: the lines of the rules concerned, as few as pin the set down.

use super::compare::Side as Packs;
use super::effects::{NEW, OLD, Place};
use crate::language::{Comparison, Safety, Screening};
use crate::pack::{Condition, FactValue, Number, Pack, ParameterValue, Tree, TreeKind};
use crate::program::{FactNode, Program, TruthId, TruthOp};
use crate::prose;
use crate::prove::{Found, Goal, Literal, Prover, Side};
use crate::value::{Decimal, Truth};

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

#[derive(Clone, Debug)]
enum Says {
    /// A number compared with a constant: its words, and whether it is whole.
    Limit { of: String, operator: Comparison, at: Decimal, whole: bool },
    /// Any other line: its words when met, and when not.
    Line { met: String, not: String },
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
        let literal = |(at, truth): &(usize, Truth)| states.get(*at).and_then(|of| of.get(*truth as usize)).copied();
        if !pins_down(prover, &cube.iter().filter_map(literal).collect::<Vec<_>>(), all, agrees) {
            // Something else decides too; the example is told besides.
            return (found, false);
        }
        cube.retain(|part| literal(part).is_some_and(|literal| prover.rests_on(literal)));
        let mut at = 0;
        while at < cube.len() {
            let mut fewer = cube.clone();
            fewer.remove(at);
            if pins_down(prover, &fewer.iter().filter_map(literal).collect::<Vec<_>>(), all, agrees) {
                cube = fewer;
            } else {
                at += 1;
            }
        }
        let literals: Vec<Literal> = cube.iter().filter_map(literal).collect();
        cube.sort_by_key(|(at, _)| *at);
        let sentence = sentence(features, &cube);
        if !found.contains(&sentence) {
            found.push(sentence);
        }
        let covered = prover.all(&literals);
        assumed.push(!covered);
    }
    let rest = prover.search_within(&assumed, CONFLICTS);
    (found, rest == Found::Nothing)
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

/// A number between limits.
struct Between {
    of: String,
    whole: bool,
    /// The least it is, and whether it is more.
    from: Option<(Decimal, bool)>,
    to: Option<(Decimal, bool)>,
    other: Vec<String>,
}

fn sentence(features: &Features, cube: &[(usize, Truth)]) -> String {
    let mut numbers: Vec<Between> = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for (at, truth) in cube {
        let Some(feature) = features.features.get(*at) else { continue };
        match &feature.says {
            Says::Limit { of, operator, at, whole } => {
                let place = numbers.iter().position(|known| known.of == *of).unwrap_or_else(|| {
                    numbers.push(Between { of: of.clone(), whole: *whole, from: None, to: None, other: Vec::new() });
                    numbers.len() - 1
                });
                if let Some(number) = numbers.get_mut(place) {
                    number.narrow(*operator, *at, *truth);
                }
            }
            Says::Line { met, not } => {
                let words = match truth {
                    Truth::Yes => met.clone(),
                    Truth::No => not.clone(),
                    Truth::Unknown => format!("it is open whether {met}"),
                };
                if !lines.contains(&words) {
                    lines.push(words);
                }
            }
        }
    }
    let mut parts: Vec<String> = numbers.iter().flat_map(Between::say).collect();
    parts.extend(lines);
    if parts.is_empty() { "everybody".to_owned() } else { parts.join("; ") }
}

impl Between {
    fn narrow(&mut self, operator: Comparison, at: Decimal, truth: Truth) {
        let operator = match truth {
            Truth::Yes => operator,
            Truth::No => negated(operator),
            Truth::Unknown => {
                let words = format!("{} is not settled", self.of);
                if !self.other.contains(&words) {
                    self.other.push(words);
                }
                return;
            }
        };
        let raise = |from: &mut Option<(Decimal, bool)>, new: (Decimal, bool)| {
            if from.is_none_or(|old| new > old) {
                *from = Some(new);
            }
        };
        let lower = |to: &mut Option<(Decimal, bool)>, new: (Decimal, bool)| {
            if to.is_none_or(|old| (new.0, !new.1) < (old.0, !old.1)) {
                *to = Some(new);
            }
        };
        match operator {
            Comparison::AtLeast => raise(&mut self.from, (at, false)),
            Comparison::Greater => raise(&mut self.from, (at, true)),
            Comparison::AtMost => lower(&mut self.to, (at, false)),
            Comparison::Less => lower(&mut self.to, (at, true)),
            Comparison::Equal => {
                raise(&mut self.from, (at, false));
                lower(&mut self.to, (at, false));
            }
            Comparison::NotEqual => self.other.push(format!("{} is not {at}", self.of)),
        }
    }

    fn say(&self) -> Vec<String> {
        let one = Decimal::ONE;
        // Of whole numbers, "more than 9" is "10 or more".
        let whole = |end: Option<(Decimal, bool)>, up: bool| match end {
            Some((at, true)) if self.whole && at.places() == 0 => {
                let next = if up { at.checked_add(one) } else { at.checked_sub(one) };
                next.map(|next| (next, false)).or(end)
            }
            other => other,
        };
        let of = &self.of;
        let said = match (whole(self.from, true), whole(self.to, false)) {
            (None, None) => None,
            (Some((from, _)), Some((to, _))) if from == to => Some(format!("{of} is {from}")),
            (Some((from, false)), Some((to, false))) => Some(format!("{of} is {from} to {to}")),
            (from, to) => {
                let from =
                    from.map(|(at, more)| if more { format!("more than {at}") } else { format!("{at} or more") });
                let to = to.map(|(at, less)| if less { format!("less than {at}") } else { format!("{at} or less") });
                let both: Vec<String> = from.into_iter().chain(to).collect();
                Some(format!("{of} is {}", both.join(" and ")))
            }
        };
        said.into_iter().chain(self.other.iter().cloned()).collect()
    }
}

fn negated(operator: Comparison) -> Comparison {
    match operator {
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
        Comparison::Less => Comparison::AtLeast,
        Comparison::AtLeast => Comparison::Less,
        Comparison::Greater => Comparison::AtMost,
        Comparison::AtMost => Comparison::Greater,
    }
}
