//! Who counts, who does not, and what is missing.

use super::super::{Approval, Basis, Concern, Found, Milder, Missing, Statement, Verification, Worth, verify};
use super::{day, found, key, pack, statement};
use crate::language::Role::{self, Clinician, Director, Engineer};
use crate::pack::Pack;

const POLICY: &str = "signing:
  needs: 2
  roles: director
  valid_days: 90
  signers:
    - {signer: okafor, name: Okafor, role: clinician, key: 'KEY(okafor)', from: 2026-01-01, until: 2026-12-31}
    - {signer: ito, name: Ito, role: [director, clinician], key: 'KEY(ito)'}
    - {signer: ruiz, name: Ruiz, role: [director], key: 'KEY(ruiz)', revoked: 2026-11-20}
    - {signer: sam, name: Sam, role: engineer, key: 'KEY(sam)'}";

fn ours() -> Pack {
    pack("1.1.0", "sam", POLICY)
}

fn sign(pack: &Pack, signer: &str, roles: &[Role], at: &str) -> Approval {
    statement(pack, signer, roles, at).sign(&key(signer))
}

fn held(pack: &Pack, approvals: &[Approval], on: &str) -> Verification {
    let found: Vec<Found> = approvals.iter().cloned().map(found).collect();
    verify(pack, &found, None, day(on)).unwrap()
}

/// The worth of one approval.
fn worth(approval: Approval, on: &str) -> Worth {
    held(&ours(), &[approval], on).standing.worth.remove(0)
}

#[test]
fn two_who_sign_are_enough() {
    let pack = ours();
    let okafor = sign(&pack, "okafor", &[Clinician], "2026-11-23");
    let ito = sign(&pack, "ito", &[Director, Clinician], "2026-11-24");
    let both = held(&pack, &[okafor.clone(), ito.clone()], "2026-11-24");
    assert!(both.is_active() && both.basis == Basis::Own && both.by_new_policy.is_none());
    assert_eq!(both.standing.worth, [Worth::Counts(vec![Clinician]), Worth::Counts(vec![Director, Clinician])]);
    let one = held(&pack, &[okafor], "2026-11-24").standing;
    assert_eq!((one.signed, one.needed), (1, 2));
    assert_eq!(one.missing, [Missing::Signatures(1), Missing::Role(Director)]);
    assert_eq!(held(&pack, &[ito], "2026-11-24").standing.missing, [Missing::Signatures(1)]);
    let none = held(&pack, &[], "2026-11-24").standing;
    assert_eq!(none.missing, [Missing::Signatures(2), Missing::Role(Director), Missing::Independent]);
}

#[test]
fn a_signature_is_worth_what_its_key_and_day_make_it() {
    let pack = ours();
    let of = |signer: &str, role, at: &str| sign(&pack, signer, &[role], at);
    for (approval, on, wanted) in [
        (of("okafor", Clinician, "2026-11-23"), "2026-11-23", Worth::Counts(vec![Clinician])),
        (of("okafor", Clinician, "2026-11-23"), "2027-02-21", Worth::Counts(vec![Clinician])),
        (of("okafor", Clinician, "2026-11-23"), "2027-02-22", Worth::Expired(day("2027-02-21"))),
        (of("okafor", Clinician, "2026-11-23"), "2026-11-22", Worth::LaterThan(day("2026-11-22"))),
        (of("okafor", Clinician, "2025-12-31"), "2026-01-02", Worth::KeyNotYet(day("2026-01-01"))),
        (of("okafor", Clinician, "2027-01-01"), "2027-01-02", Worth::KeyExpired(day("2026-12-31"))),
        (of("ruiz", Director, "2026-11-19"), "2026-11-19", Worth::Counts(vec![Director])),
        // Who holds a stolen key can write any date.
        (of("ruiz", Director, "2026-11-19"), "2026-11-20", Worth::KeyRevoked(day("2026-11-20"))),
        (of("okafor", Director, "2026-11-23"), "2026-11-23", Worth::NoRole),
        (of("zoe", Clinician, "2026-11-23"), "2026-11-23", Worth::UnknownSigner),
    ] {
        assert_eq!(worth(approval.clone(), on), wanted, "{:?} on {on}", approval.statement);
    }
    let stolen_name = statement(&pack, "okafor", &[Clinician], "2026-11-23").sign(&key("zoe"));
    assert_eq!(worth(stolen_name, "2026-11-23"), Worth::OtherKey);
    let other = super::pack("1.0.0", "sam", POLICY);
    assert_eq!(worth(sign(&other, "ito", &[Director], "2026-11-23"), "2026-11-23"), Worth::OtherDigest);
    let mut elsewhere = statement(&pack, "ito", &[Director], "2026-11-23");
    elsewhere.pack.id = "theirs".into();
    assert_eq!(worth(elsewhere.sign(&key("ito")), "2026-11-23"), Worth::OtherPack);
    let mut forged = of("ito", Director, "2026-11-23");
    forged.statement.meaning = "anything".into();
    assert_eq!(worth(forged, "2026-11-23"), Worth::DoesNotFit);
    let unread = Found { file: "x.json".into(), read: Err("no JSON".into()) };
    let standing = verify(&pack, &[unread], None, day("2026-11-23")).unwrap().standing;
    assert_eq!(standing.worth, [Worth::Unreadable("no JSON".into())]);
}

