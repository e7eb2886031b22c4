//! Random answers to a generated pack: values, blanks, every reason; and the ways to fill or blank them.

use std::collections::BTreeMap;

use anteroom::answers::{Given, Layout, Sheet, Slot, Value};
use anteroom::pack::{Answer, Pack, QuestionId};
use anteroom::value::{Date, Reason, Truth};

use super::draw::Draw;
use super::naive::{Answered, Reading, World};
use super::packs::date;
use super::texts::{CLEAR, OPEN, Wording, wording};

/// How a random sheet is filled.
#[derive(Clone, Copy)]
pub struct Manner {
    /// Answers in a hundred that are unknown.
    pub unknown: usize,
    /// Texts in a hundred that leave something open.
    pub open_texts: usize,
}

pub fn as_of(draw: &mut Draw) -> Date {
    let day = draw.between(0, 3000) as i32;
    Date::from_day_number(date("2020-02-28").day_number() + day).expect("a day of this century")
}

/// Questions that are not fields of a group, in order.
pub fn own_questions(pack: &Pack) -> impl Iterator<Item = (QuestionId, &Answer)> {
    let own = pack.questions.iter().enumerate().filter(|(_, q)| q.group.is_none());
    own.map(|(at, q)| (QuestionId(at as u32), &q.answer))
}

pub fn random(pack: &Pack, layout: &Layout, manner: Manner, draw: &mut Draw) -> Sheet {
    let mut sheet = Sheet::new("somebody", as_of(draw));
    for (id, _) in own_questions(pack) {
        answer(pack, layout, &mut sheet, id, manner, draw);
    }
    sheet
}

/// Gives a question, with the rows of a group, a random answer or none.
fn answer(pack: &Pack, layout: &Layout, sheet: &mut Sheet, id: QuestionId, manner: Manner, draw: &mut Draw) {
    let slot = layout.slot(id, 0).expect("a slot");
    if draw.chance(manner.unknown) {
        unknown(sheet, slot, draw);
        return;
    }
    let given = value(pack, id, sheet.as_of, manner, draw);
    if let (Value::Rows(rows), Answer::Group { fields, .. }) = (&given, &pack.questions[id.index()].answer) {
        for row in 0..usize::from(*rows) {
            for field in fields {
                let slot = layout.slot(*field, row).expect("a slot");
                if draw.chance(manner.unknown) {
                    unknown(sheet, slot, draw);
                } else {
                    let given = value(pack, *field, sheet.as_of, manner, draw);
                    sheet.answers.insert(slot, Given::Value(given));
                }
            }
        }
    }
    sheet.answers.insert(slot, Given::Value(given));
}

fn unknown(sheet: &mut Sheet, slot: Slot, draw: &mut Draw) {
    match draw.below(12) {
        // Not on the sheet at all: blank.
        0..5 => {}
        at => {
            let reason = Reason::ALL[at - 5];
            sheet.answers.insert(slot, Given::Unknown(reason));
        }
    }
}

fn value(pack: &Pack, id: QuestionId, as_of: Date, manner: Manner, draw: &mut Draw) -> Value {
    match &pack.questions[id.index()].answer {
        Answer::YesNo => Value::YesNo(draw.chance(50)),
        Answer::Number { min, max, places, .. } => {
            let (low, high) = (min.to_scaled(*places).expect("fits"), max.to_scaled(*places).expect("fits"));
            let near = if draw.chance(50) { high.min(low + 30) } else { high };
            Value::Number(draw.between(low, near))
        }
        Answer::Choice { options, .. } => Value::Choice(draw.below(options.len()) as u8),
        Answer::Choices { options, .. } => Value::Choices(draw.below(1 << options.len()) as u64),
        Answer::Text { .. } => Value::Text(text(manner, draw).text.into()),
        Answer::Date { earliest, latest } => {
            let latest = latest.unwrap_or(as_of).day_number();
            let first = earliest.day_number();
            let near = if draw.chance(50) { first.max(as_of.day_number().min(latest) - 900) } else { first };
            let day = draw.between(near.into(), latest.into()) as i32;
            Value::Date(Date::from_day_number(day).expect("a day of the calendar"))
        }
        Answer::Points(points) => Value::Points(draw.pick(&points.iter().map(|p| p.points).collect::<Vec<_>>())),
        Answer::Group { max, .. } => Value::Rows(draw.below(*max as usize + 1) as u8),
    }
}

fn text(manner: Manner, draw: &mut Draw) -> &'static Wording {
    if draw.chance(manner.open_texts) { &OPEN[draw.below(OPEN.len())] } else { &CLEAR[draw.below(CLEAR.len())] }
}

/// Fills one unknown answer, a group with all its rows.
pub fn fill(pack: &Pack, layout: &Layout, sheet: &mut Sheet, slot: Slot, draw: &mut Draw) {
    let manner = Manner { unknown: 0, open_texts: 0 };
    let (id, _) = layout.question(slot).expect("a question");
    if pack.questions[id.index()].group.is_some() {
        let given = value(pack, id, sheet.as_of, manner, draw);
        sheet.answers.insert(slot, Given::Value(given));
    } else {
        answer(pack, layout, sheet, id, manner, draw);
    }
}

