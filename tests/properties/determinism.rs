//! The same answers give the same decision in any lane of any block, beside any neighbours, after any other run, and
//! whatever the order in which texts were first seen.

use anteroom::answers::{Block, Sheet, Texts};
use anteroom::evaluate::{Axes, Decided, Evaluator};
use anteroom::explain::{Decision, View};
use anteroom::value::LANES;

use super::{Made, for_packs};
use crate::support::draw::Draw;
use crate::support::packs::Shape;
use crate::support::texts::{CLEAR, OPEN};

#[test]
fn neighbours_lanes_and_earlier_runs_do_not_matter() {
    for_packs(200, Shape { gaps: true, answered: true, ..Shape::default() }, |made| {
        let sheets = made.sheets(20);
        let others = made.sheets(20);
        let mut draw = std::mem::replace(&mut made.draw, Draw::seeded(0));
        let here = decisions(made, &sheets, &mut Texts::default(), &mut Evaluator::new(&made.program));

        // The same sheets in other lanes, some beside strangers, after another block, with texts interned in another order.
        let mut order: Vec<usize> = (0..LANES).collect();
        draw.shuffle(&mut order);
        let mixed: Vec<Sheet> =
            order.iter().map(|at| if draw.chance(30) { &others[*at] } else { &sheets[*at] }.clone()).collect();
        let mut texts = Texts::default();
        for wording in OPEN.iter().chain(&CLEAR).rev() {
            texts.intern(wording.text);
        }
        let mut evaluator = Evaluator::new(&made.program);
        decisions(made, &others, &mut texts, &mut evaluator);
        let count = 1 + draw.below(LANES);
        let there = decisions(made, &mixed[..count], &mut texts, &mut evaluator);

        for (lane, said) in there.iter().enumerate() {
            let sheet = &mixed[lane];
            if *sheet == sheets[order[lane]] && *said != here[order[lane]] {
                let here = &here[order[lane]];
                return Err(format!("lane {lane} says {said}\nlane {} says {here}\n{}", order[lane], made.show(sheet)));
            }
        }
        Ok(())
    });
}

/// What is said of every applicant, with every line and value that it rests on.
fn decisions(made: &Made, sheets: &[Sheet], texts: &mut Texts, evaluator: &mut Evaluator) -> Vec<String> {
    let block = Block::from_sheets(&made.pack, &made.layout, sheets, texts);
    let table = evaluator.run(&block, texts);
    let axes = Axes::of(&made.program, table, &block, 0);
    let of = |lane: usize| {
        let decided = Decided::of(&made.program, table, &block, &axes, lane);
        let view = View { pack: &made.pack, program: &made.program, table, block: &block, texts, lane };
        let decision = Decision::of(view, &made.layout, &sheets[lane], &decided);
        format!("{decided:?} {decision:?}")
    };
    (0..block.lanes).map(of).collect()
}
