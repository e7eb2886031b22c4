//! `anteroom init`: a repository of a clinic's own rules, of which everything holds from the start, and whose checks work.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::cli::{code, command, err, folder, out};
use crate::support::repository::{Place, edit, git};
use crate::support::{self, files};

const FROM: [&str; 2] = ["demo", "kap"];

fn run(place: &Path, arguments: &[&str]) -> Output {
    command(arguments).current_dir(place).env_remove("CI").output().expect("the program starts")
}

fn init(place: &Path, name: &str, from: &str) {
    let output = run(place, &["init", name, "--from", from]);
    assert_eq!((code(&output), err(&output).as_str()), (0, ""));
}

#[test]
fn everything_holds_from_the_start() {
    let place = folder("init-start");
    for from in FROM {
        init(&place, from, from);
        let own = place.join(from);
        for arguments in
            [&["check"][..], &["test"], &["fmt", "--check"], &["test", "--pin"], &["test"], &["fmt", "--check"]]
        {
            let output = run(&own, arguments);
            assert_eq!(code(&output), 0, "{from} {arguments:?}: {}{}", out(&output), err(&output));
        }
    }
    let own = place.join("demo");
    assert!(out(&run(&own, &["check"])).ends_with("no errors, no warnings\n"));
    assert_eq!(code(&run(&own, &["prove", "."])), 0);
}

#[test]
fn what_was_created_is_told_with_the_next_step() {
    let place = folder("init-told");
    insta::assert_snapshot!("init", out(&run(&place, &["init", "clinic-rules"])));
    let pack = |name: &str| fs::read_to_string(place.join(name).join("pack.yaml")).expect("a pack");
    assert!(pack("clinic-rules").contains("\npack: clinic-rules\n"));
    for (name, id) in [("Dr. Ito's rules!", "dr-ito-s-rules"), ("Ω", "clinic-rules")] {
        init(&place, name, "demo");
        assert!(pack(name).contains(&format!("\npack: {id}\n")), "{name}");
        assert_eq!(code(&run(&place.join(name), &["check", "."])), 0, "{name}");
    }
}

#[test]
fn nothing_is_written_over() {
    let place = folder("init-over");
    fs::write(place.join("notes.txt"), "mine").expect("a file");
    for name in [".", "notes.txt"] {
        let output = run(&place, &["init", name]);
        assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{name}");
    }
    assert!(err(&run(&place, &["init", "."])).contains("not empty, and nothing is written over"));
    assert!(err(&run(&place, &["init", "notes.txt"])).contains("a file stands where a folder is needed"));
    assert_eq!(files(&place), [("notes.txt".to_owned(), "mine".to_owned())]);
    // A repository that was begun before its rules.
    fs::create_dir_all(place.join("begun/.git")).expect("a folder");
    init(&place.join("begun"), ".", "demo");
    assert!(place.join("begun/pack.yaml").exists());
}

#[test]
fn every_file_that_a_program_reads_can_be_read() {
    let place = folder("init-read");
    init(&place, "own", "demo");
    let own = place.join("own");
    let text = |name: &str| fs::read_to_string(own.join(name)).unwrap_or_else(|_| panic!("{name}"));
    let workflow: serde_yaml::Value = serde_yaml::from_str(&text(".github/workflows/anteroom.yml")).expect("YAML");
    let steps = workflow["jobs"]["rules"]["steps"].as_sequence().expect("steps");
    let runs: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    assert!(runs[0].contains(env!("CARGO_PKG_VERSION")), "{runs:?}");
    // Every command of the workflow and of the hooks is one that this program takes.
    let hooks: serde_yaml::Value = serde_yaml::from_str(&text(".pre-commit-config.yaml")).expect("YAML");
    let hooks =
        hooks["repos"][0]["hooks"].as_sequence().expect("hooks").iter().filter_map(|hook| hook["entry"].as_str());
    for said in runs.iter().skip(1).copied().chain(hooks).filter(|said| !said.contains('$')) {
        let words: Vec<&str> = said.split_whitespace().collect();
        assert_eq!(words[0], "anteroom");
        assert_eq!(code(&run(&own, &words[1..])), 0, "{said}");
    }
    let settings: serde_json::Value = serde_json::from_str(&text(".vscode/settings.json")).expect("JSON");
    for file in settings["yaml.schemas"].as_object().expect("schemas").keys() {
        serde_json::from_str::<serde_json::Value>(&text(file.trim_start_matches("./"))).expect("JSON");
    }
    serde_json::from_str::<serde_json::Value>(&text(".vscode/extensions.json")).expect("JSON");
    for (name, text) in files(&own) {
        assert!(!text.contains("{pack}") && !text.contains("{version}") && !text.contains("{schemas}"), "{name}");
        assert!(text.ends_with('\n') && !text.contains('\r'), "{name}");
    }
}

