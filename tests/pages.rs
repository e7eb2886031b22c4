//! The pages of a decision: what a coordinator and a clinician read, and the JSON that programs read.

use anteroom::answers::{Reader, Sheet};
use anteroom::explain::{Decision, Screening};
use anteroom::render::{self, Private, Style};
use anteroom::text::Sources;

use crate::support;

fn sheets() -> Vec<(String, Sheet)> {
    let (pack, program) = support::kap();
    let reader = Reader::new(pack, &program.layout);
    let mut sources = Sources::default();
    let mut sheets = Vec::new();
    for (name, text) in support::files(&support::root().join("fixtures/applicants")) {
        let file = sources.add(name.clone(), "");
        let read =
            if name.ends_with(".json") { reader.json(file, &text, None) } else { reader.yaml(file, &text, None) };
        sheets.extend(read.sheets.into_iter().map(|sheet| (name.clone(), sheet)));
    }
    sheets
}

fn decisions() -> Vec<(String, Decision)> {
    let (pack, program) = support::kap();
    let (names, sheets): (Vec<String>, Vec<Sheet>) = sheets().into_iter().unzip();
    names.into_iter().zip(Screening::new(pack, program).decide(&sheets)).collect()
}

fn decision(name: &str) -> Decision {
    decisions().into_iter().find(|(file, _)| file == name).map(|(_, decision)| decision).expect("a fixture")
}

#[test]
fn every_decision_is_as_its_schema_says() {
    let (pack, _) = support::kap();
    let schema: serde_json::Value = serde_json::from_str(render::json::SCHEMA).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for (name, decision) in decisions() {
        for private in [Private::Withheld, Private::Shown] {
            let json = render::json::line(pack, &decision, private);
            let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
            let faults: Vec<String> =
                validator.iter_errors(&json).map(|error| format!("{} at {}", error, error.instance_path())).collect();
            assert!(faults.is_empty(), "{name}: {}", faults.join("\n"));
        }
    }
    let mut wrong: serde_json::Value =
        serde_json::from_str(&render::json::line(pack, &decision("clean-treatment-resistant.yaml"), Private::Withheld))
            .expect("JSON");
    wrong["score"] = 1.into();
    assert!(!validator.is_valid(&wrong), "the schema is strict");
}

#[test]
fn the_keys_stand_in_the_order_of_the_contract() {
    let (pack, _) = support::kap();
    let json = render::json::line(pack, &decision("hold-and-blanks-and-review.yaml"), Private::Withheld);
    let keys = [
        "schema",
        "applicant",
        "as_of",
        "pack",
        "answers",
        "engine",
        "safety",
        "screening",
        "indications",
        "findings",
        "missing",
        "support",
        "contradictions",
    ];
    let places: Vec<Option<usize>> = keys.iter().map(|key| json.find(&format!("\"{key}\":"))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
}

#[test]
fn numbers_keep_their_digits() {
    let (pack, _) = support::kap();
    let mut seen = 0;
    for (name, decision) in decisions() {
        let json = render::json::line(pack, &decision, Private::Withheld);
        let Some((_, rest)) = json.split_once("\"question\":\"weight_kg\",\"value\":") else { continue };
        let digits: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        let text = std::fs::read_to_string(support::root().join("fixtures/applicants").join(&name)).expect("a file");
        assert!(text.contains(&format!("weight_kg: {digits}\n")), "{name}: {digits}");
        seen += usize::from(digits.contains('.'));
    }
    assert!(seen > 0, "a fixture shows a weight with a point");
}

/// Words that a coordinator never reads from us. The clinic's own questions and instructions are its words.
#[test]
fn a_coordinator_reads_plain_words() {
    const NEVER: [&str; 13] = [
        "unknown",
        "predicate",
        "contraindication",
        "false",
        "true",
        "eligible",
        "ineligible",
        "denied",
        "deny",
        "rejected",
        "safe",
        "unsafe",
        "declined",
    ];
    let (pack, _) = support::kap();
    for (name, decision) in decisions() {
        let mut page = render::coordinator(pack, &decision, Style { colour: false, width: 10_000 });
        let mut own: Vec<&str> = pack.questions.iter().map(|q| q.ask.as_str()).collect();
        own.extend(pack.rules.iter().flat_map(|r| [Some(r.title.as_str()), r.coordinator.as_deref()]).flatten());
        own.sort_by_key(|words| std::cmp::Reverse(words.len()));
        for words in own {
            page = page.replace(words, "");
        }
        let words: Vec<String> = page.to_lowercase().split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect();
        for never in NEVER {
            assert!(!words.iter().any(|word| word == never), "{name}: {never}\n{page}");
        }
        for rule in &pack.rules {
            assert!(!page.contains(&rule.id), "{name}: {}", rule.id);
        }
    }
}

#[test]
fn nobody_is_called_safe_or_eligible() {
    let (pack, _) = support::kap();
    let decision = decision("clean-treatment-resistant.yaml");
    let page = render::clinician(pack, &decision, Style::PLAIN, Private::Withheld);
    assert!(page.contains("No listed concern found"), "{page}");
    for never in ["eligible", " safe", "approved", "cleared"] {
        assert!(!page.contains(never), "{never}");
    }
}

#[test]
fn the_readme_applicants_for_both_readers() {
    let (pack, _) = support::kap();
    for name in ["clean-treatment-resistant", "treatment-resistant-with-blanks", "suicide-safety-positive"] {
        let decision = decision(&format!("{name}.yaml"));
        let coordinator = render::coordinator(pack, &decision, Style::PLAIN);
        let clinician = render::clinician(pack, &decision, Style::PLAIN, Private::Withheld);
        for page in [&coordinator, &clinician] {
            let is_wide = |line: &&str| line.chars().count() > 80;
            assert_eq!(page.lines().find(is_wide), None);
        }
        // The digest changes with every edit of the pack and is held by its own test.
        let steady = |page: String| page.replace(&pack.digest, "sha256:…").replace(&pack.digest[..19], "sha256:");
        insta::assert_snapshot!(format!("{name}-coordinator"), steady(coordinator));
        insta::assert_snapshot!(format!("{name}-clinician"), steady(clinician));
    }
    let note = render::markdown(pack, &decision("suicide-safety-positive.yaml"), Private::Withheld);
    insta::assert_snapshot!("note", note.replace(&pack.digest, "sha256:…").replace(&pack.digest[..19], "sha256:"));
}
