//! Every character of a decoded scalar must be found in the source, in every style.

use super::Read;
use crate::yaml::places::Places;
use proptest::prelude::*;

/// A scalar as written, and for each decoded character the source that it came from.
#[derive(Clone, Debug, Default)]
struct Written {
    source: String,
    text: String,
    /// For each decoded character: itself, and the source it must be found at (`None`: a fold, blank in the source).
    from: Vec<(char, Option<String>)>,
}

impl Written {
    fn push(&mut self, character: char, source: &str) {
        self.source.push_str(source);
        self.text.push(character);
        self.from.push((character, Some(source.to_owned())));
    }

    fn fold(&mut self, text: &str, source: &str) {
        self.source.push_str(source);
        self.text.push_str(text);
        self.from.extend(text.chars().map(|c| (c, None)));
    }

    fn word(&mut self, word: &str) {
        word.chars().for_each(|c| self.push(c, c.encode_utf8(&mut [0; 4])));
    }
}

#[derive(Clone, Copy, Debug)]
enum Style {
    Plain,
    Single,
    Double,
    Literal,
    Folded,
}

/// What stands between two words: a blank, a break, a break with empty lines, an escape.
#[derive(Clone, Copy, Debug)]
enum Between {
    Blank,
    Break { empty: usize, trailing: usize },
    Mark,
}

/// Writes words in a style, with breaks as `newline`, continuation lines indented by `indent`.
fn write(style: Style, words: &[String], between: &[Between], newline: &str, indent: usize, further: bool) -> Written {
    let mut out = Written::default();
    let lead = " ".repeat(indent);
    let block = matches!(style, Style::Literal | Style::Folded);
    match style {
        Style::Single => out.source.push('\''),
        Style::Double => out.source.push('"'),
        Style::Literal => out.source = format!("|-  # a | comment{newline}{lead}"),
        Style::Folded => out.source = format!(">-{newline}{lead}"),
        Style::Plain => {}
    }
    for (i, word) in words.iter().enumerate() {
        if i > 0 {
            match between.get(i).copied().unwrap_or(Between::Blank) {
                Between::Blank => out.push(' ', " "),
                Between::Mark => match style {
                    Style::Single => out.push('\'', "''"),
                    Style::Double => {
                        out.push('é', "\\u00e9");
                        out.push('\t', "\\t");
                        out.push('"', "\\\"");
                        out.push('\u{1D11E}', "\\U0001D11E");
                        out.fold("", &format!("\\{newline}{lead}"));
                    }
                    // A line indented further than the first is not folded.
                    Style::Folded if further => {
                        out.fold("\n", &format!("{newline}{lead}"));
                        out.word("  deep");
                        out.fold("\n\n", &format!("{newline}{newline}{lead}"));
                    }
                    _ => out.push('\'', "'"),
                },
                Between::Break { empty, trailing } => {
                    let lines = newline.repeat(empty + 1);
                    // Blanks before a break belong to the fold, but in blocks to the text.
                    let blanks = if block { String::new() } else { " ".repeat(trailing) };
                    let text = match (style, empty) {
                        (Style::Literal, n) => "\n".repeat(n + 1),
                        (_, 0) => " ".to_owned(),
                        (_, n) => "\n".repeat(n),
                    };
                    out.fold(&text, &format!("{blanks}{lines}{lead}"));
                }
            }
        }
        out.word(word);
    }
    match style {
        Style::Single => out.source.push('\''),
        Style::Double => out.source.push('"'),
        _ => {}
    }
    out
}

fn style() -> impl Strategy<Value = Style> {
    prop_oneof![Just(Style::Plain), Just(Style::Single), Just(Style::Double), Just(Style::Literal), Just(Style::Folded)]
}

fn between() -> impl Strategy<Value = Between> {
    prop_oneof![
        3 => Just(Between::Blank),
        3 => (0..3usize, 0..3usize).prop_map(|(empty, trailing)| Between::Break { empty, trailing }),
        2 => Just(Between::Mark),
    ]
}

prop_compose! {
    fn scalar()(
        style in style(),
        words in prop::collection::vec("[a-zé漢𝄞0-9_.]{1,5}", 1..6),
        between in prop::collection::vec(between(), 6),
        windows in any::<bool>(),
        indent in 3..6usize,
        further in any::<bool>(),
    ) -> Written {
        write(style, &words, &between, if windows { "\r\n" } else { "\n" }, indent, further)
    }
}

