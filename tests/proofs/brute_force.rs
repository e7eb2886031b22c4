//! The prover against brute force: small packs of which every sheet of answers is listed and evaluated. What the prover finds is
//! in the list, what it proves is not, and no sheet of the list is a smaller example than one that is said to be the smallest.

use std::cell::Cell;

use anteroom::language::{Comparison, Safety, Screening, Word};
use anteroom::prove::{Answer, Asked, Goal, Prover, Side, State, Witness};
use anteroom::value::Truth;

use crate::properties::{Made, for_packs};
use crate::support::draw::Draw;
use crate::support::mutate::mutate;
use crate::support::packs::{Shape, date, show};
use crate::support::small::AS_OF;
use crate::support::space::{Reader, Space};

pub const SMALL: Shape = Shape { small: true, gaps: true, answered: true, rules: 3, no_indications: false };

/// Sheets beyond which a pack is passed over.
const MOST_SHEETS: usize = 20_000;

pub const TRUTHS: [Truth; 3] = [Truth::Yes, Truth::No, Truth::Unknown];

#[test]
fn what_is_said_of_a_pack_is_so_of_its_list() {
    let tried = Cell::new(0);
    for_packs(1500, SMALL, |made| {
        let mut draw = std::mem::replace(&mut made.draw, Draw::seeded(0));
        let reader = Reader { pack: &made.pack, program: &made.program };
        let goals = goals_of_one(made, &mut draw);
        tried.set(tried.get() + u32::from(hold(&[reader], &goals)?));
        Ok(())
    });
    assert!(tried.get() >= 1400, "{} packs were small enough", tried.get());
}

#[test]
fn what_is_said_of_two_packs_is_so_of_their_list() {
    let tried = Cell::new(0);
    for_packs(700, SMALL, |made| {
        let mut draw = std::mem::replace(&mut made.draw, Draw::seeded(0));
        let (changed, what) = mutate(&made.pack, &mut draw);
        let Ok(program) = anteroom::program::from_pack(&changed) else { return Ok(()) };
        if program.truths.contains(&anteroom::program::TruthOp::Undetermined) {
            return Ok(());
        }
        let readers =
            [Reader { pack: &made.pack, program: &made.program }, Reader { pack: &changed, program: &program }];
        let goals = goals_of_two(made.pack.rules.len());
        let held = hold(&readers, &goals).map_err(|why| format!("{why}\nchanged ({what}):\n{}", show(&changed)))?;
        tried.set(tried.get() + u32::from(held));
        Ok(())
    });
    assert!(tried.get() >= 600, "{} pairs were small enough", tried.get());
}

/// Every rule at every truth, both axes at every level, and some of these together.
pub fn goals_of_one(made: &Made, draw: &mut Draw) -> Vec<Vec<Goal>> {
    let side = Side(0);
    let rules = made.pack.rules.len();
    let mut goals = Vec::new();
    for rule in 0..rules {
        goals.extend(TRUTHS.map(|truth| Goal::Rule(side, rule, truth)));
        goals.push(Goal::Firm(side, rule));
    }
    goals.extend(Safety::ALL.iter().map(|(level, _)| Goal::Safety(side, Comparison::Equal, *level)));
    goals.extend(Screening::ALL.iter().map(|(level, _)| Goal::Screening(side, Comparison::Equal, *level)));
    goals.extend([Goal::Consistent(side), Goal::Not(Box::new(Goal::Consistent(side)))]);
    let some = |draw: &mut Draw| match draw.below(3) {
        0 => Goal::Safety(side, draw.pick(&Comparison::ALL), draw.pick(Safety::ALL).0),
        1 => Goal::Screening(side, draw.pick(&Comparison::ALL), draw.pick(Screening::ALL).0),
        _ => Goal::Rule(side, draw.below(rules), draw.pick(&TRUTHS)),
    };
    let mut together: Vec<Vec<Goal>> = goals.into_iter().map(|goal| vec![goal]).collect();
    for _ in 0..3 {
        let either = match draw.below(3) {
            0 => Goal::Any(vec![some(draw), some(draw)]),
            1 => Goal::All(vec![some(draw), some(draw)]),
            _ => Goal::AtLeast(2, vec![some(draw), some(draw), some(draw)]),
        };
        together.push(vec![some(draw), some(draw), Goal::Not(Box::new(some(draw)))]);
        together.push(vec![either, some(draw)]);
    }
    together
}

/// For every rule each pair of truths, and on both axes each pair of levels.
fn goals_of_two(rules: usize) -> Vec<Vec<Goal>> {
    let (old, new) = (Side(0), Side(1));
    let mut goals = Vec::new();
    for rule in 0..rules {
        for was in TRUTHS {
            goals.extend(TRUTHS.map(|is| vec![Goal::Rule(old, rule, was), Goal::Rule(new, rule, is)]));
        }
    }
    let equal = Comparison::Equal;
    for (was, _) in Safety::ALL {
        for (is, _) in Safety::ALL {
            goals.push(vec![Goal::Safety(old, equal, *was), Goal::Safety(new, equal, *is)]);
        }
    }
    for (was, _) in Screening::ALL {
        for (is, _) in Screening::ALL {
            goals.push(vec![Goal::Screening(old, equal, *was), Goal::Screening(new, equal, *is)]);
        }
    }
    goals
}

/// What the list says of some goals: by how many answers the nearest who reaches them differs from the ordinary applicant, and
/// who that is.
#[derive(Clone, Default)]
struct Nearest {
    anybody: Option<(usize, Vec<usize>)>,
    /// With texts made of names.
    of_names: Option<(usize, Vec<usize>)>,
}

