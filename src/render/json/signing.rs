//! The approvals of a pack as JSON, for pipelines.

use serde::Serialize;

use super::super::signing::{concern, missing, recheck, recheck_status, status, worth};
use super::PackName;
use crate::audit::approval::{self, Basis, Found, Milder, Recheck, Statement, Verification};
use crate::pack::Pack;
use crate::value::{Date, Moment};

#[derive(Serialize)]
pub(super) struct Verified<'a> {
    schema: &'static str,
    pack: PackName<'a>,
    as_of: Date,
    /// `trusted`, `own`, or `none` where nothing says who may sign.
    policy: &'static str,
    active: bool,
    /// Under the policy; missing where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<Standing>,
    /// Under the pack's own policy, where it differs from the trusted one.
    #[serde(skip_serializing_if = "Option::is_none")]
    by_new_policy: Option<Standing>,
    approvals: Vec<Approval<'a>>,
}

#[derive(Serialize)]
struct Standing {
    needed: usize,
    signed: usize,
    missing: Vec<Missing>,
}

#[derive(Serialize)]
struct Missing {
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'static str>,
    says: String,
}

#[derive(Serialize)]
struct Approval<'a> {
    file: &'a str,
    /// What it is worth under the policy: `valid`, or a word that says why not.
    status: &'static str,
    says: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    signed: Option<Signed<'a>>,
    /// Whether what was signed is the diff there is; missing where that was not asked, or the signature does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<Rechecked>,
}

#[derive(Serialize)]
struct Rechecked {
    /// `same`, or a word that says what is different.
    status: &'static str,
    says: String,
}

/// What the file says, which is only worth something where its status is `valid`.
#[derive(Serialize)]
struct Signed<'a> {
    version: &'a str,
    digest: &'a str,
    compared_with: Option<&'a str>,
    /// The day for which the proofs of the diff hold.
    as_of: Option<Date>,
    diff: &'a str,
    safety_milder: Milder,
    signer: &'a str,
    name: &'a str,
    roles: Vec<&'static str>,
    meaning: &'a str,
    signed_at: Moment,
}

impl<'a> Verified<'a> {
    pub(super) fn of(
        pack: &'a Pack,
        found: &'a [Found],
        verification: Option<&'a Verification>,
        rechecks: &[Option<Recheck>],
        as_of: Date,
    ) -> Self {
        let rechecked = |at: usize, statement: &Statement| {
            let of = rechecks.get(at)?.as_ref()?;
            Some(Rechecked { status: recheck_status(of), says: recheck(of, statement) })
        };
        let approval = |(at, found): (usize, &'a Found)| {
            let weighed = verification.and_then(|verification| verification.standing.worth.get(at));
            Approval {
                file: &found.file,
                status: weighed.map_or("no_policy", status),
                says: weighed.map_or_else(|| "held against no policy".to_owned(), |weighed| worth(weighed, found)),
                signed: found.read.as_ref().ok().map(|approval| signed(&approval.statement)),
                shown: found.read.as_ref().ok().and_then(|approval| rechecked(at, &approval.statement)),
            }
        };
        Self {
            schema: "anteroom.verify/1",
            pack: PackName::of(pack),
            as_of,
            policy: match verification.map(|verification| verification.basis) {
                Some(Basis::Trusted) => "trusted",
                Some(Basis::Own) => "own",
                None => "none",
            },
            active: verification.is_some_and(Verification::is_active),
            standing: verification.map(|verification| standing(&verification.standing)),
            by_new_policy: verification.and_then(|verification| verification.by_new_policy.as_ref()).map(standing),
            approvals: found.iter().enumerate().map(approval).collect(),
        }
    }
}

fn standing(standing: &approval::Standing) -> Standing {
    let one = |lacking: &approval::Missing| {
        let (what, says) = missing(lacking);
        let because = match lacking {
            approval::Missing::Clinicians { concern: why, .. } => Some(concern(*why)),
            _ => None,
        };
        Missing { what, because, says }
    };
    Standing { needed: standing.needed, signed: standing.signed, missing: standing.missing.iter().map(one).collect() }
}

fn signed(statement: &Statement) -> Signed<'_> {
    Signed {
        version: &statement.pack.version,
        digest: &statement.pack.digest,
        compared_with: statement.compared_with.as_deref(),
        as_of: statement.as_of,
        diff: &statement.diff,
        safety_milder: statement.safety_milder,
        signer: &statement.signer,
        name: &statement.name,
        roles: statement.roles.iter().map(|role| role.name()).collect(),
        meaning: &statement.meaning,
        signed_at: statement.signed_at,
    }
}
