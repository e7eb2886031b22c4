//! Random applicants to a real pack: numbers near what its rules compare them with, days near the limits of its spans, texts
//! made of its names, some forms nearly complete and some nearly blank.

use std::collections::{BTreeMap, BTreeSet};

use anteroom::answers::{Given, Layout, Sheet, Value};
use anteroom::pack::{Answer, Pack, QuestionId};
use anteroom::program::{LookupCell, NumberOp, Program, TruthOp};
use anteroom::value::{Date, Reason};

use super::draw::Draw;
use super::sheets::blank;

pub struct Crowd<'a> {
    pack: &'a Pack,
    layout: &'a Layout,
    as_of: Date,
    /// Nothing about these answers is remarkable: many applicants differ from them in little.
    ordinary: Sheet,
    /// Values of a number, day or item that are worth trying, by question.
    telling: BTreeMap<QuestionId, Vec<i64>>,
    phrases: Vec<String>,
    /// Names of tables' rows.
    rows: Vec<&'a str>,
}

/// How one applicant answers.
struct Manner {
    /// Answers in a hundred that are unknown, that say yes, and that are anything rather than telling.
    unknown: usize,
    yes: usize,
    any: usize,
    /// Of a scale's points, in a hundred.
    severity: usize,
    /// Phrases of a text.
    phrases: usize,
}

impl<'a> Crowd<'a> {
    pub fn of(pack: &'a Pack, program: &'a Program, ordinary: Sheet) -> Self {
        let (layout, as_of) = (&program.layout, ordinary.as_of);
        let rows = pack.tables.iter().flat_map(|t| &t.rows).map(|row| row.name.as_str()).collect();
        let mut crowd = Self { pack, layout, as_of, ordinary, telling: BTreeMap::new(), phrases: phrases(pack), rows };
        crowd.limits(program);
        crowd
    }

    /// What rules compare an answer with, and its neighbours; the cells of tables that it may be compared with.
    fn limits(&mut self, program: &Program) {
        let cells: BTreeSet<i64> = program
            .tables
            .iter()
            .flat_map(|table| table.rows.iter().flatten())
            .filter_map(|cell| match cell {
                Some(LookupCell::Number(value)) => Some(*value),
                _ => None,
            })
            .collect();
        let constants: Vec<(&NumberOp, i64)> = program
            .truths
            .iter()
            .filter_map(|op| match op {
                TruthOp::CompareWith(left, _, right) => Some((program.number(*left)?, *right)),
                _ => None,
            })
            .collect();
        let today = i64::from(self.as_of.day_number());
        for (at, question) in self.pack.questions.iter().enumerate() {
            let id = QuestionId(at as u32);
            let Some(slot) = self.layout.slot(id, 0) else { continue };
            let Some((least, most)) = range(&question.answer, self.as_of) else { continue };
            let mut values = BTreeSet::from([least, most]);
            for (op, limit) in &constants {
                match op {
                    NumberOp::Answer(leaf) | NumberOp::Points(leaf) | NumberOp::DayNumber(leaf)
                        if leaf.slot == slot =>
                    {
                        values.insert(*limit);
                    }
                    NumberOp::DaysSince(leaf) if leaf.slot == slot => {
                        values.insert(today - limit);
                    }
                    NumberOp::YearsSince(leaf) if leaf.slot == slot => {
                        let (year, month, day) = self.as_of.parts();
                        let then = Date::from_civil((i64::from(year) - limit) as i16, month as i8, day as i8);
                        values.extend(then.map(|then| i64::from(then.day_number())));
                    }
                    _ => {}
                }
            }
            if question.group.is_some() {
                // Doses are compared with a table's, in units of their own.
                let scale = match &question.answer {
                    Answer::Number { places, .. } => 10i64.pow(*places),
                    _ => 1,
                };
                values.extend(cells.iter().map(|cell| cell * scale));
            }
            let near = values.iter().flat_map(|value| [value - 1, *value, value + 1]);
            let near: BTreeSet<i64> = near.filter(|value| (least..=most).contains(value)).collect();
            self.telling.insert(id, near.into_iter().collect());
        }
    }

    pub fn somebody(&self, draw: &mut Draw) -> Sheet {
        let manner = Manner {
            unknown: draw.pick(&[0, 0, 1, 3, 10, 30, 80]),
            yes: draw.pick(&[2, 5, 10, 30, 60]),
            any: draw.pick(&[10, 30, 70]),
            severity: draw.below(101),
            phrases: draw.pick(&[0, 0, 1, 1, 2, 4]),
        };
        let own: Vec<usize> =
            (0..self.pack.questions.len()).filter(|at| self.pack.questions[*at].group.is_none()).collect();
        if draw.chance(60) {
            let manner =
                Manner { unknown: draw.pick(&[0, 30]), yes: 70, any: 10, severity: draw.below(101), phrases: 1 };
            let mut sheet = self.ordinary.clone();
            for _ in 0..1 + draw.below(5) {
                let id = QuestionId(draw.pick(&own) as u32);
                blank(self.pack, self.layout, &mut sheet, self.layout.slot(id, 0).expect("a slot"), Reason::Blank);
                self.answer_with_rows(&mut sheet, id, &manner, draw);
            }
            return sheet;
        }
        let mut sheet = Sheet::new("somebody", self.as_of);
        own.iter().for_each(|at| self.answer_with_rows(&mut sheet, QuestionId(*at as u32), &manner, draw));
        sheet
    }

