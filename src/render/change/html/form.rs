//! What is asked differently, what becomes of stored answers, and every part that was written differently.

use super::super::words;
use super::rules::differences;
use crate::audit::{Change, Part, State, Written};
use crate::render::html::Html;

pub(super) fn questionnaire(page: &mut Html, change: &Change) {
    if change.questions.is_empty() {
        return;
    }
    page.within("section", &[("id", "form")], |page| {
        page.say("h2", &[], "Questionnaire");
        let label = "What is asked differently, and what becomes of answers that are stored already";
        page.within(
            "div",
            &[("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", label)],
            |page| {
                page.within("table", &[("class", "wide")], |page| {
                    page.say("caption", &[], label);
                    page.within("thead", &[], |page| {
                        page.within("tr", &[], |page| {
                            for head in ["Question", "What is different", "Stored answers"] {
                                page.say("th", &[("scope", "col")], head);
                            }
                        });
                    });
                    page.within("tbody", &[], |page| {
                        for question in &change.questions {
                            page.within("tr", &[], |page| {
                                page.within("th", &[("scope", "row")], |page| {
                                    page.words(&question.ask);
                                    page.words(" ");
                                    page.say("code", &[], &question.question);
                                });
                                page.within("td", &[], |page| page.named(&question.what));
                                page.within("td", &[], |page| page.named(&question.stored));
                            });
                        }
                    });
                });
            },
        );
    });
}

pub(super) fn written(page: &mut Html, change: &Change) {
    if change.written.is_empty() {
        return;
    }
    page.within("section", &[("id", "written")], |page| {
        page.say("h2", &[], "Everything written differently");
        page.say("p", &[], "Part by part, as the author changed it; what decides nothing is here too.");
        change.written.iter().for_each(|one| part(page, change, one));
    });
}

fn part(page: &mut Html, change: &Change, written: &Written) {
    let name = match written.part {
        Part::Pack => "Pack".to_owned(),
        part => capital(part.name()),
    };
    page.within("article", &[("class", "part")], |page| {
        page.within("h3", &[], |page| {
            page.words(&format!("{name} "));
            page.say("code", &[], &written.id);
        });
        if !written.title.is_empty() {
            page.say("p", &[("class", "about")], &written.title);
        }
        match &written.state {
            State::Added => page.say("p", &[], "It is new."),
            State::Removed => page.say("p", &[], "It is gone."),
            State::Renamed(old) => page.say("p", &[], &format!("It was called {old}.")),
            State::Changed => {}
        }
        for remark in &written.remarks {
            page.say("p", &[("class", "remark")], remark);
        }
        let untold = words::untold(change, written);
        if untold.len() < written.differences.len() {
            page.within("p", &[], |page| {
                page.words("What it says differently stands ");
                page.say("a", &[("href", &format!("#rule-{}", written.id))], "with the rule");
                page.words(".");
            });
        }
        differences(page, &untold);
    });
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
