//! The ways in which a command writes what it found, for people and for the programs that read on.

use clap::ValueEnum;

use crate::diagnostic::Diagnostic;
use crate::render;
use crate::text::Sources;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Mistakes drawn at their place
    Text,
    /// One object with a list of mistakes
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a workflow of GitHub
    Github,
}

impl Format {
    /// Mistakes in a format of others; `None` for those that are a command's own. A mistake without a place is said of the
    /// file `otherwise`.
    pub fn of_others(self, diagnostics: &[Diagnostic], sources: &Sources, otherwise: &str) -> Option<String> {
        match self {
            Self::Text | Self::Json => None,
            Self::Sarif => Some(render::sarif(diagnostics, sources, otherwise) + "\n"),
            Self::Github => Some(render::github(diagnostics, sources, otherwise)),
        }
    }
}
