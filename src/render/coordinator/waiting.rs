//! The missing answers as a coordinator's list: whom to ask, the items of a scale together, and what is not to be asked again.

use super::super::asks::{item, label, next_to_ask, of_scale};
use super::super::labels;
use super::super::names::question_of;
use super::super::page::{Page, Tone};
use crate::explain::{Decision, UNREADABLE};
use crate::language::Who;
use crate::pack::{Pack, QuestionId, ScaleId};
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
                    let open = open_items(pack, decision, scale, missing.reason);
                    (of_scale(pack, scale, &open), open.len())
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

/// The items of a scale that are open for one reason.
fn open_items(pack: &Pack, decision: &Decision, scale: ScaleId, reason: Reason) -> Vec<QuestionId> {
    let of = decision.missing.iter().filter(|missing| missing.reason == reason).map(|missing| missing.question);
    of.filter(|id| question_of(pack, *id).is_some_and(|question| question.scale == Some(scale)))
        .filter(|id| question_of(pack, *id).is_some_and(|question| item(pack, question, *id).is_some()))
        .collect()
}
