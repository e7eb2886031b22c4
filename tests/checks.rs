//! `anteroom check` as programs read it: SARIF, annotations, exit codes, and a folder that is watched.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;

use crate::cli::{code, command, err, folder, out, run};
use crate::support;

/// A copy of the demo pack in a folder of the test's own.
fn demo(name: &str) -> PathBuf {
    let made = folder(name);
    for (path, text) in support::files(&support::root().join("rules/demo")) {
        let file = made.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    made
}

fn edit(pack: &Path, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(pack.join(file)).expect("a file");
    assert!(text.contains(from), "{from}");
    // At once, for somebody may be watching.
    fs::write(pack.join("new.txt"), text.replace(from, to)).expect("a file");
    fs::rename(pack.join("new.txt"), pack.join(file)).expect("a file");
}

/// The demo pack with an option that does not exist and a word of a verdict.
fn faulty(name: &str) -> PathBuf {
    let pack = demo(name);
    edit(&pack, "rules/demo.yaml", "Ask for a second reading.", "Not eligible, 50 %, ask for a second reading.");
    edit(&pack, "rules/demo.yaml", "any: [pregnant,", "any: [pregnent,");
    pack
}

/// A path as somebody at the root of the project calls it.
fn from_root(path: &Path) -> String {
    let inside = path.strip_prefix(support::root()).expect("the folder of the build is inside the project");
    inside.to_string_lossy().replace('\\', "/")
}

/// What code scanning of GitHub needs of SARIF 2.1.0.
const SARIF: &str = include_str!("support/sarif.schema.json");

fn sarif(arguments: &[&str]) -> (i32, Value) {
    let output = run(arguments);
    let log: Value = serde_json::from_str(&out(&output)).expect("JSON");
    let schema: Value = serde_json::from_str(SARIF).expect("JSON");
    let faults: Vec<String> = jsonschema::validator_for(&schema)
        .expect("a schema")
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    (code(&output), log)
}

#[test]
fn code_scanning_gets_what_it_needs() {
    let pack = faulty("check-sarif");
    let (exit, log) = sarif(&["check", &pack.to_string_lossy(), "--format", "sarif"]);
    assert_eq!(exit, 1);
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    let found: Vec<_> = results.iter().map(|r| (r["ruleId"].as_str(), r["level"].as_str())).collect();
    assert_eq!(found, [(Some("AN0507"), Some("warning")), (Some("AN0301"), Some("error"))]);
    for result in results {
        let at = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][at]["id"], result["ruleId"]);
    }
    let uri = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("a name");
    assert_eq!(uri, from_root(&pack.join("rules/demo.yaml")));
    // The words that are underlined.
    let region = &results[1]["locations"][0]["physicalLocation"]["region"];
    let text = fs::read_to_string(pack.join("rules/demo.yaml")).expect("a file");
    let line = text.lines().nth(region["startLine"].as_u64().expect("a line") as usize - 1).expect("a line");
    let column = |key: &str| region[key].as_u64().expect("a column") as usize - 1;
    assert_eq!(&line[column("startColumn")..column("endColumn")], "pregnent");

    let (exit, clean) = sarif(&["check", "rules/demo", "--format", "sarif"]);
    assert_eq!((exit, clean["runs"][0]["results"].as_array().map(Vec::len)), (0, Some(0)));
    let (exit, nowhere) = sarif(&["check", "fixtures/applicants", "--format", "sarif"]);
    assert_eq!(exit, 1);
    assert!(nowhere["runs"][0]["results"].as_array().is_some_and(|results| !results.is_empty()));
}

#[test]
fn a_workflow_gets_a_line_for_each() {
    let pack = faulty("check-github");
    let output = run(&["check", &pack.to_string_lossy(), "--format", "github"]);
    assert_eq!(code(&output), 1);
    let lines: Vec<String> = out(&output).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 2, "{lines:#?}");
    let file = from_root(&pack.join("rules/demo.yaml"));
    assert!(lines[0].starts_with(&format!("::warning file={file},line=")), "{lines:#?}");
    assert!(lines[0].contains(",title=AN0507::"), "{lines:#?}");
    assert!(lines[1].starts_with("::error file=") && lines[1].contains(",title=AN0301::"), "{lines:#?}");
    assert!(lines[1].ends_with("%0Ahelp: did you mean `pregnant`?"), "{lines:#?}");
    assert!(err(&output).contains("1 error, 1 warning"), "{}", err(&output));
}

