//! Options of a choice and points of an item, before and after: added, removed, renamed, recoded, worded anew.

use super::Effect;
use crate::pack::{AnswerOption, Points};

/// `several`: an answer is a list of them.
pub(super) fn changed(old: &[AnswerOption], new: &[AnswerOption], several: bool) -> Vec<Effect> {
    let gone = |id: &str| match several {
        true => format!("Stored lists with `{id}` cannot be read any more and count as unknown"),
        false => format!("Stored answers `{id}` cannot be read any more and count as unknown"),
    };
    let has = |of: &[AnswerOption], id: &str| of.iter().any(|option| option.id == id);
    let fresh = || new.iter().filter(|option| !has(old, &option.id));
    let mut effects = Vec::new();
    let mut renamed: Vec<&str> = Vec::new();
    for was in old.iter().filter(|option| !has(new, &option.id)) {
        let is = fresh().find(|is| is_alike(was, is) && !renamed.contains(&is.id.as_str()));
        effects.push(match is {
            Some(is) => {
                renamed.push(&is.id);
                Effect::new(
                    format!("The option {} is called `{}` now.", name(was), is.id),
                    format!("{}: store them as `{}`.", gone(&was.id), is.id),
                )
            }
            None => Effect::new(format!("The option {} is gone.", name(was)), format!("{}.", gone(&was.id))),
        });
    }
    for is in fresh().filter(|is| !renamed.contains(&is.id.as_str())) {
        effects.push(Effect::new(
            format!("The option {} is new.", name(is)),
            "Stored answers stay; whoever gave them could not choose it.",
        ));
    }
    for is in new {
        let Some(was) = old.iter().find(|was| was.id == is.id) else { continue };
        if label(was) != label(is) {
            effects.push(worded(&format!("The option `{}`", is.id), &label(was), &label(is)));
        }
        effects.extend(coded(&format!("the option `{}`", is.id), was.code.as_deref(), is.code.as_deref()));
    }
    effects
}

/// The option that says "none of these", or what *not applicable* does.
pub(super) fn none(
    old: &[AnswerOption],
    from: Option<u32>,
    new: &[AnswerOption],
    to: Option<u32>,
    several: bool,
) -> Option<Effect> {
    let id =
        |of: &[AnswerOption], at: Option<u32>| at.and_then(|at| of.get(at as usize)).map(|option| option.id.clone());
    let (was, is) = (id(old, from), id(new, to));
    if was == is {
        return None;
    }
    let told = |id: Option<String>| id.map_or("none of them".to_owned(), |id| format!("`{id}`"));
    let (was, is) = (told(was), told(is));
    Some(match several {
        true => Effect::new(
            format!("The option that excludes the others is {is} (before: {was})."),
            "Stored lists with that option and others contradict themselves and count as unknown.",
        ),
        false => Effect::new(
            format!("The option that says what a question not asked reads as is {is} (before: {was})."),
            "Stored answers stay; which of them contradicts the form differs.",
        ),
    })
}

/// Points of an item of a scale.
pub(super) fn points(old: &[Points], new: &[Points]) -> Vec<Effect> {
    let has = |of: &[Points], points: u8| of.iter().any(|p| p.points == points);
    let list = |of: Vec<&Points>| of.into_iter().map(|p| p.points.to_string()).collect::<Vec<_>>().join(", ");
    let gone: Vec<&Points> = old.iter().filter(|p| !has(new, p.points)).collect();
    let fresh: Vec<&Points> = new.iter().filter(|p| !has(old, p.points)).collect();
    let mut effects = Vec::new();
    if !gone.is_empty() {
        let gone = list(gone);
        effects.push(Effect::new(
            format!("It takes no {gone} any more."),
            format!("Stored answers of {gone} cannot be read any more and count as unknown."),
        ));
    }
    if !fresh.is_empty() {
        effects.push(Effect::new(
            format!("It takes {} too.", list(fresh)),
            "Stored answers stay; whoever gave them could not choose it.",
        ));
    }
    for is in new {
        let Some(was) = old.iter().find(|was| was.points == is.points) else { continue };
        if was.label != is.label {
            effects.push(worded(&format!("The answer {}", is.points), &was.label, &is.label));
        }
        effects.extend(coded(&format!("the answer {}", is.points), was.code.as_deref(), is.code.as_deref()));
    }
    effects
}

fn worded(what: &str, was: &str, is: &str) -> Effect {
    Effect::new(
        format!("{what} reads \"{is}\" (before: \"{was}\")."),
        "Stored answers keep their id and were given to the old words: a person says whether they still count.",
    )
}

fn coded(what: &str, was: Option<&str>, is: Option<&str>) -> Option<Effect> {
    let told = |code: Option<&str>| code.map_or("none".to_owned(), str::to_owned);
    (was != is).then(|| {
        Effect::new(
            format!("The code of {what} is {} (before: {}).", told(is), told(was)),
            "Answers are stored by id and stay; what is exchanged by code differs.",
        )
    })
}

fn is_alike(was: &AnswerOption, is: &AnswerOption) -> bool {
    (was.label.is_some() && was.label == is.label) || (was.code.is_some() && was.code == is.code)
}

fn label(option: &AnswerOption) -> String {
    option.label.clone().unwrap_or_else(|| option.id.replace('_', " "))
}

/// `` `self` "I am filling it in myself" ``
fn name(option: &AnswerOption) -> String {
    match &option.label {
        Some(label) => format!("`{}` \"{label}\"", option.id),
        None => format!("`{}`", option.id),
    }
}
