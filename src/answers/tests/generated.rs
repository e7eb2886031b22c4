//! Generates packs, sheets that fit them, and files of the right outline with anything in them.

use super::packs::{self, number, options, points, question};
use crate::answers::{Given, Layout, Sheet, Value};
use crate::pack::{Answer, Pack, QuestionId};
use crate::value::{Date, Reason};
use proptest::prelude::*;

/// A supply of arbitrary numbers; 0 when it has run out, so that a shorter supply is a simpler case.
pub struct Supply<'a>(pub std::slice::Iter<'a, u64>);

impl Supply<'_> {
    fn below(&mut self, limit: u64) -> u64 {
        self.0.next().copied().unwrap_or(0) % limit.max(1)
    }
}

const IDS: [&str; 8] = ["none", "yes", "no", "any", "cbt", "on", "null", "a1"];

fn answer(supply: &mut Supply<'_>) -> Answer {
    let some = |supply: &mut Supply<'_>| options(&IDS[..=supply.below(8) as usize]);
    match supply.below(8) {
        0 => Answer::YesNo,
        1 => number(supply.below(10) as i64 - 20, 500, 0, [None, Some("mmHg"), Some("%")][supply.below(3) as usize]),
        2 => number(-3, 3 + supply.below(400) as i64, supply.below(4) as u32, Some("kg")),
        3 => Answer::Choice { options: some(supply), none: None },
        4 => Answer::Choices { options: some(supply), none: (supply.below(2) == 0).then_some(0) },
        5 => Answer::Text { blank_is_none: supply.below(2) == 0, past: false },
        6 => Answer::Date { earliest: Date::MIN, latest: None },
        _ => points(&[0, 1, 4, 100][..=supply.below(4) as usize]),
    }
}

pub fn pack(supply: &mut Supply<'_>) -> Pack {
    let mut pack = packs::empty();
    for at in 0..3 + supply.below(8) {
        match supply.below(4) {
            0 => {
                let fields = [("a", answer(supply)), ("null", answer(supply)), ("c_3", answer(supply))];
                pack.add_group(&format!("group{at}"), 1 + supply.below(3) as u32, fields.into());
            }
            1 => {
                let items = (0..=supply.below(4)).map(|_| match supply.below(2) {
                    0 => Answer::YesNo,
                    _ => points(&[0, 1, 2, 3]),
                });
                let items = items.collect();
                pack.add_scale(&format!("scale{at}"), items, vec![("other", answer(supply))]);
            }
            _ => {
                pack.add(question(&format!("question{at}"), answer(supply)));
            }
        }
    }
    pack
}

fn value(answer: &Answer, supply: &mut Supply<'_>, texts: &[String], as_of: Date) -> Option<Value> {
    Some(match answer {
        Answer::YesNo => Value::YesNo(supply.below(2) == 1),
        Answer::Number { min, max, places, .. } => {
            let (low, high) = (min.to_scaled(*places)?, max.to_scaled(*places)?);
            Value::Number(low + supply.below((high - low + 1) as u64) as i64)
        }
        Answer::Choice { options, .. } => Value::Choice(supply.below(options.len() as u64) as u8),
        Answer::Choices { options, none } => match (supply.below(1 << options.len()), none) {
            (0, Some(_)) => return None,
            (bits, Some(none)) if bits >> none & 1 == 1 => Value::Choices(1 << none),
            (bits, _) => Value::Choices(bits),
        },
        Answer::Text { .. } => {
            let text = texts.get(supply.below(texts.len() as u64) as usize)?.trim();
            (!text.is_empty()).then(|| Value::Text(text.to_owned()))?
        }
        Answer::Date { .. } => Value::Date(Date::from_day_number(supply.below(as_of.day_number() as u64 + 1) as i32)?),
        Answer::Points(points) => Value::Points(points.get(supply.below(points.len() as u64) as usize)?.points),
        Answer::Group { max, .. } => Value::Rows(supply.below(u64::from(*max) + 1) as u8),
    })
}

