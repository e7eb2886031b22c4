//! What a signer is shown of a version: from the change that it is, and held against what somebody signed.

use super::record::{Milder, Statement};
use crate::audit::change::{Change, Verdict};
use crate::pack::Pack;
use crate::value::{Date, Digest, Moment};

/// What a signer was shown of a change before signing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The digest of the pack that this one was compared with; `None` for a first version.
    pub compared_with: Option<String>,
    /// The day for which the proofs hold; `None` for a first version, of which nothing is proved.
    pub as_of: Option<Date>,
    /// The digest of the differences as they were shown.
    pub diff_digest: String,
    pub safety_milder: Milder,
    /// In sentences.
    pub summary: Vec<String>,
}

/// How what somebody signed to have been shown compares with what there is to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recheck {
    /// The diff that was shown is the diff there is.
    Same,
    /// The diff there is has another digest, this one.
    OtherDiff(String),
    /// The diff is the same, and what was signed about it is not what it says.
    OtherWords,
    /// It was compared with this version, and not with the one that is asked about; `None`: with none.
    OtherVersion(Option<String>),
    /// It says of no day that its proofs hold for it.
    NoDay,
}

/// Days that a diff may be old when it is signed.
pub const MAX_DIFF_AGE: i32 = 30;
/// Days that the date of a reader may be ahead of universal time.
const AHEAD: i32 = 1;

impl Shown {
    /// `diff_digest` and `summary` are those of the change, as it is drawn.
    pub fn of(change: &Change, diff_digest: String, summary: Vec<String>) -> Self {
        let safety_milder = match change.safety.verdict {
            Verdict::Equal | Verdict::Stricter => Milder::No,
            Verdict::Milder | Verdict::BothWays => Milder::Yes,
            Verdict::GaveUp(_) => Milder::Unproved,
        };
        let compared_with = Some(change.old.digest.clone());
        Self { compared_with, as_of: Some(change.as_of), diff_digest, safety_milder, summary }
    }

    /// A version without one before it.
    pub fn first(pack: &Pack) -> Self {
        let summary =
            format!("A first version: all {} rules and {} questions are new.", pack.rules.len(), pack.questions.len());
        let diff_digest = Digest::of(format!("None\n{}\n{summary}", pack.digest).as_bytes()).to_string();
        let safety_milder = Milder::Unproved;
        Self { compared_with: None, as_of: None, diff_digest, safety_milder, summary: vec![summary] }
    }

    /// Whether this is what somebody signed to have been shown, of the same version and for the same day.
    pub fn recheck(&self, statement: &Statement) -> Recheck {
        if statement.diff != self.diff_digest {
            Recheck::OtherDiff(self.diff_digest.clone())
        } else if (statement.safety_milder, &statement.summary) != (self.safety_milder, &self.summary) {
            Recheck::OtherWords
        } else {
            Recheck::Same
        }
    }
}

/// The day for which to make the diff again that somebody signed since a version; the error says why it cannot be.
pub fn diff_day(statement: &Statement, old: &Pack) -> Result<Date, Recheck> {
    if statement.compared_with.as_ref() != Some(&old.digest) {
        return Err(Recheck::OtherVersion(statement.compared_with.clone()));
    }
    statement.as_of.ok_or(Recheck::NoDay)
}

/// Whether a diff as of a day may be signed at a moment: rules may be milder on another day than that of their use.
pub fn is_timely(as_of: Date, signed_at: Moment) -> bool {
    (-AHEAD..=MAX_DIFF_AGE).contains(&signed_at.day().days_since(as_of))
}

impl Statement {
    /// What its signer saw proved about safety; what was proved for another time counts as not proved.
    pub(super) fn proved(&self) -> Milder {
        match self.safety_milder {
            Milder::No if !self.as_of.is_some_and(|as_of| is_timely(as_of, self.signed_at)) => Milder::Unproved,
            milder => milder,
        }
    }
}
