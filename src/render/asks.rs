//! Turns open answers into what a coordinator asks: a question, the items of a scale together, a field of an entry, and whom.

use super::names::question_of;
use crate::explain::MissingAnswer;
use crate::language::Who;
use crate::pack::{Pack, Question, QuestionId, ScaleId};
use crate::value::Reason;

/// Who is asked next; `None` where asking will not help. Somebody unsure is not asked again while another may know.
pub(super) fn next_to_ask(missing: &MissingAnswer) -> Option<Who> {
    match missing.reason {
        Reason::Declined => None,
        Reason::Unsure => missing.from.get(1).copied(),
        _ => Some(missing.from.first().copied().unwrap_or(Who::Applicant)),
    }
}

/// The scale an item belongs to, and its number from 1.
pub(super) fn item(pack: &Pack, question: &Question, id: QuestionId) -> Option<(ScaleId, usize)> {
    let scale = question.scale?;
    let at = pack.scales.get(scale.index())?.items.iter().position(|item| item.question == id)?;
    Some((scale, at + 1))
}

/// `PHQ-9: all 9 questions`, `PHQ-9: questions 2, 5 and 7`, `PHQ-9: question 3 (trouble sleeping)`.
pub(super) fn of_scale(pack: &Pack, id: ScaleId, open: &[QuestionId]) -> String {
    let Some(scale) = pack.scales.get(id.index()) else { return String::new() };
    let numbered = |id: &QuestionId| {
        let question = question_of(pack, *id)?;
        Some((item(pack, question, *id)?.1, question))
    };
    let open: Vec<(usize, &Question)> = open.iter().filter_map(numbered).collect();
    let which = match open.as_slice() {
        [(number, question)] => format!("question {number} ({})", question.ask),
        all if all.len() == scale.items.len() => format!("all {} questions", all.len()),
        some => {
            let mut numbers: Vec<String> = some.iter().map(|(number, _)| number.to_string()).collect();
            let last = numbers.pop().unwrap_or_default();
            format!("questions {} and {last}", numbers.join(", "))
        }
    };
    format!("{}: {which}", scale.title)
}

pub(super) fn label(pack: &Pack, question: &Question, missing: &MissingAnswer) -> String {
    let group = question.group.and_then(|group| question_of(pack, group));
    match (group, missing.row) {
        (Some(group), Some(row)) => format!("{} Entry {row}: {}", group.ask, question.ask),
        _ => match question.scale.and_then(|scale| pack.scales.get(scale.index())) {
            Some(scale) => format!("{}: {}", scale.title, question.ask),
            None => question.ask.clone(),
        },
    }
}
