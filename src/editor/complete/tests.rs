//! Completions in a small pack with something of everything, at the cursor `¦`.

use super::*;

const PACK: &str = "pack: t
version: 1.0.0
title: T
intended_use: tests
support_tiers: [{tier: standard, title: Standard}]
parameters:
  - {parameter: enough, about: trials that are enough, is: 2, min: 1, max: 4, sources: [manual]}
  - {parameter: scope, about: which trials, is: any, options: [any, current], sources: [manual]}
sources: [{source: manual, cite: M, locator: p. 1, kind: manual}]
";
const FORM: &str = "questionnaire: f
sections:
  - section: s
    title: S
    from: applicant
    questions:
      - scale: mood
      - {id: sex, ask: Sex, kind: choice, options: [{option: female, label: A woman}, male]}
      - {id: drugs, ask: Drugs, kind: text}
      - {id: when, ask: When, kind: date}
      - id: trials
        ask: Trials
        kind: group
        max: 3
        questions:
          - {id: drug, ask: Drug, kind: text}
          - {id: weeks, ask: Weeks, kind: integer, min: 0, max: 99}
          - {id: helped, ask: Helped, kind: yes_no}
";
const MOOD: &str = "scale: mood
title: Mood
recall: now
licence: ours
answers: [{points: 0, label: never}, {points: 1, label: often}]
items: [{id: q1, ask: sad}, {id: q2, ask: bored}]
";
const TABLE: &str = "table: doses
title: Doses
columns: {family: choice, least: mg}
rows:
  - {name: sertraline, family: ssri, least: 50}
";
const TERMS: &str = "terms: maoi\ntitle: MAOI\nentries: [{term: nardil}]\n";

/// The words that may be typed at the cursor of a file, the rest of the pack being as above.
fn words(path: &str, text: &str) -> Vec<String> {
    let mut folder = Folder::new(
        [
            ("pack.yaml", PACK),
            ("questionnaire.yaml", FORM),
            ("scales/mood.yaml", MOOD),
            ("tables/doses.yaml", TABLE),
            ("tables/maoi.yaml", TERMS),
            (
                "rules/r.yaml",
                "rules:\n  - {rule: a.b, title: R, kind: caution, raises: note, when: sex == male, because: x}\n",
            ),
            ("cases/c.yaml", "- {case: one, as_of: 2026-01-01, answers: {}, expect: {met: []}}\n"),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned())),
    );
    let at = text.find('¦').expect("a cursor");
    let text = text.replace('¦', "");
    let place = super::super::Lines::of(&text).place(at);
    folder.set(path, text);
    folder.complete(path, place).items.into_iter().map(|item| item.word).collect()
}

fn line(expression: &str) -> Vec<String> {
    words("rules/new.yaml", &format!("rules:\n  - rule: x.y\n    when: {expression}"))
}

#[test]
fn options_follow_a_comparison() {
    assert_eq!(line("sex == ¦"), ["female", "male"]);
    assert_eq!(line("sex != fe¦"), ["female", "male"]);
    assert_eq!(line("sex in [female, ¦"), ["female", "male"]);
    assert_eq!(line("scope == ¦"), ["any", "current"]);
    assert_eq!(line("mood.q1 == ¦"), ["0", "1"]);
    assert_eq!(line("any(trials where helped == ¦"), ["yes", "no"]);
    assert_eq!(line("any(trials where lookup(doses, drug).family == ¦"), ["ssri"]);
}

#[test]
fn functions_take_what_fits() {
    assert_eq!(line("mentions(¦"), ["drugs"]);
    assert_eq!(line("mentions(drugs, ¦"), ["maoi"]);
    assert_eq!(line("days_since(¦"), ["when"]);
    assert_eq!(line("any(¦"), ["trials"]);
    assert_eq!(line("lookup(¦"), ["doses"]);
    assert_eq!(line("lookup(doses, drugs).¦"), ["family", "least"]);
    assert_eq!(line("sum(trials.¦"), ["trials.drug", "trials.weeks", "trials.helped"]);
    let inside = line("count(trials where ¦");
    assert_eq!(inside[..3], ["drug", "weeks", "helped"]);
    let anywhere = line("¦");
    for word in ["sex", "mood.q1", "mood.total", "enough", "count", "mentions", "age", "and"] {
        assert!(anywhere.contains(&word.to_owned()), "{word}: {anywhere:?}");
    }
    assert!(!anywhere.contains(&"weeks".to_owned()), "a field belongs to its group");
}

#[test]
fn lists_of_names_and_words_are_known() {
    assert_eq!(words("rules/n.yaml", "rules:\n  - rule: a.c\n    sources: [¦"), ["manual"]);
    assert_eq!(words("rules/n.yaml", "rules:\n  - raises: {suggest: ¦"), ["standard"]);
    assert_eq!(words("rules/n.yaml", "rules:\n  - raises: ¦")[..3], ["immediate", "same_day", "hold"]);
    assert_eq!(words("rules/n.yaml", "rules:\n  - unknown: ¦"), ["incomplete"]);
    assert_eq!(words("rules/n.yaml", "facts:\n  - fact: f\n    of: ¦"), ["trials"]);
    assert_eq!(words("rules/n.yaml", "properties:\n  - then: rule ¦"), ["a.b"]);
    assert_eq!(
        words("rules/n.yaml", "properties:\n  - then: screening == ¦"),
        ["clear", "incomplete", "review", "hold"]
    );
    assert_eq!(words("rules/n.yaml", "facts:\n  - about: under {¦")[..1], ["enough"]);
    assert_eq!(words("rules/n.yaml", "facts:\n  - about: under ¦"), [""; 0]);
    assert_eq!(words("pack.yaml", &format!("{PACK}lints:\n  jargon: ¦")), ["allow", "warn", "deny"]);
    assert!(words("pack.yaml", &format!("{PACK}lints:\n  ¦")).contains(&"jargon".to_owned()));
    let row = words("tables/doses.yaml", &format!("{TABLE}  - {{name: x, ¦"));
    assert_eq!(row, ["names", "family", "least"]);
}

#[test]
fn a_fact_about_rows_names_their_fields() {
    let found = words("rules/n.yaml", "facts:\n  - fact: long\n    of: trials\n    about: x\n    is: ¦");
    assert_eq!(found[..4], ["drug", "weeks", "helped", "long"]);
}

#[test]
fn cases_name_questions_options_and_rules() {
    let case = |rest: &str| words("cases/n.yaml", &format!("- {{case: two, {rest}"));
    assert_eq!(case("answers: {¦"), ["sex", "drugs", "when", "trials", "mood", "mood.q1", "mood.q2"]);
    assert_eq!(case("answers: {sex: ¦"), ["female", "male"]);
    assert_eq!(case("answers: {trials: [{¦"), ["drug", "weeks", "helped"]);
    assert_eq!(case("answers: {trials: [{helped: ¦"), ["yes", "no"]);
    assert_eq!(case("expect: {met: [¦"), ["a.b"]);
    assert_eq!(case("expect: {screening: ¦"), ["clear", "incomplete", "review", "hold"]);
    assert_eq!(case("like: ¦"), ["one"]);
}
