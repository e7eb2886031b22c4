//! Turns a pack into every way to change one thing in a rule, or in a fact or parameter that a rule reads.

use super::faults::Faults;
use super::limits::reads;
use super::walk::{self, Changed};
use crate::language::Raises;
use crate::pack::{Fact, FactId, FactValue, Pack, Parameter, ParameterId, ParameterValue, Rule, Tree};
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

    /// Whether no rule finds anything else, so that only the outcome can tell.
    pub fn is_of_effect(&self) -> bool {
        matches!(self.to, Other::Effect(..))
    }
}

/// In the order of the pack: rules, facts, parameters. `only`: those that bear on this rule.
pub fn mutants(pack: &Pack, only: Option<usize>) -> Vec<Mutant> {
    let reads: Vec<Reads> = pack.rules.iter().map(|rule| read(pack, rule)).collect();
    let readers = |so: &dyn Fn(&Reads) -> bool| -> Vec<usize> {
        reads.iter().enumerate().filter(|(_, reads)| so(reads)).map(|(at, _)| at).collect()
    };
    let mut all = Vec::new();
    for (at, rule) in pack.rules.iter().enumerate() {
        all.extend(of_rule(pack, at, rule));
    }
    for (at, fact) in pack.facts.iter().enumerate() {
        let rules = readers(&|reads| reads.facts.contains(&FactId(at as u32)));
        all.extend(of_fact(pack, fact, at, &rules));
    }
    for (at, parameter) in pack.parameters.iter().enumerate() {
        let rules = readers(&|reads| reads.parameters.contains(&ParameterId(at as u32)));
        all.extend(of_parameter(parameter, at, &rules));
    }
    all.retain(|mutant| !mutant.rules.is_empty() && only.is_none_or(|only| mutant.rules.contains(&only)));
    all
}

fn read(pack: &Pack, rule: &Rule) -> Reads {
    let mut reads = Reads::default();
    reads.tree(pack, &rule.when);
    reads
}

fn of_rule(pack: &Pack, at: usize, rule: &Rule) -> Vec<Mutant> {
    let made = |place, says, to| Mutant { place, says, rules: vec![at], part: Part::Rule(at), to };
    let changed = |Changed { to, place, says }: Changed<Tree>| made(place, says, Other::When(Box::new(to)));
    let mut all: Vec<Mutant> = walk::trees(&rule.when, &Faults(pack)).into_iter().map(changed).collect();
    if let (Some(raises), Some(milder)) = (&rule.raises, milder(rule)) {
        let says = reads(&format!("raises: {}", raises.name()), &format!("raises: {}", milder.name()));
        all.push(made(rule.span, says, Other::Effect(Some(milder), false)));
    }
    if matches!(rule.raises, Some(Raises::Immediate | Raises::SameDay)) {
        let done = if rule.unknown_incomplete { "left out" } else { "added" };
        let says = format!("`unknown: incomplete` is {done}");
        all.push(made(rule.span, says, Other::Effect(rule.raises.clone(), !rule.unknown_incomplete)));
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

fn of_fact(pack: &Pack, fact: &Fact, at: usize, rules: &[usize]) -> Vec<Mutant> {
    let made = |place, says, is| Mutant {
        place,
        says,
        rules: rules.to_vec(),
        part: Part::Fact(at),
        to: Other::Is(Box::new(is)),
    };
    match &fact.is {
        FactValue::Truth(tree) => {
            let changed = walk::trees(tree, &Faults(pack)).into_iter();
            changed.map(|Changed { to, place, says }| made(place, says, FactValue::Truth(to))).collect()
        }
        FactValue::Number(line, number) => {
            let changed = walk::numbers(number, &Faults(pack)).into_iter();
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
