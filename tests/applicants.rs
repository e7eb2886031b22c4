//! Every applicant of `fixtures/applicants` gets the decision it expects.

use anteroom::answers::{Reader, Sheet};
use anteroom::explain::{Decision, Screening};
use anteroom::text::Sources;
use anteroom::value::Truth;

use crate::support;

/// What a fixture expects, as it wrote it.
#[derive(serde::Deserialize)]
struct Fixture {
    about: String,
    expect: Expect,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    safety: String,
    screening: String,
    met: Vec<String>,
    #[serde(default)]
    unknown: Vec<String>,
}

fn fixtures() -> Vec<(String, Fixture, Sheet)> {
    let (pack, program) = support::kap();
    let reader = Reader::new(pack, &program.layout);
    let mut sources = Sources::default();
    let mut read = Vec::new();
    for (name, text) in support::files(&support::root().join("fixtures/applicants")) {
        let file = sources.add(name.clone(), text.clone());
        let json = name.ends_with(".json");
        let sheets = if json { reader.json(file, &text, None) } else { reader.yaml(file, &text, None) };
        let fixture: Fixture = serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(sheets.diagnostics.is_empty(), "{name}: {:?}", sheets.diagnostics);
        for sheet in sheets.sheets {
            read.push((
                name.clone(),
                Fixture { about: fixture.about.clone(), expect: Expect { ..fixture.expect_clone() } },
                sheet,
            ));
        }
    }
    read
}

impl Fixture {
    fn expect_clone(&self) -> Expect {
        Expect {
            safety: self.expect.safety.clone(),
            screening: self.expect.screening.clone(),
            met: self.expect.met.clone(),
            unknown: self.expect.unknown.clone(),
        }
    }
}

/// Rules with a status, support suggestions included.
fn rules(decision: &Decision, status: Truth) -> Vec<String> {
    let mut rules: Vec<String> =
        decision.findings.iter().filter(|f| f.status == status).map(|f| f.rule.clone()).collect();
    if status == Truth::Yes {
        rules.extend(decision.support.iter().map(|s| s.rule.clone()));
    }
    rules.sort();
    rules
}

#[test]
fn decisions_are_as_expected() {
    let (pack, program) = support::kap();
    let mut wrong = Vec::new();
    for (name, fixture, sheet) in fixtures() {
        let decisions = Screening::new(pack, program).decide(std::slice::from_ref(&sheet));
        let decision = decisions.first().expect("one sheet, one decision");
        let got = (decision.safety.name(), decision.screening.name());
        let expected = (fixture.expect.safety.as_str(), fixture.expect.screening.as_str());
        let mut faults = Vec::new();
        if got != expected {
            faults.push(format!("decided {got:?}, expected {expected:?}"));
        }
        let met = rules(decision, Truth::Yes);
        let mut wanted = fixture.expect.met.clone();
        wanted.sort();
        let missing: Vec<_> = wanted.iter().filter(|r| !met.contains(r)).collect();
        let extra: Vec<_> = met.iter().filter(|r| !wanted.contains(r) && *r != "answers.unreadable").collect();
        if !missing.is_empty() || !extra.is_empty() {
            faults.push(format!("not met: {missing:?}; met besides: {extra:?}"));
        }
        let unknown = rules(decision, Truth::Unknown);
        let known: Vec<_> = fixture.expect.unknown.iter().filter(|r| !unknown.contains(r)).collect();
        if !known.is_empty() {
            faults.push(format!("not unknown: {known:?}"));
        }
        if !faults.is_empty() {
            wrong.push(format!("{name} ({})\n    {}", fixture.about, faults.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
