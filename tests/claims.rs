//! The properties of the KAP pack against the evaluator: none is refuted by a shipped or a random applicant, each speaks of
//! some, and each notices the fault it is there for.

use anteroom::answers::{Reader, Sheet};
use anteroom::language::{Kind, Raises};
use anteroom::pack::{Pack, Rule};
use anteroom::text::Sources;

use crate::support;
use crate::support::claims::{Judge, Stands};
use crate::support::draw::Draw;
use crate::support::sheets::{self, Manner};

/// The applicants of `fixtures/applicants`, and what they become when a few answers are drawn again.
fn applicants(judge: &Judge) -> Vec<Sheet> {
    let mut sources = Sources::default();
    let reader = Reader::new(&judge.pack, judge.layout());
    let mut all = Vec::new();
    for (name, text) in support::files(&support::root().join("fixtures/applicants")) {
        let file = sources.add(name.clone(), text.clone());
        let read =
            if name.ends_with(".json") { reader.json(file, &text, None) } else { reader.yaml(file, &text, None) };
        all.extend(read.sheets);
    }
    let mut draw = Draw::seeded(1);
    let shipped = all.len();
    for at in 0..shipped * 20 {
        let mut sheet = all[at % shipped].clone();
        let other = sheets::random(&judge.pack, judge.layout(), Manner { unknown: 30, open_texts: 20 }, &mut draw);
        let answers: Vec<_> = other.answers.into_iter().filter(|_| draw.chance(5)).collect();
        sheet.answers.extend(answers);
        all.push(sheet);
    }
    all
}

fn worst(judge: &Judge, applicants: &[Sheet]) -> Vec<Stands> {
    let mut worst = vec![Stands::Aside; judge.pack.properties.len()];
    for stands in judge.judge(applicants) {
        worst.iter_mut().zip(stands).for_each(|(worst, stands)| *worst = (*worst).max(stands));
    }
    worst
}

#[test]
fn no_applicant_refutes_a_property_and_each_speaks_of_some() {
    let judge = Judge::of(support::kap().0.clone());
    let worst = worst(&judge, &applicants(&judge));
    assert!(worst.len() >= 8, "{} properties", worst.len());
    for (property, worst) in judge.pack.properties.iter().zip(worst) {
        assert_eq!(worst, Stands::Holds, "{}", property.id);
    }
}

/// What goes wrong with a rule.
type Fault = fn(&mut Rule);

/// A property, and a fault it is there to notice: the rules that go wrong, and how.
const FAULTS: &[(&str, &[&str], Fault)] = &[
    ("suicide.high-risk-is-immediate", &["suicide.immediate"], |rule| rule.raises = Some(Raises::SameDay)),
    ("suicide.any-sign-is-same-day", &["suicide.ideation"], |rule| rule.raises = Some(Raises::Note)),
    ("suicide.any-sign-is-same-day", &["suicide.free-text"], |rule| rule.raises = Some(Raises::Note)),
    ("suicide.blank-is-same-day", &["suicide.immediate", "suicide.same-day", "suicide.ideation"], |rule| {
        rule.unknown_incomplete = true;
    }),
    ("safety.hypertensive-crisis-is-immediate", &["safety.hypertensive-emergency"], |rule| {
        rule.raises = Some(Raises::SameDay);
    }),
    ("cardiovascular.hold-limit-is-a-hold", &["cardiovascular.blood-pressure-hold"], mild),
    ("psychosis.now-is-a-hold", &["psychosis.current"], mild),
    ("pregnancy.yes-is-a-hold", &["pregnancy.pregnant"], mild),
    ("age.under-18-is-a-hold", &["age.minor"], mild),
    ("medicine.maoi-needs-judgement", &["medicine.maoi"], |rule| rule.raises = Some(Raises::Note)),
    ("consent.withheld-is-never-clear", &["consent.missing"], |rule| rule.raises = Some(Raises::Note)),
    (
        "outcome.ready-means-an-indication",
        &["depression.treatment-resistant", "anxiety.treatment-resistant", "trauma.active"],
        |rule| (rule.kind, rule.raises) = (Kind::Caution, Some(Raises::Note)),
    ),
    ("outcome.paused-by-a-stopping-rule", &["pregnancy.possible"], |rule| rule.raises = Some(Raises::Hold)),
];

fn mild(rule: &mut Rule) {
    rule.raises = Some(Raises::Review);
}

#[test]
fn each_property_notices_the_fault_it_is_there_for() {
    let sound = &support::kap().0;
    let applicants = applicants(&Judge::of(sound.clone()));
    let mut noticed = Vec::new();
    for (property, rules, fault) in FAULTS {
        let mut pack: Pack = sound.clone();
        let broken = pack.rules.iter_mut().filter(|rule| rules.contains(&rule.id.as_str()));
        assert_eq!(broken.map(fault).count(), rules.len(), "{rules:?}");
        let judge = Judge::of(pack);
        let at = judge.pack.properties.iter().position(|p| p.id == *property).expect("a property of the pack");
        assert_eq!(worst(&judge, &applicants)[at], Stands::Refuted, "{property}: {rules:?}");
        noticed.push(*property);
    }
    for property in &sound.properties {
        assert!(noticed.contains(&property.id.as_str()), "no fault is planted for {}", property.id);
    }
}
