//! `anteroom missing`: questions that matter only together, what their answers lead to, and the pages and JSON of the command.

use anteroom::answers::{Given, Sheet, Value};
use anteroom::audit::{Matters, missing};
use anteroom::evaluate::CouldRaise;
use anteroom::explain::Screening;
use anteroom::language;
use anteroom::pack::Pack;
use anteroom::program::{Program, from_pack};
use anteroom::value::Date;
use serde_json::Value as Json;

use crate::cli::{code, err, out, run, with_input};
use crate::support;

const BLANKS: &str = "fixtures/applicants/blanks-that-leave-it-open.yaml";
const PRESSURE: &str = "fixtures/applicants/blood-pressure-out-of-range.yaml";
const CLEAN: &str = "fixtures/applicants/clean-treatment-resistant.yaml";

/// Two of four answers pause; a note reads how many cups of tea.
const TOGETHER: &str = "fixtures/together";

fn two_of_four() -> (Pack, Program) {
    let (pack, diagnostics, _) = support::pack_of(&support::files(&support::root().join(TOGETHER)));
    let pack = pack.unwrap_or_else(|| panic!("{diagnostics:#?}"));
    let program = from_pack(&pack).expect("a program");
    (pack, program)
}

/// Somebody of low mood, with these answers besides.
fn sheet(pack: &Pack, program: &Program, answers: &[(&str, bool)]) -> Sheet {
    let mut sheet = Sheet::new("T-1", Date::parse("2026-11-23").expect("a date"));
    for (id, yes) in answers.iter().chain(&[("low", true)]) {
        let at = pack.questions.iter().position(|question| question.id == *id).expect("a question");
        let slot = program.layout.slot(anteroom::pack::QuestionId(at as u32), 0).expect("a slot");
        sheet.answers.insert(slot, Given::Value(Value::YesNo(*yes)));
    }
    sheet
}

#[test]
fn what_matters_only_together_is_missing() {
    let (pack, program) = two_of_four();
    let mut screening = Screening::new(&pack, &program);
    let mut outcome = |answers: &[(&str, bool)]| {
        let decided = screening.decide(&[sheet(&pack, &program, answers)]);
        (decided[0].safety, decided[0].screening)
    };
    let signs = ["snores", "tired", "stops", "neck"];
    // Whatever one of them is answered, nothing comes of it: not with the others blank, and not with the others at no.
    for sign in signs {
        let others: Vec<(&str, bool)> = signs.into_iter().filter(|of| *of != sign).map(|of| (of, false)).collect();
        let with = |yes: bool| others.iter().copied().chain([(sign, yes)]).collect::<Vec<_>>();
        assert_eq!(outcome(&[(sign, true)]), outcome(&[(sign, false)]));
        assert_eq!(outcome(&with(true)), outcome(&with(false)));
    }
    let found = missing(&pack, &program, &sheet(&pack, &program, &[]));
    let listed: Vec<&str> =
        found.questions.iter().map(|open| pack.questions[open.answer.question.index()].id.as_str()).collect();
    assert_eq!(listed, signs);
    let hold = CouldRaise::Screening(language::Screening::Hold);
    for open in &found.questions {
        assert_eq!(open.matters, Matters::Yes { gravest: hold, proved: true });
        let led: Vec<_> = open.leads.iter().map(|lead| (lead.alone, lead.together)).collect();
        assert_eq!(led, [(None, None), (None, Some(hold))]);
    }
    // Tea, and how many cups: a note raises nothing.
    assert_eq!(found.idle, 2);
    assert_eq!(found.faults, Vec::<String>::new());
}

#[test]
fn one_more_sign_makes_each_matter_alone_and_two_noes_make_none_matter() {
    let (pack, program) = two_of_four();
    let hold = Some(CouldRaise::Screening(language::Screening::Hold));
    let found = missing(&pack, &program, &sheet(&pack, &program, &[("snores", true)]));
    let alone: Vec<_> = found.questions.iter().map(|open| open.leads.iter().map(|lead| lead.alone).max()).collect();
    assert_eq!(alone, [Some(hold); 3]);
    let noes = [("snores", false), ("tired", false), ("stops", false)];
    let found = missing(&pack, &program, &sheet(&pack, &program, &noes));
    assert_eq!((found.questions.len(), found.idle), (0, 3));
}

