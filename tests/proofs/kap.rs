//! Proofs about the KAP pack against random applicants: what is proved never to be, nobody is. `ANTEROOM_CASES=500` tries ten
//! million.

use std::collections::BTreeSet;

use anteroom::answers::{Block, Sheet, Texts};
use anteroom::evaluate::{Axes, Evaluator, contradicted};
use anteroom::language::{Comparison, Raises, Safety, Screening, Word};
use anteroom::pack::Pack;
use anteroom::prove::{Asked, Found, Goal, Prover, Side};
use anteroom::value::{LANES, Truth};

use crate::properties::times;
use crate::support::crowd::Crowd;
use crate::support::draw::Draw;
use crate::support::kap;
use crate::support::packs::date;
use crate::support::space::Ran;

const AS_OF: &str = "2026-11-23";

/// Random applicants, times `ANTEROOM_CASES`.
const APPLICANTS: usize = 20_000;

/// Blocks after which texts are forgotten.
const BLOCKS: usize = 300;

const TRUTHS: [Truth; 3] = [Truth::Yes, Truth::No, Truth::Unknown];

const SIDE: Side = Side(0);

/// Rules that are never met together.
const NEVER_TOGETHER: [(&str, &str); 12] = [
    ("age.minor", "age.older"),
    ("age.minor", "age.young-adult"),
    ("cardiovascular.blood-pressure-hold", "cardiovascular.blood-pressure-raised"),
    ("pregnancy.pregnant", "pregnancy.possible"),
    ("safety.hypertensive-emergency", "cardiovascular.blood-pressure-raised"),
    ("safety.severe-hypertension", "cardiovascular.blood-pressure-raised"),
    ("support.standard", "dissociation.disorder"),
    ("support.standard", "psychosis.family"),
    ("support.standard", "support.extra"),
    ("trauma.active", "support.standard"),
    ("trauma.possible", "trauma.active"),
    ("trauma.method-disagreement", "trauma.possible"),
];

/// Rules of which the first is never met without the second.
const NEVER_ALONE: [(&str, &str); 8] = [
    ("dissociation.disorder", "support.extra"),
    ("psychosis.family", "support.extra"),
    ("safety.hypertensive-emergency", "cardiovascular.blood-pressure-hold"),
    ("safety.hypertensive-emergency", "safety.severe-hypertension"),
    ("safety.severe-hypertension", "cardiovascular.blood-pressure-hold"),
    ("trauma.active", "support.extra"),
    ("trauma.method-disagreement", "support.extra"),
    ("trauma.method-disagreement", "trauma.active"),
];

/// What no applicant can be, and why it is asked.
pub fn impossible(pack: &Pack) -> Vec<(String, Vec<Goal>)> {
    let mut impossible = Vec::new();
    let screening = |operator, level| Goal::Screening(SIDE, operator, level);
    let safety = |operator, level| Goal::Safety(SIDE, operator, level);
    for (at, rule) in pack.rules.iter().enumerate() {
        let is = |truth| Goal::Rule(SIDE, at, truth);
        let milder = match &rule.raises {
            Some(Raises::Immediate) => safety(Comparison::Less, Safety::Immediate),
            Some(Raises::SameDay) => safety(Comparison::Less, Safety::SameDay),
            Some(Raises::Hold) => screening(Comparison::Less, Screening::Hold),
            Some(Raises::Review) => screening(Comparison::Less, Screening::Review),
            Some(Raises::Note | Raises::Suggest(_)) | None => continue,
        };
        impossible.push((format!("{} is met and raises less", rule.id), vec![is(Truth::Yes), milder]));
        let cleared = vec![
            is(Truth::Unknown),
            safety(Comparison::Equal, Safety::None),
            screening(Comparison::Equal, Screening::Clear),
        ];
        impossible.push((format!("{} is unknown and raises nothing", rule.id), cleared));
        if matches!(rule.raises, Some(Raises::Hold | Raises::Review)) {
            let cleared = vec![Goal::Firm(SIDE, at), screening(Comparison::Less, Screening::Review)];
            impossible.push((format!("{} is declined and nobody looks", rule.id), cleared));
        }
    }
    let rule = |id: &str| pack.rules.iter().position(|rule| rule.id == id).expect("a rule of the pack");
    for (one, other) in NEVER_TOGETHER {
        let goals = [one, other].map(|id| Goal::Rule(SIDE, rule(id), Truth::Yes)).to_vec();
        impossible.push((format!("{one} and {other} are both met"), goals));
    }
    for (one, other) in NEVER_ALONE {
        let goals = vec![
            Goal::Rule(SIDE, rule(one), Truth::Yes),
            Goal::Not(Box::new(Goal::Rule(SIDE, rule(other), Truth::Yes))),
        ];
        impossible.push((format!("{one} is met and {other} is not"), goals));
    }
    impossible
}

