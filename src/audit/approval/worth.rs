//! Turns one approval and a policy into what its signature is worth.

use super::record::{Approval, Statement};
use crate::language::Role;
use crate::pack::{Pack, Policy, Signer};
use crate::value::Date;

/// An approval as it was found beside a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The name of its file.
    pub file: String,
    /// The error says why it could not be read.
    pub read: Result<Approval, String>,
}

/// What a signature is worth under a policy, on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worth {
    /// It counts, in these roles.
    Counts(Vec<Role>),
    Unreadable(String),
    /// The signature is not one under this text.
    DoesNotFit,
    OtherPack,
    /// It is for another content of the same pack.
    OtherDigest,
    UnknownSigner,
    /// The policy gives the signer another key.
    OtherKey,
    /// No signature of the key counts since this day.
    KeyRevoked(Date),
    /// The key may sign from this day on, and signed before.
    KeyNotYet(Date),
    /// The key could sign until this day, and signed later.
    KeyExpired(Date),
    /// It was signed after the day for which is asked.
    LaterThan(Date),
    /// The approval was valid until this day.
    Expired(Date),
    /// It was signed in roles that the policy does not give the signer.
    NoRole,
    /// The same person signed again later, and that counts.
    SignedAgain,
}

impl Worth {
    pub fn counts(&self) -> bool {
        matches!(self, Self::Counts(_))
    }
}

/// Why the signer's key may not sign on a day; `None` where it may.
pub fn may_sign(signer: &Signer, on: Date) -> Option<Worth> {
    if let Some(revoked) = signer.revoked.filter(|revoked| *revoked <= on) {
        return Some(Worth::KeyRevoked(revoked));
    }
    if let Some(from) = signer.from.filter(|from| on < *from) {
        return Some(Worth::KeyNotYet(from));
    }
    signer.until.filter(|until| *until < on).map(Worth::KeyExpired)
}

/// The worth of each approval, in their order.
pub(super) fn all(found: &[Found], pack: &Pack, policy: &Policy, as_of: Date) -> Vec<Worth> {
    let mut worth: Vec<Worth> = found.iter().map(|found| one(found, pack, policy, as_of)).collect();
    for at in 0..found.len() {
        if is_repeated(at, found, &worth)
            && let Some(worth) = worth.get_mut(at)
        {
            *worth = Worth::SignedAgain;
        }
    }
    worth
}

/// Whether this one counts, and so does another one by the same person, which is later.
fn is_repeated(at: usize, found: &[Found], worth: &[Worth]) -> bool {
    let order = |at: usize| {
        let approval = found.get(at).filter(|_| worth.get(at).is_some_and(Worth::counts))?.read.as_ref().ok()?;
        Some((&approval.statement.signer, (approval.statement.signed_at, at)))
    };
    let Some((signer, when)) = order(at) else { return false };
    (0..found.len()).filter_map(order).any(|(other, later)| other == signer && later > when)
}

fn one(found: &Found, pack: &Pack, policy: &Policy, as_of: Date) -> Worth {
    let approval = match &found.read {
        Ok(approval) => approval,
        Err(why) => return Worth::Unreadable(why.clone()),
    };
    let Statement { pack: named, .. } = &approval.statement;
    if !approval.fits() {
        return Worth::DoesNotFit;
    }
    if named.id != pack.id {
        return Worth::OtherPack;
    }
    if named.digest != pack.digest || named.version != pack.version {
        return Worth::OtherDigest;
    }
    match signer(&approval.statement, policy, as_of) {
        Ok(signer) => in_time(&approval.statement, signer, policy, as_of),
        Err(worth) => worth,
    }
}

/// The signer whom a policy knows by this name and key, where the key is not revoked.
pub(super) fn signer<'p>(statement: &Statement, policy: &'p Policy, as_of: Date) -> Result<&'p Signer, Worth> {
    let signer = policy.signer(&statement.signer).ok_or(Worth::UnknownSigner)?;
    if signer.key != statement.key {
        return Err(Worth::OtherKey);
    }
    match signer.revoked.filter(|revoked| *revoked <= as_of) {
        Some(revoked) => Err(Worth::KeyRevoked(revoked)),
        None => Ok(signer),
    }
}

fn in_time(statement: &Statement, signer: &Signer, policy: &Policy, as_of: Date) -> Worth {
    let signed = statement.signed_at.day();
    if let Some(why) = may_sign(signer, signed) {
        return why;
    }
    if signed > as_of {
        return Worth::LaterThan(as_of);
    }
    if let Some(days) = policy.valid_days
        && as_of.days_since(signed) > days as i32
    {
        // A day past the end of the calendar has not come.
        return Worth::Expired(Date::from_day_number(signed.day_number() + days as i32).unwrap_or(Date::MAX));
    }
    let roles: Vec<Role> = statement.roles.iter().copied().filter(|role| signer.roles.contains(role)).collect();
    if roles.is_empty() { Worth::NoRole } else { Worth::Counts(roles) }
}
