//! Turns diagnostics into snapshots that a reviewer reads.

use super::*;
use crate::diagnostic::Code;
use crate::text::Span;

/// The words of a file, by their first occurrence.
fn words(sources: &Sources, file: FileId, words: &str) -> Span {
    let start = sources.get(file).text.find(words).expect("the words stand there");
    Span::new(file, start, start + words.len())
}

fn drawn(d: &Diagnostic, sources: &Sources) -> String {
    diagnostic(d, sources, false, 100)
}

#[test]
fn a_mistake_is_underlined_and_helped() {
    let mut sources = Sources::default();
    let file = sources.add("rules/kap/mood.yaml", "rules:\n  - rule: mood.low\n    wehn: phq9.total >= 10\n");
    let d = Diagnostic::new(Code::AN0101, words(&sources, file, "wehn"), "`wehn` is not a key of a rule")
        .label("not known here")
        .nearest("wehn", ["when", "title"])
        .help("the keys of a rule are rule, title, kind");
    insta::assert_snapshot!(drawn(&d, &sources), @r#"
    error[AN0101]: `wehn` is not a key of a rule
     --> rules/kap/mood.yaml:3:5
      |
    3 |     wehn: phq9.total >= 10
      |     ^^^^ not known here
      |
      = help: did you mean `when`?
      = help: the keys of a rule are rule, title, kind
      = more: anteroom explain AN0101
    "#);
}

#[test]
fn another_place_may_be_in_another_file() {
    let mut sources = Sources::default();
    let first = sources.add("questionnaire.yaml", "a: 1\nquestions:\n  - id: sex\n");
    let second = sources.add("rules/base.yaml", "facts:\n  - fact: sex\n    is: yes\n  - fact: sex\n");
    let again = Span::new(second, 43, 46);
    let d = Diagnostic::new(Code::AN0302, again, "the id `sex` is used twice")
        .label("again")
        .also(words(&sources, first, "sex"), "first used here")
        .also(words(&sources, second, "sex"), "and here");
    insta::assert_snapshot!(drawn(&d, &sources), @r#"
    error[AN0302]: the id `sex` is used twice
     --> rules/base.yaml:4:11
      |
    2 |   - fact: sex
      |           --- and here
    3 |     is: yes
    4 |   - fact: sex
      |           ^^^ again
      |
     ::: questionnaire.yaml:3:9
      |
    3 |   - id: sex
      |         --- first used here
      |
      = more: anteroom explain AN0302
    "#);
}

#[test]
fn columns_count_characters_after_accents_wide_letters_tabs_and_crlf() {
    let mut sources = Sources::default();
    let file = sources.add("a.yaml", "name: Zoë\r\nnote: 抑うつ état\t= x # ok\r\nlast: 1\r\n");
    let d = Diagnostic::new(Code::AN0201, words(&sources, file, "="), "`=` has no meaning in an expression");
    insta::assert_snapshot!(drawn(&d, &sources), @r#"
    error[AN0201]: `=` has no meaning in an expression
     --> a.yaml:2:16
      |
    2 | note: 抑うつ état    = x # ok
      |                      ^
      |
      = more: anteroom explain AN0201
    "#);
    assert_eq!(sources.position(words(&sources, file, "=")).column, 16);
}

#[test]
fn the_end_of_a_file_and_an_empty_file_are_places_too() {
    let mut sources = Sources::default();
    let file = sources.add("a.yaml", "pack: kap\n");
    let empty = sources.add("empty.yaml", "");
    let at_end = Diagnostic::new(Code::AN0102, Span::new(file, 10, 10), "the key `version` is missing");
    let in_empty = Diagnostic::new(Code::AN0008, Span::new(empty, 0, 0), "the file is empty");
    let nowhere = Diagnostic::without_place(Code::AN0107, "the folder has no `pack.yaml`");
    let all = [at_end, in_empty, nowhere].map(|d| drawn(&d, &sources)).concat();
    insta::assert_snapshot!(all, @r#"
    error[AN0102]: the key `version` is missing
     --> a.yaml:2:1
      |
    2 |
      | ^
      |
      = more: anteroom explain AN0102
    error[AN0008]: the file is empty
     --> empty.yaml:1:1
      |
    1 |
      | ^
      |
      = more: anteroom explain AN0008
    error[AN0107]: the folder has no `pack.yaml`
     |
     = more: anteroom explain AN0107
    "#);
}

#[test]
fn a_long_line_is_cut_around_the_mistake() {
    let mut sources = Sources::default();
    let file = sources.add("a.yaml", format!("when: {} = b {}\n", "a or ".repeat(9_000), "or a ".repeat(9_000)));
    let d = Diagnostic::new(Code::AN0201, words(&sources, file, "="), "`=` has no meaning in an expression");
    insta::assert_snapshot!(drawn(&d, &sources), @r#"
    error[AN0201]: `=` has no meaning in an expression
     --> a.yaml:1:45008
      |
    1 | ...or a or a or a or a or a or a or a or a or  = b or a or a or a or a or a or a or a or a or...
      |                                                ^
      |
      = more: anteroom explain AN0201
    "#);
}

#[test]
fn many_lines_are_folded() {
    let mut sources = Sources::default();
    let text = format!("rules:\n  - rule: a.b\n{}\nother: 1\n", "    title: x\n".repeat(50));
    let file = sources.add("a.yaml", &text);
    let span = Span::new(file, text.find("rule: a.b").expect("stands there"), text.len() - "other: 1\n".len());
    let d = Diagnostic::new(Code::AN0102, span, "the key `when` is missing").label("this rule");
    insta::assert_snapshot!(drawn(&d, &sources), @r#"
    error[AN0102]: the key `when` is missing
      --> a.yaml:2:5
       |
     2 |     - rule: a.b
       |  _____^
     3 | |     title: x
     4 | |     title: x
     5 | |     title: x
    ...  |
    51 | |     title: x
    52 | |     title: x
       | |____________^ this rule
       |
       = more: anteroom explain AN0102
    "#);
}

#[test]
fn nothing_that_an_author_wrote_reaches_the_terminal_as_a_command() {
    let mut sources = Sources::default();
    let file = sources.add("a.yaml", "x: \u{1b}[2Jboo\n");
    let d = Diagnostic::new(Code::AN0301, Span::new(file, 3, 10), "\u{1b}[2J")
        .label("\u{1b}[2J")
        .help("\u{1b}[2J")
        .also(Span::new(file, 9_999, 3), "\u{1b}[2J");
    assert!(!diagnostic(&d, &sources, false, 0).contains('\u{1b}'));
    assert!(diagnostic(&d, &sources, true, 80).contains("\u{1b}[1m"));
}

#[test]
fn every_span_can_be_drawn() {
    let mut sources = Sources::default();
    for text in ["", "\n", "é\r\nü\t漢\n\n x", "\r", "a\n\n\n", "\u{a0}\u{2003}b"] {
        let file = sources.add("a.yaml", text);
        for start in 0..text.len() + 2 {
            for end in start..text.len() + 2 {
                let d = Diagnostic::new(Code::AN0301, Span::new(file, start, end), "m")
                    .label("l")
                    .also(Span::new(file, end, end), "s");
                assert!(diagnostic(&d, &sources, false, 80).contains("explain AN0301"));
            }
        }
    }
}
