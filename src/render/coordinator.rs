//! A decision for an intake coordinator: what to do next, whom to ask for what, and what goes to a clinician.

mod waiting;

use super::labels;
use super::names::{SIGN, id, pack_line, question_of};
use super::page::{Page, Style, Tone};
use crate::explain::{Decision, Finding};
use crate::language::{Safety, Screening};
use crate::pack::Pack;
use crate::value::Truth;
use waiting::Waiting;

/// The page for one applicant. It names no rule, repeats no answer, and accepts or refuses nobody.
pub fn coordinator(pack: &Pack, decision: &Decision, style: Style) -> String {
    let mut page = Page::new(style);
    head(&mut page, decision);
    if decision.safety != Safety::None {
        safety(&mut page, decision);
    }
    let waiting = Waiting::of(pack, decision);
    next(&mut page, decision, &waiting);
    waiting.draw(&mut page);
    for_a_clinician(&mut page, pack, decision, &waiting);
    also(&mut page, decision);
    page.blank();
    page.line(0, 0, &[(Tone::Quiet, &pack_line(pack))]);
    page.line(0, 0, &[(Tone::Quiet, SIGN)]);
    page.finish()
}

pub(super) fn head(page: &mut Page, decision: &Decision) {
    let safety = match decision.safety {
        Safety::None => Tone::Plain,
        Safety::SameDay => Tone::Caution,
        Safety::Immediate => Tone::Alarm,
    };
    page.line(
        0,
        4,
        &[
            (Tone::Strong, &decision.applicant),
            (Tone::Plain, "   SAFETY "),
            (safety, labels::safety(decision.safety)),
            (Tone::Plain, "   SCREENING "),
            (Tone::Strong, labels::screening_for_coordinator(decision.screening)),
        ],
    );
}

/// What happened, in neutral words, and the clinic's own protocol. No answer is repeated and nothing is assessed.
fn safety(page: &mut Page, decision: &Decision) {
    let raising = |f: &&Finding| matches!(f.raises, "immediate" | "same_day");
    let met: Vec<&Finding> = decision.findings.iter().filter(raising).filter(|f| f.status == Truth::Yes).collect();
    let (tone, heading, when) = match decision.safety {
        Safety::Immediate => (Tone::Alarm, "SAFETY: ACT NOW", "now"),
        _ => (Tone::Caution, "SAFETY: ACT TODAY", "today"),
    };
    page.blank();
    page.heading(tone, heading);
    page.plain(
        2,
        if met.is_empty() {
            "The clinic's safety questions could not be settled: an answer is missing or unclear."
        } else {
            "An answer in the clinic's safety questions needs a person."
        },
    );
    page.line(
        2,
        2,
        &[(
            Tone::Strong,
            &format!("Follow the clinic's safety protocol {when}. Hand over to a clinician. Do not assess."),
        )],
    );
    for words in met.iter().filter_map(|f| f.coordinator.as_deref()) {
        page.item(2, &[(Tone::Plain, words)]);
    }
}

fn next(page: &mut Page, decision: &Decision, waiting: &Waiting) {
    let asked = waiting.asked();
    let ask = (asked > 0).then(|| format!("ask for {}", crate::text::count(asked, "answer")));
    let mut steps: Vec<String> = Vec::new();
    match decision.screening {
        Screening::Hold => {
            steps.push("send to a clinician, and book nothing until they decide".to_owned());
            steps.extend(ask);
        }
        Screening::Review => {
            steps.push("send to a clinician".to_owned());
            steps.extend(ask);
        }
        Screening::Incomplete => steps.extend(ask),
        Screening::Clear => steps.push("book the evaluation visit".to_owned()),
    }
    if waiting.unread > 0 {
        let answers = crate::text::count(waiting.unread, "answer");
        steps.push(format!("{answers} could not be read: tell the person who looks after the form"));
    }
    if decision.safety != Safety::None {
        steps.insert(0, "safety first, as above; the rest waits until a clinician has taken over".to_owned());
    }
    page.blank();
    for (at, step) in steps.iter().enumerate() {
        let head = if at == 0 { "NEXT  " } else { "      " };
        let mut letters = step.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        page.line(0, 6, &[(Tone::Strong, head), (Tone::Plain, &format!("{first}{}.", letters.as_str()))]);
    }
}

fn for_a_clinician(page: &mut Page, pack: &Pack, decision: &Decision, waiting: &Waiting) {
    let findings: Vec<&Finding> =
        decision.findings.iter().filter(|f| matches!(f.raises, "hold" | "review") && !f.is_indication()).collect();
    let no_indication = decision.findings.iter().any(|f| f.raises == "review" && f.is_indication());
    if findings.is_empty() && waiting.firm.is_empty() && decision.contradictions.is_empty() && !no_indication {
        return;
    }
    page.blank();
    page.heading(Tone::Strong, "FOR A CLINICIAN");
    for finding in findings {
        page.item(2, &[(Tone::Plain, &finding.title)]);
        if let (Some(words), Truth::Yes) = (&finding.coordinator, finding.status) {
            page.line(4, 4, &[(Tone::Quiet, words)]);
        }
    }
    if no_indication {
        page.item(2, &[(Tone::Plain, "The answers describe none of the conditions this programme is for")]);
    }
    for (label, reason) in &waiting.firm {
        page.item(2, &[(Tone::Plain, label), (Tone::Quiet, &format!("  {}; do not ask again", reason.label()))]);
    }
    for contradicted in &decision.contradictions {
        let ask = question_of(pack, contradicted.question).map_or(id(pack, contradicted.question), |q| q.ask.as_str());
        page.item(2, &[(Tone::Plain, ask), (Tone::Quiet, "  answered, though another answer says it does not apply")]);
    }
}

/// What notes ask of a coordinator.
fn also(page: &mut Page, decision: &Decision) {
    let notes = decision.findings.iter().filter(|f| f.status == Truth::Yes && f.raises == "note");
    let notes: Vec<(&str, &str)> = notes.filter_map(|f| Some((f.title.as_str(), f.coordinator.as_deref()?))).collect();
    if notes.is_empty() {
        return;
    }
    page.blank();
    page.heading(Tone::Strong, "ALSO");
    for (title, words) in notes {
        page.item(2, &[(Tone::Plain, title)]);
        page.line(4, 4, &[(Tone::Quiet, words)]);
    }
}
