//! Sign-off as a clinic does it: keys, approvals, what they come to, and the gate before the first applicant.

mod keys;
mod refusals;
mod story;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use anteroom::audit::approval::PrivateKey;

use crate::{cli, support};

/// Who may sign the pack of `fixtures/signed`; a test's key is 32 times the number.
const SIGNERS: [(&str, u8); 4] = [("okafor", 1), ("ito", 2), ("sam", 3), ("zoe", 9)];
const APPLICANT: &str =
    r#"{"applicant": "A-1", "as_of": "2026-11-23", "answers": {"systolic_bp": 120, "danger_today": "no"}}"#;

fn key(number: u8) -> PrivateKey {
    PrivateKey::from_random([number; 32])
}

/// A folder with the unsigned pack `ours`, a key for each signer, and the signers trusted so far in `trust.yaml`.
struct Clinic(PathBuf);

impl Clinic {
    fn new(name: &str) -> Self {
        let clinic = Self(cli::folder(&format!("signing-{name}")));
        for (path, text) in support::files(&support::root().join("fixtures/signed/ours")) {
            if path.ends_with(".yaml") {
                clinic.write(&format!("ours/{path}"), &text);
            }
        }
        clinic.write("trust.yaml", &clinic.read("ours/pack.yaml"));
        for (signer, number) in SIGNERS {
            clinic.write(&format!("{signer}.key"), &key(number).file(signer));
        }
        clinic
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    fn change(&self, path: &str, was: &str, is: &str) {
        let text = self.read(path);
        assert!(text.contains(was), "{path} holds {was}");
        self.write(path, &text.replace(was, is));
    }

    /// The names of the approvals.
    fn approvals(&self) -> Vec<String> {
        support::files(&self.0.join("ours/approvals")).into_iter().map(|(name, _)| name).collect()
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = cli::command(&arguments.split(' ').collect::<Vec<_>>());
        command.current_dir(&self.0);
        command
    }

    /// Exit code, and all that was said.
    fn run(&self, arguments: &str) -> (i32, String) {
        said(self.command(arguments).output().unwrap())
    }

    fn typed(&self, arguments: &str, input: &str) -> (i32, String) {
        said(cli::fed(&mut self.command(arguments), input.as_bytes()))
    }

    fn sign(&self, signer: &str, at: &str) -> (i32, String) {
        let version = self.read("ours/pack.yaml");
        let version = version.lines().find_map(|line| line.strip_prefix("version: ")).unwrap();
        self.run(&format!(
            "approve ours --as {signer} --key {signer}.key --meaning approval --non-interactive --version-is {version} \
             --signed-at {at}T12:00:00Z"
        ))
    }

    fn screen(&self) -> (i32, String) {
        self.typed("screen --pack ours --require-signed --trust trust.yaml", APPLICANT)
    }
}

fn said(output: Output) -> (i32, String) {
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    // No test may ever see a private key: where the word stands, no key follows.
    let shown = text.split("ed25519-private:").skip(1).any(|rest| !rest.starts_with('`'));
    assert!(!shown, "{text}");
    // A page wraps its lines.
    (output.status.code().unwrap(), text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[track_caller]
fn is((code, said): (i32, String), wanted: i32, words: &[&str]) {
    assert_eq!(code, wanted, "{said}");
    for words in words {
        assert!(said.contains(words), "`{words}` is not in: {said}");
    }
}
