//! What is a decision, and what is none.

use super::*;
use serde_json::json;

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
