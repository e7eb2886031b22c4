//! What is said of two decisions that are not the same.

use super::*;
use serde_json::json;

fn compared(was: serde_json::Value, is: serde_json::Value) -> Vec<String> {
    match compare(&was.to_string(), &[is.to_string()]) {
        Comparison::Different(differences) => {
            differences.into_iter().map(|difference| format!("{}: {:?}", difference.place, difference.what)).collect()
        }
        other => vec![format!("{other:?}")],
    }
}

#[test]
fn each_place_that_differs_is_named() {
    let was = json!({"safety": "none", "findings": [
        {"rule": "a", "status": "met", "evidence": [{"line": "x > 1", "values": [{"question": "x", "value": 2}]}]},
        {"rule": "b", "status": "met"},
        {"rule": "c", "status": "met"},
    ]});
    let is = json!({"safety": "same_day", "findings": [
        {"rule": "c", "status": "unknown"},
        {"rule": "a", "status": "met", "evidence": [{"line": "x > 1", "values": [{"question": "x", "value": 3}]}]},
        {"rule": "d", "status": "met"},
    ], "more": []});
    let places = compared(was, is);
    let expected = [
        r#"safety: Changed { was: "none", is: "same_day" }"#,
        "more: OnlyNow",
        "findings › b: OnlyThen",
        "findings › d: OnlyNow",
        r#"findings › c › status: Changed { was: "met", is: "unknown" }"#,
        r#"findings › a › evidence › x > 1 › values › x › value: Changed { was: "2", is: "3" }"#,
    ];
    assert_eq!(places, expected);
    let order = |rules: &[&str]| json!({"indications": rules.iter().map(|r| json!({"rule": r})).collect::<Vec<_>>()});
    assert_eq!(compared(order(&["a", "b"]), order(&["b", "a"])), ["indications: Order"]);
    assert_eq!(compared(json!({"s": [1, 2]}), json!({"s": [1]})), ["s › 2: OnlyThen"]);
}

#[test]
fn what_an_applicant_wrote_is_not_repeated() {
    let decision = |text: &str, born: &str| json!({"findings": [{"because": text, "values": [{"question": "birth_date", "value": born}], "text": text}]});
    let told = compared(decision("Quentin", "1992-04-02"), decision("Quinn", "1992-04-03"));
    assert!(told.iter().all(|told| told.ends_with(": Reworded")), "{told:?}");
    assert_eq!(told.len(), 3);
}

#[test]
fn the_nearest_form_counts_and_bytes_decide() {
    let one = json!({"a": 1, "b": 2});
    let (line, pretty) = (one.to_string(), format!("{one:#}"));
    for text in [&line, &pretty] {
        let same = compare(text, &[line.clone(), pretty.clone()]);
        assert_eq!(same, Comparison::Identical(Digest::of(text.as_bytes())));
    }
    assert_eq!(compare(&line.replace(':', ": "), &[line, pretty]), Comparison::Rewritten);
    let (far, near) = (json!({"a": 3, "b": 4}).to_string(), json!({"a": 3, "b": 2}).to_string());
    let nearest = compare(&one.to_string(), &[far, near]);
    assert!(matches!(nearest, Comparison::Different(differences) if differences.len() == 1));
}

#[test]
fn only_a_decision_of_this_schema_is_one() {
    let decision = json!({
        "schema": "anteroom.decision/1", "applicant": "A-1", "as_of": "2026-11-23",
        "pack": {"id": "kap", "version": "1.0.0", "digest": "sha256:1"}, "answers": "sha256:2", "engine": "0.1.0",
        "safety": "same_day", "screening": "hold",
        "indications": [{"rule": "i", "status": "not_met"}],
        "findings": [{"rule": "f", "status": "met", "raises": "hold", "title": "F", "more": 1}],
        "missing": [{"question": "q", "row": 1}, {"question": "q", "row": 2}],
        "support": [{"rule": "s"}], "contradictions": [], "added_later": true,
    });
    let recorded = Recorded::of(&decision.to_string()).expect("a decision");
    assert_eq!((recorded.applicant.as_str(), recorded.missing.as_slice()), ("A-1", &["q".to_owned()][..]));
    for (key, value) in [
        ("schema", json!("anteroom.decision/2")),
        ("as_of", json!("soon")),
        ("safety", json!("fine")),
        ("screening", json!("denied")),
        ("pack", json!("kap")),
        ("findings", json!(null)),
    ] {
        let mut wrong = decision.clone();
        wrong[key] = value;
        assert!(Recorded::of(&wrong.to_string()).is_err(), "{key}");
    }
    assert!(Recorded::of("[]").is_err());
}
