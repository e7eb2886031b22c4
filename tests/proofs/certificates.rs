//! Proofs, checked by a small program that shares nothing with the solver: every lemma follows from what stands before it, and
//! with the lemmas the goals run into a contradiction.

use anteroom::language::{Comparison, Safety, Screening};
use anteroom::pack::Pack;
use anteroom::prove::{Answer, Asked, Certificate, Found, Goal, Prover, Side};
use anteroom::value::Truth;

use super::brute_force::{SMALL, goals_of_one};
use crate::properties::for_packs;
use crate::support::draw::Draw;
use crate::support::kap;
use crate::support::packs::date;
use crate::support::rup::{Checker, Gap, check};
use crate::support::small::AS_OF;

#[test]
fn proofs_about_small_packs_pass_the_checker() {
    let (proofs, lemmas) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    for_packs(150, SMALL, |made| {
        let mut draw = std::mem::replace(&mut made.draw, Draw::seeded(0));
        let asked = Asked { pack: &made.pack, program: &made.program, sheet: 0 };
        let mut prover = Prover::certified(&[asked], date(AS_OF));
        let mut last = None;
        let mut assumed = Vec::new();
        for goals in goals_of_one(made, &mut draw) {
            if let Answer::Proved { every_text } = prover.ask(&goals) {
                let literals: Vec<_> = goals.iter().map(|goal| prover.literal(goal)).collect();
                let certificate = prover.certificate(&literals, every_text).expect("certificates are kept");
                assumed.push((goals, certificate.assumed.clone()));
                last = Some(certificate);
            }
        }
        let Some(last) = last else { return Ok(()) };
        let mut checker = checked(&last).map_err(|gap| gap.to_string())?;
        proofs.set(proofs.get() + assumed.len());
        lemmas.set(lemmas.get() + last.lemmas.len());
        match assumed.iter().find(|(_, assumed)| !checker.refutes(assumed)) {
            Some((goals, _)) => Err(format!("the proof of {goals:?} has a gap")),
            None => Ok(()),
        }
    });
    let (proofs, lemmas) = (proofs.get(), lemmas.get());
    assert!(proofs > 1000 && lemmas > 1000, "{proofs} proofs of {lemmas} lemmas were checked");
}

/// The lemmas of all searches up to a certificate, checked in order.
fn checked(certificate: &Certificate) -> Result<Checker, Gap> {
    let mut checker = Checker::of(&certificate.clauses);
    match (0..).zip(&certificate.lemmas).find(|(_, lemma)| !checker.lemma(lemma)) {
        Some((at, _)) => Err(Gap::Lemma(at)),
        None => Ok(checker),
    }
}

/// Things that no applicant can be under the KAP pack.
fn impossible(pack: &Pack) -> Vec<Vec<Goal>> {
    let side = Side(0);
    let rule = |id: &str| pack.rules.iter().position(|rule| rule.id == id).expect("a rule of the pack");
    let is = |id: &str, truth| Goal::Rule(side, rule(id), truth);
    let screening = |operator, level| Goal::Screening(side, operator, level);
    let safety = |operator, level| Goal::Safety(side, operator, level);
    let (yes, no, unknown) = (Truth::Yes, Truth::No, Truth::Unknown);
    vec![
        vec![is("cardiovascular.aneurysm", yes), screening(Comparison::Less, Screening::Hold)],
        vec![is("psychosis.history", unknown), screening(Comparison::Equal, Screening::Clear)],
        vec![is("suicide.immediate", yes), safety(Comparison::Less, Safety::Immediate)],
        vec![is("suicide.immediate", unknown), safety(Comparison::Equal, Safety::None)],
        vec![is("cardiovascular.blood-pressure-hold", yes), is("cardiovascular.blood-pressure-raised", yes)],
        vec![is("age.minor", yes), is("age.older", yes)],
        vec![
            is("depression.treatment-resistant", no),
            is("depression.further-steps", yes),
            screening(Comparison::Equal, Screening::Clear),
        ],
        vec![is("safety.hypertensive-emergency", yes), is("safety.severe-hypertension", no)],
        vec![is("medicine.maoi", yes), screening(Comparison::Less, Screening::Review)],
        vec![
            is("suicide.ideation", yes),
            safety(Comparison::Equal, Safety::None),
            screening(Comparison::Equal, Screening::Clear),
        ],
    ]
}

