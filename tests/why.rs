//! `anteroom why` as a person runs it: why an outcome is what it is, what would have to be different, and input of bad kinds.

use serde_json::Value;

use crate::cli::{code, err, folder, out, run, with_input, written};
use crate::support;

const PRESSURE: &str = "fixtures/applicants/blood-pressure-systolic-160.yaml";
const HOLD: &str = "fixtures/applicants/hold-and-blanks-and-review.yaml";
const BLANKS: &str = "fixtures/applicants/treatment-resistant-with-blanks.yaml";
const UNREADABLE: &str = "fixtures/applicants/blood-pressure-out-of-range.yaml";
const CLEAN: &str = "fixtures/applicants/clean-treatment-resistant.yaml";
const MEDICINES: &str = "fixtures/applicants/family-lithium.yaml";

fn pages(all: &[&[&str]]) -> String {
    let mut pages = String::new();
    for arguments in all {
        let output = run(arguments);
        assert_eq!((code(&output), err(&output).as_str()), (0, ""), "{arguments:?}");
        pages += &format!("$ anteroom {}\n{}\n", arguments.join(" "), out(&output));
    }
    pages
}

#[test]
fn an_outcome_and_a_rule_are_told_with_what_they_rest_on() {
    let rule = "cardiovascular.blood-pressure-hold";
    insta::assert_snapshot!("why", pages(&[&["why", PRESSURE], &["why", CLEAN, rule], &["why", CLEAN]]));
}

#[test]
fn what_would_have_to_be_different_is_told() {
    insta::assert_snapshot!(
        "why_not",
        pages(&[
            &["why", PRESSURE, "--not", "clear"],
            &["why", HOLD, "--not", "clear"],
            &["why", HOLD, "--not", "review"],
            &["why", BLANKS, "depression.treatment-resistant", "--not", "not_met"],
            &["why", CLEAN, "--not", "clear"],
            &["why", PRESSURE, "age.minor", "--not", "unknown", "--format", "json"],
        ])
    );
}

#[test]
fn every_way_that_is_told_leads_there_when_it_is_screened() {
    let folder = folder("why");
    let mut tried = 0;
    // One process an applicant and outcome: some of the fixtures are enough.
    for (file, _) in support::files(&support::root().join("fixtures/applicants")).into_iter().step_by(7) {
        let file = format!("fixtures/applicants/{file}");
        for wanted in ["clear", "hold"] {
            let found = run(&["why", &file, "--not", wanted, "--format", "json", "--show-phi"]);
            let found: Value = serde_json::from_str(&out(&found)).expect("JSON");
            assert!(found["result"] == "ways" || found["result"] == "already", "{file} {wanted}: {found}");
            for way in found["ways"].as_array().expect("a list").iter().take(1) {
                let answers = way["answers"].as_array().expect("a list");
                // Rows are written as a whole.
                if answers.iter().any(|answer| answer.get("row").is_some()) {
                    continue;
                }
                assert_ne!(found["screening"], wanted);
                let sheet = with(&file, answers);
                let path = written(&folder, "other.yaml", sheet.as_bytes());
                let screened = run(&["screen", &path, "--format", "json"]);
                let decision: Value = serde_json::from_str(&out(&screened)).expect("JSON");
                assert_eq!(decision["screening"], wanted, "{file}: {answers:#?}\n{}", err(&screened));
                assert_eq!(decision["safety"], way["safety"], "{file}");
                tried += 1;
            }
        }
    }
    assert!(tried >= 20, "{tried}");
}

