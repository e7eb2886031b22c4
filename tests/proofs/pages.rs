//! A proof as a reviewer reads it: a page and a JSON object, drawn from one made by hand with every kind of finding.

use anteroom::audit::{Checked, Example, Finding, Found, Outcome, PackName, Proof, Standing, Told};
use anteroom::language::{Safety, Screening};
use anteroom::render::{Style, proof};
use anteroom::value::Date;

fn told(question: &str, ask: &str, answer: &str) -> Told {
    Told { question: question.into(), ask: ask.into(), answer: answer.into() }
}

fn outcome(safety: Safety, screening: Screening) -> Outcome {
    Outcome { safety, screening }
}

/// An example whose other answers are ordinary; `answers` also stand in its file.
fn example(answers: &[(&str, &str, &str)], old: Outcome, new: Outcome) -> Example {
    let written = |answer: &str| if answer == "left blank" { "~".to_owned() } else { answer.to_owned() };
    let lines: String =
        answers.iter().map(|(question, _, answer)| format!("  {question}: {}\n", written(answer))).collect();
    Example {
        answers: answers.iter().map(|(question, ask, answer)| told(question, ask, answer)).collect(),
        rest: "as an applicant without any concern gives them".into(),
        applicant: format!("applicant: made-up\nas_of: 2026-11-23\nanswers:\n{lines}"),
        old,
        new,
    }
}

fn checked(id: &str, says: &str, of: &'static str, subjects: usize, results: Vec<(&str, Standing)>) -> Checked {
    let found = |(subject, what): (&str, Standing)| Found { subject: subject.into(), what };
    Checked {
        id: id.into(),
        says: says.into(),
        because: None,
        of,
        subjects,
        results: results.into_iter().map(found).collect(),
    }
}

fn made_by_hand() -> Proof {
    let clear = outcome(Safety::None, Screening::Clear);
    let same_day = outcome(Safety::SameDay, Screening::Clear);
    let plan = example(
        &[("cssrs.q2", "thoughts of ending one's life", "yes"), ("cssrs.q5", "a plan and intent", "yes")],
        same_day,
        same_day,
    );
    let blank = example(
        &[("heart_failure", "Do you have heart failure?", "left blank")],
        outcome(Safety::None, Screening::Hold),
        clear,
    );
    let redundant = Standing::Noted { says: "met whenever `depression.long-episode` is met".into() };
    let budget = Standing::GaveUp { says: "200,000 steps were not enough to compare the two totals".into() };
    let refuted =
        |says: &str, example: &Example| Standing::Refuted { says: says.into(), example: Some(example.clone()) };
    let mut high_risk = checked(
        "suicide.high-risk-is-immediate",
        "Every high-risk answer of the Columbia screener raises the safety axis to immediate.",
        "",
        1,
        vec![("suicide.high-risk-is-immediate", refuted("safety is only \"same day\"", &plan))],
    );
    high_risk.because = Some("The Columbia triage calls these answers high risk.".into());
    Proof {
        pack: PackName {
            id: "kap".into(),
            version: "1.0.0".into(),
            title: String::new(),
            digest: format!("sha256:{}", "0123456789abcdef".repeat(4)),
            place: "rules/kap".into(),
        },
        as_of: Date::parse("2026-11-23").expect("a date"),
        properties: vec![
            checked("built-in.never-met", "No rule can never be met.", "rule", 83, vec![]),
            checked(
                "built-in.redundant",
                "No rule is implied by another of the same effect.",
                "rule",
                83,
                vec![("depression.further-steps", redundant), ("trauma.possible", budget)],
            ),
            checked(
                "built-in.blank-is-never-milder",
                "A blank in place of an answer never makes an outcome milder.",
                "answer",
                159,
                vec![
                    ("heart_failure", refuted("with a blank the application is no longer paused", &blank)),
                    ("sex_at_birth", Standing::Disagrees { says: "the proof expects \"hold\"".into(), example: blank }),
                ],
            ),
            high_risk,
        ],
    }
}

#[test]
fn a_page_tells_what_is_not_proved_and_shows_it() {
    insta::assert_snapshot!("page", proof::text(&made_by_hand(), Style::PLAIN));
}

#[test]
fn json_holds_every_example_as_a_file() {
    insta::assert_snapshot!("json", proof::json(&made_by_hand()));
}

#[test]
fn where_all_is_proved_the_page_says_so() {
    let mut proof = made_by_hand();
    proof.properties.truncate(1);
    assert_eq!(proof.finding(), Finding::Proved);
    let page = proof::text(&proof, Style::PLAIN);
    assert!(page.ends_with("✓ built-in.never-met   proved for 83 rules\n\n1 property: all proved\n"), "{page}");
    assert_eq!(made_by_hand().finding(), Finding::Disagrees);
}
