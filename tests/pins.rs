//! `anteroom test --pin` and `anteroom review`: decisions that are pinned, that change, and what a person answers to that.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::cli::{code, command, err, fed, folder, out};
use crate::support;

const RULES: &str = "rules/signs.yaml";

/// A copy of `fixtures/together` of this test's own.
fn together(name: &str) -> PathBuf {
    let place = folder(&format!("pins-{name}"));
    for (path, text) in support::files(&support::root().join("fixtures/together")) {
        let path = place.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    place
}

fn pinned(name: &str) -> PathBuf {
    let place = together(name);
    let output = run(&place, &["test", "--pin"]);
    assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
    place
}

fn command_in(place: &Path, arguments: &[&str]) -> std::process::Command {
    let mut command = command(arguments);
    command.current_dir(place).env_remove("CI");
    command
}

fn run(place: &Path, arguments: &[&str]) -> Output {
    command_in(place, arguments).output().expect("the program starts")
}

fn review(place: &Path, keys: &str) -> Output {
    fed(&mut command_in(place, &["review"]), keys.as_bytes())
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("a file");
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replace(from, to)).expect("a file");
}

/// The files of pins, and what is pending.
fn held(place: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(place.join("cases/pins"))
        .expect("a folder")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn pin(place: &Path, name: &str) -> String {
    fs::read_to_string(place.join("cases/pins").join(format!("{name}.pin.json"))).expect("a pin")
}

/// Words of a rule, of which no case expects anything.
fn reword(place: &Path) {
    edit(&place.join(RULES), "That is much tea.", "That is too much tea.");
}

#[test]
fn a_pin_is_the_whole_decision_and_the_same_bytes_each_time() {
    let place = pinned("bytes");
    let all = [
        "low-mood-and-nothing-else.pin.json",
        "one-sign-and-a-blank.pin.json",
        "one-sign.pin.json",
        "six-cups.pin.json",
        "thirty-cups.pin.json",
        "two-signs.pin.json",
    ];
    assert_eq!(held(&place), all);
    let decision = pin(&place, "two-signs");
    assert!(decision.starts_with("{\n  \"schema\": \"anteroom.decision/1\",\n  \"applicant\": \"two signs\",\n"));
    assert!(decision.contains("\"line\": \"snores\"") && decision.ends_with("}\n"), "{decision}");
    for name in all {
        fs::remove_file(place.join("cases/pins").join(name)).expect("a file");
    }
    run(&place, &["test", "--pin"]);
    assert_eq!(pin(&place, "two-signs"), decision);
    let output = run(&place, &["test"]);
    assert_eq!(out(&output), "cases: 6 cases: all as expected; 6 pinned, none changed\n");
}

#[test]
fn every_mistake_in_pins_is_found_where_it_is() {
    let place = together("mistakes");
    fs::create_dir_all(place.join("cases/pins")).expect("a folder");
    let mut expected = String::new();
    for (name, text) in support::files(&support::root().join("fixtures/broken/pins")) {
        match name.as_str() {
            "expect.txt" => expected = text,
            name => fs::write(place.join("cases/pins").join(name), text).expect("a file"),
        }
    }
    let output = run(&place, &["test", "--format", "json"]);
    assert_eq!(code(&output), 1);
    let json: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(
        (&json["schema"], &json["cases"], &json["as_expected"]),
        (&"anteroom.test/1".into(), &6.into(), &6.into())
    );
    let results = json["results"].as_array().expect("a list");
    let of_cases = results.iter().flat_map(|case| case["diagnostics"].as_array().expect("a list"));
    let mut found: Vec<String> =
        json["diagnostics"].as_array().expect("a list").iter().chain(of_cases).map(told).collect();
    found.sort();
    assert_eq!(found.join("\n") + "\n", expected);
    // What is wrong is never written over.
    let before = held(&place);
    run(&place, &["test", "--pin"]);
    for name in before {
        let path = place.join("cases/pins").join(&name);
        let fixture = support::root().join("fixtures/broken/pins").join(&name);
        if name != "other-version.pin.json" && fixture.exists() {
            assert_eq!(fs::read_to_string(path).expect("a pin"), fs::read_to_string(fixture).expect("a pin"), "{name}");
        }
    }
}

/// As `expect.txt` has it; the words end before the column that JSON gives.
fn told(mistake: &serde_json::Value) -> String {
    let place = &mistake["place"];
    let file = place["file"].as_str().expect("a file").trim_start_matches("./");
    let last = place["end_column"].as_u64().expect("a number") - 1;
    format!("{} {file}:{}:{}-{last}", mistake["code"].as_str().expect("a code"), place["line"], place["column"])
}

#[test]
fn a_changed_decision_fails_and_waits_for_a_person() {
    let place = pinned("changed");
    reword(&place);
    let was = pin(&place, "six-cups");
    let output = run(&place, &["test"]);
    assert_eq!((code(&output), err(&output).as_str()), (1, ""));
    assert!(out(&output).ends_with("; 6 pinned, 2 changed\nRun: anteroom review\n"), "{}", out(&output));
    let pending = "six-cups.pin.json.new".to_owned();
    assert!(held(&place).contains(&pending));
    // Pinning leaves a changed decision to a person.
    assert_eq!(code(&run(&place, &["test", "--pin"])), 1);
    assert_eq!(pin(&place, "six-cups"), was);
    // What comes out as it did is no longer pending.
    edit(&place.join(RULES), "That is too much tea.", "That is much tea.");
    assert_eq!(code(&run(&place, &["test"])), 0);
    assert!(!held(&place).contains(&pending));
}

#[test]
fn nothing_is_written_in_ci() {
    let place = pinned("ci");
    reword(&place);
    let before = held(&place);
    for said in ["true", "1", "yes"] {
        let output = command_in(&place, &["test"]).env("CI", said).output().expect("it starts");
        assert_eq!(code(&output), 1);
        let output = command_in(&place, &["test", "--pin"]).env("CI", said).output().expect("it starts");
        assert_eq!(code(&output), 2);
        let output = fed(command_in(&place, &["review"]).env("CI", said), b"a\na\n");
        assert_eq!((code(&output), out(&output).as_str()), (2, ""));
        assert!(err(&output).contains("in CI nothing is accepted"), "{}", err(&output));
    }
    assert_eq!(held(&place), before);
    for said in ["", "false", "0"] {
        let output = fed(command_in(&place, &["review"]).env("CI", said), b"");
        assert_eq!(code(&output), 1, "{said}");
    }
}

/// What a person sees, keys included.
#[test]
fn a_review_shows_what_changed_and_why() {
    let place = pinned("review");
    // Another line and other words: the expectations hold, and the decision is another.
    edit(&place.join(RULES), "when: cups >= 6", "when: cups >= 6 and tea");
    edit(&place.join(RULES), "That is much tea.", "That is too much tea.");
    edit(&place.join("cases/sleep.yaml"), "case: two signs", "case: both signs");
    let output = review(&place, "w\nmaybe\na\nr\nd\n");
    assert_eq!(code(&output), 1, "{}", err(&output));
    insta::assert_snapshot!("review", out(&output));
    assert!(err(&output).contains("type one of the letters"), "{}", err(&output));
    assert!(pin(&place, "six-cups").contains("That is too much tea."));
    assert!(pin(&place, "thirty-cups").contains("That is much tea."));
    assert!(!held(&place).contains(&"two-signs.pin.json".to_owned()));
    let output = run(&place, &["test"]);
    assert!(out(&output).contains("; 5 pinned, 1 changed, 1 case not pinned\n"), "{}", out(&output));
}

#[test]
fn a_review_that_ends_early_has_done_what_it_was_told() {
    for keys in ["a\n", "a\nq\n", "a\nw\n", "a\nw"] {
        let place = pinned("early");
        reword(&place);
        run(&place, &["test"]);
        let output = review(&place, keys);
        assert_eq!(code(&output), 1);
        assert!(out(&output).ends_with("1 accepted, 1 left\n"), "{}", out(&output));
        assert!(pin(&place, "six-cups").contains("too much") && !pin(&place, "thirty-cups").contains("too much"));
        let pending =
            ["six-cups.pin.json.new", "thirty-cups.pin.json.new"].map(|name| held(&place).contains(&name.to_owned()));
        assert_eq!(pending, [false, true]);
        assert_eq!(code(&review(&place, "a\n")), 0);
        assert_eq!(code(&run(&place, &["test"])), 0);
    }
}

#[test]
fn what_a_case_does_not_expect_is_neither_pinned_nor_accepted() {
    let place = together("otherwise");
    edit(&place.join(RULES), "at_least: 2", "at_least: 1");
    let output = run(&place, &["test", "--pin"]);
    assert_eq!(code(&output), 1);
    assert!(!held(&place).contains(&"one-sign.pin.json".to_owned()));
    let place = pinned("unexpected");
    let was = pin(&place, "one-sign");
    edit(&place.join(RULES), "at_least: 2", "at_least: 1");
    let output = review(&place, "a\ns\na\ns\n");
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("cannot be accepted"), "{}", err(&output));
    assert_eq!(pin(&place, "one-sign"), was);
}

