//! Turns an open question into what each of its answers leads to, with everything else answered as reassuringly as can be.

use super::search::Search;
use super::{Lead, Outcome, Said};
use crate::answers::{Slot, Value};
use crate::evaluate::CouldRaise;
use crate::language::{Safety, Screening, Word as _};
use crate::prove::{Found, Reaches};
use crate::value::Date;

/// The mildest there is.
const READY: Outcome = Outcome { safety: Safety::None, screening: Screening::Clear };

/// An answer, and what is known of it.
struct Led {
    answer: Option<Value>,
    mildest: Option<Outcome>,
    together: Option<CouldRaise>,
}

impl Search<'_> {
    /// What its answers lead to, and whether all of it was settled.
    pub fn leads(&mut self, slot: Slot) -> (Vec<Lead>, bool) {
        let Some(flip) = self.flips.get(slot) else { return (Vec::new(), true) };
        let is_open_ended = |value: &Value| matches!(value, Value::Text(_) | Value::Rows(_));
        if flip.sampled || flip.answers.iter().any(|of| of.answer.as_ref().is_some_and(is_open_ended)) {
            return (Vec::new(), true);
        }
        let tried = flip.answers.iter();
        let mut led: Vec<Led> =
            tried.map(|of| Led { answer: of.answer.clone(), mildest: of.mildest, together: of.leads }).collect();
        let mut settled = true;
        for of in &mut led {
            let (mildest, is_settled) = self.mildest_with(slot, of.answer.as_ref(), of.mildest);
            of.mildest = mildest;
            settled &= is_settled;
        }
        // The mildest filling answers it, in one way or another, unless it does not ask it.
        let of_base = self.least.filter(|_| self.base_answers(slot));
        let least = of_base.or_else(|| led.iter().filter_map(|of| of.mildest).min()).unwrap_or(READY);
        // An answer that no filling gives leads nowhere.
        led.retain(|of| of.mildest.is_some());
        let alone = |of: &Led| of.mildest.and_then(|mildest| graver(mildest, least));
        let leads = led.iter().map(|of| (of.answer.as_ref(), alone(of), of.together));
        (merged(leads), settled)
    }

    /// The mildest outcome of any filling that gives an answer, safety first. `seen`: one that there is.
    fn mildest_with(&mut self, slot: Slot, answer: Option<&Value>, seen: Option<Outcome>) -> (Option<Outcome>, bool) {
        let mut floor = self.least.unwrap_or(READY);
        let mut mildest = seen;
        loop {
            let not: Vec<Reaches> = match mildest {
                Some(known) if known.safety > floor.safety => vec![Reaches::Safety(known.safety)],
                Some(known) if known.screening > floor.screening => {
                    let graver =
                        Safety::ALL.iter().map(|(level, _)| *level).filter(|level| *level > known.safety).min();
                    graver.map(Reaches::Safety).into_iter().chain([Reaches::Screening(known.screening)]).collect()
                }
                Some(_) => return (mildest, true),
                None => Vec::new(),
            };
            let found = self.fillings.answered(slot, answer, &not);
            let reading = found.1.map(|sheet| {
                // What makes this answer mild does so for others as well.
                self.flips.milden(&sheet, floor);
                self.flips.readings(&[sheet]).pop()
            });
            match (found.0, reading.flatten(), mildest) {
                (Found::GaveUp, ..) => return (mildest, false),
                (_, Some(reading), known) if known.is_none_or(|known| reading.outcome() < known) => {
                    mildest = Some(reading.outcome());
                }
                (_, Some(_), _) => {
                    self.fault("an answer is not as mild as the proof says".to_owned());
                    return (mildest, false);
                }
                (_, None, Some(known)) if known.safety > floor.safety => {
                    floor = Outcome { safety: known.safety, screening: Screening::Clear };
                }
                (_, None, _) => return (mildest, true),
            }
        }
    }
}

/// What an outcome is beyond the least.
fn graver(outcome: Outcome, least: Outcome) -> Option<CouldRaise> {
    if outcome.safety > least.safety {
        return Some(CouldRaise::Safety(outcome.safety));
    }
    (outcome.screening > least.screening).then_some(CouldRaise::Screening(outcome.screening))
}

/// One answer: what it is, and what it leads to.
type Led1<'l> = (Option<&'l Value>, Option<CouldRaise>, Option<CouldRaise>);

/// Answers that lead to the same, together: numbers where they are next to each other.
fn merged<'l>(leads: impl Iterator<Item = Led1<'l>>) -> Vec<Lead> {
    let mut merged: Vec<Lead> = Vec::new();
    for (answer, alone, together) in leads {
        let same = |lead: &Lead| (lead.alone, lead.together) == (alone, together);
        let answers = match answer {
            None => Said::Unread,
            Some(least) if before(least).is_some() => {
                // Every number from here on, until the next cell says otherwise.
                match merged.last_mut() {
                    Some(last) if same(last) => continue,
                    Some(Lead { answers: Said::Between(_, most), .. }) => *most = before(least),
                    _ => {}
                }
                let from = (!merged.is_empty()).then(|| least.clone());
                Said::Between(from, None)
            }
            Some(value) => match merged.iter_mut().find(|lead| same(lead)) {
                Some(Lead { answers: Said::OneOf(values), .. }) => {
                    values.push(value.clone());
                    continue;
                }
                _ => Said::OneOf(vec![value.clone()]),
            },
        };
        merged.push(Lead { answers, alone, together });
    }
    merged
}

/// The greatest number before this one; `None` for what is no number.
fn before(value: &Value) -> Option<Value> {
    match value {
        Value::Number(number) => Some(Value::Number(number.checked_sub(1)?)),
        // Of none there is no less, and nothing stands before it.
        Value::Points(points) => Some(Value::Points(points.saturating_sub(1))),
        Value::Date(date) => Some(Value::Date(Date::from_day_number(date.day_number() - 1).unwrap_or(Date::MIN))),
        _ => None,
    }
}
