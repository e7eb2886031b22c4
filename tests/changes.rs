//! The pages of a change: what a clinician reads and signs, what a pull request shows, what programs read.

use std::collections::BTreeSet;

use anteroom::audit::{self, Cause, Change, Part, Side, State, Verdict, Written};
use anteroom::render::{Style, change};
use regex::Regex;

use crate::support;

/// Digests change with every edit of the pack: shown as `sha256:…`.
fn steady(page: &str) -> String {
    Regex::new("sha256:[0-9a-f]{64}").expect("a pattern").replace_all(page, "sha256:…").into_owned()
}

fn realistic() -> Change {
    support::changes::realistic()
}

fn nothing() -> Change {
    let (pack, program) = support::kap();
    let side = Side { pack, program, place: "rules/kap" };
    audit::compare(side, side, realistic().as_of)
}

#[test]
fn a_change_as_text() {
    let page = change::text(&realistic(), Style::PLAIN);
    let is_wide = |line: &&str| line.chars().count() > 80;
    assert_eq!(page.lines().find(is_wide), None);
    insta::assert_snapshot!("text", steady(&page));
}

#[test]
fn a_change_as_a_comment() {
    insta::assert_snapshot!("markdown", steady(&change::markdown(&realistic())));
}

/// `ANTEROOM_PAGES=folder` writes the page there, to be looked at.
#[test]
fn a_change_as_a_page_to_sign() {
    let page = change::html(&realistic());
    if let Ok(folder) = std::env::var("ANTEROOM_PAGES") {
        std::fs::write(std::path::Path::new(&folder).join("change.html"), &page).expect("a page");
    }
    let body = page.split_once("</style>").expect("a body").1;
    insta::assert_snapshot!("html", steady(body));
}

#[test]
fn a_change_as_a_signer_sees_it_in_short() {
    insta::assert_snapshot!("summary", change::summary(&realistic()).join("\n"));
}

#[test]
fn the_same_pack_is_proved_to_change_nothing() {
    let change = nothing();
    assert!(!change.moves_decisions());
    assert_eq!((change.written.len(), change.rules.len(), change.questions.len()), (0, 0, 0));
    for page in [change::text(&change, Style::PLAIN), change::markdown(&change), change::html(&change)] {
        assert!(page.contains("Proved: no decision changes."), "{page}");
    }
}

#[test]
fn what_is_not_settled_is_never_read_as_equal() {
    let mut change = nothing();
    change.safety.verdict = Verdict::GaveUp("the budget ran out".to_owned());
    assert!(change.moves_decisions());
    change.new.digest = format!("sha256:{}", "0".repeat(64));
    for page in [change::text(&change, Style::PLAIN), change::markdown(&change), change::html(&change)] {
        let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("not settled") && flat.contains("the budget ran out"), "{page}");
        assert!(flat.contains("It is not settled whether a safety outcome becomes milder."), "{page}");
        assert!(!flat.contains("Proved: no"), "{page}");
    }
}

#[test]
fn every_change_is_as_its_schema_says() {
    let schema: serde_json::Value = serde_json::from_str(change::SCHEMA).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let mut renamed = realistic();
    renamed.rules[0].cause = Cause::Renamed("cardiovascular.old".to_owned());
    renamed.rules[1].cause = Cause::Added;
    renamed.rules[2].cause = Cause::Removed;
    renamed.written[0].state = State::Renamed("old".to_owned());
    for part in [Part::Policy, Part::Signer, Part::Property, Part::TermList] {
        let one = renamed.written[0].clone();
        renamed.written.push(Written { part, ..one });
    }
    renamed.fixtures = renamed.cohort.clone();
    let moved = &mut renamed.cohort.as_mut().expect("a cohort").moved;
    moved[0].answers = vec!["systolic_bp: 152".to_owned()];
    for change in [realistic(), nothing(), renamed] {
        let json: serde_json::Value = serde_json::from_str(&change::json(&change)).expect("JSON");
        let faults: Vec<String> =
            validator.iter_errors(&json).map(|error| format!("{} at {}", error, error.instance_path())).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        assert_eq!(json["digest"], change::digest(&change));
    }
    let mut wrong: serde_json::Value = serde_json::from_str(&change::json(&realistic())).expect("JSON");
    wrong["score"] = 1.into();
    assert!(!validator.is_valid(&wrong), "the schema is strict");
}

