//! Turns what the program does for a rule's outcome into words: met, not met, and both ways of being unsettled.

use super::document::{Mark, Phrase, Weight};
use crate::language::{Kind, Safety, Screening};
use crate::pack::{Pack, Rule};
use crate::program::{Effect, Raised};

/// A rule's outcomes, each with what comes of it.
pub(super) fn outcomes(pack: &Pack, rule: &Rule) -> Vec<(String, Phrase)> {
    let effect = Effect::of(rule);
    let says = |outcome: &str, words: String| (outcome.to_owned(), Phrase::from(words));
    if rule.kind == Kind::Indication {
        return vec![
            says("Met", "It is listed as met. One indication that is met is enough.".to_owned()),
            says(
                "Not met",
                "It is listed as not met. Where every indication is not met: screening review, a clinician's judgement \
                 is needed."
                    .to_owned(),
            ),
            says(
                "Left open",
                "It is listed as possible. Where none is met: screening incomplete, the missing answers are asked for."
                    .to_owned(),
            ),
        ];
    }
    let mut said = vec![says("Met", raised(pack, effect.met)), says("Not met", "Nothing.".to_owned())];
    if effect.unknown == effect.firm {
        said.push(says("Left open", raised(pack, effect.unknown)));
    } else {
        said.push(says("Left open by a blank, an old or an unclear answer", raised(pack, effect.unknown)));
        said.push(says("Left open by an answer that is declined or \"not sure\"", raised(pack, effect.firm)));
    }
    said
}

fn raised(pack: &Pack, raised: Raised) -> String {
    match raised {
        Raised::Safety(Safety::Immediate) => "Safety immediate: the clinic's safety protocol now.".to_owned(),
        Raised::Safety(Safety::SameDay) => "Safety same day: a person gets in touch the same day.".to_owned(),
        Raised::Screening(Screening::Hold) => "Screening hold: paused, and a clinician must decide.".to_owned(),
        Raised::Screening(Screening::Review) => "Screening review: a clinician's judgement is needed.".to_owned(),
        Raised::Screening(Screening::Incomplete) => "Screening incomplete: the answer is asked for.".to_owned(),
        Raised::Note => "A note is shown. Neither safety nor screening moves.".to_owned(),
        Raised::Suggest(tier) => {
            let title = pack.tiers.get(tier.index()).map_or("", |tier| tier.title.as_str());
            format!("Support to consider: {title}.")
        }
        Raised::Safety(Safety::None) | Raised::Screening(Screening::Clear) | Raised::Nothing => "Nothing.".to_owned(),
    }
}

/// The end of an arrow: what moves.
pub(super) fn axis(pack: &Pack, rule: &Rule, raised: Raised) -> Option<(String, Weight)> {
    Some(match raised {
        Raised::Safety(Safety::Immediate) => ("Safety: immediate".to_owned(), Weight::Immediate),
        Raised::Safety(Safety::SameDay) => ("Safety: same day".to_owned(), Weight::SameDay),
        Raised::Screening(Screening::Hold) => ("Screening: hold".to_owned(), Weight::Hold),
        Raised::Screening(Screening::Review) => ("Screening: review".to_owned(), Weight::Review),
        Raised::Screening(Screening::Incomplete) => ("Screening: incomplete".to_owned(), Weight::Incomplete),
        Raised::Note => ("A note".to_owned(), Weight::Note),
        Raised::Suggest(tier) => {
            let title = pack.tiers.get(tier.index()).map_or("", |tier| tier.title.as_str());
            (format!("Support: {title}"), Weight::Other)
        }
        _ if rule.kind == Kind::Indication => ("Indications".to_owned(), Weight::Other),
        Raised::Safety(Safety::None) | Raised::Screening(Screening::Clear) | Raised::Nothing => return None,
    })
}

/// What a rule raises when met, beside its title.
pub(super) fn mark(pack: &Pack, rule: &Rule) -> Mark {
    match axis(pack, rule, Effect::of(rule).met) {
        Some((_, Weight::Other)) if rule.kind == Kind::Indication => {
            Mark { words: "indication".to_owned(), weight: Weight::Other }
        }
        Some((_, Weight::Other)) => Mark { words: "support".to_owned(), weight: Weight::Other },
        Some((words, weight)) => {
            Mark { words: words.trim_start_matches("Screening: ").trim_start_matches("A ").to_owned(), weight }
        }
        None => Mark { words: rule.kind.name().to_owned(), weight: Weight::Other },
    }
}
