//! Packs with mistakes: each is named once, at its place, and what stands beside it is still read.

use super::Folder;
use crate::language::{QuestionKind, Raises};
use crate::syntax::{ConditionKind, Entry, FreshFor, ParameterValue, Total};

/// The faults of one file in a folder that is otherwise whole.
fn faults(path: &str, text: &str) -> (Folder, Vec<String>) {
    let mut files = vec![
        ("pack.yaml", "pack: p\nversion: 1.0.0\ntitle: t\nintended_use: u\n"),
        ("questionnaire.yaml", "questionnaire: q\nsections: [{section: s, title: t, questions: [{scale: phq9}]}]\n"),
    ];
    files.retain(|(other, _)| *other != path);
    files.push((path, text));
    let folder = Folder::of(files);
    let table = folder.table();
    (folder, table)
}

#[test]
fn a_header_with_mistakes() {
    let (folder, table) = faults(
        "pack.yaml",
        r#"pack: p
version: 1.0
titel: é
intended_use: ''
parameters:
  - {parameter: a, about: x, is: any, min: 1}
  - {parameter: b, about: x, is: yes, options: [yes, No]}
  - {parameter: max, about: x, is: 1, min: 0, max: 2, unit: mg}
sources:
  - {source: s_1, cite: c, kind: book}
  - {source: s-2, cite: c, kind: lable}
confusable: [[a, b], c]
"#,
    );
    assert_eq!(
        table,
        [
            "AN0101 pack.yaml:3:1 titel: `titel` is not a key of a pack | did you mean `title`?",
            "AN0103 pack.yaml:4:15 '': text is expected here, and empty text stands here",
            "AN0102 pack.yaml:6:6 parameter: a parameter that is a number needs `max`",
            "AN0103 pack.yaml:6:34 any: a number is expected here, and the text `any` stands here | digits and a point, no exponent and no unit: `0.5` | a parameter that is a word lists its `options`",
            "AN0105 pack.yaml:7:54 No: `No` is not written as an id | an id starts with a small letter and holds small letters, digits and `_` | for example `no`",
            "AN0105 pack.yaml:8:17 max: `max` is a word of the expression language | call it something else",
            "AN0105 pack.yaml:10:14 s_1: `s_1` is not written as an id | such an id holds small letters, digits and `-` | for example `s-1`",
            "AN0104 pack.yaml:10:34 book: `book` is not one of the words allowed here | one of `guideline`, `label`, `study`, `manual`, `reference`, `clinic_policy`",
            "AN0104 pack.yaml:11:34 lable: `lable` is not one of the words allowed here | did you mean `label`? | one of `guideline`, `label`, `study`, `manual`, `reference`, `clinic_policy`",
            "AN0103 pack.yaml:12:22 c: a list is expected here, and text stands here | write `[c]`, or a line with `- ` for each",
        ]
    );
    let header = folder.pack.header.expect("the header is read");
    assert_eq!(header.parameters.len(), 3);
    assert!(matches!(header.parameters.first().map(|p| &p.value), Some(ParameterValue::Number { .. })));
    assert_eq!(folder.pack.confusable.len(), 1);
}

