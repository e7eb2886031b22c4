//! Questions about two sheets of one pack against brute force: a sheet and the same with answers withheld, and two that answer one
//! question differently.

use anteroom::answers::{Given, Sheet};
use anteroom::language::{Comparison, Safety, Screening, Word};
use anteroom::pack::{Answer as Kind, Pack, QuestionId};
use anteroom::program::from_pack;
use anteroom::prove::{Answer, Asked, Found, Goal, Prover, Side, State, WHOLE, WITHHELD};
use anteroom::value::{LANES, Truth};

use super::brute_force::{SMALL, TRUTHS};
use crate::properties::{Made, for_packs};
use crate::support::draw::Draw;
use crate::support::packs::date;
use crate::support::small::AS_OF;
use crate::support::space::{Reader, Space, Way};

/// Sheets beyond which a pack is passed over: what is listed are pairs.
const MOST_SHEETS: usize = 1_500;

/// What is asked of one of two sheets.
#[derive(Clone, Copy, Debug)]
enum Atom {
    Rule(usize, Truth),
    Safety(Safety),
    Screening(Screening),
}

impl Atom {
    fn all(rules: usize) -> Vec<Self> {
        let mut atoms: Vec<Self> = (0..rules).flat_map(|rule| TRUTHS.map(|truth| Self::Rule(rule, truth))).collect();
        atoms.extend(Safety::ALL.iter().map(|(level, _)| Self::Safety(*level)));
        atoms.extend(Screening::ALL.iter().map(|(level, _)| Self::Screening(*level)));
        atoms
    }

    fn of(self, side: Side) -> Goal {
        match self {
            Self::Rule(rule, truth) => Goal::Rule(side, rule, truth),
            Self::Safety(level) => Goal::Safety(side, Comparison::Equal, level),
            Self::Screening(level) => Goal::Screening(side, Comparison::Equal, level),
        }
    }
}

/// Every sheet of a pack, and a bit for each atom that holds for it.
struct Listed<'a> {
    space: Space<'a>,
    found: Vec<u64>,
}

impl<'a> Listed<'a> {
    /// `None`: too many sheets.
    fn of(pack: &'a Pack, program: &'a anteroom::program::Program, atoms: &[Atom]) -> Option<Self> {
        let space = Space::of(&[Reader { pack, program }], date(AS_OF));
        if space.count() > MOST_SHEETS {
            return None;
        }
        let mut found = Vec::with_capacity(space.count());
        space.run(|ran| {
            let words: Vec<u64> = atoms.iter().map(|atom| ran.lanes(&atom.of(WHOLE))).collect();
            for lane in 0..ran.ways.len().min(LANES) {
                let bits = words.iter().zip(0..).filter(|(word, _)| **word >> lane & 1 == 1);
                found.push(bits.fold(0, |all, (_, at)| all | 1 << at));
            }
        });
        Some(Self { space, found })
    }

    /// The ways of the sheet that is listed so manieth.
    fn ways(&self, mut at: usize) -> Vec<usize> {
        let mut ways = Vec::with_capacity(self.space.parts.len());
        for part in &self.space.parts {
            ways.push(at % part.len());
            at /= part.len();
        }
        ways
    }

    fn place(&self, ways: &[usize]) -> usize {
        self.space.parts.iter().zip(ways).rev().fold(0, |place, (part, way)| place * part.len() + way)
    }
}

/// By atom of the first and of the second sheet: some pair of sheets.
struct Pairs {
    atoms: usize,
    found: Vec<Option<(usize, usize)>>,
}

impl Pairs {
    fn new(atoms: usize) -> Self {
        Self { atoms, found: vec![None; atoms * atoms] }
    }

    fn add(&mut self, listed: &Listed, one: usize, other: usize) {
        let bits = |word: u64| (0..64).filter(move |at| word >> at & 1 == 1);
        for a in bits(listed.found[one]) {
            for b in bits(listed.found[other]) {
                self.found[a * self.atoms + b].get_or_insert((one, other));
            }
        }
    }

    fn get(&self, one: usize, other: usize) -> Option<(usize, usize)> {
        self.found[one * self.atoms + other]
    }
}

fn show(made: &Made, listed: &Listed, pair: Option<(usize, usize)>) -> String {
    let sheet = |at: usize| made.show(&listed.space.sheet(0, &listed.ways(at)));
    pair.map_or_else(|| "no pair".into(), |(one, other)| format!("{} and {}", sheet(one), sheet(other)))
}

