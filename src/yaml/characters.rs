//! Turns characters that nobody can see into diagnostics: controls, stray carriage returns, direction overrides.

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span};

/// How many are pointed out one by one in a file; more of them is a file that is no text.
const SHOWN: usize = 10;

/// What is wrong with a character of a file, if anything.
fn fault(character: char, next: Option<u8>) -> Option<&'static str> {
    match character {
        '\t' | '\n' => None,
        '\r' if next == Some(b'\n') => None,
        '\r' => Some("a carriage return without a line feed"),
        '\0' => Some("a NUL"),
        '\u{FEFF}' => Some("a byte order mark inside the file"),
        '\u{200B}' | '\u{2060}' => Some("an invisible space of no width"),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Some("an invisible character that turns the reading direction")
        }
        '\u{85}' | '\u{2028}' | '\u{2029}' => Some("a line break that readers of YAML understand differently"),
        c if c.is_control() => Some("a control character"),
        _ => None,
    }
}

/// Bytes that start a character worth a look: everything printable in ASCII is none.
fn suspect(byte: u8) -> bool {
    byte < b' ' && byte != b'\n' && byte != b'\t' || matches!(byte, 0x7F | 0xC2 | 0xE2 | 0xEF)
}

/// Every unreadable character of `text` from byte `from` on.
pub fn unreadable(file: FileId, text: &str, from: usize) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut count = 0;
    for (at, byte) in text.bytes().enumerate().skip(from) {
        if !suspect(byte) {
            continue;
        }
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        let end = at + character.len_utf8();
        if let Some(what) = fault(character, text.as_bytes().get(end).copied()) {
            count += 1;
            if count <= SHOWN {
                let message = format!("{what} (U+{:04X}) stands here", u32::from(character));
                found.push(Diagnostic::new(Code::AN0009, Span::new(file, at, end), message));
            }
        }
    }
    if count > SHOWN
        && let Some(last) = found.pop()
    {
        found.push(last.help(format!("{} more such characters follow", count - SHOWN)));
    }
    found
}

/// A character that an escape brought into a decoded text and that no text may hold.
pub fn escaped(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, c)| c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// The text with its ASCII controls replaced, so that the rest of the file can be read; offsets stay.
pub fn masked(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r') { '_' } else { c }).collect()
}
