//! What can still change a decision, against brute force: every way to fill in a small form is listed and evaluated.

use std::cell::Cell;
use std::collections::BTreeMap;

use anteroom::answers::{Given, Problem, Sheet, Slot, Value};
use anteroom::audit::{Matters, Said, missing};
use anteroom::diagnostic::{Code, Diagnostic};
use anteroom::evaluate::CouldRaise;
use anteroom::language::{Raises, Safety, Screening};
use anteroom::pack::{Answer, Condition, FactId, FactValue, Pack, QuestionId};
use anteroom::program::{Program, from_pack};
use anteroom::prose::Reads;
use anteroom::text::{Sources, Span};
use anteroom::value::{LANES, Reason, Truth};

use super::brute_force::SMALL;
use crate::properties::{Made, for_packs};
use crate::support::draw::Draw;
use crate::support::packs::{Shape, date, line};
use crate::support::small::AS_OF;
use crate::support::space::{Reader, Space, Way};
use crate::support::wordings::{self, Wording};

/// Ways to fill in a form beyond which an applicant is passed over.
const MOST: usize = 700;

/// What one filling reads: safety, screening, indications.
type Reading = (Safety, Screening, Vec<Truth>);

/// One answer: the slots that are given, and whether its texts are made of names.
type Way1 = (Vec<(Slot, Given)>, bool);

/// An open question and every way to answer it.
struct Open {
    slot: Slot,
    ways: Vec<Way1>,
    gated: bool,
}

/// A filling: the way of each open question, where it is asked.
struct Filling {
    ways: Vec<Option<usize>>,
    reading: Reading,
    of_names: bool,
}

#[test]
fn exactly_what_can_change_an_outcome_is_missing() {
    let [tried, mattering, idle, together] = std::array::from_fn(|_| Cell::new(0));
    for_packs(1000, Shape { rules: 4, ..SMALL }, |made| {
        let mut draw = std::mem::replace(&mut made.draw, Draw::seeded(0));
        let outcomes = of_outcomes(&made.pack);
        for share in [30, 70] {
            let reader = Reader { pack: &made.pack, program: &made.program };
            let space = Space::of(&[reader], date(AS_OF));
            let mut sheet = some_sheet(&space, share, &mut draw);
            if draw.chance(40) {
                misread(made, &mut sheet, &mut draw);
            }
            let open = open(made, &outcomes, &space, &sheet);
            let count = open.iter().fold(1usize, |n, open| n.saturating_mul(open.ways.len() + usize::from(open.gated)));
            if count > MOST || open.iter().any(|open| open.ways.is_empty()) {
                continue;
            }
            let fillings = fillings(made, &sheet, &open);
            let (yes, no, only) = compare(made, &sheet, &open, &fillings)?;
            tried.set(tried.get() + 1);
            mattering.set(mattering.get() + yes);
            idle.set(idle.get() + no);
            together.set(together.get() + only);
        }
        Ok(())
    });
    let [tried, mattering, idle, together] = [tried, mattering, idle, together].map(Cell::into_inner);
    let enough = tried >= 1500 && mattering >= 700 && idle >= 2000 && together >= 50;
    assert!(enough, "{tried} applicants; {mattering}, {idle} and {together} questions");
}

