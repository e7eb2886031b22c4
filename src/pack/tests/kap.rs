//! The shipped pack checks without an error.

use super::{check, shown};
use std::path::Path;

fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/kap");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the pack's folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "yaml") {
                let name = path.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
                files.push((name, std::fs::read_to_string(&path).expect("UTF-8")));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn the_kap_pack_has_no_error() {
    let files = files();
    let started = std::time::Instant::now();
    let (pack, all, sources) = check(&files);
    eprintln!("{:?}\n{}", started.elapsed(), shown(&all, &sources));
    let errors: Vec<_> = all.iter().filter(|d| d.is_error()).cloned().collect();
    assert!(errors.is_empty(), "{}", shown(&errors, &sources));
    assert!(pack.is_some());
}