/// Takes an answer away, a group with all its rows.
pub fn blank(pack: &Pack, layout: &Layout, sheet: &mut Sheet, slot: Slot, reason: Reason) {
    let (id, _) = layout.question(slot).expect("a question");
    if let Answer::Group { max, fields } = &pack.questions[id.index()].answer {
        for field in fields {
            for row in 0..*max as usize {
                sheet.answers.remove(&layout.slot(*field, row).expect("a slot"));
            }
        }
    }
    sheet.answers.insert(slot, Given::Unknown(reason));
}

/// Slots an applicant with these answers has: those of rows only where the group has the row.
pub fn slots(pack: &Pack, layout: &Layout, sheet: &Sheet) -> Vec<Slot> {
    let here = |slot: &Slot| {
        let (id, row) = layout.question(*slot).expect("a question");
        match pack.questions[id.index()].group {
            None => true,
            Some(group) => match sheet.get(layout.slot(group, 0).expect("a slot")) {
                Given::Value(Value::Rows(rows)) => row < usize::from(rows),
                _ => false,
            },
        }
    };
    (0..layout.slots()).map(|at| Slot(at as u32)).filter(here).collect()
}

/// A text question that reads this blank as "none".
pub fn reads_as_none(pack: &Pack, layout: &Layout, sheet: &Sheet, slot: Slot) -> bool {
    let (id, _) = layout.question(slot).expect("a question");
    matches!(pack.questions[id.index()].answer, Answer::Text { blank_is_none: true, .. })
        && sheet.get(slot) == Given::Unknown(Reason::Blank)
}

/// Random complete answers that agree with a sheet, and the sheet they make: what is not asked stays blank.
pub fn complete<'a>(pack: &'a Pack, layout: &'a Layout, sheet: &Sheet, draw: &mut Draw) -> (World<'a>, Sheet) {
    let mut full = sheet.clone();
    let mut world = World { pack, layout, as_of: sheet.as_of, answers: vec![None; layout.slots()] };
    for (id, answer) in own_questions(pack) {
        let slot = layout.slot(id, 0).expect("a slot");
        let none = reads_as_none(pack, layout, sheet, slot);
        if matches!(full.get(slot), Given::Unknown(_)) && !none {
            if !world.asked(id) {
                continue;
            }
            fill(pack, layout, &mut full, slot, draw);
        }
        if let (Answer::Group { fields, .. }, Given::Value(Value::Rows(rows))) = (answer, full.get(slot)) {
            for row in 0..usize::from(rows) {
                for field in fields {
                    let slot = layout.slot(*field, row).expect("a slot");
                    if matches!(full.get(slot), Given::Unknown(_)) {
                        fill(pack, layout, &mut full, slot, draw);
                    }
                    settle(&mut full, slot, draw);
                    world.answers[slot.index()] = Some(answered(&full.get(slot)));
                }
            }
        }
        settle(&mut full, slot, draw);
        world.answers[slot.index()] = Some(answered(&full.get(slot)));
    }
    (world, full)
}

fn answered(given: &Given) -> Answered {
    match given {
        Given::Value(Value::Text(text)) => {
            let said = wording(text);
            let yes = |truth: Truth| truth == Truth::Yes;
            Answered::Text(Reading { lists: said.lists.map(yes), patterns: said.patterns.map(yes), row: said.row })
        }
        Given::Value(value) => Answered::Value(value.clone()),
        // A blank that is read as "none".
        Given::Unknown(_) => Answered::Text(Reading { lists: [false; 2], patterns: [false; 2], row: None }),
    }
}

/// Says in clear words what a text that leaves something open may mean.
pub fn settle(sheet: &mut Sheet, slot: Slot, draw: &mut Draw) {
    let Given::Value(Value::Text(text)) = sheet.get(slot) else { return };
    let open = wording(&text);
    let agrees = |said: Truth, clear: Truth| said == Truth::Unknown || said == clear;
    let may_mean = |clear: &&Wording| {
        let both = open.lists.iter().zip(clear.lists).chain(open.patterns.iter().zip(clear.patterns));
        both.into_iter().all(|(said, clear)| agrees(*said, clear)) && open.row.is_none_or(|row| Some(row) == clear.row)
    };
    let meanings: Vec<&Wording> = CLEAR.iter().filter(may_mean).collect();
    sheet.answers.insert(slot, Given::Value(Value::Text(draw.pick(&meanings).text.into())));
}

/// The answers of a sheet as a person can read them.
pub fn show(layout: &Layout, sheet: &Sheet) -> String {
    let answers: BTreeMap<_, _> =
        sheet.answers.iter().map(|(s, g)| (layout.question(*s).map(|(q, r)| (q.0, r)), g)).collect();
    format!("as of {}: {answers:?}", sheet.as_of)
}
