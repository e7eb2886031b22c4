//! Old decisions made again: the same bytes, or a statement of what differs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::cli::{code, err, folder, out, run, written};
use crate::support;

const CLEAN: &str = "fixtures/applicants/clean-treatment-resistant.yaml";
const HOLD: &str = "fixtures/applicants/hold-and-blanks-and-review.yaml";

fn text(path: impl AsRef<Path>) -> String {
    fs::read_to_string(support::root().join(path)).expect("a fixture")
}

/// Decides, and keeps what was written as a file.
fn screened(folder: &Path, name: &str, arguments: &[&str]) -> String {
    let output = run(&[&["screen"], arguments].concat());
    written(folder, name, &output.stdout)
}

fn replay(arguments: &[&str]) -> Output {
    run(&[&["replay"], arguments].concat())
}

/// The folders of `fixtures/decisions`, one a release.
fn releases() -> Vec<PathBuf> {
    let folders = fs::read_dir(support::root().join("fixtures/decisions")).expect("frozen decisions").flatten();
    folders.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

#[test]
fn decisions_of_every_release_come_out_the_same() {
    let releases = releases();
    assert!(releases.iter().any(|folder| folder.ends_with(env!("CARGO_PKG_VERSION"))), "this release has none");
    for folder in releases {
        let (archive, pack) = (folder.join("archive.ndjson"), folder.join("pack"));
        let (archive, pack) = (archive.to_string_lossy(), pack.to_string_lossy());
        let shown = run(&["log", "show", &archive]);
        assert_eq!(code(&shown), 0, "{}", err(&shown));
        for outcome in ["clear", "incomplete", "review", "hold", "safety none", "safety same_day", "safety immediate"] {
            assert!(out(&shown).contains(outcome), "{archive} has no {outcome}");
        }
        let count = out(&shown).lines().count();
        let output = replay(&[&archive, "--pack", &pack]);
        assert_eq!(code(&output), 0, "{}", out(&output));
        assert_eq!(out(&output).matches(": identical (sha256:").count(), count);
        assert!(count >= 12 && err(&output).contains(&format!("{count} decisions: {count} identical")));
    }
}

#[test]
fn every_fixture_is_decided_again_from_its_file() {
    let folder = folder("replay-fixtures");
    let files = support::files(&support::root().join("fixtures/applicants"));
    let names: Vec<String> = files.iter().map(|(name, _)| format!("fixtures/applicants/{name}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for (format, more) in [("ndjson", &[] as &[&str]), ("json", &["--show-phi"])] {
        let decisions = screened(&folder, format, &[&names, &["--format", format] as &[&str], more].concat());
        let given: Vec<&str> = names.iter().flat_map(|name| ["--answers", name]).collect();
        let output = replay(&[&[decisions.as_str()], given.as_slice()].concat());
        assert_eq!(code(&output), 0, "{}", out(&output));
        let all = names.len();
        assert!(err(&output).contains(&format!("{all} decisions: {all} identical")), "{}", err(&output));
    }
}

/// Indents a block of YAML as an element of a list.
fn as_element(text: &str) -> String {
    let lines = text.lines().map(|line| format!("  {line}\n")).collect::<String>();
    lines.replacen("  ", "- ", 1)
}

/// A file that is a list, on one line, in two notations, with faults and without ids: an archive that keeps the answers
/// needs no other file.
#[test]
fn kept_answers_are_enough() {
    let folder = folder("replay-kept");
    let files = support::files(&support::root().join("fixtures/applicants"));
    let yaml: Vec<&str> =
        files.iter().filter(|(name, _)| name.ends_with(".yaml")).map(|(_, text)| text.as_str()).collect();
    let without_comments = |text: &str| text.lines().filter(|l| !l.starts_with('#')).collect::<Vec<_>>().join("\n");
    let list: String = yaml.iter().take(12).map(|text| as_element(&without_comments(text))).collect();
    let nameless: String =
        yaml.iter().take(3).map(|t| as_element(&without_comments(t)).replace("applicant:", "# ")).collect();
    let json: Vec<&str> =
        files.iter().filter(|(name, _)| name.ends_with(".json")).map(|(_, text)| text.trim()).collect();
    let line = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON").to_string();
    let lines = json.iter().map(|text| line(text) + "\n").collect::<String>();
    let faulty = lines.replace("\"heart_rate\":", "\"heart_rat\":").replace("\"applicant\":", "\"about\":");
    let inputs = [
        written(&folder, "list.yaml", list.as_bytes()),
        written(&folder, "nameless.yaml", nameless.as_bytes()),
        written(&folder, "flow.yaml", format!("# together\n[{}]\n", json.join(",\n ")).as_bytes()),
        written(&folder, "list.json", format!("\u{feff}[{}]\n", json.join(",\n")).as_bytes()),
        written(&folder, "lines.ndjson", lines.as_bytes()),
        written(&folder, "faulty.ndjson", faulty.as_bytes()),
        CLEAN.to_owned(),
    ];
    let kap = kept(&folder, "kap", &inputs, &[]);
    assert!(kap > 30, "{kap}");
    let broken = support::files(&support::root().join("fixtures/broken/answers"));
    let broken: Vec<String> = broken
        .iter()
        .filter(|(name, _)| [".yaml", ".json", ".ndjson"].iter().any(|ending| name.ends_with(ending)))
        .map(|(name, _)| format!("fixtures/broken/answers/{name}"))
        .collect();
    let base = kept(&folder, "base", &broken, &["--pack", "fixtures/broken/base"]);
    assert!(base > 5, "{base}");
}

/// Records these inputs with their answers, replays all, and gives how many there were.
fn kept(folder: &Path, name: &str, inputs: &[String], pack: &[&str]) -> usize {
    let archive = folder.join(format!("{name}.ndjson"));
    let archive = archive.to_string_lossy();
    let inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
    let recorded = [&["screen", "--record", &archive, "--keep-answers", "--as-of", "2026-11-23"], pack, &inputs];
    let recorded = run(&recorded.concat());
    assert!([0, 1].contains(&code(&recorded)), "{}", err(&recorded));
    let output = replay(&[&[archive.as_ref()], pack].concat());
    assert_eq!(code(&output), 0, "{}", out(&output));
    out(&output).matches(": identical (").count()
}

#[test]
fn what_differs_is_told() {
    let folder = folder("replay-differs");
    let decision = screened(&folder, "decision.json", &[HOLD, "--format", "json"]);
    let original = text(&decision);
    let again = |text: &str| {
        let changed = written(&folder, "changed.json", text.as_bytes());
        let output = replay(&[&changed, "--answers", CLEAN, "--answers", HOLD]);
        (code(&output), out(&output) + &err(&output))
    };
    let (exit, said) = again(&original);
    let engine = env!("CARGO_PKG_VERSION");
    assert!(exit == 0 && said.contains(&format!("replayed with engine {engine}: identical (sha256:")), "{said}");
    // Another version of the program made the same decision.
    let (exit, said) = again(&original.replace(&format!("\"engine\": \"{engine}\""), "\"engine\": \"0.0.9\""));
    let both = format!("engine 0.0.9\nreplayed with engine {engine}: identical");
    assert!(exit == 0 && said.contains(&both), "{said}");

    let changed = original.replacen("\"hold\"", "\"review\"", 1).replacen("\"met\"", "\"unknown\"", 2);
    let (exit, said) = again(&changed);
    assert_eq!(exit, 4, "{said}");
    assert!(said.contains("NOT the same, from the same pack and answers, in "), "{said}");
    assert!(said.contains("\n  screening: was review, is hold\n"), "{said}");
    assert!(said.contains(" › status: was unknown, is met\n"), "{said}");
    let value: serde_json::Value = serde_json::from_str(&original).expect("JSON");
    let (exit, said) = again(&format!("{value:#}").replace("\n", "\r\n"));
    assert!(exit == 4 && said.contains("the same values in other bytes"), "{said}");

    let digest = value["pack"]["digest"].as_str().expect("a digest");
    let (exit, said) = again(&original.replace(digest, &digest.replace("sha256:", "sha256:0")));
    assert!(exit == 4 && said.contains("the pack it was made with is not at hand"), "{said}");
    assert!(said.contains("embedded is kap "), "{said}");
    let answers = value["answers"].as_str().expect("a digest");
    let (exit, said) = again(&original.replace(answers, &answers.replace("sha256:", "sha256:0")));
    assert!(exit == 4 && said.contains("the answers are not those that were decided (sha256:"), "{said}");
    let output = replay(&[&decision, "--answers", CLEAN]);
    assert!(code(&output) == 4 && out(&output).contains("its answers are not at hand"), "{}", out(&output));
    let output = replay(&[&decision, "--pack", "rules/demo", "--answers", HOLD]);
    assert!(code(&output) == 4 && out(&output).contains("rules/demo is demo 1.0.0 (sha256:"), "{}", out(&output));
}

#[test]
fn a_file_that_holds_no_decision_is_refused() {
    let folder = folder("replay-refused");
    let decision = screened(&folder, "decision.json", &[HOLD, "--format", "json"]);
    let other = written(&folder, "other.json", text(&decision).replace("decision/1", "decision/9").as_bytes());
    let cases: [(&[&str], &str); 7] = [
        (&[CLEAN], "this is no JSON"),
        (&["no-such-file"], "no such file"),
        (&["rules"], "this is a folder"),
        (&[&other], "this is written as `anteroom.decision/9`"),
        (&[&decision, "--applicant", "A-7"], "there is no decision for A-7 in "),
        (&[&decision, "--number", "3"], "is no archive"),
        (&[&decision, "--answers", "no-such-file"], "no such file"),
    ];
    for (arguments, why) in cases {
        let output = replay(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", err(&output));
        assert!(err(&output).contains(why), "{why}: {}", err(&output));
    }
    let archive = folder.join("archive.ndjson");
    let archive = archive.to_string_lossy();
    run(&["screen", "--record", &archive, CLEAN, HOLD]);
    assert!(err(&replay(&[&archive, "--number", "3"])).contains("there is no decision with the number 3"));
    let output = replay(&[&archive, "--number", "2", "--answers", HOLD]);
    assert_eq!((code(&output), out(&output).matches("identical").count()), (0, 1), "{}", out(&output));
    fs::write(archive.as_ref(), text(archive.as_ref()).replacen("clear", "cleer", 1)).expect("an archive");
    let output = replay(&[&archive, "--number", "2", "--answers", HOLD]);
    assert_eq!((code(&output), out(&output).as_str()), (4, ""));
    assert!(err(&output).contains("record 1 (line 1) was edited"), "{}", err(&output));
}

/// A pack with other rules: what it would make of the same answers.
#[test]
fn todays_rules_are_told_beside_the_old_ones() {
    let folder = folder("replay-with");
    let mut files = support::pack_files("demo");
    for (name, text) in &mut files {
        if name == "rules/demo.yaml" {
            *text =
                text.replace(">= 160 mmHg", ">= 150 mmHg").replace("rule: person.look-first", "rule: person.somebody");
        }
        *text = text.replace("version: 1.0.0", "version: 1.1.0");
        let path = folder.join("pack").join(&name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let applicants = concat!(
        r#"{"applicant":"D-1","as_of":"2026-11-23","answers":{"mood2":[3,2],"pregnant":"no","medicines":"warfarin","systolic_bp":155}}"#,
        "\n",
        r#"{"applicant":"D-2","as_of":"2026-11-23","answers":{"mood2":[3,2],"pregnant":"no","medicines":"none","systolic_bp":110}}"#,
        "\n"
    );
    let answers = written(&folder, "answers.ndjson", applicants.as_bytes());
    let decisions = screened(&folder, "decisions.ndjson", &["--pack", "rules/demo", "--format", "ndjson", &answers]);
    let pack = folder.join("pack");
    let with = ["--answers", &answers, "--pack", "rules/demo", "--with", &pack.to_string_lossy()];
    let output = replay(&[&[decisions.as_str()], with.as_slice()].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    let digests = regex::Regex::new("sha256:[0-9a-f]{12}…").expect("a pattern");
    let page = out(&output).replace(&*pack.to_string_lossy(), "[folder]");
    let page = page.replace(&format!("engine {}", env!("CARGO_PKG_VERSION")), "engine [its own]");
    insta::assert_snapshot!("with", digests.replace_all(&page, "sha256:…"));
    // The embedded pack asks other questions.
    let output = replay(&[&decisions, "--answers", &answers, "--pack", "rules/demo", "--with", "embedded"]);
    assert_eq!(code(&output), 0);
    assert!(out(&output).contains("answers.unreadable"), "{}", out(&output));
    assert_eq!(code(&replay(&[&decisions, "--with", "fixtures/broken/packs/ten-mistakes"])), 1);
}
