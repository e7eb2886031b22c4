//! Faults planted one at a time in the KAP pack: each is told, in the right direction, and every example is really decided so.

use std::collections::BTreeMap;

use anteroom::answers::Reader;
use anteroom::audit::{self, Cause, Change, Direction, Example, Outcome, Shift, Side, Verdict};
use anteroom::explain::{Decision, Screening};
use anteroom::pack::Pack;
use anteroom::program::{self, Program};
use anteroom::text::Sources;
use anteroom::value::{Date, Truth};

use crate::support;
use crate::support::changes::kap_with;

/// An edit of one file of the pack, and what it does.
#[derive(Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    fault: String,
    file: String,
    was: String,
    is: String,
    /// Every rule that is found differently by somebody.
    rules: BTreeMap<String, Way>,
    #[serde(default)]
    safety: Way,
    #[serde(default)]
    screening: Way,
    /// Words of the section on the questionnaire.
    #[serde(default)]
    questions: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Way {
    #[default]
    Equal,
    Stricter,
    Milder,
    Both,
}

impl Way {
    fn of(verdict: &Verdict) -> Result<Self, String> {
        match verdict {
            Verdict::Equal => Ok(Self::Equal),
            Verdict::Stricter => Ok(Self::Stricter),
            Verdict::Milder => Ok(Self::Milder),
            Verdict::BothWays => Ok(Self::Both),
            Verdict::GaveUp(why) => Err(why.clone()),
        }
    }
}

fn faults() -> Vec<Fault> {
    let text = std::fs::read_to_string(support::root().join("fixtures/changes/planted.yaml")).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// A pack at work on made-up applicants.
struct Clinic<'a> {
    pack: &'a Pack,
    program: &'a Program,
}

impl Clinic<'_> {
    fn decide(&self, applicant: &str) -> Decision {
        let mut sources = Sources::default();
        let file = sources.add("example.yaml", applicant.to_owned());
        let read = Reader::new(self.pack, &self.program.layout).yaml(file, applicant, None);
        let mut decisions = Screening::new(self.pack, self.program).decide(&read.sheets);
        assert_eq!(decisions.len(), 1, "{applicant}");
        decisions.remove(0)
    }

    /// What a shift calls the state of a rule. Of a suggestion nobody is told whether it is open.
    fn state(&self, rule: &str, decision: &Decision) -> String {
        let Some(of) = self.pack.rules.iter().find(|of| of.id == rule) else { return "no such rule".to_owned() };
        let found = decision.findings.iter().find(|finding| finding.rule == rule);
        let status = match decision.indications.iter().find(|indication| indication.rule == rule) {
            Some(indication) => indication.status,
            None if decision.support.iter().any(|suggested| suggested.rule == rule) => Truth::Yes,
            None => found.map_or(Truth::No, |finding| finding.status),
        };
        let levels = ["incomplete", "review"].map(|level| found.is_some_and(|finding| finding.raises == level));
        match (status, levels, of.kind) {
            (Truth::No, _, anteroom::language::Kind::Support) => "not met or unknown",
            (Truth::Yes, ..) => "met",
            (Truth::No, ..) => "not met",
            (Truth::Unknown, [_, true], _) => "unknown, declined or unsure",
            (Truth::Unknown, ..) => "unknown",
        }
        .to_owned()
    }
}

fn is_so(told: &str, found: &str) -> bool {
    match found {
        "not met or unknown" => told == "not met" || told == "unknown",
        "unknown, declined or unsure" => told.starts_with("unknown"),
        found => told == found,
    }
}

/// What is wrong with an example, by the two packs themselves.
fn faults_of(shift: &Shift, rule: Option<&str>, [old, new]: &[Clinic; 2]) -> Vec<String> {
    let Example { applicant, old: claimed_old, new: claimed_new, .. } = &shift.example;
    let mut wrong = Vec::new();
    let (before, after) = (old.decide(applicant), new.decide(applicant));
    for (claimed, decision) in [(claimed_old, &before), (claimed_new, &after)] {
        let is = Outcome { safety: decision.safety, screening: decision.screening };
        if is != *claimed {
            wrong.push(format!("decided {is:?}, told {claimed:?}"));
        }
    }
    let states = match rule {
        Some(rule) => [old.state(rule, &before), new.state(rule, &after)],
        None => return wrong,
    };
    if !is_so(&shift.from, &states[0]) || !is_so(&shift.to, &states[1]) {
        wrong.push(format!("found {} → {}, told {} → {}", states[0], states[1], shift.from, shift.to));
    }
    wrong
}

