//! Searches for the applicant nearest to a case who reaches some goals, with one pack or with two at once.

use crate::answers::Sheet;
use crate::evaluate::Decided;
use crate::explain::Screening;
use crate::language;
use crate::pack::Pack;
use crate::program::Program;
use crate::prove::{Applicant, Asked, Goal, Nearest, Other, Prover, Side};
use crate::value::Date;

/// The pack as it stands.
pub const OLD: Side = Side(0);
/// The pack with one thing changed.
pub const NEW: Side = Side(1);

/// Conflicts after which an example need not be the smallest.
const CONFLICTS: u64 = 2_000;

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

/// Answers of one that the other does not give.
fn apart(one: &Sheet, other: &Sheet) -> usize {
    one.answers.iter().filter(|(slot, given)| other.answers.get(slot) != Some(given)).count()
}

impl<'a> Seeker<'a> {
    /// From a case, or without one from an ordinary applicant as of a day.
    pub fn new(pack: &'a Pack, program: &'a Program, like: Option<&Sheet>, as_of: Date) -> Self {
        let asked = Asked::of(pack, program);
        let as_of = like.map_or(as_of, |like| like.as_of);
        let mut prover = Prover::new(&[asked], as_of);
        let from = match like {
            Some(like) => like.clone(),
            None => {
                let ordinary = prover.ordinary().clone();
                prover.sheet(&ordinary, OLD)
            }
        };
        Self { asked, prover, from }
    }

    /// `changed`: the pack with one thing changed, of which the goals speak too. Somebody whose answers agree with the form, where
    /// there is one.
    pub fn seek(&self, changed: Option<(&Pack, &Program)>, goals: &[Goal]) -> Sought {
        match self.nearest(changed, goals, true) {
            Sought::Never { .. } => self.nearest(changed, goals, false),
            sought => sought,
        }
    }

    fn nearest(&self, changed: Option<(&Pack, &Program)>, goals: &[Goal], agreeing: bool) -> Sought {
        let mut asked = vec![self.asked];
        asked.extend(changed.map(|(pack, program)| Asked::of(pack, program)));
        let mut prover = self.prover.again(&asked);
        let from = prover.applicant(&self.from, OLD);
        let mut goals = goals.to_vec();
        if agreeing {
            let agrees = self.asked.program.asked.keys().map(|question| Goal::Agrees(OLD, *question));
            goals.extend(agrees.filter(|goal| prover.agrees(&from, std::slice::from_ref(goal))));
        }
        match prover.nearest_within(&from, &goals, 1, CONFLICTS) {
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
