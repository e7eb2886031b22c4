//! Draws what is missing for a coordinator: whom to ask for what, gravest first, and what each answer leads to.

use super::super::asks::{item, label, next_to_ask, of_scale};
use super::super::coordinator::head;
use super::super::labels;
use super::super::names::{SIGN, pack_line, question_of};
use super::super::page::{Page, Style, Tone};
use super::words::{lines, reassuring};
use crate::audit::{Missing, Open};
use crate::language::Who;
use crate::pack::{Pack, QuestionId};

/// Questions that are asked of one person and lead to the same.
struct Ask<'m> {
    who: Option<Who>,
    /// The first of them.
    open: &'m Open,
    /// Several are items of one scale.
    questions: Vec<QuestionId>,
    lines: Vec<String>,
}

pub fn text(pack: &Pack, missing: &Missing, style: Style) -> String {
    let mut page = Page::new(style);
    head(&mut page, &missing.decision);
    page.blank();
    page.line(0, 0, &[(Tone::Strong, &headline(missing))]);
    if !missing.questions.is_empty() {
        page.plain(0, "Each line says what an answer leads to; unless it says otherwise, while all other open answers are reassuring.");
    }
    let asks = asks(pack, missing);
    let mut told: Vec<Option<Who>> = Vec::new();
    for ask in &asks {
        if !told.contains(&ask.who) {
            told.push(ask.who);
            of_one(&mut page, pack, &asks, ask.who);
        }
    }
    if !missing.questions.is_empty() {
        page.blank();
        page.line(0, 0, &[(Tone::Strong, &last(missing))]);
    }
    page.blank();
    page.line(0, 0, &[(Tone::Quiet, &pack_line(pack))]);
    page.line(0, 0, &[(Tone::Quiet, SIGN)]);
    page.finish()
}

fn headline(missing: &Missing) -> String {
    let idle = missing.idle;
    let (other, cannot) = if idle == 1 { ("other", "it") } else { ("others", "them") };
    match (missing.questions.len(), idle) {
        (0, 0) => "Nothing is open: no answer can still change the outcome.".to_owned(),
        (0, _) => format!(
            "No open answer can change the outcome. {} open: do not ask for {cannot}.",
            if idle == 1 { "1 is".to_owned() } else { format!("{idle} are") }
        ),
        (n, 0) => format!("{} can still change the outcome.", crate::text::count(n, "open answer")),
        (n, _) => format!(
            "{} can still change the outcome. {idle} {other} cannot: do not ask for {cannot}.",
            crate::text::count(n, "open answer")
        ),
    }
}

fn last(missing: &Missing) -> String {
    match missing.mildest {
        Some(outcome) => {
            reassuring(labels::safety(outcome.safety), labels::screening_for_coordinator(outcome.screening))
        }
        None => "Not settled: what the outcome is if all are answered reassuringly.".to_owned(),
    }
}

fn asks<'m>(pack: &Pack, missing: &'m Missing) -> Vec<Ask<'m>> {
    let mut asks: Vec<Ask> = Vec::new();
    for open in &missing.questions {
        let (id, who, lines) = (open.answer.question, next_to_ask(&open.answer), lines(pack, open));
        let scale = |id: QuestionId| question_of(pack, id).and_then(|question| item(pack, question, id)).map(|of| of.0);
        let alike = |ask: &&mut Ask| {
            let reasons = ask.open.answer.reason == open.answer.reason && ask.open.depends == open.depends;
            let scales = scale(ask.open.answer.question);
            ask.who == who && reasons && ask.lines == lines && scales.is_some() && scales == scale(id)
        };
        match asks.iter_mut().find(alike) {
            Some(ask) => ask.questions.push(id),
            None => asks.push(Ask { who, open, questions: vec![id], lines }),
        }
    }
    asks
}

/// Everything one person is asked for.
fn of_one(page: &mut Page, pack: &Pack, asks: &[Ask], who: Option<Who>) {
    page.blank();
    let heading = match who {
        Some(who) => format!("ASK {}", labels::who(who)).to_uppercase(),
        None => "DO NOT ASK AGAIN: A CLINICIAN MAY, IN PERSON".to_owned(),
    };
    page.heading(Tone::Strong, &heading);
    for ask in asks.iter().filter(|ask| ask.who == who) {
        let answer = &ask.open.answer;
        let Some(question) = question_of(pack, answer.question) else { continue };
        let words = match item(pack, question, answer.question) {
            Some((scale, _)) => of_scale(pack, scale, &ask.questions),
            None => label(pack, question, answer),
        };
        let depends = if ask.open.depends { "; only if another open answer calls for it" } else { "" };
        let remark = format!("  {}{depends}", answer.reason.label());
        page.item(2, &[(Tone::Plain, &words), (Tone::Quiet, &remark)]);
        for line in &ask.lines {
            page.line(6, 8, &[(Tone::Plain, line)]);
        }
    }
}
