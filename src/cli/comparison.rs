//! Compares two packs for a command: refuses what cannot be compared, tells where proof and evaluator disagree, and gathers
//! what a signer is shown.

use super::failure::Failure;
use super::pack;
use super::terminal::Terminal;
use crate::audit::approval::Shown;
use crate::audit::{self, Change, Side};
use crate::pack::Pack;
use crate::render::change;
use crate::value::Date;

/// Refuses packs that ask nothing alike.
pub(super) fn comparable(old: &Pack, new: &Pack) -> Result<(), Failure> {
    if audit::share_a_form(old, new) {
        return Ok(());
    }
    Err(Failure::Usage(format!(
        "these packs cannot be compared: the form `{}` of {} and the form `{}` of {} have no question in common",
        old.questionnaire, old.id, new.questionnaire, new.id
    )))
}

/// Tells of each applicant about whom search and evaluator do not agree; whether there is one.
pub(super) fn disagrees(change: &Change, terminal: &Terminal) -> bool {
    for fault in &change.faults {
        terminal.say(&format!(
            "error: the proof and the evaluator disagree about this applicant. This is a fault of anteroom: please report it \
             with both packs.\n{fault}"
        ));
    }
    !change.faults.is_empty()
}

/// What a signer is shown of a version, for decisions as of a day; `old` is the version before, if there is one.
pub(super) fn shown(old: Option<&Pack>, new: &Pack, as_of: Date, terminal: &Terminal) -> Result<Shown, Failure> {
    let Some(old) = old else { return Ok(Shown::first(new)) };
    comparable(old, new)?;
    let programs = (pack::program(old)?, pack::program(new)?);
    let side = |pack, program| Side { pack, program, place: "" };
    let change = audit::compare(side(old, &programs.0), side(new, &programs.1), as_of);
    if disagrees(&change, terminal) {
        let why = "what cannot be compared surely is not signed, and no signature for it is confirmed";
        return Err(Failure::Integrity(why.to_owned()));
    }
    Ok(Shown::of(&change, change::digest(&change), change::summary(&change)))
}
