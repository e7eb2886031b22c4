//! The program as a person runs it: exit codes, streams, colour, and input of every bad kind.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::support;

const CLEAN: &str = "fixtures/applicants/clean-treatment-resistant.yaml";
const SAFETY: &str = "fixtures/applicants/suicide-safety-positive.yaml";
const HOLD: &str = "fixtures/applicants/hold-and-blanks-and-review.yaml";
const BLANKS: &str = "fixtures/applicants/treatment-resistant-with-blanks.yaml";
const REVIEW: &str = "fixtures/applicants/seizure-disorder-declared.yaml";

pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
    command.args(arguments).current_dir(support::root()).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "ANTEROOM_TRUST", "ANTEROOM_KEY_FILE"] {
        command.env_remove(name);
    }
    command
}

pub fn run(arguments: &[&str]) -> Output {
    command(arguments).output().expect("the program starts")
}

pub fn with_input(arguments: &[&str], input: &[u8]) -> Output {
    fed(&mut command(arguments), input)
}

/// Runs a command that reads this from its standard input.
pub fn fed(command: &mut Command, input: &[u8]) -> Output {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("the program starts");
    // A program that has seen enough, or refuses at once, closes its input early.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("it ends")
}

pub fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal")
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// A folder of this test's own.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

pub fn written(folder: &Path, name: &str, text: &[u8]) -> String {
    let path = folder.join(name);
    fs::write(&path, text).expect("a file");
    path.to_string_lossy().into_owned()
}