#[test]
fn the_same_person_twice_counts_once() {
    let pack = ours();
    let twice = [sign(&pack, "ito", &[Director], "2026-11-24"), sign(&pack, "ito", &[Clinician], "2026-11-23")];
    let standing = held(&pack, &twice, "2026-11-24").standing;
    assert_eq!(standing.worth, [Worth::Counts(vec![Director]), Worth::SignedAgain]);
    assert_eq!(standing.missing, [Missing::Signatures(1)]);
    let copies = [twice[0].clone(), twice[0].clone()];
    assert_eq!(held(&pack, &copies, "2026-11-24").standing.signed, 1);
}

#[test]
fn the_author_is_not_the_independent_one() {
    let policy = POLICY.replace("needs: 2", "needs: 1").replace("  roles: director\n", "");
    let pack = pack("1.1.0", "[ito, sam]", &policy);
    let ito = sign(&pack, "ito", &[Director], "2026-11-23");
    let sam = sign(&pack, "sam", &[Engineer], "2026-11-23");
    assert_eq!(held(&pack, std::slice::from_ref(&ito), "2026-11-23").standing.missing, [Missing::Independent]);
    assert_eq!(held(&pack, &[ito.clone(), sam], "2026-11-23").standing.missing, [Missing::Independent]);
    let okafor = sign(&pack, "okafor", &[Clinician], "2026-11-23");
    assert!(held(&pack, &[ito, okafor], "2026-11-23").is_active());
}

/// What is missing where a clinician and a director sign, each having seen this.
fn with_one_clinician(pack: &Pack, seen: [(Milder, Option<&str>); 2], director: &[Role]) -> Vec<Missing> {
    let of = |signer, roles, (safety_milder, compared_with): (Milder, Option<&str>)| {
        let statement = statement(pack, signer, roles, "2026-11-23");
        Statement { safety_milder, compared_with: compared_with.map(str::to_owned), ..statement }.sign(&key(signer))
    };
    let [okafor, ito] = seen;
    let both = [of("okafor", &[Clinician], okafor), of("ito", director, ito)];
    held(pack, &both, "2026-11-23").standing.missing
}

#[test]
fn two_clinicians_sign_what_may_be_milder() {
    let pack = ours();
    let (zero, one, itself) = (Some("sha256:0"), Some("sha256:1"), Some(pack.digest.as_str()));
    assert_eq!(with_one_clinician(&pack, [(Milder::No, zero); 2], &[Director]), []);
    for (seen, concern) in [
        ([(Milder::Yes, zero), (Milder::No, zero)], Concern::Milder),
        ([(Milder::No, zero), (Milder::Unproved, zero)], Concern::Unproved),
        ([(Milder::No, zero), (Milder::No, one)], Concern::ComparedApart),
        ([(Milder::No, zero), (Milder::No, None)], Concern::ComparedApart),
        ([(Milder::No, None), (Milder::No, None)], Concern::First),
        ([(Milder::No, itself), (Milder::No, itself)], Concern::First),
    ] {
        let missing = Missing::Clinicians { needed: 2, signed: 1, concern };
        assert_eq!(with_one_clinician(&pack, seen, &[Director]), [missing], "{seen:?}");
        assert_eq!(with_one_clinician(&pack, seen, &[Director, Clinician]), []);
    }
    let small = super::pack("1.1.0", "sam", &POLICY.replace("  valid_days: 90", "  clinicians_if_milder: 1"));
    assert_eq!(with_one_clinician(&small, [(Milder::Yes, zero); 2], &[Director]), []);
}