/// The file with other answers, which take the place of whatever is said of their questions.
fn with(file: &str, answers: &[Value]) -> String {
    let text = std::fs::read_to_string(support::root().join(file)).expect("a file");
    let mut sheet: serde_yaml::Value = serde_yaml::from_str(&text).expect("YAML");
    let of = sheet["answers"].as_mapping_mut().expect("answers");
    for answer in answers {
        let question = answer["question"].as_str().expect("an id");
        let is = answer["is"].as_str().expect("words");
        let bare = is.split_once(' ').filter(|(number, _)| number.parse::<f64>().is_ok());
        let is = match is {
            "left blank" => serde_yaml::Value::Null,
            "prefers not to say" => serde_yaml::from_str("{unknown: declined}").expect("YAML"),
            words => serde_yaml::from_str(bare.map_or(words, |(number, _)| number)).expect("YAML"),
        };
        // A scale stands as a list, or item by item.
        let item = question.split_once(".q").and_then(|(scale, item)| Some((scale, item.parse::<usize>().ok()?)));
        match item.map(|(scale, item)| (of.get_mut(scale), item)) {
            Some((Some(serde_yaml::Value::Sequence(items)), item)) => items[item - 1] = is,
            _ => drop(of.insert(question.into(), is)),
        }
    }
    serde_yaml::to_string(&sheet).expect("YAML")
}

#[test]
fn free_text_and_birth_dates_stay_off_the_page_unless_asked_for() {
    let lithium = |more: &[&str]| {
        let arguments = [&["why", MEDICINES, "--not", "clear"] as &[&str], more].concat();
        out(&run(&arguments))
    };
    assert!(!lithium(&[]).contains("lithium") && lithium(&[]).contains("not shown"), "{}", lithium(&[]));
    assert!(lithium(&["--show-phi"]).contains("lithium"), "{}", lithium(&["--show-phi"]));
    assert!(!lithium(&["--format", "json"]).contains("lithium"));
}

#[test]
fn bad_input_is_refused_in_words() {
    let unread = run(&["why", UNREADABLE, "--not", "clear"]);
    assert_eq!(code(&unread), 1);
    assert!(err(&unread).contains("AN0603") && out(&unread).contains("to 99 mmHg"), "{}", out(&unread));
    let misspelt = with_input(
        &["why", "-", "--not", "clear"],
        b"applicant: A-1\nas_of: 2026-11-23\nanswers:\n  sistolic_bp: 120\n",
    );
    assert_eq!(code(&misspelt), 1);
    assert!(out(&misspelt).contains("as long as the file cannot be"), "{}", out(&misspelt));
    for (arguments, says) in [
        (&["why", "nobody.yaml"] as &[&str], "nobody.yaml"),
        (&["why", CLEAN, "age.mynor"], "did you mean `age.minor`?"),
        (&["why", CLEAN, "--not", "cleer"], "did you mean `clear`?"),
        (&["why", CLEAN, "age.minor", "--not", "clear"], "known: met, not_met, unknown"),
        (&["why", CLEAN, "--not", "met"], "known: clear, incomplete, review, hold, none, same_day, immediate"),
        (&["why", CLEAN, "--applicant", "A-1002"], "did you mean `A-1001`?"),
    ] {
        let output = run(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(err(&output).contains(says) && out(&output).is_empty(), "{arguments:?}: {}", err(&output));
    }
    let two =
        "- {applicant: A-1, as_of: 2026-11-23, answers: {}}\n- {applicant: A-2, as_of: 2026-11-23, answers: {}}\n";
    let both = with_input(&["why", "-"], two.as_bytes());
    assert_eq!(code(&both), 2);
    assert!(err(&both).contains("the file holds 2 applicants: name one of them with --applicant"), "{}", err(&both));
    let one = with_input(&["why", "-", "--applicant", "A-2"], two.as_bytes());
    assert!(code(&one) == 0 && out(&one).starts_with("A-2 "), "{}", err(&one));
}

/// A row that is taken away moves those behind it up: that must not lead back to where the search was before.
#[test]
fn a_search_among_rows_comes_to_an_end() {
    let output = run(&["why", CLEAN, "depression.stopped-for-side-effects", "--not", "unknown"]);
    assert_eq!((code(&output), err(&output).as_str()), (0, ""));
    assert!(out(&output).contains("would be unknown with one other"), "{}", out(&output));
}
