//! `anteroom mutate` and `anteroom cases suggest` as a person runs them: gaps between cases, the cases that close them, bad input.

use std::path::{Path, PathBuf};

use anteroom::answers::Reader;
use anteroom::cases;
use anteroom::mutation::{Fate, mutate, unnoticed};
use anteroom::program;
use anteroom::value::Date;
use serde_json::Value;

use crate::broken::{beside, written};
use crate::cli::{code, command, err, folder, out, run};
use crate::support;

const GAPS: &str = "fixtures/broken/mutants";
const TOGETHER: &str = "fixtures/together";

#[test]
fn every_slip_that_no_case_notices_is_told_where_it_is() {
    let (files, cases): (Vec<_>, Vec<_>) = support::files(&support::root().join(GAPS))
        .into_iter()
        .filter(|(name, _)| name.ends_with(".yaml"))
        .partition(|(name, _)| !name.starts_with("cases/"));
    let mut expected: Vec<String> = files.iter().flat_map(|(name, text)| beside(name, text)).collect();
    let (pack, _, mut sources) = support::pack_of(&files);
    let pack = pack.expect("a pack");
    let program = program::from_pack(&pack).expect("a program");
    let read: Vec<_> = cases
        .iter()
        .map(|(name, text)| cases::File {
            id: sources.add(name.as_str(), text.as_str()),
            notation: anteroom::answers::Notation::Yaml,
            text,
        })
        .collect();
    let read = cases::read(&Reader::new(&pack, &program.layout), &read);
    let day = Date::parse("2026-11-23").expect("a day");
    let mutated = mutate(&pack, &program, &read.cases, None, day, 1);
    let survives = |fate: &Fate| matches!(fate, Fate::Survives(_) | Fate::SurvivesToo(_));
    let told = mutated.mutants.iter().filter(|(_, fate)| survives(fate));
    let mut told: Vec<String> = told.map(|(mutant, _)| written(&unnoticed(&pack, mutant), &sources)).collect();
    told.sort();
    expected.sort();
    assert_eq!(told, expected);
}

