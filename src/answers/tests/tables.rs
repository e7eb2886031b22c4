//! What each form of an answer reads as, one line each.

use super::packs;
use crate::answers::{Given, Layout, Reader, Sheet, Sheets, canonical, digest, to_yaml};
use crate::pack::{Pack, QuestionId};
use crate::text::Sources;
use crate::value::{Date, Reason};

fn day(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

fn yaml(pack: &Pack, text: &str) -> Sheets {
    let file = Sources::default().add("a.yaml", text);
    Reader::new(pack, &Layout::of(pack)).yaml(file, text, None)
}

fn json(pack: &Pack, text: &str) -> Sheets {
    let file = Sources::default().add("a.json", text);
    Reader::new(pack, &Layout::of(pack)).json(file, text, None)
}

fn one(sheets: Sheets) -> Sheet {
    assert_eq!(sheets.diagnostics, vec![], "no fault of the file");
    assert_eq!(sheets.sheets.len(), 1);
    sheets.sheets.into_iter().next().expect("one sheet")
}

fn codes(sheet: &Sheet) -> Vec<&'static str> {
    sheet.problems.iter().map(|p| p.diagnostic.code.name).collect()
}

/// Answers of the form, on 2026-11-23: their canonical text and the codes of their problems.
fn answer(written: &str) -> (String, Vec<&'static str>) {
    let pack = packs::kap();
    let line = if written.starts_with('{') { format!(" {written}") } else { format!("\n  {written}") };
    let sheet = one(yaml(&pack, &format!("applicant: A-1\nas_of: 2026-11-23\nanswers:{line}\n")));
    let text = canonical(&pack, &Layout::of(&pack), &sheet);
    let text = text.strip_prefix(r#"{"format":"anteroom.answers/1","answers":{"#).expect("the head");
    let text = text.split_once(",\"unread\"").map_or_else(|| text.strip_suffix('}'), |(text, _)| Some(text));
    (text.and_then(|text| text.strip_suffix('}')).expect("the end").to_owned(), codes(&sheet))
}

const INVALID: &str = r#"{"unknown":"invalid"}"#;
const CONFLICT: &str = r#"{"unknown":"conflict"}"#;
const BLANK: &str = "";

#[test]
fn the_kind_decides_how_an_answer_is_read() {
    let table: &[(&str, &str, &str)] = &[
        ("psychosis_history: yes", "true", ""),
        ("psychosis_history: true", "true", ""),
        ("psychosis_history: 'no'", "false", ""),
        ("psychosis_history: Yes", INVALID, "AN0604"),
        ("psychosis_history: on", INVALID, "AN0604"),
        ("psychosis_history: 1", INVALID, "AN0604"),
        ("psychosis_history: [yes]", INVALID, "AN0604"),
        ("mdq.q1: 1", "true", ""),
        ("mdq.q1: 0", "false", ""),
        ("mdq.q1: '1'", INVALID, "AN0604"),
        ("mdq.same_period: 1", INVALID, "AN0604"),
        ("systolic_bp: 128", "128", ""),
        ("systolic_bp: +128", "128", ""),
        ("systolic_bp: 128 mmHg", "128", ""),
        ("systolic_bp: 128mmHg", "128", ""),
        ("systolic_bp: 17 kPa", INVALID, "AN0605"),
        ("systolic_bp: 128 mmhg", INVALID, "AN0605"),
        ("systolic_bp: 128/80", INVALID, "AN0604"),
        ("systolic_bp: '128'", INVALID, "AN0604"),
        ("systolic_bp: 128.0", INVALID, "AN0604"),
        ("systolic_bp: 0128", INVALID, "AN0604"),
        ("systolic_bp: 1e2", INVALID, "AN0604"),
        ("systolic_bp: 0x80", INVALID, "AN0604"),
        ("systolic_bp: 1_28", INVALID, "AN0604"),
        ("systolic_bp: about 128", INVALID, "AN0604"),
        ("systolic_bp: 301", INVALID, "AN0603"),
        ("systolic_bp: -5", INVALID, "AN0603"),
        ("systolic_bp: 99999999999999999999999999999999999", INVALID, "AN0603"),
        ("episode_weeks: 12 weeks", INVALID, "AN0605"),
        ("weight_kg: 70", "70", ""),
        ("weight_kg: 70.50", "70.5", ""),
        ("weight_kg: 70.55", INVALID, "AN0603"),
        ("weight_kg: .5", INVALID, "AN0604"),
        ("weight_kg: 70,5", INVALID, "AN0604"),
        ("sex_at_birth: female", "\"female\"", ""),
        ("sex_at_birth: femal", INVALID, "AN0602"),
        ("sex_at_birth: Female", INVALID, "AN0602"),
        ("pregnancy: no", "\"no\"", ""),
        ("pregnancy: false", INVALID, "AN0602"),
        ("substances_last_30_days: [opioids, cannabis]", r#"["cannabis","opioids"]"#, ""),
        ("substances_last_30_days: [none]", r#"["none"]"#, ""),
        ("substances_last_30_days: []", BLANK, ""),
        ("allergies: []", "[]", ""),
        ("substances_last_30_days: none", INVALID, "AN0604"),
        ("substances_last_30_days: [none, opioids]", CONFLICT, "AN0609"),
        ("substances_last_30_days: [opioids, opioids]", CONFLICT, "AN0609"),
        ("substances_last_30_days: [opioids, opiods]", INVALID, "AN0602"),
        ("current_medications: ' Zoloft 100 mg '", "\"Zoloft 100 mg\"", ""),
        ("current_medications: none", "\"none\"", ""),
        ("current_medications: 12", "\"12\"", ""),
        ("current_medications: yes", "\"yes\"", ""),
        ("current_medications: '  '", BLANK, ""),
        ("current_medications: null", BLANK, ""),
        ("current_medications:", BLANK, ""),
        ("current_medications: [Zoloft]", INVALID, "AN0604"),
        ("birth_date: 1988-04-02", "\"1988-04-02\"", ""),
        ("birth_date: '1988-04-02'", "\"1988-04-02\"", ""),
        ("birth_date: 2026-11-24", INVALID, "AN0603"),
        ("birth_date: 02.04.1988", INVALID, "AN0608"),
        ("birth_date: 1988-02-30", INVALID, "AN0608"),
        ("phq9.q3: 3", "3", ""),
        ("phq9.q3: 4", INVALID, "AN0602"),
        ("phq9.q3: 2.0", INVALID, "AN0604"),
        ("phq9.q3: '2'", INVALID, "AN0604"),
        ("phq9.q3: several days", INVALID, "AN0604"),
        ("audit.q1: 3", INVALID, "AN0602"),
        ("phq9.difficulty: somewhat", "\"somewhat\"", ""),
    ];
    check(table);
}

#[test]
fn an_answer_may_be_wrapped() {
    let table: &[(&str, &str, &str)] = &[
        ("psychosis_history: {unknown: declined}", r#"{"unknown":"declined"}"#, ""),
        ("psychosis_history: {unknown: not_asked}", r#"{"unknown":"not_asked"}"#, ""),
        ("psychosis_history: {unknown: unsure, on: 2026-11-01}", r#"{"unknown":"unsure"}"#, ""),
        ("psychosis_history: {unknown: blank}", INVALID, "AN0607"),
        ("psychosis_history: {unknown: unsur}", INVALID, "AN0607"),
        ("psychosis_history: {unknown: declined, value: no}", CONFLICT, "AN0609"),
        ("psychosis_history: {value: null}", BLANK, ""),
        ("psychosis_history: {on: 2026-11-01}", INVALID, "AN0102"),
        ("psychosis_history: {}", INVALID, "AN0102"),
        ("psychosis_history: {value: yes, onn: 2026-11-01}", INVALID, "AN0101"),
        ("psychosis_history: {value: {value: yes}}", INVALID, "AN0604"),
        ("psychosis_history: {value: yes, unit: mmHg}", INVALID, "AN0605"),
        ("systolic_bp: {value: 128, on: 2026-11-20, unit: mmHg}", "128", ""),
        ("systolic_bp: {value: 128, unit: kPa}", INVALID, "AN0605"),
        ("systolic_bp: {value: 128, on: 2026-11-24}", INVALID, "AN0608"),
        ("systolic_bp: {value: 128, on: yesterday}", INVALID, "AN0608"),
        ("systolic_bp: {value: 128, on: 2026-10-24}", "128", ""),
        ("systolic_bp: {value: 128, on: 2026-10-23}", r#"{"unknown":"stale"}"#, ""),
        ("systolic_bp: {value: 999, on: 2026-10-23}", INVALID, "AN0603"),
        ("weight_kg: {value: 70, on: 1999-01-01}", "70", ""),
    ];
    check(table);
}

/// Each line answers one question: the value expected behind its id, or nothing for a blank.
fn check(table: &[(&str, &str, &str)]) {
    for (written, expected, code) in table {
        let id = written.split(':').next().unwrap_or("");
        let expected = if expected.is_empty() { String::new() } else { format!("\"{id}\":{expected}") };
        let expected_codes: Vec<&str> = code.split_whitespace().collect();
        assert_eq!(answer(written), (expected, expected_codes), "{written}");
    }
}

#[test]
fn lists_answer_many_questions() {
    let table: &[(&str, &str, &str)] = &[
        ("mdq: [yes, null, 0]", r#""mdq.q1":true,"mdq.q3":false"#, ""),
        ("audit: {value: [2, 4], on: 2026-11-01}", r#""audit.q1":2,"audit.q2":4"#, ""),
        (
            "audit: {value: [2, 4], on: 2026-01-01}",
            r#""audit.q1":{"unknown":"stale"},"audit.q2":{"unknown":"stale"}"#,
            "",
        ),
        (
            "audit: {value: [{value: 2, on: 2026-11-01}, 4], on: 2026-01-01}",
            r#""audit.q1":2,"audit.q2":{"unknown":"stale"}"#,
            "",
        ),
        ("audit: [{unknown: declined}, 4]", r#""audit.q1":{"unknown":"declined"},"audit.q2":4"#, ""),
        ("audit: {unknown: declined}", r#""audit.q1":{"unknown":"declined"},"audit.q2":{"unknown":"declined"}"#, ""),
        ("audit: null", "", ""),
        ("audit: [3, 4]", r#""audit.q1":{"unknown":"invalid"},"audit.q2":4"#, "AN0602"),
        ("audit: [2]", r#""audit.q1":{"unknown":"invalid"},"audit.q2":{"unknown":"invalid"}"#, "AN0606"),
        ("audit: 6", r#""audit.q1":{"unknown":"invalid"},"audit.q2":{"unknown":"invalid"}"#, "AN0604"),
        ("audit: {q1: 2}", r#""audit.q1":{"unknown":"invalid"},"audit.q2":{"unknown":"invalid"}"#, "AN0604"),
        (
            "audit: {value: [2, 4], unit: points}",
            r#""audit.q1":{"unknown":"invalid"},"audit.q2":{"unknown":"invalid"}"#,
            "AN0605",
        ),
        ("{audit: [2, 4], audit.q1: 2}", r#""audit.q1":2,"audit.q2":4"#, ""),
        ("{audit: [null, 4], audit.q1: 2}", r#""audit.q1":2,"audit.q2":4"#, ""),
        ("{audit: [0, 4], audit.q1: 2}", r#""audit.q1":{"unknown":"conflict"},"audit.q2":4"#, "AN0609"),
        (
            "{audit.q1: {unknown: declined}, audit: [0, 4]}",
            r#""audit.q1":{"unknown":"conflict"},"audit.q2":4"#,
            "AN0609",
        ),
        ("antidepressant_trials: []", r#""antidepressant_trials":[]"#, ""),
        ("antidepressant_trials: null", "", ""),
        (
            "antidepressant_trials: [{}, {weeks: 10, drug: none}]",
            r#""antidepressant_trials":[{},{"drug":"none","weeks":10}]"#,
            "",
        ),
        (
            "antidepressant_trials: [{drug: null, weeks: {unknown: unsure}, daily_dose_mg: 1500 mg}]",
            r#""antidepressant_trials":[{"daily_dose_mg":1500,"weeks":{"unknown":"unsure"}}]"#,
            "",
        ),
        (
            "antidepressant_trials: [{weeks: -1}]",
            r#""antidepressant_trials":[{"weeks":{"unknown":"invalid"}}]"#,
            "AN0603",
        ),
        ("antidepressant_trials: [{week: 1}]", r#""antidepressant_trials":[{}]"#, "AN0601"),
        ("antidepressant_trials: {unknown: declined}", r#""antidepressant_trials":{"unknown":"declined"}"#, ""),
        (
            "antidepressant_trials: {value: [{weeks: 3}], on: 2020-01-01}",
            r#""antidepressant_trials":[{"weeks":3}]"#,
            "",
        ),
        ("antidepressant_trials: {drug: sertraline}", r#""antidepressant_trials":{"unknown":"invalid"}"#, "AN0604"),
        (
            "antidepressant_trials: [sertraline, {weeks: 2}]",
            r#""antidepressant_trials":{"unknown":"invalid"}"#,
            "AN0604",
        ),
        ("antidepressant_trials: sertraline", r#""antidepressant_trials":{"unknown":"invalid"}"#, "AN0604"),
        (
            "antidepressant_trials: [{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {weeks: 2}]",
            r#""antidepressant_trials":{"unknown":"invalid"}"#,
            "AN0606",
        ),
        ("psychosis_histroy: no", "", "AN0601"),
        ("phq9.total: 12", "", "AN0601"),
        ("antidepressant_trials.drug: sertraline", "", "AN0601"),
    ];
    for (written, expected, code) in table {
        let (text, codes) = answer(written);
        assert_eq!((text.as_str(), codes), (*expected, code.split_whitespace().collect()), "{written}");
    }
}

#[test]
fn a_file_holds_one_applicant_or_many() {
    let pack = packs::kap();
    let table: &[(&str, &[(&str, &str)], &str)] = &[
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
