//! Proofs, checked by a small program that shares nothing with the solver: every lemma follows from what stands before it, and
//! with the lemmas the goals run into a contradiction.

use anteroom::pack::Pack;
use anteroom::prove::{Answer, Asked, Certificate, Found, Goal, Prover, Side};
use anteroom::value::Truth;

use super::brute_force::{SMALL, goals_of_one};
use super::kap::impossible;
use crate::properties::{for_packs, times};
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
        let asked = Asked::of(&made.pack, &made.program);
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

/// Rules about which a proof is a hundred thousand lemmas long: checked with `ANTEROOM_CASES`.
const HARD: [&str; 3] = ["support.standard and support.extra", "trauma.active", "trauma.method-disagreement"];

#[test]
fn proofs_about_the_kap_pack_pass_the_checker() {
    let (pack, program) = kap();
    let mut prover = Prover::certified(&[Asked::of(pack, program)], date("2026-11-23"));
    let mut proofs = Vec::new();
    // A smallest example is proved to be one by lemmas that the proofs below may rest on.
    let [resistant] = rules_of(pack, ["depression.treatment-resistant"]);
    let Answer::Found(_) = prover.ask(&[Goal::Rule(Side(0), resistant, Truth::Yes)]) else { panic!("an example") };
    let hard = |what: &str| HARD.iter().any(|id| what.contains(id));
    for (what, goals) in impossible(pack).into_iter().filter(|(what, _)| times() > 1 || !hard(what)) {
        let literals: Vec<_> = goals.iter().map(|goal| prover.literal(goal)).collect();
        assert_eq!(prover.search(&literals), (Found::Nothing, true), "{what}");
        proofs.push((what, literals.iter().map(|literal| literal.dimacs()).collect::<Vec<i64>>()));
    }
    // This one holds for texts made of names, and needs to be told so.
    let named = rules_of(pack, ["medicine.ketamine-duplicate", "medicine.nmda"]);
    let named = [Goal::Rule(Side(0), named[0], Truth::Yes), Goal::Rule(Side(0), named[1], Truth::Unknown)];
    let literals: Vec<_> = named.iter().map(|goal| prover.literal(goal)).collect();
    assert_eq!(prover.search(&literals), (Found::Nothing, false));
    let last = prover.certificate(&literals, false).expect("certificates are kept");
    assert!(last.lemmas.len() > 1000, "{} lemmas", last.lemmas.len());
    let mut checker = checked(&last).unwrap_or_else(|gap| panic!("{gap}"));
    assert!(checker.refutes(&last.assumed));
    assert!(!checker.refutes(&prover.certificate(&literals, true).expect("one").assumed));
    for (what, assumed) in proofs {
        assert!(checker.refutes(&assumed), "the proof that nobody is so has a gap: {what}");
    }
}

fn rules_of<const N: usize>(pack: &Pack, ids: [&str; N]) -> [usize; N] {
    ids.map(|id| pack.rules.iter().position(|rule| rule.id == id).expect("a rule of the pack"))
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
    let mut prover = Prover::certified(&[Asked::of(pack, program)], date("2026-11-23"));
    let [one, other] = rules_of(pack, ["cardiovascular.blood-pressure-hold", "cardiovascular.blood-pressure-raised"]);
    let goals = [one, other].map(|rule| Goal::Rule(Side(0), rule, Truth::Yes));
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
    assert!(missed > 0);
}
