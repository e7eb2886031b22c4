//! Withholding cannot clear: whatever is blanked, a decision that was not *(safety none, screening clear)* does not become it.

use anteroom::answers::{Given, Sheet};
use anteroom::language::{Safety, Screening};
use anteroom::value::{Reason, Truth};

use super::{Made, for_packs};
use crate::support::draw::Draw;
use crate::support::packs::Shape;
use crate::support::sheets::{self, reads_as_none};

#[test]
fn blanking_answers_never_clears_a_decision() {
    // Few rules, so that many decisions would be clear but for one answer.
    for rules in [1, 2, 4] {
        for no_indications in [true, false] {
            let gaps = rules == 2;
            let shape = Shape { gaps, answered: true, rules, no_indications, ..Shape::default() };
            for_packs(150, shape, |made| {
                let mut draw = std::mem::replace(&mut made.draw, Draw::seeded(0));
                let partial = made_sheets(made, gaps, &mut draw);
                let levels = |sheets: &[Sheet]| {
                    made.run(sheets, |table, block, axes| {
                        let contradicts = |lane: usize| contradicting(made, table, &sheets[lane], lane);
                        (0..block.lanes)
                            .map(|lane| ((axes.safety(lane), axes.screening(lane)), contradicts(lane)))
                            .collect::<Vec<_>>()
                    })
                };
                let before = levels(&partial);
                for _ in 0..3 {
                    let blanked: Vec<Sheet> = partial
                        .iter()
                        .zip(&before)
                        .map(|(sheet, (_, kept))| blank_some(made, sheet, kept, &mut draw))
                        .collect();
                    for (lane, (now, _)) in levels(&blanked).into_iter().enumerate() {
                        let clear = (Safety::None, Screening::Clear);
                        if before[lane].0 != clear && now == clear {
                            return Err(format!(
                                "{:?} became clear\nbefore {}\nblanked {}",
                                before[lane].0,
                                made.show(&partial[lane]),
                                made.show(&blanked[lane])
                            ));
                        }
                    }
                }
                Ok(())
            });
        }
    }
}

/// Every second applicant answers as the form asks, the others anyhow. With gaps in the tables no answers are complete.
fn made_sheets(made: &mut Made, gaps: bool, draw: &mut Draw) -> Vec<Sheet> {
    let sheets = made.sheets(20).into_iter().enumerate();
    sheets
        .map(|(lane, sheet)| match lane % 2 {
            0 if !gaps => sheets::complete(&made.pack, &made.layout, &sheet, draw).1,
            _ => sheet,
        })
        .collect()
}

/// Answers to questions that were not, or perhaps not, to be asked: taken back, they no longer contradict the form.
fn contradicting(
    made: &Made,
    table: &anteroom::evaluate::Table,
    sheet: &Sheet,
    lane: usize,
) -> Vec<anteroom::answers::Slot> {
    let given = |slot: &anteroom::answers::Slot| matches!(sheet.get(*slot), Given::Value(_));
    let asked = made.program.asked.iter().filter(|(_, node)| table.truth(**node, lane) != Truth::Yes);
    asked.map(|(question, _)| made.layout.slot(*question, 0).expect("a slot")).filter(given).collect()
}

fn blank_some(made: &Made, sheet: &Sheet, kept: &[anteroom::answers::Slot], draw: &mut Draw) -> Sheet {
    let share = draw.pick(&[10, 30, 60, 100]);
    let mut less = sheet.clone();
    for slot in sheets::slots(&made.pack, &made.layout, sheet) {
        let reason = draw.pick(&[Reason::Blank, Reason::Blank, Reason::Declined, Reason::Stale, Reason::NotAsked]);
        if kept.contains(&slot) || !matches!(sheet.get(slot), Given::Value(_)) || !draw.chance(share) {
            continue;
        }
        let mut blanked = less.clone();
        sheets::blank(&made.pack, &made.layout, &mut blanked, slot, reason);
        // A blank that is read as "none" is the one exception the language declares.
        if !reads_as_none(&made.pack, &made.layout, &blanked, slot) {
            less = blanked;
        }
    }
    less
}
