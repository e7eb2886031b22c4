//! Settles a mutant that no case notices: the case that would, or the proof that nobody can tell it from the pack.

use super::mutants::Mutant;
use super::seek::{Changed, NEW, OLD, Seeker, Sought, ordinary};
use super::{Fate, Watch};
use crate::answers::Sheet;
use crate::cases::{self, Case, Draft, Expectation, Expected};
use crate::explain::Screening as Decider;
use crate::language::{Comparison, Safety, Screening, Word as _};
use crate::pack::Pack;
use crate::program::Program;
use crate::prove::Goal;
use crate::text::{Span, Spanned};
use crate::value::{Date, Truth};

/// A case that would notice a mutant.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub name: String,
    pub sheet: Sheet,
    /// What comes of it with the pack as it stands, and not with the mutant.
    pub shows: Shows,
    /// An entry of a list of cases.
    pub text: String,
}

/// The one thing that a proposed case expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    Rule(usize, Truth),
    Safety(Safety),
    Screening(Screening),
}

/// A pack of which mutants are to be told apart.
pub struct Apart<'a> {
    pub pack: &'a Pack,
    pub program: &'a Program,
    like: Option<&'a Sheet>,
    /// Names that cases have already.
    taken: &'a [&'a str],
    seeker: Seeker<'a>,
}

const TRUTHS: [Truth; 3] = [Truth::Yes, Truth::No, Truth::Unknown];

impl<'a> Apart<'a> {
    pub fn new(
        pack: &'a Pack,
        program: &'a Program,
        like: Option<&'a Sheet>,
        taken: &'a [&'a str],
        as_of: Date,
    ) -> Self {
        let from = like.map_or_else(|| ordinary(pack, program, as_of), Sheet::clone);
        Self { pack, program, like, taken, seeker: Seeker::new(pack, program, from) }
    }

    /// `changed`: the mutant. `earlier`: the names of the cases that were proposed for others of its part.
    pub fn settle(&self, mutant: &Mutant, changed: Changed, earlier: &[&str]) -> Fate {
        let (mut every, mut every_rule) = (true, false);
        // First by a rule, which says more than the outcome does.
        let by_rule = (!mutant.is_of_effect()).then(|| (differs(mutant), surely(mutant)));
        let met = Goal::Any(mutant.rules.iter().map(|rule| Goal::Rule(OLD, *rule, Truth::Yes)).collect());
        for (goal, better) in by_rule.into_iter().chain([(outcome_differs(), met)]) {
            if every_rule && !mutant.bears_on_form(self.pack) {
                // What every rule comes to is proved the same: the outcome is too, unless one is open for another reason.
                if let Sought::Never { every_text } = self.seeker.seek(Some(changed), &firm_differs(mutant), None) {
                    return Fate::Equivalent { every_text: every && every_text };
                }
            }
            match self.seeker.seek(Some(changed), &goal, Some(better)) {
                Sought::Found(sheet) => return self.proposal(mutant, changed.program, sheet, earlier),
                Sought::Never { every_text } => (every, every_rule) = (every && every_text, true),
                Sought::GaveUp => return Fate::Unsettled("the search was given up"),
                Sought::Disagrees => return Fate::Unsettled("search and evaluator disagree, a fault of anteroom"),
            }
        }
        Fate::Equivalent { every_text: every }
    }

    fn proposal(&self, mutant: &Mutant, changed: &Program, sheet: Sheet, earlier: &[&str]) -> Fate {
        let Some(shows) = self.shows(mutant, changed, &sheet) else {
            return Fate::Unsettled("search and evaluator disagree, a fault of anteroom");
        };
        let name = self.name(mutant, shows, earlier);
        let remark = "so says the pack today: for a clinician to confirm";
        let expect = self.expect(shows);
        let draft = Draft { name: &name, sheet: &sheet, expect: &expect, remark };
        let text = cases::write(self.pack, &self.program.layout, self.like, draft);
        let proposal = Proposal { name, sheet, shows, text };
        let case = [proposal.case(mutant.place)];
        match Watch::new(self.pack, self.program, &case).noticed(changed) {
            Some(_) => Fate::Survives(Box::new(proposal)),
            None => Fate::Unsettled("search and evaluator disagree, a fault of anteroom"),
        }
    }

    /// What is so with the pack and otherwise with the mutant.
    fn shows(&self, mutant: &Mutant, changed: &Program, sheet: &Sheet) -> Option<Shows> {
        let decide = |program| Decider::new(self.pack, program).decided(std::slice::from_ref(sheet)).pop();
        let (is, other) = (decide(self.program)?, decide(changed)?);
        let truth = |of: &crate::evaluate::Decided, rule: usize| of.outcomes.get(rule).map(|outcome| outcome.truth);
        let rule = mutant.rules.iter().find(|rule| truth(&is, **rule) != truth(&other, **rule));
        if let Some(rule) = rule {
            return Some(Shows::Rule(*rule, truth(&is, *rule)?));
        }
        if is.safety != other.safety {
            return Some(Shows::Safety(is.safety));
        }
        (is.screening != other.screening).then_some(Shows::Screening(is.screening))
    }

    fn expect(&self, shows: Shows) -> String {
        match shows {
            Shows::Rule(rule, truth) => {
                let key = match truth {
                    Truth::Yes => "met",
                    Truth::No => "not_met",
                    Truth::Unknown => "unknown",
                };
                format!("{{{key}: [{}]}}", self.rule(rule))
            }
            Shows::Safety(level) => format!("{{safety: {}}}", level.name()),
            Shows::Screening(level) => format!("{{screening: {}}}", level.name()),
        }
    }

    /// A name that no other case has: what it shows, and of several which one.
    fn name(&self, mutant: &Mutant, shows: Shows, earlier: &[&str]) -> String {
        let what = match shows {
            Shows::Rule(rule, Truth::Yes) => format!("{} met", self.rule(rule)),
            Shows::Rule(rule, Truth::No) => format!("{} not met", self.rule(rule)),
            Shows::Rule(rule, Truth::Unknown) => format!("{} unknown", self.rule(rule)),
            Shows::Safety(level) => format!("{} safety {}", self.part(mutant), level.name()),
            Shows::Screening(level) => format!("{} screening {}", self.part(mutant), level.name()),
        };
        let what = match mutant.part {
            super::Part::Rule(_) => what,
            super::Part::Fact(_) | super::Part::Parameter(_) => format!("{what} by {}", self.part(mutant)),
        };
        cases::free_name(&what, |name| self.taken.contains(&name) || earlier.contains(&name))
    }

    fn part(&self, mutant: &Mutant) -> &str {
        match mutant.part {
            super::Part::Rule(at) => self.rule(at),
            super::Part::Fact(at) => self.pack.facts.get(at).map_or("", |fact| &fact.id),
            super::Part::Parameter(at) => self.pack.parameters.get(at).map_or("", |parameter| &parameter.id),
        }
    }

    fn rule(&self, at: usize) -> &str {
        self.pack.rules.get(at).map_or("", |rule| &rule.id)
    }
}

