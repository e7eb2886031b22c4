//! Settles of every open question whether it can change the outcome: first by trying answers, then by search and proof.

use std::collections::{BTreeMap, BTreeSet};

use super::flips::Flips;
use super::trial::{Reading, Trial};
use super::{Matters, Outcome};
use crate::answers::{Sheet, Slot};
use crate::evaluate::CouldRaise;
use crate::language::{Safety, Screening};
use crate::pack::Pack;
use crate::program::Program;
use crate::prove::{Fillings, Found, Pair, Reaches};
use crate::value::Truth;

pub(super) struct Search<'a> {
    program: &'a Program,
    pub(super) fillings: Fillings<'a>,
    pub flips: Flips<'a>,
    /// The mildest filling; the others are tried on top of it.
    base: Option<Sheet>,
    /// What it reads.
    pub(super) least: Option<Outcome>,
    /// What the search found and the evaluator did not confirm.
    pub faults: Vec<String>,
}

impl<'a> Search<'a> {
    /// `listed`: the questions that may matter, and the gravest that the rules reading them can raise.
    pub fn new(pack: &'a Pack, program: &'a Program, sheet: &'a Sheet, listed: &[(Slot, CouldRaise)]) -> Self {
        let fillings = Fillings::new(pack, program, sheet);
        let is_open = |slot: &Slot| fillings.open().contains(slot);
        let slots = listed.iter().filter(|(slot, _)| is_open(slot)).map(|(slot, raise)| (*slot, most(*raise)));
        let flips = Flips::new(Trial::new(pack, program), sheet, &fillings, &slots.collect::<Vec<_>>());
        Self { program, fillings, flips, base: None, least: None, faults: Vec::new() }
    }

    /// The mildest outcome of any filling, safety first; `None` where the budget ran out.
    pub fn mildest(&mut self) -> Option<Outcome> {
        let safety = [Some(Safety::SameDay), Some(Safety::Immediate), None];
        let screening = [Some(Screening::Incomplete), Some(Screening::Review), Some(Screening::Hold), None];
        let safety = safety.map(|level| level.map(Reaches::Safety));
        let screening = screening.map(|level| level.map(Reaches::Screening));
        let mut not = Vec::new();
        for levels in [safety.as_slice(), screening.as_slice()] {
            for level in levels {
                let wanted: Vec<Reaches> = not.iter().copied().chain(*level).collect();
                match self.fillings.reading(&[], &wanted) {
                    (Found::GaveUp, _) => return None,
                    (_, Some(sheet)) => {
                        not = wanted;
                        self.base = Some(sheet);
                        break;
                    }
                    (_, None) => {}
                }
            }
        }
        let base = self.base.clone()?;
        self.flips.on(&base);
        let reading = self.flips.readings(&[base]).pop()?;
        let as_found = not.iter().all(|level| !reaches(&reading, *level));
        if !as_found {
            self.fault("the mildest filling does not read as the proof says".to_owned());
        }
        self.least = as_found.then(|| reading.outcome());
        self.least
    }

    /// The open questions that the form asks or may ask, and whether it does.
    pub fn asked(&mut self) -> BTreeMap<Slot, Truth> {
        let open = self.fillings.open();
        let asked = open.iter().copied().zip(self.flips.asked(open));
        asked.filter(|(_, asked)| *asked != Truth::No).collect()
    }

    /// Whether the mildest filling answers a question.
    pub fn base_answers(&self, slot: Slot) -> bool {
        self.base.as_ref().is_some_and(|base| base.answers.contains_key(&slot))
    }

    /// Whether and how a question matters; `None`: it cannot.
    pub fn matters(&mut self, slot: Slot) -> Option<Matters> {
        let most = self.flips.get(slot)?.most;
        let mut proved = true;
        // The gravest level first: what makes a difference to one matters.
        for level in LEVELS.into_iter().filter(|level| raise(*level) <= most) {
            if Some(raise(level)) <= self.makes(slot) {
                break;
            }
            match self.settle(slot, Some(level)) {
                Settled::Seen => break,
                Settled::Never => {}
                Settled::Open => proved = false,
            }
        }
        if self.makes(slot).is_none() {
            match self.settle(slot, None) {
                Settled::Never if proved => return None,
                Settled::Seen => {}
                Settled::Never | Settled::Open => return Some(Matters::Perhaps),
            }
        }
        Some(Matters::Yes { gravest: self.makes(slot)?, proved })
    }

