//! Every applicant of `fixtures/applicants` gets the decision it expects, and that decision stays as a reviewer read it.

#![allow(clippy::panic, reason = "a fixture that cannot be read ends the test with its name")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anteroom::answers::{Block, Reader, Sheet, Texts};
use anteroom::evaluate::{Axes, Decided, Evaluator};
use anteroom::explain::Screening;
use anteroom::render::{Private, json};
use anteroom::text::Sources;
use anteroom::value::Truth;

use crate::support;

/// Columns of a snapshot.
const WIDTH: usize = 180;

/// The indent of a finding's own `evidence`.
const OF_A_FINDING: usize = 6;

/// Drawn with all that lies beneath the facts; elsewhere a fact stands with its value alone.
const WHOLE: &[&str] = &[
    "anxiety-at-every-limit",
    "clean-treatment-resistant",
    "pcl5-low-total-cluster-met",
    "suicide-safety-positive",
    "treatment-resistant-with-blanks",
    "trial-dose-unsure",
    "undeclared-seven-hints",
];

/// What a fixture says besides its answers.
#[derive(serde::Deserialize)]
struct Fixture {
    about: String,
    expect: Expect,
}

/// Rules that stand in neither list are not met.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    safety: String,
    screening: String,
    met: Vec<String>,
    #[serde(default)]
    unknown: Vec<String>,
}