#[test]
fn what_is_said_of_withheld_answers_is_so_of_every_pair() {
    let tried = std::cell::Cell::new(0);
    for_packs(220, SMALL, |made| {
        let rules = made.pack.rules.len();
        let atoms = Atom::all(rules);
        let Some(listed) = Listed::of(&made.pack, &made.program, &atoms) else { return Ok(()) };
        tried.set(tried.get() + 1);
        let pairs = withheld(&listed, atoms.len());
        let copy = |sheet: usize| Asked { sheet, ..Asked::of(&made.pack, &made.program) };
        let mut prover = Prover::new(&[copy(WHOLE.0), copy(WITHHELD.0)], date(AS_OF));
        prover.withhold();
        for (a, one) in atoms.iter().enumerate() {
            for (b, other) in atoms.iter().enumerate() {
                let goals = [one.of(WHOLE), other.of(WITHHELD)];
                match prover.ask(&goals) {
                    Answer::Proved { .. } if pairs.get(a, b).is_none() => {}
                    Answer::Found(witness) if pairs.get(a, b).is_some() => {
                        let sheets = [WHOLE, WITHHELD].map(|side| prover.sheet(&witness.applicant, side));
                        if !is_withheld(&sheets) {
                            return Err(format!(
                                "{goals:?}: {} is not {} with less",
                                made.show(&sheets[1]),
                                made.show(&sheets[0])
                            ));
                        }
                    }
                    answer => {
                        let listed = show(made, &listed, pairs.get(a, b));
                        return Err(format!("{goals:?} is {answer:?}; listed is {listed}"));
                    }
                }
            }
        }
        Ok(())
    });
    assert!(tried.get() >= 150, "{} packs were small enough", tried.get());
}

/// Every sheet with each way of withholding answers.
fn withheld(listed: &Listed, atoms: usize) -> Pairs {
    let less: Vec<Vec<Vec<usize>>> =
        listed.space.parts.iter().map(|part| part.iter().map(|way| with_less(part, way)).collect()).collect();
    let mut pairs = Pairs::new(atoms);
    for at in 0..listed.found.len() {
        let ways = listed.ways(at);
        let of: Vec<&Vec<usize>> = ways.iter().zip(&less).map(|(way, less)| &less[*way]).collect();
        let count: usize = of.iter().map(|ways| ways.len()).product();
        for mut which in 0..count {
            let mut with_less = Vec::with_capacity(of.len());
            for ways in &of {
                with_less.push(ways[which % ways.len()]);
                which /= ways.len();
            }
            pairs.add(listed, at, listed.place(&with_less));
        }
    }
    pairs
}

/// The ways to answer that say nothing else, and perhaps less. A blank that reads as "none" is not put in anybody's mouth.
fn with_less(part: &[Way], whole: &Way) -> Vec<usize> {
    let reads_as_none = part.iter().any(|way| way.said.iter().any(|(_, said)| *said == State::NotAsked));
    let fits = |way: &Way| {
        let says_less = way.answers[0].iter().all(|answer| whole.answers[0].contains(answer));
        says_less && (!reads_as_none || way.answers[0].len() == whole.answers[0].len())
    };
    (0..part.len()).filter(|at| fits(&part[*at])).collect()
}

/// Texts may be worded otherwise, as long as there is one.
fn is_withheld([whole, less]: &[Sheet; 2]) -> bool {
    let is_text = |given: &Given| matches!(given, Given::Value(anteroom::answers::Value::Text(_)));
    less.answers.iter().all(|(slot, given)| {
        let of = whole.answers.get(slot);
        of == Some(given) || is_text(given) && of.is_some_and(is_text)
    })
}

