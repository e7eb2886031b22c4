//! The schemas name the keys that the readers take, place by place.

use super::*;
use crate::diagnostic::Code;
use crate::language::Word as _;
use crate::syntax;
use crate::text::{FileId, Sources};
use crate::yaml::{self, Node, NodeKind};

fn grammar(path: &str, text: &str) -> Grammar {
    Grammar::of(path, &Context::of(text, text.len())).expect("a schema")
}

fn keys(path: &str, text: &str) -> Vec<String> {
    grammar(path, text).keys.into_iter().map(|(key, _)| key).collect()
}

#[test]
fn keys_fit_the_place_and_the_kind() {
    assert_eq!(keys("rules/a.yaml", ""), ["facts", "properties", "rules"]);
    let rule = keys("rules/a.yaml", "rules:\n  - rule: a.b\n    ");
    assert!(rule.contains(&"because".to_owned()) && rule.contains(&"raises".to_owned()), "{rule:?}");
    let question = "sections:\n  - section: a\n    questions:\n      - id: x\n        ";
    assert!(keys("questionnaire.yaml", question).contains(&"options".to_owned()));
    let text = keys("questionnaire.yaml", &format!("{question}kind: text\n        "));
    assert!(text.contains(&"past".to_owned()) && !text.contains(&"options".to_owned()), "{text:?}");
    assert_eq!(keys("rules/a.yaml", "facts:\n  - is:\n      "), ["all", "any", "at_least", "none", "of"]);
    assert_eq!(keys("tables/a.yaml", "terms: a\nentries:\n  - {"), ["exact", "names", "pattern", "term"]);
    assert_eq!(keys("cases/a.yaml", "- {case: a, expect: {m")[..3], ["met", "missing", "not_met"]);
}

#[test]
fn a_place_is_called_by_what_stands_there() {
    let called = |path, text| grammar(path, text).called;
    assert!(called("rules/a.yaml", "rules:\n  - when: x").contains(&"line".to_owned()));
    assert!(called("rules/a.yaml", "rules:\n  - when:\n      all:\n        - x").contains(&"line".to_owned()));
    assert!(called("rules/a.yaml", "properties:\n  - then: x").contains(&"claim_line".to_owned()));
    assert_eq!(called("rules/a.yaml", "rules:\n  - sources: [a"), ["source_id"]);
    assert_eq!(called("cases/a.yaml", "- expect: {met: [a"), ["rule_id"]);
    assert_eq!(grammar("rules/a.yaml", "rules:\n  - kind: s").words.len(), 7);
    assert_eq!(grammar("pack.yaml", "lints:\n  jargon: ").words, ["allow", "warn", "deny"]);
}

/// Files in which every kind of mapping of a pack stands once.
const FILES: [(&str, &str); 6] = [
    (
        "pack.yaml",
        "pack: t
signing:
  needs: 1
  signers:
    - signer: ana
support_tiers:
  - tier: a
parameters:
  - parameter: p
    options: [a, b]
  - {parameter: q, is: 1}
sources:
  - source: s
lints:
  jargon: allow
",
    ),
    (
        "questionnaire.yaml",
        "questionnaire: f
sections:
  - section: s
    questions:
      - scale: x
      - id: g
        kind: group
        questions:
          - {id: a, kind: yes_no}
          - {id: b, kind: integer}
          - {id: c, kind: decimal}
          - {id: d, kind: choice}
          - {id: e, kind: choices, options: [{option: x}]}
          - {id: f, kind: text}
          - id: h
            kind: date
            codes:
              loinc: 1-2
      - {id: a, kind: yes_no}
      - {id: b, kind: integer}
      - {id: c, kind: decimal}
      - {id: d, kind: choice}
      - {id: e, kind: choices}
      - {id: f, kind: text}
      - {id: h, kind: date}
",
    ),
    (
        "scales/s.yaml",
        "scale: s
answers: [{points: 0}]
items:
  - id: q1
    answers: [{points: 0}]
unscored:
  - {id: a, kind: yes_no}
total:
  codes: {loinc: 1-2}
subscores: [{id: b}]
bands: [{band: c}]
cutoffs: [{at: 1}]
prorate: {max_missing: 1}
",
    ),
    ("tables/t.yaml", "table: t\ncolumns: {a: choice}\nrows:\n  - {name: x, a: y}\n"),
    ("tables/l.yaml", "terms: l\nentries:\n  - term: x\n"),
    (
        "rules/r.yaml",
        "facts:
  - fact: f
    is:
      all: [a]
rules:
  - rule: a.b
    raises: {suggest: t}
    when:
      at_least: 1
      of: [{any: [a]}, {none: [b]}]
properties:
  - property: p
    then: {all: [a]}
",
    ),
];

