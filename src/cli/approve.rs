//! `anteroom approve`: signs one version of a pack, after its signer has seen what it changes.

use std::path::PathBuf;

use clap::Args;

use super::failure::{Failure, near};
use super::terminal::Terminal;
use super::{Done, FINE, PROBLEMS, approvals, clock, comparison, files, keys, pack, revision};
use crate::audit::approval::{self, Approval, Found, PrivateKey, Statement, Version, Worth};
use crate::pack::{Pack, Policy, Signer};
use crate::render;
use crate::value::{Date, Moment};

/// Sign a version of a pack
///
/// Shows in short what the version changes and what your signature will mean, and asks you to type the version. Then it
/// writes an approval into the folder `approvals` of the pack. The approval is bound to the content of the pack and to the
/// diff that was shown: any change of either makes it void. `anteroom diff` shows the same diff in full, under the same digest.
///
/// Who may sign stands in pack.yaml, under `signing`. A version that changes who signs can be signed by the signers of the
/// version in --against too, and needs enough of both.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 signed; 1 the pack has mistakes; 2 a wrong argument or a file that cannot be read; 3 \
                        refused, and nothing was signed; 4 the proof and the evaluator disagree, a fault of anteroom."
)]
pub(super) struct Approve {
    /// The folder of the pack
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Who signs, as the policy names them
    #[arg(long = "as", value_name = "ID", value_parser = keys::signer)]
    signer: String,
    /// The file with the private key; or ANTEROOM_KEY_FILE names it
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// What the signature means, such as "clinical approval"
    #[arg(long, value_name = "TEXT", value_parser = meaning)]
    meaning: String,
    /// The version in use, with which to compare: a folder, or a revision in git such as v1.2.0
    #[arg(long, value_name = "OLD")]
    against: Option<String>,
    /// The day of the diff that you read, if it was not that of signing; at most 30 days before
    #[arg(long, value_name = "DATE", value_parser = clock::date, requires = "against")]
    as_of: Option<Date>,
    /// Ask nothing; --version-is says which version to sign
    #[arg(long, requires = "version_is")]
    non_interactive: bool,
    /// The version to sign, where nobody is asked
    #[arg(long, value_name = "VERSION", requires = "non_interactive")]
    version_is: Option<String>,
    /// Sign as of this moment (2026-11-23T14:02:11Z), instead of now
    #[arg(long, value_name = "MOMENT", value_parser = clock::moment)]
    signed_at: Option<Moment>,
}

fn meaning(text: &str) -> Result<String, String> {
    const LONGEST: usize = 200;
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST || text.chars().any(char::is_control) {
        return Err(format!("say in one line of at most {LONGEST} characters what the signature means"));
    }
    Ok(text.to_owned())
}

impl Approve {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let loaded = pack::load(self.folder.as_deref())?;
        let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
        let Some(folder) = &self.folder else { return Err(Failure::Refused(approvals::unsigned(pack))) };
        let before = self.against.as_deref().map(|old| revision::before(old, folder, &pack.id)).transpose()?;
        let old = match &before {
            None => None,
            Some((before, notes)) => {
                notes.iter().for_each(|note| terminal.say(&format!("note: {note}")));
                let Some(old) = before.pack(terminal, "old") else { return Ok(PROBLEMS) };
                if old.id != pack.id {
                    return Err(Failure::Usage(format!("--against: {} is another pack than {}", old.id, pack.id)));
                }
                Some(old)
            }
        };
        let policies: Vec<&Policy> =
            [Some(pack), old].into_iter().flatten().filter_map(|p| p.signing.as_ref()).collect();
        let key = self.key(terminal)?;
        let (policy, signer) = self.signer(&policies, &key)?;

        let found = approvals::found(folder)?;
        compared_with_something(pack, old, &found, &policies)?;
        let now = self.signed_at.map_or_else(clock::now, Ok)?;
        let clock = if self.signed_at.is_some() { "--signed-at" } else { "the clock of this machine" };
        in_time(signer, now, clock)?;
        after_the_others(pack, &found, &policies, now, clock)?;

