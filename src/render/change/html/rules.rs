//! Rule by rule: what it said and what it says, in which direction it goes, and a made-up applicant who shows it.

use super::super::lines::{Fate, differing, words as split};
use super::super::words;
use super::{class, status};
use crate::audit::{Change, Difference, Direction, Example, RuleChange, Shift};
use crate::prose::Sentence;
use crate::render::html::Html;

/// Lines of one text that are shown before it is said how many more there are.
const SHOWN: usize = 60;

pub(super) fn rules(page: &mut Html, change: &Change) {
    let rules = words::by_risk(change);
    if rules.is_empty() {
        return;
    }
    page.within("section", &[("id", "rules")], |page| {
        page.say("h2", &[], "Rules, before and now");
        page.say("p", &[], &format!("{} What is not settled or becomes milder stands first.", words::rules(change)));
        rules.iter().for_each(|one| rule(page, one));
    });
}

fn rule(page: &mut Html, rule: &RuleChange) {
    let sign = words::rule_sign(rule);
    page.within("article", &[("class", "rule"), ("id", &format!("rule-{}", rule.rule))], |page| {
        page.say("h3", &[], &rule.title);
        page.within("p", &[("class", "about")], |page| {
            status(page, &sign, class(&rule.verdict));
            page.words(" ");
            page.say("span", &[("class", "claim")], &sign.claim);
        });
        page.within("p", &[("class", "about")], |page| {
            page.say("code", &[], &rule.rule);
            page.words(&format!(" {}; {}.", words::effect(rule.kind, rule.raises.as_ref()), words::cause(&rule.cause)));
        });
        if words::shows_condition(rule) {
            page.say("h4", &[], "condition, the same before and now");
            page.within("ul", &[("class", "lines")], |page| {
                for line in rule.when.iter().take(SHOWN) {
                    page.say("li", &[("class", &depth(line))], &line.text);
                }
            });
        }
        differences(page, &rule.said.iter().collect::<Vec<_>>());
        rule.shifts.iter().for_each(|one| shift(page, one));
    });
}

/// What was and what is, side by side.
pub(super) fn differences(page: &mut Html, of: &[&Difference]) {
    for difference in of {
        page.within("div", &[("class", "difference")], |page| {
            page.say("h4", &[], &difference.what);
            page.within("div", &[("class", "versions")], |page| {
                let lines = differing(&difference.was, &difference.is);
                version(page, "Before", &lines, Fate::Gone, difference.was.is_empty());
                version(page, "Now", &lines, Fate::New, difference.is.is_empty());
            });
        });
    }
}

/// One side: the headings that both share, and its own lines with the words that the other has not.
fn version(page: &mut Html, name: &str, lines: &[(Fate, &Sentence)], own: Fate, is_nothing: bool) {
    page.within("div", &[("class", if own == Fate::Gone { "was" } else { "is" })], |page| {
        page.say("p", &[("class", "side")], name);
        if is_nothing {
            page.say("p", &[("class", "nothing")], if own == Fate::Gone { "not there" } else { "gone" });
            return;
        }
        let of_side: Vec<usize> = (0..lines.len())
            .filter(|at| lines.get(*at).is_some_and(|(fate, _)| [Fate::Stays, own].contains(fate)))
            .collect();
        page.within("ul", &[("class", "lines")], |page| {
            for at in of_side.iter().take(SHOWN) {
                if let Some((fate, line)) = lines.get(*at) {
                    page.within("li", &[("class", &depth(line))], |page| match (fate, other(lines, *at, own)) {
                        (Fate::Stays, _) => page.words(&line.text),
                        // A line of its own needs no mark: its column says which version it is of.
                        (_, None) => page.say("span", &[("class", "own")], &line.text),
                        (_, Some(other)) => marked(page, &line.text, &other.text, own),
                    });
                }
            }
        });
        if of_side.len() > SHOWN {
            page.say("p", &[], &format!("and {} more lines", of_side.len() - SHOWN));
        }
    });
}

