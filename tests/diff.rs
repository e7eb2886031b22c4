//! `anteroom diff` in a repository of its own: revisions, ranges, moved packs, shallow clones, and everything one may mistype.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support;
use crate::support::repository::{Place, commit, copy, edit, git, repository, says, write};

/// What `anteroom diff` says in a folder: exit code, output, messages.
fn diff_in(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
    command.arg("diff").args(arguments).current_dir(folder).stdin(Stdio::null()).env("NO_COLOR", "1");
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
}

const RULES: &str = "rules/demo/rules/demo.yaml";

#[test]
fn a_limit_moves_between_a_revision_and_the_working_folder() {
    let place = repository("limit");
    let folder = place.path();
    let (code, out, err) = diff_in(folder, &["main"]);
    assert_eq!((code, err.as_str()), (0, ""));
    says(&out, "The packs are the same. Proved: no decision changes.");
    assert_eq!(diff_in(folder, &["main", "--exit-code"]).0, 0);

    edit(&folder.join(RULES), "systolic_bp >= 160 mmHg", "systolic_bp >= 150 mmHg");
    let (code, out, err) = diff_in(folder, &["main"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    says(&out, "- \"Blood pressure, upper number\" is 160 or more");
    says(&out, "+ \"Blood pressure, upper number\" is 150 or more");
    says(&out, "Its condition changed and its sources did not");
    says(&out, "Its reason still says 160.");
    assert_eq!(diff_in(folder, &["main", "--exit-code"]).0, 1);

    // From inside the pack, by a path, as a range, and between two revisions.
    let inside = folder.join("rules/demo/rules");
    for (at, arguments) in [
        (inside.as_path(), &["main"] as &[&str]),
        (inside.as_path(), &["main:../../demo"]),
        (folder, &["HEAD:rules/demo"]),
        (folder, &["v1.0.0.."]),
        (folder, &["v1.0.0", "rules/demo"]),
        (folder, &["v1.0.0", "--pack", "rules/demo"]),
        (folder, &["main:", "./rules/demo/pack.yaml"]),
    ] {
        let (code, out, err) = diff_in(at, arguments);
        assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
        says(&out, "150 or more");
    }
    commit(folder, "Align the limit");
    let (_, out, _) = diff_in(folder, &["main"]);
    says(&out, "no decision changes");
    for range in ["v1.0.0..main", "HEAD~1..HEAD", "v1.0.0:rules/demo..main:rules/demo"] {
        says(&diff_in(folder, &[range]).1, "150 or more");
    }
    let (_, out, _) = diff_in(folder, &["main", "v1.0.0"]);
    says(&out, "+ \"Blood pressure, upper number\" is 160 or more");
}

#[test]
fn all_formats_are_written() {
    let place = repository("formats");
    edit(&place.path().join(RULES), "systolic_bp >= 160 mmHg", "systolic_bp >= 150 mmHg");
    let page = |format: &str| {
        let (code, out, err) = diff_in(place.path(), &["main", "--as-of", "2026-11-23", "--format", format]);
        assert_eq!((code, err.as_str()), (0, ""), "{format}");
        out
    };
    let json: serde_json::Value = serde_json::from_str(&page("json")).expect("JSON");
    assert_eq!((json["schema"].as_str(), json["as_of"].as_str()), (Some("anteroom.change/1"), Some("2026-11-23")));
    let digest = json["digest"].as_str().expect("a digest").to_owned();
    for format in ["text", "markdown", "html"] {
        assert!(page(format).contains(&digest), "{format}");
    }
    // Wherever the packs were read, the change is the same.
    let before = Place::new("formats-before");
    copy(&support::root().join("rules/demo"), before.path());
    let old = before.path().to_string_lossy().into_owned();
    let (_, out, _) = diff_in(place.path(), &[&old, "rules/demo", "--as-of", "2026-11-23", "--format", "json"]);
    let other: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(other["digest"], digest.as_str());
}

#[test]
fn a_pack_that_moved_is_found_by_its_id() {
    let place = repository("moved");
    let folder = place.path();
    fs::create_dir_all(folder.join("clinic")).expect("a folder");
    git(folder, &["mv", "rules/demo", "clinic/intake"]);
    commit(folder, "Move the pack");
    let (code, out, err) = diff_in(folder, &["v1.0.0"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(err, "note: in `v1.0.0` the pack `demo` stands in `rules/demo`\n");
    says(&out, "no decision changes");
    // A second pack: which is meant has to be said.
    copy(&support::root().join("fixtures/checker/base"), &folder.join("rules/base"));
    let (code, _, err) = diff_in(folder, &["v1.0.0"]);
    assert_eq!(code, 2);
    assert_eq!(
        err,
        "error: the working folder holds several packs, in `clinic/intake`, `rules/base`: say which with --pack DIR\n"
    );
    assert_eq!(diff_in(folder, &["v1.0.0", "--pack", "clinic/intake"]).0, 0);
    let (code, _, err) = diff_in(folder, &["v1.0.0", "--pack", "rules/base"]);
    assert_eq!(code, 2);
    says(
        &err,
        "`v1.0.0` holds no pack called `base`; its packs are in `rules/demo`; name its folder with `v1.0.0:PATH`",
    );
    let (code, _, err) = diff_in(folder, &["v1.0.0:rules/demmo", "--pack", "clinic/intake"]);
    assert_eq!(code, 2);
    says(&err, "holds no pack in `rules/demmo`; did you mean `v1.0.0:rules/demo`?");
}

#[test]
fn what_is_mistyped_is_told() {
    let place = repository("mistyped");
    let folder = place.path();
    write(&folder.join("cohort.ndjson"), "{}\n");
    for (arguments, words) in [
        (&["mian"] as &[&str], "there is no revision `mian` in this repository; did you mean `main`?"),
        (&["v1.0.1"], "there is no revision `v1.0.1` in this repository; did you mean `v1.0.0`?"),
        (
            &["HEAD~9"],
            "there is no revision `HEAD~9` in this repository; `HEAD` is there, with fewer commits behind it",
        ),
        (&["main..mian"], "did you mean `main`?"),
        (&["main...HEAD"], "`$(git merge-base main HEAD)`"),
        (&["main..HEAD", "HEAD"], "`main..HEAD` names both sides already"),
        (&["./demo"], "demo: no such folder"),
        (&["cohort.ndjson"], "a pack is a folder; give answers as --cohort FILE"),
        (&[RULES], "a pack is a folder with `pack.yaml` in it"),
        (&[":rules/demo"], "names no revision before its colon"),
        (&["main", "--as-of", "23.11.2026"], "year-month-day"),
        (&["main", "--cases", "no-such-folder"], "no-such-folder: no such folder"),
        (&["main", "--cohort", "none.ndjson"], "none.ndjson: no such file"),
        (&["main", "--pack", "no-such-folder"], "no-such-folder: no such folder"),
    ] {
        let (code, out, err) = diff_in(folder, arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}: {err}");
        says(&err, words);
    }
    // An option is never taken for a revision, nor the other way round.
    let (code, _, err) = diff_in(folder, &["--", "--upload-pack=touch x"]);
    assert_eq!(code, 2);
    says(&err, "is no name of a revision");
    fs::create_dir(folder.join("main")).expect("a folder");
    assert_eq!(diff_in(folder, &["main"]).0, 0, "a folder that is no pack");
    copy(&support::root().join("rules/demo"), &folder.join("main"));
    let (code, _, err) = diff_in(folder, &["main", "rules/demo"]);
    assert_eq!(code, 2);
    says(&err, "`main` is both a folder and a revision: write `./main` for the folder or `main:` for the revision");
    assert_eq!(diff_in(folder, &["./main", "rules/demo"]).0, 0);
    assert_eq!(diff_in(folder, &["main:rules/demo", "rules/demo"]).0, 0);
}

#[test]
fn a_folder_outside_of_any_repository_says_so() {
    let place = Place::new("outside");
    copy(&support::root().join("rules/demo"), &place.path().join("old"));
    copy(&support::root().join("rules/demo"), &place.path().join("new"));
    edit(&place.path().join("new/rules/demo.yaml"), "systolic_bp >= 160 mmHg", "systolic_bp >= 150 mmHg");
    let (code, out, err) = diff_in(place.path(), &["old", "new"]);
    assert_eq!((code, err.as_str()), (0, ""), "two folders need no git");
    says(&out, "150 or more");
    let (code, _, err) = diff_in(place.path(), &["main"]);
    assert_eq!(code, 2);
    says(&err, "`main` is no folder, and a revision it cannot be: this folder lies in no git repository");
    let (code, _, err) = diff_in(place.path(), &["old"]);
    assert_eq!(code, 2);
    says(&err, "name the new pack too, as `anteroom diff OLD NEW`");
}

#[cfg(unix)]
#[test]
fn without_git_folders_are_still_compared() {
    let place = repository("no-git");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
        let nowhere = place.path().join("nowhere");
        command.arg("diff").args(arguments).current_dir(place.path()).env("PATH", nowhere).stdin(Stdio::null());
        let output = command.output().expect("the program starts");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    };
    let (code, err) = run(&["main"]);
    assert_eq!(code, Some(2));
    says(&err, "the `git` command is not installed here");
    assert_eq!(run(&["rules/demo", "rules/demo"]), (Some(0), String::new()));
}

#[test]
fn a_shallow_clone_says_how_to_fetch_the_rest() {
    let place = repository("deep");
    edit(&place.path().join(RULES), "160", "150");
    commit(place.path(), "Align the limit");
    let shallow = Place::new("shallow");
    let url = format!("file://{}", place.path().display());
    git(shallow.path(), &["clone", "-q", "--depth", "1", "--no-tags", &url, "clone"]);
    let clone = shallow.path().join("clone");
    for revision in ["HEAD~1", "v1.0.0"] {
        let (code, _, err) = diff_in(&clone, &[revision]);
        assert_eq!(code, 2);
        says(&err, &format!("there is no revision `{revision}`"));
        says(&err, "this clone is shallow and holds only 1 of the commits");
        says(&err, "git fetch --unshallow --tags");
    }
    assert_eq!(diff_in(&clone, &["main"]).0, 0);
    let (_, _, err) = {
        git(&clone, &["checkout", "-q", "--detach"]);
        git(&clone, &["branch", "-q", "-D", "main"]);
        diff_in(&clone, &["main"])
    };
    says(&err, "did you mean `origin/main`?");
}

#[test]
fn packs_that_cannot_be_used_are_told_by_side() {
    let place = repository("broken");
    let folder = place.path();
    edit(&folder.join(RULES), "systolic_bp >= 160 mmHg", "sistolic_bp >= 160 mmHg");
    let (code, out, err) = diff_in(folder, &["main"]);
    assert_eq!((code, out.as_str()), (1, ""));
    says(&err, "did you mean `systolic_bp`?");
    says(&err, "error: the new pack, rules/demo, has mistakes and cannot be compared");
    commit(folder, "A mistake");
    edit(&folder.join(RULES), "sistolic_bp >= 160 mmHg", "systolic_bp >= 160 mmHg");
    let (code, _, err) = diff_in(folder, &["main"]);
    assert_eq!(code, 1);
    says(&err, "error: the old pack, main (");
    says(&err, "):rules/demo/rules/demo.yaml:");
    for (path, text) in support::pack_files("demo") {
        let text =
            text.replace("systolic_bp", "upper_number").replace("pregnant", "with_child").replace("mood2", "mood3");
        write(&folder.join("other").join(path.replace("mood2", "mood3")), &text);
    }
    let kap = support::root().join("rules/kap").to_string_lossy().into_owned();
    let (code, _, err) = diff_in(folder, &[&kap, "other"]);
    assert_eq!(code, 2);
    says(&err, "have no question in common");
}

#[test]
fn nothing_of_the_repository_runs() {
    let place = repository("hooks");
    let folder = place.path();
    let trap = folder.join("ran");
    let script = format!("#!/bin/sh\ntouch '{}'\n", trap.display());
    for hook in ["post-checkout", "pre-commit", "post-index-change", "reference-transaction"] {
        write(&folder.join(".git/hooks").join(hook), &script);
    }
    write(&folder.join("trap.sh"), &script);
    #[cfg(unix)]
    for path in
        ["trap.sh", ".git/hooks/post-checkout", ".git/hooks/post-index-change", ".git/hooks/reference-transaction"]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folder.join(path), fs::Permissions::from_mode(0o755)).expect("a mode");
    }
    let shell = folder.join("trap.sh").to_string_lossy().into_owned();
    for (name, value) in [("core.fsmonitor", &shell), ("core.pager", &shell), ("core.sshCommand", &shell)] {
        git(folder, &["config", name, value]);
    }
    assert_eq!(diff_in(folder, &["main"]).0, 0);
    assert_eq!(diff_in(folder, &["v1.0.0..main"]).0, 0);
    assert!(!trap.exists(), "something ran");
}

const COHORT: &str = r#"{"applicant": "A-1", "as_of": "2026-11-20", "answers": {"mood2": [2, 2], "pregnant": false, "medicines": "none", "systolic_bp": 152}}
{"applicant": "A-2", "as_of": "2026-11-20", "answers": {"mood2": [2, 2], "pregnant": false, "medicines": "none", "systolic_bp": 120}}
{"applicant": "A-3", "as_of": "2026-11-20", "answers": {"mood2": [2, 2], "pregnant": true, "medicines": "warfarin for Zebulon", "systolic_bp": 155}}
{"applicant": "A-4", "answers": {"mood2": [0, 0], "systolic_bp": null}}
"#;

#[test]
fn applicants_that_move_are_told_by_id() {
    let place = repository("cohort");
    let folder = place.path();
    edit(&folder.join(RULES), "systolic_bp >= 160 mmHg", "systolic_bp >= 150 mmHg");
    edit(&folder.join("rules/demo/questionnaire.yaml"), "max: 300", "max: 250");
    write(&folder.join("cohort.ndjson"), COHORT);
    let arguments = ["main", "--cohort", "cohort.ndjson", "--as-of", "2026-11-23"];
    let (code, out, err) = diff_in(folder, &arguments);
    assert_eq!((code, err.as_str()), (0, ""));
    says(&out, "Cohort: 2 of 4 applicants move: 2 to something stricter, nobody to something milder.");
    says(&out, "A-1 Ready to book evaluation → Paused: a clinician must decide by heart.pressure");
    says(&out, "A-3 For a clinician → Paused: a clinician must decide by heart.pressure");
    assert!(!out.contains("A-2") && !out.contains("A-4") && !out.contains("152"), "{out}");
    let (_, out, err) = diff_in(folder, &[arguments.as_slice(), &["--show-phi"]].concat());
    says(&err, "note: answers of applicants that move are shown");
    says(&out, "systolic_bp: 152");
    assert!(!out.contains("Zebulon"), "the changed rule does not read it: {out}");

    let (_, out, _) = diff_in(folder, &[arguments.as_slice(), &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let moved = &json["cohort"]["moved"];
    assert_eq!((moved[0]["applicant"].as_str(), moved.as_array().map(Vec::len)), (Some("A-1"), Some(2)));
    assert_eq!(moved[0]["answers"], serde_json::Value::Null);

    // A form with an answer that only one of the packs can read.
    write(&folder.join("cohort.ndjson"), &COHORT.replace("120", "280"));
    let (_, out, _) = diff_in(folder, &arguments);
    says(&out, "The new pack could not read 1 answer of 1 applicant");
}

#[test]
fn a_cohort_of_another_form_is_refused() {
    let place = repository("foreign");
    let folder = place.path();
    let kap =
        fs::read_to_string(support::root().join("fixtures/applicants/hypertensive-emergency.json")).expect("JSON");
    write(&folder.join("kap.json"), &kap);
    let (code, out, err) = diff_in(folder, &["main", "--cohort", "kap.json"]);
    assert_eq!((code, out.as_str()), (2, ""));
    says(&err, "Old pack: 69 of 70 are to questions that the form `demo-form` of demo 1.0.0 does not have.");
    says(&err, "they fit the form `kap-intake` of kap 1.0.0");
    write(&folder.join("empty.ndjson"), "\n");
    assert_eq!(diff_in(folder, &["main", "--cohort", "empty.ndjson"]).0, 2);
}

#[test]
fn cases_beside_a_pack_are_tried() {
    let place = repository("cases");
    let folder = place.path();
    let case = "about: pressure just below\nexpect: {safety: none}\napplicant: C-1\nas_of: 2026-11-20\nanswers: {mood2: [2, 2], pregnant: no, medicines: none, systolic_bp: 155}\n";
    // Alone, without those that the pack brings.
    std::fs::remove_file(folder.join("rules/demo/cases/demo.yaml")).expect("a file");
    write(&folder.join("rules/demo/cases/heart/below.yaml"), case);
    edit(&folder.join(RULES), "systolic_bp >= 160 mmHg", "systolic_bp >= 150 mmHg");
    let expected = "C-1 (below.yaml) Ready to book evaluation → Paused: a clinician must decide";
    let (code, out, err) = diff_in(folder, &["main"]);
    assert_eq!((code, err.as_str()), (0, ""));
    says(&out, "The pack's cases: 1 of 1 applicant moves");
    says(&out, expected);
    commit(folder, "A case");
    says(&diff_in(folder, &["v1.0.0..main"]).1, expected);
    write(&folder.join("other/one.yaml"), &case.replace("155", "120"));
    says(&diff_in(folder, &["v1.0.0", "--cases", "other"]).1, "none of 1 applicant moves");
    // One that is like it has all its answers.
    let like = "{case: at the limit, like: C-1, answers: {systolic_bp: 150}, expect: TODO}\n";
    write(&folder.join("other/two.yaml"), like);
    let out = diff_in(folder, &["v1.0.0", "--cases", "other"]).1;
    says(&out, "1 of 2 applicants moves");
    says(&out, "at the limit (two.yaml) Ready to book evaluation → Paused: a clinician must decide");
}
