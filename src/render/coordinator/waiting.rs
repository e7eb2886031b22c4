//! The missing answers as a coordinator's list: whom to ask, the items of a scale together, and what is not to be asked again.

use super::super::labels;
use super::super::names::question_of;
use super::super::page::{Page, Tone};
use crate::explain::{Decision, MissingAnswer, UNREADABLE};
use crate::language::Who;
use crate::pack::{Pack, Question, QuestionId, ScaleId};
use crate::value::Reason;

/// Answers to ask for.
struct Ask {
    who: Who,
    label: String,
    reason: Reason,
    /// How many answers it stands for.
    answers: usize,
}

pub(super) struct Waiting {
    asks: Vec<Ask>,
    /// Asking again will not help: a clinician may, in person.
    pub firm: Vec<(String, Reason)>,
    /// Answers under a name the form does not have.
    pub unread: usize,
}

impl Waiting {
    pub fn of(pack: &Pack, decision: &Decision) -> Self {
        let unread =
            decision.findings.iter().filter(|f| f.rule == UNREADABLE && f.title == "An answer could not be read");
        let mut waiting = Self { asks: Vec::new(), firm: Vec::new(), unread: unread.count() };
        let mut seen_scales: Vec<(ScaleId, Reason)> = Vec::new();
        for missing in &decision.missing {
            let Some(question) = question_of(pack, missing.question) else { continue };
            let (label, answers) = match item(pack, question, missing.question) {
                Some((scale, _)) if seen_scales.contains(&(scale, missing.reason)) => continue,
                Some((scale, _)) => {
                    seen_scales.push((scale, missing.reason));
                    of_scale(pack, decision, scale, missing.reason)
                }
                None => (label(pack, question, missing), 1),
            };
            match next_to_ask(missing) {
                Some(who) => waiting.asks.push(Ask { who, label, reason: missing.reason, answers }),
                None => waiting.firm.push((label, missing.reason)),
            }
        }
        waiting
    }

    /// Answers that somebody is asked for.
    pub fn asked(&self) -> usize {
        self.asks.iter().map(|ask| ask.answers).sum()
    }

    pub fn draw(&self, page: &mut Page) {
        for who in [Who::Applicant, Who::Clinic, Who::Prescriber, Who::Lab] {
            let asks: Vec<&Ask> = self.asks.iter().filter(|ask| ask.who == who).collect();
            if asks.is_empty() {
                continue;
            }
            page.blank();
            let heading = format!("WAITING ON {}", labels::who(who).to_uppercase());
            page.heading(Tone::Strong, &heading);
            for ask in asks {
                page.item(2, &[(Tone::Plain, &ask.label), (Tone::Quiet, &format!("  {}", ask.reason.label()))]);
            }
        }
    }
}

/// Who is asked next; `None` where asking will not help. Somebody unsure is not asked again while another may know.
fn next_to_ask(missing: &MissingAnswer) -> Option<Who> {
    match missing.reason {
        Reason::Declined => None,
        Reason::Unsure => missing.from.get(1).copied(),
        _ => Some(missing.from.first().copied().unwrap_or(Who::Applicant)),
    }
}

/// The scale an item belongs to, and its number from 1.
fn item(pack: &Pack, question: &Question, id: QuestionId) -> Option<(ScaleId, usize)> {
    let scale = question.scale?;
    let at = pack.scales.get(scale.index())?.items.iter().position(|item| item.question == id)?;
    Some((scale, at + 1))
}

/// `PHQ-9: all 9 questions`, `PHQ-9: questions 2, 5 and 7`, `PHQ-9: question 3 (trouble sleeping)`.
fn of_scale(pack: &Pack, decision: &Decision, id: ScaleId, reason: Reason) -> (String, usize) {
    let Some(scale) = pack.scales.get(id.index()) else { return (String::new(), 0) };
    let open: Vec<(usize, &Question)> = decision
        .missing
        .iter()
        .filter(|missing| missing.reason == reason)
        .filter_map(|missing| {
            let question = question_of(pack, missing.question)?;
            let (of, number) = item(pack, question, missing.question)?;
            (of == id).then_some((number, question))
        })
        .collect();
    let which = match open.as_slice() {
        [(number, question)] => format!("question {number} ({})", question.ask),
        all if all.len() == scale.items.len() => format!("all {} questions", all.len()),
        some => {
            let mut numbers: Vec<String> = some.iter().map(|(number, _)| number.to_string()).collect();
            let last = numbers.pop().unwrap_or_default();
            format!("questions {} and {last}", numbers.join(", "))
        }
    };
    (format!("{}: {which}", scale.title), open.len())
}

fn label(pack: &Pack, question: &Question, missing: &MissingAnswer) -> String {
    let group = question.group.and_then(|group| question_of(pack, group));
    match (group, missing.row) {
        (Some(group), Some(row)) => format!("{} Entry {row}: {}", group.ask, question.ask),
        _ => match question.scale.and_then(|scale| pack.scales.get(scale.index())) {
            Some(scale) => format!("{}: {}", scale.title, question.ask),
            None => question.ask.clone(),
        },
    }
}
