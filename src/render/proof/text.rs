//! A proof as a page: a line a property, then whatever is not simply proved, with its example.

use super::super::labels;
use super::super::names;
use super::super::page::{Page, Style, Tone};
use crate::audit::{Checked, Example, Finding, Found, Outcome, Proof, Standing};
use crate::text::count;

/// The whole page.
pub fn text(proof: &Proof, style: Style) -> String {
    let mut page = Page::new(style);
    let pack = names::pack_named(&proof.pack.id, &proof.pack.version, &proof.pack.digest);
    page.line(0, 2, &[(Tone::Strong, &pack), (Tone::Plain, &format!(", decisions as of {}", proof.as_of))]);
    page.blank();
    let wide = proof.properties.iter().map(|property| property.id.len()).max().unwrap_or(0);
    for property in &proof.properties {
        let (mark, tone) = mark(property.finding());
        let id = format!("{:<wide$}", property.id);
        page.line(0, 4, &[(tone, mark), (Tone::Plain, &format!(" {id}   ")), (tone, &came(property))]);
    }
    for (heading, tone, wanted) in SECTIONS {
        section(&mut page, proof, heading, tone, wanted);
    }
    page.blank();
    page.plain(0, &summary(proof));
    page.finish()
}

type Wanted = fn(&Standing) -> bool;

/// What is told at length, gravest first.
const SECTIONS: [(&str, Tone, Wanted); 4] = [
    ("A FAULT OF ANTEROOM: PLEASE REPORT IT", Tone::Alarm, |what| matches!(what, Standing::Disagrees { .. })),
    ("REFUTED", Tone::Alarm, |what| matches!(what, Standing::Refuted { .. })),
    ("GAVE UP, SO NOT PROVED", Tone::Caution, |what| matches!(what, Standing::GaveUp { .. })),
    ("WORTH A LOOK", Tone::Strong, |what| matches!(what, Standing::Noted { .. })),
];

fn mark(finding: Finding) -> (&'static str, Tone) {
    match finding {
        Finding::Proved => ("✓", Tone::Plain),
        Finding::GaveUp => ("?", Tone::Caution),
        Finding::Refuted => ("✗", Tone::Alarm),
        Finding::Disagrees => ("!", Tone::Alarm),
    }
}

/// `proved for 83 rules`, `gave up for 1 of 83 rules`, `refuted; proved for 81 of 83 rules`
fn came(property: &Checked) -> String {
    let word = match property.finding() {
        Finding::Proved => "proved",
        Finding::GaveUp => "gave up",
        Finding::Refuted => "refuted",
        Finding::Disagrees => "proof and evaluator disagree",
    };
    let noted = property.results.iter().filter(|found| matches!(found.what, Standing::Noted { .. })).count();
    let noted = if noted > 0 { format!("; {noted} worth a look") } else { String::new() };
    let (proved, all) = (property.proved(), count(property.subjects, property.of));
    match (property.of, property.finding()) {
        ("", _) => format!("{word}{noted}"),
        (_, Finding::Proved) => format!("{word} for {all}{noted}"),
        (_, Finding::GaveUp) => format!("{word} for {} of {all}{noted}", property.subjects.saturating_sub(proved)),
        _ => format!("{word}; proved for {proved} of {all}{noted}"),
    }
}

fn section(page: &mut Page, proof: &Proof, heading: &str, tone: Tone, wanted: Wanted) {
    let mut first = true;
    for property in &proof.properties {
        let found: Vec<&Found> = property.results.iter().filter(|found| wanted(&found.what)).collect();
        if found.is_empty() {
            continue;
        }
        page.blank();
        if std::mem::take(&mut first) {
            page.heading(tone, heading);
        }
        page.line(2, 4, &[(Tone::Strong, &property.says), (Tone::Quiet, &format!("   [{}]", property.id))]);
        if let Some(because) = &property.because {
            page.line(4, 6, &[(Tone::Quiet, "Because: "), (Tone::Plain, because)]);
        }
        for found in found {
            one(page, property, found);
        }
    }
}

fn one(page: &mut Page, property: &Checked, found: &Found) {
    let subject = if found.subject == property.id { String::new() } else { format!("{}: ", found.subject) };
    let (says, example) = match &found.what {
        Standing::Refuted { says, example } => (says, example.as_ref()),
        Standing::Disagrees { says, example } => (says, Some(example)),
        Standing::GaveUp { says } | Standing::Noted { says } => (says, None),
    };
    page.item(4, &[(Tone::Strong, &subject), (Tone::Plain, says)]);
    if let Some(example) = example {
        applicant(page, example);
    }
}

/// A made-up applicant: the answers that matter, what the others are, and what is decided.
fn applicant(page: &mut Page, example: &Example) {
    page.plain(6, "For example, an applicant with these answers:");
    for told in &example.answers {
        let between = if told.ask.ends_with('?') { " " } else { ": " };
        let (ask, question) = (format!("{}{between}", told.ask), format!("   {}", told.question));
        page.line(8, 10, &[(Tone::Plain, &ask), (Tone::Strong, &told.answer), (Tone::Quiet, &question)]);
    }
    page.line(6, 8, &[(Tone::Quiet, "All others: "), (Tone::Plain, &example.rest)]);
    if example.old != example.new {
        page.line(6, 8, &[(Tone::Quiet, "Decided before: "), (Tone::Plain, &decided(example.old))]);
        page.line(6, 8, &[(Tone::Quiet, "Decided after: "), (Tone::Plain, &decided(example.new))]);
    } else {
        page.line(6, 8, &[(Tone::Quiet, "Decided: "), (Tone::Plain, &decided(example.new))]);
    }
}

fn decided(outcome: Outcome) -> String {
    let (safety, screening) = (labels::safety(outcome.safety), labels::screening_for_coordinator(outcome.screening));
    format!("safety {safety}; screening {} ({screening})", outcome.screening.name())
}

/// `14 properties: 12 proved, 1 refuted, 1 gave up`
fn summary(proof: &Proof) -> String {
    let all = proof.properties.len();
    let counted = if all == 1 { "1 property".to_owned() } else { format!("{all} properties") };
    if proof.count(Finding::Proved) == all {
        return format!("{counted}: all proved");
    }
    let parts = [
        (Finding::Proved, "proved"),
        (Finding::Refuted, "refuted"),
        (Finding::GaveUp, "gave up"),
        (Finding::Disagrees, "with a disagreement"),
    ];
    let parts = parts.map(|(finding, word)| (proof.count(finding), word));
    let said: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    format!("{counted}: {}", said.join(", "))
}
