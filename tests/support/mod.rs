//! What the tests share: packs read from their folders; generated packs, sheets, a second interpreter.
#![allow(dead_code, reason = "the tests and the benchmark each use a part")]

pub mod changes;
pub mod claims;
pub mod crowd;
pub mod draw;
pub mod large;
pub mod mutate;
pub mod naive;
pub mod packs;
pub mod repository;
pub mod rup;
pub mod sheets;
pub mod small;
pub mod space;
pub mod texts;
pub mod wordings;

use std::path::{Path, PathBuf};

use anteroom::diagnostic::Diagnostic;
use anteroom::pack::Pack;
use anteroom::program::{self, Program};
use anteroom::text::Sources;

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files under a folder, by path from it with `/`, in order.
pub fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(&at).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, std::fs::read_to_string(&path).unwrap_or_default()));
            }
        }
    }
    found.sort();
    found
}

/// The files of a pack that the project ships. Its cases are applicants to try it on, and no part of it.
pub fn pack_files(id: &str) -> Vec<(String, String)> {
    let mut all = files(&root().join("rules").join(id));
    all.retain(|(path, _)| !path.starts_with("cases/"));
    all
}

/// Reads a pack from (path, text) pairs, named as they are in messages.
pub fn pack_of(files: &[(String, String)]) -> (Option<Pack>, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let ids: Vec<_> =
        files.iter().map(|(name, text)| (name.clone(), sources.add(name.clone(), text.clone()))).collect();
    let (pack, diagnostics) = anteroom::pack::read(&ids, &sources);
    (pack, diagnostics, sources)
}

/// The shipped KAP pack, checked and compiled once.
pub fn kap() -> &'static (Pack, Program) {
    static KAP: std::sync::OnceLock<(Pack, Program)> = std::sync::OnceLock::new();
    KAP.get_or_init(|| {
        let (pack, diagnostics, sources) = pack_of(&pack_files("kap"));
        let Some(pack) = pack else {
            let drawn: Vec<String> = diagnostics
                .iter()
                .filter(|d| d.is_error())
                .map(|d| anteroom::render::diagnostic(d, &sources, false, 120))
                .collect();
            panic!("{}\n{} errors", drawn.join("\n"), drawn.len())
        };
        let program = program::from_pack(&pack).expect("a checked pack compiles");
        (pack, program)
    })
}