impl Proposal {
    /// The case as it would be read.
    pub fn case(&self, place: Span) -> Case {
        let mut expectation = Expectation::default();
        match self.shows {
            Shows::Rule(rule, truth) => expectation.rules.push(Expected { rule, truth, place }),
            Shows::Safety(level) => expectation.safety = Some(Spanned::new(level, place)),
            Shows::Screening(level) => expectation.screening = Some(Spanned::new(level, place)),
        }
        let name = Spanned::new(self.name.clone(), place);
        Case { name, place, about: None, sheet: self.sheet.clone(), expectation }
    }
}

/// That one of the rules comes to one of these, and to something else when changed.
fn rules_differ(rules: &[usize], truths: &[Truth]) -> Goal {
    let differs = |rule: usize, truth: Truth| {
        Goal::All(vec![Goal::Rule(OLD, rule, truth), Goal::Not(Box::new(Goal::Rule(NEW, rule, truth)))])
    };
    Goal::Any(rules.iter().flat_map(|rule| truths.iter().map(|truth| differs(*rule, *truth))).collect())
}

/// That one of the rules of a mutant comes to something else than it.
pub fn differs(mutant: &Mutant) -> Goal {
    rules_differ(&mutant.rules, &TRUTHS)
}

/// The same of a rule that is met or not met: a clinician sees more easily whether that is right.
pub fn surely(mutant: &Mutant) -> Goal {
    rules_differ(&mutant.rules, &[Truth::Yes, Truth::No])
}

/// That one of the rules is unknown for a reason that asking again will not mend, in one of the packs alone.
fn firm_differs(mutant: &Mutant) -> Goal {
    let alone =
        |one, other, rule: usize| Goal::All(vec![Goal::Firm(one, rule), Goal::Not(Box::new(Goal::Firm(other, rule)))]);
    Goal::Any(mutant.rules.iter().flat_map(|rule| [alone(OLD, NEW, *rule), alone(NEW, OLD, *rule)]).collect())
}

/// That an axis comes to another level.
fn outcome_differs() -> Goal {
    let apart = |old: Goal, new: Goal| Goal::All(vec![old, Goal::Not(Box::new(new))]);
    let safety = Safety::ALL.iter().map(|(level, _)| {
        let level = |side| Goal::Safety(side, Comparison::Equal, *level);
        apart(level(OLD), level(NEW))
    });
    let screening = Screening::ALL.iter().map(|(level, _)| {
        let level = |side| Goal::Screening(side, Comparison::Equal, *level);
        apart(level(OLD), level(NEW))
    });
    Goal::Any(safety.chain(screening).collect())
}
