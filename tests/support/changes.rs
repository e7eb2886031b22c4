//! A change as a clinic may make one: the KAP pack with a stricter blood pressure, a milder trauma rule and a shorter range.

use anteroom::audit::{
    self, Axis, Cause, Change, Cohort, Direction, Example, Moved, Outcome, PackName, RuleChange, Shift, Told, Unread,
    Verdict,
};
use anteroom::language::{Safety, Screening};
use anteroom::pack::Pack;
use anteroom::value::Date;

use super::{kap, pack_files, pack_of};

/// The files of the KAP pack, with texts replaced: file, what stands there, what is to stand there.
pub fn edited(edits: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let mut all = pack_files("kap");
    for (path, from, to) in edits {
        let (_, text) = all.iter_mut().find(|(name, _)| name == path).unwrap_or_else(|| panic!("no file {path}"));
        assert!(text.contains(from), "{path} holds no {from:?}");
        *text = text.replacen(from, to, 1);
    }
    all
}

/// The KAP pack with texts replaced.
pub fn kap_with(edits: &[(&str, &str, &str)]) -> Pack {
    let (pack, diagnostics, _) = pack_of(&edited(edits));
    let wrong: Vec<&str> = diagnostics.iter().filter(|d| d.is_error()).map(|d| d.message.as_str()).collect();
    pack.unwrap_or_else(|| panic!("{wrong:?}"))
}

/// The edits of the change below.
pub const EDITS: [(&str, &str, &str); 5] = [
    ("pack.yaml", "version: 1.0.0", "version: 1.1.0"),
    (
        "pack.yaml",
        "about: systolic blood pressure at or above which a clinician must decide first\n    is: 160",
        "about: systolic blood pressure at or above which a clinician must decide first\n    is: 150",
    ),
    (
        "rules/trauma.yaml",
        "    title: Trauma within the last month\n    kind: caution\n    raises: review",
        "    title: Trauma within the last month\n    kind: caution\n    raises: note",
    ),
    ("questionnaire.yaml", "min: 50\n        max: 300", "min: 50\n        max: 260"),
    ("questionnaire.yaml", "label: \"I am, and somebody helps me\"", "label: \"I am, with somebody's help\""),
];

pub const PRESSURE: &str = "cardiovascular.blood-pressure-hold";
pub const RAISED: &str = "cardiovascular.blood-pressure-raised";
pub const RECENT: &str = "trauma.too-recent";

fn outcome(screening: Screening) -> Outcome {
    Outcome { safety: Safety::None, screening }
}

fn example(question: &str, answer: &str, old: Screening, new: Screening) -> Example {
    let (pack, _) = kap();
    let ask = pack.questions.iter().find(|q| q.id == question).map(|q| q.ask.clone()).expect("a question");
    Example {
        answers: vec![Told { question: question.to_owned(), ask, answer: answer.to_owned() }],
        rest: "those of an applicant with one indication and no listed concern".to_owned(),
        applicant: format!("applicant: W-1\nas_of: 2026-11-23\nanswers:\n  {question}: {answer}\n"),
        old: outcome(old),
        new: outcome(new),
    }
}

fn shift(direction: Direction, from: &str, to: &str, region: &str, example: Example) -> Shift {
    Shift {
        direction,
        from: from.to_owned(),
        to: to.to_owned(),
        regions: vec![region.to_owned()],
        complete: true,
        example,
    }
}

fn rule(old: &Pack, new: &Pack, id: &str, cause: Cause, verdict: Verdict, shifts: Vec<Shift>) -> RuleChange {
    let find = |pack: &Pack| pack.rules.iter().find(|rule| rule.id == id).cloned().expect("a rule");
    let (before, after) = (find(old), find(new));
    RuleChange {
        rule: id.to_owned(),
        title: after.title.clone(),
        kind: after.kind,
        raises: after.raises.clone(),
        cause,
        verdict,
        when: audit::when(new, &after),
        said: audit::said(Some((old, &before)), Some((new, &after))),
        shifts,
    }
}

/// What `compare` would find, written by hand: pages are read without waiting for a proof.
pub fn realistic() -> Change {
    use Screening::{Clear, Hold, Review};
    let (old, _) = kap();
    let new = &kap_with(&EDITS);
    let name = |pack: &Pack, place: &str| PackName {
        id: pack.id.clone(),
        version: pack.version.clone(),
        title: pack.title.clone(),
        digest: pack.digest.clone(),
        place: place.to_owned(),
    };
    let written = audit::written(old, new);
    let through = || Cause::Through(vec!["parameter bp_systolic_hold".to_owned()]);
    let pressure = "\"Blood pressure, upper number, sitting, from the last 30 days\" is 150 to 159";
    let high = |from: &str, to: &str, old, new| {
        shift(Direction::Stricter, from, to, pressure, example("systolic_bp", "150", old, new))
    };
    let recent = "\"Did something very frightening or violent happen to you in the last month?\" is answered yes";
    let moved = |applicant: &str, old, new, rules: &[&str]| Moved {
        applicant: applicant.to_owned(),
        as_of: Date::parse("2026-10-02").expect("a date"),
        old: outcome(old),
        new: outcome(new),
        rules: rules.iter().map(|rule| (*rule).to_owned()).collect(),
        answers: Vec::new(),
    };
    Change {
        old: name(old, "main (1a2b3c4d5e6f):rules/kap"),
        new: name(new, "rules/kap"),
        as_of: Date::parse("2026-11-23").expect("a date"),
        questions: audit::questions(old, new, &written),
        rules: vec![
            rule(old, new, PRESSURE, through(), Verdict::Stricter, vec![high("not met", "met", Clear, Hold)]),
            rule(
                old,
                new,
                RAISED,
                through(),
                Verdict::GaveUp("the budget of 2 seconds ran out".to_owned()),
                Vec::new(),
            ),
            rule(
                old,
                new,
                RECENT,
                Cause::Text,
                Verdict::Milder,
                vec![shift(
                    Direction::Milder,
                    "met, raises review",
                    "met, raises note",
                    recent,
                    example("trauma_last_month", "yes", Review, Clear),
                )],
            ),
        ],
        untouched: new.rules.len() - 3,
        safety: Axis { verdict: Verdict::Equal, shifts: Vec::new() },
        screening: Axis {
            verdict: Verdict::BothWays,
            shifts: vec![
                high("Ready to book evaluation", "Paused: a clinician must decide", Clear, Hold),
                shift(
                    Direction::Milder,
                    "For a clinician",
                    "Ready to book evaluation",
                    &format!("{recent}, and nothing else raises review"),
                    example("trauma_last_month", "yes", Review, Clear),
                ),
            ],
        },
        fixtures: None,
        every_text: true,
        faults: vec![],
        cohort: Some(Cohort {
            name: "last-90-days.ndjson".to_owned(),
            applicants: 402,
            unread_old: Unread::default(),
            unread_new: Unread { applicants: 1, answers: 1 },
            safety: [[398, 0, 0], [0, 3, 0], [0, 0, 1]],
            screening: [[170, 0, 0, 2], [0, 61, 0, 0], [1, 0, 117, 2], [0, 0, 0, 49]],
            stirred: 4,
            moved: vec![
                moved("A-1733", Review, Hold, &[PRESSURE, RAISED]),
                moved("A-1790", Clear, Hold, &[PRESSURE]),
                moved("A-1802", Review, Clear, &[RECENT]),
                moved("A-1811", Review, Hold, &[PRESSURE]),
                moved("A-1846", Clear, Hold, &[PRESSURE, RAISED]),
            ],
        }),
        written,
    }
}
