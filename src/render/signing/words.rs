//! The words for what a signature is worth and for what is missing, for people, and their names for programs.

use super::super::names::short;
use super::Milder;
use crate::audit::approval::{Concern, Found, Missing, Recheck, Standing, Statement, Worth};
use crate::language::Role;

/// `director, clinician`
pub fn roles(roles: &[Role]) -> String {
    roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(", ")
}

/// What was found out about safety, and how many clinicians sign therefore.
pub(super) fn milder(milder: Milder, clinicians: u32) -> String {
    let sign = if clinicians == 1 { "a clinician signs".to_owned() } else { format!("{clinicians} clinicians sign") };
    match milder {
        Milder::No => "proved: no safety outcome becomes milder".to_owned(),
        Milder::Yes => format!("A SAFETY OUTCOME BECOMES MILDER for some answers: {sign}"),
        Milder::Unproved => format!("not proved that no safety outcome becomes milder: {sign}"),
    }
}

/// What an approval is worth, as a phrase.
pub fn worth(worth: &Worth, found: &Found) -> String {
    let statement = found.read.as_ref().ok().map(|approval| &approval.statement);
    let signer = statement.map_or("", |statement| &statement.signer);
    match worth {
        Worth::Counts(_) => "valid".to_owned(),
        Worth::Unreadable(why) => format!("cannot be read: {why}"),
        Worth::DoesNotFit => "signature does not fit: changed after it was signed".to_owned(),
        Worth::OtherPack => format!("for another pack, {}", statement.map_or("", |s| &s.pack.id)),
        Worth::OtherDigest => {
            let (version, digest) = statement.map_or(("", ""), |s| (&s.pack.version, &s.pack.digest));
            format!("for another digest, of {version} ({})", short(digest))
        }
        Worth::UnknownSigner => format!("signer unknown: {signer}"),
        Worth::OtherKey => format!("signed with another key than that of {signer}"),
        Worth::KeyRevoked(day) => format!("key revoked on {day}"),
        Worth::KeyNotYet(day) => format!("signed before {day}, from which the key is valid"),
        Worth::KeyExpired(day) => format!("key expired after {day}, before it signed"),
        Worth::LaterThan(day) => format!("signed later than {day}, for which is asked"),
        Worth::Expired(day) => format!("approval expired after {day}"),
        Worth::NoRole => "role missing: the signer is not known in the roles signed for".to_owned(),
        Worth::SignedAgain => "signed again later by the same person".to_owned(),
    }
}

/// The same as a word for programs.
pub fn status(worth: &Worth) -> &'static str {
    match worth {
        Worth::Counts(_) => "valid",
        Worth::Unreadable(_) => "unreadable",
        Worth::DoesNotFit => "signature_does_not_fit",
        Worth::OtherPack => "other_pack",
        Worth::OtherDigest => "other_digest",
        Worth::UnknownSigner => "unknown_signer",
        Worth::OtherKey => "other_key",
        Worth::KeyRevoked(_) => "key_revoked",
        Worth::KeyNotYet(_) => "key_not_yet_valid",
        Worth::KeyExpired(_) => "key_expired",
        Worth::LaterThan(_) => "signed_later",
        Worth::Expired(_) => "expired",
        Worth::NoRole => "role_missing",
        Worth::SignedAgain => "signed_again",
    }
}

/// Whether what was signed is the diff there is.
pub fn recheck(recheck: &Recheck, statement: &Statement) -> String {
    let day = statement.as_of.map_or_else(String::new, |day| format!(", as of {day}"));
    match recheck {
        Recheck::Same => format!("the diff that was signed is the diff there is{day} ({})", short(&statement.diff)),
        Recheck::OtherDiff(there) => format!(
            "another diff was signed, {}, than there is{day}: {}; another version of anteroom may have made it, or nobody did",
            short(&statement.diff),
            short(there)
        ),
        Recheck::OtherWords => {
            format!("the diff is the one there is{day}, and what was signed about it is not what it says")
        }
        Recheck::OtherVersion(Some(with)) => format!("compared with another version than this one ({})", short(with)),
        Recheck::OtherVersion(None) => "compared with nothing, as a first version".to_owned(),
        Recheck::NoDay => "it does not say for which day its diff was made".to_owned(),
    }
}

/// The same as a word for programs.
pub fn recheck_status(recheck: &Recheck) -> &'static str {
    match recheck {
        Recheck::Same => "same",
        Recheck::OtherDiff(_) => "other_diff",
        Recheck::OtherWords => "other_words",
        Recheck::OtherVersion(_) => "other_version",
        Recheck::NoDay => "no_day",
    }
}

/// What is missing, as words for a list. How many signatures are there was said before: it is repeated where nothing else is
/// missing.
pub(super) fn lacking(standing: &Standing) -> Vec<String> {
    let said = |wanted: &Missing| missing(wanted).1;
    let others: Vec<String> =
        standing.missing.iter().filter(|m| !matches!(m, Missing::Signatures(_))).map(said).collect();
    if others.is_empty() { standing.missing.iter().map(said).collect() } else { others }
}

/// A name for programs, and words.
pub fn missing(missing: &Missing) -> (&'static str, String) {
    match missing {
        Missing::Signatures(1) => ("signatures", "one more signature".to_owned()),
        Missing::Signatures(more) => ("signatures", format!("{more} more signatures")),
        Missing::Role(role) => ("role", role.name().to_owned()),
        Missing::Independent => ("independent", "independent reviewer".to_owned()),
        Missing::Author => ("author", "the name of its author (`author:` in pack.yaml)".to_owned()),
        Missing::Clinicians { needed, signed, concern: why } => {
            let clinicians = if *needed == 1 { "clinician" } else { "clinicians" };
            ("clinicians", format!("{needed} {clinicians} ({signed} signed), as {}", concern(*why)))
        }
    }
}

pub fn concern(concern: Concern) -> &'static str {
    match concern {
        Concern::Milder => "a safety outcome becomes milder for some answers",
        Concern::Unproved => "it is not proved that no safety outcome becomes milder",
        Concern::First => "a first version was compared with nothing",
        Concern::ComparedApart => "the signers compared it with different versions",
        Concern::NotWithTheLast => "it was not compared with the version approved last",
    }
}