#[test]
fn the_page_is_the_snapshot() {
    for (name, file, exit) in [("blanks", BLANKS, 0), ("pressure", PRESSURE, 1)] {
        let output = run(&["missing", file]);
        assert_eq!(code(&output), exit, "{}", err(&output));
        insta::assert_snapshot!(name, out(&output));
    }
    let answers = r#"{"applicant": "T-1", "as_of": "2026-11-23", "answers": {"low": true}}"#;
    let output = with_input(&["missing", "--pack", TOGETHER], answers.as_bytes());
    assert_eq!(code(&output), 0, "{}", err(&output));
    insta::assert_snapshot!("together", out(&output));
}

#[test]
fn where_nothing_is_open_nothing_is_asked() {
    let output = run(&["missing", CLEAN]);
    assert_eq!(code(&output), 0);
    assert!(out(&output).contains("no answer can still change the outcome"), "{}", out(&output));
    assert!(!out(&output).contains("ASK"), "{}", out(&output));
}

#[test]
fn of_every_applicant_everything_is_settled() {
    let folder = support::files(&support::root().join("fixtures/applicants"));
    let files: Vec<String> = folder.iter().map(|(name, _)| format!("fixtures/applicants/{name}")).collect();
    let arguments: Vec<&str> =
        ["missing", "--format", "json"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let output = run(&arguments);
    // Some have mistakes; in none do the proof and the evaluator disagree.
    assert_eq!(code(&output), 1);
    let all: Json = serde_json::from_str(&out(&output)).expect("JSON");
    let all = all.as_array().expect("a list");
    assert_eq!(all.len(), files.len());
    for found in all {
        let questions = found["questions"].as_array().expect("a list");
        for open in questions {
            assert!(!open["gravest"].is_null(), "{} {open}", found["applicant"]);
            assert_eq!((&open["proved"], &open["leads_settled"]), (&Json::from(true), &Json::from(true)), "{open}");
        }
        assert!(!found["if_reassuring"].is_null(), "{}", found["applicant"]);
        if questions.is_empty() {
            assert_eq!(found["now"], found["if_reassuring"], "{}", found["applicant"]);
        }
    }
    assert!(all.iter().any(|found| found["questions"].as_array().is_some_and(|questions| questions.len() > 100)));
}

#[test]
fn json_fits_its_schema() {
    let schema: Json = serde_json::from_str(anteroom::render::missing::SCHEMA).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let files = [BLANKS, PRESSURE, CLEAN, "fixtures/applicants/maoi-misspelt.yaml"];
    let output = run(&[&["missing", "--format", "json"], files.as_slice()].concat());
    let all: Json = serde_json::from_str(&out(&output)).expect("JSON");
    let all = all.as_array().expect("a list");
    assert_eq!(all.len(), files.len());
    for found in all {
        let faults: Vec<String> =
            validator.iter_errors(found).map(|error| format!("{error} at {}", error.instance_path())).collect();
        assert!(faults.is_empty(), "{}\n{found}", faults.join("\n"));
    }
    let lead = |found: &Json, at: usize| found["questions"][0]["leads"][at]["answers"].clone();
    let pressure = &all[1];
    assert_eq!(pressure["questions"][0]["question"], "diastolic_bp");
    assert_eq!(lead(pressure, 0), serde_json::json!({"from": null, "to": 99}));
    assert_eq!(lead(pressure, 1), serde_json::json!({"from": 100, "to": 109}));
    assert_eq!(lead(pressure, 3), serde_json::json!({"unread": true}));
    let one: Json = serde_json::from_str(&out(&run(&["missing", CLEAN, "--format", "json"]))).expect("JSON");
    assert_eq!(one, all[2], "one applicant is an object");
    let mut wrong = one;
    wrong["idle"] = Json::from(-1);
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn what_cannot_be_read_is_told_and_the_others_are_looked_at() {
    let output = run(&["missing", "no-such-file.yaml", CLEAN]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("no-such-file.yaml"), "{}", err(&output));
    assert!(out(&output).contains("A-1001"), "{}", out(&output));
    assert_eq!(code(&run(&["missing", CLEAN, "--format", "xml"])), 2);
    assert_eq!(code(&run(&["missing", CLEAN, "--pack", "fixtures/broken/packs/no-such-pack"])), 2);
    let nobody = with_input(&["missing", "-", "--format", "json"], b"[]");
    assert_eq!((code(&nobody), out(&nobody).as_str()), (1, "[]\n"));
}