#[test]
fn the_exit_code_is_that_of_the_finding() {
    let pack = demo("check-deny");
    edit(&pack, "rules/demo.yaml", "Ask for a second reading.", "Not eligible, ask for a second reading.");
    let place = pack.to_string_lossy().into_owned();
    let codes = || ["text", "json", "sarif", "github"].map(|format| code(&run(&["check", &place, "--format", format])));
    assert_eq!(codes(), [0; 4]);
    let header = fs::read_to_string(pack.join("pack.yaml")).expect("a file");
    fs::write(pack.join("pack.yaml"), format!("{header}lints: {{verdict_words: deny}}\n")).expect("a file");
    assert_eq!(codes(), [1; 4]);
    fs::write(pack.join("pack.yaml"), format!("{header}lints: {{verdict_word: deny}}\n")).expect("a file");
    assert_eq!(codes(), [1; 4]);
    assert!(err(&run(&["check", &place])).contains("did you mean `verdict_words`?"));
}

#[test]
fn a_review_is_overdue_as_of_a_day() {
    let pack = demo("check-review");
    edit(&pack, "pack.yaml", "version:", "review_by: 2026-03-01\nversion:");
    let place = pack.to_string_lossy().into_owned();
    let on = |day: &str| err(&run(&["check", &place, "--as-of", day]));
    assert_eq!(on("2026-03-01"), "");
    assert!(on("2026-03-02").contains("the review of the pack is overdue by a day"), "{}", on("2026-03-02"));
}

#[test]
fn rules_without_a_case_are_told_where_cases_are() {
    let pack = demo("check-cases");
    let place = pack.to_string_lossy().into_owned();
    let codes = || {
        let json: Value = serde_json::from_str(&out(&run(&["check", &place, "--format", "json"]))).expect("JSON");
        let found = json["diagnostics"].as_array().expect("a list").iter();
        found.map(|d| (d["code"].as_str().map(str::to_owned), d["message"].to_string())).collect::<Vec<_>>()
    };
    assert_eq!(codes(), []);
    let cases = fs::read_to_string(pack.join("cases/demo.yaml")).expect("cases");
    let first = cases.split("\n\n").next().expect("a case");
    fs::write(pack.join("cases/demo.yaml"), first).expect("a file");
    let found = codes();
    assert_eq!(found.iter().map(|(code, _)| code.as_deref()).collect::<Vec<_>>(), [Some("AN0511"); 2], "{found:?}");
    // A mistake in a case is for `test` to tell; which rules it names is not known.
    fs::write(pack.join("cases/more.yaml"), "- {case: unfinished, answers: {}, as_of: 2026-01-15, expect: TODO}\n")
        .expect("a file");
    assert_eq!(codes(), []);
    fs::remove_dir_all(pack.join("cases")).expect("gone");
    let found = codes();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0.as_deref(), Some("AN0511"));
}

/// How long to wait for a watched folder to be checked: far longer than it takes.
const LONG: Duration = Duration::from_secs(60);

#[test]
fn a_watched_folder_is_checked_again_when_it_changes() {
    let pack = demo("check-watch");
    let mut child = command(&["check", &pack.to_string_lossy(), "--watch"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let (sender, lines) = mpsc::channel();
    let stdout = child.stdout.take().expect("a pipe");
    let reader = std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    let next = || lines.recv_timeout(LONG).expect("a line in time");
    assert!(next().ends_with("no errors, no warnings"));
    edit(&pack, "rules/demo.yaml", "any: [pregnant,", "any: [pregnent,");
    assert!(next().contains("the pack cannot be used: 1 error"));
    fs::rename(pack.join("rules"), pack.join(".rules")).expect("renamed");
    assert!(next().starts_with("0 rules, "));
    fs::rename(pack.join(".rules"), pack.join("rules")).expect("renamed");
    edit(&pack, "rules/demo.yaml", "any: [pregnent,", "any: [pregnant,");
    while !next().ends_with("no errors, no warnings") {}
    child.kill().expect("stopped");
    child.wait().expect("it ends");
    reader.join().expect("it ends");
    assert_eq!(code(&run(&["check", "--watch", "--format", "json"])), 2);
}
