//! Turns what coordinators, clinicians and applicants read of a pack into the words in it that promise or reject.

use super::Written;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{self, Entry, Text};

/// Words of a verdict; a finding gives none.
const VERDICTS: [&str; 8] =
    ["eligible", "ineligible", "denied", "rejected", "safe", "approved", "disqualified", "cleared"];

/// Those that a question may use: whether somebody feels safe, or was cleared by a doctor.
const ASKED: [&str; 3] = ["safe", "cleared", "approved"];

pub(super) fn lint(written: &Written<'_>, faults: &mut Vec<Diagnostic>) {
    let said = said(written.pack).into_iter().map(|text| (text, &[][..]));
    let asked = asked(written.pack).into_iter().map(|text| (text, &ASKED[..]));
    for (text, but) in said.chain(asked) {
        let mut words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let verdict = words.find(|word| VERDICTS.contains(&word.as_str()) && !but.contains(&word.as_str()));
        if let Some(word) = verdict {
            faults.push(
                Diagnostic::new(Code::AN0507, text.span, format!("`{word}` reads like a verdict"))
                    .help("a finding says what was found; a person decides what follows"),
            );
        }
    }
}

/// What a pack states.
fn said(pack: &syntax::Pack) -> Vec<&Text> {
    let mut texts: Vec<&Text> = Vec::new();
    if let Some(header) = &pack.header {
        texts.extend([&header.title, &header.intended_use].into_iter().chain(&header.users));
        texts.extend(header.support_tiers.iter().flat_map(|tier| std::iter::once(&tier.title).chain(&tier.about)));
        texts.extend(header.parameters.iter().map(|parameter| &parameter.about));
    }
    for scale in &pack.scales {
        texts.extend(std::iter::once(&scale.title).chain(&scale.about));
        texts.extend(scale.bands.iter().map(|band| &band.id).chain(scale.cutoffs.iter().map(|cutoff| &cutoff.means)));
    }
    texts.extend(pack.facts.iter().map(|fact| &fact.about));
    for rule in &pack.rules {
        texts.extend([&rule.title, &rule.because].into_iter().chain(&rule.coordinator).chain(&rule.clinician));
    }
    texts
}

/// What a form asks, and says beside it.
fn asked(pack: &syntax::Pack) -> Vec<&Text> {
    let mut texts: Vec<&Text> = Vec::new();
    for section in pack.questionnaire.iter().flat_map(|form| &form.sections) {
        texts.push(&section.title);
        let questions = section.entries.iter().filter_map(|entry| match entry {
            Entry::Question(question) => Some(question),
            Entry::Scale(_) => None,
        });
        for question in questions.flat_map(|question| std::iter::once(question).chain(&question.questions)) {
            texts.extend(std::iter::once(&question.ask).chain(&question.help));
            texts.extend(question.options.iter().filter_map(|option| option.label.as_ref()));
        }
    }
    texts
}
