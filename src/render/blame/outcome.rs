//! Draws the history of a decision: each commit after which the outcome is another, with the rules behind it.

use super::super::change::text::{question, rule_body};
use super::super::change::words;
use super::super::names::short;
use super::super::page::{Page, Style, Tone};
use super::commits;
use crate::audit::Outcome;
use crate::audit::blame::{OutcomeBlame, RuleTurn, Turn};
use crate::text::count;

/// Rules and questions of one commit that are told one by one.
const SHOWN: usize = 20;

pub fn outcome(blame: &OutcomeBlame, style: Style) -> String {
    let mut page = Page::new(style);
    head(&mut page, blame);
    for (at, one) in blame.turns.iter().enumerate() {
        if at == blame.later {
            decided_here(&mut page, blame);
        }
        turn(&mut page, one);
    }
    if blame.turns.len() == blame.later {
        decided_here(&mut page, blame);
    }
    if let Some(oldest) = &blame.oldest {
        page.blank();
        page.line(0, 2, &[(Tone::Strong, commits::short(&oldest.commit.id)), (Tone::Plain, "   the first version")]);
        page.plain(2, &format!("decides {}", in_words(oldest.outcome)));
    }
    if blame.walked.commits == 0 {
        return page.finish();
    }
    commits::unreadable(&mut page, &blame.walked);
    page.blank();
    page.plain(0, &tally(blame));
    page.line(0, 2, &[(Tone::Quiet, &format!("All versions decide as of {}. {}", blame.as_of, commits::LINE))]);
    page.finish()
}

fn head(page: &mut Page, blame: &OutcomeBlame) {
    let pack = &blame.pack;
    page.line(0, 2, &[(Tone::Strong, &blame.applicant), (Tone::Plain, &format!("   as of {}", blame.as_of))]);
    let decided = format!("{}   pack {} {} ({})", in_words(blame.outcome), pack.id, pack.version, short(&pack.digest));
    page.line(2, 11, &[(Tone::Quiet, "decided  "), (Tone::Plain, &decided)]);
    if let (Some(outcome), Some(now)) = (blame.newest, &blame.walked.newest) {
        let now = format!("{}   pack {} {} ({})", in_words(outcome), now.id, now.version, short(&now.digest));
        page.line(2, 11, &[(Tone::Quiet, "now      "), (Tone::Plain, &now)]);
    }
    page.blank();
    page.line(0, 2, &[(Tone::Strong, &headline(blame))]);
}

fn in_words(outcome: Outcome) -> String {
    format!("safety {}, screening {}", outcome.safety.name(), outcome.screening.name())
}

fn headline(blame: &OutcomeBlame) -> String {
    let all = commits::touching(&blame.walked);
    match (&blame.decided_with, blame.later, blame.turns.len()) {
        (Some(_), 0, _) => "No commit after the version it was decided with changed this outcome.".to_owned(),
        (Some(_), 1, _) => "1 commit after the version it was decided with changed this outcome.".to_owned(),
        (Some(_), n, _) => format!("{n} commits after the version it was decided with changed this outcome."),
        (None, _, 0) => format!("{all}: none changed this outcome."),
        (None, _, n) => format!("{all}: {n} changed this outcome."),
    }
}

fn decided_here(page: &mut Page, blame: &OutcomeBlame) {
    let Some(commit) = &blame.decided_with else { return };
    page.blank();
    page.line(0, 2, &[(Tone::Quiet, &format!("— decided with the version of {} —", commits::in_words(commit)))]);
}

fn turn(page: &mut Page, turn: &Turn) {
    commits::head(page, &turn.commit, &turn.pack, turn.between);
    let (old, new) = (turn.moves.was, turn.moves.is);
    let milder = new.safety < old.safety || new.screening < old.screening;
    let stricter = new.safety > old.safety || new.screening > old.screening;
    let mark = match (stricter, milder) {
        (true, false) => "▲ ",
        (false, true) => "▼ ",
        _ => "◆ ",
    };
    page.line(2, 4, &[(Tone::Strong, mark), (Tone::Strong, &words::outcome(old, new))]);
    for rule in turn.rules.iter().take(SHOWN) {
        found(page, rule);
    }
    more(page, turn.rules.len(), "rule");
    for one in turn.questions.iter().take(SHOWN) {
        question(page, one);
    }
    more(page, turn.questions.len(), "question");
    for (words, questions) in [("asked besides", &turn.moves.asked), ("no longer asked", &turn.moves.no_longer_asked)] {
        if !questions.is_empty() {
            page.line(2, 4, &[(Tone::Quiet, &format!("{words}: ")), (Tone::Plain, &questions.join(", "))]);
        }
    }
    commits::signatures(page, &turn.signatures);
}

fn found(page: &mut Page, rule: &RuleTurn) {
    let moved = format!("   {} → {}", rule.found.was, rule.found.is);
    let name = format!("{}   [{}]", rule.found.title, rule.found.rule);
    page.line(2, 4, &[(Tone::Strong, &name), (Tone::Plain, &moved)]);
    match &rule.change {
        Some(change) => rule_body(page, change),
        None => page.line(
            4,
            6,
            &[(Tone::Quiet, "the rule itself is the same; it reads other answers, or reads them otherwise")],
        ),
    }
}

fn more(page: &mut Page, all: usize, noun: &str) {
    if all > SHOWN {
        page.plain(2, &format!("and {} more; --format json has them all", count(all - SHOWN, noun)));
    }
}

/// What became of all the commits.
fn tally(blame: &OutcomeBlame) -> String {
    let parts = [
        commits::some(blame.turns.len(), "changed this outcome", "changed this outcome"),
        commits::some(
            blame.stirred.len(),
            "changed what a rule finds and not the outcome",
            "changed what a rule finds and not the outcome",
        ),
        commits::some(blame.unchanged, "changed nothing for this applicant", "changed nothing for this applicant"),
        commits::some(usize::from(blame.oldest.is_some()), "was the first", "were the first"),
        commits::some(blame.walked.unreadable.len(), "cannot be read", "cannot be read"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}: {}.", commits::touching(&blame.walked), parts.join(", "))
}