#[test]
fn the_digest_is_over_the_change_and_stands_in_every_format() {
    let change = realistic();
    let digest = change::digest(&change);
    for page in
        [change::text(&change, Style::PLAIN), change::markdown(&change), change::html(&change), change::json(&change)]
    {
        assert!(page.contains(&digest), "{page}");
    }
    let mut elsewhere = change.clone();
    elsewhere.old.place = "v1.0.0:rules/kap".to_owned();
    elsewhere.cohort = None;
    elsewhere.fixtures = change.cohort.clone();
    assert_eq!(change::digest(&elsewhere), digest);
    let mut other = vec![change.clone(), change.clone(), change];
    other[0].screening.verdict = Verdict::Stricter;
    other[1].written[1].differences[0].is[0].text.push('!');
    other[2].as_of = anteroom::value::Date::MAX;
    for change in other {
        assert_ne!(change::digest(&change), digest);
    }
}

/// A change in which everything that people write tries to be something else.
fn hostile() -> Change {
    let bad = "</style><script>alert('1')</script> | ](x) <!-- @team `x` ``` \u{1b}[2J\u{202e}";
    let json = serde_json::to_string(bad).expect("JSON");
    let mut change = realistic();
    let words = |text: &mut String| *text = bad.to_owned();
    for pack in [&mut change.old, &mut change.new] {
        [&mut pack.id, &mut pack.version, &mut pack.title, &mut pack.place].into_iter().for_each(words);
    }
    for written in &mut change.written {
        [&mut written.id, &mut written.title].into_iter().for_each(words);
        written.remarks.push(bad.to_owned());
        for difference in &mut written.differences {
            words(&mut difference.what);
            difference.was.iter_mut().chain(&mut difference.is).for_each(|line| line.text.push_str(&json));
        }
    }
    for rule in &mut change.rules {
        [&mut rule.rule, &mut rule.title].into_iter().for_each(words);
        rule.cause = Cause::Through(vec![bad.to_owned()]);
        rule.when.iter_mut().for_each(|line| words(&mut line.text));
        rule.verdict = Verdict::GaveUp(bad.to_owned());
        for shift in &mut rule.shifts {
            [&mut shift.from, &mut shift.to].into_iter().chain(&mut shift.regions).for_each(words);
            [&mut shift.example.rest, &mut shift.example.applicant].into_iter().for_each(words);
            for told in &mut shift.example.answers {
                [&mut told.question, &mut told.ask, &mut told.answer].into_iter().for_each(words);
            }
        }
    }
    for question in &mut change.questions {
        [&mut question.question, &mut question.ask, &mut question.what, &mut question.stored]
            .into_iter()
            .for_each(words);
    }
    let cohort = change.cohort.as_mut().expect("a cohort");
    words(&mut cohort.name);
    for moved in &mut cohort.moved {
        words(&mut moved.applicant);
        moved.rules.push(bad.to_owned());
        moved.answers.push(bad.to_owned());
    }
    change
}

