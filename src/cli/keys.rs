//! `anteroom keys`: makes the key of a signer, and shows its public part.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, FINE, files};
use crate::audit::approval::PrivateKey;

/// Make the key that you sign with
///
/// A key is two: the private one stays in its own file with the person who signs, and the public one goes into the signing
/// policy of the pack, where everybody may read it.
#[derive(Debug, Args)]
pub(super) struct Keys {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new key: writes its file, and prints the line for the signing policy
    New {
        /// Who will sign with it, as the policy names them
        #[arg(long = "as", value_name = "ID", value_parser = signer)]
        signer: String,
        /// Where to write the private key; without it ID.key in this folder
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Print the public key of a key file
    Show {
        /// The file that `keys new` wrote
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// The id of a signer, in the shape that a policy takes.
pub(super) fn signer(text: &str) -> Result<String, String> {
    let made_of = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if text.is_empty() || !made_of || text.starts_with('-') || text.ends_with('-') {
        return Err("the id of a signer holds small letters, digits and `-`, such as okafor".to_owned());
    }
    Ok(text.to_owned())
}

impl Keys {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        match &self.command {
            Command::New { signer, out } => {
                let mut random = [0; 32];
                getrandom::fill(&mut random)
                    .map_err(|error| Failure::Usage(format!("this machine gives no random numbers: {error}")))?;
                let key = PrivateKey::from_random(random);
                let path = out.clone().unwrap_or_else(|| PathBuf::from(format!("{signer}.key")));
                keep(&path, &key.file(signer))?;
                terminal.say(&format!(
                    "wrote {}: whoever has this file can sign as {signer}; keep it to yourself, out of the pack and of git\n\
                     the line for `signers` in pack.yaml, with your name and role:",
                    files::name(&path)
                ));
                let public = key.public();
                terminal
                    .write(&format!("- {{signer: {signer}, name: Your Name, role: clinician, key: {public}}}\n"))?;
            }
            Command::Show { file } => terminal.write(&format!("{}\n", read(file, terminal)?.public()))?,
        }
        Ok(FINE)
    }
}

/// Writes a file that only its owner may read, and never over another one.
fn keep(path: &Path, text: &str) -> Result<(), Failure> {
    let opened = files::private().write(true).create_new(true).open(path);
    let written = opened.and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()));
    written.map_err(|error| {
        let why = match error.kind() {
            io::ErrorKind::AlreadyExists => "this file exists, and a key is never written over".to_owned(),
            io::ErrorKind::NotFound => "no such folder".to_owned(),
            _ => files::why(&error),
        };
        Failure::file(files::name(path), why)
    })
}

/// Reads a private key; says so where others could read it too.
pub(super) fn read(path: &Path, terminal: &Terminal) -> Result<PrivateKey, Failure> {
    let name = files::name(path);
    let file = files::open(path)?;
    #[cfg(unix)]
    if let Ok(metadata) = file.metadata()
        && std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 != 0
    {
        terminal.say(&format!("warning: others may read {name}: `chmod 600 {name}`"));
    }
    let text = files::text(files::read(&name, file)?, 0).map_err(|why| Failure::file(&name, why))?;
    PrivateKey::read(&text).map_err(|why| Failure::file(name, why))
}
