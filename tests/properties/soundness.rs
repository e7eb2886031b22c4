//! The evaluator against the naive interpreter: on complete answers they agree; on partial ones, whatever the evaluator is
//! sure of holds in every completion.

use anteroom::answers::Sheet;
use anteroom::evaluate::Table;
use anteroom::pack::FactValue;
use anteroom::program::{FactNode, Quantity};
use anteroom::value::Truth;

use super::{Made, for_packs};
use crate::support::naive::{Fraction, World};
use crate::support::packs::Shape;
use crate::support::sheets;

#[test]
fn complete_answers_evaluate_as_in_the_naive_interpreter() {
    for_packs(500, Shape::default(), |made| {
        let partial = made.sheets(0);
        let mut draw = std::mem::replace(&mut made.draw, crate::support::draw::Draw::seeded(0));
        let (worlds, full): (Vec<_>, Vec<_>) =
            partial.iter().map(|s| sheets::complete(&made.pack, &made.layout, s, &mut draw)).unzip();
        made.run(&full, |table, _, _| {
            worlds.iter().enumerate().try_for_each(|(lane, world)| agrees(made, table, lane, world, &full[lane], true))
        })
    });
}

#[test]
fn what_is_sure_on_partial_answers_holds_in_completions() {
    for_packs(400, Shape::default(), |made| {
        let partial = made.sheets(30);
        let mut draw = std::mem::replace(&mut made.draw, crate::support::draw::Draw::seeded(0));
        made.run(&partial, |table, _, _| {
            for (lane, sheet) in partial.iter().enumerate() {
                for _ in 0..3 {
                    let (world, _) = sheets::complete(&made.pack, &made.layout, sheet, &mut draw);
                    agrees(made, table, lane, &world, sheet, false)?;
                }
            }
            Ok(())
        })
    });
}

/// `exact`: the answers are complete, so nothing may be unknown.
fn agrees(made: &Made, table: &Table, lane: usize, world: &World, sheet: &Sheet, exact: bool) -> Result<(), String> {
    let pack = &made.pack;
    let same = |what: String, seen: Truth, naive: bool| {
        if seen == Truth::of(naive) || (seen == Truth::Unknown && !exact) {
            return Ok(());
        }
        Err(format!(
            "{what} is {seen:?}, the naive interpreter says {naive}; completed {:?}; {}",
            world.answers,
            made.show(sheet)
        ))
    };
    for (at, rule) in pack.rules.iter().enumerate() {
        let node = made.program.rules[at][0];
        same(format!("rule {at}"), table.truth(node, lane), world.tree(&rule.when, None))?;
    }
    for (question, node) in &made.program.asked {
        same(format!("asked {question:?}"), table.truth(*node, lane), world.asked(*question))?;
    }
    for (at, fact) in pack.facts.iter().enumerate().filter(|(_, f)| f.of.is_none()) {
        match (&fact.is, made.program.facts.get(&(anteroom::pack::FactId(at as u32), 0))) {
            (FactValue::Truth(tree), Some(FactNode::Truth(node))) => {
                same(format!("fact {at}"), table.truth(*node, lane), world.tree(tree, None))?;
            }
            (FactValue::Number(_, number), Some(FactNode::Number(quantity))) => {
                let naive = world.number(number, None);
                within(table, lane, *quantity, naive, exact)
                    .map_err(|why| format!("fact {at} {why}; completed {:?}; {}", world.answers, made.show(sheet)))?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The naive number lies within the bounds, or both say that there is none.
fn within(table: &Table, lane: usize, quantity: Quantity, naive: Option<Fraction>, exact: bool) -> Result<(), String> {
    // There is no quotient where one of its parts is no number.
    let absent = table.absent(quantity.over, lane).max(quantity.under.map_or(Truth::No, |u| table.absent(u, lane)));
    let Some(naive) = naive else {
        let fits = absent == Truth::Yes || (absent == Truth::Unknown && !exact);
        return if fits { Ok(()) } else { Err(format!("is a number ({absent:?} absent), naively there is none")) };
    };
    if absent == Truth::Yes {
        return Err(format!("is no number, naively {naive:?}"));
    }
    let unit = 10i64.pow(quantity.places);
    let (low, high) = table.interval(quantity.over, lane).expect("an interval");
    let (least, most) = match quantity.under {
        Some(under) => table.interval(under, lane).expect("an interval"),
        None => (unit, unit),
    };
    if least <= 0 {
        return Err(format!("has a divisor from {least} to {most}"));
    }
    let at = |over: i64, under: i64| Fraction::of(over.into(), under.into());
    let low = at(low, if low < 0 { least } else { most });
    let high = at(high, if high < 0 { most } else { least });
    let inside = low.compare(naive).is_le() && naive.compare(high).is_le();
    let tight = !exact || low.compare(high).is_eq();
    if inside && tight { Ok(()) } else { Err(format!("lies from {low:?} to {high:?}, naively {naive:?}")) }
}