#[test]
fn nothing_that_people_write_is_markup() {
    let change = hostile();
    let page = change::html(&change);
    assert!(!page.contains("<script") && !page.contains("<!--"), "{page}");
    assert_eq!(page.matches("</style>").count(), 1);
    for page in [page, change::markdown(&change), change::text(&change, Style::PLAIN)] {
        assert!(!page.contains(['\u{1b}', '\u{202e}']), "{page}");
    }
    // In Markdown, outside of code, no `<` of theirs opens anything and nobody is called; no fence is closed.
    let note = change::markdown(&change);
    let (code, opens) = (Regex::new("`[^`]*`").expect("a pattern"), Regex::new(r"(^|[^\\])<").expect("a pattern"));
    let mut fenced = false;
    for line in note.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
            assert!(["```", "```diff"].contains(&line), "{line}");
            continue;
        }
        let outside = code.replace_all(&line.replace("\\`", ""), "").into_owned();
        let ours = ["<details>", "</details>"].contains(&line) || line.starts_with("<summary>");
        let bare = opens.is_match(&outside);
        assert!(fenced || ours || !bare && !outside.contains("@team"), "{line}");
    }
    assert!(!fenced, "{note}");
}

/// Values of an attribute in a page.
fn attributes(page: &str, name: &str) -> Vec<String> {
    let pattern = Regex::new(&format!(" {name}=\"([^\"]*)\"")).expect("a pattern");
    pattern.captures_iter(page).map(|found| found[1].to_owned()).collect()
}

#[test]
fn the_page_holds_all_it_needs_and_reads_without_eyes() {
    let page = change::html(&realistic());
    for never in ["<script", "<link", "<img", "<iframe", " src=", r"url\(", "@import", " style=", " on[a-z]+="] {
        let found = Regex::new(never).expect("a pattern").find(&page).map(|found| found.as_str().to_owned());
        assert_eq!(found, None, "{never}");
    }
    let ids = attributes(&page, "id");
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "ids stand once");
    for link in attributes(&page, "href") {
        let place = link.strip_prefix('#').unwrap_or_else(|| panic!("{link} leads out of the page"));
        assert!(ids.iter().any(|id| id == place), "{link} leads nowhere");
    }
    let levels: Vec<u32> = Regex::new("<h([1-6])[ >]")
        .expect("a pattern")
        .captures_iter(&page)
        .map(|found| found[1].parse().expect("a level"))
        .collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    assert_eq!(page.matches("<table").count(), page.matches("<caption>").count());
    assert_eq!(page.matches("<th ").count() + page.matches("<th>").count(), page.matches("<th scope=").count());
    assert!(page.contains("<html lang=\"en\">") && page.contains("name=\"viewport\""));
}

/// The contrast of two colours after WCAG 2.2.
fn contrast(a: &str, b: &str) -> f64 {
    let light = |colour: &str| {
        let part = |at: usize| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour")) / 255.0;
        let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
        0.2126 * linear(part(1)) + 0.7152 * linear(part(3)) + 0.0722 * linear(part(5))
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_word_stands_out_by_day_and_by_night() {
    let page = change::html(&nothing());
    let colour = Regex::new("--([a-z-]+): (#[0-9a-f]{6});").expect("a pattern");
    let schemes: Vec<&str> = page.split(":root").skip(1).take(2).collect();
    assert_eq!(schemes.len(), 2);
    for scheme in schemes {
        let scheme = scheme.split('}').next().expect("a scheme");
        let of = |name: &str| {
            let mut all = colour.captures_iter(scheme).filter(|found| &found[1] == name);
            all.next().unwrap_or_else(|| panic!("no colour {name}"))[2].to_owned()
        };
        let pairs = [
            ("ink", "paper"),
            ("ink", "panel"),
            ("ink", "gone"),
            ("ink", "new"),
            ("ink", "attention"),
            ("quiet", "paper"),
            ("quiet", "panel"),
            ("link", "paper"),
            ("link", "attention"),
            ("stricter", "paper"),
            ("milder", "paper"),
            ("open", "paper"),
            ("equal", "paper"),
            ("stricter", "panel"),
            ("milder", "panel"),
            ("open", "panel"),
            ("equal", "panel"),
        ];
        for (front, back) in pairs {
            let found = contrast(&of(front), &of(back));
            assert!(found >= 4.5, "{front} on {back}: {found:.2}");
        }
    }
}
