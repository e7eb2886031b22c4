//! Draws a decision that is not the pinned one: what was and what is, the rules that moved, and why.

use super::clinician::one_finding;
use super::evidence::Evidence;
use super::names::Private;
use super::page::{Page, Style, Tone};
use crate::audit::replay::{Difference, What};
use crate::diagnostic::Diagnostic;
use crate::pack::Pack;
use crate::pins::{Change, RuleLines};
use crate::text::Sources;

/// Differences of one finding that are told one by one.
const SHOWN: usize = 8;

/// `[1/2] two signs   cases/sleep.yaml:11`
pub fn heading((at, all): (usize, usize), diagnostic: &Diagnostic, sources: &Sources, style: Style) -> String {
    let mut page = Page::new(style);
    let (mut name, mut place) = ("", String::new());
    if let Some(label) = &diagnostic.primary {
        name = sources.slice(label.span);
        place = format!("   {}:{}", sources.get(label.span.file).name, sources.position(label.span).line);
    }
    page.line(0, 2, &[(Tone::Strong, &format!("[{at}/{all}] {name}")), (Tone::Quiet, &place)]);
    page.finish()
}

/// What was, what is, and the rules that came out otherwise.
pub fn change(change: &Change, style: Style) -> String {
    let mut page = Page::new(style);
    let moves = &change.moves;
    let axes = [
        ("safety", moves.was.safety.name(), moves.is.safety.name()),
        ("screening", moves.was.screening.name(), moves.is.screening.name()),
    ];
    for (axis, was, is) in axes.into_iter().filter(|(_, was, is)| was != is) {
        page.line(4, 6, &[(Tone::Caution, &format!("- {axis}: {was}"))]);
        page.line(4, 6, &[(Tone::Strong, &format!("+ {axis}: {is}"))]);
    }
    for rule in &moves.rules {
        page.line(4, 6, &[(Tone::Strong, &rule.title), (Tone::Quiet, &format!("   [{}]", rule.rule))]);
        page.plain(6, &format!("{} → {}", rule.was, rule.is));
    }
    for (words, questions) in [("asked besides", &moves.asked), ("no longer asked", &moves.no_longer_asked)] {
        if !questions.is_empty() {
            page.line(4, 6, &[(Tone::Plain, &format!("{words}: {}", questions.join(", ")))]);
        }
    }
    for rule in change.rules.iter().filter(|rule| !moves.rules.iter().any(|other| other.rule == rule.finding.rule)) {
        let (title, id) = (&rule.finding.title, &rule.finding.rule);
        page.line(4, 6, &[(Tone::Strong, title), (Tone::Quiet, &format!("   [{id}]"))]);
        inside(&mut page, 6, rule);
    }
    differences(&mut page, 4, &change.others);
    page.finish()
}

/// Every rule that says something else: its lines as they are now, and what changed in them.
pub fn why(pack: &Pack, change: &Change, style: Style) -> String {
    let mut page = Page::new(style);
    for rule in &change.rules {
        // Each rule is read by itself: nothing is left out because it stood above.
        one_finding(&mut page, pack, &rule.finding, &mut Evidence::new(pack, Private::Shown));
        inside(&mut page, 4, rule);
    }
    differences(&mut page, 4, &change.others);
    page.finish()
}

/// What differs inside the finding of a rule: its lines first.
fn inside(page: &mut Page, indent: usize, rule: &RuleLines) {
    for line in &rule.gone {
        page.line(indent, indent + 2, &[(Tone::Caution, &format!("- {line}"))]);
    }
    for line in &rule.new {
        page.line(indent, indent + 2, &[(Tone::Strong, &format!("+ {line}"))]);
    }
    differences(page, indent, &rule.differences);
}

/// The case that a pin of no case was made for.
pub fn orphan(case: &str, style: Style) -> String {
    let mut page = Page::new(style);
    page.plain(4, &format!("It holds the decision of `{case}`, and no case is called so."));
    page.finish()
}

fn differences(page: &mut Page, indent: usize, all: &[Difference]) {
    for Difference { place, what } in all.iter().take(SHOWN) {
        let words = match what {
            // The digest of the answers says that they are others, and nothing else to a person.
            _ if place == "answers" => "the case gives others",
            What::Changed { was, is } if was.contains(' ') || is.contains(' ') => {
                page.line(indent, indent + 2, &[(Tone::Quiet, place)]);
                page.line(indent + 2, indent + 4, &[(Tone::Caution, &format!("- {was}"))]);
                page.line(indent + 2, indent + 4, &[(Tone::Strong, &format!("+ {is}"))]);
                continue;
            }
            What::Changed { was, is } => &format!("was {was}, is {is}"),
            What::Reworded => "is another",
            What::OnlyThen => "is gone",
            What::OnlyNow => "is new",
            What::Order => "stands in another order",
        };
        page.line(indent, indent + 2, &[(Tone::Quiet, &format!("{place}: ")), (Tone::Plain, words)]);
    }
    if all.len() > SHOWN {
        page.plain(indent, &format!("and {} more places", all.len() - SHOWN));
    }
}
