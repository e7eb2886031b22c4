//! Turns term lists into the entries all of whose names are too short to be recognised when they are misspelt.

use super::Written;
use crate::diagnostic::{Code, Diagnostic};
use crate::terms;

pub(super) fn lint(written: &Written<'_>, faults: &mut Vec<Diagnostic>) {
    for list in &written.pack.term_lists {
        // Who says `exact` wants no misspellings, and a pattern may hold them.
        for entry in list.entries.iter().filter(|entry| !entry.exact && entry.pattern.is_none()) {
            let mut names = std::iter::once(&entry.term).chain(&entry.names);
            if names.any(|name| terms::is_found_misspelt(name.as_str())) {
                continue;
            }
            let message = format!("a misspelling of `{}` counts as no mention of it", *entry.term);
            faults.push(
                Diagnostic::new(Code::AN0516, entry.term.span, message)
                    .help("add a longer name or the misspellings, or say `exact: true` where none is to be found"),
            );
        }
    }
}
