//! Turns a pack into every way to change one thing in a rule, or in a fact or parameter that a rule reads.

use super::faults::Faults;
use super::limits::{Sides, reads};
use super::walk::{self, Changed, Swaps};
use crate::language::Raises;
use crate::pack::{Fact, FactId, FactValue, Line, Pack, Parameter, ParameterId, ParameterValue, Rule, Tree, TreeKind};
use crate::prose::Reads;
use crate::text::Span;
use crate::value::Decimal;

/// A pack with one thing changed.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// The line that is changed.
    pub place: Span,
    /// What follows "when": `` `all` reads `any` ``.
    pub says: String,
    /// The rules it bears on, by their places.
    pub rules: Vec<usize>,
    pub part: Part,
    /// What the author would have written instead.
    to: Other,
}

/// The part of a pack that is changed, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Rule(usize),
    Fact(usize),
    Parameter(usize),
}

#[derive(Clone, Debug)]
enum Other {
    When(Box<Tree>),
    Effect(Option<Raises>, bool),
    Is(Box<FactValue>),
    Value(Box<ParameterValue>),
}

impl Mutant {
    /// The pack with this change in it. Its digest is that of the pack as it stands.
    pub fn of(&self, pack: &Pack) -> Pack {
        let mut pack = pack.clone();
        match (self.part, &self.to) {
            (Part::Rule(at), Other::When(tree)) => {
                if let Some(rule) = pack.rules.get_mut(at) {
                    rule.when.clone_from(tree);
                }
            }
            (Part::Rule(at), Other::Effect(raises, unknown_incomplete)) => {
                if let Some(rule) = pack.rules.get_mut(at) {
                    rule.raises.clone_from(raises);
                    rule.unknown_incomplete = *unknown_incomplete;
                }
            }
            (Part::Fact(at), Other::Is(value)) => {
                if let Some(fact) = pack.facts.get_mut(at) {
                    fact.is.clone_from(value);
                }
            }
            (Part::Parameter(at), Other::Value(value)) => {
                if let Some(parameter) = pack.parameters.get_mut(at) {
                    parameter.value.clone_from(value);
                }
            }
            _ => {}
        }
        pack
    }

    /// Whether it may change when a question is asked.
    pub fn bears_on_form(&self, pack: &Pack) -> bool {
        let reads = |line: &Line| {
            let mut reads = Reads::default();
            reads.tree(pack, &Tree { kind: TreeKind::Line(line.clone()), span: line.span });
            match self.part {
                Part::Rule(_) => false,
                Part::Fact(at) => reads.facts.contains(&FactId(at as u32)),
                Part::Parameter(at) => reads.parameters.contains(&ParameterId(at as u32)),
            }
        };
        pack.questions.iter().filter_map(|question| question.asked_when.as_ref()).any(reads)
    }

    /// Whether no rule finds anything else, so that only the outcome can tell.
    pub fn is_of_effect(&self) -> bool {
        matches!(self.to, Other::Effect(..))
    }
}

/// In the order of the pack: rules, facts, parameters. `only`: those that bear on this rule.
pub fn mutants(pack: &Pack, only: Option<usize>) -> Vec<Mutant> {
    let read_by = ReadBy::of(pack);
    let mut all = conditions(pack, &read_by, &Faults(pack));
    all.extend(pack.rules.iter().enumerate().flat_map(|(at, rule)| of_effect(at, rule)));
    // What a rule raises stands beside its condition.
    all.sort_by_key(|mutant| match mutant.part {
        Part::Rule(at) => (0, at),
        Part::Fact(at) => (1, at),
        Part::Parameter(at) => (2, at),
    });
    for (at, parameter) in pack.parameters.iter().enumerate() {
        all.extend(of_parameter(parameter, at, &read_by.parameter(at)));
    }
    all.retain(|mutant| !mutant.rules.is_empty() && only.is_none_or(|only| mutant.rules.contains(&only)));
    all
}

/// Two for each limit that a rule or fact compares with: only somebody at the limit tells the first from the pack, and only
/// somebody at its other side the second.
pub fn sides(pack: &Pack) -> Vec<Mutant> {
    let mut all = conditions(pack, &ReadBy::of(pack), &Sides(pack));
    all.retain(|mutant| !mutant.rules.is_empty());
    all
}

/// What each rule reads.
struct ReadBy(Vec<Reads>);