#[test]
fn a_questionnaire_with_mistakes() {
    let (folder, table) = faults(
        "questionnaire.yaml",
        r#"questionnaire: q
sections:
  - section: s
    title: t
    from: applicants
    questions:
      - {id: a, ask: A, kind: intger, min: 0, max: 9}
      - {id: b, ask: B, kind: choice, option: [x, y]}
      - {id: c, ask: C, kind: text, min: 1}
      - {id: d, ask: D, kind: whatever, min: 1}
      - {id: e, ask: E, kind: date, min: 1.1.2020}
      - id: f
        ask: F
        kind: group
        max: 3
        questions:
          - {id: g, ask: G, kind: yes_no, asked_when: x}
          - {id: h, ask: H, kind: group, max: 2}
      - {id: i, ask: I, kind: choices, options: [{option: x, lable: X}], fresh_for: 30 days}
      - {scale: phq9, from: clinic}
      - {id: j, ask: J, kind: yes_no, fresh_for: vitals_days, codes: {loinc: 1-2, icd: x}}
"#,
    );
    assert_eq!(
        table,
        [
            "AN0104 questionnaire.yaml:5:11 applicants: `applicants` is not one of the words allowed here | did you mean `applicant`? | one of `applicant`, `prescriber`, `clinic`, `lab`",
            "AN0104 questionnaire.yaml:7:31 intger: `intger` is not one of the words allowed here | did you mean `integer`? | one of `yes_no`, `integer`, `decimal`, `choice`, `choices`, `text`, `date`, `group`",
            "AN0101 questionnaire.yaml:8:39 option: `option` is not a key of a `choice` question | did you mean `options`?",
            "AN0101 questionnaire.yaml:9:37 min: `min` is not a key of a `text` question | its keys are `id`, `ask`, `kind`, `help`, `from`, `codes`, `asked_when`, `fresh_for`, `blank_is_none`, `past`",
            "AN0104 questionnaire.yaml:10:31 whatever: `whatever` is not one of the words allowed here | one of `yes_no`, `integer`, `decimal`, `choice`, `choices`, `text`, `date`, `group`",
            "AN0103 questionnaire.yaml:11:42 1.1.2020: a date is expected here, and the text `1.1.2020` stands here | a day is written `2026-11-23`, from 1900 to 2199",
            "AN0101 questionnaire.yaml:17:43 asked_when: `asked_when` is not a key of a `yes_no` question | its keys are `id`, `ask`, `kind`, `help`, `from`, `codes`, `fresh_for`",
            "AN0103 questionnaire.yaml:18:35 group: a group stands inside a group | the questions about a row are no groups themselves",
            "AN0101 questionnaire.yaml:19:62 lable: `lable` is not a key of an option | did you mean `label`?",
            "AN0103 questionnaire.yaml:19:85 30 days: a number is expected here, and the text `30 days` stands here | digits and a point, no exponent and no unit: `0.5`",
            "AN0101 questionnaire.yaml:20:23 from: `from` is not a key of the place of a scale | its keys are `scale`",
            "AN0101 questionnaire.yaml:21:83 icd: `icd` is not a key of the codes | its keys are `loinc`, `snomed`, `rxnorm`",
        ]
    );
    let form = folder.pack.questionnaire.expect("the questionnaire is read");
    let entries = &form.sections.first().expect("a section").entries;
    let kinds: Vec<_> =
        entries.iter().map(|e| if let Entry::Question(q) = e { Some(q.kind.value) } else { None }).collect();
    use QuestionKind::*;
    assert_eq!(
        kinds,
        [Some(Integer), Some(Choice), Some(Text), Some(Date), Some(Group), Some(Choices), None, Some(YesNo)]
    );
    let last = entries.iter().rev().find_map(|e| if let Entry::Question(q) = e { Some(q) } else { None });
    let fresh_for = last.and_then(|q| q.fresh_for.as_ref());
    assert!(matches!(fresh_for, Some(FreshFor::Parameter(name)) if **name == "vitals_days"));
}