/// Every fixture by file name, with its applicant.
fn fixtures() -> Vec<(String, Fixture, Sheet)> {
    let (pack, program) = support::kap();
    let reader = Reader::new(pack, &program.layout);
    let mut sources = Sources::default();
    let mut read = Vec::new();
    for (name, text) in files() {
        let file = sources.add(name.clone(), text.clone());
        let sheets =
            if name.ends_with(".json") { reader.json(file, &text, None) } else { reader.yaml(file, &text, None) };
        assert!(sheets.diagnostics.is_empty(), "{name}: {:?}", sheets.diagnostics);
        let fixture: Fixture = serde_yaml::from_str(&text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let [sheet] = <[Sheet; 1]>::try_from(sheets.sheets).unwrap_or_else(|_| panic!("{name}: one applicant a file"));
        read.push((name, fixture, sheet));
    }
    read
}

fn files() -> Vec<(String, String)> {
    support::files(&support::root().join("fixtures/applicants"))
}

/// What the program says of one applicant, rule by rule: a decision shows only what is met or unknown.
fn decided(sheet: &Sheet) -> Decided {
    let (pack, program) = support::kap();
    let mut texts = Texts::default();
    let block = Block::from_sheets(pack, &program.layout, std::slice::from_ref(sheet), &mut texts);
    let mut evaluator = Evaluator::new(program);
    let table = evaluator.run(&block, &texts);
    let axes = Axes::of(program, table, &block, u64::from(!sheet.problems.is_empty()));
    Decided::of(program, table, &block, &axes, 0)
}

/// The rules with a truth, in the order of the pack.
fn rules(decided: &Decided, truth: Truth) -> Vec<&str> {
    let (pack, _) = support::kap();
    pack.rules.iter().zip(&decided.outcomes).filter(|(_, o)| o.truth == truth).map(|(r, _)| r.id.as_str()).collect()
}

/// What stands in one list and not in the other, with a word for it.
fn differences(what: &str, wanted: &[String], got: &[&str]) -> Vec<String> {
    let lacks = wanted.iter().filter(|rule| !got.contains(&rule.as_str())).map(|rule| format!("not {what}: {rule}"));
    let besides =
        got.iter().filter(|rule| !wanted.iter().any(|w| w == *rule)).map(|rule| format!("also {what}: {rule}"));
    lacks.chain(besides).collect()
}

#[test]
fn decisions_are_as_expected() {
    let mut wrong = Vec::new();
    for (name, Fixture { about, expect }, sheet) in fixtures() {
        let decided = decided(&sheet);
        let mut faults = Vec::new();
        let got = (decided.safety.name(), decided.screening.name());
        if got != (&expect.safety, &expect.screening) {
            faults.push(format!("decided {got:?}, expected {:?}", (expect.safety, expect.screening)));
        }
        faults.extend(differences("met", &expect.met, &rules(&decided, Truth::Yes)));
        faults.extend(differences("unknown", &expect.unknown, &rules(&decided, Truth::Unknown)));
        if !faults.is_empty() {
            wrong.push(format!("{name} ({about})\n    {}", faults.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn decisions_stay_as_they_were_read() {
    let (pack, program) = support::kap();
    let fixtures = fixtures();
    let sheets: Vec<Sheet> = fixtures.iter().map(|(_, _, sheet)| sheet.clone()).collect();
    let decisions = Screening::new(pack, program).decide(&sheets);
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("snapshots/applicants");
    for ((name, fixture, _), decision) in fixtures.iter().zip(&decisions) {
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        // What every edit of a rule and every release changes would change every file.
        let drawn = json::pretty(pack, decision, Private::Shown)
            .replace(&pack.digest, "[the pack's]")
            .replace(&format!(r#""version": "{}""#, pack.version), r#""version": "[the pack's]""#)
            .replace(&format!(r#""engine": "{}""#, env!("CARGO_PKG_VERSION")), r#""engine": "[its own]""#);
        let drawn = if WHOLE.contains(&stem) { drawn } else { without_evidence_of_facts(&drawn) };
        let drawn = folded(&drawn);
        settings.set_description(&fixture.about);
        settings.bind(|| insta::assert_snapshot!(stem, drawn));
    }
}

/// The same JSON without the evidence inside evidence.
fn without_evidence_of_facts(pretty: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut until = None;
    for line in pretty.lines() {
        let indent = line.len() - line.trim_start().len();
        if until.is_some_and(|end| end < indent) {
            continue;
        }
        if indent > OF_A_FINDING && line.ends_with("\"evidence\": [") {
            until = Some(indent);
            // Evidence is the last of a fact: the comma before it goes too.
            if let Some(before) = lines.last_mut() {
                *before = before.trim_end_matches(',');
            }
        } else if until.take().is_none() {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// The same JSON with what fits on a line on one line, so that a reviewer sees a finding at once.
fn folded(pretty: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut open = Vec::new();
    for line in pretty.lines() {
        lines.push(line.to_owned());
        if line.ends_with(['{', '[']) {
            open.push(lines.len() - 1);
        }
        let from = if line.trim_start().starts_with(['}', ']']) { open.pop() } else { None };
        if let Some((first, rest)) = from.and_then(|from| lines.get(from..)?.split_first()) {
            let rest: Vec<&str> = rest.iter().map(|line| line.trim_start()).collect();
            let short = format!("{first} {}", rest.join(" "));
            if short.chars().count() <= WIDTH {
                lines.truncate(lines.len() - 1 - rest.len());
                lines.push(short);
            }
        }
    }
    lines.join("\n")
}

/// A rule that no fixture meets, misses or leaves open is a rule whose reading nobody has checked.
#[test]
#[allow(clippy::print_stdout, clippy::disallowed_macros, reason = "the table is for whoever asks with --nocapture")]
fn every_rule_is_met_not_met_and_unknown() {
    let (pack, _) = support::kap();
    let mut counts: BTreeMap<&str, [usize; 3]> = pack.rules.iter().map(|rule| (rule.id.as_str(), [0; 3])).collect();
    for (_, _, sheet) in fixtures() {
        for (rule, outcome) in pack.rules.iter().zip(&decided(&sheet).outcomes) {
            let column = match outcome.truth {
                Truth::Yes => 0,
                Truth::No => 1,
                Truth::Unknown => 2,
            };
            if let Some(count) = counts.get_mut(rule.id.as_str()).and_then(|counts| counts.get_mut(column)) {
                *count += 1;
            }
        }
    }
    let mut table = format!("{:<45}{:>8}{:>8}{:>8}\n", "rule", "met", "not met", "unknown");
    for (rule, [met, not_met, unknown]) in &counts {
        let _ = writeln!(table, "{rule:<45}{met:>8}{not_met:>8}{unknown:>8}");
    }
    println!("{table}");
    let bare: Vec<&&str> = counts.iter().filter(|(_, counts)| counts.contains(&0)).map(|(rule, _)| rule).collect();
    assert!(bare.is_empty(), "no fixture for one of the three: {bare:?}\n{table}");
}

/// `fixtures()` reads every file of the folder as a fixture, so this is about what else a file could be.
#[test]
fn every_file_is_a_fixture_that_says_what_it_is_about() {
    let (pack, _) = support::kap();
    let fixtures = fixtures();
    let mut applicants: BTreeMap<&str, &str> = BTreeMap::new();
    let mut faults = Vec::new();
    assert_eq!(fixtures.len(), files().len());
    for (name, fixture, sheet) in &fixtures {
        if !matches!(name.rsplit_once('.'), Some((_, "yaml" | "json"))) || name.contains('/') {
            faults.push(format!("{name}: a fixture is a .yaml or .json file directly in the folder"));
        }
        if fixture.about.trim().is_empty() {
            faults.push(format!("{name}: says nothing in `about`"));
        }
        for rule in fixture.expect.met.iter().chain(&fixture.expect.unknown) {
            if !pack.rules.iter().any(|r| r.id == *rule) {
                faults.push(format!("{name}: `{rule}` is no rule of the pack"));
            }
        }
        if let Some(other) = applicants.insert(&sheet.applicant, name) {
            faults.push(format!("{name}: applicant {} is also in {other}", sheet.applicant));
        }
    }
    let snapshots = support::files(&support::root().join("tests/snapshots/applicants"));
    let stems: Vec<&str> = fixtures.iter().filter_map(|(name, ..)| Some(name.rsplit_once('.')?.0)).collect();
    for (snapshot, _) in &snapshots {
        if !snapshot.ends_with(".snap") || !stems.contains(&snapshot.trim_end_matches(".snap")) {
            faults.push(format!("tests/snapshots/applicants/{snapshot}: a snapshot of no fixture"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
