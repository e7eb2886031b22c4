//! The command as a person runs it, and what programs read of it.

use std::collections::{BTreeMap, BTreeSet};

use anteroom::answers::{Notation, Reader};
use anteroom::cases::{self, File};
use anteroom::coverage::{Minimum, Report};
use anteroom::program;
use anteroom::text::Sources;
use serde_json::Value as Json;

use super::counts::covered;
use crate::broken::{beside, written};
use crate::cli::{code, err, folder, out, run, with_input};
use crate::support;

const TOGETHER: &str = "fixtures/together";
const APPLICANTS: &[&str] = &["coverage", "rules/kap", "--cases", "fixtures/applicants"];
const DAY: &[&str] = &["--as-of", "2026-11-23"];

/// The snapshots depend on no day: nothing in the pack is counted from one.
fn page(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!((code(&output), err(&output).as_str()), (0, ""));
    out(&output)
}

#[test]
fn a_page_says_what_is_reached_and_what_is_not() {
    insta::assert_snapshot!("page", page(&[&["coverage", TOGETHER, "--prove"], DAY].concat()));
}

#[test]
fn rules_are_shown_with_counts_in_the_margin() {
    insta::assert_snapshot!("annotated", page(&["coverage", TOGETHER, "--format", "annotated"]));
}

#[test]
fn what_nobody_can_cover_has_its_reason() {
    let page = page(&[APPLICANTS, &["--prove"], DAY].concat());
    let (_, beyond) = page.split_once("NO APPLICANT CAN COVER\n").expect("something is beyond everybody");
    let (beyond, _) = beyond.split_once("\n\n").expect("more follows");
    insta::assert_snapshot!("beyond", beyond);
}

/// Tracefiles are lines of `KEY:values`; every branch stands in a line that was read, and the sums are those of the records.
#[test]
fn an_lcov_file_adds_up() {
    let text = page(&[APPLICANTS, &["--format", "lcov"]].concat());
    let mut files = BTreeSet::new();
    for record in text.split_inclusive("end_of_record\n") {
        let mut branches: BTreeMap<(usize, usize), Vec<(usize, String)>> = BTreeMap::new();
        let (mut lines, mut sums) = (BTreeMap::new(), BTreeMap::new());
        for line in record.lines().filter(|line| *line != "end_of_record") {
            let (key, values) = line.split_once(':').expect("a key");
            let numbers = || values.split(',').map(|n| n.parse::<usize>().unwrap_or(0)).collect::<Vec<_>>();
            match key {
                "TN" => assert_eq!(values, "anteroom"),
                "SF" => {
                    assert!(support::root().join(values).is_file(), "{values}");
                    assert!(files.insert(values.to_owned()), "{values} stands there twice");
                }
                "BRDA" => {
                    let taken = values.rsplit(',').next().expect("a count").to_owned();
                    branches.entry((numbers()[0], numbers()[1])).or_default().push((numbers()[2], taken));
                }
                "DA" => assert_eq!(lines.insert(numbers()[0], numbers()[1]), None, "{line}"),
                "BRF" | "BRH" | "LF" | "LH" => drop(sums.insert(key.to_owned(), numbers()[0])),
                _ => panic!("{line}"),
            }
        }
        for ((line, block), of) in &branches {
            assert!(lines.contains_key(line), "no DA for line {line}");
            assert!(
                *block == 0 || branches.contains_key(&(*line, block - 1)),
                "line {line} has no block {}",
                block - 1
            );
            let numbers: Vec<usize> = of.iter().map(|(branch, _)| *branch).collect();
            assert_eq!(numbers, [0, 1, 2], "line {line}");
        }
        let all = || branches.values().flatten();
        let hit = all().filter(|(_, taken)| taken.parse::<usize>().is_ok_and(|taken| taken > 0)).count();
        let read = lines.values().filter(|read| **read > 0).count();
        let expected = [("BRF", all().count()), ("BRH", hit), ("LF", lines.len()), ("LH", read)];
        assert_eq!(sums, expected.map(|(key, n)| (key.to_owned(), n)).into());
    }
    assert!(files.len() > 10, "{files:?}");
    assert!(text.ends_with("end_of_record\n"));
}