#[test]
fn a_scale_with_mistakes() {
    let (folder, table) = faults(
        "scales/s.yaml",
        r#"scale: s
title: S
recall: 2 weeks
licence: free
items:
  - {id: q1, ask: a, kind: yesno, reversed: sometimes}
  - {id: q2, ask: b, asked_when: q1 > 0, answers: [{points: x, label: l}]}
total: nothing
subscores:
  - {id: b, title: B, items: q1 .. q2}
  - {id: c, title: C, items: 'q1-q2'}
bands: [{band: low, from: 0}]
cutoffs: [{at: 10, sources: [x]}]
prorate: {max_mising: 2}
"#,
    );
    assert_eq!(
        table,
        [
            "AN0104 scales/s.yaml:6:28 yesno: `yesno` is not one of the words allowed here | did you mean `yes_no`? | one of `yes_no`",
            "AN0103 scales/s.yaml:6:45 sometimes: `yes` or `no` is expected here, and the text `sometimes` stands here | `true` and `false` are understood as well",
            "AN0103 scales/s.yaml:7:61 x: a number is expected here, and the text `x` stands here | digits and a point, no exponent and no unit: `0.5`",
            "AN0104 scales/s.yaml:8:8 nothing: `nothing` is not one of the words allowed here | one of `none`",
            "AN0103 scales/s.yaml:11:30 'q1-q2': `q1-q2` is no range of items | write `q1..q5`, or `q1` for one item",
            "AN0102 scales/s.yaml:12:10 band: a band needs `to`",
            "AN0102 scales/s.yaml:13:12 at: a cut-off needs `means`",
            "AN0101 scales/s.yaml:14:11 max_mising: `max_mising` is not a key of a prorated total | did you mean `max_missing`?",
        ]
    );
    let scale = folder.pack.scales.first().expect("the scale is read");
    assert_eq!((scale.items.len(), scale.subscores.len(), scale.bands.len(), scale.cutoffs.len()), (2, 1, 0, 1));
    assert!(matches!(scale.total, Total::Sum { .. }));
    let b = scale.subscores.first().expect("b");
    assert_eq!([folder.sources.slice(b.first.span), folder.sources.slice(b.last.span)], ["q1", "q2"]);
}

#[test]
fn tables_with_mistakes() {
    let (folder, table) = faults(
        "tables/t.yaml",
        r#"table: t
title: T
columns:
  class: choice
  min_dose: mg
  Counts: yes_no
rows:
  - {name: a, class: ssri, min_dose: ~, Counts: yes}
  - {name: b, clas: ssri, names: x}
"#,
    );
    assert_eq!(
        table,
        [
            "AN0105 tables/t.yaml:6:3 Counts: `Counts` is not written as an id | an id starts with a small letter and holds small letters, digits and `_` | for example `counts`",
            "AN0101 tables/t.yaml:9:15 clas: `clas` is not a key of a row | did you mean `class`?",
            "AN0103 tables/t.yaml:9:34 x: a list is expected here, and text stands here | write `[x]`, or a line with `- ` for each",
        ]
    );
    let first = folder.pack.tables.first().and_then(|t| t.rows.first()).expect("a row");
    let cells: Vec<_> =
        first.cells.iter().map(|(column, cell)| (column.as_str(), cell.text.as_str(), cell.plain)).collect();
    assert_eq!(cells, [("class", "ssri", true), ("Counts", "yes", true)]);

    let (folder, table) = faults(
        "tables/x.yaml",
        r#"terms: x
title: X
entries:
  - {term: a, pattern: 'b  c', exact: 1}
  - b
"#,
    );
    assert_eq!(
        table,
        [
            "AN0103 tables/x.yaml:4:39 1: `yes` or `no` is expected here, and the text `1` stands here | `true` and `false` are understood as well",
            "AN0103 tables/x.yaml:5:5 b: a term, written as a mapping, is expected here, and text stands here",
        ]
    );
    let list = folder.pack.term_lists.first().expect("the list");
    assert_eq!(list.entries.first().and_then(|t| t.pattern.as_ref()).map(|p| p.as_str()), Some("b  c"));
}

