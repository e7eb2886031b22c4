//! `Fields` and the readers of values: every mistake of a mapping in one run.

use super::Read;
use crate::diagnostic::Diagnostic;
use crate::language::Who;
use crate::yaml::{Fields, Node, shape};

/// Reads a made-up document with one key of every kind, and shows faults as `CODE line:column words | message | help`.
fn thing(text: &str) -> Vec<String> {
    let mut read = Read::yaml(text);
    let node = read.node.take().expect("a tree");
    let mut faults = std::mem::take(&mut read.faults);
    everything(&node, &mut faults);
    Diagnostic::sort(&mut faults);
    let more = |d: &Diagnostic| format!(" | {} | {}", d.message, d.help.join(" | "));
    let more: Vec<String> = faults.iter().map(more).collect();
    read.faults = faults;
    read.table().into_iter().zip(more).map(|(place, more)| place + &more).collect()
}

fn everything(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<()> {
    let mut fields = Fields::of(node, "a thing", faults)?;
    let id = fields.required("thing", shape::id);
    let title = fields.text("title");
    fields.optional("number", shape::decimal);
    fields.optional("day", shape::date);
    fields.optional("flag", shape::boolean);
    fields.optional("who", shape::one_or_list(shape::word::<Who>));
    fields.list("sources", shape::dashed_id);
    fields.optional("rule", shape::dotted_id);
    fields.finish();
    assert_eq!(title.value, title.trim());
    id.map(|_| ())
}

#[test]
fn a_mapping_without_mistakes_is_silent() {
    let text = "thing: a_1\ntitle: yes\nnumber: -0.5\nday: 2026-11-23\nflag: no\nwho: [lab, clinic]\nsources: [a-1]\nrule: a.b-c\n";
    assert_eq!(thing(text), [""; 0]);
    assert_eq!(thing("thing: a\ntitle: >-\n  12\n  13\nwho: lab\n"), [""; 0]);
}

#[test]
fn all_mistakes_are_collected_with_the_nearest_name() {
    let text = "thing: Systolic-BP\ntitel: x\nnumber: '5'\nday: 23.11.2026\nflag: Yes\nwho: patient\nsources: a\nrule: a..b\nwhat: 1\n";
    let known = "`thing`, `title`, `number`, `day`, `flag`, `who`, `sources`, `rule`";
    assert_eq!(
        thing(text),
        [
            "AN0105 1:8 Systolic-BP | `Systolic-BP` is not written as an id | an id starts with a small letter and holds small letters, digits and `_` | for example `systolic_bp`".to_owned(),
            "AN0101 2:1 titel | `titel` is not a key of a thing | did you mean `title`?".to_owned(),
            "AN0103 3:9 '5' | a number is expected here, and the text `5` stands here | write it without quotes".to_owned(),
            "AN0103 4:6 23.11.2026 | a date is expected here, and the text `23.11.2026` stands here | a day is written `2026-11-23`, from 1900 to 2199".to_owned(),
            "AN0103 5:7 Yes | `yes` or `no` is expected here, and the text `Yes` stands here | `true` and `false` are understood as well".to_owned(),
            "AN0104 6:6 patient | `patient` is not one of the words allowed here | one of `applicant`, `prescriber`, `clinic`, `lab`".to_owned(),
            "AN0103 7:10 a | a list is expected here, and text stands here | write `[a]`, or a line with `- ` for each".to_owned(),
            "AN0105 8:7 a..b | `a..b` is not written as an id | such an id is `topic.name`, of small letters, digits and `-`".to_owned(),
            format!("AN0101 9:1 what | `what` is not a key of a thing | its keys are {known}"),
        ]
    );
}

#[test]
fn what_is_missing_or_empty_is_said() {
    let short = |text: &str| {
        thing(text)
            .into_iter()
            .map(|line| line.split(" | ").take(2).collect::<Vec<_>>().join(" | "))
            .collect::<Vec<_>>()
    };
    assert_eq!(short("thing: a\n"), ["AN0102 1:1 thing | a thing needs `title`"]);
    assert_eq!(
        short("[a]"),
        ["AN0103 1:1 [a] | a thing, written as a mapping, is expected here, and a list stands here"]
    );
    assert_eq!(
        short("thing:\ntitle: ''\nnumber:\nsources: []\nwho: {}\n"),
        [
            "AN0103 1:1 thing | an id is expected here, and nothing stands here",
            "AN0103 2:8 '' | text is expected here, and empty text stands here",
            "AN0103 3:1 number | a number is expected here, and nothing stands here",
            "AN0103 4:10 [] | the list is empty",
            "AN0103 5:6 {} | a list is expected here, and a mapping stands here",
        ]
    );
    // What was reported as an alias is not reported again.
    assert_eq!(
        short("thing: a\ntitle: *x\nnumber: *y\nsources: [*z]\n").iter().filter(|l| !l.contains("AN0004")).count(),
        0
    );
}
