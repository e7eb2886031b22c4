//! Draws the history of a rule: each commit after which it meant something else, and how many were proved to leave it alone.

use super::super::change::text::{rule_body, shift};
use super::super::page::{Page, Style, Tone};
use super::commits;
use crate::audit::blame::{RuleBlame, Step, What};
use crate::audit::{Direction, RuleChange};

/// Lines of a condition that are told.
const SHOWN: usize = 20;

pub fn rule(blame: &RuleBlame, style: Style) -> String {
    let mut page = Page::new(style);
    head(&mut page, blame);
    for one in &blame.steps {
        step(&mut page, one);
    }
    if blame.walked.commits == 0 {
        return page.finish();
    }
    commits::unreadable(&mut page, &blame.walked);
    page.blank();
    page.plain(0, &tally(blame));
    for commit in &blame.reworded {
        let words = format!("written differently, and proved to mean the same: {}", commits::in_words(commit));
        page.line(2, 4, &[(Tone::Quiet, &words)]);
    }
    page.line(0, 2, &[(Tone::Quiet, &scope(blame))]);
    page.finish()
}

fn head(page: &mut Page, blame: &RuleBlame) {
    page.line(0, 2, &[(Tone::Strong, &blame.title), (Tone::Quiet, &format!("   [{}]", blame.rule))]);
    if blame.asked != blame.rule {
        page.plain(2, &format!("`{}` is an older id of this rule.", blame.asked));
    }
    if let Some(pack) = &blame.walked.newest {
        let now = if blame.is_there { "" } else { ", which has no such rule any more" };
        page.line(2, 4, &[(Tone::Quiet, &format!("pack {} {} in {}{now}", pack.id, pack.version, pack.place))]);
    }
    page.blank();
    page.line(0, 2, &[(Tone::Strong, &headline(blame))]);
}

fn headline(blame: &RuleBlame) -> String {
    let all = commits::touching(&blame.walked);
    match (blame.walked.commits, blame.changed()) {
        (0, _) => format!("{all}."),
        (_, 0) => format!("{all}: none changed what this rule means."),
        (_, n) => format!("{all}: {n} changed what this rule means."),
    }
}

fn step(page: &mut Page, step: &Step) {
    commits::head(page, &step.commit, &step.pack, step.between);
    match &step.what {
        What::Began { title, when } => {
            page.line(2, 4, &[(Tone::Plain, "the rule came with the pack"), (Tone::Quiet, &format!("   {title}"))]);
            for line in when.iter().take(SHOWN) {
                let at = 6 + 2 * line.depth;
                page.line(at, at + 2, &[(Tone::Plain, &line.text)]);
            }
        }
        What::Changed(change) => {
            rule_body(page, change);
            shifts(page, change);
        }
    }
    commits::signatures(page, &step.signatures);
}

/// Of those who find something else, one a direction, milder ones first: they are what a reader must not miss.
fn shifts(page: &mut Page, change: &RuleChange) {
    let first = |direction| change.shifts.iter().find(|shift| shift.direction == direction);
    let told: Vec<_> = [Direction::Milder, Direction::Stricter].into_iter().filter_map(first).collect();
    for one in &told {
        shift(page, 4, one);
    }
    if let Some(more) = commits::some(change.shifts.len() - told.len(), "more move", "more moves") {
        page.line(4, 6, &[(Tone::Quiet, &format!("and {more}; --format json has them all"))]);
    }
}

/// What became of all the commits.
fn tally(blame: &RuleBlame) -> String {
    let parts = [
        commits::some(blame.changed(), "changed what this rule means", "changed what this rule means"),
        commits::some(blame.renamed(), "only renamed it", "only renamed it"),
        commits::some(blame.began(), "began with it", "began with it"),
        commits::some(
            blame.reworded.len(),
            "wrote it differently and is proved to change nothing",
            "wrote it differently and are proved to change nothing",
        ),
        commits::some(blame.unchanged, "is proved to change nothing here", "are proved to change nothing here"),
        commits::some(blame.without, "has no such rule before or after", "have no such rule before or after"),
        commits::some(blame.walked.unreadable.len(), "cannot be read", "cannot be read"),
        blame.uncompared.as_ref().map(|commit| {
            format!("{} is compared with nothing, as what stood before it cannot be read", commits::in_words(commit))
        }),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}: {}.", commits::touching(&blame.walked), parts.join(", "))
}

fn scope(blame: &RuleBlame) -> String {
    let texts = if blame.every_text {
        ""
    } else {
        " Free texts count as far as they are made of the names on the packs' lists, taken now, stopped or doubtful."
    };
    format!(
        "Proofs are about all answers that both forms can hold, for decisions as of {}.{texts} Examples are made up. {}",
        blame.as_of,
        commits::LINE
    )
}
