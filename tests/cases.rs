//! `anteroom test`: cases that come out as they say, cases that do not, and mistakes in cases, each at its place.

use anteroom::answers::{Notation, Reader};
use anteroom::cases::{self, File};
use anteroom::diagnostic::Diagnostic;
use anteroom::explain::Screening;
use anteroom::program;
use anteroom::text::Sources;

use crate::broken::{beside, written};
use crate::cli::{code, command, err, folder, out, run};
use crate::support::{self, repository};

const TOGETHER: &str = "fixtures/together";

/// What one file of `fixtures/broken/cases` earns: mistakes, and what comes out otherwise.
fn faults(name: &str) -> Vec<String> {
    let root = support::root();
    let mut files = support::files(&root.join(TOGETHER));
    files.retain(|(name, _)| !name.starts_with("cases/"));
    let pack = support::pack_of(&files).0.expect("a pack");
    let program = program::from_pack(&pack).expect("a program");
    let text = std::fs::read_to_string(root.join("fixtures/broken/cases").join(name)).expect("a fixture");
    let mut sources = Sources::default();
    let file = File { id: sources.add(name, text.as_str()), notation: Notation::Yaml, text: &text };
    let read = cases::read(&Reader::new(&pack, &program.layout), &[file]);
    let surprises = cases::run(&pack, &program.layout, &mut Screening::new(&pack, &program), &read.cases);
    let all = read.diagnostics.iter().chain(surprises.iter().map(|surprise| &surprise.diagnostic));
    let told = |d: &Diagnostic| written(d, &sources);
    let (mut got, mut expected) = (all.map(told).collect::<Vec<_>>(), beside(name, &text));
    got.sort();
    expected.sort();
    let lacks = expected.iter().filter(|e| !got.contains(e)).map(|e| format!("not reported: {e}"));
    let besides = got.iter().filter(|g| !expected.contains(g)).map(|g| format!("reported besides: {g}"));
    lacks.chain(besides).collect()
}

#[test]
fn mistakes_in_cases_are_found_where_they_are() {
    for (name, _) in support::files(&support::root().join("fixtures/broken/cases")) {
        let faults = faults(&name);
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }
}

#[test]
fn cases_come_out_as_they_say() {
    let output = run(&["test", TOGETHER]);
    assert_eq!((code(&output), out(&output).as_str()), (0, "fixtures/together/cases: 6 cases: all as expected\n"));
}

#[test]
fn every_applicant_of_the_kap_pack_is_a_case() {
    let output = run(&["test", "rules/kap", "--cases", "fixtures/applicants"]);
    assert_eq!((code(&output), err(&output).as_str()), (0, ""), "{}", out(&output));
    let applicants = support::files(&support::root().join("fixtures/applicants")).len();
    assert_eq!(out(&output), format!("fixtures/applicants: {applicants} cases: all as expected\n"));
}

/// What a person sees of a file of `fixtures/broken/cases`, without the comments for the test above.
fn page(name: &str) -> String {
    let cases = folder(&format!("cases-{name}"));
    let text = std::fs::read_to_string(support::root().join("fixtures/broken/cases").join(name)).expect("a file");
    let text: String = text.lines().filter(|line| !line.contains("# ")).map(|line| format!("{line}\n")).collect();
    std::fs::write(cases.join(name), text).expect("a file");
    let pack = support::root().join(TOGETHER);
    let arguments = ["test", &pack.to_string_lossy(), "--cases", "."];
    let output = command(&arguments).current_dir(&cases).output().expect("the program starts");
    assert_eq!((code(&output), err(&output).as_str()), (1, ""));
    out(&output)
}

#[test]
fn what_came_out_otherwise_is_shown_with_the_lines_that_decided() {
    insta::assert_snapshot!("otherwise", page("otherwise.yaml"));
}

#[test]
fn mistakes_in_cases_are_shown_with_the_nearest_name() {
    insta::assert_snapshot!("mistakes", page("mistakes.yaml"));
}

/// Whole scales, single items, groups and the day may differ from the case below; that one may stand in another file.
#[test]
fn a_case_that_is_like_another_takes_the_rest_from_it() {
    let cases = folder("cases-like");
    let clean = support::root().join("fixtures/applicants/clean-treatment-resistant.yaml");
    let clean = std::fs::read_to_string(clean).expect("a fixture");
    let name = clean.lines().find_map(|line| line.strip_prefix("applicant: ")).expect("an applicant").to_owned();
    std::fs::write(cases.join("clean.yaml"), clean).expect("a file");
    let others = "
- {case: pressure, like: NAME, answers: {systolic_bp: 160}, expect: {met: [cardiovascular.blood-pressure-hold]}}
- {case: below, like: pressure, answers: {systolic_bp: 159}, expect: {not_met: [cardiovascular.blood-pressure-hold]}}
- {case: item, like: NAME, answers: {phq9.q9: null}, expect: {missing: [phq9.q9]}}
- {case: group, like: NAME, answers: {antidepressant_trials: []}, expect: {not_met: [depression.treatment-resistant]}}
- {case: a year later, like: NAME, as_of: 2027-11-23, expect: {screening: incomplete, missing: [systolic_bp]}}
- {case: later and measured, like: a year later, as_of: 2027-11-23, answers: {systolic_bp: 120, diastolic_bp: 70},
   expect: {not_met: [cardiovascular.blood-pressure-hold]}}
";
    std::fs::write(cases.join("a-others.yaml"), others.replace("NAME", &name)).expect("a file");
    let output = run(&["test", "rules/kap", "--cases", &cases.to_string_lossy()]);
    assert_eq!(code(&output), 0, "{}", out(&output));
    assert!(out(&output).ends_with(": 7 cases: all as expected\n"), "{}", out(&output));
}

#[test]
fn no_case_is_no_success() {
    let empty = folder("cases-none");
    let output = run(&["test", TOGETHER, "--cases", &empty.to_string_lossy()]);
    assert_eq!(code(&output), 1);
    assert!(out(&output).contains("cases-none: no case was run"), "{}", out(&output));
    let bare = folder("cases-none-in-the-pack");
    for (path, text) in support::pack_files("demo") {
        repository::write(&bare.join(path), &text);
    }
    let output = run(&["test", &bare.to_string_lossy()]);
    assert_eq!(code(&output), 1);
    assert!(out(&output).contains("cases-none-in-the-pack/cases: no case was run"), "{}", out(&output));
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let output = run(&["test", TOGETHER, "--cases", "fixtures/nowhere"]);
    assert_eq!((code(&output), err(&output).as_str()), (2, "error: fixtures/nowhere: no such folder\n"));
    let output = run(&["test"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("no pack: name its folder"), "{}", err(&output));
}

/// A case is made up by its author: a word that is no option is a slip there, and not an answer that is unknown.
#[test]
fn an_option_that_is_none_is_told_with_the_nearest() {
    let cases = folder("cases-option");
    let case = "{case: a, as_of: 2026-11-23, answers: {sex_at_birth: femal}, expect: {safety: none}}";
    std::fs::write(cases.join("a.yaml"), case).expect("a file");
    let output = run(&["test", "rules/kap", "--cases", &cases.to_string_lossy()]);
    assert_eq!(code(&output), 1);
    assert!(out(&output).contains("did you mean `female`?"), "{}", out(&output));
}
