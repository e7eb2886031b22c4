//! Who may sign, taken apart for comparison: the policy, and each signer.

use super::aspect::{Aspect, Item};
use crate::audit::change::{State, Written};
use crate::language::Role;
use crate::pack::{Pack, Policy, Signer};
use crate::value::Date;

/// The key of pack.yaml under which the policy stands.
const SIGNING: &str = "signing";

pub(super) fn policy(pack: &Pack) -> Vec<Item> {
    let days = |policy: &Policy| policy.valid_days.map_or_else(|| "without end".to_owned(), |days| days.to_string());
    let item = |policy: &Policy| Item {
        id: SIGNING.to_owned(),
        title: "Who may sign, and how many must".to_owned(),
        same: Vec::new(),
        aspects: vec![
            Aspect::words("signatures needed", Some(&policy.needs.to_string())),
            Aspect::words("roles that must sign", roles(&policy.roles).as_deref()),
            Aspect::words(
                "clinicians that sign where safety may become milder",
                Some(&policy.clinicians_if_milder.to_string()),
            ),
            Aspect::words("days for which an approval is valid", Some(&days(policy))),
        ],
    };
    pack.signing.iter().map(item).collect()
}

pub(super) fn signers(pack: &Pack) -> Vec<Item> {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let item = |signer: &Signer| Item {
        id: signer.id.clone(),
        title: signer.name.clone(),
        same: vec![signer.key.to_string()],
        aspects: vec![
            Aspect::words("name", Some(&signer.name)),
            Aspect::words("roles", roles(&signer.roles).as_deref()),
            Aspect::words("key", Some(&signer.key.to_string())),
            Aspect::words("first day", day(signer.from).as_deref()),
            Aspect::words("last day", day(signer.until).as_deref()),
            Aspect::words("revoked from", day(signer.revoked).as_deref()),
        ],
    };
    pack.signing.iter().flat_map(|policy| &policy.signers).map(item).collect()
}

fn roles(roles: &[Role]) -> Option<String> {
    let names: Vec<&str> = roles.iter().map(|role| role.name()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Where signatures that were not enough before become enough.
pub(super) fn policy_remarks(old: &Pack, new: &Pack) -> Vec<String> {
    let (old, new) = match (&old.signing, &new.signing) {
        (Some(old), Some(new)) => (old, new),
        (Some(_), None) => return vec!["Nobody may sign the pack any more.".to_owned()],
        (None, _) => return Vec::new(),
    };
    let mut remarks = Vec::new();
    let mut remark = |applies: bool, words: &str| remarks.extend(applies.then(|| words.to_owned()));
    remark(new.needs < old.needs, "Fewer persons must sign than before.");
    remark(
        new.clinicians_if_milder < old.clinicians_if_milder,
        "Fewer clinicians must sign where safety may become milder.",
    );
    remark(old.roles.iter().any(|role| !new.roles.contains(role)), "A role that had to sign need not sign any more.");
    let days = |policy: &Policy| policy.valid_days.unwrap_or(u32::MAX);
    remark(days(new) > days(old), "Approvals are valid for longer than before.");
    remarks
}

pub(super) fn signer_remarks(one: &Written) -> Vec<String> {
    let differs = |what: &str| one.differences.iter().any(|difference| difference.what == what);
    let remark = match one.state {
        State::Added => "A new signer: ask whether the key is theirs.",
        State::Removed => "May sign no more.",
        _ if differs("key") => "The key is another one: ask the signer whether it is theirs.",
        _ if differs("revoked from") => "The day of its revocation is another one.",
        _ if differs("roles") => "Signs in other roles than before.",
        _ => return Vec::new(),
    };
    vec![remark.to_owned()]
}
