//! What each form of an answer reads as, one line each.

use super::{codes, one, packs, yaml};
use crate::answers::{Layout, canonical};

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
