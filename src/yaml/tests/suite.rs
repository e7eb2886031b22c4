//! The YAML test suite, where a copy is at hand, read by both readers.

use super::{Read, drawn};
use crate::yaml::places::Places;
use crate::yaml::{Node, NodeKind, Scalar};
use std::path::Path;

/// The marks by which the suite makes white space visible.
const VISIBLE: [(&str, &str); 10] = [
    ("␣", " "),
    ("————»", "\t"),
    ("———»", "\t"),
    ("——»", "\t"),
    ("—»", "\t"),
    ("»", "\t"),
    ("⇔", "\u{FEFF}"),
    ("↵", ""),
    ("∎\n", ""),
    ("←", "\r"),
];

/// The documents of the suite: name, text, whether it is meant to fail.
#[expect(clippy::disallowed_methods, reason = "the suite is not part of the repository")]
fn suite() -> Vec<(String, String, bool)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/yaml");
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut cases = Vec::new();
    for file in files.flatten() {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        let parsed: serde_yaml::Value = serde_yaml::from_str(&text).unwrap_or_default();
        for (i, case) in parsed.as_sequence().into_iter().flatten().enumerate() {
            let Some(yaml) = case.get("yaml").and_then(serde_yaml::Value::as_str) else { continue };
            let yaml = VISIBLE.iter().fold(yaml.to_owned(), |text, (mark, real)| text.replace(mark, real));
            let fail = case.get("fail").and_then(serde_yaml::Value::as_bool) == Some(true);
            cases.push((format!("{} {i}", file.path().display()), yaml, fail));
        }
    }
    cases
}

pub fn scalars<'n>(node: &'n Node, all: &mut Vec<&'n Scalar>) {
    match &node.kind {
        NodeKind::Scalar(scalar) => all.push(scalar),
        NodeKind::Sequence(nodes) => nodes.iter().for_each(|n| scalars(n, all)),
        NodeKind::Mapping(entries) => entries.iter().for_each(|e| scalars(&e.value, all)),
        NodeKind::Null | NodeKind::Error => {}
    }
}

#[test]
fn the_suite_is_read_or_refused_with_a_place() {
    let mut wrong = Vec::new();
    for (name, text, fail) in suite() {
        for text in [text.clone(), text.replace('\n', "\r\n"), format!("é: 1\n{text}")] {
            let read = Read::yaml(&text);
            assert!(read.node.is_some() || !read.faults.is_empty(), "{name}");
            read.table();
            let mut all = Vec::new();
            read.node.iter().for_each(|node| scalars(node, &mut all));
            wrong.extend(
                all.into_iter().filter(|s| matches!(s.places, Places::Whole)).map(|s| format!("{name} {s:?} {text:?}")),
            );
        }
        let read = Read::yaml(&text);
        // Both readers let a flow list go on with less indentation.
        let lenient = name.contains("9C9N");
        if fail && !lenient && read.faults.is_empty() {
            wrong.push(format!("{name} is to fail, and reads as {:?}", read.node.as_ref().map(drawn)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_two_readers_agree_on_most_of_the_suite() {
    let clean: Vec<_> = suite()
        .into_iter()
        .map(|(name, text, _)| (name, Read::yaml(&text)))
        .filter(|(_, read)| read.faults.is_empty())
        .collect();
    let differ: Vec<_> = clean.iter().filter_map(|(name, read)| Some((name, read.agree()?.message))).collect();
    assert!(differ.len() * 6 <= clean.len(), "{} of {}: {differ:#?}", differ.len(), clean.len());
}
