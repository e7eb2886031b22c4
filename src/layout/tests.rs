use super::*;
use crate::text::Sources;

fn laid_out(text: &str) -> Result<String, Refused> {
    let mut sources = Sources::default();
    let file = sources.add("a.yaml", text);
    canonical(file, text)
}

#[track_caller]
fn becomes(text: &str, expected: &str) {
    let got = laid_out(text).expect("a layout");
    assert_eq!(got, expected, "\n{got}");
}

#[test]
fn spaces_and_indents_are_those_of_the_layout() {
    becomes("a:   1\nb :\n- x\n-   y: 2\n    z:   3\n", "a: 1\nb:\n  - x\n  - y: 2\n    z: 3\n");
    becomes("a:\n      b:\n       - c\n\n\n\nd: 1   \n\n\n", "a:\n  b:\n    - c\n\nd: 1\n");
    becomes("a: { b : [ c,d ,e ] , f: {} }\n", "a: {b: [c, d, e], f: {}}\n");
    becomes("\u{FEFF}a: 1\r\nb:\r\n- c\r\n", "a: 1\nb:\n  - c\n");
    becomes("-   - a\n    - b\n-\n  c: d\n- ~\n-\n", "- - a\n  - b\n-\n  c: d\n- ~\n-\n");
    becomes("---\na:\tb", "---\na: b\n");
    becomes("a:\n- b\nc:\n- d\n", "a:\n  - b\nc:\n  - d\n");
    becomes("? a\n: b\n", "? a\n: b\n");
}

#[test]
fn brackets_keep_their_lines() {
    becomes(
        "- {case: a,\n        answers: {b: [c,\n  d]},\n  e: f}\n",
        "- {case: a,\n   answers: {b: [c,\n     d]},\n   e: f}\n",
    );
    becomes(
        "a:\n    - b: [\n       c,\n    # of d\n     d\n     ]\n",
        "a:\n  - b: [\n        c,\n        # of d\n        d\n      ]\n",
    );
    becomes(
        "- {a: {b: [c,\n d,\n {e: f,\n g: h}], i: [\n j\n ]}}\n",
        "- {a: {b: [c,\n     d,\n     {e: f,\n       g: h}], i: [\n         j\n       ]}}\n",
    );
    becomes("a: {b: long\n text,\n c: d}\n", "a: {b: long\n    text,\n    c: d}\n");
}

#[test]
fn texts_of_several_lines_move_as_one() {
    becomes(
        "a:\n    b: >-\n          c\n            d\n\n          e\n    f: g\n",
        "a:\n  b: >-\n    c\n      d\n\n    e\n  f: g\n",
    );
    becomes("a: |\n c  \n \n  d\n\n# e\nb: f\n", "a: |\n  c  \n\n   d\n\n# e\nb: f\n");
    becomes("a: |+\n c\n\n\n\nb: d\n", "a: |+\n  c\n\n\n\nb: d\n");
    becomes("a:\n    - |2\n        c\n    - d\n", "a:\n  - |2\n      c\n  - d\n");
    becomes(
        "a: one\n       two  \n\n       three\nb: \"x\\\n     \\ y\"\nc: 'p\n  q'   # r\n",
        "a: one\n  two\n\n  three\nb: \"x\\\n  \\ y\"\nc: 'p\n  q' # r\n",
    );
    becomes("a:\n      long text\n      and more\nb: |\n", "a:\n  long text\n  and more\nb: |\n");
}

#[test]
fn comments_go_with_what_they_are_about() {
    becomes("a:\n# b\n- c   # d\n   # e\n- f#g\n# h\n", "a:\n  # b\n  - c   # d\n  # e\n  - f#g\n# h\n");
    becomes(
        "a:\n    b:\n        c: d\n        # of c\n    # of b\ne: f\n",
        "a:\n  b:\n    c: d\n    # of c\n  # of b\ne: f\n",
    );
    becomes("# first\n\n\n# second\na: b# no comment\n  # last\n", "# first\n\n# second\na: b# no comment\n# last\n");
    becomes("a:      # what\n  - b     # and why\n", "a:      # what\n  - b     # and why\n");
}

#[test]
fn expressions_have_the_spaces_of_their_canonical_form() {
    becomes(
        "rules:\n- when:\n    all: [ a>=1, \"mentions(b,c)\",  'd<2' ]\n  because: x>=1\n",
        "rules:\n  - when:\n      all: [a >= 1, \"mentions(b, c)\", 'd<2']\n    because: x>=1\n",
    );
    becomes("when: (a  or b)   and   c\n", "when: (a or b) and c\n");
    becomes("when: ((a)) or b\nis: 160mmHg\n", "when: ((a)) or b\nis: 160 mmHg\n");
    becomes("when: a>=\n", "when: a>=\n");
}

#[test]
fn what_cannot_be_read_is_refused() {
    for text in ["a: [", "a: *b\n", "a: !x b\n", "a: 1\na: 2\n", "", "a: b\n---\nc: d\n"] {
        assert!(matches!(laid_out(text), Err(Refused::Unreadable(_))), "{text:?}");
    }
}