/// What is wrong with the levels that a shift of an axis names.
fn level_faults(shift: &Shift, old: usize, new: usize, names: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    if (names[old], names[new]) != (shift.from.as_str(), shift.to.as_str()) {
        wrong.push(format!("decided {} → {}, told {} → {}", names[old], names[new], shift.from, shift.to));
    }
    let direction = if new > old { Direction::Stricter } else { Direction::Milder };
    if direction != shift.direction {
        wrong.push(format!("{:?} and told {:?}", direction, shift.direction));
    }
    wrong
}

const SAFETY: [&str; 3] = ["No safety concern", "Safety: same day", "Safety: act now"];
const SCREENING: [&str; 4] =
    ["Ready to book evaluation", "Needs information", "For a clinician", "Paused: a clinician must decide"];

/// What a change says that is not so, or does not say.
fn wrong(fault: &Fault, change: &Change, packs: &[Clinic; 2]) -> Vec<String> {
    let mut wrong: Vec<String> = change.faults.iter().map(|fault| format!("a fault of the program: {fault}")).collect();
    let mut ways = BTreeMap::new();
    for rule in &change.rules {
        match Way::of(&rule.verdict) {
            Ok(Way::Equal) => {}
            Ok(way) => drop(ways.insert(rule.rule.clone(), way)),
            Err(why) => wrong.push(format!("{}: {why}", rule.rule)),
        }
        if matches!(&rule.cause, Cause::Through(parts) if parts.is_empty()) {
            wrong.push(format!("{}: nothing says why", rule.rule));
        }
        for shift in &rule.shifts {
            let faults = faults_of(shift, Some(&rule.rule), packs);
            wrong.extend(faults.into_iter().map(|fault| format!("{}: {fault}\n{}", rule.rule, shift.example.applicant)));
        }
    }
    if ways != fault.rules {
        wrong.push(format!("rules {ways:?}, expected {:?}", fault.rules));
    }
    for (name, axis, expected) in
        [("safety", &change.safety, fault.safety), ("screening", &change.screening, fault.screening)]
    {
        match Way::of(&axis.verdict) {
            Ok(way) if way == expected => {}
            other => wrong.push(format!("{name} {other:?}, expected {expected:?}")),
        }
        for shift in &axis.shifts {
            let Outcome { safety: before, screening: from } = shift.example.old;
            let Outcome { safety: after, screening: to } = shift.example.new;
            let mut faults = faults_of(shift, None, packs);
            faults.extend(match name {
                "safety" => level_faults(shift, before as usize, after as usize, &SAFETY),
                _ => level_faults(shift, from as usize, to as usize, &SCREENING),
            });
            wrong.extend(faults.into_iter().map(|fault| format!("{name}: {fault}\n{}", shift.example.applicant)));
        }
    }
    for words in &fault.questions {
        if !change.questions.iter().any(|question| question.what.contains(words.as_str())) {
            wrong.push(format!("no question {words:?} in {:?}", change.questions));
        }
    }
    if fault.questions.is_empty() != change.questions.is_empty() {
        wrong.push(format!("questions {:?}", change.questions));
    }
    if !change.moves_decisions() {
        wrong.push("nothing is said to change".to_owned());
    }
    wrong
}

#[test]
fn every_planted_fault_is_told() {
    let (old, old_program) = support::kap();
    let as_of = Date::parse("2026-11-23").unwrap();
    let mut told = Vec::new();
    let only = std::env::var("FAULT").unwrap_or_default();
    for fault in faults().into_iter().filter(|f| f.fault.contains(&only)) {
        let text = std::fs::read_to_string(support::root().join("rules/kap").join(&fault.file)).unwrap();
        let count = text.matches(&fault.was).count();
        if count != 1 {
            told.push(format!("{}: {} holds it {count} times", fault.fault, fault.file));
            continue;
        }
        let new = kap_with(&[(&fault.file, &fault.was, &fault.is)]);
        let new_program = program::from_pack(&new).unwrap();
        let side = |pack, program| Side { pack, program, place: "" };
        let start = std::time::Instant::now();
        let change = audit::compare(side(old, old_program), side(&new, &new_program), as_of);
        println!("{:?} {}", start.elapsed(), fault.fault);
        let packs = [Clinic { pack: old, program: old_program }, Clinic { pack: &new, program: &new_program }];
        let wrong = wrong(&fault, &change, &packs);
        println!("{:?} {}", start.elapsed(), fault.fault);
        if !wrong.is_empty() {
            told.push(format!("{}:\n  {}", fault.fault, wrong.join("\n  ")));
        }
    }
    assert!(told.is_empty(), "{} wrong\n{}", told.len(), told.join("\n"));
}
