//! Every folder of `fixtures/broken/packs` earns the diagnostics it expects, each at its place, and nothing else.

use std::collections::BTreeMap;
use std::path::Path;

use anteroom::answers::{Notation, Reader};
use anteroom::cases;
use anteroom::diagnostic::Diagnostic;
use anteroom::diagnostic::Severity;
use anteroom::lints::{Beside, Cases};
use anteroom::pack::Pack;
use anteroom::text::{FileId, Sources};
use anteroom::value::Date;

use crate::support;

/// `AN0301 rules/more.yaml:4:14-22`; a part that is not expected is left out.
pub type Expected = String;

/// The comments that say what the next line earns.
pub fn beside(name: &str, text: &str) -> Vec<Expected> {
    let mut waiting: Vec<(&str, &str)> = Vec::new();
    let mut expected = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_start();
        if let Some(rest) = line.strip_prefix("# expect: ") {
            waiting.extend(rest.split_once(' '));
        } else if !line.starts_with('#') {
            expected.extend(waiting.drain(..).map(|(code, columns)| format!("{code} {name}:{}:{columns}", number + 1)));
        }
    }
    expected
}

/// The words a diagnostic underlines, as a fixture writes them.
pub fn written(diagnostic: &Diagnostic, sources: &Sources) -> Expected {
    let code = diagnostic.code.name;
    let Some(label) = &diagnostic.primary else { return code.to_owned() };
    let at = sources.position(label.span);
    let words = sources.slice(label.span);
    let last = at.column + words.lines().next().unwrap_or("").chars().count().saturating_sub(1);
    format!("{code} {}:{}:{}-{}", sources.get(label.span.file).name, at.line, at.column, last)
}

/// What `anteroom check` finds on 2026-01-15. It looks for cases where there are some.
fn linted(files: &[(String, String)]) -> (Option<Pack>, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let (tried, files): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| name.starts_with("cases/"));
    let mut add = |(name, text): &(String, String)| (name.clone(), sources.add(name.clone(), text.clone()));
    let ids: Vec<_> = files.into_iter().map(&mut add).collect();
    let tried: Vec<_> = tried.into_iter().map(|file| (add(file).1, file.1.as_str())).collect();
    let (pack, diagnostics) = anteroom::lints::read(&ids, &sources, |pack| Beside {
        today: Date::parse("2026-01-15"),
        cases: if tried.is_empty() { Cases::Unread } else { named(pack, &tried) },
    });
    (pack, diagnostics, sources)
}

/// The rules that the cases of a folder name.
fn named(pack: &Pack, files: &[(FileId, &str)]) -> Cases {
    let files: Vec<_> =
        files.iter().map(|(id, text)| cases::File { id: *id, notation: Notation::Yaml, text }).collect();
    let program = anteroom::program::from_pack(pack).expect("a program");
    let read = cases::read(&Reader::new(pack, &program.layout), &files);
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    match read.written {
        0 => Cases::None,
        _ => Cases::Naming(read.cases.iter().flat_map(|case| &case.expectation.rules).map(|e| e.rule).collect()),
    }
}

