//! `anteroom blame` in repositories of its own: which commit changed a rule, or an applicant's outcome, and what can be wrong.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use anteroom::audit::{self, Between, Cause, Side};
use anteroom::pack::Pack;
use anteroom::program;
use anteroom::value::Date;
use regex::Regex;
use serde_json::Value;

use crate::cli::{code, err, out};
use crate::support;
use crate::support::repository::{Place, commit_by, copy, edit, git, repository, says, write};

const RULES: &str = "rules/demo/rules/demo.yaml";
const MOVED: &str = "clinic/intake/rules/demo.yaml";
const AS_OF: [&str; 2] = ["--as-of", "2026-11-23"];

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).env("NO_COLOR", "1");
    command.output().expect("the program starts")
}

fn blame(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = run(folder, &[&["blame"], arguments].concat());
    (code(&output), out(&output), err(&output))
}

/// The JSON of a run, held against its schema.
fn json(folder: &Path, arguments: &[&str]) -> Value {
    let (code, out, err) = blame(folder, &[arguments, &["--format", "json"]].concat());
    assert_eq!(code, 0, "{err}");
    let found: Value = serde_json::from_str(&out).expect("JSON");
    let schema: Value = serde_json::from_str(anteroom::render::blame::SCHEMA).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<String> =
        validator.iter_errors(&found).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{}\n{out}", faults.join("\n"));
    let (all, mut told) = (&found["commits"], found["unreadable"].as_array().map_or(0, Vec::len) as u64);
    for part in ["changed", "renamed", "began", "reworded", "unchanged", "without", "uncompared", "stirred", "oldest"] {
        told += match &all[part] {
            Value::Number(n) => n.as_u64().expect("a count"),
            Value::Array(of) => of.len() as u64,
            of => u64::from(!of.is_null()),
        };
    }
    assert_eq!(all["touching"].as_u64(), Some(told), "every commit is told once: {out}");
    found
}

/// Subjects of the commits that a list tells, in their order.
fn subjects(list: &Value) -> Vec<&str> {
    let of = |one: &'_ Value| one["commit"]["subject"].as_str().or(one["subject"].as_str()).map(str::to_owned);
    let subjects = list.as_array().expect("a list").iter().map(|one| of(one).expect("a subject"));
    subjects.map(|subject| &*Box::leak(subject.into_boxed_str())).collect()
}

/// Without what every edit of the demo pack turns over.
fn steady(page: &str) -> String {
    let digests = Regex::new("sha256:[0-9a-f]{12}…").expect("a pattern");
    let commits = Regex::new(r"\b[0-9a-f]{12}\b").expect("a pattern");
    commits.replace_all(&digests.replace_all(page, "sha256:…"), "<commit>").into_owned()
}

/// What a clinic may do to a pack in a year, a step a month.
fn story(name: &str) -> Place {
    let place = Place::new(name);
    let folder = place.path();
    copy(&support::root().join("rules/demo"), &folder.join("rules/demo"));
    git(folder, &["init", "-q"]);
    commit_by(folder, "Sam Reyes", "2026-01-12", "The demo pack");
    edit(&folder.join(RULES), "rules:\n", "# What is looked at, and by whom.\nrules:\n\n");
    commit_by(folder, "Sam Reyes", "2026-02-12", "Reformat");
    edit(&folder.join(RULES), "low_mood,", "mood_is_low,");
    commit_by(folder, "Sam Reyes", "2026-03-12", "Rename a fact");
    write(&folder.join("README.md"), "Our rules.\n");
    commit_by(folder, "Sam Reyes", "2026-03-13", "Nothing about the pack");
    edit(&folder.join(RULES), "systolic_bp >= 160 mmHg", "systolic_bp >= 170 mmHg");
    commit_by(folder, "Amara Okafor", "2026-04-12", "Raise the limit");
    edit(&folder.join(RULES), "systolic_bp >= 170 mmHg", "sistolic_bp >= 150 mmHg");
    commit_by(folder, "Sam Reyes", "2026-05-12", "Lower the limit, with a slip");
    edit(&folder.join(RULES), "sistolic_bp", "systolic_bp");
    commit_by(folder, "Kenji Ito", "2026-05-13", "Mend the slip");
    edit(&folder.join(RULES), "when: systolic_bp >= 150 mmHg", "when: {any: [systolic_bp >= 150 mmHg]}");
    commit_by(folder, "Sam Reyes", "2026-06-12", "Write the limit as a list");
    edit(&folder.join(RULES), "heart.pressure ", "heart.blood-pressure ");
    edit(&folder.join(RULES), "Blood pressure at the limit", "Blood pressure at or above the limit");
    commit_by(folder, "Sam Reyes", "2026-07-12", "A clearer name");
    fs::create_dir_all(folder.join("clinic")).expect("a folder");
    git(folder, &["mv", "rules/demo", "clinic/intake"]);
    commit_by(folder, "Sam Reyes", "2026-08-12", "Move the pack");
    edit(&folder.join(MOVED), "any: [pregnant,", "any: [pregnant, systolic_bp < 90 mmHg,");
    commit_by(folder, "Amara Okafor", "2026-09-12", "Look at low pressures too");
    place
}

