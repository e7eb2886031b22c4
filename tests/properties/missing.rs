//! The missing list is complete: once everything on it is answered, in whatever way, safety, screening and indications no
//! longer depend on the rest. And it is no longer than the form: it names only what is unknown.

use anteroom::answers::{Block, Given, Sheet, Slot, Value};
use anteroom::evaluate::{Axes, Decided, Table};
use anteroom::language::{Safety, Screening};
use anteroom::value::{Reason, Truth};

use super::{Made, for_packs};
use crate::support::draw::Draw;
use crate::support::packs::Shape;
use crate::support::sheets;
use crate::support::texts::CLEAR;

#[test]
fn nothing_outside_the_missing_list_matters() {
    for_packs(250, Shape::default(), |made| {
        let sheets = made.sheets(20);
        let mut draw = std::mem::replace(&mut made.draw, Draw::seeded(0));
        let mut missing = made.run(&sheets, |table, block, axes| {
            (0..block.lanes)
                .map(|lane| listed(made, table, block, axes, lane, &sheets[lane]))
                .collect::<Result<Vec<_>, _>>()
        })?;
        let filled = fill_listed(made, &sheets, &mut missing, &mut draw);
        let settled = made.run(&filled, |table, block, axes| levels(made, table, block, axes));
        for _ in 0..4 {
            let rest: Vec<Sheet> =
                filled.iter().map(|s| sheets::complete(&made.pack, &made.layout, s, &mut draw).1).collect();
            let after = made.run(&rest, |table, block, axes| levels(made, table, block, axes));
            for lane in 0..rest.len() {
                if settled[lane] != after[lane] {
                    return Err(format!(
                        "{:?} became {:?}\nbefore {}\nfilled {}\nrest {}",
                        settled[lane],
                        after[lane],
                        made.show(&sheets[lane]),
                        made.show(&filled[lane]),
                        made.show(&rest[lane]),
                    ));
                }
            }
        }
        Ok(())
    });
}

/// The missing slots of one applicant, each of them unknown.
fn listed(
    made: &Made,
    table: &Table,
    block: &Block,
    axes: &Axes,
    lane: usize,
    sheet: &Sheet,
) -> Result<Vec<(Slot, Reason)>, String> {
    let decided = Decided::of(&made.program, table, block, axes, lane);
    let listed: Vec<_> = decided.missing.iter().map(|m| (m.slot, m.reason)).collect();
    let known = |(slot, reason): &&(Slot, Reason)| match sheet.get(*slot) {
        Given::Unknown(why) => why != *reason,
        // A text that leaves something open.
        Given::Value(Value::Text(text)) => *reason != Reason::Unclear || CLEAR.iter().any(|clear| clear.text == text),
        Given::Value(_) => true,
    };
    match listed.iter().find(known) {
        Some(listed) => Err(format!("{listed:?} is listed\n{}", made.show(sheet))),
        None => Ok(listed),
    }
}

/// Answers what is listed, first what decides whether something else is asked; what is then not asked stays blank.
fn fill_listed(made: &Made, sheets: &[Sheet], missing: &mut [Vec<(Slot, Reason)>], draw: &mut Draw) -> Vec<Sheet> {
    let mut filled = sheets.to_vec();
    while missing.iter().any(|listed| !listed.is_empty()) {
        made.run(&filled.clone(), |table, _, _| {
            for (lane, listed) in missing.iter_mut().enumerate() {
                let asked = |slot: Slot| {
                    let (question, _) = made.layout.question(slot).expect("a question");
                    made.program.asked.get(&question).map_or(Truth::Yes, |id| table.truth(*id, lane))
                };
                let before = listed.len();
                listed.retain(|(slot, reason)| match asked(*slot) {
                    // What a text left open is said in clear words; the rest of it stands.
                    _ if *reason == Reason::Unclear => {
                        sheets::settle(&mut filled[lane], *slot, draw);
                        false
                    }
                    Truth::Yes => {
                        sheets::fill(&made.pack, &made.layout, &mut filled[lane], *slot, draw);
                        false
                    }
                    Truth::Unknown => true,
                    Truth::No => false,
                });
                // Whether it is asked rests on nothing that is listed.
                if listed.len() == before
                    && let Some((slot, _)) = listed.pop()
                {
                    sheets::fill(&made.pack, &made.layout, &mut filled[lane], slot, draw);
                }
            }
        });
    }
    filled
}

/// Both axes, and what is known of each indication.
fn levels(made: &Made, table: &Table, block: &Block, axes: &Axes) -> Vec<(Safety, Screening, Vec<Truth>)> {
    let indications = |lane: usize| {
        let nodes = made.program.indications.iter().map(|rule| made.program.rules[*rule][0]);
        nodes.map(|id| table.truth(id, lane)).collect()
    };
    (0..block.lanes).map(|lane| (axes.safety(lane), axes.screening(lane), indications(lane))).collect()
}
