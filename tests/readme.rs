//! The README as a reader follows it: its commands print what it shows, its quotations stand in the files they name.

use std::path::Path;
use std::process::{Command, Stdio};

use regex::Regex;

use crate::support;

/// Stands for lines that the README leaves out.
const LEFT_OUT: &str = "…";

fn readme() -> String {
    std::fs::read_to_string(support::root().join("README.md")).expect("a README")
}

/// The fenced blocks of one language.
fn blocks(text: &str, language: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(named) = line.strip_prefix("```") else { continue };
        let block = lines.by_ref().take_while(|line| !line.starts_with("```")).map(str::to_owned).collect();
        if named == language {
            found.push(block);
        }
    }
    found
}

/// The commands of a console block, each with the lines printed below it. A command ends in `\` where it goes on.
fn commands(block: &[String]) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for line in block {
        match (line.strip_prefix("$ "), found.last_mut()) {
            (Some(command), _) => found.push((command.to_owned(), Vec::new())),
            (None, Some((command, shown))) if shown.is_empty() && command.ends_with('\\') => {
                command.pop();
                *command += line.trim_start_matches("> ");
            }
            (None, Some((_, shown))) => shown.push(line.clone()),
            (None, None) => panic!("a console block begins with `$ `: {line}"),
        }
    }
    found
}

/// What a shell prints for a command, with `anteroom` and `cargo run --release --` standing for the program just built.
/// Digests change with every change of a pack: they are shown as `sha256:…`.
fn printed(command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_anteroom"));
    let path = std::env::var("PATH").unwrap_or_default();
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("exec 2>&1\n{}", command.replace("cargo run --release --", "anteroom"))]);
    shell.env("PATH", format!("{}:{path}", program.parent().expect("a folder").display()));
    shell.env("LC_ALL", "C").current_dir(support::root()).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        shell.env_remove(name);
    }
    let output = String::from_utf8(shell.output().expect("a shell").stdout).expect("UTF-8");
    Regex::new("sha256:[0-9a-f]{12,}…?").expect("a pattern").replace_all(&output, "sha256:…").into_owned()
}

/// Whether lines are those shown, where `…` stands for any number of them.
fn is_shown(shown: &[String], printed: &[&str]) -> bool {
    let Some(gap) = shown.iter().position(|line| line == LEFT_OUT) else { return shown == printed };
    let Some(mut rest) = printed.get(gap..).filter(|_| printed[..gap] == shown[..gap]) else { return false };
    let mut parts = shown[gap + 1..].split(|line| line == LEFT_OUT).peekable();
    while let Some(part) = parts.next() {
        let at = match parts.peek() {
            None => rest.len().checked_sub(part.len()).filter(|at| rest[*at..] == *part),
            Some(_) => (0..=rest.len()).find(|at| rest.get(*at..at + part.len()).is_some_and(|lines| lines == part)),
        };
        let Some(at) = at else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

#[test]
fn commands_print_what_is_shown() {
    if !cfg!(unix) {
        return; // The blocks are for a Unix shell.
    }
    let mut ran = 0;
    for (command, shown) in blocks(&readme(), "console").iter().flat_map(|block| commands(block)) {
        if command == "cargo test" {
            continue; // That is what runs.
        }
        let printed = printed(&command);
        let lines: Vec<&str> = printed.lines().collect();
        assert!(is_shown(&shown, &lines), "README.md: `{command}` prints\n{printed}");
        ran += 1;
    }
    assert!(ran > 5, "{ran} commands");
}

#[test]
fn the_first_two_commands_are_the_main_job_and_the_tests() {
    let first: Vec<String> =
        blocks(&readme(), "console").iter().flat_map(|block| commands(block)).take(2).map(|c| c.0).collect();
    assert!(first[0].starts_with("cargo run --release -- screen "), "{first:?}");
    assert_eq!(first[1], "cargo test");
    let ci = std::fs::read_to_string(support::root().join(".ci/run")).expect("the script of the CI");
    let bare = first[0].trim_start_matches("cargo run --release -- ");
    assert!(ci.contains(&format!("anteroom {bare}\n")), "the CI runs `{bare}`");
}

#[test]
fn quotations_stand_in_their_files() {
    let found = blocks(&readme(), "yaml");
    assert!(found.len() > 3);
    for block in found {
        let (name, quoted) = block.split_first().expect("a line");
        let name = name.strip_prefix("# ").expect("a YAML block opens with `# ` and the file it quotes");
        let text = std::fs::read_to_string(support::root().join(name)).unwrap_or_else(|why| panic!("{name}: {why}"));
        let lines: Vec<&str> = text.lines().collect();
        for part in quoted.split(|line| line == "# …") {
            let stands = lines.windows(part.len()).any(|window| window == part);
            assert!(!part.is_empty() && stands, "{name} does not hold\n{}", part.join("\n"));
        }
    }
}

#[test]
fn every_path_named_exists() {
    let text = readme();
    let path = Regex::new(
        r"[`(]((?:src|tests|benches|rules|fixtures|fuzz|\.ci)/[A-Za-z0-9_./-]*|[A-Z-]+\.md|LICENSE-[A-Z]+)[`)]",
    );
    let mut named = 0;
    for found in path.expect("a pattern").captures_iter(&text) {
        assert!(support::root().join(&found[1]).exists(), "README.md names {}", &found[1]);
        named += 1;
    }
    assert!(named > 20, "{named} paths");
}

#[test]
fn every_test_named_exists() {
    let text = readme();
    let test = Regex::new(r"`(?:[a-z_]+::)*([a-z_]{12,})` in `((?:tests|src)/[a-z_/]+\.rs)`").expect("a pattern");
    let mut named = 0;
    for found in test.captures_iter(&text) {
        let file = std::fs::read_to_string(support::root().join(&found[2])).unwrap_or_default();
        assert!(file.contains(&format!("fn {}(", &found[1])), "{} has no test {}", &found[2], &found[1]);
        named += 1;
    }
    assert!(named > 3, "{named} tests");
}

#[test]
fn every_command_is_named() {
    let text = readme();
    let help = printed("anteroom --help");
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    for command in commands.filter_map(|line| line.split_whitespace().next()) {
        assert!(text.contains(&format!("`{command}")), "README.md does not name `{command}`");
    }
}

#[test]
fn lines_are_short() {
    let text = readme();
    let long: Vec<&str> = text.lines().filter(|line| line.chars().count() >= 120).collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn this_test_sees_what_it_looks_for() {
    let shown = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let lines = ["a", "b", "c", "b", "d"];
    for right in ["a\nb\nc\nb\nd", "…", "a\n…", "…\nd", "a\n…\nd", "…\nb\n…\nb\nd", "a\nb\nc\nb\nd\n…", "…\na\nb\n…\nd"]
    {
        assert!(is_shown(&shown(right), &lines), "{right}");
    }
    for wrong in ["", "a", "b\n…", "…\nc", "a\n…\nc\n…\nc\n…", "a\nb\nc\nb\n…\nb\nd", "a\nb\nc\nb\nd\n…\nd"]
    {
        assert!(!is_shown(&shown(wrong), &lines), "{wrong}");
    }
    let block = shown("$ one \\\n>   two\nsaid\n$ three");
    assert_eq!(commands(&block), [("one   two".to_owned(), shown("said")), ("three".to_owned(), Vec::new())]);
}
