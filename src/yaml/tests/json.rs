//! JSON: the same tree with the same places as YAML, and the same faults.

use super::{Read, drawn};
use crate::yaml::{Node, NodeKind, read_json};
use proptest::prelude::*;

fn json(text: &str) -> Read {
    Read::by(text, read_json)
}

#[test]
fn values_keep_their_text_and_place() {
    let text = "\u{FEFF}{\r\n \"é\": [1.50, true, null, \"a\\n\\u00e9\"],\n \"b\": {\"c\": \"12\"}}";
    let read = json(text);
    assert_eq!(read.table(), [""; 0]);
    let root = read.node.as_ref().expect("a tree");
    assert_eq!(drawn(root), "{é: [1.50, true, ~, \"a\\né\"], b: {c: \"12\"}}");
    let inner = root.get("b").and_then(|b| b.get("c")).expect("c");
    assert_eq!(read.sources.slice(inner.span), "\"12\"");
    assert_eq!(read.sources.slice(inner.scalar().expect("text").place(1..2)), "2");
    assert_eq!(read.sources.slice(root.span), text.trim_start_matches('\u{FEFF}'));
}

#[test]
fn faults_have_their_code_and_place() {
    let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    let table: &[(&str, &[&str])] = &[
        ("{\"é\": 1,\n \"a\": }", &["AN0011 2:7 }"]),
        ("{\"é\": 1,}", &["AN0011 1:9 }"]),
        ("{\"a\": [1, 2}", &["AN0011 1:12 }"]),
        ("{\"a\": 1", &["AN0011 1:7 1"]),
        ("{\"a\": 01}", &["AN0011 1:8 1"]),
        ("{a: 1}", &["AN0011 1:2 a"]),
        ("{} {}", &["AN0011 1:4 {"]),
        ("{\"é\": \"\\ud800\"}", &["AN0011 1:14 \""]),
        ("{\"é\": \"\\q\"}", &["AN0011 1:9 q"]),
        ("{\"a\": 1, \"b\": {\"a\": 1, \"\\u0061\": 2}, \"a\": 3}", &["AN0002 1:24 \"\\u0061\"", "AN0002 1:38 \"a\""]),
        ("{\"a\": \"\0\"}", &["AN0009 1:8 \0"]),
        ("{\"a\": \"\\u0000\"}", &["AN0009 1:7 \"\\u0000\""]),
        (" \n", &["AN0008 1:1"]),
    ];
    let wrong: Vec<_> =
        table.iter().map(|(text, e)| (text, json(text).table(), e)).filter(|(_, t, e)| t != *e).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(json(&deep(32)).table(), [""; 0]);
    assert_eq!(json(&deep(33)).table(), ["AN0006 1:33"]);
    assert_eq!(json(&deep(50_000)).table(), ["AN0006 1:33"]);
    assert_eq!(json(&"[".repeat(100_000)).table(), ["AN0011 1:100000 ["]);
}

pub fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i32>().prop_map(Into::into),
        "[a-zé\"\\\\\n 0-9]{0,8}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::hash_map("[a-zé\"]{1,6}", inner, 0..5).prop_map(|m| m.into_iter().collect()),
        ]
    })
}

/// The value that a tree stands for.
fn meant(node: &Node) -> serde_json::Value {
    match &node.kind {
        NodeKind::Null | NodeKind::Error => serde_json::Value::Null,
        NodeKind::Scalar(scalar) if scalar.plain => serde_json::from_str(&scalar.text).expect("a literal"),
        NodeKind::Scalar(scalar) => scalar.text.clone().into(),
        NodeKind::Sequence(nodes) => nodes.iter().map(meant).collect(),
        NodeKind::Mapping(entries) => entries.iter().map(|e| (e.key.value.clone(), meant(&e.value))).collect(),
    }
}

proptest! {
    #[test]
    fn a_json_file_means_what_it_says(value in value(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        let read = json(&text.expect("values are written"));
        prop_assert_eq!(read.table(), [""; 0]);
        let root = read.node.as_ref().expect("a tree");
        prop_assert_eq!(meant(root), value);
        let again: serde_json::Value = serde_json::from_str(read.sources.slice(root.span)).expect("its span is JSON");
        prop_assert_eq!(meant(root), again);
    }
}