/// A rule that counts days may be milder on the day of signing and not on another one.
#[test]
fn a_proof_for_another_time_proves_nothing() {
    let pack = ours();
    let missing = |as_of: Option<&str>| {
        let of = |signer, roles: &[Role]| {
            let statement = statement(&pack, signer, roles, "2026-11-23");
            Statement { as_of: as_of.map(day), ..statement }.sign(&key(signer))
        };
        held(&pack, &[of("okafor", &[Clinician]), of("ito", &[Director])], "2026-11-23").standing.missing
    };
    let unproved = [Missing::Clinicians { needed: 2, signed: 1, concern: Concern::Unproved }];
    for timely in ["2026-11-23", "2026-11-24", "2026-10-24"] {
        assert_eq!(missing(Some(timely)), [], "{timely}");
    }
    for other in [Some("2026-11-25"), Some("2026-10-23"), Some("2199-12-31"), None] {
        assert_eq!(missing(other), unproved, "{other:?}");
    }
}

#[test]
fn only_a_comparison_with_the_version_approved_last_counts() {
    let (first, second, third) =
        (pack("1.0.0", "sam", POLICY), pack("1.1.0", "sam", POLICY), pack("1.2.0", "sam", POLICY));
    let sign = |pack: &Pack, signer: &str, role, old: &Pack, at: &str| {
        let statement = statement(pack, signer, &[role], at);
        Statement { compared_with: Some(old.digest.clone()), ..statement }.sign(&key(signer))
    };
    let history = [
        sign(&first, "okafor", Clinician, &third, "2026-11-01"),
        sign(&first, "ito", Director, &third, "2026-11-02"),
        sign(&second, "okafor", Clinician, &first, "2026-11-03"),
    ];
    let of_third = |old: &Pack| {
        [sign(&third, "okafor", Clinician, old, "2026-11-10"), sign(&third, "ito", Director, old, "2026-11-11")]
    };
    // One signature is not enough to make a version the one approved last.
    let held =
        |history: &[Approval], old| held(&third, &[history, &of_third(old)].concat(), "2026-11-12").standing.missing;
    assert_eq!(held(&history, &first), []);
    let full = [&history[..], &[sign(&second, "ito", Director, &first, "2026-11-04")]].concat();
    assert_eq!(held(&full, &second), []);
    let missing = Missing::Clinicians { needed: 2, signed: 1, concern: Concern::NotWithTheLast };
    assert_eq!(held(&full, &first), [missing]);
    // What was signed after this version has nothing to say about it.
    let later = [&history[..], &[sign(&second, "ito", Director, &first, "2026-11-30")]].concat();
    assert_eq!(held(&later, &first), []);
}

#[test]
fn new_signers_need_the_old_ones_and_themselves() {
    let old = ours().signing.unwrap();
    let with_zoe =
        POLICY.replace("{signer: ito, name: Ito,", "{signer: zoe, name: Zoe,").replace("KEY(ito)", "KEY(zoe)");
    let new = pack("1.1.0", "sam", &with_zoe);
    let of = |signer, roles: &[Role]| found(sign(&new, signer, roles, "2026-11-23"));
    let (okafor, ito, zoe) = (of("okafor", &[Clinician]), of("ito", &[Director]), of("zoe", &[Director]));
    let active = |found: &[Found]| verify(&new, found, Some(&old), day("2026-11-23")).unwrap();
    let by_old = active(&[okafor.clone(), ito.clone()]);
    assert!(!by_old.is_active() && by_old.standing.is_enough() && by_old.basis == Basis::Trusted);
    assert_eq!(by_old.by_new_policy.unwrap().missing, [Missing::Signatures(1), Missing::Role(Director)]);
    // Whoever changes the pack can make a policy of their own, and that is not enough.
    assert!(verify(&new, &[okafor.clone(), zoe.clone()], None, day("2026-11-23")).unwrap().is_active());
    assert!(!active(&[okafor.clone(), zoe.clone()]).is_active());
    assert!(active(&[okafor, ito, zoe]).is_active());
}

#[test]
fn a_pack_that_names_no_signers_is_held_against_the_trusted_ones() {
    let old = ours().signing.unwrap();
    let bare = pack("1.1.0", "sam", "");
    assert_eq!(verify(&bare, &[], None, day("2026-11-23")), None);
    let both = ["okafor", "ito"].map(|signer| found(sign(&bare, signer, &[Director, Clinician], "2026-11-23")));
    let verification = verify(&bare, &both, Some(&old), day("2026-11-23")).unwrap();
    assert!(verification.is_active() && verification.by_new_policy.is_none());
    let mut nobody = bare.clone();
    nobody.authors.clear();
    let verification = verify(&nobody, &both, Some(&old), day("2026-11-23")).unwrap();
    assert_eq!(verification.standing.missing, [Missing::Author]);
}
