//! What a question takes as an answer, before and after: which stored answers can still be read.

use super::{Effect, options};
use crate::pack::Answer;
use crate::value::Decimal;

const GONE: &str = "cannot be read any more and count as unknown";

/// `was` and `is`: the same in words.
pub(super) fn changed(old: &Answer, new: &Answer, was: &str, is: &str) -> Vec<Effect> {
    match (old, new) {
        (Answer::Number { .. }, Answer::Number { .. }) => numbers(old, new),
        (Answer::Choice { options: old, none: from }, Answer::Choice { options: new, none: to }) => {
            let mut effects = options::changed(old, new, false);
            effects.extend(options::none(old, *from, new, *to, false));
            effects
        }
        (Answer::Choices { options: old, none: from }, Answer::Choices { options: new, none: to }) => {
            let mut effects = options::changed(old, new, true);
            effects.extend(options::none(old, *from, new, *to, true));
            effects
        }
        (Answer::Points(old), Answer::Points(new)) => options::points(old, new),
        (Answer::Text { blank_is_none: from, past: before }, Answer::Text { blank_is_none: to, past: now }) => {
            texts((*from, *to), (*before, *now))
        }
        (Answer::Date { .. }, Answer::Date { .. }) => dates(old, new),
        (Answer::Group { max: from, .. }, Answer::Group { max: to, .. }) if from != to => {
            let stored = if to < from {
                format!("Stored lists of more than {to} entries {GONE}.")
            } else {
                "Stored lists stay.".to_owned()
            };
            vec![Effect::new(format!("It takes up to {to} entries (before: {from})."), stored)]
        }
        (Answer::YesNo, Answer::YesNo) | (Answer::Group { .. }, Answer::Group { .. }) => Vec::new(),
        _ => vec![Effect::new(format!("It is answered with {is} (before: {was})."), another_kind(old, new))],
    }
}

fn another_kind(old: &Answer, new: &Answer) -> String {
    let is_list = |answer: &Answer| matches!(answer, Answer::Choices { .. } | Answer::Group { .. });
    match (old, new) {
        (old, Answer::Text { .. }) if !is_list(old) => "Stored answers are read as text.".to_owned(),
        (Answer::Points(_), Answer::Number { min, max, .. }) => {
            format!("Stored points from {min} to {max} are read as that number; others {GONE}.")
        }
        (Answer::Number { .. }, Answer::Points(points)) => {
            let points: Vec<String> = points.iter().map(|p| p.points.to_string()).collect();
            format!("Stored numbers other than {} {GONE}.", points.join(", "))
        }
        _ => format!("Stored answers {GONE}."),
    }
}

fn numbers(old: &Answer, new: &Answer) -> Vec<Effect> {
    let Answer::Number { min, max, places, unit } = old else { return Vec::new() };
    let Answer::Number { min: least, max: most, places: digits, unit: measured } = new else { return Vec::new() };
    let mut effects = Vec::new();
    if unit != measured {
        let name = |unit: &Option<String>| unit.clone().unwrap_or_else(|| "none".to_owned());
        let alone = match measured {
            Some(unit) => format!("A number stored without its unit is taken for {unit} from now on: convert it."),
            None => "A number stored without its unit is taken as it stands.".to_owned(),
        };
        effects.push(Effect::new(
            format!("Its unit is {} (before: {}).", name(measured), name(unit)),
            format!("{alone} One stored with the old unit cannot be read any more and counts as unknown."),
        ));
    }
    if (min, max) != (least, most) {
        let unit = measured.as_ref().map_or(String::new(), |unit| format!(" {unit}"));
        let step = Decimal::from_scaled(1, *places).unwrap_or(Decimal::ONE);
        let below = least.checked_sub(step).filter(|_| min < least).map(|end| range(*min, end));
        let above = most.checked_add(step).filter(|_| most < max).map(|start| range(start, *max));
        let lost: Vec<String> = below.into_iter().chain(above).collect();
        let stored = match lost.is_empty() {
            true => "Stored answers stay; numbers that were out of range can be read now.".to_owned(),
            false => format!("Stored answers of {}{unit} {GONE}.", lost.join(" and of ")),
        };
        effects.push(Effect::new(format!("It takes {least} to {most}{unit} (before: {min} to {max})."), stored));
    }
    if places != digits {
        let stored = if digits < places {
            format!("Stored answers with more than {} {GONE}.", after_the_point(*digits))
        } else {
            "Stored answers stay.".to_owned()
        };
        effects.push(Effect::new(format!("It takes up to {} (before: {places}).", after_the_point(*digits)), stored));
    }
    effects
}

fn after_the_point(digits: u32) -> String {
    if digits == 1 { "1 digit after the point".to_owned() } else { format!("{digits} digits after the point") }
}

fn range(from: Decimal, to: Decimal) -> String {
    if from == to { from.to_string() } else { format!("{from} to {to}") }
}

fn texts((from, to): (bool, bool), (before, now): (bool, bool)) -> Vec<Effect> {
    let mut effects = Vec::new();
    if from != to {
        effects.push(if to {
            Effect::new("A blank reads as \"none\" now.", "Stored blanks read as the answer \"none\" from now on.")
        } else {
            Effect::new(
                "A blank is no answer any more.",
                "Stored blanks count as unknown from now on, not as \"none\".",
            )
        });
    }
    if before != now {
        effects.push(if now {
            Effect::new(
                "It asks about the past now.",
                "A name that a stored text puts in the past is a sure mention from now on; it was unclear.",
            )
        } else {
            Effect::new(
                "It asks about the present now.",
                "A name that a stored text puts in the past is unclear from now on; it was a sure mention.",
            )
        });
    }
    effects
}

fn dates(old: &Answer, new: &Answer) -> Vec<Effect> {
    let Answer::Date { earliest, latest } = old else { return Vec::new() };
    let Answer::Date { earliest: first, latest: last } = new else { return Vec::new() };
    if (earliest, latest) == (first, last) {
        return Vec::new();
    }
    let end =
        |date: &Option<crate::value::Date>| date.map_or("the day of the screening".to_owned(), |date| date.to_string());
    let mut lost = Vec::new();
    if earliest < first {
        lost.push(format!("before {first}"));
    }
    if last.is_some() && (latest.is_none() || latest > last) {
        lost.push(format!("after {}", end(last)));
    }
    let stored = match lost.is_empty() {
        true => "Stored dates stay.".to_owned(),
        false => format!("Stored dates {} {GONE}.", lost.join(" and ")),
    };
    let what = format!("It takes {first} to {} (before: {earliest} to {}).", end(last), end(latest));
    vec![Effect::new(what, stored)]
}