/// Holds what is said to be missing against the list. How many questions matter, how many do not, and how many change a level
/// only together with others.
fn compare(made: &Made, sheet: &Sheet, open: &[Open], fillings: &[Filling]) -> Result<(usize, usize, usize), String> {
    let (names, all) = (mattering_in(fillings, open.len(), true), mattering_in(fillings, open.len(), false));
    let found = missing(&made.pack, &made.program, sheet);
    let why = |what: &str| Err(format!("{what}\n{}\n{:?}", made.show(sheet), found.questions));
    if !found.faults.is_empty() {
        return why(&format!("{:?}", found.faults));
    }
    let asked = asked(made, sheet, open);
    let mut listed: BTreeMap<Slot, Matters> = BTreeMap::new();
    for of in &found.questions {
        let row = of.answer.row.map_or(0, |row| row - 1);
        let slot = made.layout.slot(of.answer.question, row).expect("a slot");
        listed.insert(slot, of.matters);
        let Some(at) = open.iter().position(|open| open.slot == slot) else { continue };
        if of.depends != (asked[at] == Truth::Unknown) {
            return why(&format!("{slot:?} is asked: {:?}", asked[at]));
        }
        if let Err(what) = leads(of, &open[at], at, fillings) {
            return why(&what);
        }
    }
    let idle = |(open, asked): &(&Open, &Truth)| **asked != Truth::No && !listed.contains_key(&open.slot);
    if found.idle != open.iter().zip(&asked).filter(idle).count() {
        return why(&format!("{} are said to be idle", found.idle));
    }
    for (at, open) in open.iter().enumerate() {
        // What texts made of names can do is found; what others can do may be.
        let within =
            |gravest, least: &CouldRaise| gravest >= *least && all.get(&at).is_some_and(|most| gravest <= *most);
        match (listed.remove(&open.slot), names.get(&at), all.contains_key(&at)) {
            (Some(Matters::Yes { gravest, proved: true }), Some(least), _) if within(gravest, least) => {}
            (Some(Matters::Yes { gravest, proved: false }), Some(most), _) if gravest <= *most => {}
            (Some(Matters::Perhaps), None, _) | (None, None, false) => {}
            (found, most, any) => {
                return why(&format!("{:?} is {found:?}, and can make {most:?} ({any})", open.slot));
            }
        }
    }
    if let Some((slot, _)) = listed.first_key_value() {
        return why(&format!("{slot:?} is not open"));
    }
    let mildest = fillings.iter().filter(|f| f.of_names).map(|f| (f.reading.0, f.reading.1)).min();
    if found.mildest.map(|outcome| (outcome.safety, outcome.screening)) != mildest {
        return why(&format!("the mildest is {mildest:?}, not {:?}", found.mildest));
    }
    let only = found.questions.iter().filter(|open| is_only_together(open)).count();
    Ok((names.len(), open.len() - names.len(), only))
}

fn is_only_together(open: &anteroom::audit::Open) -> bool {
    let changes = matches!(open.matters, Matters::Yes { gravest, .. } if gravest > CouldRaise::Indication);
    changes && !open.leads.is_empty() && open.leads.iter().all(|lead| lead.alone.is_none())
}

/// Holds what the answers to a question are said to lead to against the list.
fn leads(of: &anteroom::audit::Open, open: &Open, at: usize, fillings: &[Filling]) -> Result<(), String> {
    let mut mildest: BTreeMap<usize, (Safety, Screening)> = BTreeMap::new();
    for filling in fillings.iter().filter(|filling| filling.of_names) {
        if let Some(way) = filling.ways[at] {
            let reading = (filling.reading.0, filling.reading.1);
            let known = mildest.entry(way).or_insert(reading);
            *known = reading.min(*known);
        }
    }
    let Some(least) = mildest.values().min().copied() else { return Ok(()) };
    for (way, reading) in &mildest {
        let given = &open.ways[*way].0[0].1;
        let Some(lead) = of.leads.iter().find(|lead| says(&lead.answers, given)) else { continue };
        let graver = match (reading.0 > least.0, reading.1 > least.1) {
            (true, _) => Some(CouldRaise::Safety(reading.0)),
            (_, true) => Some(CouldRaise::Screening(reading.1)),
            (false, false) => None,
        };
        if of.settled && lead.alone != graver || lead.alone < graver {
            return Err(format!("{given:?} leads to {graver:?}, not {:?}", lead.alone));
        }
    }
    Ok(())
}

fn says(said: &Said, given: &Given) -> bool {
    let Given::Value(value) = given else { return *said == Said::Unread };
    let number = |value: &Value| match value {
        Value::Number(number) => *number,
        Value::Points(points) => (*points).into(),
        Value::Date(date) => date.day_number().into(),
        other => panic!("{other:?} is no number"),
    };
    match said {
        Said::OneOf(values) => values.contains(value),
        Said::Between(from, to) => {
            from.as_ref().is_none_or(|from| number(from) <= number(value))
                && to.as_ref().is_none_or(|to| number(value) <= number(to))
        }
        Said::Unread => false,
    }
}

/// Whether the form asks these questions, as it is.
fn asked(made: &Made, sheet: &Sheet, open: &[Open]) -> Vec<Truth> {
    made.run(std::slice::from_ref(sheet), |table, _, _| {
        let asked = |open: &Open| {
            let (question, _) = made.layout.question(open.slot).expect("a question");
            made.program.asked.get(&question).map_or(Truth::Yes, |id| table.truth(*id, 0))
        };
        open.iter().map(asked).collect()
    })
}

