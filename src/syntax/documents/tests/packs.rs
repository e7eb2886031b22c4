//! The packs of this repository are read without a fault, by both readers.

use crate::syntax::{read_again, read_pack};
use crate::text::{FileId, Sources};
use std::path::{Path, PathBuf};

#[expect(clippy::disallowed_methods, reason = "the packs stand beside the sources")]
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the packs stand beside the sources")]
fn the_packs_of_the_repository_are_read_without_a_fault() {
    for (pack, rules) in [("kap", 50), ("demo", 1)] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(pack);
        let mut paths = Vec::new();
        files(&root, &mut paths);
        let mut sources = Sources::default();
        let mut listed: Vec<(String, FileId)> = Vec::new();
        for path in paths {
            let inside = path.strip_prefix(&root).expect("a file of the folder").to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(&path).expect("a text");
            listed.push((inside.clone(), sources.add(inside, text)));
        }
        let (read, faults) = read_pack(&listed, &sources);
        assert_eq!(faults, []);
        assert_eq!(read_again(&listed, &sources), []);
        assert!(read.rules.len() >= rules, "{} rules in {pack}", read.rules.len());
        assert!(read.header.is_some() && read.questionnaire.is_some());
    }
}
