//! What the checker promises about a whole pack: its digest, its speed on many rules, no word said about a sound one.

use std::fmt::Write;

use anteroom::diagnostic::Diagnostic;

use crate::support;

pub fn base() -> Vec<(String, String)> {
    support::files(&support::root().join("fixtures/checker/base"))
}

fn digest(files: &[(String, String)]) -> String {
    let (pack, diagnostics, _) = support::pack_of(files);
    pack.unwrap_or_else(|| panic!("{diagnostics:#?}")).digest
}

/// The base pack with one text replaced everywhere in one of its files.
pub fn edited(path: &str, from: &str, to: &str) -> Vec<(String, String)> {
    let mut files = base();
    let file = files.iter_mut().find(|(name, _)| name == path).expect("a file of the base pack");
    assert!(file.1.contains(from), "{path} holds no {from:?}");
    file.1 = file.1.replace(from, to);
    files
}

#[test]
fn the_digest_is_blind_to_layout_and_to_defaults_spelt_out() {
    let before = digest(&base());
    assert!(before.starts_with("sha256:") && before.len() == 71, "{before}");
    for (path, from, to) in [
        ("rules/base.yaml", "rules:\n", "# a comment\nrules:\n"),
        ("rules/base.yaml", "dose >= lookup(drugs, drug).least", "(dose>=lookup( drugs ,drug ).least)"),
        ("rules/base.yaml", "because: the body", "because: >-\n      the\n      body"),
        ("rules/base.yaml", "title: Mood\n    kind: indication", "kind: indication\n    title: Mood"),
        ("scales/mood.yaml", "items:\n", "total: {}\nitems:\n"),
        ("scales/screen.yaml", "ask: one, kind: yes_no", "ask: one, kind: yes_no, reversed: false"),
        ("tables/drugs.yaml", "molecule: sertraline, least: 50", "least: 50.0, molecule: sertraline"),
        ("tables/drugs.yaml", "  molecule: choice\n  least: mg\n", "  least: mg\n  molecule: choice\n"),
        ("tables/maoi.yaml", "{term: phenelzine", "{exact: false, term: phenelzine"),
        ("questionnaire.yaml", "unit: kg, min: 20", "places: 1, unit: kg, min: 20.0"),
        ("questionnaire.yaml", "ask: Born, kind: date", "ask: Born, kind: date, min: 1900-01-01"),
        ("questionnaire.yaml", "kind: text}", "kind: text, blank_is_none: no}"),
        ("questionnaire.yaml", "options: [female, male", "options: [{option: female}, male"),
    ] {
        assert_eq!(digest(&edited(path, from, to)), before, "{path}: {from} -> {to}");
    }
}

/// Edits of the base pack that change what it means: file, what stands there, what is to stand there.
pub const MEANINGS: &[(&str, &str, &str)] = &[
    ("pack.yaml", "version: 1.0.0", "version: 1.0.1"),
    ("pack.yaml", "is: 7,", "is: 8,"),
    ("pack.yaml", "max: 13,", "max: 12,"),
    ("pack.yaml", "table 2", "table 3"),
    ("pack.yaml", "title: Standard", "title: Other"),
    ("questionnaire.yaml", "ask: Consent", "ask: Agreed"),
    ("questionnaire.yaml", "max: 520}", "max: 519}"),
    ("questionnaire.yaml", "female, male", "male, female"),
    ("questionnaire.yaml", "from: clinic", "from: lab"),
    ("questionnaire.yaml", "asked_when: event", "asked_when: not event"),
    ("questionnaire.yaml", "kind: text}", "kind: text, blank_is_none: yes}"),
    ("scales/mood.yaml", "label: rarely", "label: seldom"),
    ("scales/mood.yaml", "max_missing: 1", "max_missing: 2"),
    ("scales/mood.yaml", "q1 > 0", "q1 > 1"),
    ("scales/screen.yaml", ", reversed: true", ""),
    ("tables/drugs.yaml", "least: 20", "least: 30"),
    ("tables/drugs.yaml", "zoloft", "lustral"),
    ("tables/maoi.yaml", "{term: phenelzine", "{exact: true, term: phenelzine"),
    ("tables/maoi.yaml", r"selegilin\w*", r"selegilin\w+"),
    ("rules/base.yaml", "weeks > 100", "weeks >= 100"),
    ("rules/base.yaml", "    unknown: incomplete\n", ""),
    ("rules/base.yaml", "raises: hold", "raises: review"),
    ("rules/base.yaml", "because: the body", "because: the bodies"),
    ("rules/base.yaml", "when: {any: [screen.q1", "when: {all: [screen.q1"),
    ("rules/base.yaml", "rule: base.tier", "rule: base.tiers"),
];

