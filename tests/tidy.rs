//! The project checks its own story: floors, file sizes, codes with pages and fixtures, reasons for dependencies.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A module imports only from floors below its own; neighbours do not import each other.
const FLOORS: &[(&str, u8)] = &[
    ("text", 0),
    ("value", 0),
    ("diagnostic", 1),
    ("language", 1),
    ("yaml", 2),
    ("terms", 2),
    ("syntax", 3),
    ("layout", 4),
    ("pack", 4),
    ("answers", 5),
    ("lints", 5),
    ("program", 6),
    ("schema", 6),
    ("evaluate", 7),
    ("explain", 8),
    ("prose", 8),
    ("prove", 8),
    ("audit", 9),
    ("cases", 9),
    ("coverage", 10),
    ("editor", 10),
    ("handbook", 10),
    ("mutation", 10),
    ("pins", 10),
    ("suggest", 11),
    ("render", 12),
    ("cli", 13),
];

/// Lines above which a file is asked whether it still has one job.
const LONGEST_FILE: usize = 400;

/// Below the shells an unknown must never turn into a "no".
const FORBIDDEN: &[(&str, &str)] = &[
    ("Option<bool>", "three values have a type: use `Truth`"),
    ("unwrap_or(false)", "unknown is not a \"no\""),
    ("unwrap_or_default() == ", "unknown is not a \"no\""),
    ("todo!(", "unfinished"),
    ("unimplemented!(", "unfinished"),
];

/// Folders and files of the root; a new one needs a reason here.
const ROOT: &[&str] = &[
    ".ci",
    ".github",
    ".gitignore",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "benches",
    "clippy.toml",
    "fixtures",
    "fuzz",
    "rules",
    "rustfmt.toml",
    "src",
    "tests",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(under: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(under)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let name = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().into_owned();
                found.push((name, fs::read_to_string(&path).unwrap_or_default()));
            }
        }
    }
    found.sort();
    found
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("/properties.rs")
}

/// The code of a file above its unit tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod ").next().unwrap_or(text)
}

fn floor(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

/// Faults of the imports of one file: each `crate::module` it names must lie below its own.
fn import_faults(path: &str, text: &str) -> Vec<String> {
    let Some(own) = path.strip_prefix("src/").and_then(|p| p.split(['/', '.']).next()) else { return Vec::new() };
    let Some(own_floor) = floor(own) else {
        return if matches!(own, "lib" | "main") {
            Vec::new()
        } else {
            vec![format!("{path}: `{own}` stands on no floor")]
        };
    };
    let mut faults = Vec::new();
    for (number, line) in code(text).lines().enumerate() {
        let mut rest = line.split("//").next().unwrap_or(line);
        while let Some(at) = rest.find("crate::") {
            rest = &rest[at + "crate::".len()..];
            let module: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            match floor(&module) {
                Some(other) if module != own && other >= own_floor => {
                    faults.push(format!(
                        "{path}:{}: floor {own_floor} imports floor {other}: {}",
                        number + 1,
                        line.trim()
                    ));
                }
                _ => {}
            }
        }
    }
    faults
}

fn word_faults(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.starts_with("//!") {
        faults.push(format!("{path}: does not open with a sentence that says what it turns into what"));
    }
    let lines = code(text).lines().count();
    if lines > LONGEST_FILE {
        faults.push(format!("{path}: {lines} lines"));
    }
    for (number, line) in code(text).lines().enumerate() {
        for (word, why) in FORBIDDEN {
            if line.contains(word) && !path.starts_with("src/cli/") {
                faults.push(format!("{path}:{}: `{word}`: {why}", number + 1));
            }
        }
    }
    faults
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn modules_import_from_lower_floors_only() {
    none(
        &files("src", ".rs")
            .iter()
            .filter(|(p, _)| !is_test(p))
            .flat_map(|(p, t)| import_faults(p, t))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn files_open_with_a_sentence_and_stay_short() {
    none(
        &files("src", ".rs")
            .iter()
            .filter(|(p, _)| !is_test(p))
            .flat_map(|(p, t)| word_faults(p, t))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn this_test_sees_what_it_looks_for() {
    let bad = "use crate::pack::Pack;\n";
    assert_eq!(import_faults("src/yaml/read.rs", bad).len(), 1);
    assert_eq!(import_faults("src/terms/mod.rs", "use crate::yaml::Node;\n").len(), 1);
    assert_eq!(import_faults("src/evaluate/run.rs", bad).len(), 0);
    assert_eq!(import_faults("src/helpers/mod.rs", "").len(), 1);
    assert_eq!(word_faults("src/pack/x.rs", "fn a(b: Option<bool>) {}\n").len(), 2);
    assert_eq!(word_faults("src/pack/x.rs", &format!("//! x\n{}", "\n".repeat(500))).len(), 1);
}

#[test]
fn every_code_has_a_fixture() {
    let broken: String = files("fixtures/broken", "").into_iter().map(|(_, text)| text).collect();
    let codes = anteroom::diagnostic::REGISTRY.iter().map(|code| code.name);
    none(&codes.filter(|code| !broken.contains(code)).map(|code| format!("{code} has no fixture")).collect::<Vec<_>>());
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut section = String::new();
    let mut faults = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            line.clone_into(&mut section);
        } else if section.ends_with("dependencies]") && line.contains('=') && !line.contains(" # ") {
            faults.push(line.to_owned());
        }
    }
    none(&faults);
}

#[test]
fn the_root_is_short() {
    let listed = std::process::Command::new("git").args(["ls-files"]).current_dir(root()).output();
    let Ok(listed) = listed else { return };
    let mut names: BTreeMap<String, ()> = BTreeMap::new();
    for path in String::from_utf8_lossy(&listed.stdout).lines() {
        names.insert(path.split('/').next().unwrap_or(path).to_owned(), ());
    }
    none(
        &names
            .into_keys()
            .filter(|name| !ROOT.contains(&name.as_str()))
            .map(|n| format!("{n} is new"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn no_snapshot_is_pending() {
    let pending: Vec<String> =
        ["src", "tests", "fixtures"].iter().flat_map(|f| files(f, ".snap.new")).map(|(p, _)| p).collect();
    none(&pending);
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").exists());
}
