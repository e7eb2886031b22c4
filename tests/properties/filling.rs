//! More answers never flip a definite result: filling blanks keeps every yes and no, narrows every number, and takes back
//! nothing that was surely raised.

use anteroom::answers::{Block, Given, Sheet};
use anteroom::evaluate::{Axes, Decided, Table};
use anteroom::language::{Safety, Screening};
use anteroom::program::{Node, NumberId, Raised, TruthId};
use anteroom::value::Truth;

use super::{Made, for_packs};
use crate::support::draw::Draw;
use crate::support::packs::Shape;
use crate::support::sheets;

#[test]
fn filling_blanks_keeps_what_is_sure() {
    for_packs(600, Shape { gaps: true, ..Shape::default() }, |made| {
        let mut sheets = made.sheets(20);
        let mut draw = std::mem::replace(&mut made.draw, Draw::seeded(0));
        let mut seen = made.run(&sheets, |table, block, axes| Seen::of(made, table, block, axes));
        for _ in 0..3 {
            let fuller: Vec<Sheet> =
                sheets.iter().enumerate().map(|(lane, sheet)| fill_some(made, &seen, lane, sheet, &mut draw)).collect();
            let after = made.run(&fuller, |table, block, axes| Seen::of(made, table, block, axes));
            for (lane, (before, filled)) in sheets.iter().zip(&fuller).enumerate() {
                seen.keeps(&after, made, lane)
                    .map_err(|why| format!("{why}\nbefore {}\nfilled {}", made.show(before), made.show(filled)))?;
            }
            (sheets, seen) = (fuller, after);
        }
        Ok(())
    });
}

/// Fills some of the answers that are unknown and may be asked. Filling what is surely not asked would contradict the form;
/// a blank that is read as "none" is the one exception the language declares.
fn fill_some(made: &Made, seen: &Seen, lane: usize, sheet: &Sheet, draw: &mut Draw) -> Sheet {
    let mut fuller = sheet.clone();
    for slot in sheets::slots(&made.pack, &made.layout, sheet) {
        let (question, _) = made.layout.question(slot).expect("a question");
        let asked = made.program.asked.get(&question).map_or(Truth::Yes, |id| seen.table.truth(*id, lane));
        let fills = matches!(sheet.get(slot), Given::Unknown(_))
            && asked != Truth::No
            && !sheets::reads_as_none(&made.pack, &made.layout, sheet, slot);
        if fills && draw.chance(40) {
            sheets::fill(&made.pack, &made.layout, &mut fuller, slot, draw);
        }
    }
    fuller
}

/// A run to compare with.
struct Seen {
    table: Table,
    certain: Vec<(Safety, Screening)>,
}

impl Seen {
    fn of(made: &Made, table: &Table, block: &Block, axes: &Axes) -> Self {
        let certain = (0..block.lanes).map(|lane| {
            let decided = Decided::of(&made.program, table, block, axes, lane);
            let start = if decided.contradictions.is_empty() && decided.indications != Screening::Review {
                Screening::Clear
            } else {
                Screening::Review
            };
            decided.outcomes.iter().filter(|o| o.truth == Truth::Yes).fold((Safety::None, start), |sure, outcome| {
                match outcome.raised {
                    Raised::Safety(level) => (sure.0.max(level), sure.1),
                    Raised::Screening(level) => (sure.0, sure.1.max(level)),
                    _ => sure,
                }
            })
        });
        Self { table: table.clone(), certain: certain.collect() }
    }

    fn keeps(&self, after: &Self, made: &Made, lane: usize) -> Result<(), String> {
        // What is in the nodes of a row that nobody has is read by nobody.
        for step in made.program.steps.iter().filter(|step| step.row.is_none()) {
            match step.node {
                Node::Truth(id) => self.keeps_truth(after, made, id, lane)?,
                Node::Number(id) => self.keeps_number(after, made, id, lane)?,
            }
        }
        let (before, now) = (self.certain[lane], after.certain[lane]);
        if now.0 < before.0 || now.1 < before.1 {
            return Err(format!("{before:?} was sure, now {now:?} is"));
        }
        Ok(())
    }

    fn keeps_truth(&self, after: &Self, made: &Made, id: TruthId, lane: usize) -> Result<(), String> {
        let (before, now) = (self.table.truth(id, lane), after.table.truth(id, lane));
        if before == Truth::Unknown || before == now {
            return Ok(());
        }
        Err(format!("{id:?} {:?} was {before:?} and is {now:?}", made.program.truth(id)))
    }

    fn keeps_number(&self, after: &Self, made: &Made, id: NumberId, lane: usize) -> Result<(), String> {
        let (was, is) = (self.table.absent(id, lane), after.table.absent(id, lane));
        if was != Truth::Unknown && was != is {
            return Err(format!("{id:?} {:?} was absent: {was:?}, is absent: {is:?}", made.program.number(id)));
        }
        let (before, now) = (self.table.interval(id, lane), after.table.interval(id, lane));
        match (before, now) {
            (Some((low, high)), Some((less, more))) if less < low || more > high => {
                Err(format!("{id:?} {:?} was {low} to {high} and is {less} to {more}", made.program.number(id)))
            }
            _ => Ok(()),
        }
    }
}
