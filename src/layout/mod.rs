//! Turns the text of a YAML file into the same values and comments in one layout: indents, spaces, line ends, expressions.
//!
//! Where a line breaks, what stands in quotes, blank lines that set groups apart and the gap before a comment are the
//! author's, and stay.

mod expressions;
mod indent;
mod lex;
mod same;
mod write;

#[cfg(test)]
mod tests;

use crate::diagnostic::Diagnostic;
use crate::text::FileId;
use crate::yaml;

/// Why a file is left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is no YAML that this program reads.
    Unreadable(Vec<Diagnostic>),
    /// It has a rare form, at this byte, of which no layout is known that surely says the same.
    Unsure(usize),
}

/// The text in its layout.
///
/// What comes out was read again: it has the same values and the same comments, and it is its own layout.
pub fn canonical(file: FileId, text: &str) -> Result<String, Refused> {
    let written = once(file, text)?;
    let is_sure = same::are_same(file, text, &written) && once(file, &written).is_ok_and(|again| again == written);
    if is_sure { Ok(written) } else { Err(Refused::Unsure(0)) }
}

fn once(file: FileId, text: &str) -> Result<String, Refused> {
    let (root, faults) = yaml::read(file, text);
    let Some(root) = root.filter(|_| faults.is_empty()) else { return Err(Refused::Unreadable(faults)) };
    // A byte order mark and carriage returns are no part of any value.
    let plain = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
    if plain != text {
        return once(file, &plain);
    }
    let tokens = lex::tokens(text, &root).map_err(Refused::Unsure)?;
    Ok(write::write(&indent::columns(&tokens), &expressions::canonical(&root, text)))
}