/// Every two rules and truths that are proved never to go together, whatever is written into texts.
fn never_together(prover: &mut Prover, pack: &Pack) -> Vec<(String, Vec<Goal>)> {
    let mut found = Vec::new();
    for (one, other) in (0..pack.rules.len()).flat_map(|one| (0..one).map(move |other| (one, other))) {
        for (a, b) in TRUTHS.into_iter().flat_map(|a| TRUTHS.map(|b| (a, b))) {
            let goals = vec![Goal::Rule(SIDE, one, a), Goal::Rule(SIDE, other, b)];
            if proved(prover, &goals) {
                let [one, other] = [one, other].map(|at| &pack.rules[at].id);
                found.push((format!("{one} is {a:?} and {other} is {b:?}"), goals));
            }
        }
    }
    found
}

fn proved(prover: &mut Prover, goals: &[Goal]) -> bool {
    let literals: Vec<_> = goals.iter().map(|goal| prover.literal(goal)).collect();
    prover.search(&literals) == (Found::Nothing, true)
}

#[test]
fn nobody_is_what_is_proved_impossible() {
    let (pack, program) = kap();
    let as_of = date(AS_OF);
    let mut prover = Prover::new(&[Asked::of(pack, program)], as_of);
    let mut impossible = impossible(pack);
    for (what, goals) in &impossible {
        assert!(proved(&mut prover, goals), "{what}");
    }
    if times() > 1 {
        impossible.extend(never_together(&mut prover, pack));
    }
    let ordinary = prover.ordinary().clone();
    let crowd = Crowd::of(pack, program, prover.sheet(&ordinary, SIDE));
    let mut draw = Draw::seeded(0);
    let mut seen = Seen { met: vec![0; pack.rules.len()], ..Seen::default() };
    let blocks = APPLICANTS * times() as usize / LANES;
    for first in (0..blocks).step_by(BLOCKS) {
        // Texts that were read are kept; those of ten million applicants would be too many.
        let (mut evaluator, mut texts) = (Evaluator::new(program), Texts::default());
        for _ in first..blocks.min(first + BLOCKS) {
            let sheets: Vec<Sheet> = (0..LANES).map(|_| crowd.somebody(&mut draw)).collect();
            let block = Block::from_sheets(pack, &program.layout, &sheets, &mut texts);
            let table = evaluator.run(&block, &texts);
            let axes = Axes::of(program, table, &block, 0);
            let ran = Ran { ways: &[], sides: vec![(program, table, axes, contradicted(program, table, &block))] };
            for (what, goals) in &impossible {
                let lanes = goals.iter().fold(!0, |word, goal| word & ran.lanes(goal));
                assert_eq!(lanes, 0, "{what}: {:?}", sheets[lanes.trailing_zeros() as usize % LANES]);
            }
            seen.count(&ran, pack);
        }
    }
    seen.is_a_crowd(&mut prover, pack);
}

/// What the random applicants came to: a crowd in which hardly anything happens shows nothing.
#[derive(Default)]
struct Seen {
    met: Vec<u32>,
    outcomes: BTreeSet<(usize, usize)>,
}

impl Seen {
    fn count(&mut self, ran: &Ran, pack: &Pack) {
        for (at, met) in self.met.iter_mut().enumerate().take(pack.rules.len()) {
            *met += ran.lanes(&Goal::Rule(SIDE, at, Truth::Yes)).count_ones();
        }
        let (.., axes, _) = &ran.sides[0];
        self.outcomes.extend((0..LANES).map(|lane| (axes.safety(lane) as usize, axes.screening(lane) as usize)));
    }

    fn is_a_crowd(&self, prover: &mut Prover, pack: &Pack) {
        let never: Vec<&str> =
            self.met.iter().zip(&pack.rules).filter(|(met, _)| **met == 0).map(|(_, rule)| rule.id.as_str()).collect();
        assert!(never.is_empty(), "nobody meets {never:?}");
        for (safety, screening) in &self.outcomes {
            let goals = [
                Goal::Safety(SIDE, Comparison::Equal, Safety::ALL[*safety].0),
                Goal::Screening(SIDE, Comparison::Equal, Screening::ALL[*screening].0),
            ];
            assert!(!proved(prover, &goals), "somebody is what is proved impossible: {goals:?}");
        }
        assert!(self.outcomes.len() >= 10, "few outcomes: {:?}", self.outcomes);
    }
}
