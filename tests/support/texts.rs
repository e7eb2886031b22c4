//! The free texts of generated sheets, with what each says by hand.

use anteroom::value::Truth::{self, No, Unknown, Yes};

/// A text, what it says of the two term lists and of the two patterns, and the row of the table that it names.
pub struct Wording {
    pub text: &'static str,
    pub lists: [Truth; 2],
    pub patterns: [Truth; 2],
    /// `None`: a lookup is unknown.
    pub row: Option<usize>,
}

/// Names of the table's rows.
pub const ROWS: [&str; 4] = ["alphazine", "betamol", "gammadone", "deltapax"];
pub const LISTS: [&[&str]; 2] = [&["alphazine", "deltapax"], &["betamol", "kappadryl"]];
pub const PATTERNS: [&str; 2] = ["weekly", "[0-9] mg"];

/// Texts that leave nothing open.
pub const CLEAR: [Wording; 6] = [
    Wording { text: "gammadone", lists: [No, No], patterns: [No, No], row: Some(2) },
    Wording { text: "alphazine", lists: [Yes, No], patterns: [No, No], row: Some(0) },
    Wording { text: "betamol", lists: [No, Yes], patterns: [No, No], row: Some(1) },
    Wording { text: "Betamol weekly", lists: [No, Yes], patterns: [Yes, No], row: Some(1) },
    Wording { text: "gammadone 5 mg", lists: [No, No], patterns: [No, Yes], row: Some(2) },
    Wording { text: "DELTAPAX 7 mg weekly", lists: [Yes, No], patterns: [Yes, Yes], row: Some(3) },
];

/// Texts that leave something open.
pub const OPEN: [Wording; 5] = [
    Wording { text: "see attached", lists: [Unknown, Unknown], patterns: [Unknown, Unknown], row: None },
    Wording { text: "no alphazine", lists: [Unknown, No], patterns: [No, No], row: None },
    Wording { text: "stopped betamol in 2019", lists: [No, Unknown], patterns: [No, No], row: Some(1) },
    Wording { text: "kappadryl weekly", lists: [No, Yes], patterns: [Yes, No], row: None },
    Wording { text: "none", lists: [No, No], patterns: [No, No], row: None },
];

pub fn wording(text: &str) -> &'static Wording {
    CLEAR.iter().chain(&OPEN).find(|w| w.text == text).expect("a text of this list")
}
