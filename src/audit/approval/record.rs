//! Turns what somebody approves into a signed record, and the record's file back into it.
//!
//! The file is JSON: `schema`, `signed` and `signature`. The signature is over the schema's name, a line break, and `signed`
//! as JSON without spaces, keys in the order of [`Statement`]. Layout and escapes of the file do not count; everything that
//! the file says does.

use super::key::PrivateKey;
use crate::language::Role;
use crate::value::{Date, Moment, PublicKey};
use data_encoding::BASE64;
use serde::{Deserialize, Serialize};

pub const SCHEMA: &str = "anteroom.approval/1";

/// Whether some answers give a milder safety outcome than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Milder {
    /// Proved: none do.
    No,
    /// Some do: there is an example.
    Yes,
    /// Neither was shown.
    Unproved,
}

/// A version of a pack, by name and by content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    pub id: String,
    pub version: String,
    pub digest: String,
}

/// What is signed: which version, what was shown of it, by whom, in what sense and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    pub pack: Version,
    /// The digest of the pack it was compared with; `None` for a first version.
    pub compared_with: Option<String>,
    /// The day for which its proofs hold; `None` for a first version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// The digest of the differences as they were shown.
    pub diff: String,
    pub safety_milder: Milder,
    pub summary: Vec<String>,
    pub signer: String,
    /// The signer's name as printed.
    pub name: String,
    pub roles: Vec<Role>,
    /// What the signature means: `clinical approval`.
    pub meaning: String,
    pub signed_at: Moment,
    pub key: PublicKey,
}

/// A statement and the signature under it, which may or may not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    pub statement: Statement,
    signature: [u8; 64],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    signed: Statement,
    signature: String,
}

impl Statement {
    fn bytes(&self) -> Vec<u8> {
        // Plain data with text keys: there is nothing in it that JSON cannot say.
        let json = serde_json::to_string(self).unwrap_or_default();
        format!("{SCHEMA}\n{json}").into_bytes()
    }

    /// Signs it; the key that is named in it becomes that of the signature.
    pub fn sign(mut self, key: &PrivateKey) -> Approval {
        self.key = key.public();
        let signature = key.sign(&self.bytes());
        Approval { statement: self, signature }
    }
}

impl Approval {
    /// Whether the key that it names signed exactly this.
    pub fn fits(&self) -> bool {
        self.statement.key.fits(&self.statement.bytes(), &self.signature)
    }

    /// The text of its file.
    pub fn file(&self) -> String {
        let file = File {
            schema: SCHEMA.to_owned(),
            signed: self.statement.clone(),
            signature: BASE64.encode(&self.signature),
        };
        serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
    }

    /// Reads a file; the error says in words what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if file.schema != SCHEMA {
            return Err(format!("`schema` is `{}`, and `{SCHEMA}` is expected", file.schema));
        }
        let signature = BASE64.decode(file.signature.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
        let signature = signature.ok_or("`signature` is not 88 characters of base64")?;
        Ok(Self { statement: file.signed, signature })
    }
}