#[test]
fn proofs_about_the_kap_pack_pass_the_checker() {
    let (pack, program) = kap();
    let mut prover = Prover::certified(&[Asked { pack, program, sheet: 0 }], date("2026-11-23"));
    let mut proofs = Vec::new();
    let mut last = Certificate::default();
    for goals in impossible(pack) {
        let literals: Vec<_> = goals.iter().map(|goal| prover.literal(goal)).collect();
        let (found, every_text) = prover.search(&literals);
        assert_eq!(found, Found::Nothing, "{goals:?}");
        last = prover.certificate(&literals, every_text).expect("certificates are kept");
        proofs.push((goals, last.assumed.clone()));
    }
    eprintln!("{} clauses, {} lemmas", last.clauses.len(), last.lemmas.len());
    let mut checker = checked(&last).unwrap_or_else(|gap| panic!("{gap}"));
    for (goals, assumed) in proofs {
        assert!(checker.refutes(&assumed), "the proof of {goals:?} has a gap");
    }
}

/// Three things in two places, each place for one: a proof needs a lemma.
fn pigeons() -> (Vec<Vec<i64>>, Vec<Vec<i64>>) {
    let mut clauses = vec![vec![1, 2], vec![3, 4], vec![5, 6]];
    for (a, b) in [(1, 3), (1, 5), (3, 5)] {
        clauses.push(vec![-a, -b]);
        clauses.push(vec![-a - 1, -b - 1]);
    }
    (clauses, vec![vec![-1]])
}

#[test]
fn the_checker_accepts_a_proof_and_no_part_of_it() {
    let (clauses, lemmas) = pigeons();
    assert_eq!(check(&clauses, &lemmas, &[]), Ok(()));
    assert_eq!(check(&clauses, &[], &[]), Err(Gap::Refutation), "without its lemma");
    for at in 0..clauses.len() {
        let mut less = clauses.clone();
        less.remove(at);
        assert!(check(&less, &lemmas, &[]).is_err(), "without {:?}", clauses[at]);
        for place in 0..clauses[at].len() {
            let mut other = clauses.clone();
            other[at][place] = -other[at][place];
            assert!(check(&other, &lemmas, &[]).is_err(), "{:?} for {:?}", other[at], clauses[at]);
        }
    }
}

#[test]
fn the_checker_refuses_what_does_not_follow() {
    let clauses = [vec![1, 2], vec![-1, 2, 3], vec![-3, 4]];
    assert_eq!(check(&clauses, &[vec![2, 3], vec![2, 4]], &[-2, -4]), Ok(()));
    assert_eq!(check(&clauses, &[vec![2]], &[-2]), Err(Gap::Lemma(0)));
    assert_eq!(check(&clauses, &[vec![2, 3], vec![3, 4]], &[]), Err(Gap::Lemma(1)));
    assert_eq!(check(&clauses, &[vec![2, 3]], &[-2, 4]), Err(Gap::Refutation));
    assert_eq!(check(&clauses, &[], &[]), Err(Gap::Refutation));
    // A clause that is always so, a literal twice, an assumption and its opposite.
    assert_eq!(check(&clauses, &[vec![5, -5]], &[6, -6]), Ok(()));
    assert_eq!(check(&[vec![1, 1], vec![-1]], &[], &[]), Ok(()));
    assert_eq!(check(&[vec![]], &[], &[]), Ok(()));
}

/// The proof of one goal, with a clause of it gone: of those that it rests on, each is missed.
#[test]
fn the_checker_misses_a_clause_of_a_proof_about_the_kap_pack() {
    let (pack, program) = kap();
    let mut prover = Prover::certified(&[Asked { pack, program, sheet: 0 }], date("2026-11-23"));
    let goals = impossible(pack).swap_remove(7);
    let literals: Vec<_> = goals.iter().map(|goal| prover.literal(goal)).collect();
    let (_, every_text) = prover.search(&literals);
    let proof = prover.certificate(&literals, every_text).expect("certificates are kept");
    assert_eq!(check(&proof.clauses, &proof.lemmas, &proof.assumed), Ok(()));
    assert_eq!(check(&proof.clauses, &proof.lemmas, &proof.assumed[1..]), Err(Gap::Refutation));
    let without = |at: usize| {
        let mut clauses = proof.clauses.clone();
        clauses.remove(at);
        check(&clauses, &proof.lemmas, &proof.assumed).is_err()
    };
    let missed = (0..proof.clauses.len()).filter(|at| without(*at)).count();
    eprintln!("{} clauses, {} lemmas, {missed}", proof.clauses.len(), proof.lemmas.len());
    assert!(missed > 0);
}