const APPLICANT: &str = r#"{"applicant": "D-1", "as_of": "2026-11-23",
 "answers": {"mood2": [3, 2], "pregnant": "no", "medicines": "none", "systolic_bp": 165}}
"#;

/// The pack as a commit of the story left it, beside the repository.
fn checked_out(place: &Place, subject: &str, name: &str) -> Place {
    let other = Place::new(name);
    let at = git(place.path(), &["log", "--format=%H", "--fixed-strings", "--grep", subject]).stdout;
    let at = String::from_utf8(at).expect("UTF-8");
    let there = other.path().join("work");
    git(place.path(), &["worktree", "add", "-q", "--detach", &there.to_string_lossy(), at.trim()]);
    other
}

#[test]
fn a_rule_is_followed_over_a_history() {
    let place = story("blame-rule");
    let (code, page, err) = blame(place.path(), &[&["heart.blood-pressure"], AS_OF.as_slice()].concat());
    assert_eq!(code, 0, "{err}");
    assert_eq!(steady(&err), "note: before <commit> the pack stood in `rules/demo`\n");
    assert_eq!(page.lines().find(|line| line.chars().count() > 80), None);
    insta::assert_snapshot!("rule", steady(&page));

    let today = json(place.path(), &["heart.blood-pressure"]);
    assert_eq!(
        subjects(&today["steps"]),
        ["A clearer name", "Mend the slip", "Raise the limit", "The demo pack"],
        "newest first"
    );
    let verdict = |at: usize| (&today["steps"][at]["change"]["cause"], &today["steps"][at]["change"]["verdict"]);
    assert_eq!(verdict(0), (&"renamed".into(), &"equal".into()));
    assert_eq!(verdict(1), (&"text".into(), &"stricter".into()));
    assert_eq!(verdict(2), (&"text".into(), &"milder".into()));
    assert_eq!(today["steps"][1]["commit"]["at"], "2026-05-12T22:30:00Z");
    assert_eq!(today["steps"][1]["unreadable_before"], 1);
    assert_eq!(subjects(&today["commits"]["reworded"]), ["Write the limit as a list"]);
    assert_eq!(today["commits"]["touching"], 10, "one commit touches something else");
    assert_eq!(subjects(&today["unreadable"]), ["Lower the limit, with a slip"]);

    // By its old id, and from inside the pack.
    let mut old = json(&place.path().join("clinic/intake/rules"), &["heart.pressure"]);
    assert_eq!((&old["asked"], &old["rule"]), (&"heart.pressure".into(), &"heart.blood-pressure".into()));
    old["asked"] = today["asked"].clone();
    assert_eq!(old, today);
}

#[test]
fn a_rule_that_other_commits_leave_alone_is_not_blamed_on_them() {
    let place = story("blame-others");
    let mood = json(place.path(), &["mood.low"]);
    assert_eq!(subjects(&mood["steps"]), ["The demo pack"]);
    assert_eq!(subjects(&mood["commits"]["reworded"]), ["Rename a fact"]);
    let look = json(place.path(), &["person.look-first"]);
    assert_eq!(subjects(&look["steps"]), ["Look at low pressures too", "The demo pack"]);
    // Through a setting: the text of the rule stays.
    edit(&place.path().join("clinic/intake/pack.yaml"), "is: 3,", "is: 4,");
    commit_by(place.path(), "Kenji Ito", "2026-10-12", "Ask from four");
    let mood = json(place.path(), &["mood.low"]);
    assert_eq!(subjects(&mood["steps"]), ["Ask from four", "The demo pack"]);
    assert_eq!(mood["steps"][0]["change"]["through"][0], "parameter low_mood_from");
    let (_, page, _) = blame(place.path(), &["mood.low"]);
    says(&page, "its text is the same; it changes through parameter low_mood_from");
    says(&page, "11 commits touch the pack: 1 changed what this rule means.");
}

