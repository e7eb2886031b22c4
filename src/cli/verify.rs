//! `anteroom verify`: who signed a pack, what each signature is worth, and whether there are enough.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, FINE, PROBLEMS, REFUSED, approvals, clock, pack};
use crate::audit::approval::{self, Basis, Verification};
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
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 active; 1 the pack has mistakes; 2 a wrong argument or a file that cannot be read; 3 not \
                        active."
)]
pub(super) struct Verify {
    /// The folder of the pack
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The signers to trust: a pack.yaml kept outside the pack; or ANTEROOM_TRUST names it
    #[arg(long, value_name = "FILE")]
    trust: Option<PathBuf>,
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
        terminal.write(&match self.format {
            Format::Json => render::json::approvals(pack, &found, verification, as_of) + "\n",
            Format::Text => render::signing::approvals(pack, &found, verification, as_of, terminal.style()),
        })?;
        if verification.is_some_and(|verification| verification.basis == Basis::Own) {
            terminal.say(
                "note: held against the policy inside the pack, which whoever changes the pack can change; --trust FILE \
                 names signers kept elsewhere",
            );
        }
        Ok(if verification.is_some_and(Verification::is_active) { FINE } else { REFUSED })
    }
}