#[test]
fn one_case_can_be_pinned_by_its_name() {
    let place = together("one");
    let output = run(&place, &["test", "--pin=two signs"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(held(&place), ["two-signs.pin.json"]);
    assert!(out(&output).ends_with("; 1 pinned, none changed, 5 cases not pinned\n"), "{}", out(&output));
    let output = run(&place, &["test", "--pin=two sings"]);
    assert_eq!(
        (code(&output), err(&output).as_str()),
        (2, "error: no case is called `two sings`; did you mean `two signs`?\n")
    );
}

#[test]
fn another_version_is_told_once_and_written_anew_on_request() {
    let place = pinned("version");
    edit(&place.join("pack.yaml"), "version: 1.0.0", "version: 1.1.0");
    let output = run(&place, &["test"]);
    assert_eq!(code(&output), 1);
    assert!(out(&output).contains("this pin is of the pack together 1.0.0, as are 5 more pins, and this pack is"));
    assert_eq!(out(&output).matches("error[").count(), 1);
    let output = run(&place, &["test", "--pin"]);
    assert_eq!(code(&output), 0, "{}", out(&output));
    assert!(err(&output).contains("written anew for this version of the pack: 6"), "{}", err(&output));
    assert!(pin(&place, "six-cups").contains("\"version\": \"1.1.0\""));
}

#[test]
fn a_folder_that_cannot_be_written_is_said() {
    let place = together("unwritable");
    fs::write(place.join("cases/pins"), "a file").expect("a file");
    let output = run(&place, &["test", "--pin"]);
    assert_eq!(code(&output), 2);
    assert_eq!(err(&output), "error: cases/pins: this is a file, and a folder is needed\n");
}

#[test]
fn names_that_look_alike_have_pins_of_their_own() {
    let place = together("names");
    let cases = "
- {case: 'A / B', as_of: 2026-11-23, answers: {low: yes}, expect: {met: [mood.low]}}
- {case: 'a b', as_of: 2026-11-23, answers: {low: no}, expect: {not_met: [mood.low]}}
- {case: 'été', as_of: 2026-11-23, answers: {low: yes}, expect: {met: [mood.low]}}
- {case: 'con', as_of: 2026-11-23, answers: {low: yes}, expect: {met: [mood.low]}}
";
    fs::write(place.join("cases/sleep.yaml"), cases).expect("a file");
    assert_eq!(code(&run(&place, &["test", "--pin"])), 0);
    let held = held(&place);
    assert_eq!((held.len(), held.contains(&"a-b.pin.json".to_owned())), (4, true), "{held:?}");
    assert_eq!(code(&run(&place, &["test"])), 0);
    // A case that moves to another file keeps its pin.
    fs::rename(place.join("cases/sleep.yaml"), place.join("cases/others.yaml")).expect("moved");
    assert_eq!(code(&run(&place, &["test"])), 0);
}