#[test]
fn a_decision_is_made_again_over_a_history() {
    let place = story("blame-decision");
    let then = checked_out(&place, "Rename a fact", "blame-decision-then");
    let pack = then.path().join("work/rules/demo");
    write(&then.path().join("answers.json"), APPLICANT);
    let decided = run(then.path(), &["screen", "--pack", &pack.to_string_lossy(), "--format", "json", "answers.json"]);
    write(&then.path().join("decision.json"), &out(&decided));
    let file = |name: &str| then.path().join(name).to_string_lossy().into_owned();
    let (decision, answers) = (file("decision.json"), file("answers.json"));

    let (code, page, err) = blame(place.path(), &[&decision, "--answers", &answers]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(page.lines().find(|line| line.chars().count() > 80), None);
    insta::assert_snapshot!("decision", steady(&page));

    let found = json(place.path(), &[&decision, "--answers", &answers]);
    assert_eq!(subjects(&found["turns"]), ["Mend the slip", "Raise the limit"]);
    assert_eq!((&found["commits"]["later"], &found["now"]["screening"]), (&2.into(), &"hold".into()));
    assert_eq!(found["decided"]["commit"]["subject"], "Rename a fact");
    assert_eq!(found["turns"][1]["rules"][0]["change"]["verdict"], "milder");
    assert_eq!(found["commits"]["stirred"], Value::Array(Vec::new()), "a new id is no new finding");

    // From an archive that keeps the answers, among others.
    let mut other: Value = serde_json::from_str(APPLICANT).expect("JSON");
    other["applicant"] = "D-2".into();
    write(&then.path().join("other.json"), &other.to_string());
    let (archive, pack) = (file("archive.ndjson"), pack.to_string_lossy());
    let record = ["screen", "--pack", &pack, "--record", &archive, "--keep-answers", &answers, &file("other.json")];
    assert_eq!(crate::cli::code(&run(place.path(), &record)), 0);
    let (code, _, err) = blame(place.path(), &[&archive]);
    assert_eq!(code, 2);
    says(&err, "archive.ndjson holds 2 decisions: say which with --number or --applicant");
    for which in [["--number", "1"], ["--applicant", "D-1"]] {
        assert_eq!(json(place.path(), &[&[archive.as_str()], which.as_slice()].concat()), found);
    }
    // After the version it was decided with, where that is left out.
    let raised = git(place.path(), &["log", "--format=%H", "--grep", "Raise the limit"]).stdout;
    let raised = String::from_utf8(raised).expect("UTF-8");
    let late = json(place.path(), &[&decision, "--answers", &answers, "--since", raised.trim()]);
    assert_eq!((subjects(&late["turns"]), &late["decided"]["commit"]), (vec!["Mend the slip"], &Value::Null));

    // `replay --with` says how to ask.
    fs::remove_file(place.path().join("README.md")).expect("a file");
    edit(&place.path().join(MOVED), "150 mmHg", "170 mmHg");
    let with = ["replay", &decision, "--answers", &answers, "--pack", &pack, "--with", "clinic/intake"];
    let output = run(place.path(), &with);
    assert_eq!(crate::cli::code(&output), 0);
    let asks = format!("note: which change did it: `anteroom blame {decision} --answers FILE --pack clinic/intake`\n");
    assert_eq!(crate::cli::err(&output), asks);
    let (_, _, err) = blame(place.path(), &[&decision, "--answers", &answers]);
    says(&err, "`clinic/intake` holds changes that are in no commit yet, and they are not looked at");
}

#[test]
fn a_form_that_changes_is_part_of_the_answer() {
    let place = repository("blame-form");
    let folder = place.path();
    write(&folder.join("answers.json"), APPLICANT);
    let decided = run(folder, &["screen", "--pack", "rules/demo", "--format", "json", "answers.json"]);
    write(&folder.join("decision.json"), &out(&decided));
    edit(&folder.join("rules/demo/questionnaire.yaml"), "id: systolic_bp", "id: upper_number");
    edit(&folder.join(RULES), "systolic_bp", "upper_number");
    commit_by(folder, "Sam Reyes", "2026-10-12", "Call it the upper number");
    let found = json(folder, &["decision.json", "--answers", "answers.json"]);
    assert_eq!(subjects(&found["turns"]), ["Call it the upper number"]);
    assert_eq!(found["turns"][0]["old"]["screening"], "hold");
    assert_eq!(found["turns"][0]["new"]["screening"], "incomplete");
    let (_, page, _) = blame(folder, &["decision.json", "--answers", "answers.json"]);
    says(&page, "upper_number Blood pressure, upper number");
    says(&page, "asked besides: upper_number");
}

#[test]
fn a_merge_is_one_change() {
    let place = repository("blame-merge");
    let folder = place.path();
    git(folder, &["checkout", "-q", "-b", "limits"]);
    for (from, to, subject) in [("160 mmHg", "165 mmHg", "Raise"), ("165 mmHg", "170 mmHg", "Raise more")] {
        edit(&folder.join(RULES), from, to);
        commit_by(folder, "Kenji Ito", "2026-10-12", subject);
    }
    git(folder, &["checkout", "-q", "main"]);
    edit(&folder.join("rules/demo/pack.yaml"), "is: 3,", "is: 4,");
    commit_by(folder, "Sam Reyes", "2026-10-13", "Ask from four");
    git(folder, &["merge", "-q", "--no-ff", "-m", "Merge the limits", "limits"]);
    write(&folder.join("README.md"), "Our rules.\n");
    commit_by(folder, "Sam Reyes", "2026-10-14", "Nothing about the pack");
    let found = json(folder, &["heart.pressure"]);
    assert_eq!(subjects(&found["steps"]), ["Merge the limits", "The demo pack"]);
    assert_eq!(subjects(&found["steps"][0]["commit"]["merged"]), ["Raise more", "Raise"]);
    assert_eq!(found["commits"]["touching"], 3);
    says(&blame(folder, &["heart.pressure"]).1, "a merge of 2 commits that touch the pack:");
    // What the merge brought in is no change of what it did not touch.
    assert_eq!(subjects(&json(folder, &["mood.low"])["steps"]), ["Ask from four", "The demo pack"]);
}

#[test]
fn who_signed_a_version_is_told_with_it() {
    let place = Place::new("blame-signed");
    let folder = place.path();
    git(folder, &["init", "-q"]);
    let signed = support::files(&support::root().join("fixtures/signed/ours"));
    let (approvals, pack): (Vec<_>, Vec<_>) = signed.into_iter().partition(|(path, _)| path.ends_with(".json"));
    for (path, text) in &pack {
        write(&folder.join("ours").join(path), text);
    }
    commit_by(folder, "Sam Reyes", "2026-11-22", "Our rules");
    for (path, text) in &approvals {
        write(&folder.join("ours").join(path), text);
    }
    commit_by(folder, "Amara Okafor", "2026-11-24", "Signed");
    edit(&folder.join("ours/rules/ours.yaml"), "160 mmHg", "170 mmHg");
    commit_by(folder, "Sam Reyes", "2026-11-25", "Raise the limit");
    let found = json(folder, &["heart.pressure"]);
    assert_eq!(subjects(&found["steps"]), ["Raise the limit", "Our rules"]);
    assert_eq!((&found["steps"][0]["signatures"], &found["commits"]["unchanged"]), (&Value::Array(vec![]), &1.into()));
    let of = &found["steps"][1]["signatures"];
    assert_eq!((&of[0]["name"], &of[0]["status"]), (&"Amara Okafor MD".into(), &"valid".into()));
    assert_eq!((&of[1]["name"], of.as_array().map(Vec::len)), (&"Kenji Ito MD".into(), Some(2)));
    let (_, page, _) = blame(folder, &["heart.pressure"]);
    says(&page, "✓ valid 2026-11-23T14:02:11Z Amara Okafor MD clinical approval (clinician)");
    says(&page, "2 of 2 required signatures.");
    says(&page, "nobody signed this version");
    // Whoever edits an approval afterwards is found out.
    let (path, text) = &approvals[0];
    write(&folder.join("ours").join(path), &text.replace("clinical approval", "clinical approval, all of it"));
    commit_by(folder, "Sam Reyes", "2026-11-26", "Say more");
    says(&blame(folder, &["heart.pressure"]).1, "✗ signature does not fit: changed after it was signed");
}

#[test]
fn rules_that_come_and_go_are_told() {
    let place = repository("blame-gone");
    let folder = place.path();
    let text = fs::read_to_string(folder.join(RULES)).expect("a file");
    let (before, after) = text.split_once("  - rule: person.look-first").expect("the last rule");
    write(&folder.join(RULES), before);
    commit_by(folder, "Sam Reyes", "2026-10-12", "Nobody looks first");
    let gone = json(folder, &["person.look-first"]);
    assert_eq!(
        (subjects(&gone["steps"]), &gone["is_there"]),
        (vec!["Nobody looks first", "The demo pack"], &false.into())
    );
    assert_eq!(gone["steps"][0]["change"]["cause"], "removed");
    says(&blame(folder, &["person.look-first"]).1, "which has no such rule any more");
    write(&folder.join(RULES), &format!("{before}  - rule: person.look-first{after}"));
    commit_by(folder, "Sam Reyes", "2026-10-13", "Somebody does");
    let back = json(folder, &["person.look-first"]);
    assert_eq!(subjects(&back["steps"]), ["Somebody does", "Nobody looks first", "The demo pack"]);
    assert_eq!((&back["steps"][0]["change"]["cause"], &back["is_there"]), (&"added".into(), &true.into()));
    // The whole pack, too, and under another id.
    git(folder, &["rm", "-q", "-r", "rules"]);
    commit_by(folder, "Sam Reyes", "2026-10-14", "No rules");
    git(folder, &["checkout", "-q", "HEAD~1", "--", "rules"]);
    edit(&folder.join("rules/demo/pack.yaml"), "pack: demo", "pack: intake");
    commit_by(folder, "Sam Reyes", "2026-10-15", "Rules again");
    edit(&folder.join(RULES), "160 mmHg", "170 mmHg");
    commit_by(folder, "Sam Reyes", "2026-10-16", "Raise the limit");
    let found = json(folder, &["heart.pressure"]);
    assert_eq!(subjects(&found["steps"]), ["Raise the limit", "The demo pack"]);
    assert_eq!(subjects(&found["unreadable"]), ["No rules"]);
    assert_eq!(found["unreadable"][0]["why"], "there is no pack in the folder");
}

#[test]
fn only_what_came_after_a_revision_is_looked_at() {
    let place = repository("blame-since");
    let folder = place.path();
    for (from, to, subject) in [("160 mmHg", "165 mmHg", "Raise"), ("165 mmHg", "170 mmHg", "Raise more")] {
        edit(&folder.join(RULES), from, to);
        commit_by(folder, "Kenji Ito", "2026-10-12", subject);
    }
    let found = json(folder, &["heart.pressure", "--since", "HEAD~1"]);
    assert_eq!((subjects(&found["steps"]), &found["commits"]["touching"]), (vec!["Raise more"], &1.into()));
    assert_eq!(subjects(&json(folder, &["heart.pressure", "--since", "v1.0.0"])["steps"]), ["Raise more", "Raise"]);
    // Nothing found is an answer.
    let (code, page, err) = blame(folder, &["heart.pressure", "--since", "HEAD"]);
    assert_eq!((code, err.as_str()), (0, ""));
    says(&page, "No commit touches the pack since `HEAD`.");
    json(folder, &["heart.pressure", "--since", "HEAD"]);
    let (_, page, _) = blame(folder, &["mood.low", "--since", "v1.0.0"]);
    says(&page, "2 commits touch the pack since `v1.0.0`: none changed what this rule means.");
    says(&page, "2 are proved to change nothing here.");
    // The version before cannot be read: its change is not known, and no other is made up.
    let broken = repository("blame-since-broken");
    edit(&broken.path().join(RULES), "systolic_bp", "sistolic_bp");
    commit_by(broken.path(), "Sam Reyes", "2026-10-12", "A slip");
    edit(&broken.path().join(RULES), "sistolic_bp", "systolic_bp");
    commit_by(broken.path(), "Sam Reyes", "2026-10-13", "Mend the slip");
    let (_, page, _) = blame(broken.path(), &["heart.pressure", "--since", "HEAD~1"]);
    says(&page, "is compared with nothing, as what stood before it cannot be read");
}

#[test]
fn what_cannot_be_looked_at_is_told() {
    let place = story("blame-mistyped");
    let folder = place.path();
    copy(&support::root().join("rules/demo"), &folder.join("new"));
    write(&folder.join("answers.json"), APPLICANT);
    write(&folder.join("others.json"), &APPLICANT.replace("165", "166"));
    let decided = run(folder, &["screen", "--pack", "clinic/intake", "--format", "json", "answers.json"]);
    write(&folder.join("decision.json"), &out(&decided));
    write(&folder.join("foreign.json"), &out(&decided).replace("\"sha256:", "\"sha256:0"));
    write(&folder.join("changed.json"), &out(&decided).replace("\"screening\": \"hold\"", "\"screening\": \"clear\""));
    let answers = ["--answers", "answers.json"];
    for (arguments, exit, words) in [
        (
            &["heart.blood-presure"] as &[&str],
            2,
            "no rule is or was called `heart.blood-presure` in the pack in `clinic/intake`",
        ),
        (&["heart.blood-presure"], 2, "did you mean `heart.blood-pressure`?"),
        (&["heart.presure"], 2, "did you mean `heart.pressure`?"),
        (&["mood.low", "--since", "mian"], 2, "there is no revision `mian` in this repository; did you mean `main`?"),
        (&["mood.low", "--pack", "nowhere"], 2, "nowhere: no such folder"),
        (&["mood.low", "--pack", "new"], 2, "new: this pack is in no commit yet, and has no history"),
        (&["mood.low", "--pack", "clinic"], 2, "`HEAD` holds no pack in `clinic`; its packs are in `clinic/intake`"),
        (&["mood.low", "--as-of", "23.11.2026"], 2, "year-month-day"),
        (&["mood.low", "--number", "1"], 2, "--number is about a decision, and `mood.low` is no file"),
        (&["no/decision"], 2, "no/decision: no such file"),
        (&["no-decision.json"], 2, "no-decision.json: no such file"),
        (&["answers.json"], 2, "this is no decision"),
        (&["decision.json"], 2, "the answers of D-1 are not at hand; --answers names the file that holds them"),
        (&["decision.json", "--as-of", "2026-11-23"], 2, "a decision has a date of its own"),
        (&["decision.json", "--number", "1"], 2, "is no archive: its decisions have no numbers"),
        (&["decision.json", "--applicant", "D-9"], 2, "there is no decision for D-9 in decision.json"),
        (
            &["foreign.json", "--answers", "answers.json"],
            2,
            "it was never committed, or the history was rewritten since",
        ),
        (&["decision.json", "--answers", "others.json"], 4, "these answers of D-1 are not those that were decided"),
        (&["changed.json", "--answers", "answers.json"], 4, "`anteroom replay` says what differs"),
    ] {
        let (code, out, err) = blame(folder, arguments);
        assert_eq!((code, out.as_str()), (exit, ""), "{arguments:?}: {err}");
        says(&err, words);
    }
    assert_eq!(blame(folder, &[&["decision.json"], answers.as_slice()].concat()).0, 0);
    commit_by(folder, "Sam Reyes", "2026-10-12", "A second pack");
    says(&blame(folder, &["mood.low"]).2, "the newest commit holds several packs, in `new`, `clinic/intake`");
    // History that was rewritten no longer holds what it was.
    git(folder, &["tag", "before"]);
    git(folder, &["commit", "-q", "--amend", "-m", "A second pack, perhaps"]);
    let (code, _, err) = blame(folder, &["mood.low", "--pack", "clinic/intake", "--since", "before"]);
    assert_eq!(code, 2);
    says(&err, "`before` is not part of the history of the commit here");
    says(&err, "or the history was rewritten since");
}

#[test]
fn where_no_history_is_there_is_nothing_to_look_at() {
    let outside = Place::new("blame-outside");
    copy(&support::root().join("rules/demo"), &outside.path().join("demo"));
    let (code, _, err) = blame(outside.path(), &["mood.low"]);
    assert_eq!(code, 2);
    says(&err, "this folder lies in no git repository, and only a history says which change did it");
    git(outside.path(), &["init", "-q"]);
    let (code, _, err) = blame(outside.path(), &["mood.low"]);
    assert_eq!(code, 2);
    says(&err, "it has no branch and no tag yet: commit first");

    let place = repository("blame-deep");
    edit(&place.path().join(RULES), "160 mmHg", "150 mmHg");
    commit_by(place.path(), "Sam Reyes", "2026-10-12", "Lower the limit");
    let shallow = Place::new("blame-shallow");
    let url = format!("file://{}", place.path().display());
    git(shallow.path(), &["clone", "-q", "--depth", "1", "--no-tags", &url, "clone"]);
    let clone = shallow.path().join("clone");
    let (code, _, err) = blame(&clone, &["mood.low"]);
    assert_eq!(code, 2);
    says(&err, "what changed before the oldest commit here cannot be told");
    says(&err, "git fetch --unshallow --tags");
    let (code, page, _) = blame(&clone, &["mood.low", "--since", "HEAD"]);
    assert_eq!(code, 0, "what is here can be looked at: {page}");

    edit(&place.path().join(RULES), "systolic_bp", "sistolic_bp");
    git(place.path(), &["checkout", "-q", "--orphan", "broken"]);
    commit_by(place.path(), "Sam Reyes", "2026-10-13", "Only mistakes");
    let (code, _, err) = blame(place.path(), &["mood.low"]);
    assert_eq!(code, 1);
    says(&err, "rules/demo.yaml:11: `sistolic_bp` is not known (and 1 more)");
    says(&err, "error: no version of the pack can be read");
}

#[cfg(unix)]
#[test]
fn without_git_it_says_so() {
    let place = repository("blame-no-git");
    let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
    command.args(["blame", "mood.low"]).current_dir(place.path()).env("PATH", place.path().join("nowhere"));
    let output = command.output().expect("the program starts");
    assert_eq!(code(&output), 2);
    says(&err(&output), "the `git` command is not installed here");
}

#[cfg(unix)]
#[test]
fn nothing_that_the_repository_names_runs() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = repository("blame-hooks");
    let trap = place.path().join("ran");
    let script = place.path().join("trap.sh");
    write(&script, &format!("#!/bin/sh\ntouch '{}'\n", trap.display()));
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a mode");
    write(&place.path().join(".gitattributes"), "*.yaml filter=trap diff=trap\n");
    commit_by(place.path(), "Sam Reyes", "2026-10-12", "Attributes");
    let script = script.to_string_lossy().into_owned();
    for (name, value) in [
        ("core.fsmonitor", script.as_str()),
        ("core.pager", &script),
        ("gpg.program", &script),
        ("log.showSignature", "true"),
        ("filter.trap.clean", &script),
        ("filter.trap.smudge", &script),
        ("diff.trap.textconv", &script),
        ("diff.external", &script),
    ] {
        git(place.path(), &["config", name, value]);
    }
    assert_eq!(blame(place.path(), &["mood.low"]).0, 0);
    assert!(!trap.exists(), "something ran");
}