#[test]
fn the_digest_holds_who_signs() {
    let ours = support::files(&support::root().join("fixtures/signed/ours"));
    let of = |from: &str, to: &str| {
        let mut files: Vec<_> = ours.iter().filter(|(name, _)| name.ends_with(".yaml")).cloned().collect();
        assert!(files.iter().any(|(name, text)| name == "pack.yaml" && text.contains(from)), "{from}");
        files[0].1 = files[0].1.replace(from, to);
        digest(&files)
    };
    let before = of("", "");
    for (from, to) in [
        ("signing:\n", "signing:\n  clinicians_if_milder: 2\n"),
        ("author: sam", "author: [sam]"),
        ("[director, clinician]\n", "[clinician, director]\n"),
        ("from: 2026-01-01\n      until: 2027-12-31", "until: 2027-12-31\n      from: 2026-01-01"),
    ] {
        assert_eq!(of(from, to), before, "{from} -> {to}");
    }
    let mut seen = vec![before];
    for (from, to) in [
        ("author: sam", "author: ito"),
        ("needs: 2", "needs: 1"),
        ("  roles: director ", "  roles: clinician "),
        ("valid_days: 365", "valid_days: 366"),
        ("  valid_days: 365\n", ""),
        ("signing:\n", "signing:\n  clinicians_if_milder: 1\n"),
        ("name: Kenji Ito MD", "name: Kenji Ito"),
        ("[director, clinician]\n", "[director, clinician, engineer]\n"),
        ("iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w=", "ypOsFwUYcHHWe4PH/w7+gQjo7EUwV113JoeTM9vavnw="),
        ("from: 2026-01-01", "from: 2026-01-02"),
        ("until: 2027-12-31", "until: 2027-12-30"),
        ("until: 2027-12-31\n", "until: 2027-12-31\n    - {signer: lee, name: Lee, role: clinician, key: KEY}\n"),
    ] {
        let public = "ed25519:bnoc3Smwt4/ROvTFWY/v9O8qlxZuPKby5Pv8zYBQW/E=";
        seen.push(of(from, &to.replace("KEY", public)));
    }
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), all);
}

#[test]
fn the_digest_changes_with_every_meaning() {
    let mut seen = vec![digest(&base())];
    for (path, from, to) in MEANINGS {
        let changed = digest(&edited(path, from, to));
        assert!(!seen.contains(&changed), "{path}: {from} -> {to}");
        seen.push(changed);
    }
}

/// Signatures and old decisions name digests: what is added to the format and not used must change none.
#[test]
fn the_digest_of_an_unchanged_pack_stays() {
    let known = "sha256:0e2a4304e9bdc29b1754e564ce251d79616545631210665469dbf5c36ed8a6ae";
    assert_eq!(digest(&base()), known, "the canonical text has changed: give the format a new number");
}

/// A property of the base pack, as a file of its own.
const PROPERTY: &str = "properties:
  - property: base.old-is-held
    about: Who is young is held
    given: {any: [age < 18, rule base.body is met]}
    then: screening == hold
    because: a reason
    sources: [policy]
";

