//! What was written differently in a pack, in words; what becomes of questions and of stored answers; whom a change moves.

use anteroom::answers::Reader;
use anteroom::audit::{self, Cause, Comparison, Part, Side, State};
use anteroom::explain::Screening;
use anteroom::pack::Pack;
use anteroom::program;
use anteroom::text::Sources;
use anteroom::value::Date;

use crate::checker_promises::{MEANINGS, base, edited};
use crate::support;
use crate::support::changes::{EDITS, kap_with};

fn pack(files: &[(String, String)]) -> Pack {
    let (pack, diagnostics, _) = support::pack_of(files);
    let wrong: Vec<&str> = diagnostics.iter().filter(|d| d.is_error()).map(|d| d.message.as_str()).collect();
    pack.unwrap_or_else(|| panic!("{wrong:?}"))
}

/// Everything that is told of a difference, one line each: `- old`, `+ new`, `! remark`.
fn told(old: &Pack, new: &Pack) -> String {
    let mut lines = Vec::new();
    for one in audit::written(old, new) {
        let state = match &one.state {
            State::Added => ", new".to_owned(),
            State::Removed => ", gone".to_owned(),
            State::Renamed(old) => format!(", was {old}"),
            State::Changed => String::new(),
        };
        lines.push(format!("{} {}{state}", one.part.name(), one.id));
        for difference in &one.differences {
            lines.push(format!("  {}{}", difference.what, if difference.decides { " (decides)" } else { "" }));
            // A line that stands on both sides is no difference.
            for (sign, lines_of, others) in
                [("-", &difference.was, &difference.is), ("+", &difference.is, &difference.was)]
            {
                let own = lines_of.iter().filter(|line| !others.contains(line));
                lines.extend(own.map(|line| format!("    {sign} {}{}", "  ".repeat(line.depth), line.text)));
            }
        }
        lines.extend(one.remarks.iter().map(|remark| format!("  ! {remark}")));
    }
    lines.join("\n")
}

