//! The KAP pack with rules of the same kinds added until there are 300, as a network of clinics may have them.

use anteroom::pack::{Answer, Pack};

use super::{kap, pack_files, pack_of};

/// Rules of the whole pack.
pub const RULES: usize = 300;

/// Texts of added rules, by their number, and what is to stand there: a limit lowered, any that becomes all, two that become three.
pub const EDITS: [(usize, &str, &str); 3] =
    [(105, "systolic_bp >= 155", "systolic_bp >= 150"), (101, "any:", "all:"), (203, "at_least: 2", "at_least: 3")];

/// The pack, with texts of the added rules replaced.
pub fn pack_with(edits: &[(usize, &str, &str)]) -> Pack {
    let mut all = pack_files("kap");
    all.push(("rules/network.yaml".to_owned(), rules(&kap().0, edits)));
    let (pack, diagnostics, _) = pack_of(&all);
    let wrong: Vec<&str> = diagnostics.iter().filter(|d| d.is_error()).map(|d| d.message.as_str()).collect();
    pack.unwrap_or_else(|| panic!("{wrong:?}"))
}

/// Rules over the questions, totals and lists of a pack.
fn rules(pack: &Pack, edits: &[(usize, &str, &str)]) -> String {
    let plain = |q: &&anteroom::pack::Question| q.group.is_none() && q.scale.is_none() && q.asked_when.is_none();
    let yes_no: Vec<&str> = pack
        .questions
        .iter()
        .filter(plain)
        .filter(|q| matches!(q.answer, Answer::YesNo))
        .map(|q| q.id.as_str())
        .collect();
    let lists: Vec<&str> = pack.term_lists.iter().map(|list| list.id.as_str()).collect();
    let mut text = "rules:\n".to_owned();
    for at in 0..RULES - pack.rules.len() {
        let question = |step: usize| yes_no[(at * 7 + step * 5) % yes_no.len()];
        let limit = |from: usize, to: usize| from + at % (to - from);
        let list = lists[at % lists.len()];
        let when = match at % 5 {
            0 => format!(
                "all: [systolic_bp >= {} mmHg, {}, phq9.total >= {}]",
                limit(110, 170),
                question(0),
                limit(3, 20)
            ),
            1 => format!("any: [{}, \"mentions(current_medications, {list})\"]", question(0)),
            2 => format!("all: [gad7.total >= {}, {}, not {}]", limit(3, 18), question(0), question(1)),
            3 => format!("{{at_least: 2, of: [{}, {}, {}]}}", question(0), question(1), question(2)),
            _ => format!("all: [pcl5.total >= {}, age >= {}, {}]", limit(10, 60), limit(18, 70), question(0)),
        };
        let (kind, raises) = [("caution", "review"), ("caution", "note"), ("contraindication", "hold")][at % 3];
        let mut rule = format!(
            "  - rule: network.r{at}\n    title: Rule {at} of the network\n    kind: {kind}\n    raises: {raises}\n    \
             when:\n      {when}\n    because: the clinics of the network look at this\n    \
             coordinator: ask a clinician\n    sources: [clinic-policy]\n"
        );
        for (_, was, is) in edits.iter().filter(|(of, ..)| *of == at) {
            assert!(rule.contains(was), "no {was:?} in\n{rule}");
            rule = rule.replace(was, is);
        }
        text.push_str(&rule);
    }
    text
}