/// The demo pack with a stricter limit, another setting, and a rule under another id and in other words.
fn edited() -> Pack {
    let mut files = support::pack_files("demo");
    for (_, text) in &mut files {
        *text = text
            .replace("is: 3,", "is: 4,")
            .replace(">= 160 mmHg", ">= 150 mmHg")
            .replace("rule: person.look-first", "rule: person.somebody")
            .replace("any: [pregnant,", "any: [pregnant == yes,");
    }
    support::pack_of(&files).0.expect("a pack")
}

#[test]
fn a_rule_by_itself_is_told_as_among_all() {
    let old = support::pack_of(&support::pack_files("demo")).0.expect("a pack");
    let new = edited();
    let programs = [&old, &new].map(|pack| program::from_pack(pack).expect("a program"));
    let sides = [(&old, &programs[0]), (&new, &programs[1])].map(|(pack, program)| Side { pack, program, place: "" });
    let as_of = Date::parse("2026-11-23").expect("a date");
    for ([old, new], before) in [(sides, "person.look-first"), ([sides[1], sides[0]], "person.somebody")] {
        let all = audit::compare(old, new, as_of).rules;
        assert_eq!(all.len(), 3);
        let mut between = Between::new(old, new, as_of);
        for rule in &all {
            assert_eq!(between.rule(&rule.rule).as_ref(), Some(rule));
        }
        let renamed = all.iter().find(|rule| rule.cause == Cause::Renamed(before.to_owned()));
        assert!(renamed.is_some());
        assert_eq!(between.rule(before).as_ref(), renamed, "by its old id");
        assert_eq!(between.rule("no.such-rule"), None);
        assert!(between.faults().is_empty());
    }
}
