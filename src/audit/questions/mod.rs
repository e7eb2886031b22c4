//! What happened to the questions of a form, and what becomes of the answers that are stored already.

mod answers;
mod options;

use std::collections::HashSet;

use super::change::{Part, QuestionChange, State, Written};
use crate::pack::{Pack, Question, QuestionId};
use crate::prose;

/// What is different about a question, and what that does to stored answers.
struct Effect {
    what: String,
    stored: String,
}

impl Effect {
    fn new(what: impl Into<String>, stored: impl Into<String>) -> Self {
        Self { what: what.into(), stored: stored.into() }
    }
}

/// Whether two packs ask anything alike; otherwise there is nothing to compare them on.
pub fn share_a_form(old: &Pack, new: &Pack) -> bool {
    let asked: HashSet<&str> = old.questions.iter().map(|question| question.id.as_str()).collect();
    old.questionnaire == new.questionnaire || new.questions.iter().any(|q| asked.contains(q.id.as_str()))
}

/// Every question that was added, removed, renamed or is read differently, in the order of the new form; those gone last.
pub fn questions(old: &Pack, new: &Pack, written: &[Written]) -> Vec<QuestionChange> {
    let mut all = scales(old, new);
    for one in written.iter().filter(|one| one.part == Part::Question) {
        let before = match &one.state {
            State::Renamed(id) => find(old, id),
            _ => find(old, &one.id),
        };
        let effects = match (before, find(new, &one.id)) {
            (Some(before), Some(after)) => changed((old, before), (new, after)),
            (None, Some((_, after))) if !comes_with_another(old, new, after) => added(new, after),
            (Some((_, before)), None) if !comes_with_another(new, old, before) => vec![Effect::new(
                "It is asked no more.",
                format!(
                    "A stored answer to `{}` cannot be read any more, and its form then needs information at least: take \
                     such answers out.",
                    before.id
                ),
            )],
            _ => Vec::new(),
        };
        let change = |effect: Effect| QuestionChange {
            question: one.id.clone(),
            ask: one.title.clone(),
            what: effect.what,
            stored: effect.stored,
        };
        all.extend(effects.into_iter().map(change));
    }
    joined(all)
}

fn find<'p>(pack: &'p Pack, id: &str) -> Option<(QuestionId, &'p Question)> {
    let at = pack.questions.iter().position(|question| question.id == id)?;
    Some((QuestionId(at as u32), pack.questions.get(at)?))
}

/// Whether a question that one pack lacks lies in a group or scale that it lacks too, and is told with that.
fn comes_with_another(lacking: &Pack, pack: &Pack, question: &Question) -> bool {
    let group = question.group.and_then(|group| pack.questions.get(group.index()));
    let scale = question.scale.and_then(|scale| pack.scales.get(scale.index()));
    group.is_some_and(|group| find(lacking, &group.id).is_none())
        || scale.is_some_and(|scale| lacking.scales.iter().all(|other| other.id != scale.id))
}

fn added(pack: &Pack, question: &Question) -> Vec<Effect> {
    let readers = find(pack, &question.id).map_or(0, |(id, _)| prose::readers(pack, id).len());
    let rules = match readers {
        0 => "no rule reads it".to_owned(),
        1 => "1 rule reads it, and may stay open until it is answered".to_owned(),
        n => format!("{n} rules read it, and may stay open until it is answered"),
    };
    vec![Effect::new("It is new.", format!("Stored forms have no answer to it, which counts as left blank; {rules}."))]
}

fn changed(old: (&Pack, (QuestionId, &Question)), new: (&Pack, (QuestionId, &Question))) -> Vec<Effect> {
    let ((old_pack, (old_id, before)), (new_pack, (new_id, after))) = (old, new);
    let (Some(was), Some(is)) = (prose::question(old_pack, old_id), prose::question(new_pack, new_id)) else {
        return Vec::new();
    };
    let mut effects = Vec::new();
    if before.id != after.id {
        effects.push(Effect::new(
            format!("It was called `{}`.", before.id),
            format!(
                "Answers stored under `{}` cannot be read any more, and their forms then need information at least: store \
                 them under `{}`.",
                before.id, after.id
            ),
        ));
    }
    if before.ask != after.ask {
        effects.push(Effect::new(
            format!("It is asked in other words: \"{}\" (before: \"{}\").", after.ask, before.ask),
            "Stored answers were given to the old words: a person says whether they still count.",
        ));
    }
    effects.extend(answers::changed(&before.answer, &after.answer, &was.answer, &is.answer));
    if was.codes != is.codes {
        let told = |codes: &[String]| if codes.is_empty() { "none".to_owned() } else { codes.join(", ") };
        effects.push(Effect::new(
            format!("Its codes are {} (before: {}).", told(&is.codes), told(&was.codes)),
            "Answers are stored by id and stay; what is exchanged by code differs.",
        ));
    }
    let line = |question: &Question| question.asked_when.as_ref().map(|line| line.text.clone());
    if line(before) != line(after) {
        effects.push(asked_when(was.asked_when.as_deref(), is.asked_when.as_deref()));
    }
    effects.extend(fresh_for(before.fresh_for, after.fresh_for));
    effects
}

