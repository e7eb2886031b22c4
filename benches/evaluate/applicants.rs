//! Applicants made for the clock: one answer in ten is missing, what is not asked is blank.

use std::fmt::Write;

use anteroom::answers::{Block, Given, Layout, Sheet, Slot, Texts, Value};
use anteroom::evaluate::Evaluator;
use anteroom::pack::{Answer, Pack};
use anteroom::program::Program;
use anteroom::value::{LANES, Reason, Truth};

use crate::support::draw::Draw;
use crate::support::sheets::{self, Manner};

/// How much an applicant writes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Writes {
    /// No text, and no rows that would hold one.
    Nothing,
    /// Up to six rows of each group, with drugs of the pack's tables.
    Trials,
    /// And a few medicines in each text.
    Texts,
}

/// What all applicants draw from.
pub struct Shared {
    draw: Draw,
    drugs: Vec<String>,
    terms: Vec<String>,
}

impl Shared {
    pub fn new(pack: &Pack) -> Self {
        let drugs = pack.tables.iter().flat_map(|t| &t.rows).map(|row| row.name.clone()).collect();
        let terms = pack.term_lists.iter().flat_map(|l| &l.entries).map(|term| term.term.clone()).collect();
        Self { draw: Draw::seeded(7), drugs, terms }
    }

    fn medicines(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..1 + self.draw.below(4) {
            let plain = ["vitamin d", "ibuprofen", "metformin", "a multivitamin", "omeprazole"];
            let name = match self.draw.below(3) {
                0 if !self.terms.is_empty() => self.terms[self.draw.below(self.terms.len())].as_str(),
                1 if !self.drugs.is_empty() => self.drugs[self.draw.below(self.drugs.len())].as_str(),
                _ => self.draw.pick(&plain),
            };
            let dose = self.draw.between(1, 40) * 5;
            write!(text, "{}{name} {dose} mg daily", if text.is_empty() { "" } else { ", " }).expect("writes");
        }
        text
    }
}

pub fn sheets(
    pack: &Pack,
    program: &Program,
    layout: &Layout,
    count: usize,
    writes: Writes,
    shared: &mut Shared,
) -> Vec<Sheet> {
    let manner = Manner { unknown: 10, open_texts: 0 };
    let mut made: Vec<Sheet> = (0..count)
        .map(|_| {
            let mut sheet = sheets::random(pack, layout, manner, &mut shared.draw);
            for at in 0..layout.slots() {
                word(pack, layout, &mut sheet, Slot(at as u32), writes, shared);
            }
            sheet
        })
        .collect();
    // What is not asked is left blank.
    let mut texts = Texts::default();
    let mut evaluator = Evaluator::new(program);
    for of in made.chunks_mut(LANES) {
        let block = Block::from_sheets(pack, layout, of, &mut texts);
        let table = evaluator.run(&block, &texts);
        for (question, node) in &program.asked {
            for (_, sheet) in of.iter_mut().enumerate().filter(|(lane, _)| table.truth(*node, *lane) == Truth::No) {
                sheets::blank(pack, layout, sheet, layout.slot(*question, 0).expect("a slot"), Reason::Blank);
            }
        }
    }
    made
}

/// Shortens groups and puts words of the pack where the sheet holds a text.
fn word(pack: &Pack, layout: &Layout, sheet: &mut Sheet, slot: Slot, writes: Writes, shared: &mut Shared) {
    let (question, _) = layout.question(slot).expect("a question");
    let asked = &pack.questions[question.index()];
    match sheet.get(slot) {
        Given::Value(Value::Rows(rows)) => {
            let most = if writes == Writes::Nothing { 0 } else { rows.min(shared.draw.below(7) as u8) };
            if let Answer::Group { max, fields } = &asked.answer {
                for field in fields {
                    for row in usize::from(most)..*max as usize {
                        sheet.answers.remove(&layout.slot(*field, row).expect("a slot"));
                    }
                }
            }
            sheet.answers.insert(slot, Given::Value(Value::Rows(most)));
        }
        Given::Value(Value::Text(_)) if asked.group.is_some() => {
            let drug = shared.drugs[shared.draw.below(shared.drugs.len())].clone();
            sheet.answers.insert(slot, Given::Value(Value::Text(drug)));
        }
        Given::Value(Value::Text(_)) if writes == Writes::Texts => {
            let medicines = shared.medicines();
            sheet.answers.insert(slot, Given::Value(Value::Text(medicines)));
        }
        Given::Value(Value::Text(_)) => {
            sheet.answers.remove(&slot);
        }
        _ => {}
    }
}

/// Changes every text to one that has not been written before; drugs of trials stay as they are.
pub fn make_new(sheet: &mut Sheet, number: usize) {
    for given in sheet.answers.values_mut() {
        if let Given::Value(Value::Text(text)) = given
            && text.contains(" mg ")
        {
            write!(text, ", since {number}").expect("writes");
        }
    }
}

/// The demo pack with so many rules more, each of five lines over its questions.
pub fn many_rules(count: usize) -> Vec<(String, String)> {
    const IN_A_FILE: usize = 1000;
    let mut files = crate::support::pack_files("demo");
    for first in (0..count).step_by(IN_A_FILE) {
        let mut text = String::from("rules:\n");
        for number in first..count.min(first + IN_A_FILE) {
            writeln!(
                text,
                "  - rule: made.m{number}
    title: Made
    kind: caution
    raises: note
    when:
      any:
        - systolic_bp >= {} mmHg
        - all: [pregnant, low_mood, mood2.total >= {}]
        - mentions(medicines, thinners)
    because: at {{systolic_bp}} and {{mood2.total}}",
                100 + number % 80,
                1 + number % 5,
            )
            .expect("writes");
        }
        files.push((format!("rules/made{first}.yaml"), text));
    }
    files
}