/// A document of scalars under keys, in lists and after non-ASCII words.
fn document() -> impl Strategy<Value = (String, Vec<Written>)> {
    (any::<bool>(), prop::collection::vec((scalar(), any::<bool>()), 1..5)).prop_map(|(mark, scalars)| {
        let mut text = String::from(if mark { "\u{FEFF}" } else { "" });
        for (i, (scalar, listed)) in scalars.iter().enumerate() {
            let dash = if *listed { "\n  - " } else { " " };
            text.push_str(&format!("é{i}:{dash}{}\n# no ' \" comment\n", scalar.source));
        }
        (text, scalars.into_iter().map(|(scalar, _)| scalar).collect())
    })
}

/// The second reader of YAML knows no surrogate pairs, so they stand in no document that both are asked about.
#[test]
fn a_pair_of_surrogates_is_one_character() {
    let read = Read::yaml("é: \"a\\uD834\\uDD1Eb\\N\\x41\"\n");
    let scalar = read.node.as_ref().and_then(|n| n.get("é")?.scalar()).expect("a text");
    assert_eq!(read.table(), ["AN0009 1:19 \\N"]);
    let found = |part: &str| {
        let at = scalar.text.find(part).expect("the part");
        read.sources.slice(scalar.place(at..at + part.len()))
    };
    assert_eq!(
        [found("a"), found("𝄞"), found("b"), found("\u{85}"), found("A")],
        ["a", "\\uD834\\uDD1E", "b", "\\N", "\\x41"]
    );
    assert_eq!(found("𝄞b"), "\\uD834\\uDD1Eb");
}

proptest! {
    #[test]
    fn every_character_is_found_where_it_was_written((text, scalars) in document()) {
        let read = Read::yaml(&text);
        prop_assert_eq!(read.table(), [""; 0], "{:?}", text);
        prop_assert_eq!(read.agree(), None, "{:?}", text);
        let root = read.node.as_ref().expect("a tree");
        for (i, written) in scalars.iter().enumerate() {
            let node = root.get(&format!("é{i}")).expect("the key");
            let node = if let crate::yaml::NodeKind::Sequence(nodes) = &node.kind { &nodes[0] } else { node };
            let scalar = node.scalar().expect("a scalar");
            prop_assert_eq!(&scalar.text, &written.text);
            let mut at = 0;
            let mut last = 0;
            for (character, source) in &written.from {
                let span = scalar.place(at..at + character.len_utf8());
                let found = read.sources.slice(span);
                match source {
                    Some(source) => prop_assert_eq!(found, source, "{:?} in {:?}", character, text),
                    None => prop_assert!(!found.is_empty() && found.trim().is_empty(), "{:?} for a fold", found),
                }
                prop_assert!(span.start >= last, "places go forward");
                prop_assert!(span.start >= node.span.start && span.end <= node.span.end);
                last = span.start;
                at += character.len_utf8();
            }
            let whole = read.sources.slice(scalar.place(0..scalar.text.len()));
            prop_assert!(written.source.contains(whole) && whole.len() >= scalar.text.trim().len().min(1));
            prop_assert_eq!(scalar.place(at..at).start, scalar.place(0..at).end);
        }
    }

    /// What two readers make of any text at all: no panic, no tree that they silently disagree about.
    #[test]
    fn any_text_is_read_or_refused(text in "([a-z é\"'\\[\\]{}:,#|>&*!?%@\\-\\\\\t0-9]|\n|\r\n|: |- |\n  ){0,60}") {
        let read = Read::yaml(&text);
        prop_assert!(read.node.is_some() || !read.faults.is_empty());
        read.table();
        read.agree();
        // Every scalar's index is exact, or the text is refused.
        let mut all = Vec::new();
        let whole = read.node.as_ref().filter(|_| read.faults.is_empty());
        whole.iter().for_each(|node| super::suite::scalars(node, &mut all));
        for scalar in all {
            let exact = !matches!(scalar.places, Places::Whole) || scalar.text.trim().is_empty();
            prop_assert!(exact, "{:?} in {:?}", scalar.text, text);
            let ends = scalar.text.char_indices().map(|(at, c)| (at, at + c.len_utf8()));
            for (start, end) in ends {
                let found = read.sources.slice(scalar.place(start..end));
                let itself = scalar.text.get(start..end).unwrap_or("");
                prop_assert!(found == itself || found.trim().is_empty() || found.starts_with(['\\', '\'']), "{:?} {:?}", found, text);
            }
        }
    }
}