    fn answer_with_rows(&self, sheet: &mut Sheet, id: QuestionId, manner: &Manner, draw: &mut Draw) {
        self.answer(sheet, id, 0, manner, draw);
        let given = sheet.get(self.layout.slot(id, 0).expect("a slot"));
        if let (Answer::Group { fields, .. }, Given::Value(Value::Rows(rows))) =
            (&self.pack.questions[id.index()].answer, given)
        {
            for row in 0..usize::from(rows) {
                fields.iter().for_each(|field| self.answer(sheet, *field, row, manner, draw));
            }
        }
    }

    fn answer(&self, sheet: &mut Sheet, id: QuestionId, row: usize, manner: &Manner, draw: &mut Draw) {
        let slot = self.layout.slot(id, row).expect("a slot");
        if draw.chance(manner.unknown) {
            let reason = draw.pick(&[Reason::Blank, Reason::Blank, Reason::Declined, Reason::Unsure, Reason::NotAsked]);
            if reason != Reason::Blank {
                sheet.answers.insert(slot, Given::Unknown(reason));
            }
        } else if let Some(value) = self.value(id, manner, draw) {
            sheet.answers.insert(slot, Given::Value(value));
        }
    }

    fn value(&self, id: QuestionId, manner: &Manner, draw: &mut Draw) -> Option<Value> {
        let answer = &self.pack.questions[id.index()].answer;
        let in_row = self.pack.questions[id.index()].group.is_some();
        let mut number = || {
            let (least, most) = range(answer, self.as_of).expect("a range");
            match self.telling.get(&id) {
                Some(telling) if !draw.chance(if in_row { 60 } else { manner.any }) => draw.pick(telling),
                _ => draw.between(least, most),
            }
        };
        Some(match answer {
            Answer::YesNo => Value::YesNo(draw.chance(manner.yes)),
            Answer::Number { .. } => Value::Number(number()),
            Answer::Date { .. } => Value::Date(Date::from_day_number(number() as i32).expect("a day")),
            Answer::Choice { options, .. } => Value::Choice(draw.below(options.len()) as u8),
            Answer::Choices { options, none } => {
                let mut bits = 0u64;
                for at in 0..options.len() {
                    bits |= u64::from(draw.chance(manner.yes)) << at;
                }
                match none {
                    Some(none) if bits == 0 || bits >> none & 1 == 1 => Value::Choices(1 << none),
                    _ => Value::Choices(bits),
                }
            }
            // A row of a group is about one thing.
            Answer::Text { .. } if in_row && draw.chance(80) => Value::Text(draw.pick(&self.rows).into()),
            Answer::Text { .. } if manner.phrases == 0 => Value::Text("none".into()),
            Answer::Text { .. } => {
                let phrases: Vec<&str> =
                    (0..manner.phrases).map(|_| self.phrases[draw.below(self.phrases.len())].as_str()).collect();
                Value::Text(phrases.join(draw.pick(&[". ", ", ", "\n"])))
            }
            Answer::Points(points) => {
                let mut points: Vec<u8> = points.iter().map(|p| p.points).collect();
                points.sort_unstable();
                let at =
                    if draw.chance(30) { draw.below(points.len()) } else { (points.len() - 1) * manner.severity / 100 };
                Value::Points(points[at])
            }
            Answer::Group { max, .. } => {
                let most = draw.pick(&[1, 3, 4, *max as usize]);
                Value::Rows(draw.below(most.min(*max as usize) + 1) as u8)
            }
        })
    }
}

fn range(answer: &Answer, as_of: Date) -> Option<(i64, i64)> {
    match answer {
        Answer::Number { min, max, places, .. } => Some((min.to_scaled(*places)?, max.to_scaled(*places)?)),
        Answer::Date { earliest, latest } => {
            Some((earliest.day_number().into(), latest.unwrap_or(as_of).day_number().into()))
        }
        _ => None,
    }
}

/// Names in the ways that people write them, and what else they write.
fn phrases(pack: &Pack) -> Vec<String> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for term in pack.term_lists.iter().flat_map(|list| &list.entries) {
        names.insert(&term.term);
        names.extend(term.names.iter().map(String::as_str));
    }
    for row in pack.tables.iter().flat_map(|table| &table.rows) {
        names.insert(&row.name);
        names.extend(row.names.iter().map(String::as_str));
    }
    let mut phrases: Vec<String> =
        ["see attached", "none", "?", "vitamin D", "20 mg in the morning", "I want to die"].map(String::from).to_vec();
    for way in ["", "", "stopped ", "maybe ", "no ", "my mother takes "] {
        phrases.extend(names.iter().map(|name| format!("{way}{name}")));
    }
    phrases
}
