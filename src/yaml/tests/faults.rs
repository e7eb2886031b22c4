//! Tables of faults: text, then each code with line, column and the words underlined.

use super::{Read, drawn};
use crate::language::limits::{MAX_DEPTH, MAX_FILE_BYTES};
use std::time::{Duration, Instant};

#[test]
fn each_fault_has_its_code_and_place() {
    let table: &[(&str, &[&str])] = &[
        ("a: b\nb: [1, 2\n", &["AN0001 2:4 ["]),
        ("é: [1, 2}\n", &["AN0001 1:4 ["]),
        ("a: b: c\n", &["AN0001 1:5 :"]),
        ("a:\n\tb: c\n", &["AN0001 2:1 \t"]),
        ("a: 'b\n", &["AN0001 1:4 '"]),
        ("a: @b\n", &["AN0001 1:4 @"]),
        ("a: \"\\q\"\n", &["AN0001 1:5 \\"]),
        ("a: 1\n  b: 2\n", &["AN0001 2:4 :"]),
        ("a: 1\nb: 2\na: 3\n", &["AN0002 3:1 a"]),
        ("a: !consent x\n", &["AN0003 1:4 !consent"]),
        ("- !consent\n- é: !!str 1\n", &["AN0003 1:3 !consent", "AN0003 2:6 !!str"]),
        ("a: &x 1\nb: *x\nc: *y\n", &["AN0004 1:4 &x", "AN0004 2:4 *x", "AN0004 3:4 *y"]),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", &["AN0004 1:4 &x", "AN0004 3:3 <<"]),
        ("a: 1\n---\nb: 2\n", &["AN0005 2:1 ---"]),
        ("", &["AN0008 1:1"]),
        ("\u{FEFF}\n", &["AN0008 1:1"]),
        ("# only words\n", &["AN0008 1:1"]),
        ("---\n", &["AN0008 1:1"]),
        ("é: a\0b\n", &["AN0009 1:5 \0"]),
        ("a: b\u{1b}[31m\n", &["AN0009 1:5 \u{1b}"]),
        ("a: b\rc: d\n", &["AN0009 1:5 \r"]),
        ("a: \"\\0\"\n", &["AN0009 1:5 \\0"]),
        ("a: x\u{202E}y\n", &["AN0009 1:5 \u{202E}"]),
        ("a: \u{FEFF}b\n", &["AN0009 1:4 \u{FEFF}"]),
        // A comment inside a text: the parser joins the lines around it.
        ("- ?- \n\t#\n  0", &["AN0010 1:3 ?- \n\t#\n  0"]),
        ("? [a, b]\n: c\n", &["AN0103 1:3 [a, b]"]),
        ("{a: 1}: c\n", &["AN0103 1:1 {a: 1}"]),
        (": c\n", &["AN0103 1:1"]),
        ("%YAML 1.1\n---\na: yes\n", &["AN0001 1:1 %"]),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let read = Read::yaml(text);
        if read.table() != *expected {
            wrong.push((text, read.table()));
        }
        let fatal = ["AN0001", "AN0006", "AN0007", "AN0008"];
        let lost = read.faults.iter().any(|f| fatal.contains(&f.code.name));
        assert_eq!(read.node.is_none(), lost || text.contains('\u{FEFF}'), "{text:?}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn all_faults_of_a_file_are_reported_together() {
    let read = Read::yaml("a: !x 1\na: &y 2\nb: *y\nc: \0\n[d]: 1\ne: f: g\n");
    let codes: Vec<&str> = read.faults.iter().map(|f| f.code.name).collect();
    assert_eq!(codes, ["AN0003", "AN0002", "AN0004", "AN0004", "AN0009", "AN0103", "AN0001"]);
    let second = read.faults.iter().find(|f| f.code.name == "AN0002").expect("the second `a`");
    let first = second.secondary.first().expect("and the first");
    assert_eq!(read.sources.position(first.span).line, 1);
}

#[test]
fn line_ends_and_marks_change_nothing() {
    let text = "é: [1, ~, 'x y']\nb:\n  - yes\n  -\nc: >-\n  one\n  two\n\n  three\nd: |\n  p\n   q";
    let plain = Read::yaml(text);
    assert_eq!(plain.table(), [""; 0]);
    let expected = "{é: [1, ~, \"x y\"], b: [yes, ~], c: \"one two\\nthree\", d: \"p\\n q\"}";
    assert_eq!(plain.node.as_ref().map(drawn).as_deref(), Some(expected));
    let windows = text.replace('\n', "\r\n");
    for other in [windows.clone(), format!("\u{FEFF}{text}"), format!("\u{FEFF}{windows}")] {
        let read = Read::yaml(&other);
        assert_eq!(read.node.as_ref().map(drawn).as_deref(), Some(expected), "{other:?}");
        assert_eq!(read.agree(), None, "{other:?}");
    }
}

#[test]
fn spans_cover_what_was_written() {
    let text = "\u{FEFF}é:\r\n  - {k: 'v', l: \"w\"}\r\n  - p q\r\n\r\n# end\r\nt: >-\r\n  words\r\n\r\nlast: x\r\n";
    let read = Read::yaml(text);
    let root = read.node.as_ref().expect("a tree");
    let slice = |path: &[&str]| {
        let node = path.iter().try_fold(root, |node, key| node.get(key)).expect("a path");
        read.sources.slice(node.span)
    };
    assert_eq!(slice(&["é"]), "- {k: 'v', l: \"w\"}\r\n  - p q");
    assert_eq!(slice(&["t"]), "words");
    assert_eq!(slice(&["last"]), "x");
    assert_eq!(slice(&[]), text.trim_start_matches('\u{FEFF}').trim_end());
}

#[test]
fn depth_is_limited_in_every_style() {
    let flow = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    let block = |n: usize| (0..n).map(|i| format!("{}a:\n", " ".repeat(i))).collect::<String>();
    let dashes = |n: usize| format!("{}x\n", "- ".repeat(n));
    let mixed = |n: usize| format!("{}{}", dashes(n / 2).trim_end_matches("x\n"), flow(n - n / 2));
    for shape in [&flow as &dyn Fn(usize) -> String, &block, &dashes, &mixed] {
        assert_eq!(Read::yaml(&shape(MAX_DEPTH)).table(), [""; 0]);
        let deep = Read::yaml(&shape(MAX_DEPTH + 1));
        let codes: Vec<&str> = deep.faults.iter().map(|f| f.code.name).collect();
        assert_eq!(codes, ["AN0006"], "{}", shape(MAX_DEPTH + 1));
        assert!(deep.node.is_none());
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a limit on time is tried with a clock")]
fn hostile_files_are_refused_cheaply() {
    for part in
        ["[", "{", "{a: ", "- ", "? ", "[{", "a: ", "- - ", "!", "&a ", "\0", "'", "\"", "|\n", "? - ", "[a]: ", "*a "]
    {
        let text = format!("{}\n- [", part.repeat(100_000 / part.len()));
        let start = Instant::now();
        let _ = Read::yaml(&text);
        // 50 ms in a release build; a debug build on a busy machine gets more.
        let took = start.elapsed();
        assert!(took < Duration::from_millis(500), "{part:?} took {took:?}");
    }
}

#[test]
fn size_is_limited() {
    let text = |n: usize| format!("a: {}", "x".repeat(n - 3));
    assert_eq!(Read::yaml(&text(MAX_FILE_BYTES)).table(), [""; 0]);
    assert_eq!(Read::yaml(&text(MAX_FILE_BYTES + 1)).table(), ["AN0007 1:1"]);
}
