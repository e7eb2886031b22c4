//! Two readers of one text: they agree on what anybody writes, and a difference is named at its place.

use super::Read;
use super::json::value;
use crate::yaml::{Node, NodeKind, agree};
use proptest::prelude::*;

/// What the second reader says about `text` when the first has read `first` instead.
fn difference(first: &str, text: &str) -> Option<String> {
    let read = Read::yaml(first);
    let fault = agree(read.file, text, read.node.as_ref().expect("a tree"))?;
    let place = fault.primary.expect("a place").span;
    Some(format!("{}: {}", read.sources.slice(place), fault.message))
}

#[test]
fn a_difference_is_found_wherever_it_stands() {
    let same = [
        ("a: 12", "a: 12 # so"),
        (
            "a: [1.50, +7, -3, 0x1F, 0o17, 1e3, .inf, -.INF, .nan, 007, 1_000]",
            "a: [1.50, +7, -3, 0x1F, 0o17, 1e3, .inf, -.INF, .nan, 007, 1_000]",
        ),
        (
            "a: [99999999999999999999, -99999999999999999999, 123456789012345678901234567890123456789012]",
            "a: [99999999999999999999, -99999999999999999999, 123456789012345678901234567890123456789012]",
        ),
        ("a: [yes, No, true, FALSE, on, 2026-11-23, 12:30]", "a: [yes, No, true, FALSE, on, 2026-11-23, 12:30]"),
        ("a: [~, null, Null, NULL, '', \"~\", 'true', '1']", "a: [~, null, Null, NULL, '', \"~\", 'true', '1']"),
        ("{1: a, true: b, 1.5: c}", "1: a\ntrue: b\n1.5: c"),
        ("a:\n- b\n-\n- {}\n- []", "a: [b, ~, {}, []]"),
    ];
    for (first, text) in same {
        assert_eq!(difference(first, text), None, "{first}");
    }
    let differ = [
        ("a: 12", "a: 13", "12: one reader of YAML finds the text \"12\" here, another finds 13"),
        ("a: '12'", "a: 12", "'12': one reader of YAML finds the text \"12\" here, another finds 12"),
        ("a: 12", "a: '13'", "12: one reader of YAML finds the text \"12\" here, another finds the text \"13\""),
        ("a: ~", "a: b", "~: one reader of YAML finds nothing here, another finds the text \"b\""),
        ("a: b", "a:", "b: one reader of YAML finds the text \"b\" here, another finds nothing"),
        ("é: [b, c]", "é: [b]", "[b, c]: one reader of YAML finds a list of 2 here, another finds a shorter list"),
        ("é: [b]", "é: [b, c]", "[b]: one reader of YAML finds a list of 1 here, another finds a longer list"),
        ("{a: 1}", "{a: 1, b: 2}", "{a: 1}: one reader of YAML finds a mapping of 1 here, another finds more entries"),
        (
            "{a: 1, b: 2}",
            "{a: 1}",
            "{a: 1, b: 2}: one reader of YAML finds a mapping of 2 here, another finds fewer entries",
        ),
        ("{a: 1}", "{b: 1}", "a: one reader of YAML finds the text \"a\" here, another finds the text \"b\""),
        ("a: [1]", "a: {b: 1}", "[1]: one reader of YAML finds a list of 1 here, another finds a mapping"),
        ("a: {b: 1}", "a: 1", "{b: 1}: one reader of YAML finds a mapping of 1 here, another finds 1"),
        ("a: true", "a: false", "true: one reader of YAML finds the text \"true\" here, another finds false"),
        ("a: 1.5", "a: 1.6", "1.5: one reader of YAML finds the text \"1.5\" here, another finds 1.6"),
        ("a: 1", "@", ": a second reader of YAML cannot read the file"),
    ];
    for (first, text, expected) in differ {
        assert_eq!(difference(first, text).as_deref(), Some(expected), "{first} and {text}");
    }
}

#[test]
fn a_text_that_the_readers_understand_differently_is_refused() {
    let read = Read::yaml("{\"foo\"\n: \"bar\"}\n");
    assert_eq!(read.table(), [""; 0]);
    assert_eq!(read.agree().map(|fault| fault.code.name), Some("AN0010"));
}

/// The same value: texts equal, and what stands plain reads as it was written.
fn is(node: &Node, value: &serde_json::Value) -> bool {
    use serde_json::Value;
    match (&node.kind, value) {
        (NodeKind::Null, Value::Null) => true,
        (NodeKind::Scalar(scalar), Value::String(text)) => scalar.text == *text,
        (NodeKind::Scalar(scalar), Value::Number(_) | Value::Bool(_)) => {
            let written = value.to_string();
            scalar.plain && scalar.text == written
        }
        (NodeKind::Sequence(nodes), Value::Array(values)) => {
            nodes.len() == values.len() && nodes.iter().zip(values).all(|(node, value)| is(node, value))
        }
        (NodeKind::Mapping(entries), Value::Object(map)) => {
            entries.len() == map.len()
                && entries.iter().all(|e| map.get(e.key.as_str()).is_some_and(|value| is(&e.value, value)))
        }
        _ => false,
    }
}

proptest! {
    #[test]
    fn what_another_program_writes_is_read_as_it_was_meant(value in value()) {
        let text = serde_yaml::to_string(&value).expect("values are written");
        let read = Read::yaml(&text);
        prop_assert_eq!(read.table(), [""; 0], "{}", text);
        prop_assert!(read.node.as_ref().is_some_and(|node| is(node, &value)), "{}", text);
        prop_assert_eq!(read.agree(), None, "{}", text);
    }
}