#[test]
fn json_keeps_its_schema_and_agrees_with_the_page() {
    let json = page(&[APPLICANTS, &["--format", "json", "--prove"], DAY].concat());
    let json: Json = serde_json::from_str(&json).expect("JSON");
    let schema: Json = serde_json::from_str(anteroom::render::coverage::SCHEMA).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<String> =
        validator.iter_errors(&json).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let lacks = json["lacks"].as_array().expect("a list");
    for (key, outcome) in [("met", "met"), ("not_met", "not_met"), ("unknown", "unknown")] {
        let lacking = |standing: &dyn Fn(&str) -> bool| {
            let is = |lack: &&Json| lack["outcome"] == outcome && standing(lack["standing"].as_str().expect("a word"));
            lacks.iter().filter(is).count() as u64
        };
        let share = |part: &str| json["shares"][key][part].as_u64().expect("a number");
        assert_eq!(share("of") - share("covered"), lacking(&|standing| standing != "impossible"), "{key}");
        assert_eq!(share("impossible"), lacking(&|standing| standing == "impossible"), "{key}");
    }
    let beyond: Vec<&Json> = lacks.iter().filter(|lack| lack["standing"] == "impossible").collect();
    assert!(!beyond.is_empty() && beyond.iter().any(|lack| lack["because"].is_string()), "{beyond:#?}");
}

#[test]
fn what_is_demanded_and_wanting_is_told_at_its_line() {
    let text = std::fs::read_to_string(support::root().join("fixtures/broken/coverage/signs.yaml")).expect("a fixture");
    let mut files = support::files(&support::root().join(TOGETHER));
    let (_, case) = files.iter().find(|(name, _)| name.starts_with("cases/")).expect("cases").clone();
    files.retain(|(name, _)| !name.starts_with("cases/"));
    for file in files.iter_mut().filter(|(name, _)| name == "rules/signs.yaml") {
        file.1.clone_from(&text);
    }
    let (pack, _, sources) = support::pack_of(&files);
    let pack = pack.expect("a pack");
    let program = program::from_pack(&pack).expect("a program");
    let file = File { id: Sources::default().add("cases.yaml", ""), notation: Notation::Yaml, text: &case };
    let read = cases::read(&Reader::new(&pack, &program.layout), &[file]);
    let sheets: Vec<_> = read.cases.into_iter().map(|case| case.sheet).collect();
    let report = Report::new(covered(&pack, &program, &sheets));
    let demanded = text.lines().next().and_then(|line| line.strip_prefix("# min: ")).expect("what is demanded");
    let demanded = demanded.split(',').map(|one| Minimum::parse(one).expect("a share"));
    let faults: Vec<_> = demanded.clone().filter_map(|minimum| minimum.unmet(&report)).collect();
    let mut got: Vec<String> = faults.iter().map(|fault| written(fault, &sources)).collect();
    let mut expected = beside("rules/signs.yaml", &text);
    got.sort();
    expected.sort();
    assert_eq!(got, expected);
    // One line more, and each would be content.
    for minimum in demanded {
        let share = report.share(minimum.measure);
        let percent = u8::try_from(share.percent()).expect("a share");
        assert_eq!(Minimum { percent, ..minimum }.unmet(&report), None);
        assert!(Minimum { percent: percent + 1, ..minimum }.unmet(&report).is_some());
    }
}

#[test]
fn a_share_that_is_too_small_is_a_problem() {
    let demand = |min: &str| run(&[&["coverage", TOGETHER, "--min", min], DAY].concat());
    let output = demand("met=75,unknown=50");
    assert_eq!((code(&output), err(&output).as_str()), (0, ""));
    let output = demand("met=75,unknown=51");
    assert_eq!(code(&output), 1);
    assert!(
        err(&output).starts_with("error[AN0831]: coverage of `unknown` is 50 % (4 of 8 lines), and 51 % is demanded\n")
    );
    assert!(!err(&output).contains("`met`"), "{}", err(&output));
    // What nobody can cover does not count, and that is proved without being asked for.
    let output = run(&[APPLICANTS, &["--format", "json", "--min", "not_met=99"], DAY].concat());
    let json: Json = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!((code(&output), &json["proved_as_of"]), (0, &Json::from("2026-11-23")), "{}", err(&output));
}