fn check(folder: &Path) -> Vec<String> {
    let base = support::root().join("fixtures/broken/base");
    let mut files: BTreeMap<String, String> = support::files(&base).into_iter().collect();
    let (mut expected, mut loose) = (Vec::new(), Vec::new());
    for (name, text) in support::files(folder) {
        match name.as_str() {
            "expect.txt" => loose.extend(text.lines().map(str::to_owned)),
            "without.txt" => text.lines().for_each(|gone| {
                files.remove(gone);
            }),
            "pad.txt" => {}
            _ => {
                expected.extend(beside(&name, &text));
                files.insert(name, text);
            }
        }
    }
    if let Ok(pad) = std::fs::read_to_string(folder.join("pad.txt")) {
        let (name, size) = pad.trim().split_once(' ').expect("a file and a size");
        let text = files.entry(name.to_owned()).or_default();
        let missing = size.parse::<usize>().expect("a size").saturating_sub(text.len());
        text.push_str(&"#".repeat(missing));
    }
    let files: Vec<(String, String)> = files.into_iter().collect();
    let (pack, diagnostics, sources) = linted(&files);
    let mut got: Vec<Expected> = diagnostics.iter().map(|d| written(d, &sources)).collect();
    assert_eq!(pack.is_none(), diagnostics.iter().any(Diagnostic::is_error), "{}", folder.display());

    let mut faults = Vec::new();
    for wanted in loose.into_iter().chain(expected) {
        // `AN0107`, or `AN0008 rules/more.yaml`, leave out the rest of the place.
        let place =
            got.iter().position(|g| *g == wanted || (!wanted.contains(':') && g.split(':').next() == Some(&wanted)));
        match place {
            Some(at) => drop(got.remove(at)),
            None => faults.push(format!("{}: not reported: {wanted}", folder.display())),
        }
    }
    faults.extend(got.iter().map(|extra| format!("{}: reported besides: {extra}", folder.display())));
    faults
}

#[test]
fn mistakes_in_packs_are_found_where_they_are() {
    let packs = support::root().join("fixtures/broken/packs");
    let mut folders: Vec<_> = std::fs::read_dir(&packs).unwrap().flatten().map(|e| e.path()).collect();
    folders.sort();
    assert!(folders.len() > 50, "the fixtures are there");
    let faults: Vec<String> = folders.iter().flat_map(|folder| check(folder)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_base_has_no_mistake() {
    let (pack, diagnostics, sources) = linted(&support::files(&support::root().join("fixtures/broken/base")));
    let written: Vec<Expected> = diagnostics.iter().map(|d| written(d, &sources)).collect();
    assert!(pack.is_some() && written.is_empty(), "{written:?}");
}

/// Ten mistakes in one file: one diagnostic each, drawn as its author sees them.
#[test]
fn ten_mistakes_are_drawn_at_once() {
    let base = support::files(&support::root().join("fixtures/broken/base"));
    let more = support::files(&support::root().join("fixtures/broken/packs/ten-mistakes"));
    let mut files: BTreeMap<String, String> = base.into_iter().collect();
    files.extend(more.into_iter().filter(|(name, _)| name.ends_with(".yaml")));
    let files: Vec<_> = files.into_iter().collect();
    let (_, diagnostics, sources) = linted(&files);
    let drawn: Vec<String> =
        diagnostics.iter().map(|d| anteroom::render::diagnostic(d, &sources, false, 100)).collect();
    assert_eq!(drawn.len(), 10);
    insta::assert_snapshot!(drawn.join("\n"));
}

/// A level hides a warning or makes it an error; neither changes the pack.
#[test]
fn levels_are_about_the_writing_and_not_the_meaning() {
    let with = |lints: &str| {
        let base = support::files(&support::root().join("fixtures/broken/base"));
        let unread = support::files(&support::root().join("fixtures/broken/packs/an0501-unread-question"));
        let mut files: BTreeMap<String, String> = base.into_iter().chain(unread).collect();
        files.get_mut("pack.yaml").unwrap().push_str(lints);
        let (pack, diagnostics, _) = linted(&files.into_iter().collect::<Vec<_>>());
        let found: Vec<_> = diagnostics.iter().map(|d| (d.code.name, d.severity())).collect();
        (pack.expect("a pack").digest, found)
    };
    let (digest, found) = with("");
    assert_eq!(found, [("AN0501", Severity::Warning)]);
    assert_eq!(with("lints: {unread_question: warn}\n"), (digest.clone(), found));
    assert_eq!(with("lints: {unread_question: deny}\n"), (digest.clone(), vec![("AN0501", Severity::Error)]));
    assert_eq!(with("lints: {unread_question: allow}\n"), (digest, vec![]));
}
