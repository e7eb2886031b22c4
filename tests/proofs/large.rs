//! A pack of 300 rules: what changes is found among all that does not.

use anteroom::audit::{self, Side, Verdict};
use anteroom::program;
use anteroom::value::Date;

use crate::support::large;

#[test]
fn three_rules_of_three_hundred_change() {
    let (old, new) = (large::pack_with(&[]), large::pack_with(&large::EDITS));
    assert_eq!(old.rules.len(), large::RULES);
    let programs = [&old, &new].map(|pack| program::from_pack(pack).unwrap());
    let [before, after] =
        [(&old, &programs[0]), (&new, &programs[1])].map(|(pack, program)| Side { pack, program, place: "" });
    let change = audit::compare(before, after, Date::parse("2026-11-23").unwrap());
    let found: Vec<(&str, &Verdict)> = change.rules.iter().map(|rule| (rule.rule.as_str(), &rule.verdict)).collect();
    let expected =
        [("network.r101", &Verdict::Milder), ("network.r105", &Verdict::Stricter), ("network.r203", &Verdict::Milder)];
    assert_eq!(found, expected);
    assert_eq!((&change.safety.verdict, &change.screening.verdict), (&Verdict::Equal, &Verdict::BothWays));
    assert_eq!(change.faults, Vec::<String>::new());
}