/// Asks everything and compares. Says whether the packs were small enough.
fn hold(readers: &[Reader], goals: &[Vec<Goal>]) -> Result<bool, String> {
    let as_of = date(AS_OF);
    let space = Space::of(readers, as_of);
    if space.count() > MOST_SHEETS {
        return Ok(false);
    }
    let asked: Vec<Asked> = readers.iter().map(|r| Asked::of(r.pack, r.program)).collect();
    let mut prover = Prover::new(&asked, as_of);
    let nearest = nearest(&space, &distances(&space, &mut prover), goals);
    for (goals, nearest) in goals.iter().zip(&nearest) {
        let who = |of: &Option<(usize, Vec<usize>)>| {
            of.as_ref().map(|(distance, ways)| format!("{distance} answers apart: {:?}", said(&space, ways)))
        };
        let answer = prover.ask(goals);
        if prover.is_opaque() {
            return Err(format!("too many cases for {goals:?}"));
        }
        let listed = match &answer {
            Answer::Proved { every_text: true } => who(&nearest.anybody),
            Answer::Proved { every_text: false } => who(&nearest.of_names),
            Answer::GaveUp => Some("either".into()),
            Answer::Disagreed(found) => Some(format!("not {found:?}")),
            Answer::Found(witness) => is_one(&space, &prover, goals, witness, nearest)?,
        };
        if let Some(listed) = listed {
            return Err(format!("{goals:?} is {answer:?}; listed is {listed}"));
        }
    }
    Ok(true)
}

/// What is wrong with a witness.
fn is_one(
    space: &Space,
    prover: &Prover,
    goals: &[Goal],
    witness: &Witness,
    nearest: &Nearest,
) -> Result<Option<String>, String> {
    let Some((distance, ways)) = &nearest.anybody else { return Ok(Some("nobody".into())) };
    let sheets: Vec<_> = (0..space.sides()).map(|side| prover.sheet(&witness.applicant, Side(side))).collect();
    if let Some(why) = space.foreign(&sheets) {
        return Ok(Some(why));
    }
    let mut reached = false;
    space.run_one(sheets, |ran| reached = goals.iter().all(|goal| ran.lanes(goal) & 1 == 1));
    if !reached {
        return Ok(Some("another, and this one does not reach the goals".into()));
    }
    if !witness.fewest {
        return Ok(Some(format!("one, and which one is the smallest stayed open; {distance} apart is one")));
    }
    if *distance < witness.notable.len() {
        return Ok(Some(format!("a smaller one, {distance} answers apart: {:?}", said(space, ways))));
    }
    Ok(None)
}

fn said<'s>(space: &'s Space, ways: &[usize]) -> Vec<&'s ((String, usize), State)> {
    space.parts.iter().zip(ways).flat_map(|(part, way)| &part[*way].said).filter(|(_, s)| *s != State::Blank).collect()
}

/// By part and way: in how many answers it differs from the ordinary applicant's.
fn distances(space: &Space, prover: &mut Prover) -> Vec<Vec<usize>> {
    let ordinary = prover.ordinary().clone();
    let named = |at: usize| prover.question(at).map(|(id, row)| (id.to_owned(), row)).expect("a question");
    let ordinary: Vec<((String, usize), State)> =
        ordinary.into_iter().enumerate().map(|(at, state)| (named(at), state)).collect();
    let of_part = |part: &Vec<crate::support::space::Way>| {
        let own: Vec<_> =
            ordinary.iter().filter(|(name, _)| part.iter().any(|w| w.said.iter().any(|(n, _)| n == name))).collect();
        let of_way = |way: &crate::support::space::Way| {
            let differs = |(name, state): &&&((String, usize), State)| {
                let said = way.said.iter().find(|(n, _)| n == name).map_or(&State::Blank, |(_, state)| state);
                said != state
            };
            own.iter().filter(differs).count()
        };
        part.iter().map(of_way).collect()
    };
    space.parts.iter().map(of_part).collect()
}

/// Lists every sheet.
fn nearest(space: &Space, distances: &[Vec<usize>], goals: &[Vec<Goal>]) -> Vec<Nearest> {
    let mut nearest = vec![Nearest::default(); goals.len()];
    space.run(|ran| {
        // By distance: the lanes that far apart, and those of them with texts made of names.
        let mut apart: Vec<(u64, u64)> = Vec::new();
        for (lane, ways) in ran.ways.iter().enumerate() {
            let distance = distances.iter().zip(ways).map(|(of, way)| of[*way]).sum::<usize>();
            if apart.len() <= distance {
                apart.resize(distance + 1, (0, 0));
            }
            apart[distance].0 |= 1 << lane;
            apart[distance].1 |= u64::from(space.of_names(ways)) << lane;
        }
        for (goals, nearest) in goals.iter().zip(&mut nearest) {
            let reached = goals.iter().fold(!0, |word, goal| word & ran.lanes(goal));
            for (distance, (anybody, of_names)) in apart.iter().enumerate() {
                for (lanes, known) in [(anybody, &mut nearest.anybody), (of_names, &mut nearest.of_names)] {
                    let lanes = lanes & reached;
                    if lanes != 0 && known.as_ref().is_none_or(|(known, _)| distance < *known) {
                        *known = Some((distance, ran.ways[lanes.trailing_zeros() as usize].clone()));
                    }
                }
            }
        }
    });
    nearest
}
