//! Turns an open question into the rules its answer bears on, together with the rules that these have answers in common with:
//! most questions are settled among them, in a problem much smaller than the whole.

use std::collections::BTreeSet;

use crate::answers::Slot;
use crate::program::{Cone, Program};

/// What bears on the outcome: a rule, or when a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bears {
    Rule(usize),
    Asked(usize),
}

/// By open question: what reads its answer.
#[derive(Debug)]
pub struct Readers {
    of: Vec<(Slot, BTreeSet<Bears>)>,
    indications: Vec<usize>,
}

/// The surroundings of a question.
#[derive(Debug)]
pub struct Near {
    /// None of them an indication: those count together, and bring most of a form with them.
    pub rules: BTreeSet<usize>,
    /// The open questions whose answers they read.
    pub slots: BTreeSet<Slot>,
}

impl Readers {
    /// `open`: each open question with its slots.
    pub fn new(program: &Program, open: impl Iterator<Item = (Slot, BTreeSet<Slot>)>) -> Self {
        let readers = |slots: &BTreeSet<Slot>| {
            let cone = Cone::of(program, slots);
            let rules =
                program.rules.iter().enumerate().filter(|(_, nodes)| nodes.first().is_some_and(|n| cone.has_truth(*n)));
            let asked = program.asked.iter().filter(|(question, node)| {
                let own = program.layout.slot(**question, 0).is_some_and(|slot| slots.contains(&slot));
                own || cone.has_truth(**node)
            });
            let rules = rules.map(|(at, _)| Bears::Rule(at));
            rules.chain(asked.map(|(question, _)| Bears::Asked(question.index()))).collect()
        };
        Self {
            of: open.map(|(slot, slots)| (slot, readers(&slots))).collect(),
            indications: program.indications.clone(),
        }
    }

    /// `None` where an indication is near.
    pub fn near(&self, slot: Slot) -> Option<Near> {
        let (_, own) = self.of.iter().find(|(of, _)| *of == slot)?;
        let beside = self.of.iter().filter(|(_, of)| !of.is_disjoint(own));
        let (mut rules, mut slots) = (BTreeSet::new(), BTreeSet::new());
        for (slot, of) in beside {
            slots.insert(*slot);
            rules.extend(of.iter().filter_map(|of| match of {
                Bears::Rule(rule) => Some(*rule),
                Bears::Asked(_) => None,
            }));
        }
        let is_indication = |rule: &usize| self.indications.contains(rule);
        let bears_on_one = own.iter().any(|of| matches!(of, Bears::Rule(rule) if is_indication(rule)));
        rules.retain(|rule| !is_indication(rule));
        (!bears_on_one).then_some(Near { rules, slots })
    }
}