const SIGNING: &str = "\
author: sam
signing:
  needs: 2
  roles: director
  valid_days: 365
  signers:
    - {signer: okafor, name: Amara Okafor, role: clinician, key: \"ed25519:iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w=\"}
    - {signer: ito, name: Kenji Ito, role: [director, clinician], key: \"ed25519:gTl3Dqh9F19Wo1Rmw0x+zMuNipG07jeiXfYPW4/Js5Q=\", from: 2026-01-01, until: 2027-12-31}
";

const PROPERTIES: &str = "\
properties:
  - property: base.body-is-a-hold
    about: A trouble of the body pauses.
    given: {any: [age < 18, rule base.body is met]}
    then: screening == hold
    because: somebody looks first
    sources: [policy]
  - property: base.screen-is-told
    about: Whoever screens positive is told.
    given: screen.q1
    then: safety >= same_day
    because: so we promised
";

/// The base pack with signers and properties.
fn signed() -> Vec<(String, String)> {
    let mut files = base();
    let header = files.iter_mut().find(|(path, _)| path == "pack.yaml").expect("a header");
    header.1 = header.1.replace("support_tiers:", &format!("{SIGNING}support_tiers:"));
    files.push(("rules/promises.yaml".to_owned(), PROPERTIES.to_owned()));
    files
}

/// The signed pack with one text replaced.
fn signed_with(from: &str, to: &str) -> Pack {
    let mut files = signed();
    let (_, text) = files.iter_mut().find(|(_, text)| text.contains(from)).unwrap_or_else(|| panic!("no {from:?}"));
    *text = text.replacen(from, to, 1);
    pack(&files)
}

/// Edits of what is promised and of who signs: what stands there, what is to stand there, and what is told of it.
const PROMISES: &[(&str, &str, &str)] = &[
    ("needs: 2", "needs: 1", "policy signing\n  signatures needed\n    - 2\n    + 1\n  ! Fewer persons must sign"),
    ("  roles: director\n", "", "roles that must sign\n    - director\n  ! A role that had to sign"),
    ("  valid_days: 365\n", "", "    - 365\n    + without end\n  ! Approvals are valid for longer"),
    ("  needs", "  clinicians_if_milder: 1\n  needs", "may become milder\n    - 2\n    + 1\n  ! Fewer clinicians"),
    ("author: sam", "author: ito", "  author\n    - sam\n    + ito"),
    ("name: Kenji Ito,", "name: K. Ito,", "signer ito\n  name\n    - Kenji Ito\n    + K. Ito"),
    ("[director, clinician]", "[director, engineer, clinician]", "  ! Signs in other roles than before."),
    ("signer: okafor", "signer: zoe", "signer zoe, was okafor"),
    (
        "gTl3Dqh9F19Wo1Rmw0x+zMuNipG07jeiXfYPW4/Js5Q=",
        "7UkoxijRwsbq6QM4kFmVYSlZJzpcY/k2NsFGFKyHN9E=",
        "! The key is another one",
    ),
    ("until: 2027-12-31", "until: 2028-12-31", "  last day\n    - 2027-12-31\n    + 2028-12-31"),
    ("base.screen-is-told", "base.screen-is-said", "property base.screen-is-said, was base.screen-is-told"),
    (
        "screening == hold",
        "screening >= review",
        "what must hold\n    - screening is \"hold\"\n    + screening is \"review\" or graver\n  ! What it demands is written otherwise",
    ),
    (
        "    given: screen.q1\n",
        "",
        "of whom it speaks\n    - Screen question 1 (\"one\") is answered yes\n  ! What it demands is written otherwise",
    ),
    ("so we promised", "so it is", "  reason\n    - so we promised\n    + so it is"),
];

#[test]
fn who_signs_and_what_is_promised_is_told() {
    let old = pack(&signed());
    for (from, to, expected) in PROMISES {
        let told = told(&old, &signed_with(from, to));
        assert!(told.contains(expected), "{from} -> {to}:\n{told}");
        assert!(!told.contains("spelling"), "{told}");
    }
    let told_of = |new: &Pack| told(&old, new);
    let without = told_of(&pack(&base()));
    for words in [
        "policy signing, gone",
        "  ! Nobody may sign the pack any more.",
        "signer okafor, gone",
        "  ! May sign no more.",
        "property base.body-is-a-hold, gone",
        "  ! It is gone: nobody checks any more that this holds.",
    ] {
        assert!(without.contains(words), "{words}:\n{without}");
    }
    let back = told(&pack(&base()), &old);
    assert!(back.contains("signer ito, new") && back.contains("property base.screen-is-told, new"), "{back}");
    let mut turned = signed();
    turned.last_mut().expect("properties").1 = {
        let (first, second) = PROPERTIES.split_at(PROPERTIES.find("  - property: base.screen").expect("a second"));
        let (head, first) = first.split_at(first.find("  - ").expect("a first"));
        format!("{head}{second}{first}")
    };
    assert!(told_of(&pack(&turned)).contains("the properties stand in another order"));
}

#[test]
fn every_meaning_that_changes_is_told() {
    let old = pack(&base());
    for (path, from, to) in MEANINGS {
        let new = pack(&edited(path, from, to));
        let written = audit::written(&old, &new);
        let other = written.iter().filter(|one| one.part != Part::Pack).count();
        let is_header = *path == "pack.yaml" && from.starts_with("version");
        assert!(other > 0 || is_header, "{path}: {from} -> {to}: {written:#?}");
        let says = |one: &audit::Written| !one.differences.is_empty() || !one.remarks.is_empty();
        assert!(written.iter().all(|one| one.state != State::Changed || says(one)), "{written:#?}");

        let back = audit::written(&new, &old);
        assert_eq!(back.len(), written.len(), "{path}: {from} -> {to} and back");
    }
    assert!(audit::written(&old, &old).is_empty());
}

/// Every word and number of a pack, changed one at a time: where the digest minds, the reader is told more than that.
#[test]
fn no_word_changes_in_silence() {
    let files = signed();
    let old = pack(&files);
    let word = regex::Regex::new(r"[A-Za-z0-9][A-Za-z0-9.]*").expect("a pattern");
    let mut changed = 0;
    for (number, (path, text)) in files.iter().enumerate() {
        for found in word.find_iter(text) {
            let other = match found.as_str().parse::<i64>() {
                Ok(n) => (n + 1).to_string(),
                Err(_) => format!("{}x", found.as_str()),
            };
            let mut files = files.clone();
            files[number].1 = format!("{}{other}{}", &text[..found.start()], &text[found.end()..]);
            let Some(new) = support::pack_of(&files).0 else { continue };
            let written = audit::written(&old, &new);
            let tells = |one: &audit::Written| {
                one.state != State::Changed || one.differences.iter().any(|difference| difference.what != "spelling")
            };
            let silent = !written.iter().any(tells);
            assert!(new.digest == old.digest || !silent, "{path}: {} -> {other}", found.as_str());
            changed += usize::from(new.digest != old.digest);
        }
    }
    assert!(changed > 150, "{changed}");
}

#[test]
fn a_clinic_reads_what_changed() {
    let (old, _) = support::kap();
    let edits: Vec<(&str, &str, &str)> = [
        ("rules/cardiovascular.yaml", "systolic_bp >= bp_systolic_hold\n", "systolic_bp > bp_systolic_hold\n"),
        ("rules/cardiovascular.yaml", "rule: cardiovascular.avm", "rule: cardiovascular.malformation"),
        ("rules/outcomes.yaml", "rule cardiovascular.avm", "rule cardiovascular.malformation"),
        ("rules/trauma.yaml", "    when: trauma_last_month\n", "    when: trauma_last_month and phq9.total >= 10\n"),
        ("tables/maoi.yaml", "phenelzine", "phenelzin"),
    ]
    .into_iter()
    .chain(EDITS)
    .collect();
    insta::assert_snapshot!("written", told(old, &kap_with(&edits)));
}

#[test]
fn a_text_that_still_says_the_old_number_is_remarked() {
    let files = support::pack_files("demo");
    let old = pack(&files);
    let edit = |from: &str, to: &str| {
        let mut files = files.clone();
        for (_, text) in &mut files {
            *text = text.replace(from, to);
        }
        pack(&files)
    };
    let told = told(&old, &edit("systolic_bp >= 160 mmHg", "systolic_bp >= 150 mmHg"));
    assert!(told.contains("! Its reason still says 160."), "{told}");
    assert!(told.contains("! Its condition changed and its sources did not"), "{told}");
    assert!(told.contains("! The version is still 1.0.0"), "{told}");
    let all = edit("160", "150");
    assert!(
        !audit::written(&old, &all).iter().any(|one| one.remarks.iter().any(|remark| remark.contains("still says")))
    );
}

#[test]
fn rules_that_change_through_something_else_are_found() {
    let (old, old_program) = support::kap();
    let new = kap_with(&EDITS);
    let new_program = program::from_pack(&new).expect("a checked pack compiles");
    let side = |pack, program| Side { pack, program, place: "" };
    let change = audit::compare(side(old, old_program), side(&new, &new_program), Date::MAX);
    let found: Vec<(&str, &Cause)> = change.rules.iter().map(|rule| (rule.rule.as_str(), &rule.cause)).collect();
    let through = |parts: &[&str]| Cause::Through(parts.iter().map(|part| (*part).to_owned()).collect());
    let pressure = through(&["parameter bp_systolic_hold", "question systolic_bp"]);
    for (rule, cause) in [
        (support::changes::PRESSURE, &pressure),
        (support::changes::RAISED, &pressure),
        (support::changes::RECENT, &Cause::Text),
    ] {
        assert!(found.contains(&(rule, cause)), "{rule}: {found:?}");
    }
    assert_eq!(change.untouched + change.rules.len(), new.rules.len());
    for (rule, cause) in found {
        assert!(matches!(cause, Cause::Text) || matches!(cause, Cause::Through(parts) if !parts.is_empty()), "{rule}");
    }
}

/// Edits of the form: file, from, to, the question told, and words of what is told about it and about stored answers.
const FORM: &[(&str, &str, &str, &str, &str, &str)] = &[
    (
        "questionnaire.yaml",
        "min: 50\n        max: 300",
        "min: 60\n        max: 260",
        "systolic_bp",
        "takes 60 to 260 mmHg (before: 50 to 300)",
        "Stored answers of 50 to 59 and of 261 to 300 mmHg cannot be read any more",
    ),
    (
        "questionnaire.yaml",
        "fresh_for: vitals_fresh_days",
        "fresh_for: 7",
        "systolic_bp",
        "stays fresh for 7 days",
        "older than 7 days are out of date",
    ),
    (
        "questionnaire.yaml",
        "id: trauma_last_month",
        "id: trauma_recent",
        "trauma_recent",
        "was called `trauma_last_month`",
        "store them under `trauma_recent`",
    ),
    (
        "questionnaire.yaml",
        "{option: cbt, label",
        "{option: cbt_course, label",
        "therapy_courses.type",
        "called `cbt_course` now",
        "Stored answers `cbt` cannot be read any more",
    ),
    (
        "questionnaire.yaml",
        "label: Exposure therapy",
        "label: Exposure",
        "therapy_courses.type",
        "`exposure` reads \"Exposure\"",
        "given to the old words",
    ),
    (
        "questionnaire.yaml",
        "              - {option: other, label: Another kind}\n",
        "              - {option: other, label: Another kind}\n              - {option: act, label: ACT}\n",
        "therapy_courses.type",
        "The option `act` \"ACT\" is new",
        "could not choose it",
    ),
    (
        "questionnaire.yaml",
        "codes: {loinc: 8480-6}",
        "codes: {loinc: 8480-7}",
        "systolic_bp",
        "LOINC 8480-7 (before: LOINC 8480-6)",
        "stored by id and stay",
    ),
    (
        "questionnaire.yaml",
        "ask: Is anyone hurting you",
        "ask: Is someone hurting you",
        "ongoing_abuse",
        "asked in other words",
        "given to the old words",
    ),
    (
        "questionnaire.yaml",
        "max: 8\n",
        "max: 6\n",
        "therapy_courses",
        "takes up to 6 entries (before: 8)",
        "lists of more than 6 entries cannot be read",
    ),
    (
        "questionnaire.yaml",
        "unit: cm",
        "unit: inch",
        "height_cm",
        "unit is inch (before: cm)",
        "taken for inch from now on: convert it",
    ),
];

#[test]
fn what_becomes_of_stored_answers_is_told() {
    let (old, _) = support::kap();
    for (path, from, to, question, what, stored) in FORM {
        let mut edits = vec![(*path, *from, *to)];
        let rules = [
            ("trauma_last_month", "rules/trauma.yaml", "when: trauma_last_month", "when: trauma_recent"),
            ("option: cbt,", "rules/anxiety.yaml", "type == cbt", "type == cbt_course"),
        ];
        edits.extend(
            rules.iter().filter(|(name, ..)| from.contains(name)).map(|(_, path, from, to)| (*path, *from, *to)),
        );
        let new = kap_with(&edits);
        let changes = audit::questions(old, &new, &audit::written(old, &new));
        let found =
            changes.iter().any(|c| c.question == *question && c.what.contains(what) && c.stored.contains(stored));
        assert!(found, "{from} -> {to}: {changes:#?}");
    }
}

#[test]
fn items_of_a_scale_are_told_once() {
    let (old, _) = support::kap();
    let new = kap_with(&[("scales/phq9.yaml", "label: some days", "label: several days")]);
    let changes = audit::questions(old, &new, &audit::written(old, &new));
    let [change] = changes.as_slice() else { panic!("{changes:#?}") };
    assert_eq!((change.question.as_str(), change.ask.as_str()), ("phq9.q1 to phq9.q9", "phq9"));
    let fewer = {
        let (path, text) =
            support::pack_files("demo").into_iter().find(|(path, _)| path == "scales/mood2.yaml").expect("a scale");
        (path, text.replace("  - {id: q2, ask: bored}\n", ""))
    };
    let mut files = support::pack_files("demo");
    let demo = pack(&files);
    files.retain(|(path, _)| *path != fewer.0);
    files.push(fewer);
    for (_, text) in &mut files {
        *text = text.replace("max: 6", "max: 3");
    }
    let short = pack(&files);
    let changes = audit::questions(&demo, &short, &audit::written(&demo, &short));
    let list = changes.iter().find(|change| change.question == "mood2").expect("the scale");
    assert!(list.stored.contains("A list of 2 answers stored under `mood2` cannot be read"), "{list:?}");
}

#[test]
fn packs_without_a_common_question_are_no_change_of_each_other() {
    let (kap, _) = support::kap();
    let demo = pack(&support::pack_files("demo"));
    assert!(audit::share_a_form(kap, &demo), "both ask for a blood pressure");
    let files: Vec<(String, String)> = support::pack_files("demo")
        .into_iter()
        .map(|(path, text)| {
            (
                path,
                text.replace("systolic_bp", "upper_number").replace("mood2", "mood3").replace("pregnant", "with_child"),
            )
        })
        .map(|(path, text)| (path.replace("mood2", "mood3"), text))
        .collect();
    assert!(!audit::share_a_form(kap, &pack(&files)));
}

/// Whom a change moves is what deciding everybody twice gives.
#[test]
fn those_that_move_are_those_decided_differently() {
    let (old, old_program) = support::kap();
    let new = kap_with(&EDITS);
    let new_program = program::from_pack(&new).expect("a checked pack compiles");
    let old_side = Side { pack: old, program: old_program, place: "" };
    let new_side = Side { pack: &new, program: &new_program, place: "" };
    let change = audit::compare(old_side, new_side, Date::MAX);
    let mut comparison = Comparison::new(old_side, new_side, &change.rules, "fixtures", true);
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let file = Sources::default().add("", "");
    let readers = [Reader::new(old, &old_program.layout), Reader::new(&new, &new_program.layout)];
    for (name, text) in support::files(&support::root().join("fixtures/applicants")) {
        for (reader, to) in readers.iter().zip([&mut before, &mut after]) {
            let read =
                if name.ends_with(".json") { reader.json(file, &text, None) } else { reader.yaml(file, &text, None) };
            to.extend(read.sheets);
        }
    }
    for (before, after) in before.chunks(64).zip(after.chunks(64)) {
        comparison.add(before, after);
    }
    let cohort = comparison.finish();
    let was = Screening::new(old, old_program).decide(&before);
    let is = Screening::new(&new, &new_program).decide(&after);
    let mut moved = cohort.moved.iter();
    let mut stirred = 0;
    let mut counts = [[0; 4]; 4];
    for (was, is) in was.iter().zip(&is) {
        counts[was.screening as usize][is.screening as usize] += 1;
        if (was.safety, was.screening) == (is.safety, is.screening) {
            let found = |d: &anteroom::explain::Decision| {
                let mut found: Vec<_> = d.findings.iter().map(|f| (f.rule.clone(), f.status, f.raises)).collect();
                found.sort_by(|a, b| a.0.cmp(&b.0));
                found
            };
            stirred += usize::from(found(was) != found(is));
            continue;
        }
        let moved = moved.next().expect("one more moves");
        assert_eq!(moved.applicant, was.applicant);
        assert_eq!((moved.old.safety, moved.old.screening), (was.safety, was.screening));
        assert_eq!((moved.new.safety, moved.new.screening), (is.safety, is.screening));
        assert!(!moved.rules.is_empty() && !moved.answers.is_empty(), "{moved:?}");
    }
    assert!(moved.next().is_none() && !cohort.moved.is_empty());
    assert_eq!(cohort.screening, counts);
    assert_eq!((cohort.applicants, cohort.stirred), (was.len(), stirred));
}
