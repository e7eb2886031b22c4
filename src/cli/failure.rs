//! Why a command could not do what it was asked.

use std::io;

use super::exit;
use crate::text;

#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The reader of our output has gone: nothing is left to say.
    #[error("the output was closed")]
    Closed,
    #[error("cannot write: {0}")]
    Write(io::Error),
    /// A file or folder, and what is the matter with it.
    #[error("{name}: {why}")]
    File { name: String, why: String },
    #[error("{0}")]
    Usage(String),
    /// The archive of decisions cannot be written. No input is to blame, and none that is left is read.
    #[error("{name}: {why}; what is not recorded is not shown")]
    Archive { name: String, why: String },
    /// What is not done, why, and what would help.
    #[error("{0}")]
    Refused(String),
    /// Something is not as it was acknowledged.
    #[error("{0}")]
    Integrity(String),
}

impl Failure {
    pub fn file(name: impl Into<String>, why: impl std::fmt::Display) -> Self {
        Self::File { name: name.into(), why: why.to_string() }
    }

    /// `what` is said of names: `rule or property`.
    pub fn no_such<'n>(what: &str, name: &str, known: impl IntoIterator<Item = &'n str>) -> Self {
        Self::Usage(format!("no {what} is called `{name}`{}", near(name, known)))
    }

    pub fn is_quiet(&self) -> bool {
        matches!(self, Self::Closed)
    }

    pub fn code(&self) -> u8 {
        match self {
            Self::Closed => exit::FINE,
            Self::Write(_) | Self::File { .. } | Self::Usage(_) | Self::Archive { .. } => exit::USAGE,
            Self::Refused(_) => exit::REFUSED,
            Self::Integrity(_) => exit::INTEGRITY,
        }
    }
}

/// `; did you mean …?` behind a name that is none, where one of those known is near.
pub(super) fn near<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    text::nearest(name, known).map_or(String::new(), meant)
}

pub(super) fn meant(name: &str) -> String {
    format!("; did you mean `{name}`?")
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::Write(error) }
    }
}