pub fn sheet(pack: &Pack, layout: &Layout, supply: &mut Supply<'_>, texts: &[String]) -> Sheet {
    let as_of = Date::from_day_number(supply.below(109_573) as i32).expect("a day");
    // An id stands on one line and can be seen; what else it holds must survive.
    let seen = |c: &char| !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}');
    let name: String = texts.first().into_iter().flat_map(|text| text.chars().filter(seen)).collect();
    let mut sheet = Sheet::new(format!("A-1 {name}").trim_end(), as_of);
    for (at, question) in pack.questions.iter().enumerate() {
        let rows = question.group.map_or(1, |group| rows(layout, &sheet, group));
        for row in 0..rows {
            let slot = layout.slot(QuestionId(at as u32), row).expect("a slot");
            let given = match supply.below(5) {
                0 => None,
                1 => Some(Given::Unknown(Reason::WRITABLE[supply.below(3) as usize])),
                _ => value(&question.answer, supply, texts, as_of).map(Given::Value),
            };
            sheet.answers.extend(given.map(|given| (slot, given)));
        }
    }
    sheet
}

fn rows(layout: &Layout, sheet: &Sheet, group: QuestionId) -> usize {
    match layout.slot(group, 0).map(|slot| sheet.get(slot)) {
        Some(Given::Value(Value::Rows(rows))) => rows.into(),
        _ => 0,
    }
}

/// Words that YAML might take for something else, and any text without control characters.
pub fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "none",
            "null",
            "~",
            "yes",
            "12",
            "1e3",
            "- a",
            "a: b",
            "a #b",
            "'",
            "\"",
            "\\",
            "{",
            "[a",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "%",
            "@",
            "`",
            "a\nb",
            "a\tb",
            "#",
            "?",
            "-",
            "2026-11-23",
            "\u{FEFF}",
            "a\u{2028}b",
            "été 😀",
            "Zoloft 100 mg",
            "0x10",
            ".inf",
            "<<",
            "=",
            "a\r\nb",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,40}",
        "[ -~\n]{0,200}",
    ]
}

/// Files of the right outline with anything in the place of an answer.
pub fn file() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        words().prop_map(|text| serde_json::Value::from(text).to_string()),
        prop::sample::select(vec![
            "null",
            "yes",
            "12",
            "3 mg",
            "2026-11-01",
            "2027-01-01",
            "opioids",
            "-1",
            "0",
            "declined"
        ])
        .prop_map(str::to_owned),
    ];
    let key = prop::sample::select(vec!["value", "on", "unit", "unknown", "drug", "weeks", "q1", "x"]);
    let node = scalar.prop_recursive(3, 24, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..14).prop_map(|nodes| format!("[{}]", nodes.join(", "))),
            prop::collection::vec((key.clone(), inner), 0..4).prop_map(|entries| {
                let entries: Vec<String> = entries.iter().map(|(key, node)| format!("{key}: {node}")).collect();
                format!("{{{}}}", entries.join(", "))
            }),
        ]
    });
    let name = prop::sample::select(vec![
        "birth_date",
        "sex_at_birth",
        "phq9",
        "phq9.q2",
        "phq9.difficulty",
        "antidepressant_trials",
        "audit",
        "mdq",
        "substances_last_30_days",
        "allergies",
        "psychosis_history",
        "systolic_bp",
        "weight_kg",
        "current_medications",
        "recently_stopped_medications",
        "nothing",
    ]);
    let answers = prop::collection::vec((name, node.clone()), 0..8).prop_map(|answers| {
        let answers: Vec<String> = answers.iter().map(|(name, node)| format!("{name}: {node}")).collect();
        format!("{{applicant: A-1, as_of: 2026-11-23, answers: {{{}}}}}", answers.join(", "))
    });
    prop_oneof![8 => answers, 1 => node, 1 => ".{0,200}".prop_map(|text| text)]
}
