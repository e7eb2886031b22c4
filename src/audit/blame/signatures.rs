//! Turns all approvals of a pack's history into those of one version, and what they are worth by the signers it names itself.

use crate::audit::approval::{self, Found, Standing, Worth};
use crate::pack::Pack;
use crate::value::Moment;

/// Who signed a version, wherever in the history the approval was committed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatures {
    /// Each with what it was worth on the day of the last of them; `None` where the version names no signers.
    pub of: Vec<(Found, Option<Worth>)>,
    /// What they come to; `None` as well.
    pub standing: Option<Standing>,
}

impl Signatures {
    /// `found`: in the order of signing.
    pub(super) fn of(pack: &Pack, found: &[Found]) -> Self {
        let statement = |found: &Found| found.read.as_ref().ok().map(|approval| approval.statement.clone());
        let is_of_this = |found: &Found| statement(found).is_some_and(|signed| signed.pack.digest == pack.digest);
        let last = found.iter().filter(|found| is_of_this(found)).filter_map(statement).map(|signed| signed.signed_at);
        let Some(day) = last.max().map(Moment::day) else { return Self::default() };
        let standing = approval::verify(pack, found, None, day).map(|verification| verification.standing);
        let worth = |at: usize| standing.as_ref().and_then(|standing| standing.worth.get(at)).cloned();
        let of = found.iter().enumerate().filter(|(_, found)| is_of_this(found));
        Self { of: of.map(|(at, found)| (found.clone(), worth(at))).collect(), standing }
    }
}
