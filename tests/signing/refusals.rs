//! What is no signature, and what is refused for want of one.

use super::{Clinic, is, said};

#[test]
fn nothing_is_signed_unless_the_version_is_typed() {
    let clinic = Clinic::new("typed");
    let command = "approve ours --as okafor --key okafor.key --meaning approval";
    is(clinic.typed(command, "1.0\n"), 3, &["this is not 1.0: the version is 1.0.0. Nothing was signed"]);
    is(clinic.typed(command, ""), 3, &["no version was typed", "Nothing was signed"]);
    is(clinic.run(&format!("{command} --non-interactive --version-is 1.0.1")), 3, &["Nothing was signed"]);
    is(clinic.run(&format!("{command} --non-interactive")), 2, &["--version-is"]);
    is(clinic.run("approve ours --as okafor --meaning approval"), 2, &["ANTEROOM_KEY_FILE"]);
    is(clinic.run("approve ours --as Okafor --meaning approval"), 2, &["small letters"]);
    is(clinic.run("approve --as okafor --key okafor.key --meaning approval"), 3, &["nobody's signed rules"]);
    is(clinic.run("approve ours --as okafr --key okafor.key --meaning approval"), 3, &["did you mean `okafor`?"]);
    is(clinic.run("approve ours --as ito --key okafor.key --meaning approval"), 3, &["this is not the key of ito"]);
    is(clinic.run("approve ours --as ito --key trust.yaml --meaning approval"), 2, &["this is no key file"]);
    clinic.change("ours/pack.yaml", "version: 1.0.0", "verson: 1.0.0");
    is(clinic.typed(command, "1.0.0\n"), 1, &["did you mean `version`?"]);
    assert!(clinic.approvals().is_empty());
}

#[test]
fn a_changed_approval_does_not_count() {
    let clinic = Clinic::new("tampered");
    is(clinic.sign("okafor", "2026-11-23"), 0, &[]);
    is(clinic.sign("ito", "2026-11-24"), 0, &["Active."]);
    let names = clinic.approvals();
    let ito = format!("ours/approvals/{}", names.iter().find(|name| name.ends_with("-ito.json")).unwrap());
    let whole = clinic.read(&ito);
    let verify = "verify ours --trust trust.yaml --as-of 2026-12-01";
    for (was, is_now) in [
        ("\"approval\"", "\"clinical approval\""),
        ("2026-11-24", "2026-11-30"),
        ("\"unproved\"", "\"no\""),
        ("\"compared_with\": null", "\"compared_with\": \"sha256:00\""),
        ("A first version", "The second version"),
    ] {
        clinic.change(&ito, was, is_now);
        is(clinic.run(verify), 3, &["✗ signature does not fit: changed after it was signed", "1 of 2", "Not active."]);
        clinic.write(&ito, &whole);
    }
    clinic.write(&ito, "not JSON");
    is(clinic.run(verify), 3, &["✗ cannot be read: expected ident at line 1 column 2", "Not active."]);
    clinic.write(&ito, &whole);
    is(clinic.run(verify), 0, &["Active."]);

    // Signed again: both files stay, and the person counts once.
    is(clinic.sign("ito", "2026-11-25"), 0, &["2 of 2"]);
    assert_eq!(clinic.approvals().len(), 3);
    is(clinic.run(verify), 0, &["✗ signed again later by the same person", "2 of 2"]);
    let json = clinic.run(&format!("{verify} --format json")).1;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&json["schema"], &json["active"], &json["policy"]),
        (&"anteroom.verify/1".into(), &true.into(), &"trusted".into())
    );
    let status: Vec<&str> = json["approvals"].as_array().unwrap().iter().filter_map(|a| a["status"].as_str()).collect();
    assert_eq!(status, ["valid", "signed_again", "valid"]);
}

