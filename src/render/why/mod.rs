//! Why an outcome is what it is, and what would have to be different for another, as pages.

mod not;

pub use not::why_not;

use super::Private;
use super::clinician::{contradictions, head, missing, one_finding, tone_of};
use super::evidence::Evidence;
use super::labels;
use super::names::{SIGN, pack_line};
use super::page::{Page, Style, Tone};
use crate::explain::{Decision, Finding};
use crate::language::{Safety, Screening};
use crate::pack::Pack;
use crate::text::count;
use crate::value::Truth;

/// The rules that put both axes where they are, each with its basis, and what is open or contradictory where that decides.
pub fn why(pack: &Pack, decision: &Decision, style: Style, private: Private) -> String {
    let mut page = Page::new(style);
    let mut evidence = Evidence::new(pack, private);
    head(&mut page, decision);
    if decision.safety != Safety::None {
        axis(&mut page, pack, decision.deciding(decision.safety.name()), &mut evidence);
    }
    let screening = decision.deciding(decision.screening.name());
    match decision.screening {
        Screening::Clear => {
            page.blank();
            page.plain(0, "No rule raises the screening, and no answer is open that could.");
        }
        _ => axis(&mut page, pack, screening, &mut evidence),
    }
    if decision.screening == Screening::Incomplete {
        missing(&mut page, pack, decision);
    }
    if decision.screening == Screening::Review {
        contradictions(&mut page, pack, decision);
    }
    foot(&mut page, pack);
    page.finish()
}

/// What one rule came to for an applicant, with its basis.
pub fn rule(pack: &Pack, decision: &Decision, finding: &Finding, style: Style, private: Private) -> String {
    let mut page = Page::new(style);
    page.line(0, 2, &[(Tone::Strong, &decision.applicant), (Tone::Plain, &format!("   as of {}", decision.as_of))]);
    page.blank();
    let status = match finding.status {
        Truth::Yes => "The rule is met",
        Truth::No => "The rule is not met",
        Truth::Unknown => "Whether the rule is met cannot be told",
    };
    let raised = match finding.raises {
        "none" => "it raises nothing".to_owned(),
        "note" => "it is shown as a note".to_owned(),
        level => format!("it raises {}", level.replace('_', " ")),
    };
    page.heading(tone_of(finding.raises), &format!("{status}: {raised}."));
    one_finding(&mut page, pack, finding, &mut Evidence::new(pack, private));
    foot(&mut page, pack);
    page.finish()
}

/// `SCREENING: A STOPPING RULE IS MET (2 FINDINGS)`, and the findings.
fn axis(page: &mut Page, pack: &Pack, findings: Vec<&Finding>, evidence: &mut Evidence) {
    let Some(first) = findings.first() else { return };
    page.blank();
    let because = format!("{}, because of {}:", labels::raised(first.raises), count(findings.len(), "finding"));
    page.heading(tone_of(first.raises), &because);
    for finding in findings {
        one_finding(page, pack, finding, evidence);
    }
}

fn foot(page: &mut Page, pack: &Pack) {
    page.blank();
    page.line(0, 2, &[(Tone::Quiet, SIGN)]);
    page.line(0, 2, &[(Tone::Quiet, &pack_line(pack))]);
}
