//! A decision for a clinician: what was found, the evidence line by line, what is unknown, and the sources it rests on.

use super::evidence::{Evidence, Row};
use super::labels;
use super::names::{Private, SIGN, id, id_in_row, pack_line, question_of, source};
use super::page::{Page, Style, Tone};
use crate::explain::{Decision, Finding};
use crate::language::{Safety, Who};
use crate::pack::Pack;
use crate::value::Truth;

/// The page for one applicant, with its basis.
pub fn clinician(pack: &Pack, decision: &Decision, style: Style, private: Private) -> String {
    let mut page = Page::new(style);
    head(&mut page, decision);
    let mut evidence = Evidence::new(pack, private);
    let mut last = "";
    for finding in &decision.findings {
        let heading = labels::raised(finding.raises);
        if heading != last {
            page.blank();
            page.heading(tone_of(finding.raises), &heading.to_uppercase());
            last = heading;
        }
        one_finding(&mut page, pack, finding, &mut evidence);
    }
    missing(&mut page, pack, decision);
    support(&mut page, pack, decision);
    contradictions(&mut page, pack, decision);
    page.blank();
    page.line(0, 2, &[(Tone::Quiet, SIGN)]);
    page.line(0, 2, &[(Tone::Quiet, &format!("answers {}", decision.answers))]);
    page.line(0, 2, &[(Tone::Quiet, &format!("rules   {}", pack.digest))]);
    page.line(0, 2, &[(Tone::Quiet, &pack_line(pack))]);
    page.finish()
}

pub(super) fn tone_of(raises: &str) -> Tone {
    match raises {
        "immediate" | "same_day" => Tone::Alarm,
        "hold" | "review" | "incomplete" => Tone::Caution,
        _ => Tone::Strong,
    }
}

pub(super) fn head(page: &mut Page, decision: &Decision) {
    page.line(0, 2, &[(Tone::Strong, &decision.applicant), (Tone::Plain, &format!("   as of {}", decision.as_of))]);
    let tone = if decision.safety == Safety::None { Tone::Plain } else { Tone::Alarm };
    page.line(0, 11, &[(Tone::Plain, "Safety     "), (tone, labels::safety(decision.safety))]);
    let screening = labels::screening_for_clinician(decision.screening, decision.missing.len());
    page.line(0, 11, &[(Tone::Plain, "Screening  "), (Tone::Strong, &screening)]);
    for (at, indication) in decision.indications.iter().enumerate() {
        let head = if at == 0 { "Indication " } else { "           " };
        let (mark, status) = (labels::mark(indication.status), labels::truth(indication.status));
        let words = format!("{head}{mark} {}", indication.title);
        page.line(0, 13, &[(Tone::Plain, &words), (Tone::Quiet, &format!("   {status}"))]);
    }
}

pub(super) fn one_finding(page: &mut Page, pack: &Pack, finding: &Finding, evidence: &mut Evidence) {
    page.line(2, 4, &[(Tone::Strong, &finding.title), (Tone::Quiet, &format!("   [{}]", finding.rule))]);
    page.plain(4, &finding.because);
    if let Some(basis) = &finding.basis {
        for row in evidence.rows(basis) {
            draw_row(page, &row);
        }
    }
    if let Some(words) = &finding.clinician {
        page.line(4, 6, &[(Tone::Quiet, "Note: "), (Tone::Plain, words)]);
    }
    for id in &finding.sources {
        page.line(4, 6, &[(Tone::Quiet, "Source: "), (Tone::Plain, &source(pack, *id))]);
    }
}

pub(super) fn draw_row(page: &mut Page, row: &Row) {
    let indent = 4 + 2 * row.depth;
    let (mark, tone) = match row.result {
        Some(truth @ Truth::Yes) => (labels::mark(truth), Tone::Strong),
        Some(truth @ Truth::No) => (labels::mark(truth), Tone::Quiet),
        Some(truth @ Truth::Unknown) => (labels::mark(truth), Tone::Caution),
        None => ("·", Tone::Quiet),
    };
    let values = if row.values.is_empty() { String::new() } else { format!("   {}", row.values) };
    page.line(
        indent,
        indent + 4,
        &[(tone, mark), (Tone::Plain, " "), (Tone::Plain, &row.text), (Tone::Quiet, &values)],
    );
}

pub(super) fn missing(page: &mut Page, pack: &Pack, decision: &Decision) {
    if decision.missing.is_empty() {
        return;
    }
    page.blank();
    page.heading(Tone::Strong, &format!("MISSING ({})", decision.missing.len()));
    for missing in &decision.missing {
        let ask = question_of(pack, missing.question).map_or("", |question| &question.ask);
        let name = id_in_row(pack, missing.question, missing.row);
        let remark = format!(
            "   {name}: {}; ask {}; {}",
            missing.reason.label(),
            who(&missing.from),
            labels::could_raise(missing.could_raise)
        );
        page.item(2, &[(Tone::Plain, ask), (Tone::Quiet, &remark)]);
    }
}

/// `the applicant or the prescriber`
pub(super) fn who(from: &[Who]) -> String {
    from.iter().map(|who| labels::who(*who)).collect::<Vec<_>>().join(" or ")
}

fn support(page: &mut Page, pack: &Pack, decision: &Decision) {
    if decision.support.is_empty() {
        return;
    }
    page.blank();
    page.heading(Tone::Strong, "SUPPORT TO CONSIDER");
    for support in &decision.support {
        let title = pack.tiers.get(support.tier.index()).map_or("", |tier| &tier.title);
        page.item(2, &[(Tone::Plain, title), (Tone::Quiet, &format!("   [{}]", support.rule))]);
        page.plain(4, &support.because);
    }
}

pub(super) fn contradictions(page: &mut Page, pack: &Pack, decision: &Decision) {
    if decision.contradictions.is_empty() {
        return;
    }
    page.blank();
    page.heading(Tone::Caution, "ANSWERS THAT CONTRADICT EACH OTHER");
    for contradicted in &decision.contradictions {
        let ask = question_of(pack, contradicted.question).map_or("", |question| &question.ask);
        let name = id(pack, contradicted.question);
        let remark = format!("   {name} is answered, and is asked only when: {}", contradicted.asked_when);
        page.item(2, &[(Tone::Plain, ask), (Tone::Quiet, &remark)]);
    }
}