/// The program of what bears on an outcome: it asks nothing else of a text.
fn of_outcomes(pack: &Pack) -> Program {
    let mut pack = pack.clone();
    let never = || line(Condition::Constant(false));
    let mut reads = Reads::default();
    for at in 0..pack.rules.len() {
        if matches!(pack.rules[at].raises, Some(Raises::Note | Raises::Suggest(_))) {
            pack.rules[at].when = never();
        }
        reads.tree(&pack, &pack.rules[at].when);
    }
    for asked in pack.questions.iter().filter_map(|question| question.asked_when.as_ref()) {
        reads.tree(&pack, &line(asked.says.clone()));
    }
    for (at, fact) in pack.facts.iter_mut().enumerate() {
        if !reads.facts.contains(&FactId(at as u32)) {
            fact.is = FactValue::Truth(never());
        }
    }
    from_pack(&pack).expect("patterns that compile")
}

/// Somebody who left some of a hundred questions open, in one way or another.
fn some_sheet(space: &Space, share: usize, draw: &mut Draw) -> Sheet {
    let is_open = |way: &Way| way.answers[0].iter().all(|(_, given)| matches!(given, Given::Unknown(_)));
    let choose = |ways: &Vec<Way>, draw: &mut Draw| {
        let (open, given): (Vec<usize>, Vec<usize>) = (0..ways.len()).partition(|at| is_open(&ways[*at]));
        let of = if draw.chance(share) || given.is_empty() { &open } else { &given };
        draw.pick(of)
    };
    let ways: Vec<usize> = space.parts.iter().map(|ways| choose(ways, draw)).collect();
    space.sheet(0, &ways)
}

/// Makes one open answer one that could not be read.
fn misread(made: &Made, sheet: &mut Sheet, draw: &mut Draw) {
    let open: Vec<(QuestionId, Slot)> = (0..made.pack.questions.len() as u32)
        .map(QuestionId)
        .filter(|id| {
            let question = &made.pack.questions[id.index()];
            question.group.is_none() && !matches!(question.answer, Answer::Group { .. })
        })
        .map(|id| (id, made.layout.slot(id, 0).expect("a slot")))
        .filter(|(_, slot)| matches!(sheet.get(*slot), Given::Unknown(_)))
        .collect();
    if open.is_empty() {
        return;
    }
    let (id, slot) = draw.pick(&open);
    sheet.answers.insert(slot, Given::Unknown(Reason::Invalid));
    let file = Sources::default().add("answers.yaml".to_owned(), String::new());
    let diagnostic = Diagnostic::new(Code::AN0603, Span::new(file, 0, 0), "out of range");
    sheet.problems.push(Problem { question: Some(id), diagnostic });
}

/// The open questions of a sheet; of a group that is open, none of its rows.
fn open(made: &Made, outcomes: &Program, space: &Space, sheet: &Sheet) -> Vec<Open> {
    let mut found = Vec::new();
    let mut parts = space.parts.iter();
    for (id, question) in made.pack.questions.iter().enumerate() {
        let id = QuestionId(id as u32);
        let part = if question.group.is_none() { parts.next() } else { None };
        let rows = match question.group.map(|group| sheet.get(made.layout.slot(group, 0).expect("a slot"))) {
            None => 1,
            Some(Given::Value(Value::Rows(rows))) => usize::from(rows),
            Some(_) => 0,
        };
        for row in 0..rows {
            let slot = made.layout.slot(id, row).expect("a slot");
            match sheet.get(slot) {
                Given::Value(Value::Text(text)) if wordings::is_open(outcomes, slot, &text) => {
                    let clear = wordings::made_clear(&made.pack, outcomes, slot, &text);
                    let way = |wording: Wording| {
                        (vec![(slot, Given::Value(Value::Text(wording.text.to_string())))], wording.of_names)
                    };
                    found.push(Open { slot, ways: clear.into_iter().map(way).collect(), gated: false });
                }
                Given::Unknown(reason) if reason != Reason::Blank || !is_none_when_blank(&question.answer) => {
                    let ways = part.map_or_else(|| space.of_question(&question.id, row), Clone::clone);
                    let gated = made.program.asked.contains_key(&id);
                    let mut ways = complete(made, outcomes, &ways);
                    if reason == Reason::Invalid {
                        ways.push((vec![(slot, Given::Unknown(reason))], true));
                    }
                    found.push(Open { slot, ways, gated });
                }
                _ => {}
            }
        }
    }
    found
}

fn is_none_when_blank(answer: &Answer) -> bool {
    matches!(answer, Answer::Text { blank_is_none: true, .. })
}