/// The line of the other side that a line stands for: the same one of as many lines that went and came together.
fn other<'s>(lines: &[(Fate, &'s Sentence)], at: usize, own: Fate) -> Option<&'s Sentence> {
    let theirs = if own == Fate::Gone { Fate::New } else { Fate::Gone };
    let is = |at: usize, fate: Fate| lines.get(at).is_some_and(|(of, _)| *of == fate);
    let mut start = at;
    while start > 0 && !is(start - 1, Fate::Stays) {
        start -= 1;
    }
    let run: Vec<usize> = (start..lines.len()).take_while(|at| !is(*at, Fate::Stays)).collect();
    let (mine, their): (Vec<usize>, Vec<usize>) = (
        run.iter().copied().filter(|at| is(*at, own)).collect(),
        run.iter().copied().filter(|at| is(*at, theirs)).collect(),
    );
    let place = mine.iter().position(|one| *one == at).filter(|_| mine.len() == their.len())?;
    lines.get(*their.get(place)?).map(|(_, line)| *line)
}

fn depth(line: &Sentence) -> String {
    format!("depth{}", line.depth.min(6))
}

fn marked(page: &mut Html, line: &str, other: &str, own: Fate) {
    let words = match own {
        Fate::Gone => split(line, other).0,
        _ => split(other, line).1,
    };
    for (at, run) in words.chunk_by(|(a, _), (b, _)| a == b).enumerate() {
        let text: Vec<&str> = run.iter().map(|(_, word)| *word).collect();
        page.words(if at == 0 { "" } else { " " });
        match run.first().map(|(fate, _)| *fate) {
            Some(Fate::Gone) => page.say("del", &[], &text.join(" ")),
            Some(Fate::New) => page.say("ins", &[], &text.join(" ")),
            _ => page.words(&text.join(" ")),
        }
    }
}

/// A move: who makes it, and an example.
pub(super) fn shift(page: &mut Html, shift: &Shift) {
    let sign = words::direction(shift.direction);
    let class = if shift.direction == Direction::Milder { "milder" } else { "stricter" };
    page.within("div", &[("class", &format!("shift {class}"))], |page| {
        page.within("p", &[("class", "move")], |page| {
            status(page, &sign, class);
            page.words(" ");
            page.say("strong", &[], &format!("{} → {}", shift.from, shift.to));
        });
        if !shift.regions.is_empty() {
            page.say("p", &[], if shift.regions.len() == 1 { "Who:" } else { "Who, one of these:" });
            page.within("ul", &[], |page| {
                shift.regions.iter().for_each(|region| page.say("li", &[], region));
                if !shift.complete {
                    page.say("li", &[], "and others");
                }
            });
        }
        example(page, &shift.example);
    });
}

fn example(page: &mut Html, example: &Example) {
    page.within("table", &[("class", "example")], |page| {
        page.say("caption", &[], "A made-up applicant who shows it");
        page.within("thead", &[], |page| {
            page.within("tr", &[], |page| {
                page.say("th", &[("scope", "col")], "Question");
                page.say("th", &[("scope", "col")], "Answer");
            });
        });
        page.within("tbody", &[], |page| {
            for told in &example.answers {
                page.within("tr", &[], |page| {
                    page.within("th", &[("scope", "row")], |page| {
                        page.words(&told.ask);
                        page.words(" ");
                        page.say("code", &[], &told.question);
                    });
                    page.say("td", &[], &told.answer);
                });
            }
            if !example.rest.is_empty() {
                page.within("tr", &[], |page| {
                    page.say("th", &[("scope", "row")], "All other answers");
                    page.say("td", &[], &example.rest);
                });
            }
            page.within("tr", &[("class", "outcome")], |page| {
                page.say("th", &[("scope", "row")], "Outcome, before → now");
                page.say("td", &[], &words::outcome(example.old, example.new));
            });
        });
    });
    if !example.applicant.is_empty() {
        page.within("details", &[], |page| {
            page.say("summary", &[], "The whole applicant, as a file for anteroom screen");
            page.within("pre", &[], |page| page.lines(&example.applicant));
        });
    }
}