#[test]
fn rules_with_mistakes() {
    let (folder, table) = faults(
        "rules/r.yaml",
        r#"facts:
  - fact: f
    is: [a, b]
rules:
  - rule: Topic.a
    title: yes
    kind: cautoin
    raises: same-day
    wehn: a > 1
    because: b
  - rule: t.b
    title: B
    kind: support
    raises: {suggest: standard}
    when:
      all:
        - a > 1
        - not: b
        - any: c
        - none: []
        - at_least: two
          of: [a, b]
        - {all: [x], any: ['']}
        - {every: [x]}
        - {any: [x], when: y}
    because: >-
      one
      two
    unknown: maybe
    sources: kroenke
  - rule: t.c
    title: C
    kind: safety
    raises: suggest
    when: ~
    because: {a: b}
"#,
    );
    assert_eq!(
        table,
        [
            "AN0102 rules/r.yaml:2:5 fact: a fact needs `about`",
            "AN0103 rules/r.yaml:3:9 [a, b]: a condition is expected here, and a list stands here | write `all:` or `any:` above the list",
            "AN0105 rules/r.yaml:5:11 Topic.a: `Topic.a` is not written as an id | such an id is `topic.name`, of small letters, digits and `-` | for example `topic.a`",
            "AN0104 rules/r.yaml:7:11 cautoin: `cautoin` is not one of the words allowed here | did you mean `caution`? | one of `indication`, `contraindication`, `caution`, `safety`, `logistics`, `data_quality`, `support`",
            "AN0104 rules/r.yaml:8:13 same-day: `same-day` is not one of the words allowed here | did you mean `same_day`? | one of `immediate`, `same_day`, `hold`, `review`, `note`",
            "AN0101 rules/r.yaml:9:5 wehn: `wehn` is not a key of a rule | did you mean `when`?",
            "AN0103 rules/r.yaml:18:11 not: `not` starts no condition | write `not …` on one line, or `none:` with a list",
            "AN0103 rules/r.yaml:19:16 c: a list is expected here, and text stands here | write `[c]`, or a line with `- ` for each",
            "AN0103 rules/r.yaml:20:17 []: the list is empty",
            "AN0103 rules/r.yaml:21:21 two: a number is expected here, and the text `two` stands here | digits and a point, no exponent and no unit: `0.5`",
            "AN0103 rules/r.yaml:23:22 any: `all` and `any` stand side by side in one condition | put one of them into the list of the other, as an entry of its own",
            "AN0103 rules/r.yaml:23:28 '': an expression is expected here, and empty text stands here",
            "AN0103 rules/r.yaml:24:12 every: `every` starts no condition | a condition is one line, or `all:`, `any:` or `none:` with a list, or `at_least:` with `of:`",
            "AN0101 rules/r.yaml:25:22 when: `when` is not a key of a condition | its keys are `any`",
            "AN0104 rules/r.yaml:29:14 maybe: `maybe` is not one of the words allowed here | one of `incomplete`",
            "AN0103 rules/r.yaml:30:14 kroenke: a list is expected here, and text stands here | write `[kroenke]`, or a line with `- ` for each",
            "AN0103 rules/r.yaml:34:13 suggest: `suggest` names no support tier | write `raises: {suggest: standard}`",
            "AN0103 rules/r.yaml:35:11 ~: an expression is expected here, and nothing stands here",
            "AN0103 rules/r.yaml:36:14 {a: b}: text is expected here, and a mapping stands here",
        ]
    );
    let ids: Vec<_> = folder.pack.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, ["t.b", "t.c"]);
    let b = folder.pack.rules.first().expect("t.b");
    assert_eq!(b.raises.as_ref().map(|r| &r.value), Some(&Raises::Suggest("standard".into())));
    assert_eq!(b.because.as_str(), "one two");
    assert!(matches!(&b.when.kind, ConditionKind::All(all) if all.len() == 8));
    assert_eq!(folder.pack.facts.len(), 1);
}

#[test]
fn a_line_keeps_its_text_and_place() {
    let text = r#"rules:
  - rule: a.b
    title: é
    kind: caution
    raises: note
    when: >-
      phq9.total
        >= 10   and

      x
    because: c
"#;
    let (folder, table) = faults("rules/r.yaml", text);
    assert_eq!(table, [""; 0]);
    let mut lines = folder
        .pack
        .rules
        .iter()
        .filter_map(|rule| if let ConditionKind::Line(l) = &rule.when.kind { Some(l) } else { None });
    let line = lines.next().expect("a line");
    assert_eq!(line.text, "phq9.total >= 10 and x");
    assert_eq!(folder.sources.slice(line.expression.span), "phq9.total\n        >= 10   and\n\n      x");
}