/// The ways that give everything there is to give and leave nothing in doubt.
fn complete(made: &Made, outcomes: &Program, ways: &[Way]) -> Vec<Way1> {
    let is_complete = |way: &&Way| {
        let clear = |(slot, given): &(Slot, Given)| match given {
            Given::Unknown(_) => false,
            Given::Value(Value::Text(text)) => wordings::is_clear(outcomes, *slot, text),
            Given::Value(_) => true,
        };
        let answers = &way.answers[0];
        let Some((slot, first)) = answers.first() else { return false };
        let (id, _) = made.layout.question(*slot).expect("a question");
        let wanted = match (&made.pack.questions[id.index()].answer, first) {
            (Answer::Group { fields, .. }, Given::Value(Value::Rows(rows))) => 1 + fields.len() * usize::from(*rows),
            _ => 1,
        };
        answers.len() == wanted && answers.iter().all(clear)
    };
    ways.iter().filter(is_complete).map(|way| (way.answers[0].clone(), way.of_names)).collect()
}

/// Every way to answer what is open, where what is answered is what is asked.
fn fillings(made: &Made, sheet: &Sheet, open: &[Open]) -> Vec<Filling> {
    let mut found = Vec::new();
    let mut next: Vec<usize> = vec![0; open.len()];
    let mut more = true;
    while more {
        let (mut lanes, mut sheets) = (Vec::new(), Vec::new());
        while more && lanes.len() < LANES {
            let way = |(open, at): (&Open, &usize)| (*at < open.ways.len()).then_some(*at);
            let ways: Vec<Option<usize>> = open.iter().zip(&next).map(way).collect();
            let mut filled = sheet.clone();
            for (open, way) in open.iter().zip(&ways) {
                filled.answers.remove(&open.slot);
                filled.answers.extend(way.iter().flat_map(|way| open.ways[*way].0.iter().cloned()));
            }
            let is_unread = |given: &Given| *given == Given::Unknown(Reason::Invalid);
            if !filled.answers.values().any(is_unread) {
                filled.problems.clear();
            }
            lanes.push(ways);
            sheets.push(filled);
            more = open.iter().zip(&mut next).any(|(open, at)| {
                *at = (*at + 1) % (open.ways.len() + usize::from(open.gated));
                *at != 0
            });
        }
        made.run(&sheets, |table, _, axes| {
            for (lane, ways) in lanes.into_iter().enumerate() {
                let as_asked = open.iter().zip(&ways).all(|(open, way)| {
                    let (question, _) = made.layout.question(open.slot).expect("a question");
                    let asked = made.program.asked.get(&question).map_or(Truth::Yes, |id| table.truth(*id, lane));
                    !open.gated || way.is_some() == (asked == Truth::Yes)
                });
                let truths = made.program.indications.iter().map(|rule| made.program.rules[*rule][0]);
                let truths = truths.map(|id| table.truth(id, lane)).collect();
                let reading = (axes.safety(lane), axes.screening(lane), truths);
                let of_names = open.iter().zip(&ways).all(|(open, way)| way.is_none_or(|way| open.ways[way].1));
                if as_asked {
                    found.push(Filling { ways, reading, of_names });
                }
            }
        });
    }
    found
}

/// The questions in which alone two fillings with other outcomes differ, and the gravest that comes of it.
fn mattering_in(fillings: &[Filling], open: usize, names: bool) -> BTreeMap<usize, CouldRaise> {
    let mut found: BTreeMap<usize, CouldRaise> = BTreeMap::new();
    let of: Vec<&Filling> = fillings.iter().filter(|filling| filling.of_names || !names).collect();
    for (at, one) in of.iter().enumerate() {
        for other in of.iter().skip(at + 1).filter(|other| other.reading != one.reading) {
            let differs = |at: &usize| matches!((one.ways[*at], other.ways[*at]), (Some(a), Some(b)) if a != b);
            let mut differing = (0..open).filter(differs);
            if let (Some(only), None) = (differing.next(), differing.next()) {
                let level = gravest(&one.reading, &other.reading);
                let known = found.entry(only).or_insert(level);
                *known = level.max(*known);
            }
        }
    }
    found
}

fn gravest(one: &Reading, other: &Reading) -> CouldRaise {
    if one.0 != other.0 {
        CouldRaise::Safety(one.0.max(other.0))
    } else if one.1 != other.1 {
        CouldRaise::Screening(one.1.max(other.1))
    } else {
        CouldRaise::Indication
    }
}