#[test]
fn keys_end_and_approvals_expire() {
    let clinic = Clinic::new("expired");
    is(clinic.sign("okafor", "2026-01-02"), 0, &[]);
    is(clinic.sign("ito", "2026-01-03"), 0, &[]);
    let on = |day: &str| clinic.run(&format!("verify ours --trust trust.yaml --as-of {day}"));
    is(on("2026-01-03"), 0, &["2 of 2"]);
    is(on("2027-01-02"), 0, &["2 of 2"]);
    is(on("2027-01-03"), 3, &["approval expired after 2027-01-02", "1 of 2"]);
    is(on("2026-01-02"), 3, &["signed later than 2026-01-02, for which is asked", "1 of 2"]);

    clinic.change("trust.yaml", "from: 2026-01-01", "revoked: 2026-01-05");
    is(on("2026-01-04"), 0, &["2 of 2"]);
    is(on("2026-01-05"), 3, &["key revoked on 2026-01-05"]);
    clinic.change("trust.yaml", "revoked: 2026-01-05\n      until: 2027-12-31", "until: 2026-01-02");
    is(on("2026-01-05"), 3, &["key expired after 2026-01-02, before it signed"]);
    clinic.change("trust.yaml", "role: [director, clinician]", "role: engineer");
    clinic.change("trust.yaml", "until: 2026-01-02", "until: 2027-12-31");
    is(on("2026-01-05"), 3, &["role missing"]);

    // The gate asks the clock, whatever day the applicant is screened for.
    clinic.write("trust.yaml", &clinic.read("ours/pack.yaml").replace("valid_days: 365", "valid_days: 1"));
    is(clinic.screen(), 3, &["an approval has expired: have it signed again"]);
}

#[test]
fn a_wrong_clock_is_told() {
    let clinic = Clinic::new("clock");
    is(clinic.sign("okafor", "2190-01-01"), 0, &[]);
    let now = "approve ours --as ito --key ito.key --meaning approval --non-interactive --version-is 1.0.0";
    let words = [
        "the clock of this machine says 20",
        "Amara Okafor MD signed ours 1.0.0 later than that, at 2190-01-01T12:00:00Z",
    ];
    is(clinic.run(now), 3, &words);
    is(clinic.run("verify ours"), 3, &["signed later than 20"]);
    is(
        clinic.sign("ito", "2025-12-31"),
        3,
        &["the key of ito may sign from 2026-01-01, and --signed-at says 2025-12-31"],
    );
    is(clinic.sign("ito", "2028-01-01"), 3, &["the key of ito expired on 2027-12-31"]);
    assert_eq!(clinic.approvals().len(), 1);
}

#[test]
fn the_gate_says_what_it_needs() {
    let clinic = Clinic::new("gate");
    is(clinic.run("verify"), 3, &["the pack that anteroom carries is nobody's signed rules. Not active."]);
    is(clinic.run("screen --require-signed --trust trust.yaml"), 3, &["nobody's signed rules", "anteroom approve"]);
    is(clinic.run("screen --pack ours --require-signed"), 2, &["--trust FILE, or ANTEROOM_TRUST"]);
    is(clinic.run("screen --pack ours --trust trust.yaml"), 2, &["--require-signed"]);
    is(clinic.run("verify ours --trust ours/pack.yaml"), 2, &["it lies inside the pack"]);
    is(clinic.run("verify ours --trust nowhere.yaml"), 2, &["nowhere.yaml: no such file"]);
    clinic.write("empty.yaml", "signin: {}\n");
    is(
        clinic.run("verify ours --trust empty.yaml"),
        2,
        &["a file of trusted signers needs `signing`", "names no signers"],
    );
    clinic.change("trust.yaml", "role: clinician", "role: clinican");
    is(
        clinic.run("verify ours --trust trust.yaml"),
        2,
        &["did you mean `clinician`?", "names no signers that can be trusted"],
    );
    is(clinic.sign("okafor", "2026-11-01"), 0, &[]);
    is(clinic.sign("ito", "2026-11-01"), 0, &[]);
    clinic.write("trusted/pack.yaml", &clinic.read("ours/pack.yaml"));
    let mut verify = clinic.command("verify ours");
    is(said(verify.env("ANTEROOM_TRUST", "trusted/pack.yaml").output().unwrap()), 0, &["Active."]);
    clinic.change("ours/pack.yaml", "author: sam\nsigning:", "confusable: [[a, b]]\nsources:");
    is(clinic.run("verify ours"), 1, &[]);
}

#[test]
fn a_pack_without_a_policy_is_nobodys_to_sign() {
    let clinic = Clinic::new("bare");
    let text = clinic.read("ours/pack.yaml");
    let (head, rest) = text.split_once("author: sam\n").unwrap();
    let sources = rest.split_once("sources:\n").unwrap().1;
    clinic.write("ours/pack.yaml", &format!("{head}sources:\n{sources}"));
    is(clinic.run("verify ours"), 3, &["nothing says who may sign it. Not active."]);
    is(clinic.sign("okafor", "2026-11-01"), 3, &["pack.yaml has no `signing`, so nobody may sign"]);
    is(clinic.screen(), 3, &["Missing: director; the name of its author"]);
}