    /// Whether a question makes a difference, or one to a level: among the rules near it, then among all.
    fn settle(&mut self, slot: Slot, level: Option<Reaches>) -> Settled {
        if let Some((mut near, slots)) = self.fillings.near(slot) {
            match pair(&mut near, slot, level) {
                Pair::Never { every_text: true } => return Settled::Never,
                Pair::Never { every_text: false } => return Settled::Open,
                Pair::Found(pair) => {
                    if self.try_on_base(slot, &pair, &slots, level) {
                        return Settled::Seen;
                    }
                }
                Pair::GaveUp => {}
            }
        }
        match pair(&mut self.fillings, slot, level) {
            // A text that is made of no names might still tell the two apart.
            Pair::GaveUp | Pair::Never { every_text: false } => Settled::Open,
            Pair::Never { every_text: true } => Settled::Never,
            Pair::Found(pair) => {
                pair.iter().for_each(|sheet| self.flips.on(sheet));
                self.flips.pair(slot, &pair);
                if self.is_seen(slot, level) {
                    return Settled::Seen;
                }
                let question = self.program.layout.question(slot).map_or(0, |(question, _)| question.0);
                self.fault(format!("two fillings that differ in question {question} do not read as the proof says"));
                Settled::Open
            }
        }
    }

    /// Tries what a search among few rules found, with everything else as mild as can be.
    fn try_on_base(&mut self, slot: Slot, pair: &[Sheet; 2], slots: &BTreeSet<Slot>, level: Option<Reaches>) -> bool {
        let Some(base) = self.base.clone() else { return false };
        let [Some(one), Some(other)] = pair.each_ref().map(|sheet| self.flips.overlaid(&base, sheet, slots)) else {
            return false;
        };
        self.flips.on(&one);
        self.flips.on(&other);
        self.is_seen(slot, level)
    }

    fn is_seen(&self, slot: Slot, level: Option<Reaches>) -> bool {
        self.makes(slot) >= level.map(raise) && self.makes(slot).is_some()
    }

    fn makes(&self, slot: Slot) -> Option<CouldRaise> {
        self.flips.get(slot)?.makes
    }

    /// Where something was too large to translate, what is found may be nothing.
    pub(super) fn fault(&mut self, what: String) {
        if !self.fillings.is_opaque() {
            self.faults.push(what);
        }
    }
}

/// What is known of a difference.
enum Settled {
    Seen,
    Never,
    Open,
}

fn pair(fillings: &mut Fillings, slot: Slot, level: Option<Reaches>) -> Pair {
    match level {
        Some(level) => fillings.apart_by(slot, level),
        None => fillings.apart(slot),
    }
}

/// Gravest first.
const LEVELS: [Reaches; 5] = [
    Reaches::Safety(Safety::Immediate),
    Reaches::Safety(Safety::SameDay),
    Reaches::Screening(Screening::Hold),
    Reaches::Screening(Screening::Review),
    Reaches::Screening(Screening::Incomplete),
];

fn raise(level: Reaches) -> CouldRaise {
    match level {
        Reaches::Safety(level) => CouldRaise::Safety(level),
        Reaches::Screening(level) => CouldRaise::Screening(level),
    }
}

fn reaches(reading: &Reading, level: Reaches) -> bool {
    match level {
        Reaches::Safety(level) => reading.safety >= level,
        Reaches::Screening(level) => reading.screening >= level,
    }
}

/// Nothing graver can come of an answer: what the rules that read it raise, and, of indications that are all not met, a review.
fn most(could_raise: CouldRaise) -> CouldRaise {
    could_raise.max(CouldRaise::Screening(Screening::Review))
}
