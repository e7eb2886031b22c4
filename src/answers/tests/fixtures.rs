//! Every file of `fixtures/broken/answers` is read, and what is said about it stands in the file.

#![expect(clippy::disallowed_methods, reason = "a test reads the files of the project")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::packs;
use crate::answers::{Layout, Reader};
use crate::diagnostic::{Diagnostic, REGISTRY};
use crate::text::Sources;

/// A code and the words it underlines: line, first and last column.
type Said = (String, usize, usize, usize);

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/broken/answers");
    let entries = std::fs::read_dir(folder).expect("the folder of fixtures");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e != "expect"));
    files.sort();
    files
}

fn columns(text: &str) -> (usize, usize) {
    let (first, last) = text.split_once('-').expect("first-last");
    (first.parse().expect("a column"), last.parse().expect("a column"))
}

/// `# expect: CODE first-last` speaks of the next line that is no such comment.
fn expected_in(text: &str) -> Vec<Said> {
    let (mut said, mut waiting) = (Vec::new(), Vec::new());
    for (at, line) in text.lines().enumerate() {
        match line.trim_start().strip_prefix("# expect: ").and_then(|rest| rest.split_once(' ')) {
            Some((code, place)) => waiting.push((code.to_owned(), columns(place))),
            None => said.extend(waiting.drain(..).map(|(code, (first, last))| (code, at + 1, first, last))),
        }
    }
    said
}

/// `CODE line:first-last`, one a line.
fn expected_beside(text: &str) -> Vec<Said> {
    let line = |line: &str| {
        let (code, place) = line.split_once(' ').expect("a code and a place");
        let (at, place) = place.split_once(':').expect("a line and columns");
        let (first, last) = columns(place);
        (code.to_owned(), at.parse().expect("a line"), first, last)
    };
    text.lines().map(line).collect()
}

fn said(sources: &Sources, diagnostic: &Diagnostic) -> Said {
    let span = diagnostic.primary.as_ref().expect("a place").span;
    let start = sources.position(span);
    let width = sources.slice(span).chars().count();
    (diagnostic.code.name.to_owned(), start.line, start.column, start.column + width - 1)
}

#[test]
fn every_mistake_is_told_at_its_place() {
    let pack = packs::kap();
    let layout = Layout::of(&pack);
    let reader = Reader::new(&pack, &layout);
    let mut codes = BTreeSet::new();
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("a text");
        let mut sources = Sources::default();
        let file = sources.add("answers", text.clone());
        let is_json = path.extension().is_some_and(|e| e == "json");
        let (made, mut expected) = if is_json {
            let beside = std::fs::read_to_string(path.with_extension("expect")).expect("what is expected");
            (reader.json(file, &text, None), expected_beside(&beside))
        } else {
            (reader.yaml(file, &text, None), expected_in(&text))
        };
        let problems = made.sheets.iter().flat_map(|sheet| &sheet.problems).map(|problem| &problem.diagnostic);
        let mut found: Vec<Said> = problems.chain(&made.diagnostics).map(|d| said(&sources, d)).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{}", path.display());
        assert!(!found.is_empty(), "{} holds no mistake", path.display());
        codes.extend(found.into_iter().map(|(code, ..)| code));
    }
    for code in REGISTRY.iter().filter(|code| code.name.starts_with("AN06")) {
        assert!(codes.contains(code.name), "no fixture shows {}", code.name);
    }
}
