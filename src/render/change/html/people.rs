//! Who would be affected: the moves that are proved, and the applicants of the pack's cases and of a cohort.

use super::super::words;
use super::rules::shift;
use crate::audit::{Axis, Change, Cohort, Moved, Verdict};
use crate::language::{Safety, Screening, Word as _};
use crate::render::html::Html;

/// Applicants that are listed before it is said how many more there are.
const SHOWN: usize = 200;

pub(super) fn people(page: &mut Html, change: &Change) {
    page.within("section", &[("id", "people")], |page| {
        page.say("h2", &[], "Who would be affected");
        axis(page, "Safety", &change.safety);
        axis(page, "Screening", &change.screening);
        if let Some(of) = &change.fixtures {
            cohort(page, change, "Cases that come with the rules (made up)", of);
        }
        if let Some(of) = &change.cohort {
            cohort(page, change, "Cohort", of);
        }
    });
}

fn axis(page: &mut Html, name: &str, axis: &Axis) {
    page.say("h3", &[], &format!("{name}: over all possible answers"));
    match (&axis.verdict, axis.shifts.is_empty()) {
        (Verdict::Equal, _) => page.say("p", &[], "Nobody moves: proved."),
        (Verdict::GaveUp(why), true) => page.say("p", &[], &format!("Not settled: {why}. Take it for a change.")),
        (Verdict::GaveUp(why), false) => {
            page.say("p", &[], &format!("Not settled in full: {why}. At least these move:"));
        }
        _ => {}
    }
    words::shifts(axis).into_iter().for_each(|one| shift(page, one));
}

fn cohort(page: &mut Html, change: &Change, name: &str, cohort: &Cohort) {
    page.say("h3", &[], name);
    page.say("p", &[("class", "place")], &cohort.name);
    page.say("p", &[], &format!("{}.", words::cohort(cohort)));
    for words in words::unread(cohort) {
        page.say("p", &[("class", "remark")], &words);
    }
    let safety: Vec<&str> = Safety::ALL.iter().map(|(level, _)| words::safety(*level)).collect();
    let screening: Vec<&str> = Screening::ALL.iter().map(|(level, _)| words::screening(*level)).collect();
    table(page, "Screening", &cohort.screening, &screening);
    table(page, "Safety", &cohort.safety, &safety);
    list(page, change, &cohort.moved);
}

/// From the row to the column. Whoever stays stands on the diagonal.
fn table<const N: usize>(page: &mut Html, axis: &str, table: &[[usize; N]; N], levels: &[&str]) {
    let moves = table.iter().enumerate().any(|(from, row)| row.iter().enumerate().any(|(to, n)| from != to && *n > 0));
    if !moves {
        let stay = levels.iter().zip(table).enumerate().filter_map(|(at, (level, row))| Some((level, *row.get(at)?)));
        let stay: Vec<String> = stay.filter(|(_, n)| *n > 0).map(|(level, n)| format!("{level} {n}")).collect();
        return page.say("p", &[], &format!("{axis}: nobody of them moves ({}).", stay.join(", ")));
    }
    let label = format!("{axis}: from (row) to (column)");
    page.within("div", &[("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", &label)], |page| {
        page.within("table", &[("class", "moves")], |page| {
            page.say("caption", &[], &label);
            page.within("thead", &[], |page| {
                page.within("tr", &[], |page| {
                    page.say("th", &[("scope", "col")], "Before ↓  Now →");
                    levels.iter().for_each(|level| page.say("th", &[("scope", "col")], level));
                });
            });
            page.within("tbody", &[], |page| {
                for (from, (level, row)) in levels.iter().zip(table).enumerate() {
                    page.within("tr", &[], |page| {
                        page.say("th", &[("scope", "row")], level);
                        row.iter().enumerate().for_each(|(to, n)| cell(page, from, to, *n));
                    });
                }
            });
        });
    });
}

fn cell(page: &mut Html, from: usize, to: usize, applicants: usize) {
    let (class, words) = match (from.cmp(&to), applicants) {
        (_, 0) => ("none", "0".to_owned()),
        (std::cmp::Ordering::Equal, n) => ("stays", format!("{n} stay")),
        (std::cmp::Ordering::Less, n) => ("stricter", format!("▲ {n} stricter")),
        (std::cmp::Ordering::Greater, n) => ("milder", format!("▼ {n} milder")),
    };
    page.say("td", &[("class", class)], &words);
}

fn list(page: &mut Html, change: &Change, moved: &[Moved]) {
    if moved.is_empty() {
        return;
    }
    let with_answers = moved.iter().any(|one| !one.answers.is_empty());
    let label = "Those that move, by id";
    page.within("div", &[("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", label)], |page| {
        page.within("table", &[("class", "wide")], |page| {
            page.say("caption", &[], label);
            page.within("thead", &[], |page| {
                page.within("tr", &[], |page| {
                    let heads = ["Applicant", "As of", "Before → now", "By rule", "Answers"];
                    let shown = if with_answers { heads.len() } else { heads.len() - 1 };
                    heads.iter().take(shown).for_each(|head| page.say("th", &[("scope", "col")], head));
                });
            });
            page.within("tbody", &[], |page| {
                moved.iter().take(SHOWN).for_each(|one| row(page, change, one, with_answers));
            });
        });
    });
    if moved.len() > SHOWN {
        page.say("p", &[], &format!("And {} more; the JSON of this change has them all.", moved.len() - SHOWN));
    }
}

fn row(page: &mut Html, change: &Change, moved: &Moved, with_answers: bool) {
    page.within("tr", &[], |page| {
        page.say("th", &[("scope", "row")], &moved.applicant);
        page.say("td", &[("class", "date")], &moved.as_of.to_string());
        page.say("td", &[], &words::outcome(moved.old, moved.new));
        page.within("td", &[], |page| {
            for (at, rule) in moved.rules.iter().enumerate() {
                page.words(if at == 0 { "" } else { "; " });
                match change.rules.iter().find(|one| one.rule == *rule) {
                    Some(one) => page.say("a", &[("href", &format!("#rule-{rule}"))], &one.title),
                    None => page.say("code", &[], rule),
                }
            }
        });
        if with_answers {
            page.within("td", &[], |page| {
                for answer in &moved.answers {
                    page.say("code", &[("class", "answer")], answer);
                }
            });
        }
    });
}