fn asked_when(was: Option<&str>, is: Option<&str>) -> Effect {
    let before = was.unwrap_or("always");
    match is {
        Some(is) => Effect::new(
            format!("It is asked when: {is} (before: {before})."),
            "Where it is not asked, a stored blank counts as not applicable, and a stored answer as a contradiction unless \
             it says no.",
        ),
        None => Effect::new(
            format!("It is always asked (before: {before})."),
            "A stored blank is never taken for not applicable any more: it counts as unknown.",
        ),
    }
}

fn fresh_for(was: Option<u32>, is: Option<u32>) -> Option<Effect> {
    let days = |days: Option<u32>| days.map_or("for ever".to_owned(), |days| format!("for {days} days"));
    let what = format!("An answer stays fresh {} (before: {}).", days(is), days(was));
    match (was, is) {
        (was, is) if was == is => None,
        (was, Some(is)) if was.is_none_or(|was| is < was) => Some(Effect::new(
            what,
            format!("Stored answers older than {is} days are out of date and count as unknown."),
        )),
        _ => Some(Effect::new(what, "Stored answers that were out of date are used again.")),
    }
}

/// Scales that came or went, and lists of stored answers whose places mean other items.
fn scales(old: &Pack, new: &Pack) -> Vec<QuestionChange> {
    let change = |id: &str, title: &str, effect: Effect| QuestionChange {
        question: id.to_owned(),
        ask: title.to_owned(),
        what: effect.what,
        stored: effect.stored,
    };
    let mut all = Vec::new();
    for scale in &new.scales {
        let Some(before) = old.scales.iter().find(|other| other.id == scale.id) else {
            let what = format!("This scale of {} items is new.", scale.items.len());
            all.push(change(
                &scale.id,
                &scale.title,
                Effect::new(what, "Stored forms have no answers to it, which count as left blank."),
            ));
            continue;
        };
        let items = |pack: &Pack, scale: &crate::pack::Scale| -> Vec<String> {
            let item = |item: &crate::pack::Item| pack.questions.get(item.question.index()).map(|q| q.id.clone());
            scale.items.iter().filter_map(item).collect()
        };
        let (was, is) = (items(old, before), items(new, scale));
        if was == is {
            all.extend(reversed(old, before, scale).map(|effect| change(&scale.id, &scale.title, effect)));
            continue;
        }
        let stored = if was.len() == is.len() {
            format!(
                "A list stored under `{}` gives its answers to other items: store them by the items' ids.",
                scale.id
            )
        } else {
            format!(
                "A list of {} answers stored under `{}` cannot be read any more and counts as unknown; answers stored by the \
                 items' ids stay.",
                was.len(),
                scale.id
            )
        };
        let what = format!("Its items are {} (before: {}).", is.join(", "), was.join(", "));
        all.push(change(&scale.id, &scale.title, Effect::new(what, stored)));
    }
    for scale in old.scales.iter().filter(|scale| new.scales.iter().all(|other| other.id != scale.id)) {
        let stored = format!("Answers stored under `{}` cannot be read any more: take them out.", scale.id);
        all.push(change(&scale.id, &scale.title, Effect::new("This scale is asked no more.", stored)));
    }
    all
}

/// Items of the same scale that count the other way round.
fn reversed(old: &Pack, was: &crate::pack::Scale, is: &crate::pack::Scale) -> Option<Effect> {
    let turned = was.items.iter().zip(&is.items).filter(|(was, is)| was.reversed != is.reversed);
    let names: Vec<&str> =
        turned.filter_map(|(was, _)| Some(old.questions.get(was.question.index())?.id.as_str())).collect();
    (!names.is_empty()).then(|| {
        Effect::new(
            format!("The other answer counts now for: {}.", names.join(", ")),
            "Stored answers stay as they are and count the other way round.",
        )
    })
}

/// The same said of neighbouring items of one scale is said once.
fn joined(all: Vec<QuestionChange>) -> Vec<QuestionChange> {
    let scale = |id: &str| id.rsplit_once('.').map(|(scale, _)| scale.to_owned());
    let mut runs: Vec<(QuestionChange, String)> = Vec::new();
    for change in all {
        let last = change.question.clone();
        match runs.last_mut() {
            Some((first, end))
                if scale(&change.question).is_some()
                    && scale(&first.question) == scale(&change.question)
                    && (&first.what, &first.stored) == (&change.what, &change.stored) =>
            {
                *end = last;
            }
            _ => runs.push((change, last)),
        }
    }
    let told = |(first, end): (QuestionChange, String)| match first.question == end {
        true => first,
        false => QuestionChange {
            question: format!("{} to {end}", first.question),
            ask: scale(&end).unwrap_or_default(),
            ..first
        },
    };
    runs.into_iter().map(told).collect()
}
