//! Signed records that hold together, and what signatures come to under a policy.

mod quorum;
mod record;

use super::{Approval, Found, Milder, PrivateKey, Statement, Version};
use crate::language::Role;
use crate::pack::{self, Pack};
use crate::text::Sources;
use crate::value::{Date, Moment};

const QUESTIONNAIRE: &str = include_str!("../../../../fixtures/signed/ours/questionnaire.yaml");
const RULES: &str = include_str!("../../../../fixtures/signed/ours/rules/ours.yaml");

/// The key of somebody: the first letter of the id decides.
fn key(signer: &str) -> PrivateKey {
    PrivateKey::from_random([signer.bytes().next().unwrap(); 32])
}

/// A version of a pack by `author`, with a policy whose keys are those of [`key`]: `KEY(ito)` in its text.
fn pack(version: &str, author: &str, policy: &str) -> Pack {
    let mut signing = policy.to_owned();
    for signer in ["okafor", "ito", "ruiz", "sam", "zoe"] {
        signing = signing.replace(&format!("KEY({signer})"), &key(signer).public().to_string());
    }
    let header = format!(
        "pack: ours\nversion: {version}\ntitle: Ours\nintended_use: For tests.\nauthor: {author}\n{signing}\n\
         sources:\n  - {{source: house-rule, cite: Ours, locator: page 1, kind: clinic_policy}}\n"
    );
    let mut sources = Sources::default();
    let files = [("pack.yaml", header.as_str()), ("questionnaire.yaml", QUESTIONNAIRE), ("rules/ours.yaml", RULES)];
    let files: Vec<_> =
        files.iter().map(|(path, text)| ((*path).to_owned(), sources.add(*path, text.to_string()))).collect();
    let (pack, diagnostics) = pack::read(&files, &sources);
    assert_eq!(diagnostics, []);
    pack.unwrap()
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// What `signer` would sign of a pack: seen against version `0`, and nothing milder.
fn statement(pack: &Pack, signer: &str, roles: &[Role], at: &str) -> Statement {
    Statement {
        pack: Version { id: pack.id.clone(), version: pack.version.clone(), digest: pack.digest.clone() },
        compared_with: Some("sha256:0".to_owned()),
        as_of: Some(day(at)),
        diff: "sha256:d".to_owned(),
        safety_milder: Milder::No,
        summary: vec!["1 rule changed".to_owned()],
        signer: signer.to_owned(),
        name: signer.to_uppercase(),
        roles: roles.to_vec(),
        meaning: "clinical approval".to_owned(),
        signed_at: moment(&format!("{at}T12:00:00Z")),
        key: key(signer).public(),
    }
}

fn found(approval: Approval) -> Found {
    Found { file: format!("{}.json", approval.statement.signer), read: Ok(approval) }
}