#[test]
fn what_is_said_of_another_answer_is_so_of_every_pair() {
    let tried = std::cell::Cell::new(0);
    for_packs(220, SMALL, |made| {
        let mut draw = std::mem::replace(&mut made.draw, Draw::seeded(0));
        let atoms = Atom::all(made.pack.rules.len());
        let Some(listed) = Listed::of(&made.pack, &made.program, &atoms) else { return Ok(()) };
        let own: Vec<usize> = (0..made.pack.questions.len())
            .filter(|at| {
                let question = &made.pack.questions[*at];
                question.group.is_none() && !matches!(question.answer, Kind::Group { .. })
            })
            .collect();
        let apart = draw.pick(&own);
        let part = own_part(&made.pack, apart);
        tried.set(tried.get() + 1);
        let asked = Asked::of(&made.pack, &made.program);
        let otherwise = Asked { apart: Some(&made.pack.questions[apart].id), ..asked };
        let mut prover = Prover::new(&[asked, otherwise], date(AS_OF));
        let mut pairs = Pairs::new(atoms.len());
        for at in 0..listed.found.len() {
            let mut ways = listed.ways(at);
            for way in 0..listed.space.parts[part].len() {
                ways[part] = way;
                pairs.add(&listed, at, listed.place(&ways));
            }
        }
        for (a, one) in atoms.iter().enumerate() {
            for (b, other) in atoms.iter().enumerate() {
                let goals = [one.of(Side(0)), other.of(Side(1))];
                let literals = goals.each_ref().map(|goal| prover.literal(goal));
                let (found, every_text) = prover.search(&literals);
                let right = match found {
                    Found::Solution => pairs.get(a, b).is_some(),
                    Found::Nothing => pairs.get(a, b).is_none(),
                    Found::GaveUp => false,
                };
                if !right {
                    let listed = show(made, &listed, pairs.get(a, b));
                    return Err(format!("{goals:?} apart in {apart} is {found:?} ({every_text}); listed is {listed}"));
                }
            }
        }
        milder(made, &listed, (apart, part), &mut prover, &mut draw)
    });
    assert!(tried.get() >= 150, "{} packs were small enough", tried.get());
}

/// Where the part of a question stands.
fn own_part(pack: &Pack, question: usize) -> usize {
    pack.questions[..question].iter().filter(|q| q.group.is_none()).count()
}

/// One answer in place of another makes an outcome milder, with some rules left out.
fn milder(
    made: &Made,
    listed: &Listed,
    (apart, part): (usize, usize),
    prover: &mut Prover,
    draw: &mut Draw,
) -> Result<(), String> {
    let without: Vec<usize> = (0..made.pack.rules.len()).filter(|_| draw.chance(30)).collect();
    let outcomes = outcomes_without(&made.pack, &without, listed);
    let ways = &listed.space.parts[part];
    let id = QuestionId(apart as u32);
    for (one, before) in ways.iter().enumerate() {
        for (other, after) in ways.iter().enumerate() {
            let (before, after) = (&before.said[0].1, &after.said[0].1);
            if matches!((before, after), (State::Text(_), _) | (_, State::Text(_))) {
                continue;
            }
            let mut literals = vec![prover.answers(Side(0), id, before), prover.answers(Side(1), id, after)];
            literals.push(prover.milder(Side(0), Side(1), &without));
            let (found, _) = prover.search(&literals);
            let is_milder = |at: &usize| {
                let mut ways = listed.ways(*at);
                ways[part] = other;
                let (was, is) = (outcomes[*at], outcomes[listed.place(&ways)]);
                is.0 < was.0 || is.1 < was.1
            };
            let pair = (0..listed.found.len()).filter(|at| listed.ways(*at)[part] == one).find(is_milder);
            if (found == Found::Solution) != pair.is_some() || found == Found::GaveUp {
                let sheet = pair.map(|at| made.show(&listed.space.sheet(0, &listed.ways(at))));
                return Err(format!(
                    "{before:?} to {after:?} in {apart} without {without:?} is milder: {found:?}; listed is {sheet:?}"
                ));
            }
        }
    }
    Ok(())
}

/// Both axes of every sheet under the pack without some rules. Indications count together, so that they go together.
fn outcomes_without(pack: &Pack, without: &[usize], listed: &Listed) -> Vec<(Safety, Screening)> {
    use anteroom::language::Kind::Indication;
    let all = without.iter().any(|at| pack.rules[*at].kind == Indication);
    let mut less = pack.clone();
    let mut at = 0;
    less.rules.retain(|rule| {
        at += 1;
        !(without.contains(&(at - 1)) || all && rule.kind == Indication)
    });
    let program = from_pack(&less).expect("patterns that compile");
    let mut outcomes = Vec::with_capacity(listed.found.len());
    // The same sheets in the same order, whatever the texts: those are told apart by the whole pack.
    let space = listed.space.read_by(&[Reader { pack: &less, program: &program }]);
    space.run(|ran| {
        let (.., axes, _) = &ran.sides[0];
        outcomes.extend((0..ran.ways.len()).map(|lane| (axes.safety(lane), axes.screening(lane))));
    });
    outcomes
}
