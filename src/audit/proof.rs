//! The nouns of a proof: what was checked of a pack, what was proved, and what was not.

use std::collections::BTreeSet;

use super::{Example, PackName};
use crate::value::Date;

/// What was found about every property. Made by [`super::prove`]; everything that draws it reads only this.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    pub pack: PackName,
    /// The proofs hold for decisions made as of this day: ages and days since an event are counted to it.
    pub as_of: Date,
    /// The built-in ones, then the pack's own in its order.
    pub properties: Vec<Checked>,
}

/// One property, and everything about it that is not simply proved.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// `built-in.never-met`, or the id of a property of the pack.
    pub id: String,
    /// What it demands, as a sentence.
    pub says: String,
    pub because: Option<String>,
    /// What it is checked for, one by one: `rule`, `answer`. Empty: it is one statement about every applicant.
    pub of: &'static str,
    /// How many of these; 1 where it is one statement.
    pub subjects: usize,
    pub results: Vec<Found>,
}

/// Something that was found about one subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The id of a rule or of a question; of the property itself where it is one statement.
    pub subject: String,
    pub what: Standing,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// Shown by an applicant, whom the evaluator decided the same way; where nobody can be shown, as nobody meets a rule, proved.
    Refuted { says: String, example: Option<Example> },
    /// The budget ran out before the question was settled. Never to be read as proved.
    GaveUp { says: String },
    /// Worth a look and no fault, such as a rule that another makes redundant.
    Noted { says: String },
    /// The evaluator decides the example otherwise than the proof says: a fault of the program, not of the pack.
    Disagrees { says: String, example: Example },
}

/// What came of a property or of all of them, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    Proved,
    GaveUp,
    Refuted,
    Disagrees,
}

impl Standing {
    pub fn finding(&self) -> Finding {
        match self {
            Self::Noted { .. } => Finding::Proved,
            Self::GaveUp { .. } => Finding::GaveUp,
            Self::Refuted { .. } => Finding::Refuted,
            Self::Disagrees { .. } => Finding::Disagrees,
        }
    }
}

impl Checked {
    /// The gravest of its results.
    pub fn finding(&self) -> Finding {
        self.results.iter().map(|found| found.what.finding()).max().unwrap_or(Finding::Proved)
    }

    /// Subjects it is proved for.
    pub fn proved(&self) -> usize {
        let open = self.results.iter().filter(|found| found.what.finding() != Finding::Proved);
        self.subjects.saturating_sub(open.map(|found| &found.subject).collect::<BTreeSet<_>>().len())
    }
}

impl Proof {
    /// The gravest of all properties.
    pub fn finding(&self) -> Finding {
        self.properties.iter().map(Checked::finding).max().unwrap_or(Finding::Proved)
    }

    /// Properties of which this came.
    pub fn count(&self, finding: Finding) -> usize {
        self.properties.iter().filter(|property| property.finding() == finding).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(results: Vec<(&str, Standing)>) -> Checked {
        let found = |(subject, what): (&str, Standing)| Found { subject: subject.to_owned(), what };
        let results = results.into_iter().map(found).collect();
        Checked { id: String::new(), says: String::new(), because: None, of: "rule", subjects: 5, results }
    }

    #[test]
    fn what_gave_up_is_not_proved_and_what_is_noted_is() {
        let noted = || Standing::Noted { says: String::new() };
        let gave_up = || Standing::GaveUp { says: String::new() };
        let summary = |checked: Checked| (checked.finding(), checked.proved());
        assert_eq!(summary(checked(vec![])), (Finding::Proved, 5));
        assert_eq!(summary(checked(vec![("a", noted())])), (Finding::Proved, 5));
        assert_eq!(summary(checked(vec![("a", gave_up()), ("a", gave_up()), ("b", noted())])), (Finding::GaveUp, 4));
    }
}
