//! What would have to be different, against brute force: of small packs every sheet of answers is listed and evaluated. As few
//! other answers as are said lead there and no fewer do, in each of the ways that are told, and in no way where none is told.

use std::cell::Cell;
use std::collections::BTreeSet;

use anteroom::answers::{Given, Problem, Sheet, Slot};
use anteroom::audit::why::{Came, Wanted, why_not};
use anteroom::diagnostic::{Code, Diagnostic};
use anteroom::language::{Comparison, Safety, Screening, Word};
use anteroom::prove::{Asked, Goal, Nearest, Other, Prover, Side, Smallest, State};
use anteroom::value::Reason;

use super::brute_force::{SMALL, TRUTHS};
use crate::properties::{Made, for_packs};
use crate::support::draw::Draw;
use crate::support::packs::{date, span};
use crate::support::small::AS_OF;
use crate::support::space::{Ran, Reader, Space};

/// Sheets beyond which a pack is passed over.
const MOST_SHEETS: usize = 8_000;

const SIDE: Side = Side(0);

/// Ways that are asked for.
const WAYS: usize = 5;

type Name = (String, usize);

#[test]
fn as_few_other_answers_as_are_said_lead_there() {
    let tried = Cell::new((0, 0, 0));
    for_packs(700, SMALL, |made| {
        let mut draw = std::mem::replace(&mut made.draw, Draw::seeded(0));
        let reader = Reader { pack: &made.pack, program: &made.program };
        let space = Space::of(&[reader], date(AS_OF));
        if space.count() > MOST_SHEETS {
            return Ok(());
        }
        let mut count = tried.get();
        count.0 += 1;
        for _ in 0..2 {
            let ways: Vec<usize> = space.parts.iter().map(|part| draw.below(part.len())).collect();
            let wanted: Vec<Wanted> = (0..4).map(|_| some(made, &mut draw)).collect();
            for wanted in wanted {
                let (ways, never) = hold(made, &space, &ways, wanted)?;
                count = (count.0, count.1 + ways, count.2 + never);
            }
        }
        tried.set(count);
        Ok(())
    });
    let (packs, ways, never) = tried.get();
    assert!(
        packs >= 500 && ways >= 1500 && never >= 150,
        "{packs} packs were small enough: {ways} ways, {never} never"
    );
}

#[test]
fn an_answer_that_could_not_be_read_keeps_it_open_until_it_is_another() {
    let tried = Cell::new((0, 0));
    for_packs(300, SMALL, |made| {
        let mut draw = std::mem::replace(&mut made.draw, Draw::seeded(0));
        let reader = Reader { pack: &made.pack, program: &made.program };
        let space = Space::of(&[reader], date(AS_OF));
        if space.count() > MOST_SHEETS {
            return Ok(());
        }
        let mut ways: Vec<usize> = space.parts.iter().map(|part| draw.below(part.len())).collect();
        // An answer outside of groups is put in the place of what could not be read.
        let unread = draw.below(space.parts.len());
        let is_unknown = |way: &crate::support::space::Way| {
            let with_blank = space.parts[unread].iter().any(|way| way.said[0].1 == State::NotAsked);
            way.said[0].1 == if with_blank { State::NotAsked } else { State::Blank }
        };
        ways[unread] = space.parts[unread].iter().position(is_unknown).expect("a blank");
        let (ways_found, never) = unreadable(made, &space, (&ways, unread), &mut draw)?;
        let (found, nowhere) = tried.get();
        tried.set((found + ways_found, nowhere + never));
        Ok(())
    });
    let (found, never) = tried.get();
    assert!(found >= 70 && never >= 70, "{found} found, {never} never");
}

fn some(made: &Made, draw: &mut Draw) -> Wanted {
    match draw.below(5) {
        0 => Wanted::Safety(draw.pick(Safety::ALL).0),
        1..3 => Wanted::Screening(draw.pick(Screening::ALL).0),
        _ => Wanted::Rule(draw.below(made.pack.rules.len()), draw.pick(&TRUTHS)),
    }
}

