//! Contexts of texts in which `|` is the cursor.

use super::*;

/// `a/-/b` and whether a key (`k`) or a value (`v`) may stand there, and what stands before.
fn seen(text: &str) -> String {
    let at = text.find('¦').expect("a cursor");
    let context = Context::of(&text.replace('¦', ""), at);
    let step = |step: &Step| match step {
        Step::Key { key, .. } => key.clone(),
        Step::Entry => "-".to_owned(),
    };
    let path = context.path.iter().map(step).collect::<Vec<_>>().join("/");
    let mut takes = String::new();
    for (is, letter) in [(context.takes_key, 'k'), (context.takes_value, 'v'), (context.is_prose, 'p')] {
        if is {
            takes.push(letter);
        }
    }
    let beside = context.beside.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(",");
    format!("{path} {takes} <{}> [{beside}]", context.before)
}

#[test]
fn the_place_in_blocks_is_known_by_columns() {
    let rules = "rules:\n  - rule: a.b\n    kind: caution\n    when:\n      all:\n        - x == ¦y\n    title: T\n";
    assert_eq!(seen(rules), "rules/-/when/all/- kv <x == > []");
    assert_eq!(seen("rules:\n  - rule: a\n    ¦\n    when: x\n"), "rules/- k <> [rule,when]");
    assert_eq!(seen("rules:\n  - rule: a\n    when: sex == fe¦\n"), "rules/-/when v <sex == fe> []");
    assert_eq!(seen("rules:\n  - ru¦"), "rules/- kv <ru> []");
    assert_eq!(seen("rules:\n- rule: a\n  because: x\n- ru¦"), "rules/- kv <ru> []");
    assert_eq!(seen("a:\n  b: 1\nc¦"), " k <c> [a]");
    assert_eq!(seen("¦"), " kv <> []");
    assert_eq!(seen("a: b\n  mor¦"), "a vp <mor> []");
    assert_eq!(seen("a: >\n  some te¦"), "a vp <some te> []");
    assert_eq!(seen("a: >\n  some text\nb: ¦"), "b v <> []");
    assert_eq!(seen("a: b # c¦"), " p <> []");
}

#[test]
fn the_place_in_brackets_is_known_by_them() {
    assert_eq!(seen("- {case: two, expect: {met: [a.b, c¦"), "-/expect/met/- v <c> []");
    assert_eq!(seen("- {case: two,\n   ¦}"), "- k <> [case]");
    assert_eq!(seen("- {case: two, answers: {neck: ¦"), "-/answers/neck v <> []");
    assert_eq!(seen("when: {any: [a, \"mentions(x, ¦"), "when/any/- v <mentions(x, > []");
    assert_eq!(seen("a: [b, c]\nd: ¦"), "d v <> []");
    assert_eq!(seen("a: \"b: ¦"), "a v <b: > []");
}

#[test]
fn any_text_has_a_context() {
    let text = "a: {b: [c, \"d\n- é: '|\n  - x: >\n\n   y\n\t- : :: #\n]}}\n\"";
    for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
        let _ = Context::of(text, at);
    }
}