        let as_of = self.as_of.unwrap_or_else(|| now.day());
        if !approval::is_timely(as_of, now) {
            return Err(Failure::Usage(format!(
                "--as-of {as_of}: a diff is signed within {} days after its day, and it is {now}",
                approval::MAX_DIFF_AGE
            )));
        }
        let shown = comparison::shown(old, pack, as_of, terminal)?;
        terminal.write(&render::signing::to_sign(
            pack,
            old,
            &shown,
            policy,
            signer,
            &self.meaning,
            terminal.style(),
        ))?;
        if let Some(old) = &self.against {
            terminal.say(&format!(
                "the whole diff: `anteroom diff {old} --pack {} --as-of {as_of}`, and with `--format html` as a page to print",
                files::name(folder)
            ));
        }
        self.version(pack, terminal)?;
        let statement = Statement {
            pack: Version { id: pack.id.clone(), version: pack.version.clone(), digest: pack.digest.clone() },
            compared_with: shown.compared_with,
            as_of: shown.as_of,
            diff: shown.diff_digest,
            safety_milder: shown.safety_milder,
            summary: shown.summary,
            signer: signer.id.clone(),
            name: signer.name.clone(),
            roles: signer.roles.clone(),
            meaning: self.meaning.clone(),
            signed_at: now,
            key: key.public(),
        };
        let approval = statement.sign(&key);
        let path = approvals::write(folder, &approval)?;
        let trusted = old.and_then(|old| old.signing.as_ref());
        let verification = approval::verify(pack, &approvals::found(folder)?, trusted, now.day());
        let verification = verification.as_ref();
        terminal.write(&render::signing::signed(pack, &approval.statement, verification, terminal.style()))?;
        terminal.say(&format!("wrote {}", files::name(&path)));
        Ok(FINE)
    }

    fn key(&self, terminal: &Terminal) -> Result<PrivateKey, Failure> {
        let path = self.key.clone().or_else(|| std::env::var_os("ANTEROOM_KEY_FILE").map(PathBuf::from));
        let path = path.ok_or_else(|| {
            Failure::Usage("--key FILE, or ANTEROOM_KEY_FILE, names the file with your private key".to_owned())
        })?;
        keys::read(&path, terminal)
    }

    /// The signer whom a policy knows by this name and key, and that policy.
    fn signer<'p>(&self, policies: &[&'p Policy], key: &PrivateKey) -> Result<(&'p Policy, &'p Signer), Failure> {
        if policies.is_empty() {
            let why = "pack.yaml has no `signing`, so nobody may sign: name the signers there first";
            return Err(Failure::Refused(why.to_owned()));
        }
        let named: Vec<(&Policy, &Signer)> =
            policies.iter().filter_map(|policy| Some((*policy, policy.signer(&self.signer)?))).collect();
        if let Some(known) = named.iter().find(|(_, signer)| signer.key == key.public()) {
            return Ok(*known);
        }
        let id = &self.signer;
        Err(Failure::Refused(match named.first() {
            Some((_, signer)) => format!(
                "this is not the key of {id}: pack.yaml gives {} the key {}, and the file holds the private one of {}",
                signer.name,
                signer.key,
                key.public()
            ),
            None => {
                let ids = policies.iter().flat_map(|policy| &policy.signers).map(|signer| signer.id.as_str());
                format!("`{id}` may not sign this pack: pack.yaml names no such signer{}", near(id, ids))
            }
        }))
    }

    /// Has the version typed, or takes the one that was given.
    fn version(&self, pack: &Pack, terminal: &mut Terminal) -> Result<(), Failure> {
        let typed = match &self.version_is {
            Some(version) => version.clone(),
            None => terminal.ask("Type the version to sign: ")?,
        };
        if typed == pack.version {
            return Ok(());
        }
        let said = if typed.is_empty() { "no version was typed".to_owned() } else { format!("this is not {typed}") };
        Err(Failure::Refused(format!("{said}: the version is {}. Nothing was signed", pack.version)))
    }
}

/// Statements about this pack that a known signer really signed.
fn known<'f>(pack: &'f Pack, found: &'f [Found], policies: &'f [&Policy]) -> impl Iterator<Item = &'f Statement> {
    let of_signer = |statement: &Statement| {
        policies.iter().filter_map(|policy| policy.signer(&statement.signer)).any(|signer| signer.key == statement.key)
    };
    found
        .iter()
        .filter_map(|found| found.read.as_ref().ok())
        .filter(move |approval| {
            approval.statement.pack.id == pack.id && of_signer(&approval.statement) && approval.fits()
        })
        .map(|Approval { statement, .. }| statement)
}

/// A version that follows a signed one is compared with another one, or what it changes would not be seen.
fn compared_with_something(
    pack: &Pack,
    old: Option<&Pack>,
    found: &[Found],
    policies: &[&Policy],
) -> Result<(), Failure> {
    if old.is_some_and(|old| old.digest == pack.digest) {
        let why = "--against: this is the same content as the pack itself; name the version in use before it";
        return Err(Failure::Usage(why.to_owned()));
    }
    let others = known(pack, found, policies).filter(|statement| statement.pack.digest != pack.digest);
    match others.max_by_key(|statement| statement.signed_at) {
        Some(last) if old.is_none() => Err(Failure::Usage(format!(
            "{} {} was signed before ({}): --against names the version in use, a folder or a revision, so that you see what changes",
            last.pack.id, last.pack.version, last.pack.digest
        ))),
        _ => Ok(()),
    }
}

/// Refuses where the key may not sign at this moment; a wrong clock may be why.
fn in_time(signer: &Signer, now: Moment, clock: &str) -> Result<(), Failure> {
    let id = &signer.id;
    let why = match approval::may_sign(signer, now.day()) {
        None => return Ok(()),
        Some(Worth::KeyNotYet(from)) => format!("the key of {id} may sign from {from}"),
        Some(Worth::KeyExpired(until)) => format!("the key of {id} expired on {until}"),
        Some(Worth::KeyRevoked(revoked)) => format!("the key of {id} was revoked on {revoked}"),
        Some(_) => format!("the key of {id} may not sign"),
    };
    Err(Failure::Refused(format!("{why}, and {clock} says {now}. Nothing was signed")))
}

/// Refuses a moment before what others signed already: then the clock is wrong.
fn after_the_others(
    pack: &Pack,
    found: &[Found],
    policies: &[&Policy],
    now: Moment,
    clock: &str,
) -> Result<(), Failure> {
    let Some(last) = known(pack, found, policies).max_by_key(|statement| statement.signed_at) else { return Ok(()) };
    if now >= last.signed_at {
        return Ok(());
    }
    Err(Failure::Refused(format!(
        "{clock} says {now}, and {} signed {} {} later than that, at {}: set the clock right. Nothing was signed",
        last.name, last.pack.id, last.pack.version, last.signed_at
    )))
}