/// A copy of a pack's folder without the comments for the test above.
fn copy(of: &str, name: &str) -> PathBuf {
    let place = folder(name);
    for (path, text) in support::files(&support::root().join(of)) {
        let text: String = text.lines().filter(|l| !l.contains("# expect: ")).map(|l| format!("{l}\n")).collect();
        write(&place.join(path), &text);
    }
    place
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

/// Inside the folder of a pack, whose name is then no part of the page.
fn inside(pack: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = command(arguments).current_dir(pack).output().expect("the program starts");
    (code(&output), out(&output), err(&output))
}

#[test]
fn slips_are_shown_with_the_case_that_would_notice() {
    let pack = copy(GAPS, "mutate-page");
    let (code, page, said) = inside(&pack, &["mutate"]);
    assert_eq!((code, said.as_str()), (1, ""));
    insta::assert_snapshot!("mutate", page);
}

/// The cases of a run that are to be pasted.
fn proposed(pack: &Path) -> (Value, String) {
    let (_, page, said) = inside(pack, &["mutate", "--format", "json"]);
    assert_eq!(said, "");
    let found: Value = serde_json::from_str(&page).expect("JSON");
    let mutants = found["mutants"].as_array().expect("a list");
    let cases = mutants.iter().filter_map(|mutant| mutant["yaml"].as_str()).collect();
    (found, cases)
}

#[test]
fn the_cases_that_are_shown_close_every_gap() {
    for (of, name) in [(GAPS, "mutate-gaps"), (TOGETHER, "mutate-together")] {
        let pack = copy(of, name);
        let (found, cases) = proposed(&pack);
        assert!(found["survive"].as_u64() > Some(0), "{found}");
        write(&pack.join("cases/pasted.yaml"), &cases);
        let (code, page, _) = inside(&pack, &["test"]);
        assert_eq!(code, 0, "{page}");
        let (code, page, _) = inside(&pack, &["mutate"]);
        assert_eq!(code, 0, "{page}");
        assert!(page.contains(", 0 survive, "), "{page}");
    }
}

#[test]
fn each_mutant_is_counted_once() {
    let pack = copy(GAPS, "mutate-json");
    let (found, _) = proposed(&pack);
    let schema: Value = serde_json::from_str(anteroom::render::mutation::SCHEMA).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<String> = validator.iter_errors(&found).map(|error| error.to_string()).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let mutants = found["mutants"].as_array().expect("a list");
    for (count, fate) in
        [("caught", "caught"), ("survive", "survives"), ("equivalent", "equivalent"), ("unsettled", "unsettled")]
    {
        let those = mutants.iter().filter(|mutant| mutant["fate"] == fate).count();
        assert_eq!(found[count], those, "{fate}");
    }
    let of = |rule: &str| mutants.iter().filter(|mutant| mutant["rules"][0] == rule).count();
    let (code, page, _) = inside(&pack, &["mutate", "--rule", "age.older"]);
    assert_eq!(code, 1);
    // Its line, its level, and the fact and parameter that it reads.
    assert_eq!(of("age.older"), 6);
    assert!(page.contains(": 6 mutants: "), "{page}");
    let (code, page, _) = inside(&pack, &["mutate", "--rule", "alcohol.daily"]);
    assert_eq!((code, page.contains(", 0 survive, 0 equivalent, 0 unsettled")), (0, true), "{page}");
}

#[test]
fn bad_input_is_told_in_words() {
    let output = run(&["mutate", TOGETHER, "--rule", "sleep.sign"]);
    let said = "error: no rule is called `sleep.sign`; did you mean `sleep.signs`?\n";
    assert_eq!((code(&output), err(&output).as_str()), (2, said));
    let empty = folder("mutate-none");
    let output = run(&["mutate", TOGETHER, "--cases", &empty.to_string_lossy()]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("no case was run"), "{}", err(&output));
    let output = run(&["mutate", TOGETHER, "--cases", "fixtures/nowhere"]);
    assert_eq!((code(&output), err(&output).as_str()), (2, "error: fixtures/nowhere: no such folder\n"));
    for command in [&["mutate"] as &[&str], &["cases", "suggest"]] {
        let output = run(command);
        assert_eq!(code(&output), 2);
        assert!(err(&output).contains("no pack: name its folder"), "{}", err(&output));
    }
}

/// Each `TODO` of suggested cases replaced by what stands behind it as today's.
fn filled(page: &str, rule: impl Fn(&str) -> Option<String>) -> String {
    let mut made = String::new();
    for line in page.lines() {
        let today = line.rsplit_once("# today: ").map(|(_, today)| today);
        let id = made
            .lines()
            .rev()
            .find_map(|line: &str| line.trim_start_matches("- {").strip_prefix("case: ").map(str::to_owned));
        let expect = match (today, id.as_deref().and_then(&rule)) {
            (Some(today), Some(rule)) => format!("{{{}: [{rule}]}}", today.replace(' ', "_")),
            _ => "{screening: clear}".to_owned(),
        };
        made.push_str(&line.replace("TODO", &expect));
        made.push('\n');
    }
    made
}

#[test]
fn suggested_cases_are_refused_until_they_are_written() {
    for of in [GAPS, TOGETHER] {
        let pack = copy(of, "suggest");
        let ids: Vec<String> = support::files(&pack)
            .into_iter()
            .flat_map(|(_, text)| {
                text.split("rule: ")
                    .skip(1)
                    .map(|rest| rest.split([',', '\n']).next().unwrap().to_owned())
                    .collect::<Vec<_>>()
            })
            .collect();
        std::fs::remove_dir_all(pack.join("cases")).expect("cases");
        let (code, page, said) = inside(&pack, &["cases", "suggest", "--as-of", "2026-11-23"]);
        assert_eq!((code, said.as_str()), (0, ""));
        insta::assert_snapshot!(format!("suggest_{}", of.rsplit('/').next().unwrap()), page);
        write(&pack.join("cases/suggested.yaml"), &page);
        let (code, refused, _) = inside(&pack, &["test"]);
        assert_eq!(code, 1);
        assert!(refused.contains("AN0802"), "{refused}");
        // Those that are still to be written are there all the same.
        let (code, again, _) = inside(&pack, &["cases", "suggest"]);
        assert_eq!((code, again.as_str()), (0, "# No case to suggest.\n"));
        let of_name =
            |case: &str| ids.iter().filter(|id| case.starts_with(id.as_str())).max_by_key(|id| id.len()).cloned();
        write(&pack.join("cases/suggested.yaml"), &filled(&page, of_name));
        let (code, page, _) = inside(&pack, &["test"]);
        assert_eq!(code, 0, "{page}");
    }
}

#[test]
fn suggested_cases_are_written_to_a_new_file_only() {
    let pack = copy(GAPS, "suggest-file");
    let (code, page, _) = inside(&pack, &["cases", "suggest", "-o", "cases/more.yaml"]);
    assert_eq!((code, page.as_str()), (0, ""));
    let text = std::fs::read_to_string(pack.join("cases/more.yaml")).expect("a file");
    assert!(text.contains("expect: TODO"), "{text}");
    let (code, _, said) = inside(&pack, &["cases", "suggest", "-o", "cases/more.yaml"]);
    assert_eq!(code, 2);
    assert!(said.contains("cases/more.yaml: this file exists"), "{said}");
}