/// Commits as a person does, with this program on the path.
fn commit(place: &Path, message: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_anteroom")).parent().expect("a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path =
        std::env::join_paths(std::iter::once(program.to_owned()).chain(std::env::split_paths(&path))).expect("a path");
    let mut command = Command::new("git");
    command.arg("-C").arg(place).args([
        "-c",
        "user.name=Sam",
        "-c",
        "user.email=sam@clinic.example",
        "-c",
        "commit.gpgsign=false",
    ]);
    command.args(["commit", "-q", "-a", "-m", message]);
    command.env("PATH", path).env_remove("GIT_DIR").env("GIT_CONFIG_NOSYSTEM", "1").output().expect("git runs")
}

#[cfg(unix)]
#[test]
fn the_hook_refuses_what_is_broken_and_looks_at_what_is_staged() {
    let place = Place::new("init-hook");
    init(place.path(), ".", "demo");
    git(place.path(), &["init", "-q"]);
    git(place.path(), &["add", "-A"]);
    git(place.path(), &["config", "core.hooksPath", "hooks"]);
    let output = commit(place.path(), "Begin");
    assert!(output.status.success(), "{}", err(&output));

    let rules = place.path().join("rules/demo.yaml");
    for (from, to, said) in [
        ("systolic_bp >= 160", "sistolic_bp >= 160", "did you mean `systolic_bp`?"),
        ("systolic_bp >= 160", "systolic_bp >= 170", "case `blood pressure 160`"),
        ("kind: caution", "kind:   caution", "would reformat rules/demo.yaml"),
    ] {
        edit(&rules, from, to);
        let output = commit(place.path(), "A slip");
        assert!(!output.status.success(), "{to}");
        assert!(err(&output).contains(said) && err(&output).contains("nothing is committed"), "{to}: {}", err(&output));
        edit(&rules, to, from);
    }
    // What is not staged is not looked at.
    fs::write(place.path().join("rules/draft.yaml"), "rules: [").expect("a file");
    edit(&rules, "Tell the nurse.", "Tell the nurse on duty.");
    let output = commit(place.path(), "Who is told");
    assert!(output.status.success(), "{}", err(&output));
}

/// The first rule of one's own: a case that fails, the mending, and the decision that is reviewed.
#[test]
fn from_a_failing_case_to_a_reviewed_decision() {
    let place = folder("init-story");
    init(&place, "own", "demo");
    let own = place.join("own");
    assert_eq!(code(&run(&own, &["test", "--pin"])), 0);
    let case = "- {case: blood pressure 150, like: low mood, answers: {systolic_bp: 150}, expect: {screening: hold}}\n";
    let cases = own.join("cases/demo.yaml");
    fs::write(&cases, fs::read_to_string(&cases).expect("cases") + case).expect("a file");
    assert!(out(&run(&own, &["test"])).contains("the screening is `clear`, and `hold` is expected"));
    edit(&own.join("rules/demo.yaml"), "systolic_bp >= 160 mmHg", "systolic_bp >= 150 mmHg");
    // The old limit was pinned, and expected: both are told.
    let output = run(&own, &["test"]);
    assert!(out(&output).contains("case `blood pressure 159`: the screening is `hold`, and `clear` is expected"));
    edit(
        &cases,
        "blood pressure 159, like: low mood, answers: {systolic_bp: 159}",
        "blood pressure 159, like: low mood, answers: {systolic_bp: 149}",
    );
    let output = run(&own, &["test"]);
    assert_eq!(code(&output), 1);
    let changed = out(&output).matches("error[AN0811]").count();
    assert!(changed > 0 && out(&output).ends_with("Run: anteroom review\n"), "{}", out(&output));
    let mut reviewing = command(&["review"]);
    let output = crate::cli::fed(reviewing.current_dir(&own).env_remove("CI"), "w\na\n".repeat(changed).as_bytes());
    assert_eq!(code(&output), 0, "{}", out(&output));
    assert!(out(&output).contains("- systolic_bp >= 160 mmHg"), "{}", out(&output));
    assert_eq!(code(&run(&own, &["test", "--pin"])), 0);
    assert_eq!(code(&run(&own, &["fmt", "--check"])), 0);
}

#[test]
fn what_is_carried_is_what_stands_in_the_folders() {
    use anteroom::cli::embedded::{DEMO, KAP_CASES};
    let texts = |carried: &[(&str, &str)]| -> Vec<(String, String)> {
        carried.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    };
    let all = |id: &str| files(&support::root().join("rules").join(id));
    assert!(texts(DEMO) == all("demo"));
    let cases: Vec<(String, String)> = all("kap").into_iter().filter(|(path, _)| path.starts_with("cases/")).collect();
    let names = |list: &[(String, String)]| list.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert!(cases.is_empty() || texts(KAP_CASES) == cases, "the program carries {:?}", names(&texts(KAP_CASES)));
}
