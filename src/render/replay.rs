//! Draws what became of an old decision when it was made again.

use super::names::short;
use super::page::clean;
use crate::audit::replay::{Difference, Made, Moves, Replay, What};
use crate::audit::{Outcome, PackName};
use crate::text::count;

/// Differences that are told one by one.
const SHOWN: usize = 20;

pub fn replay(replay: &Replay) -> String {
    let recorded = match &replay.record {
        Some((number, at)) => format!("   record {number} of {}", clean(at)),
        None => String::new(),
    };
    let mut page = format!(
        "{}   as of {}   {}\npack {}   engine {}{recorded}\n",
        clean(&replay.applicant),
        replay.as_of,
        outcome(replay.outcome),
        pack(&replay.pack),
        clean(&replay.engine),
    );
    made(&mut page, replay);
    if let Some(with) = &replay.with {
        page += &format!("with pack {} it would be\n", at(&with.pack));
        moves(&mut page, &with.moves);
    }
    page
}

fn made(page: &mut String, replay: &Replay) {
    let again = format!("replayed with engine {}", replay.engine_now);
    match &replay.result {
        Made::Identical(digest) => *page += &format!("{again}: identical ({})\n", short(&digest.to_string())),
        Made::Rewritten => *page += &format!("{again}: the same values in other bytes: the file was written anew\n"),
        Made::Different(differences) => {
            let places = count(differences.len(), "place");
            *page += &format!("{again}: NOT the same, from the same pack and answers, in {places}:\n");
            for difference in differences.iter().take(SHOWN) {
                *page += &format!("  {}\n", self::difference(difference));
            }
            if differences.len() > SHOWN {
                *page += &format!("  and {} more\n", differences.len() - SHOWN);
            }
        }
        Made::OtherPack { at_hand } => {
            *page += "not replayed: the pack it was made with is not at hand; --pack names its folder\n";
            for other in at_hand {
                *page += &format!("  {} is {}\n", clean(&other.place), pack(other));
            }
        }
        Made::NoAnswers => {
            *page += "not replayed: its answers are not at hand; --answers names the file that holds them\n";
        }
        Made::OtherAnswers { forms: 1, digest } => {
            *page +=
                &format!("not replayed: the answers are not those that were decided ({})\n", clean(&short(digest)));
        }
        Made::OtherAnswers { forms, .. } => {
            *page += &format!("not replayed: none of the {forms} forms at hand holds the answers that were decided\n");
        }
    }
}

fn difference(difference: &Difference) -> String {
    let place = clean(&difference.place);
    match &difference.what {
        What::Changed { was, is } => format!("{place}: was {}, is {}", clean(was), clean(is)),
        What::Reworded => format!("{place}: says something else"),
        What::OnlyThen => format!("{place}: is gone"),
        What::OnlyNow => format!("{place}: is new"),
        What::Order => format!("{place}: in another order"),
    }
}

fn moves(page: &mut String, moves: &Moves) {
    let (was, is) = (moves.was, moves.is);
    let nothing = moves.rules.is_empty() && moves.asked.is_empty() && moves.no_longer_asked.is_empty();
    *page += &match (was == is, nothing) {
        (true, true) => "  the same, rule by rule\n".to_owned(),
        (true, false) => "  the same outcome, for other reasons\n".to_owned(),
        (false, _) => format!(
            "  safety {}, screening {}\n",
            moved(was.safety.name(), is.safety.name()),
            moved(was.screening.name(), is.screening.name())
        ),
    };
    for rule in &moves.rules {
        *page += &format!("  {}   {}\n    {} → {}\n", clean(&rule.rule), clean(&rule.title), rule.was, rule.is);
    }
    for (words, questions) in [("asked besides", &moves.asked), ("no longer asked", &moves.no_longer_asked)] {
        if !questions.is_empty() {
            *page += &format!("  {words}: {}\n", clean(&questions.join(", ")));
        }
    }
}

/// `review → hold`, or the one word where nothing moved.
fn moved(was: &str, is: &str) -> String {
    if was == is { is.to_owned() } else { format!("{was} → {is}") }
}

fn outcome(outcome: Outcome) -> String {
    format!("safety {}, screening {}", outcome.safety.name(), outcome.screening.name())
}

/// `kap 1.0.0 (sha256:9f3a…)`
fn pack(pack: &PackName) -> String {
    format!("{} {} ({})", clean(&pack.id), clean(&pack.version), clean(&short(&pack.digest)))
}

/// `kap 1.0.0 (sha256:9f3a…, rules/kap)`
fn at(pack: &PackName) -> String {
    format!("{} {} ({}, {})", clean(&pack.id), clean(&pack.version), clean(&short(&pack.digest)), clean(&pack.place))
}