impl ReadBy {
    fn of(pack: &Pack) -> Self {
        let read = |rule: &Rule| {
            let mut reads = Reads::default();
            reads.tree(pack, &rule.when);
            reads
        };
        Self(pack.rules.iter().map(read).collect())
    }

    fn rules(&self, so: impl Fn(&Reads) -> bool) -> Vec<usize> {
        self.0.iter().enumerate().filter(|(_, reads)| so(reads)).map(|(at, _)| at).collect()
    }

    fn fact(&self, at: usize) -> Vec<usize> {
        self.rules(|reads| reads.facts.contains(&FactId(at as u32)))
    }

    fn parameter(&self, at: usize) -> Vec<usize> {
        self.rules(|reads| reads.parameters.contains(&ParameterId(at as u32)))
    }
}

fn conditions(pack: &Pack, read_by: &ReadBy, swaps: &dyn Swaps) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (at, rule) in pack.rules.iter().enumerate() {
        let made = |Changed { to, place, says }: Changed<Tree>| Mutant {
            place,
            says,
            rules: vec![at],
            part: Part::Rule(at),
            to: Other::When(Box::new(to)),
        };
        all.extend(walk::trees(&rule.when, swaps).into_iter().map(made));
    }
    for (at, fact) in pack.facts.iter().enumerate() {
        all.extend(of_fact(fact, at, &read_by.fact(at), swaps));
    }
    all
}

fn of_effect(at: usize, rule: &Rule) -> Vec<Mutant> {
    let made = |says, raises, unknown_incomplete| Mutant {
        place: rule.span,
        says,
        rules: vec![at],
        part: Part::Rule(at),
        to: Other::Effect(raises, unknown_incomplete),
    };
    let mut all = Vec::new();
    if let (Some(raises), Some(milder)) = (&rule.raises, milder(rule)) {
        let says = reads(&format!("raises: {}", raises.name()), &format!("raises: {}", milder.name()));
        // Only a rule about safety may say what it raises when unknown.
        all.push(made(says, Some(milder), rule.unknown_incomplete && rule.raises == Some(Raises::Immediate)));
    }
    if matches!(rule.raises, Some(Raises::Immediate | Raises::SameDay)) {
        let done = if rule.unknown_incomplete { "left out" } else { "added" };
        let says = format!("`unknown: incomplete` is {done}");
        all.push(made(says, rule.raises.clone(), !rule.unknown_incomplete));
    }
    all
}

/// One level down.
fn milder(rule: &Rule) -> Option<Raises> {
    match rule.raises.as_ref()? {
        Raises::Immediate => Some(Raises::SameDay),
        Raises::Hold => Some(Raises::Review),
        Raises::SameDay | Raises::Review => Some(Raises::Note),
        Raises::Note | Raises::Suggest(_) => None,
    }
}

fn of_fact(fact: &Fact, at: usize, rules: &[usize], swaps: &dyn Swaps) -> Vec<Mutant> {
    let made = |place, says, is| Mutant {
        place,
        says,
        rules: rules.to_vec(),
        part: Part::Fact(at),
        to: Other::Is(Box::new(is)),
    };
    match &fact.is {
        FactValue::Truth(tree) => {
            let changed = walk::trees(tree, swaps).into_iter();
            changed.map(|Changed { to, place, says }| made(place, says, FactValue::Truth(to))).collect()
        }
        FactValue::Number(line, number) => {
            let changed = walk::numbers(number, swaps).into_iter();
            changed.map(|(to, says)| made(fact.span, says, FactValue::Number(line.clone(), to))).collect()
        }
        FactValue::Choice(..) => Vec::new(),
    }
}

/// One step up and one down. The option of a parameter is settled where the pack is checked.
fn of_parameter(parameter: &Parameter, at: usize, rules: &[usize]) -> Vec<Mutant> {
    let ParameterValue::Number { is, min, max, unit } = &parameter.value else { return Vec::new() };
    let places = is.places().max(min.places()).max(max.places());
    let Some(step) = Decimal::from_scaled(1, places) else { return Vec::new() };
    let made = |other: Decimal| Mutant {
        place: parameter.span,
        says: format!("`{}` is {other}, not {is}", parameter.id),
        rules: rules.to_vec(),
        part: Part::Parameter(at),
        to: Other::Value(Box::new(ParameterValue::Number { is: other, min: *min, max: *max, unit: unit.clone() })),
    };
    [is.checked_add(step), is.checked_sub(step)].into_iter().flatten().map(made).collect()
}
