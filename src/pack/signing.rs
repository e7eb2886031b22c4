//! Turns the signing policy as written into one that can be met: keys that are keys, and enough signers for what it asks.

use super::bibliography::whole;
use super::errors;
use super::limits::at_most;
use crate::diagnostic::Diagnostic;
use crate::language::Role;
use crate::language::limits::{MAX_SIGNERS, MAX_VALID_DAYS};
use crate::syntax::{self, Text};
use crate::text::{FileId, Sources, Spanned};
use crate::value::{Date, Decimal, PublicKey};
use crate::yaml;
use std::collections::BTreeMap;

/// Who may sign a version of a pack, and what makes enough signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Persons that must sign.
    pub needs: u32,
    /// Roles of which one of them at least must be.
    pub roles: Vec<Role>,
    /// Clinicians that must sign where a safety outcome becomes milder for some answers, or may do so.
    pub clinicians_if_milder: u32,
    /// Days for which an approval is valid; `None`: until the pack changes.
    pub valid_days: Option<u32>,
    /// By id, each with one key.
    pub signers: Vec<Signer>,
}

/// Somebody who may sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    pub id: String,
    /// As it is printed: `Amara Okafor MD`.
    pub name: String,
    pub roles: Vec<Role>,
    pub key: PublicKey,
    /// The first and the last day on which the key may sign.
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// The day from which none of its signatures counts, whenever it was made: who stole a key can write any date.
    pub revoked: Option<Date>,
}

/// What `clinicians_if_milder` is where a policy does not say.
pub(super) const CLINICIANS_IF_MILDER: u32 = 2;

impl Policy {
    pub fn signer(&self, id: &str) -> Option<&Signer> {
        self.signers.iter().find(|signer| signer.id == id)
    }
}

/// Reads the policy of a file that is trusted: a `pack.yaml`, or a file with its `signing` only.
pub fn read_trusted(file: FileId, sources: &Sources) -> (Option<Policy>, Vec<Diagnostic>) {
    let (node, mut faults) = yaml::read(file, &sources.get(file).text);
    let written = node.and_then(|node| syntax::from_trusted(&node, &mut faults));
    let policy = written.map(|written| policy(&written, None, &mut faults));
    Diagnostic::sort(&mut faults);
    let wrong = faults.iter().any(Diagnostic::is_error);
    (policy.filter(|_| !wrong), faults)
}

/// The policy, and all that is wrong with it. `authors` wrote the version it stands in. Where they are `None`, it is not asked
/// whether the policy can be met: a key that is revoked in a trusted file must stop to count at once.
pub(super) fn policy(written: &syntax::Signing, authors: Option<&[Text]>, faults: &mut Vec<Diagnostic>) -> Policy {
    at_most(written.signers.len(), MAX_SIGNERS as usize, "signers", written.span, faults);
    let mut number = |given: &Spanned<Decimal>, what: &str, most: u32| {
        let whole = whole(given.value).filter(|n| (1..=most).contains(n));
        if whole.is_none() {
            faults.push(errors::not_whole(given.span, what, &given.value, 1, most));
        }
        whole
    };
    let needs = number(&written.needs, "signatures", MAX_SIGNERS);
    let milder = written.clinicians_if_milder.as_ref();
    let milder = milder.map_or(Some(CLINICIANS_IF_MILDER), |given| number(given, "clinicians", MAX_SIGNERS));
    let valid_days = written.valid_days.as_ref().and_then(|given| number(given, "days", MAX_VALID_DAYS));
    let before = faults.len();
    let signers = signers(&written.signers, faults);
    // Whether it can be met is not known while a signer is.
    if let Some(authors) = authors
        && faults.len() == before
        && signers.len() == written.signers.len()
        && !signers.is_empty()
    {
        can_be_met(written, needs, milder, authors, faults);
    }
    let roles = sorted(&written.roles);
    Policy { needs: needs.unwrap_or(1), roles, clinicians_if_milder: milder.unwrap_or(1), valid_days, signers }
}

/// Roles without order, each once.
fn sorted(written: &[Spanned<Role>]) -> Vec<Role> {
    let mut roles: Vec<Role> = written.iter().map(|role| role.value).collect();
    roles.sort_unstable();
    roles.dedup();
    roles
}

fn signers(written: &[syntax::Signer], faults: &mut Vec<Diagnostic>) -> Vec<Signer> {
    let mut ids = BTreeMap::new();
    let mut keys: Vec<(PublicKey, &Text)> = Vec::new();
    let mut signers = Vec::with_capacity(written.len());
    for signer in written {
        if let Some(first) = ids.insert(signer.id.as_str(), signer.id.span) {
            faults.push(errors::twice("signer", &signer.id, first));
            continue;
        }
        // A key that is not there was missed when the file was read.
        if signer.key.is_empty() {
            continue;
        }
        let key = match PublicKey::parse(&signer.key) {
            Ok(key) => key,
            Err(why) => {
                faults.push(errors::no_key(signer, why));
                continue;
            }
        };
        if let Some((_, first)) = keys.iter().find(|(other, _)| *other == key) {
            faults.push(errors::key_twice(signer, first));
        }
        keys.push((key, &signer.id));
        if let (Some(from), Some(until)) = (&signer.from, &signer.until)
            && from.value > until.value
        {
            faults.push(errors::key_never_valid(signer, from, until));
        }
        signers.push(Signer {
            id: signer.id.value.clone(),
            name: signer.name.value.clone(),
            roles: sorted(&signer.roles),
            key,
            from: signer.from.as_ref().map(|date| date.value),
            until: signer.until.as_ref().map(|date| date.value),
            revoked: signer.revoked.as_ref().map(|date| date.value),
        });
    }
    signers
}

/// Reports what could not be signed enough by everybody together. Whose key is revoked signs no more.
fn can_be_met(
    written: &syntax::Signing,
    needs: Option<u32>,
    milder: Option<u32>,
    authors: &[Text],
    faults: &mut Vec<Diagnostic>,
) {
    let able: Vec<&syntax::Signer> = written.signers.iter().filter(|signer| signer.revoked.is_none()).collect();
    let are = |role: Role| able.iter().filter(|signer| signer.roles.iter().any(|r| r.value == role)).count();
    if let Some(needs) = needs.filter(|needs| able.len() < *needs as usize) {
        faults.push(errors::too_few_signers(written.needs.span, needs, able.len()));
    }
    for role in written.roles.iter().filter(|role| are(role.value) == 0) {
        faults.push(errors::nobody_of_role(role));
    }
    let clinicians = are(Role::Clinician);
    if let Some(milder) = milder.filter(|milder| clinicians < *milder as usize) {
        let span = written.clinicians_if_milder.as_ref().map_or(written.span, |given| given.span);
        faults.push(errors::too_few_clinicians(span, milder, clinicians));
    }
    let is_author = |signer: &&syntax::Signer| authors.iter().any(|author| author.value == signer.id.value);
    if let Some(author) = authors.first().filter(|_| !able.is_empty() && able.iter().all(is_author)) {
        faults.push(errors::only_authors(author));
    }
}
