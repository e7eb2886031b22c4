//! The decision of every applicant of `fixtures/applicants` stays as a reviewer read it; `cases` tests that it is the one expected.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anteroom::answers::{Notation, Reader, Sheet};
use anteroom::cases::{self, Case, File};
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

/// Every fixture with the name of its file.
fn fixtures() -> Vec<(String, Case)> {
    let (pack, program) = support::kap();
    let files = support::files(&support::root().join("fixtures/applicants"));
    let mut sources = Sources::default();
    let texts: Vec<File> = files
        .iter()
        .map(|(name, text)| {
            let notation = if name.ends_with(".json") { Notation::Json } else { Notation::Yaml };
            File { id: sources.add(name.clone(), text.clone()), notation, text }
        })
        .collect();
    let read = cases::read(&Reader::new(pack, &program.layout), &texts);
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    assert_eq!(read.cases.len(), files.len(), "one applicant a file");
    files.into_iter().map(|(name, _)| name).zip(read.cases).collect()
}

fn sheets(fixtures: &[(String, Case)]) -> Vec<Sheet> {
    fixtures.iter().map(|(_, case)| case.sheet.clone()).collect()
}

#[test]
fn decisions_stay_as_they_were_read() {
    let (pack, program) = support::kap();
    let fixtures = fixtures();
    let decisions = Screening::new(pack, program).decide(&sheets(&fixtures));
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("snapshots/applicants");
    for ((name, case), decision) in fixtures.iter().zip(&decisions) {
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        // What every edit of a rule and every release changes would change every file.
        let drawn = json::pretty(pack, decision, Private::Shown)
            .replace(&pack.digest, "[the pack's]")
            .replace(&format!(r#""version": "{}""#, pack.version), r#""version": "[the pack's]""#)
            .replace(&format!(r#""engine": "{}""#, env!("CARGO_PKG_VERSION")), r#""engine": "[its own]""#);
        let drawn = if WHOLE.contains(&stem) { drawn } else { without_evidence_of_facts(&drawn) };
        let drawn = folded(&drawn);
        settings.set_description(case.about.as_deref().unwrap_or_default());
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
    let (pack, program) = support::kap();
    let mut counts: BTreeMap<&str, [usize; 3]> = pack.rules.iter().map(|rule| (rule.id.as_str(), [0; 3])).collect();
    // A decision shows only what is met or unknown.
    for decided in Screening::new(pack, program).decided(&sheets(&fixtures())) {
        for (rule, outcome) in pack.rules.iter().zip(&decided.outcomes) {
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
    let fixtures = fixtures();
    let mut faults = Vec::new();
    for (name, case) in &fixtures {
        if !matches!(name.rsplit_once('.'), Some((_, "yaml" | "json"))) || name.contains('/') {
            faults.push(format!("{name}: a fixture is a .yaml or .json file directly in the folder"));
        }
        if case.about.as_ref().is_none_or(|about| about.trim().is_empty()) {
            faults.push(format!("{name}: says nothing in `about`"));
        }
        let expected = &case.expectation;
        let closed = |truth| expected.none.iter().any(|none| none.value == truth);
        if expected.safety.is_none()
            || expected.screening.is_none()
            || [Truth::Yes, Truth::Unknown].map(closed).contains(&false)
        {
            faults.push(format!("{name}: expects both axes, and `others: not_met`"));
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
