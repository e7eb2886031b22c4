//! Turns the text of files into the characters in it that look like others or like nothing: a word with such a letter is
//! never found in an answer, and nobody sees why.

use super::Written;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span};

/// How many are pointed out in one file.
const SHOWN: usize = 10;

pub(super) fn lint(written: &Written<'_>, faults: &mut Vec<Diagnostic>) {
    for (_, file) in written.files {
        let text = &written.sources.get(*file).text;
        if !text.is_ascii() {
            faults.extend(unseen(*file, text).chain(mixed(*file, text)).take(SHOWN));
        }
    }
}

/// Characters that are not seen, beyond those that no file may hold.
fn unseen(file: FileId, text: &str) -> impl Iterator<Item = Diagnostic> {
    text.char_indices().filter_map(move |(at, character)| {
        let what = match character {
            '\u{A0}' | '\u{202F}' => "a space that does not break",
            '\u{AD}' => "a soft hyphen",
            '\u{200C}' | '\u{200D}' => "an invisible joiner",
            _ => return None,
        };
        let span = Span::new(file, at, at + character.len_utf8());
        let message = format!("{what} (U+{:04X}) stands here", u32::from(character));
        Some(Diagnostic::new(Code::AN0509, span, message).help("delete it, or type a plain space"))
    })
}

/// Words of Latin letters with a Greek or Cyrillic one among them.
fn mixed(file: FileId, text: &str) -> impl Iterator<Item = Diagnostic> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii());
    words.filter_map(move |word| {
        let (at, letter) = word.char_indices().find(|(_, letter)| looks_latin(*letter))?;
        word.contains(|c: char| c.is_ascii_alphabetic()).then_some(())?;
        // Both are slices of one text.
        let start = (word.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        let message = format!("`{letter}` (U+{:04X}) only looks like a letter of `{word}`", u32::from(letter));
        let span = Span::new(file, start + at, start + at + letter.len_utf8());
        Some(Diagnostic::new(Code::AN0509, span, message).help("type the word again"))
    })
}

/// Greek and Cyrillic letters that are drawn like Latin ones.
fn looks_latin(letter: char) -> bool {
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυχАВЕЅІЈКМНОРСТУХаесіјорухѕԁһ".contains(letter)
}
