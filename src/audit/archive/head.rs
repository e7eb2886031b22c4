//! Turns the end of an archive into the small file that stands beside it, and back.

use serde::{Deserialize, Serialize};

use crate::value::Digest;

const SCHEMA: &str = "anteroom.head/1";

/// How far an archive was acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub records: u64,
    /// Bytes of these records with the ends of their lines.
    pub bytes: u64,
    /// The hash of the last of them; `None` where there is none.
    pub hash: Option<Digest>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    schema: String,
    records: u64,
    bytes: u64,
    hash: Option<String>,
}

impl Head {
    /// The head of an archive without records.
    pub const EMPTY: Self = Self { records: 0, bytes: 0, hash: None };

    /// The file, one line.
    pub fn line(&self) -> String {
        let hash = self.hash.map(|hash| hash.to_string());
        let wire = Wire { schema: SCHEMA.to_owned(), records: self.records, bytes: self.bytes, hash };
        // Numbers and texts under keys that are text: serialising them cannot fail.
        serde_json::to_string(&wire).unwrap_or_default() + "\n"
    }

    /// `None` for anything that is no head.
    pub fn parse(text: &str) -> Option<Self> {
        let wire: Wire = serde_json::from_str(text).ok().filter(|wire: &Wire| wire.schema == SCHEMA)?;
        let hash = match &wire.hash {
            Some(hash) => Some(Digest::parse(hash)?),
            None => None,
        };
        let is_empty = wire.records == 0;
        let agrees = hash.is_none() == is_empty && (wire.bytes == 0) == is_empty;
        agrees.then_some(Self { records: wire.records, bytes: wire.bytes, hash })
    }
}
