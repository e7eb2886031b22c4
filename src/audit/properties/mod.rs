//! Holds the properties of a pack against all possible answers: those that every pack must have, and its own.

mod answers;
mod blanks;
mod own;
mod rules;

use super::example::example;
use super::proof::{Checked, Found, Proof, Standing};
use super::{Example, PackName};
use crate::pack::{BUILT_IN, Pack};
use crate::program::{self, Program};
use crate::prove::{Answer, Asked, Goal, Prover, Side};
use crate::value::Date;

/// One property that every pack must have.
struct BuiltIn {
    name: &'static str,
    says: &'static str,
    because: &'static str,
    check: fn(&mut Desk) -> Checked,
}

/// In the order in which they are told.
const ALL: [BuiltIn; 10] = [
    BuiltIn {
        name: "never-met",
        says: "Every rule can be met by answers that agree with the form.",
        because: "A rule that never speaks protects nobody.",
        check: rules::never_met,
    },
    BuiltIn {
        name: "always-met",
        says: "Every rule can be not met.",
        because: "A rule that always speaks tells nothing apart.",
        check: rules::always_met,
    },
    BuiltIn {
        name: "redundant",
        says: "No rule is met only where others that do the same are met.",
        because: "Such a rule adds a reason and never an outcome: worth a look, and no fault.",
        check: rules::redundant,
    },
    BuiltIn {
        name: "pointless-hold",
        says: "Every rule that pauses does so for somebody whom no other rule pauses.",
        because: "A stopping rule that others always come before is not the safeguard it seems to be.",
        check: rules::pointless_hold,
    },
    BuiltIn {
        name: "never-clear",
        says: "Nobody with a contraindication that is met reads milder than it raises, and so never clear.",
        because: "Guarantee 2: what a rule raises, no other rule takes back.",
        check: rules::never_clear,
    },
    BuiltIn {
        name: "blank-is-no-no",
        says: "Whatever a rule raises when met, it raises something when unknown.",
        because: "Guarantee 1: a blank is never a \"no\".",
        check: blanks::blank_is_no_no,
    },
    BuiltIn {
        name: "withholding",
        says: "No answers that are withheld make a decision clear that is not clear with them.",
        because: "Guarantee 2: withholding cannot clear.",
        check: blanks::withholding,
    },
    BuiltIn {
        name: "more-answers",
        says: "What is met or not met on some answers stays so when more are given.",
        because: "Guarantee 3: more answers never flip a definite result.",
        check: blanks::more_answers,
    },
    BuiltIn {
        name: "graver-answers",
        says: "An answer that by itself meets a contraindication never makes an outcome milder, and neither does a blank in place \
               of its \"no\"; what finds fault with that \"no\" itself is told apart.",
        because: "Saying more of a danger, or not saying there is none, must not help towards booking.",
        check: answers::graver_answers,
    },
    BuiltIn {
        name: "high-risk",
        says: "Every answer that by itself meets a rule that raises immediate makes the outcome immediate.",
        because: "A high-risk answer must reach somebody at once, whatever else is answered.",
        check: answers::high_risk,
    },
];

/// The ids of everything that is checked of a pack, in the order of [`Proof::properties`].
pub fn property_ids(pack: &Pack) -> Vec<String> {
    let own = pack.properties.iter().map(|property| property.id.clone());
    ALL.iter().map(|built_in| format!("{BUILT_IN}{}", built_in.name)).chain(own).collect()
}

/// Checks the properties of a pack for decisions made as of a day: those named in `only`, or all where it is empty.
///
/// # Errors
/// Patterns that cannot be compiled together, each by its place and why.
pub fn prove(pack: &Pack, as_of: Date, only: &[String]) -> Result<Proof, Vec<(usize, String)>> {
    // The lines of the pack's properties stand behind its rules as notes, which raise nothing.
    let extended = own::extended(pack);
    let program = program::from_pack(&extended)?;
    let asked = Asked::of(&extended, &program);
    let mut desk = Desk {
        pack: &extended,
        program: &program,
        rules: pack.rules.len(),
        prover: Prover::new(&[asked], as_of),
        withheld: None,
    };
    let wanted = |id: &str| only.is_empty() || only.iter().any(|only| only == id);
    let mut properties = Vec::new();
    for built_in in ALL {
        let id = format!("{BUILT_IN}{}", built_in.name);
        if wanted(&id) {
            let checked = (built_in.check)(&mut desk);
            let (says, because) = (built_in.says.to_owned(), Some(built_in.because.to_owned()));
            properties.push(Checked { id, says, because, ..checked });
        }
    }
    let mut line = pack.rules.len();
    for property in &pack.properties {
        let checked = own::check(&mut desk, pack, property, &mut line, wanted(&property.id));
        properties.extend(checked);
    }
    Ok(Proof { pack: PackName::of(pack, ""), as_of, properties })
}

/// The pack at hand, with everything translated so far.
struct Desk<'a> {
    pack: &'a Pack,
    program: &'a Program,
    /// The pack's own rules; behind them stand the lines of its properties.
    rules: usize,
    prover: Prover<'a>,
    /// The same with a second sheet on which answers are withheld, once it was needed.
    withheld: Option<blanks::Withheld<'a>>,
}

/// The only side of a proof about one pack.
const ONE: Side = Side(0);

impl<'a> Desk<'a> {
    fn id(&self, rule: usize) -> String {
        self.pack.rules.get(rule).map_or_else(String::new, |rule| rule.id.clone())
    }

    /// The prover for everything, out of the desk while it is asked.
    fn take(&mut self) -> Prover<'a> {
        let asked = Asked::of(self.pack, self.program);
        let fresh = self.prover.again(&[asked]);
        std::mem::replace(&mut self.prover, fresh)
    }

    fn put(&mut self, prover: Prover<'a>) {
        self.prover = prover;
    }

    /// Asks for somebody who reaches the goals and should not be.
    fn refute(&self, prover: &mut Prover<'a>, goals: &[Goal], says: &str) -> Option<Standing> {
        let answer = prover.ask(goals);
        self.standing(prover, answer, says)
    }

    fn standing(&self, prover: &mut Prover<'a>, answer: Answer, says: &str) -> Option<Standing> {
        let says = says.to_owned();
        match answer {
            Answer::Proved { .. } => None,
            Answer::GaveUp => Some(Standing::GaveUp { says: "the budget of the search ran out".to_owned() }),
            Answer::Found(witness) => {
                let example = self.example(prover, &witness, ONE);
                Some(Standing::Refuted { says, example: Some(example) })
            }
            Answer::Disagreed(applicant) => {
                let witness = crate::prove::Witness { applicant: *applicant, notable: Vec::new(), fewest: false };
                Some(Standing::Disagrees { says, example: self.example(prover, &witness, ONE) })
            }
        }
    }

    fn example(&self, prover: &mut Prover<'a>, witness: &crate::prove::Witness, after: Side) -> Example {
        example(prover, witness, (self.pack, self.program, ONE), (ONE, after))
    }
}

/// What came of a property that is checked for rules or answers one by one. The id and the words are the caller's.
fn checked(of: &'static str, subjects: usize, results: Vec<Found>) -> Checked {
    Checked { id: String::new(), says: String::new(), because: None, of, subjects, results }
}