/// Decisions of NDJSON output.
fn decisions(output: &Output) -> Vec<serde_json::Value> {
    out(output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn an_outcome_is_no_failure_unless_asked() {
    for (file, by_outcome) in [(CLEAN, 10), (BLANKS, 11), (REVIEW, 12), (HOLD, 13), (SAFETY, 14)] {
        for format in ["text", "json", "ndjson", "markdown"] {
            assert_eq!(code(&run(&["screen", file, "--format", format])), 0, "{file} {format}");
            let coded = run(&["screen", file, "--format", format, "--exit-code-by-outcome"]);
            assert_eq!(code(&coded), by_outcome, "{file} {format}");
        }
    }
    assert_eq!(code(&run(&["screen", CLEAN, HOLD, BLANKS, "--exit-code-by-outcome"])), 13);
    assert_eq!(code(&run(&["screen", CLEAN, SAFETY, HOLD, "no-such-file.yaml", "--exit-code-by-outcome"])), 14);
    assert_eq!(code(&run(&["screen", CLEAN, "no-such-file.yaml", "--exit-code-by-outcome"])), 2);
}

#[test]
fn several_are_counted_and_written_apart() {
    let output = run(&["screen", CLEAN, SAFETY, HOLD, "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(list.as_array().map(Vec::len), Some(3));
    assert!(err(&output).contains("3 applicants: 1 immediate, 1 hold, "), "{}", err(&output));
    let one: serde_json::Value =
        serde_json::from_str(&out(&run(&["screen", CLEAN, "--format", "json"]))).expect("JSON");
    assert_eq!(one["applicant"], "A-1001");
    let lines = decisions(&run(&["screen", CLEAN, SAFETY, "--format", "ndjson"]));
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0], one);
}

#[test]
fn one_bad_input_never_stops_the_others() {
    let folder = folder("bad-input");
    let bad: Vec<(String, &str)> = vec![
        (written(&folder, "latin1.yaml", b"applicant: Ren\xe9e\nas_of: 2026-11-23\nanswers: {}\n"), "byte 14"),
        (written(&folder, "utf16.json", b"\xff\xfe{\0}\0"), "UTF-16"),
        (folder.join("none.yaml").to_string_lossy().into_owned(), "no such file"),
        (folder.to_string_lossy().into_owned(), "this is a folder"),
        (written(&folder, "large.yaml", &vec![b' '; 2 << 20]), "limit"),
    ];
    for (name, why) in &bad {
        let output = run(&["screen", name, CLEAN, "--format", "ndjson"]);
        assert_eq!(code(&output), 2, "{name}");
        assert!(err(&output).contains(why), "{why}: {}", err(&output));
        assert!(err(&output).contains(&name.replace('\\', "/")), "{}", err(&output));
        assert_eq!(decisions(&output).len(), 1, "{name}");
    }
    let empty = written(&folder, "empty.yaml", b"");
    let output = run(&["screen", &empty, CLEAN, "--format", "ndjson"]);
    assert_eq!((code(&output), decisions(&output).len()), (1, 1), "{}", err(&output));
    assert!(err(&output).contains("empty.yaml"), "{}", err(&output));
    let lines = written(&folder, "empty.ndjson", b"\n\n");
    assert!(err(&run(&["screen", &lines])).contains("the file is empty"));
    assert_eq!(code(&run(&["screen", &written(&folder, "nobody.json", b"[]")])), 1);
}

#[test]
fn a_mistake_in_an_answer_is_shown_and_counts_as_unknown() {
    let text = fs::read_to_string(support::root().join(CLEAN)).expect("a fixture");
    let folder = folder("mistakes");
    let wrong = written(&folder, "wrong.yaml", text.replace("systolic_bp: 114", "systolic_bp: 1140").as_bytes());
    let output = run(&["screen", &wrong, "--format", "ndjson"]);
    assert_eq!(code(&output), 1);
    assert_eq!(decisions(&output)[0]["screening"], "incomplete");
    assert!(err(&output).contains("1140") && err(&output).contains("AN0603"), "{}", err(&output));
    assert!(err(&output).contains("1 mistake in the answers"), "{}", err(&output));
}

#[test]
fn standard_input_is_told_by_its_content() {
    let yaml = fs::read(support::root().join(CLEAN)).expect("a fixture");
    let json = fs::read(support::root().join("fixtures/applicants/hypertensive-emergency.json")).expect("a fixture");
    let line = serde_json::from_slice::<serde_json::Value>(&json).expect("JSON").to_string();
    let many = format!("{line}\n\n{line}\n");
    for (input, count) in [(yaml.as_slice(), 1), (&json, 1), (line.as_bytes(), 1), (many.as_bytes(), 2)] {
        for arguments in [&["screen", "-", "--format", "ndjson"] as &[&str], &["screen", "--format", "ndjson"]] {
            let output = with_input(arguments, input);
            assert_eq!((code(&output), decisions(&output).len()), (0, count), "{}", err(&output));
        }
    }
    assert_eq!(code(&with_input(&["screen", "-", "-"], &yaml)), 2);
    assert_eq!(code(&with_input(&["screen"], b"")), 1);
}

#[test]
fn lines_keep_their_numbers() {
    let json =
        fs::read_to_string(support::root().join("fixtures/applicants/hypertensive-emergency.json")).expect("JSON");
    let line = serde_json::from_str::<serde_json::Value>(&json).expect("JSON").to_string();
    let folder = folder("lines");
    let text = format!("{line}\n{{broken\n{}\n{line}\n", line.replace("\"heart_rate\":", "\"heart_rat\":"));
    let name = written(&folder, "many.ndjson", text.as_bytes());
    let output = run(&["screen", &name, "--format", "ndjson"]);
    assert_eq!((code(&output), decisions(&output).len()), (1, 3), "{}", err(&output));
    assert!(err(&output).contains("many.ndjson:2:2"), "{}", err(&output));
    assert!(err(&output).contains("many.ndjson:3:") && err(&output).contains("`heart_rate`"), "{}", err(&output));
    let bytes = [line.as_bytes(), b"\n{\"applicant\": \"\xff\"}\n", line.as_bytes()].concat();
    let output = run(&["screen", &written(&folder, "bytes.ndjson", &bytes), "--format", "ndjson"]);
    assert_eq!((code(&output), decisions(&output).len()), (2, 2));
    assert!(
        err(&output).contains(&format!("bytes.ndjson:2: not UTF-8 text: byte {}", line.len() + 16)),
        "{}",
        err(&output)
    );
}

#[test]
fn the_date_is_given_or_said() {
    let output = run(&["screen", CLEAN, "--as-of", "2030-01-02", "--format", "ndjson"]);
    assert_eq!(decisions(&output)[0]["as_of"], "2030-01-02");
    let text = fs::read_to_string(support::root().join(CLEAN)).expect("a fixture").replace("as_of: 2026-11-23\n", "");
    let undated = written(&folder("dates"), "undated.yaml", text.as_bytes());
    let output = run(&["screen", &undated, "--format", "ndjson"]);
    assert_eq!(decisions(&output).len(), 1);
    assert!(err(&output).contains("no date; screened as of today, 20"), "{}", err(&output));
    assert_eq!(code(&run(&["screen", CLEAN, "--as-of", "23.11.2026"])), 2);
}

#[test]
fn an_id_that_stands_twice_is_said() {
    let output = run(&["screen", CLEAN, HOLD, CLEAN, "--format", "ndjson"]);
    assert_eq!((code(&output), decisions(&output).len()), (0, 3));
    assert!(err(&output).contains("warning: 1 applicant id stands more than once"), "{}", err(&output));
    assert!(!err(&run(&["screen", CLEAN, HOLD, "--format", "ndjson"])).contains("more than once"));
}

#[test]
fn a_sentence_where_a_word_belongs_stays_private() {
    let text = fs::read_to_string(support::root().join(CLEAN)).expect("a fixture");
    let text = text.replace("aneurysm_history: no", "aneurysm_history: ask my neighbour Quentin");
    let name = written(&folder("sentence"), "sentence.yaml", text.as_bytes());
    let output = run(&["screen", &name, "--format", "ndjson"]);
    assert_eq!(code(&output), 1);
    assert!(!err(&output).contains("Quentin"), "{}", err(&output));
    assert!(err(&run(&["screen", &name, "--show-phi"])).contains("Quentin"));
}

#[test]
fn a_column_counts_characters_under_the_veil() {
    let text = "{\"applicant\": \"A-1\", \"as_of\": \"2026-11-23\", \"answers\": {\"anything_else\": \"éé€😀\", \"heart_rate\": 999}}";
    let name = written(&folder("columns"), "columns.json", text.as_bytes());
    let before = text.split("999").next().expect("a reading");
    let column = before.chars().count() + 1;
    assert!(err(&run(&["screen", &name])).contains(&format!("columns.json:1:{column}")));
}

#[test]
fn what_was_written_stays_private() {
    let text = fs::read_to_string(support::root().join(CLEAN)).expect("a fixture");
    let text = text
        .replace("sertraline 150 mg every morning", "zolpidem at night, my neighbour Quentin brings it")
        .replace("birth_date: 1992-04-02", "birth_date: 1992-04-32")
        .replace("gad7: [1,", "gad7: [7,");
    let name = written(&folder("private"), "private.yaml", text.as_bytes());
    for arguments in [
        &["--format", "ndjson"] as &[&str],
        &["--format", "markdown"],
        &["--for", "clinician"],
        &["--for", "coordinator"],
    ] {
        let all = [&["screen", &name] as &[&str], arguments].concat();
        let output = run(&all);
        let said = out(&output) + &err(&output);
        assert!(!said.contains("Quentin") && !said.contains("1992-04"), "{said}");
        let shown = run(&[all.as_slice(), &["--show-phi"]].concat());
        assert!(err(&shown).contains("1992-04-32"), "{}", err(&shown));
        if arguments != ["--for", "coordinator"] {
            assert!(said.contains("zolpidem"), "{said}");
            assert!(out(&shown).contains("Quentin"), "{}", out(&shown));
        }
    }
}

#[test]
fn colour_is_for_terminals_or_on_request() {
    let plain = |output: Output| !out(&output).contains('\x1b');
    assert!(plain(run(&["screen", SAFETY])));
    assert!(!plain(run(&["screen", SAFETY, "--color", "always"])));
    assert!(!plain(command(&["screen", SAFETY]).env("CLICOLOR_FORCE", "1").output().expect("a run")));
    let forbidden = command(&["screen", SAFETY]).env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1").output();
    assert!(plain(forbidden.expect("a run")));
    assert!(plain(
        command(&["--color", "never", "screen", SAFETY]).env("CLICOLOR_FORCE", "1").output().expect("a run")
    ));
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    for arguments in [&["rules"] as &[&str], &["screen", SAFETY, CLEAN, HOLD], &["man"], &["check", "--format", "json"]]
    {
        let mut child =
            command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(code(&output), 0, "{arguments:?}: {}", err(&output));
        assert!(!err(&output).contains("panicked") && !err(&output).contains("error"), "{}", err(&output));
    }
}

#[test]
fn a_pack_is_checked_before_anybody_is_screened() {
    let output = run(&["check"]);
    assert_eq!(code(&output), 0);
    assert!(out(&output).contains(" rules, ") && out(&output).contains(": no errors, "), "{}", out(&output));
    assert_eq!(out(&run(&["check", "rules/kap"])), out(&output));
    let json: serde_json::Value = serde_json::from_str(&out(&run(&["check", "--format", "json"]))).expect("JSON");
    assert_eq!(json["errors"], 0);
    assert_eq!(json["warnings"], json["diagnostics"].as_array().map_or(0, Vec::len));

    let folder = folder("pack");
    let output = run(&["check", &folder.to_string_lossy()]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("pack.yaml"), "{}", err(&output));
    let output = run(&["screen", CLEAN, "--pack", &folder.to_string_lossy()]);
    assert_eq!((code(&output), out(&output).as_str()), (1, ""));
    assert_eq!(code(&run(&["check", "no-such-folder"])), 2);
    assert_eq!(code(&run(&["check", CLEAN])), 2);
    assert_eq!(code(&run(&["screen", CLEAN, "--pack", "rules/kap"])), 0);
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_a_pack() {
    let folder = folder("links");
    written(&folder, "outside.yaml", b"pack: x\n");
    let pack = folder.join("pack");
    fs::create_dir_all(&pack).expect("a folder");
    std::os::unix::fs::symlink(folder.join("outside.yaml"), pack.join("pack.yaml")).expect("a link");
    let output = run(&["check", &pack.to_string_lossy()]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("a link"), "{}", err(&output));
}

#[test]
fn properties_are_named_or_the_nearest_is() {
    let output = run(&["prove", "--only", "suicide.high-risk-is-imediate"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("did you mean `suicide.high-risk-is-immediate`?"), "{}", err(&output));
    let one = ["prove", "rules/kap", "--only", "age.under-18-is-a-hold", "--as-of", "2026-11-23", "--format", "json"];
    let json: serde_json::Value = serde_json::from_str(&out(&run(&one))).expect("JSON");
    assert_eq!((&json["as_of"], &json["pack"]["place"]), (&"2026-11-23".into(), &"rules/kap".into()));
    let named = json["properties"].as_array().expect("a list").iter().map(|property| &property["property"]);
    assert_eq!(named.collect::<Vec<_>>(), ["age.under-18-is-a-hold"]);
    assert_eq!(code(&run(&["prove", "no-such-folder"])), 2);
    assert_eq!(code(&run(&["prove", "--as-of", "23.11.2026"])), 2);
}

#[test]
fn words_are_explained_or_the_nearest_named() {
    for word in [
        "AN0201",
        "an0201",
        "suicide.immediate",
        "age.under-18-is-a-hold",
        "systolic_bp",
        "phq9.q9",
        "failed_trials",
        "phq9_moderate",
    ] {
        let output = run(&["explain", word]);
        assert_eq!(code(&output), 0, "{word}: {}", err(&output));
        assert!(!out(&output).is_empty());
    }
    let output = run(&["explain", "sistolic_bp"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("did you mean `systolic_bp`?"), "{}", err(&output));
    assert!(err(&run(&["rules", "show", "suicide.imediate"])).contains("did you mean `suicide.immediate`?"));
    assert!(err(&run(&["rules", "show", "age.under-18-is-hold"])).contains("did you mean `age.under-18-is-a-hold`?"));
}

#[test]
fn the_embedded_pack_is_the_folder() {
    let embedded: Vec<(String, String)> =
        anteroom::cli::embedded::KAP.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let folder = support::pack_files("kap");
    let yaml: Vec<_> = folder.into_iter().filter(|(path, _)| path.ends_with(".yaml")).collect();
    let names = |files: &[(String, String)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(names(&embedded), names(&yaml));
    assert!(embedded == yaml, "the texts differ");
}

#[test]
fn usage_is_the_snapshot() {
    let mut pages = String::new();
    for arguments in [
        &["--help"] as &[&str],
        &["check", "--help"],
        &["test", "--help"],
        &["rules", "--help"],
        &["screen", "--help"],
        &["missing", "--help"],
        &["why", "--help"],
        &["prove", "--help"],
        &["diff", "--help"],
        &["approve", "--help"],
        &["verify", "--help"],
        &["keys", "--help"],
        &["keys", "new", "--help"],
        &["log", "--help"],
        &["log", "verify", "--help"],
        &["log", "show", "--help"],
        &["log", "head", "--help"],
        &["replay", "--help"],
        &["blame", "--help"],
        &["explain", "--help"],
        &["completions", "--help"],
        &["man", "--help"],
    ] {
        let output = run(arguments);
        assert_eq!(code(&output), 0);
        pages += &format!("$ anteroom {}\n{}\n", arguments.join(" "), out(&output));
    }
    insta::assert_snapshot!("help", pages);
    for wrong in [&["scren"] as &[&str], &[], &["screen", "--format", "xml", CLEAN], &["check", "a", "b"]] {
        assert_eq!(code(&run(wrong)), 2, "{wrong:?}");
    }
}

#[test]
fn manual_pages_and_completions_are_written() {
    let page = out(&run(&["man"]));
    insta::assert_snapshot!("man", page);
    let folder = folder("man");
    assert_eq!(code(&run(&["man", "--out", &folder.to_string_lossy()])), 0);
    for name in [
        "anteroom.1",
        "anteroom-check.1",
        "anteroom-rules.1",
        "anteroom-screen.1",
        "anteroom-diff.1",
        "anteroom-approve.1",
        "anteroom-verify.1",
        "anteroom-keys.1",
        "anteroom-log.1",
        "anteroom-replay.1",
        "anteroom-blame.1",
        "anteroom-explain.1",
    ] {
        assert!(folder.join(name).exists(), "{name}");
    }
    assert_eq!(code(&run(&["man", "--out", "no/such/folder"])), 2);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(&["completions", shell]);
        assert!(code(&output) == 0 && out(&output).contains("anteroom"), "{shell}");
    }
}

#[test]
fn the_rules_are_listed() {
    insta::assert_snapshot!("rules", out(&run(&["rules"])));
    insta::assert_snapshot!("rule", out(&run(&["rules", "show", "depression.treatment-resistant"])));
    insta::assert_snapshot!("property", out(&run(&["rules", "show", "safety.hypertensive-crisis-is-immediate"])));
}
