//! What a clinic does: sign, screen, change the rules, sign again.

use std::fs;

use super::{Clinic, SIGNERS, is, key, said};
use crate::support;

const PROMISE: &str = "\
properties:
  - property: heart.limit-is-a-hold
    about: A high blood pressure pauses the application.
    given: systolic_bp >= 180 mmHg
    then: screening == hold
    because: Somebody looks first.
    sources: [house-rule]
";

#[test]
fn two_sign_and_then_people_are_screened() {
    let clinic = Clinic::new("story");
    is(clinic.run("verify ours"), 3, &["no approvals", "0 of 2 required signatures", "Not active."]);
    is(clinic.screen(), 3, &["0 of 2", "nobody is screened with it; nobody has signed it"]);

    let okafor = "approve ours --as okafor --key okafor.key --meaning approval";
    let shown =
        ["A first version", "Author sam", "Amara Okafor MD (clinician)", "Type the version to sign:", "Signed 2"];
    is(clinic.typed(okafor, "1.0.0\n"), 0, &shown);
    is(clinic.run("verify ours --trust trust.yaml"), 3, &["✓ valid", "1 of 2 required signatures. Missing: director"]);
    is(clinic.screen(), 3, &["1 of 2 required signatures", "anteroom verify ours --trust trust.yaml"]);

    let mut ito = clinic.command("approve ours --as ito --meaning release --non-interactive --version-is 1.0.0");
    is(said(ito.env("ANTEROOM_KEY_FILE", "ito.key").output().unwrap()), 0, &["ours 1.0.0: 2 of 2", " Active."]);
    is(
        clinic.run("verify ours --trust trust.yaml"),
        0,
        &["Amara Okafor MD approval", "Kenji Ito MD release", " Active."],
    );
    is(clinic.screen(), 0, &["A-1", "Ready to book evaluation"]);
    is(clinic.run("check ours"), 0, &["no errors, no warnings"]);

    // What does not change the meaning does not change the signatures.
    clinic.change("ours/rules/ours.yaml", "rules:\n", "# The clinic's rules.\nrules:\n\n");
    is(clinic.screen(), 0, &["A-1"]);
    clinic.change("ours/rules/ours.yaml", "160 mmHg", "170 mmHg");
    is(clinic.run("verify ours --trust trust.yaml"), 3, &["for another digest, of 1.0.0", "0 of 2", "Not active."]);
    is(clinic.screen(), 3, &["it was changed after it was signed: restore the signed version"]);
    clinic.change("ours/rules/ours.yaml", "170 mmHg", "160 mmHg");
    is(clinic.screen(), 0, &["A-1"]);
}

#[test]
fn a_change_is_compared_with_the_version_in_use() {
    let clinic = Clinic::new("second");
    is(clinic.sign("okafor", "2026-11-01"), 0, &[]);
    is(clinic.sign("ito", "2026-11-01"), 0, &[]);
    for (path, text) in support::files(&clinic.0.join("ours")) {
        clinic.write(&format!("old/{path}"), &text);
    }
    clinic.change("ours/pack.yaml", "version: 1.0.0", "version: 1.1.0");
    clinic.change("ours/rules/ours.yaml", "160 mmHg", "150 mmHg");
    clinic.write("ours/rules/promises.yaml", PROMISE);
    is(clinic.sign("okafor", "2026-11-02"), 2, &["ours 1.0.0 was signed before", "--against names the folder"]);
    let sign = |signer: &str, old: &str| {
        clinic.run(&format!(
            "approve ours --as {signer} --key {signer}.key --meaning approval --against {old} --non-interactive \
             --version-is 1.1.0 --signed-at 2026-11-02T12:00:00Z"
        ))
    };
    is(sign("okafor", "ours"), 2, &["the same content as the pack itself"]);
    is(sign("okafor", &support::root().join("rules/demo").to_string_lossy()), 2, &["demo is another pack than ours"]);
    is(sign("okafor", "nowhere"), 2, &["no such folder"]);
    let shown = [
        "Compared with pack ours 1.0.0 (sha256:",
        "not proved that no safety outcome becomes milder: 2 clinicians sign",
        "Rules that read differently, 1: heart.pressure",
        "Properties added, 1: heart.limit-is-a-hold",
    ];
    is(sign("okafor", "old"), 0, &shown);
    // The author makes up the number, and one clinician is not two.
    is(
        sign("sam", "old"),
        0,
        &["2 of 2", "Missing: director; 2 clinicians (1 signed), as it is not proved that no safety"],
    );
    is(sign("ito", "old"), 0, &["Active."]);
    is(clinic.screen(), 0, &["A-1"]);
}

#[test]
fn who_changes_the_pack_cannot_name_the_signers() {
    let clinic = Clinic::new("takeover");
    is(clinic.sign("okafor", "2026-11-01"), 0, &[]);
    is(clinic.sign("ito", "2026-11-01"), 0, &[]);
    is(clinic.screen(), 0, &["A-1"]);
    fs::create_dir_all(clinic.0.join("old")).unwrap();
    for (path, text) in support::files(&clinic.0.join("ours")) {
        clinic.write(&format!("old/{path}"), &text);
    }
    // Sam makes keys for both doctors, and a milder rule.
    let of = |number: u8| key(number).public().to_string();
    clinic.change("ours/pack.yaml", &of(1), &of(21));
    clinic.change("ours/pack.yaml", &of(2), &of(22));
    clinic.change("ours/pack.yaml", "version: 1.0.0", "version: 1.1.0");
    clinic.change("ours/rules/ours.yaml", "160 mmHg", "190 mmHg");
    clinic.write("okafor.key", &key(21).file("okafor"));
    clinic.write("ito.key", &key(22).file("ito"));
    is(clinic.sign("okafor", "2026-11-02"), 0, &[]);
    is(clinic.sign("ito", "2026-11-02"), 0, &[]);
    is(clinic.run("verify ours"), 0, &["note: held against the policy inside the pack", "Active."]);
    let words = ["signed with another key than that of okafor", "0 of 2", "by its own 2 of 2", "Not active."];
    is(clinic.run("verify ours --trust trust.yaml"), 3, &words);
    is(clinic.screen(), 3, &["The signers in the pack are others than those trusted"]);
    // Signed by the doctors that are trusted, it would be active, and then the trusted file may be replaced.
    for (signer, number) in SIGNERS {
        clinic.write(&format!("{signer}.key"), &key(number).file(signer));
        let again = format!(
            "approve ours --as {signer} --key {signer}.key --meaning approval --against old \
                             --non-interactive --version-is 1.1.0 --signed-at 2026-11-03T12:00:00Z"
        );
        if number < 3 {
            is(
                clinic.run(&again),
                0,
                &["Rules that read differently, 1: heart.pressure", "The key of Kenji Ito MD (ito): ed25519:"],
            );
        }
    }
    is(clinic.screen(), 0, &["A-1"]);
    clinic.write("trust.yaml", &clinic.read("ours/pack.yaml"));
    is(clinic.screen(), 0, &["A-1"]);
}

/// What was signed with an earlier build stays signed.
#[test]
fn old_approvals_are_understood() {
    let clinic = Clinic::new("frozen");
    let signed = support::root().join("fixtures/signed");
    let (pack, trust) = (signed.join("ours"), signed.join("trust.yaml"));
    let verify = format!("verify {} --trust {} --as-of 2026-12-01", pack.display(), trust.display());
    is(clinic.run(&verify), 0, &["2 of 2 required signatures. Active."]);
}
