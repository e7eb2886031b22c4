//! Turns two signing policies into sentences about who may sign from now on, for those who sign the change.

use crate::language::Role;
use crate::pack::{Policy, Signer};
use crate::value::Date;

/// What changes from the policy of the version in use to that of the next. Empty where nothing does; a missing policy lets
/// nobody sign.
pub fn policy_changes(old: Option<&Policy>, new: Option<&Policy>) -> Vec<String> {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (Some(_), None) => return vec!["The pack says no more who may sign it.".to_owned()],
        (None, Some(_)) => return vec!["The pack says for the first time who may sign it.".to_owned()],
        (None, None) => return Vec::new(),
    };
    let mut said = Vec::new();
    let mut say = |what: &str, was: String, is: String| {
        if was != is {
            said.push(format!("{what}: {was} becomes {is}."));
        }
    };
    say("Signatures needed", old.needs.to_string(), new.needs.to_string());
    say("Roles that must sign", roles(&old.roles), roles(&new.roles));
    let clinicians = |policy: &Policy| policy.clinicians_if_milder.to_string();
    say("Clinicians that sign where safety may become milder", clinicians(old), clinicians(new));
    let days = |policy: &Policy| policy.valid_days.map_or_else(|| "without end".to_owned(), |days| days.to_string());
    say("Days for which an approval is valid", days(old), days(new));
    for signer in &new.signers {
        match old.signer(&signer.id) {
            Some(was) => {
                let name = |what: &str| format!("{what} of {} ({})", was.name, was.id);
                say(&name("The name"), was.name.clone(), signer.name.clone());
                say(&name("The roles"), roles(&was.roles), roles(&signer.roles));
                say(&name("The key"), was.key.to_string(), signer.key.to_string());
                say(&name("The first day"), day(was.from), day(signer.from));
                say(&name("The last day"), day(was.until), day(signer.until));
                say(&name("The day of revocation"), day(was.revoked), day(signer.revoked));
            }
            None => say(&format!("New signer {}", signer.id), "nobody".to_owned(), whole(signer)),
        }
    }
    for signer in old.signers.iter().filter(|signer| new.signer(&signer.id).is_none()) {
        say(&format!("Signer {}", signer.id), signer.name.clone(), "nobody".to_owned());
    }
    said
}

fn roles(roles: &[Role]) -> String {
    let names: Vec<&str> = roles.iter().map(|role| role.name()).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "none".to_owned(), |day| day.to_string())
}

/// A signer with all that a policy says of them.
fn whole(signer: &Signer) -> String {
    let days = [("from", signer.from), ("until", signer.until), ("revoked", signer.revoked)];
    let days: String = days.iter().filter_map(|(word, day)| Some(format!(", {word} {}", (*day)?))).collect();
    format!("{} ({}), with the key {}{days}", signer.name, roles(&signer.roles), signer.key)
}
