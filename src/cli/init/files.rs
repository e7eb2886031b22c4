//! Turns a pack that anteroom carries into the files of a repository of its own.

use crate::schema;

/// A file to write, by its path in the new folder.
pub struct File {
    pub path: String,
    pub text: String,
    /// It is a program.
    pub runs: bool,
}

macro_rules! template {
    ($($path:literal: $file:literal,)*) => {
        &[$(($path, include_str!(concat!("template/", $file))),)*]
    };
}

/// What stands beside a pack. `{pack}`, `{version}` and `{schemas}` are filled.
const BESIDE: &[(&str, &str)] = template![
    ".gitattributes": "gitattributes",
    ".github/workflows/anteroom.yml": "workflow.yaml",
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".vscode/extensions.json": "extensions.json",
    ".vscode/settings.json": "settings.json",
    "README.md": "README.md",
    "hooks/pre-commit": "pre-commit",
];

/// The files of a pack that each schema is for.
const SCHEMAS: [(&str, &str); 6] = [
    ("header.json", "/pack.yaml"),
    ("questionnaire.json", "/questionnaire.yaml"),
    ("scale.json", "/scales/*.yaml"),
    ("table.json", "/tables/*.yaml"),
    ("rules.json", "/rules/*.yaml"),
    ("case.json", "/cases/**/*.yaml"),
];

/// Where the schemas lie, for editors.
const SCHEMA_FOLDER: &str = ".schema";

/// Every file of a repository whose pack is called `id`.
pub fn all(pack: &[(&str, &str)], id: &str) -> Vec<File> {
    let mut files = Vec::new();
    for (path, text) in pack {
        let text = if *path == "pack.yaml" { own(text, id) } else { (*text).to_owned() };
        // The schemas lie in the folder of the pack, and no longer beside it.
        let text = text.replacen("$schema=../", "$schema=", 1);
        files.push(File { path: (*path).to_owned(), text, runs: false });
    }
    for (path, text) in BESIDE {
        let text = text.replace("{pack}", id).replace("{version}", env!("CARGO_PKG_VERSION"));
        let text = text.replace("{schemas}", &mapping());
        files.push(File { path: (*path).to_owned(), text, runs: path.starts_with("hooks/") });
    }
    for (name, text) in schema::files() {
        files.push(File { path: format!("{SCHEMA_FOLDER}/{name}"), text, runs: false });
    }
    files
}

/// Which schema is for which file, as an editor's settings have it.
fn mapping() -> String {
    let line = |(name, files)| format!("    \"./{SCHEMA_FOLDER}/{name}\": \"{files}\"");
    format!("{{\n{}\n  }}", SCHEMAS.map(line).join(",\n"))
}

/// The header of a pack under a name of its own.
fn own(header: &str, id: &str) -> String {
    let line = |line: &str| match line.starts_with("pack: ") {
        true => format!("pack: {id}\n"),
        false => line.to_owned(),
    };
    header.split_inclusive('\n').map(line).collect()
}

/// The name of a folder as that of a pack: small letters, digits and `-`.
pub fn pack_id(folder: &str) -> String {
    let mut id = String::new();
    for letter in folder.chars() {
        match letter {
            letter if letter.is_ascii_alphanumeric() => id.push(letter.to_ascii_lowercase()),
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    let id = id.trim_matches('-');
    if id.is_empty() { "clinic-rules".to_owned() } else { id.to_owned() }
}
