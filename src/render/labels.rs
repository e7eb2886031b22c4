//! The words people read for the levels of a decision: one list for coordinators, one for clinicians.

use crate::evaluate::CouldRaise;
use crate::language::{Safety, Screening, Who};
use crate::terms::Certainty;
use crate::text::count;
use crate::value::Truth;

/// What a coordinator reads; nothing in it accepts or refuses anybody.
pub(super) fn screening_for_coordinator(level: Screening) -> &'static str {
    match level {
        Screening::Clear => "Ready to book evaluation",
        Screening::Incomplete => "Needs information",
        Screening::Review => "For a clinician",
        Screening::Hold => "Paused: a clinician must decide",
    }
}

pub(super) fn screening_for_clinician(level: Screening, missing: usize) -> String {
    match level {
        Screening::Clear => "No listed concern found".to_owned(),
        // What is open is then an answer under a name that the form does not have.
        Screening::Incomplete if missing == 0 => "Undetermined: an answer could not be read".to_owned(),
        Screening::Incomplete => format!("Undetermined: {} missing", count(missing, "answer")),
        Screening::Review => "Judgement needed".to_owned(),
        Screening::Hold => "A stopping rule is met".to_owned(),
    }
}

pub(super) fn safety(level: Safety) -> &'static str {
    match level {
        Safety::None => "none",
        Safety::SameDay => "same day",
        Safety::Immediate => "immediate",
    }
}

pub(super) fn who(who: Who) -> &'static str {
    match who {
        Who::Applicant => "the applicant",
        Who::Prescriber => "the prescriber",
        Who::Clinic => "the clinic",
        Who::Lab => "the lab",
    }
}

/// The heading of findings that raise a level, for a clinician.
pub(super) fn raised(raises: &str) -> &'static str {
    match raises {
        "immediate" => "Safety: immediate",
        "same_day" => "Safety: same day",
        "hold" => "A stopping rule is met",
        "review" => "Judgement needed",
        "incomplete" => "Undetermined",
        "note" => "Notes",
        _ => "Indications",
    }
}

pub(super) fn could_raise(level: CouldRaise) -> &'static str {
    match level {
        CouldRaise::Indication => "could settle an indication",
        CouldRaise::Screening(Screening::Hold) => "could stop",
        CouldRaise::Screening(Screening::Review) => "could need judgement",
        CouldRaise::Screening(_) => "keeps this undetermined",
        CouldRaise::Safety(Safety::Immediate) => "could be an immediate safety matter",
        CouldRaise::Safety(_) => "could be a safety matter of the same day",
    }
}

/// What an answer leads to, for a coordinator.
pub(super) fn leads_to(level: CouldRaise) -> String {
    match level {
        CouldRaise::Indication => "no change, except in which condition the answers describe".to_owned(),
        CouldRaise::Safety(Safety::Immediate) => "safety protocol now".to_owned(),
        CouldRaise::Safety(_) => "safety protocol today".to_owned(),
        CouldRaise::Screening(level) => uncapitalised(screening_for_coordinator(level)),
    }
}

pub(super) fn uncapitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

pub(super) fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "met",
        Truth::No => "not met",
        Truth::Unknown => "unknown",
    }
}

pub(super) fn mark(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "✓",
        Truth::No => "✗",
        Truth::Unknown => "?",
    }
}

/// How surely words are a mention, as a remark behind them.
pub(super) fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Met => "",
        Certainty::Misspelt => "perhaps misspelt",
        Certainty::Unsure => "in doubt",
        Certainty::Past => "in the past",
        Certainty::Negated => "said not to be so",
        Certainty::SomeoneElse => "about somebody else",
    }
}