#[test]
fn a_demand_that_is_none_is_refused_in_words() {
    for (demand, words) in [
        ("mett=90", "no measure is called `mett`; did you mean `met`?"),
        ("branches=90", "no measure is called `branches`; there are met, not_met, unknown, mcdc"),
        ("met", "`met` needs a whole number from 0 to 100, as in `met=90`"),
        ("met=101", "`met` needs a whole number from 0 to 100"),
        ("mcdc=-1", "`mcdc` needs a whole number from 0 to 100"),
        ("met=90,unknown=80,met=70", "--min demands `met` twice"),
    ] {
        let output = run(&["coverage", TOGETHER, "--min", demand]);
        assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{demand}");
        assert!(err(&output).contains(words), "{demand}: {}", err(&output));
    }
}

#[test]
fn nobody_is_no_success() {
    let none = crate::cli::folder("coverage-nobody");
    let output = run(&["coverage", "rules/demo", "--cases", &none.to_string_lossy()]);
    assert_eq!((code(&output), out(&output).as_str()), (1, ""));
    assert!(err(&output).ends_with(": nobody was tried, which shows nothing about the rules\n"), "{}", err(&output));
    let output = run(&["coverage"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("no pack: name its folder"), "{}", err(&output));
}

#[test]
fn a_case_with_a_mistake_is_told_and_left_out() {
    let cases = folder("coverage-mistake");
    let text = "
- {case: a, as_of: 2026-11-23, answers: {low: yes}, expect: {met: [mood.low]}}
- {case: b, as_of: 2026-11-23, answers: {lou: yes}, expect: {met: [mood.low]}}
";
    std::fs::write(cases.join("a.yaml"), text).expect("a file");
    let output = run(&["coverage", TOGETHER, "--cases", &cases.to_string_lossy()]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("AN0601") && err(&output).contains("did you mean `low`?"), "{}", err(&output));
    assert!(out(&output).contains("1 applicant in"), "{}", out(&output));
}

/// A clinic's own applicants, in any form that other commands read; they cover what the same answers in a case do.
#[test]
fn a_cohort_is_counted_like_cases() {
    let lines = "{\"applicant\": \"D-1\", \"as_of\": \"2026-11-23\", \"answers\": {\"low\": true, \"snores\": true, \"stops\": true}}
{\"applicant\": \"D-2\", \"as_of\": \"2026-11-23\", \"answers\": {\"low\": false}}
";
    let output = with_input(&["coverage", TOGETHER, "--cohort", "-"], lines.as_bytes());
    assert_eq!((code(&output), err(&output).as_str()), (0, ""));
    let piped = out(&output);
    assert!(piped.contains("2 applicants in standard input"), "{piped}");
    assert!(piped.contains("mood.low               1       1       0"), "{piped}");
    let cases = folder("coverage-cohort");
    let text = "
- {applicant: D-1, as_of: 2026-11-23, answers: {low: yes, snores: yes, stops: yes}, expect: {met: [mood.low]}}
- {applicant: D-2, as_of: 2026-11-23, answers: {low: no}, expect: {not_met: [mood.low]}}
";
    std::fs::write(cases.join("a.yaml"), text).expect("a file");
    let of_cases = page(&["coverage", TOGETHER, "--cases", &cases.to_string_lossy()]);
    let table = |page: &str| page.split_once("\n\n").expect("a table").1.to_owned();
    assert_eq!(table(&piped), table(&of_cases));
}

#[test]
fn a_cohort_of_another_form_is_refused() {
    let applicants = "fixtures/applicants/clean-treatment-resistant.yaml";
    let output = run(&["coverage", TOGETHER, "--cohort", applicants]);
    assert_eq!((code(&output), out(&output).as_str()), (2, ""));
    assert!(err(&output).contains("given to another form"), "{}", err(&output));
    let output = run(&["coverage", TOGETHER, "--cohort", "fixtures/nowhere.yaml"]);
    assert_eq!(code(&output), 2);
    let output = run(&["coverage", TOGETHER, "--cohort", applicants, "--cases", TOGETHER]);
    assert_eq!(code(&output), 2);
}
