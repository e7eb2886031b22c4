//! What is written reads back, digests tell answers apart, and no file makes the reader fail.

use super::generated::{Supply, file, pack, sheet, words};
use super::packs;
use crate::answers::{Given, Layout, Reader, canonical, digest, to_yaml};
use crate::text::Sources;
use crate::value::{Date, Reason};
use crate::yaml::{Node, NodeKind};
use proptest::prelude::*;

/// As JSON that holds ASCII only: no file may hold every character as it is.
fn ascii(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    json.encode_utf16()
        .map(|unit| match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
            _ => format!("\\u{unit:04x}"),
        })
        .collect()
}

/// The node as JSON, plain numbers as numbers and everything else as text; keys in the opposite order.
fn json(node: &Node) -> String {
    match &node.kind {
        NodeKind::Null | NodeKind::Error => "null".to_owned(),
        NodeKind::Scalar(scalar) => match scalar.text.parse::<serde_json::Number>() {
            Ok(number) if scalar.plain => number.to_string(),
            _ => ascii(&scalar.text),
        },
        NodeKind::Sequence(nodes) => format!("[{}]", nodes.iter().map(json).collect::<Vec<_>>().join(",")),
        NodeKind::Mapping(entries) => {
            let entry = |e: &crate::yaml::Entry| format!("{}:{}", ascii(&e.key), json(&e.value));
            format!("{{{}}}", entries.iter().rev().map(entry).collect::<Vec<_>>().join(","))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_written_sheet_reads_back(
        numbers in prop::collection::vec(any::<u64>(), 0..200),
        texts in prop::collection::vec(words(), 1..6),
    ) {
        let supply = &mut Supply(numbers.iter());
        let pack = pack(supply);
        let layout = Layout::of(&pack);
        let sheet = sheet(&pack, &layout, supply, &texts);
        let text = to_yaml(&pack, &layout, &sheet);
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", text.clone());
        let reader = Reader::new(&pack, &layout);
        let made = reader.yaml(file, &text, None);
        prop_assert!(made.diagnostics.is_empty(), "{text}\n{:?}", made.diagnostics);
        prop_assert_eq!(&made.sheets, std::slice::from_ref(&sheet), "{}", text);

        // The same answers as JSON, in another order.
        let (node, _) = crate::yaml::read(file, &text);
        let other = json(&node.expect("a node"));
        let file = sources.add("a.json", other.clone());
        let made = reader.json(file, &other, None);
        prop_assert!(made.diagnostics.is_empty(), "{other}\n{:?}", made.diagnostics);
        prop_assert_eq!(&made.sheets, std::slice::from_ref(&sheet), "{}", other);
        prop_assert_eq!(digest(&pack, &layout, &made.sheets[0]), digest(&pack, &layout, &sheet));
        let valid = serde_json::from_str::<serde_json::Value>(&canonical(&pack, &layout, &sheet));
        prop_assert!(valid.is_ok());
    }

    #[test]
    fn different_answers_have_different_digests(
        numbers in prop::collection::vec(any::<u64>(), 100..200),
        texts in prop::collection::vec(words(), 1..6),
        at in any::<prop::sample::Index>(),
    ) {
        let supply = &mut Supply(numbers.iter());
        let pack = pack(supply);
        let layout = Layout::of(&pack);
        let sheet = sheet(&pack, &layout, supply, &texts);
        // Rows without their group would not count.
        let slots: Vec<_> = sheet.answers.keys().copied().collect();
        prop_assume!(!slots.is_empty());
        let mut other = sheet.clone();
        other.answers.insert(*at.get(&slots), Given::Unknown(Reason::Invalid));
        prop_assert_ne!(digest(&pack, &layout, &sheet), digest(&pack, &layout, &other));
    }

    #[test]
    fn no_file_makes_the_reader_fail(text in file()) {
        let pack = packs::kap();
        let layout = Layout::of(&pack);
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", text.clone());
        let reader = Reader::new(&pack, &layout);
        for made in [reader.yaml(file, &text, Date::parse("2026-11-23")), reader.json(file, &text, None)] {
            for sheet in &made.sheets {
                let _ = digest(&pack, &layout, sheet);
                // What it could not read is told, and what it writes can be read.
                let invalid = sheet.answers.values().any(|g| matches!(g, Given::Unknown(Reason::Invalid | Reason::Conflict)));
                prop_assert!(!invalid || !sheet.problems.is_empty(), "{text}");
                let again = to_yaml(&pack, &layout, sheet);
                let file = sources.add("b.yaml", again.clone());
                let read = reader.yaml(file, &again, None);
                prop_assert_eq!(read.sheets.len(), 1);
                prop_assert!(read.sheets[0].problems.is_empty(), "{again}\n{:?}", read.sheets[0].problems);
                prop_assert_eq!(read.sheets[0].answers.len(), sheet.answers.len());
            }
        }
    }
}