fn goal(wanted: Wanted) -> Goal {
    match wanted {
        Wanted::Safety(level) => Goal::Safety(SIDE, Comparison::Equal, level),
        Wanted::Screening(level) => Goal::Screening(SIDE, Comparison::Equal, level),
        Wanted::Rule(rule, truth) => Goal::Rule(SIDE, rule, truth),
    }
}

/// What the applicant does not contradict, and the goal.
fn goals(made: &Made, space: &Space, ways: &[usize], wanted: Wanted) -> Vec<Goal> {
    let mut goals = vec![goal(wanted)];
    space.run_one(vec![space.sheet(0, ways)], |ran| {
        let agrees = made.program.asked.keys().map(|question| Goal::Agrees(SIDE, *question));
        goals.extend(agrees.filter(|goal| ran.lanes(goal) & 1 == 1));
    });
    goals
}

/// What the list says: the fewest other answers with which the goals are reached, and every set of as many.
#[derive(Default)]
struct Listed {
    fewest: Option<usize>,
    sets: BTreeSet<Vec<Name>>,
}

impl Listed {
    fn add(&mut self, set: &[Name]) {
        if self.fewest.is_none_or(|fewest| set.len() < fewest) {
            *self = Self { fewest: Some(set.len()), sets: BTreeSet::new() };
        }
        if self.fewest == Some(set.len()) {
            self.sets.insert(set.to_vec());
        }
    }
}

/// By name: what is answered, in order.
fn said(space: &Space, ways: &[usize]) -> Vec<(Name, State)> {
    let of = space.parts.iter().zip(ways).flat_map(|(part, way)| part[*way].said.iter().cloned());
    of.filter(|(_, state)| *state != State::Blank).collect()
}

fn apart(one: &[(Name, State)], other: &[(Name, State)]) -> Vec<Name> {
    let only = |a: &[(Name, State)], b: &[(Name, State)]| -> Vec<Name> {
        a.iter().filter(|answer| !b.contains(answer)).map(|(name, _)| name.clone()).collect()
    };
    let all: BTreeSet<Name> = only(one, other).into_iter().chain(only(other, one)).collect();
    all.into_iter().collect()
}

/// For anybody, and for those whose texts are made of names or are the applicant's own. `reached`: which lanes count, and by how
/// many answers more than are seen.
fn listed(
    space: &Space,
    from: &[(Name, State)],
    mut reached: impl FnMut(&Ran, usize) -> Vec<Vec<Name>>,
) -> [Listed; 2] {
    let named: BTreeSet<(Name, String)> = space
        .parts
        .iter()
        .flatten()
        .filter(|way| way.of_names)
        .flat_map(|way| &way.said)
        .filter_map(|(name, state)| Some((name.clone(), text(state)?)))
        .collect();
    let mut both = [Listed::default(), Listed::default()];
    space.run(|ran| {
        for (lane, ways) in ran.ways.iter().enumerate() {
            let more = reached(ran, lane);
            if more.is_empty() {
                continue;
            }
            let own = said(space, ways);
            let of_names = own.iter().all(|(name, state)| {
                text(state).is_none_or(|text| {
                    named.contains(&(name.clone(), text)) || from.contains(&(name.clone(), state.clone()))
                })
            });
            for more in more {
                let mut set = apart(&own, from);
                set.extend(more);
                set.sort();
                set.dedup();
                both[0].add(&set);
                if of_names {
                    both[1].add(&set);
                }
            }
        }
    });
    both
}