#[test]
fn a_property_is_part_of_the_digest() {
    let with = |text: &str| {
        let mut files = base();
        files.push(("rules/properties.yaml".to_owned(), text.to_owned()));
        digest(&files)
    };
    let before = with(PROPERTY);
    assert_ne!(before, digest(&base()));
    for (from, to) in [
        ("properties:", "# a comment\nproperties:"),
        ("screening == hold", "screening   ==   hold"),
        ("rule base.body is met", "rule  base.body   is met"),
        ("about: Who is young is held", "about: >-\n      Who is young\n      is held"),
    ] {
        assert_eq!(with(&PROPERTY.replace(from, to)), before, "{from} -> {to}");
    }
    let mut seen = vec![before];
    for (from, to) in [
        ("old-is-held", "young-is-held"),
        ("Who is young", "Whoever is young"),
        ("age < 18", "age < 17"),
        ("rule base.body", "rule base.rest"),
        ("is met", "is not met"),
        ("{any:", "{all:"),
        ("== hold", "!= hold"),
        ("== hold", "== review"),
        ("a reason", "another reason"),
        ("    sources: [policy]\n", ""),
    ] {
        let changed = with(&PROPERTY.replace(from, to));
        assert!(!seen.contains(&changed), "{from} -> {to}");
        seen.push(changed);
    }
}

/// Thousands of rules, each with lines over many questions, facts and parameters.
#[test]
fn five_thousand_rules_are_checked_at_once() {
    let mut files = base();
    let mut text = String::from("facts:\n");
    for i in 0..1000 {
        let before = if i == 0 { "consent".to_owned() } else { format!("made_{} or weeks > {}", i - 1, i % 500) };
        writeln!(text, "  - {{fact: made_{i}, about: made, is: {before}}}").unwrap();
    }
    text.push_str("rules:\n");
    for i in 0..5000 {
        writeln!(text, "  - rule: made.{i}").unwrap();
        text.push_str("    title: Made\n    kind: caution\n    raises: note\n    because: \"at {weeks} weeks\"\n");
        writeln!(
            text,
            "    when: {{all: [made_{}, \"mood.total >= {}\", \"sex in [female, male]\", any: [consent, \
             \"count(trials where adequate and duration > {}) >= 2\"]]}}",
            i % 1000,
            i % 12 + 1,
            i % 500
        )
        .unwrap();
    }
    for (at, part) in chunks(&text).into_iter().enumerate() {
        files.push((format!("rules/made{at}.yaml"), part));
    }
    let (pack, diagnostics, _) = support::pack_of(&files);
    let errors: Vec<_> = diagnostics.iter().filter(|d| d.is_error()).take(3).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(pack.map(|p| (p.rules.len(), p.facts.len())), Some((5005, 1004)));
}

/// Files of facts and of rules below the limit of one file.
fn chunks(text: &str) -> Vec<String> {
    let (facts, rules) = text.split_once("rules:\n").expect("both parts");
    let mut parts = vec![facts.to_owned()];
    let mut part = String::from("rules:\n");
    for line in rules.lines() {
        if line.starts_with("  - rule:") && part.len() > 500_000 {
            parts.push(std::mem::replace(&mut part, String::from("rules:\n")));
        }
        part.push_str(line);
        part.push('\n');
    }
    parts.push(part);
    parts
}

#[test]
fn a_pack_past_a_limit_is_told_so_and_nothing_else() {
    let mut files = base();
    let mut text = String::from("facts:\n");
    for i in 0..5001 {
        writeln!(text, "  - {{fact: made_{i}, about: made, is: nobody_knows}}").unwrap();
    }
    files.push(("rules/made.yaml".to_owned(), text));
    let (pack, diagnostics, _) = support::pack_of(&files);
    let codes: Vec<_> = diagnostics.iter().map(|d: &Diagnostic| d.code.name).collect();
    assert!(pack.is_none());
    assert_eq!(codes, ["AN0407"]);
}
