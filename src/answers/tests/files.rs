//! Whole files: applicants and dates, YAML against JSON, the house form, limits, and what is never repeated.

use super::{codes, day, json, one, packs, yaml};
use crate::answers::{Given, Layout, Reader, canonical, digest, to_yaml};
use crate::pack::{Pack, QuestionId};
use crate::text::Sources;
use crate::value::Reason;

#[test]
fn a_file_holds_one_applicant_or_many() {
    let pack = packs::kap();
    // A file, its applicants with their problems, and the faults of the file.
    type Line = (&'static str, &'static [(&'static str, &'static str)], &'static str);
    let table: &[Line] = &[
        ("{applicant: A-1, as_of: 2026-11-23, answers: {}}", &[("A-1", "")], ""),
        ("{applicant: 2041, as_of: 2026-11-23, answers: null, about: x, expect: {}}", &[("2041", "")], ""),
        ("{applicant: A-1, as_of: 2026-11-23}", &[("A-1", "AN0102")], ""),
        ("{applicant: A-1, as_of: 2026-11-23, answers: [], answer: {}}", &[("A-1", "AN0103 AN0101")], ""),
        ("{applicant: ' ', as_of: 2026-11-23, answers: {}}", &[("#1", "AN0610")], ""),
        ("{as_of: 2026-11-23, answers: {}}", &[("#1", "AN0610")], ""),
        ("{applicant: A-1, answers: {}}", &[], "AN0608"),
        ("{applicant: A-1, as_of: today, answers: {systolic_bp: 900}}", &[], "AN0608 AN0603"),
        ("[]", &[], ""),
        ("12", &[], "AN0103"),
        (
            "[{applicant: A-1, as_of: 2026-11-23, answers: {}}, {as_of: 2026-11-23, answers: {}}, 7, {applicant: A-4}]",
            &[("A-1", ""), ("#2", "AN0610")],
            "AN0103 AN0608 AN0102",
        ),
        // A fault of the file is the problem of the applicant it stands in.
        ("{applicant: A-1, as_of: 2026-11-23, answers: {}}\n---\n{}", &[("A-1", "AN0005")], ""),
        (
            "[{applicant: A-1, as_of: 2026-11-23, answers: {systolic_bp: 120, systolic_bp: 190}}, {applicant: A-2, as_of: 2026-11-23, answers: {}}]",
            &[("A-1", "AN0002"), ("A-2", "")],
            "",
        ),
    ];
    for (text, sheets, diagnostics) in table {
        let made = yaml(&pack, text);
        let found: Vec<(&str, String)> =
            made.sheets.iter().map(|s| (s.applicant.as_str(), codes(s).join(" "))).collect();
        let expected: Vec<(&str, String)> = sheets.iter().map(|(id, codes)| (*id, (*codes).to_owned())).collect();
        assert_eq!(found, expected, "{text}");
        let mut found: Vec<&str> = made.diagnostics.iter().map(|d| d.code.name).collect();
        let mut expected: Vec<&str> = diagnostics.split_whitespace().collect();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn an_answer_without_a_day_is_as_old_as_its_file() {
    let pack = packs::kap();
    let layout = Layout::of(&pack);
    let reader = Reader::new(&pack, &layout);
    let text =
        "{applicant: A-1, as_of: 2026-11-23, answers: {systolic_bp: 120, diastolic_bp: {value: 70, on: 2026-11-20}}}";
    let file = Sources::default().add("a.yaml", text);
    let at = |id: &str| {
        let question = pack.questions.iter().position(|q| q.id == id).expect("a question");
        layout.slot(QuestionId(question as u32), 0).expect("a slot")
    };
    for (run, upper_is_stale, lower_is_stale) in [
        ("2026-12-20", false, false),
        ("2026-12-23", false, true),
        ("2026-12-24", true, true),
        ("2029-01-01", true, true),
    ] {
        let read = reader.yaml(file, text, Some(day(run)));
        let sheet = read.sheets.first().expect("an applicant");
        let is_stale = |id: &str| sheet.get(at(id)) == Given::Unknown(Reason::Stale);
        assert_eq!((is_stale("systolic_bp"), is_stale("diastolic_bp")), (upper_is_stale, lower_is_stale), "{run}");
    }
}

#[test]
fn the_date_of_the_run_stands_above_the_files() {
    let pack = packs::kap();
    let layout = Layout::of(&pack);
    let reader = Reader::new(&pack, &layout);
    for (text, codes_expected) in [
        ("{applicant: A-1, as_of: 2020-01-01, answers: {}}", ""),
        ("{applicant: A-1, answers: {}}", ""),
        ("{applicant: A-1, as_of: soon, answers: {}}", "AN0608"),
        ("7", "AN0103"),
    ] {
        let file = Sources::default().add("a.yaml", text);
        let sheet = one(reader.yaml(file, text, Some(day("2026-11-23"))));
        assert_eq!((sheet.as_of, codes(&sheet).join(" ")), (day("2026-11-23"), codes_expected.to_owned()), "{text}");
    }
}

#[test]
fn yaml_and_json_have_one_digest() {
    let pack = packs::kap();
    let layout = Layout::of(&pack);
    let left = "applicant: A-1
as_of: 2026-11-23
answers:
  weight_kg: 70.50
  audit: [2, 4]
  psychosis_history: no
  antidepressant_trials:
    - drug: Zoloft
      taken_as_prescribed: yes
  substances_last_30_days: [opioids, cannabis]
";
    let right = r#"{"answers": {"substances_last_30_days": ["cannabis", "opioids"], "psychosis_history": false,
        "antidepressant_trials": [{"taken_as_prescribed": "yes", "drug": "Zoloft "}], "audit.q2": 4, "audit.q1": 2,
        "weight_kg": 70.5, "systolic_bp": null}, "as_of": "2026-11-20", "applicant": "B"}"#;
    let (left, right) = (one(yaml(&pack, left)), one(json(&pack, right)));
    assert_eq!((codes(&left), codes(&right)), (vec![], vec![]));
    assert_eq!(canonical(&pack, &layout, &left), canonical(&pack, &layout, &right));
    // The form of what is digested is a promise: decisions of years ago are compared by it.
    let text = canonical(&pack, &layout, &left);
    assert_eq!(
        text,
        "{\"format\":\"anteroom.answers/1\",\"answers\":{\
         \"antidepressant_trials\":[{\"drug\":\"Zoloft\",\"taken_as_prescribed\":true}],\
         \"audit.q1\":2,\"audit.q2\":4,\"substances_last_30_days\":[\"cannabis\",\"opioids\"],\
         \"psychosis_history\":false,\"weight_kg\":70.5}}"
    );
    assert_eq!(
        digest(&pack, &layout, &left),
        "sha256:8180991b77a7db2f5b0ca879924c04be1c944635e526b498df79bdb2058db0d3"
    );
}

#[test]
fn the_house_form_is_short() {
    let pack = packs::kap();
    let text = r#"applicant: "A: 1"
as_of: 2026-11-23
answers:
  birth_date: 1988-04-02
  phq9: [2, 2, 1, null, {unknown: declined}, 2, 1, 0, 0]
  phq9.difficulty: somewhat
  antidepressant_trials:
    - {drug: sertraline, daily_dose_mg: 150, weeks: 10, taken_as_prescribed: yes}
    - {}
  mdq: [yes, no, null]
  substances_last_30_days: [none]
  systolic_bp: {unknown: not_asked}  # out of date
  pregnancy: "no"
  current_medications: "Zoloft 100 mg, \"lamictal\"\nand: more"
"#
    .to_owned();
    let stale = text.replace("{unknown: not_asked}  # out of date", "{value: 120, on: 2025-01-01}");
    let sheet = one(yaml(&pack, &stale));
    assert_eq!(codes(&sheet), Vec::<&str>::new());
    let slot = Layout::of(&pack).slot(id(&pack, "systolic_bp"), 0).expect("a slot");
    assert_eq!(sheet.get(slot), Given::Unknown(Reason::Stale));
    assert_eq!(to_yaml(&pack, &Layout::of(&pack), &sheet), text);
}

#[test]
fn private_words_are_not_repeated() {
    let pack = packs::kap();
    let secret = "Jane Roe, 4 Elm St";
    for written in [
        format!("sex_at_birth: {secret}"),
        format!("birth_date: {secret}"),
        format!("systolic_bp: {secret}"),
        format!("psychosis_history: {secret}"),
        format!("phq9.q1: {secret}"),
        format!("current_medications: [\"{secret}\"]"),
        format!("\"{secret}\": yes"),
        format!("psychosis_history: {{unknown: \"{secret}\"}}"),
        format!("psychosis_history: {{\"{secret}\": yes}}"),
        format!("antidepressant_trials: [{{\"{secret}\": yes}}]"),
        format!("systolic_bp: 12 {secret}"),
    ] {
        let sheet = one(yaml(&pack, &format!("applicant: A-1\nas_of: 2026-11-23\nanswers:\n  {written}\n")));
        assert!(!sheet.problems.is_empty(), "{written}");
        for problem in &sheet.problems {
            let said = format!("{:?}", problem.diagnostic);
            assert!(!said.contains("Jane") && !said.contains("Elm"), "{said}");
        }
    }
}

#[test]
fn where_faults_go_unsaid_nobody_is_screened() {
    let pack = packs::kap();
    for (faults, sheets) in [(199, 2), (200, 0)] {
        let doubled = "weight_kg: 70, ".repeat(faults + 1);
        let text = format!(
            "[{{applicant: A-1, as_of: 2026-11-23, answers: {{{doubled}}}}}, \
             {{applicant: A-2, as_of: 2026-11-23, answers: {{}}}}]"
        );
        assert_eq!(yaml(&pack, &text).sheets.len(), sheets, "{faults}");
    }
}

#[test]
fn a_text_has_a_limit() {
    let pack = packs::kap();
    for (bytes, expected) in [(20_000, vec![]), (20_001, vec!["AN0603"])] {
        let text = format!(
            "{{applicant: A-1, as_of: 2026-11-23, answers: {{current_medications: \"{}\"}}}}",
            "x".repeat(bytes)
        );
        assert_eq!(codes(&one(yaml(&pack, &text))), expected);
    }
    for (bytes, expected) in [(200, vec![]), (201, vec!["AN0610"])] {
        let text = format!("{{applicant: {}, as_of: 2026-11-23, answers: {{}}}}", "x".repeat(bytes));
        assert_eq!(codes(&one(yaml(&pack, &text))), expected);
    }
}

fn id(pack: &Pack, name: &str) -> QuestionId {
    QuestionId(pack.questions.iter().position(|q| q.id == name).expect("a question") as u32)
}
