//! `anteroom verify`: who signed a pack, what each signature is worth, and whether there are enough.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, FINE, INTEGRITY, PROBLEMS, REFUSED, approvals, clock, comparison, pack, revision};
use crate::audit::approval::{self, Approval, Basis, Found, Recheck, Shown, Verification, Worth};
use crate::pack::Pack;
use crate::render;
use crate::value::{Date, Moment};

/// See who signed a pack, and whether enough did
///
/// Reads the approvals in the pack's folder and says of each what it is worth: whether it fits what was signed, is for this
/// content of the pack, comes from a known signer with a valid key, and has not expired. Then it says whether the signatures
/// are enough, and what is missing.
///
/// A policy inside the pack can be changed by whoever changes the pack. With --trust the signatures are held against the
/// signers that you trusted so far: the pack.yaml of the version in use, kept outside the pack. A version that changes who
/// signs needs enough signatures by the old signers and by the new. Once it is active, put its pack.yaml in place of FILE.
///
/// With --against the diff is made again as of the day that each approval names, and held against the one that was signed.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 active; 1 the pack has mistakes; 2 a wrong argument or a file that cannot be read; 3 not \
                        active, or not compared with OLD; 4 the diff is another one than was signed."
)]
pub(super) struct Verify {
    /// The folder of the pack
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The signers to trust: a pack.yaml kept outside the pack; or ANTEROOM_TRUST names it
    #[arg(long, value_name = "FILE")]
    trust: Option<PathBuf>,
    /// Whether what was signed is the diff since this version: a folder, or a revision in git such as v1.2.0
    #[arg(long, value_name = "OLD")]
    against: Option<String>,
    /// Say whether it is active on this date (2026-11-23), instead of today
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    as_of: Option<Date>,
    /// How to write the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each approval, and what they come to
    Text,
    /// One object
    Json,
}

impl Verify {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let loaded = pack::load(self.folder.as_deref())?;
        let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
        let Some(folder) = &self.folder else { return Err(Failure::Refused(approvals::unsigned(pack))) };
        // Moments of signing are in universal time, and so is the day they are held against.
        let as_of = self.as_of.map_or_else(|| clock::now().map(Moment::day), Ok)?;
        let trust = approvals::trust_file(self.trust.as_deref());
        let trusted = trust.map(|file| approvals::trusted(&file, folder, terminal)).transpose()?;
        let found = approvals::found(folder)?;
        let verification = approval::verify(pack, &found, trusted.as_ref(), as_of);
        let verification = verification.as_ref();
        let mut rechecks: Vec<Option<Recheck>> = vec![None; found.len()];
        if let Some(old) = &self.against {
            let (before, notes) = revision::before(old, folder, &pack.id)?;
            notes.iter().for_each(|note| terminal.say(&format!("note: {note}")));
            let Some(old) = before.pack(terminal, "old") else { return Ok(PROBLEMS) };
            rechecks = rechecked(old, pack, &found, verification, terminal)?;
        }
        terminal.write(&match self.format {
            Format::Json => render::json::approvals(pack, &found, verification, &rechecks, as_of) + "\n",
            Format::Text => render::signing::approvals(pack, &found, verification, &rechecks, as_of, terminal.style()),
        })?;
        if verification.is_some_and(|verification| verification.basis == Basis::Own) {
            terminal.say(
                "note: held against the policy inside the pack, which whoever changes the pack can change; --trust FILE \
                 names signers kept elsewhere",
            );
        }
        let active = if verification.is_some_and(Verification::is_active) { FINE } else { REFUSED };
        Ok(rechecks.iter().flatten().map(code).chain([active]).max().unwrap_or(REFUSED))
    }
}

fn code(recheck: &Recheck) -> u8 {
    match recheck {
        Recheck::Same => FINE,
        Recheck::OtherVersion(_) | Recheck::NoDay => REFUSED,
        Recheck::OtherDiff(_) | Recheck::OtherWords => INTEGRITY,
    }
}

/// Makes the diff again for each signature that counts, once for each day.
fn rechecked(
    old: &Pack,
    pack: &Pack,
    found: &[Found],
    verification: Option<&Verification>,
    terminal: &Terminal,
) -> Result<Vec<Option<Recheck>>, Failure> {
    let worth: &[Worth] = verification.map_or(&[], |verification| &verification.standing.worth);
    let mut by_day: BTreeMap<Date, Shown> = BTreeMap::new();
    let mut recheck = |(at, found): (usize, &Found)| {
        let counts = worth.get(at).is_some_and(Worth::counts);
        let Some(Approval { statement, .. }) = found.read.as_ref().ok().filter(|_| counts) else { return Ok(None) };
        let as_of = match approval::diff_day(statement, old) {
            Ok(as_of) => as_of,
            Err(recheck) => return Ok(Some(recheck)),
        };
        let shown = match by_day.entry(as_of) {
            Entry::Occupied(shown) => shown.into_mut(),
            Entry::Vacant(free) => free.insert(comparison::shown(Some(old), pack, as_of, terminal)?),
        };
        Ok(Some(shown.recheck(statement)))
    };
    found.iter().enumerate().map(&mut recheck).collect()
}
