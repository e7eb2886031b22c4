//! Why a command could not do what it was asked.

use std::io;

/// Exit code of a wrong argument or a file that cannot be read.
pub(super) const USAGE: u8 = 2;
/// Exit code of what is not done for want of a signature.
pub(super) const REFUSED: u8 = 3;

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
    /// Something is not as it was acknowledged.
    #[error("{0}")]
    Integrity(String),
    /// What is not done, why, and what would help.
    #[error("{0}")]
    Refused(String),
}

impl Failure {
    pub fn file(name: impl Into<String>, why: impl std::fmt::Display) -> Self {
        Self::File { name: name.into(), why: why.to_string() }
    }

    pub fn is_quiet(&self) -> bool {
        matches!(self, Self::Closed)
    }

    pub fn code(&self) -> u8 {
        match self {
            Self::Closed => super::FINE,
            Self::Refused(_) => REFUSED,
            Self::Integrity(_) => super::INTEGRITY,
            Self::Write(_) | Self::File { .. } | Self::Usage(_) | Self::Archive { .. } => USAGE,
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::Write(error) }
    }
}
