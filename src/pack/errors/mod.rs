//! The wording of the checker: one function for each diagnostic, by what it is about.

mod documents;
mod expressions;
mod names;
mod property;
mod rules;
mod signing;
mod suspicions;

pub(super) use documents::*;
pub(super) use expressions::*;
pub(super) use names::*;
pub(super) use property::*;
pub(super) use rules::*;
pub(super) use signing::*;
pub(super) use suspicions::*;

/// `a`, `b` or `c`; long lists are cut.
pub(super) fn list<T: AsRef<str>>(words: &[T]) -> String {
    const SHOWN: usize = 8;
    let mut said: Vec<String> = words.iter().take(SHOWN).map(|w| format!("`{}`", w.as_ref())).collect();
    if let Some(more) = words.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        said.push(format!("{more} more"));
    }
    match said.split_last() {
        None => "nothing".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
    }
}

/// What is near a wrong word, or else what there is.
fn nearest_or_all(
    diagnostic: crate::diagnostic::Diagnostic,
    wrong: &str,
    known: &[&str],
    what: &str,
) -> crate::diagnostic::Diagnostic {
    match crate::text::nearest(wrong, known.iter().copied()) {
        Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
        None if known.is_empty() => diagnostic,
        None => diagnostic.help(format!("{what}: {}", list(known))),
    }
}
