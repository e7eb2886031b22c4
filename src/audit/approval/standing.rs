//! Turns the approvals of a pack into its standing under a policy: how many signatures count, and what is missing.

use super::record::{Milder, Statement};
use super::worth::{self, Found, Worth};
use crate::language::Role;
use crate::pack::{Pack, Policy};
use crate::value::{Date, Moment};
use std::collections::{BTreeMap, BTreeSet};

/// What the signatures come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Persons that must sign, and those whose signature counts.
    pub needed: usize,
    pub signed: usize,
    /// One an approval, in their order.
    pub worth: Vec<Worth>,
    /// Empty: there is enough.
    pub missing: Vec<Missing>,
}

/// What keeps a pack from being used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Signatures of this many more persons.
    Signatures(usize),
    /// A signer of this role.
    Role(Role),
    /// A signer who is not an author.
    Independent,
    /// The pack names no author, so nobody is known to be independent.
    Author,
    /// Clinicians, because of what the change does to safety.
    Clinicians { needed: usize, signed: usize, concern: Concern },
}

/// Why two clinicians sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// A safety outcome becomes milder for some answers.
    Milder,
    /// It is not proved that none does.
    Unproved,
    /// A first version, with nothing to compare it with.
    First,
    /// The signers compared it with different versions.
    ComparedApart,
    /// It was compared with another version than the one approved last.
    NotWithTheLast,
}

impl Standing {
    pub(super) fn of(found: &[Found], pack: &Pack, policy: &Policy, as_of: Date) -> Self {
        let worth = worth::all(found, pack, policy, as_of);
        let counted: Vec<(&Statement, &[Role])> = found
            .iter()
            .zip(&worth)
            .filter_map(|(found, worth)| match (&found.read, worth) {
                (Ok(approval), Worth::Counts(roles)) => Some((&approval.statement, roles.as_slice())),
                _ => None,
            })
            .collect();
        let (needed, signed) = (policy.needs as usize, counted.len());
        let are = |role: Role| counted.iter().filter(|(_, roles)| roles.contains(&role)).count();

        let mut missing = Vec::new();
        if let Some(more) = needed.checked_sub(signed).filter(|more| *more > 0) {
            missing.push(Missing::Signatures(more));
        }
        missing.extend(policy.roles.iter().copied().filter(|role| are(*role) == 0).map(Missing::Role));
        if pack.authors.is_empty() {
            missing.push(Missing::Author);
        } else if counted.iter().all(|(statement, _)| pack.authors.contains(&statement.signer)) {
            missing.push(Missing::Independent);
        }
        let (needed_if_milder, clinicians) = (policy.clinicians_if_milder as usize, are(Role::Clinician));
        let last = |before: Moment| last_approved(found, pack, policy, as_of, before);
        if let Some(concern) = concern(&counted, last)
            && clinicians < needed_if_milder
        {
            missing.push(Missing::Clinicians { needed: needed_if_milder, signed: clinicians, concern });
        }
        Self { needed, signed, worth, missing }
    }

    pub fn is_enough(&self) -> bool {
        self.missing.is_empty()
    }
}

/// What speaks for two clinicians. Nothing does only where all who signed saw a proof, against the version approved last.
/// `last` is the digest of that version, before a moment.
fn concern<'f>(counted: &[(&Statement, &[Role])], last: impl Fn(Moment) -> Option<&'f str>) -> Option<Concern> {
    let statements = || counted.iter().map(|(statement, _)| *statement);
    let first = statements().min_by_key(|s| s.signed_at)?;
    if statements().any(|s| s.proved() == Milder::Yes) {
        Some(Concern::Milder)
    } else if statements().any(|s| s.compared_with != first.compared_with) {
        Some(Concern::ComparedApart)
    } else if first.compared_with.as_ref().is_none_or(|with| *with == first.pack.digest) {
        // Compared with itself is compared with nothing.
        Some(Concern::First)
    } else if statements().any(|s| s.proved() == Milder::Unproved) {
        Some(Concern::Unproved)
    } else {
        let last = last(first.signed_at);
        last.is_some_and(|last| first.compared_with.as_deref() != Some(last)).then_some(Concern::NotWithTheLast)
    }
}

/// The other version of this pack that enough persons had signed last by then. Who its author was is not known any more.
fn last_approved<'f>(found: &'f [Found], pack: &Pack, policy: &Policy, as_of: Date, before: Moment) -> Option<&'f str> {
    let mut others: BTreeMap<&str, (BTreeSet<&str>, Moment)> = BTreeMap::new();
    for approval in found.iter().filter_map(|found| found.read.as_ref().ok()) {
        let statement = &approval.statement;
        let is_other = statement.pack.id == pack.id && statement.pack.digest != pack.digest;
        let is_known = statement.signed_at <= before && worth::signer(statement, policy, as_of).is_ok();
        if is_other && is_known && approval.fits() {
            let (signers, last) =
                others.entry(&statement.pack.digest).or_insert((BTreeSet::new(), statement.signed_at));
            signers.insert(&statement.signer);
            *last = statement.signed_at.max(*last);
        }
    }
    let enough = others.into_iter().filter(|(_, (signers, _))| signers.len() >= policy.needs as usize);
    enough.max_by_key(|(_, (_, last))| *last).map(|(digest, _)| digest)
}
