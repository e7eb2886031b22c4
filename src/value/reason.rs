//! Why an answer is unknown, in the words of the contract.

use serde::{Deserialize, Serialize};

/// The reason an answer carries no value. It travels into explanations, missing lists and exports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Reason {
    #[default]
    Blank,
    NotAsked,
    Declined,
    Unsure,
    Stale,
    Invalid,
    Conflict,
    Unclear,
}

impl Reason {
    pub const ALL: [Self; 8] = [
        Self::Blank,
        Self::NotAsked,
        Self::Declined,
        Self::Unsure,
        Self::Stale,
        Self::Invalid,
        Self::Conflict,
        Self::Unclear,
    ];

    /// What a person may write as `{unknown: …}`.
    pub const WRITABLE: [Self; 3] = [Self::Declined, Self::Unsure, Self::NotAsked];

    pub fn name(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::NotAsked => "not_asked",
            Self::Declined => "declined",
            Self::Unsure => "unsure",
            Self::Stale => "stale",
            Self::Invalid => "invalid",
            Self::Conflict => "conflict",
            Self::Unclear => "unclear",
        }
    }

    /// What a coordinator reads.
    pub fn label(self) -> &'static str {
        match self {
            Self::Blank => "left blank",
            Self::NotAsked => "not asked yet",
            Self::Declined => "prefers not to say",
            Self::Unsure => "is not sure",
            Self::Stale => "out of date",
            Self::Invalid => "could not be read",
            Self::Conflict => "two answers disagree",
            Self::Unclear => "written so that it may or may not mean this",
        }
    }

    /// Asking the same person again will not help.
    pub fn is_firm(self) -> bool {
        matches!(self, Self::Declined | Self::Unsure)
    }

    /// Something was written, and nobody can tell what it says.
    pub fn is_unread(self) -> bool {
        matches!(self, Self::Invalid | Self::Conflict)
    }
}
