//! Searches for the applicant nearest to a case who reaches some goals, with one pack or with two at once.

use crate::answers::Sheet;
use crate::evaluate::Decided;
use crate::explain::Screening;
use crate::language;
use crate::pack::Pack;
use crate::program::Program;
use crate::prove::{Applicant, Asked, Budget, Goal, Nearest, Other, Prover, Side};
use crate::value::Date;

/// The pack as it stands.
pub const OLD: Side = Side(0);
/// The pack with one thing changed.
pub const NEW: Side = Side(1);

/// An example need not be the smallest, and what is not proved soon is left open.
const BUDGET: Budget = Budget { any: 10_000, fewer: 1_000, ranges: false };

/// What a search came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Sought {
    /// The evaluator agrees.
    Found(Sheet),
    /// Nobody reaches the goals. `every_text`: whatever is written into free texts; otherwise for texts made of the names of the
    /// pack's lists.
    Never {
        every_text: bool,
    },
    GaveUp,
    /// The search found somebody and the evaluator does not agree: a fault of this program, never of the pack.
    Disagrees,
}

/// A pack with one thing changed.
#[derive(Clone, Copy)]
pub struct Changed<'a> {
    pub pack: &'a Pack,
    pub program: &'a Program,
    /// The rules that the change bears on, by their places.
    pub rules: &'a [usize],
}

/// A pack to search, and from whom.
pub struct Seeker<'a> {
    asked: Asked<'a>,
    prover: Prover<'a>,
    from: Sheet,
}

/// Of those who are ready to book and have nothing in the file that cannot be read, the one whom all others are most like.
pub fn clean<'s>(pack: &Pack, program: &Program, sheets: &'s [Sheet]) -> Option<&'s Sheet> {
    let decided = Screening::new(pack, program).decided(sheets);
    let is_clean = |(sheet, decided): &(&Sheet, Decided)| {
        let ready = (language::Safety::None, language::Screening::Clear);
        sheet.problems.is_empty() && (decided.safety, decided.screening) == ready
    };
    let clean = sheets.iter().zip(decided).filter(is_clean).map(|(sheet, _)| sheet);
    clean.min_by_key(|sheet| sheets.iter().map(|other| apart(sheet, other)).sum::<usize>())
}

/// Answers of either that the other does not give.
fn apart(one: &Sheet, other: &Sheet) -> usize {
    let alike = one.answers.iter().filter(|(slot, given)| other.answers.get(slot) == Some(given)).count();
    one.answers.len() + other.answers.len() - 2 * alike
}

/// Somebody who is ready to book with as few remarkable answers as that takes.
pub fn ordinary(pack: &Pack, program: &Program, as_of: Date) -> Sheet {
    let mut prover = Prover::new(&[Asked::of(pack, program)], as_of);
    let ordinary = prover.ordinary().clone();
    prover.sheet(&ordinary, OLD)
}

impl<'a> Seeker<'a> {
    /// `from`: whom those who are found differ from as little as can be.
    pub fn new(pack: &'a Pack, program: &'a Program, from: Sheet) -> Self {
        let asked = Asked::of(pack, program);
        Self { asked, prover: Prover::new(&[asked], from.as_of), from }
    }

    /// `changed`: the pack with one thing changed, of which the goals speak too. `better`: what is to hold besides, where there is
    /// somebody for whom it does. So it is with answers that agree with the form.
    pub fn seek(&self, changed: Option<Changed>, goal: &Goal, better: Option<Goal>) -> Sought {
        let better = better.map(|better| self.nearest(changed, &[goal.clone(), better], true));
        if let Some(found @ (Sought::Found(_) | Sought::Disagrees)) = better {
            return found;
        }
        match self.nearest(changed, std::slice::from_ref(goal), true) {
            Sought::Never { .. } | Sought::GaveUp => self.nearest(changed, std::slice::from_ref(goal), false),
            sought => sought,
        }
    }

    fn nearest(&self, changed: Option<Changed>, goals: &[Goal], agreeing: bool) -> Sought {
        let mut asked = vec![self.asked];
        asked.extend(changed.map(|changed| Asked::of(changed.pack, changed.program)));
        let mut prover = self.prover.again(&asked);
        // What follows for one from the other takes a while, and is for proofs.
        for rule in changed.iter().filter(|_| !agreeing).flat_map(|changed| changed.rules) {
            prover.pair(*rule, *rule);
        }
        let from = prover.applicant(&self.from, OLD);
        let mut goals = goals.to_vec();
        if agreeing {
            let agrees = self.asked.program.asked.keys().map(|question| Goal::Agrees(OLD, *question));
            goals.extend(agrees.filter(|goal| prover.agrees(&from, std::slice::from_ref(goal))));
        }
        match prover.nearest_within(&from, &goals, 1, BUDGET) {
            Nearest::Never { every_text } => Sought::Never { every_text },
            Nearest::GaveUp => Sought::GaveUp,
            Nearest::Disagreed(_) => Sought::Disagrees,
            Nearest::Found(others) => match others.ways.first() {
                Some(other) => Sought::Found(self.sheet(&prover, other)),
                None => Sought::GaveUp,
            },
        }
    }

    /// The sheet that was started from with the other answers in it.
    fn sheet(&self, prover: &Prover, other: &Other) -> Sheet {
        let applicant: &Applicant = &other.applicant;
        let answered = prover.sheet(applicant, OLD);
        let mut sheet = self.from.clone();
        for slot in other.changed.iter().filter_map(|at| prover.slot(OLD, *at)) {
            match answered.answers.get(&slot) {
                Some(given) => drop(sheet.answers.insert(slot, given.clone())),
                None => drop(sheet.answers.remove(&slot)),
            }
        }
        sheet
    }
}
