//! A change as one page to read, print and sign: nothing is loaded from elsewhere and no script runs.

mod form;
mod people;
mod rules;
mod sign;

use super::words::{self, Sign};
use crate::audit::{Axis, Change, Verdict};
use crate::render::html::Html;
use crate::render::names;

/// Nothing may be fetched, run or framed: what stands in the page is all there is.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The page. Ends with a line break.
pub fn html(change: &Change) -> String {
    let title = format!("Change of rules: {} {} to {}", change.new.id, change.old.version, change.new.version);
    let mut page = Html::default();
    page.ours("<!DOCTYPE html>\n");
    page.within("html", &[("lang", "en")], |page| {
        page.within("head", &[], |page| {
            page.open("meta", &[("charset", "utf-8")]);
            page.open("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
            page.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
            page.open("meta", &[("name", "color-scheme"), ("content", "light dark")]);
            page.say("title", &[], &title);
            page.within("style", &[], |page| {
                page.ours(include_str!("html/page.css"));
                // On paper every sheet says which change it is of.
                page.ours("@page { margin: 15mm 14mm 18mm; @bottom-left { font: 8pt sans-serif; content: ");
                page.css_string(&format!("change {}", names::short(&super::digest(change))));
                page.ours(
                    "; } @bottom-right { font: 8pt sans-serif; content: counter(page) \" of \" counter(pages); } }\n",
                );
            });
        });
        page.within("body", &[], |page| {
            page.say("a", &[("class", "skip"), ("href", "#short")], "Skip to the verdict");
            head(page, change);
            page.within("main", &[], |page| {
                short(page, change);
                contents(page, change);
                people::people(page, change);
                rules::rules(page, change);
                form::questionnaire(page, change);
                form::written(page, change);
                sign::proved(page, change);
                sign::signature(page, change);
            });
        });
    });
    page.finish()
}

fn head(page: &mut Html, change: &Change) {
    let (old, new) = (&change.old, &change.new);
    page.within("header", &[], |page| {
        page.say("p", &[("class", "kind")], "Change of screening rules, for review by a clinician");
        page.say("h1", &[], &new.title);
        page.within("dl", &[("class", "sides")], |page| {
            for (name, side) in [("Before", old), ("Now", new)] {
                page.within("div", &[], |page| {
                    page.say("dt", &[], name);
                    page.within("dd", &[], |page| {
                        page.say("strong", &[], &format!("{} {}", side.id, side.version));
                        page.words(" ");
                        page.say("span", &[("class", "place")], &side.place);
                    });
                });
            }
            page.within("div", &[], |page| {
                page.say("dt", &[], "As of");
                page.say("dd", &[], &change.as_of.to_string());
            });
        });
    });
}

fn short(page: &mut Html, change: &Change) {
    page.within("section", &[("id", "short"), ("class", "short")], |page| {
        page.say("h2", &[], "In short");
        page.say("p", &[("class", "headline")], &words::headline(change));
        page.within("div", &[("class", "axes")], |page| {
            axis(page, "Safety", &change.safety);
            axis(page, "Screening", &change.screening);
        });
        page.within("ul", &[], |page| {
            for words in words::points(change) {
                page.say("li", &[], &words);
            }
        });
        let attention = words::attention(change);
        if !attention.is_empty() {
            page.within("div", &[("class", "attention")], |page| {
                page.say("h3", &[], "Look at this first");
                page.within("ul", &[], |page| attention.iter().for_each(|words| page.say("li", &[], words)));
            });
        }
        page.say("p", &[("class", "claim")], words::LEGEND);
    });
}

fn axis(page: &mut Html, name: &str, axis: &Axis) {
    page.within("div", &[("class", "axis")], |page| {
        page.say("h3", &[], name);
        page.within("p", &[], |page| status(page, &words::sign(&axis.verdict), class(&axis.verdict)));
        page.say("p", &[("class", "claim")], &words::sign(&axis.verdict).claim);
    });
}

/// A verdict by shape, word and frame: it reads the same without colour.
fn status(page: &mut Html, sign: &Sign, class: &str) {
    page.within("span", &[("class", &format!("status {class}"))], |page| {
        page.say("span", &[("aria-hidden", "true")], sign.mark);
        page.words(" ");
        page.words(sign.word);
    });
}

fn class(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Equal => "equal",
        Verdict::Stricter => "stricter",
        Verdict::Milder => "milder",
        Verdict::BothWays => "both",
        Verdict::GaveUp(_) => "open",
    }
}

fn contents(page: &mut Html, change: &Change) {
    let parts = [
        ("#people", "Who would be affected", true),
        ("#rules", "Rules, before and now", !change.rules.is_empty()),
        ("#form", "Questionnaire", !change.questions.is_empty()),
        ("#written", "Everything written differently", !change.written.is_empty()),
        ("#proved", "What is proved and what is not", true),
        ("#signature", "Signature", true),
    ];
    page.within("nav", &[("aria-label", "Contents")], |page| {
        page.within("ol", &[], |page| {
            for (place, words, _) in parts.iter().filter(|(.., is_there)| *is_there) {
                page.within("li", &[], |page| page.say("a", &[("href", place)], words));
            }
        });
    });
}