/// A key that no reader knows, and is like none that one knows.
const STRANGE: &str = "zqzqzqzqzqzq";

/// Every mapping of a tree that has a key.
fn mappings<'n>(node: &'n Node, found: &mut Vec<&'n Node>) {
    match &node.kind {
        NodeKind::Mapping(entries) => {
            found.extend(entries.first().map(|_| node));
            entries.iter().for_each(|entry| mappings(&entry.value, found));
        }
        NodeKind::Sequence(nodes) => nodes.iter().for_each(|node| mappings(node, found)),
        _ => {}
    }
}

/// The keys that a reader names when it meets one that it does not know.
fn of_reader(path: &str, text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let id: FileId = sources.add(path, text);
    let (_, faults) = syntax::read_pack(&[(path.to_owned(), id)], &sources);
    let said = faults.iter().find(|fault| fault.code == Code::AN0101 && fault.message.contains(STRANGE));
    assert!(said.is_some(), "{path}: nothing is said about the strange key in\n{text}\n{faults:#?}");
    let help = said.map_or(&[][..], |said| &said.help);
    let keys = help.iter().find_map(|help| help.strip_prefix("its keys are ")).unwrap_or("");
    let mut keys: Vec<String> =
        keys.split(", ").map(|key| key.trim_matches('`').to_owned()).filter(|key| !key.is_empty()).collect();
    keys.sort();
    keys
}

#[test]
fn keys_are_those_that_the_readers_take() {
    let mut compared = 0;
    let files = FILES.into_iter().chain([("tables/c.yaml", "confusable: [[a, b]]\n")]);
    for (path, text) in files {
        let mut sources = Sources::default();
        let id = sources.add(path, text);
        let (node, _) = yaml::read(id, text);
        let node = node.expect("a tree");
        let mut found = Vec::new();
        mappings(&node, &mut found);
        for mapping in found {
            let NodeKind::Mapping(entries) = &mapping.kind else { continue };
            let first = entries[0].key.span.start as usize;
            let is_columns = entries[0].key.value == "a" && entries.len() == 1 && path == "tables/t.yaml";
            if is_columns {
                continue;
            }
            // A question is told its kind by a key that may come later: the strange key comes last.
            let is_flow = text[mapping.span.start as usize..].starts_with('{');
            let (at, lead) = match is_flow {
                true => (mapping.span.end as usize - 1, ", ".to_owned()),
                false => {
                    let column = first - text[..first].rfind('\n').map_or(0, |at| at + 1);
                    (mapping.span.end as usize, format!("\n{}", " ".repeat(column)))
                }
            };
            let strange = format!("{}{lead}{STRANGE}: 1{}", &text[..at], &text[at..]);
            let cursor = at + lead.len() + STRANGE.len();
            let context = Context::of(&strange, cursor);
            let grammar = Grammar::of(path, &context).expect("a schema");
            let mut keys: Vec<String> = grammar.keys.into_iter().map(|(key, _)| key).collect();
            keys.sort();
            let mut taken = of_reader(path, &strange);
            // The columns of a table are its own.
            taken.retain(|key| !(path == "tables/t.yaml" && key == "a"));
            // A condition is read by the one word that it starts with.
            let words = ["all", "any", "none", "at_least", "of"];
            if taken.iter().all(|key| words.contains(&key.as_str())) {
                assert!(taken.iter().all(|key| keys.contains(key)), "{taken:?} of {keys:?}");
                keys.retain(|key| taken.contains(key));
            }
            // A parameter becomes a word by its options.
            keys.retain(|key| !(path == "pack.yaml" && key == "options" && taken.contains(&"min".to_owned())));
            assert_eq!(keys, taken, "{path} at\n{strange}");
            compared += 1;
        }
    }
    assert!(compared > 45, "{compared} mappings");
}

#[test]
fn kinds_of_questions_are_all_compared() {
    for (_, kind) in crate::language::QuestionKind::ALL {
        assert!(FILES[1].1.matches(&format!("kind: {kind}")).count() >= 1, "{kind}");
    }
}
