//! Every case of `fixtures/checker` is checked on top of the base pack, and what is said about it stands in the case.

use std::fmt::Write;

use anteroom::diagnostic::Diagnostic;
use anteroom::text::Sources;

use crate::support;

/// A case: `=== path` begins a file, which replaces one of the base pack or stands beside it.
fn files_of(case: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in case.lines() {
        match (line.strip_prefix("=== "), files.last_mut()) {
            (Some(path), _) => files.push((path.to_owned(), String::new())),
            (None, Some((_, text))) => writeln!(text, "{line}").unwrap(),
            (None, None) => assert!(line.starts_with('#'), "a case begins with `=== path`"),
        }
    }
    files
}

fn base() -> Vec<(String, String)> {
    support::files(&support::root().join("fixtures/checker/base"))
}

fn without_expectations(text: &str) -> String {
    text.lines().filter(|l| !l.trim_start().starts_with("# expect: ")).fold(String::new(), |all, l| all + l + "\n")
}

/// `CODE first-last message`, the message without its help.
fn said(diagnostic: &Diagnostic, sources: &Sources) -> Option<(usize, String)> {
    let span = diagnostic.primary.as_ref()?.span;
    let at = sources.position(span);
    let words = sources.slice(span);
    let last =
        if words.contains('\n') { "…".to_owned() } else { (at.column + words.chars().count() - 1).to_string() };
    let label = diagnostic.primary.as_ref().filter(|l| !l.message.is_empty());
    let label = label.map_or(String::new(), |l| format!(" [{}]", l.message));
    Some((at.line, format!("{} {}-{last} {}{label}", diagnostic.code.name, at.column, diagnostic.message)))
}

/// The case as it would be with everything said about it above the line it speaks of.
fn annotated(case: &str) -> String {
    let plain = without_expectations(case);
    let own = files_of(&plain);
    let mut all: Vec<_> = base().into_iter().filter(|(path, _)| own.iter().all(|(p, _)| p != path)).collect();
    all.extend(own.clone());
    let (pack, diagnostics, sources) = support::pack_of(&all);
    assert_eq!(pack.is_none(), diagnostics.iter().any(Diagnostic::is_error), "a pack, or an error");
    let mut out: String = plain.lines().take_while(|l| !l.starts_with("=== ")).fold(String::new(), |a, l| a + l + "\n");
    let mut placed = 0;
    for (path, text) in &own {
        writeln!(out, "=== {path}").unwrap();
        for (i, line) in text.lines().enumerate() {
            let indent: String = line.chars().take_while(|c| *c == ' ').collect();
            for diagnostic in &diagnostics {
                let file = diagnostic.primary.as_ref().map(|l| &sources.get(l.span.file).name);
                if let Some((at, said)) = said(diagnostic, &sources)
                    && file == Some(path)
                    && at == i + 1
                {
                    writeln!(out, "{indent}# expect: {said}").unwrap();
                    placed += 1;
                }
            }
            writeln!(out, "{line}").unwrap();
        }
    }
    let elsewhere: Vec<_> = diagnostics.iter().filter(|d| d.primary.is_none()).map(|d| &d.message).collect();
    assert_eq!(placed + elsewhere.len(), diagnostics.len(), "something is said about a file of the base pack: {}", {
        let names = diagnostics.iter().filter_map(|d| Some((said(d, &sources)?.1, d.primary.as_ref()?.span)));
        names.map(|(said, span)| format!("\n{}: {said}", sources.get(span.file).name)).collect::<String>()
    });
    out
}

#[test]
fn the_base_pack_is_without_fault() {
    let (pack, diagnostics, sources) = support::pack_of(&base());
    let all: Vec<_> = diagnostics.iter().filter_map(|d| said(d, &sources)).collect();
    assert!(all.is_empty(), "{all:#?}");
    assert!(pack.is_some());
}

#[test]
fn every_mistake_is_told_at_its_place() {
    let folder = support::root().join("fixtures/checker");
    for (name, case) in support::files(&folder).into_iter().filter(|(name, _)| name.ends_with(".pack")) {
        let annotated = annotated(&case);
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(folder.join(&name), &annotated).unwrap();
        } else {
            assert_eq!(case, annotated, "{name} (BLESS=1 writes what is said; read it before you commit it)");
        }
    }
}