fn text(state: &State) -> Option<String> {
    match state {
        State::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// Asks once and compares. Says how many ways were told, and whether it was said that there are none.
fn hold(made: &Made, space: &Space, ways: &[usize], wanted: Wanted) -> Result<(u32, u32), String> {
    let goals = goals(made, space, ways, wanted);
    let from = said(space, ways);
    let [anybody, of_names] = listed(space, &from, |ran, lane| {
        let reached = goals.iter().fold(!0, |word, goal| word & ran.lanes(goal)) >> lane & 1 == 1;
        if reached { vec![Vec::new()] } else { Vec::new() }
    });
    let mut prover = Prover::new(&[Asked::of(&made.pack, &made.program)], date(AS_OF));
    let sheet = space.sheet(0, ways);
    let applicant = prover.applicant(&sheet, SIDE);
    let nearest = prover.nearest(&applicant, &goals, WAYS);
    let wrong = |why: &str| {
        let listed = (&anybody.fewest, &of_names.fewest, &of_names.sets);
        Err(format!("{wanted:?} of {from:?}: {why}\n{nearest:?}\nlisted: {listed:?}"))
    };
    let found = why_not(&made.pack, &made.program, &sheet, wanted).came;
    match (&nearest, &found) {
        (Nearest::Never { every_text: true }, Came::Never { every_text: true }) if anybody.fewest.is_none() => {
            Ok((0, 1))
        }
        (Nearest::Never { every_text: false }, Came::Never { every_text: false }) if of_names.fewest.is_none() => {
            Ok((0, 1))
        }
        (Nearest::Found(others), _) => {
            let count = others.ways[0].changed.len();
            let fewest = match others.smallest {
                Smallest::Proved => anybody.fewest,
                Smallest::OfNames => of_names.fewest,
                Smallest::Open => return wrong("stayed open"),
            };
            if fewest != Some(count) {
                return wrong("another number is the smallest");
            }
            let mut sets = Vec::new();
            for other in &others.ways {
                match set(space, &prover, &goals, (&applicant, other)) {
                    Ok(set) if sets.contains(&set) => return wrong("the same set twice"),
                    Ok(set) if set.len() != count => return wrong("another number of answers"),
                    Ok(set) => sets.push(set),
                    Err(why) => return wrong(&why),
                }
            }
            if others.smallest == Smallest::OfNames && !others.more && sets.len() < of_names.sets.len() {
                return wrong("sets are not told");
            }
            if others.smallest == Smallest::Proved && !others.more && sets.len() < of_names.sets.len() {
                return wrong("sets are not told");
            }
            let given = |set: &Vec<Name>| set.iter().filter(|name| is_given(&from, name)).count();
            if given(&sets[0]) != of_names.sets.iter().map(given).min().unwrap_or(0)
                || sets.iter().map(given).collect::<Vec<_>>().windows(2).any(|pair| pair[0] > pair[1])
            {
                return wrong("ways that change fewer given answers come first");
            }
            match found {
                Came::Already if count == 0 => Ok((0, 0)),
                Came::Ways { ways, smallest, more } if count > 0 => {
                    let same = (smallest, more) == (others.smallest, others.more) && ways.len() == others.ways.len();
                    let counts = ways.iter().all(|way| way.answers.len() == count);
                    if same && counts { Ok((ways.len() as u32, 0)) } else { wrong(&format!("told are {ways:?}")) }
                }
                other => wrong(&format!("told is {other:?}")),
            }
        }
        (_, found) => wrong(&format!("told is {found:?}")),
    }
}

fn is_given(from: &[(Name, State)], name: &Name) -> bool {
    let known = |(of, state): &(Name, State)| of == name && !matches!(state, State::Declined | State::NotAsked);
    from.iter().any(known)
}

/// The questions of one way, which leads to the goals.
fn set(space: &Space, prover: &Prover, goals: &[Goal], (from, other): (&[State], &Other)) -> Result<Vec<Name>, String> {
    let sheet = prover.sheet(&other.applicant, SIDE);
    if let Some(why) = space.foreign(std::slice::from_ref(&sheet)) {
        return Err(why);
    }
    let differ: Vec<usize> = (0..from.len()).filter(|at| from[*at] != other.applicant[*at]).collect();
    if differ != other.changed {
        return Err(format!("{differ:?} differ"));
    }
    let leads = |sheet: Sheet| {
        let mut reached = false;
        space.run_one(vec![sheet], |ran| reached = goals.iter().all(|goal| ran.lanes(goal) & 1 == 1));
        reached
    };
    if !leads(sheet) {
        return Err("this does not lead there".into());
    }
    // Every combination of what lies within the spans.
    let mut all = vec![other.applicant.clone()];
    for (at, span) in other.changed.iter().zip(&other.spans) {
        let Some((low, high)) = span else { continue };
        let with = |applicant: &Vec<State>, value| {
            let mut applicant = applicant.clone();
            applicant[*at] = State::Number(value);
            applicant
        };
        all = all.iter().flat_map(|applicant| (*low..=*high).map(move |value| with(applicant, value))).collect();
    }
    for applicant in all.into_iter().take(500) {
        let sheet = prover.sheet(&applicant, SIDE);
        // Not every number between two is an answer.
        if !sheet.answers.values().any(|given| *given == Given::Unknown(Reason::Invalid)) && !leads(sheet) {
            return Err(format!("{applicant:?} does not lead there"));
        }
    }
    let name = |at: &usize| prover.question(*at).map(|(id, row)| (id.to_owned(), row)).expect("a question");
    let names: BTreeSet<Name> = other.changed.iter().map(name).collect();
    Ok(names.into_iter().collect())
}

/// The same of an applicant with an answer that could not be read: it reads as a blank and keeps the screening open until it is
/// another, be it a blank.
fn unreadable(
    made: &Made,
    space: &Space,
    (ways, unread): (&[usize], usize),
    draw: &mut Draw,
) -> Result<(u32, u32), String> {
    let level = draw.pick(Screening::ALL).0;
    let wanted = Wanted::Screening(level);
    let goals = goals(made, space, ways, wanted);
    let kept: Vec<Goal> = match level {
        Screening::Clear => vec![Goal::Any(vec![])],
        Screening::Incomplete => vec![Goal::Screening(SIDE, Comparison::AtMost, level)],
        _ => vec![goals[0].clone()],
    };
    let kept: Vec<Goal> = kept.into_iter().chain(goals[1..].iter().cloned()).collect();
    let from = said(space, ways);
    let name = space.parts[unread][0].said[0].0.clone();
    let [anybody, of_names] = listed(space, &from, |ran, lane| {
        let leads = |goals: &[Goal]| goals.iter().fold(!0, |word, goal| word & ran.lanes(goal)) >> lane & 1 == 1;
        let mut sets = Vec::new();
        if leads(&goals) {
            sets.push(vec![name.clone()]);
        }
        if ran.ways[lane][unread] == ways[unread] && leads(&kept) {
            sets.push(Vec::new());
        }
        sets
    });
    let mut sheet = space.sheet(0, ways);
    let question = made.pack.questions.iter().position(|question| question.id == name.0).expect("a question");
    let question = anteroom::pack::QuestionId(question as u32);
    let slot: Slot = made.program.layout.slot(question, 0).expect("a slot");
    sheet.answers.insert(slot, Given::Unknown(Reason::Invalid));
    let diagnostic = Diagnostic::new(Code::AN0603, span(), "it could not be read");
    sheet.problems.push(Problem { question: Some(question), diagnostic });
    let found = why_not(&made.pack, &made.program, &sheet, wanted);
    let count = match &found.came {
        Came::Already => Some(0),
        Came::Ways { ways, .. } => Some(ways[0].answers.len()),
        Came::Never { .. } => None,
        Came::GaveUp | Came::Unreadable | Came::Disagrees(_) => Some(usize::MAX),
    };
    let listed = match &found.came {
        Came::Never { every_text: false } | Came::Ways { smallest: Smallest::OfNames, .. } => of_names.fewest,
        _ => anybody.fewest,
    };
    if count != listed {
        return Err(format!("{wanted:?} of {from:?}, {name:?} unread: {found:?}\nlisted: {listed:?}"));
    }
    Ok((u32::from(count.is_some_and(|count| count > 0)), u32::from(count.is_none())))
}
