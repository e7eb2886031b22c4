//! What a clinic does: sign, screen, change the rules, sign again.

use std::fs;

use anteroom::audit::approval::Approval;

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

/// `ours` as it was signed, copied to `old`, and a next version begun.
fn second_version(name: &str) -> Clinic {
    let clinic = Clinic::new(name);
    is(clinic.sign("okafor", "2026-11-01"), 0, &[]);
    is(clinic.sign("ito", "2026-11-01"), 0, &[]);
    next_version(&clinic);
    clinic
}

fn next_version(clinic: &Clinic) {
    for (path, text) in support::files(&clinic.0.join("ours")) {
        clinic.write(&format!("old/{path}"), &text);
    }
    clinic.change("ours/pack.yaml", "version: 1.0.0", "version: 1.1.0");
}

fn sign_second(clinic: &Clinic, signer: &str, old: &str, more: &str) -> (i32, String) {
    clinic.run(&format!(
        "approve ours --as {signer} --key {signer}.key --meaning approval --against {old} --non-interactive \
         --version-is 1.1.0 --signed-at 2026-11-02T12:00:00Z{more}"
    ))
}

#[test]
fn a_change_is_compared_with_the_version_in_use() {
    let clinic = second_version("second");
    clinic.change("ours/rules/ours.yaml", "160 mmHg", "150 mmHg");
    clinic.write("ours/rules/promises.yaml", PROMISE);
    is(clinic.sign("okafor", "2026-11-02"), 2, &["ours 1.0.0 was signed before", "--against names the version in use"]);
    let sign = |signer: &str, old: &str| sign_second(&clinic, signer, old, "");
    is(sign("okafor", "ours"), 2, &["the same content as the pack itself"]);
    is(sign("okafor", &support::root().join("rules/demo").to_string_lossy()), 2, &["demo is another pack than ours"]);
    is(sign("okafor", "./nowhere"), 2, &["no such folder"]);
    is(sign("okafor", "old..ours"), 2, &["names two versions"]);
    let shown = [
        "Compared with pack ours 1.0.0 (sha256:",
        "proved: no safety outcome becomes milder",
        "Safety does not change. Screening becomes only stricter.",
        "Rule heart.pressure (Pressure at the limit): only stricter; its text differs;",
        "Property heart.limit-is-a-hold: new.",
        "for decisions as of 2026-11-02",
        "the whole diff: `anteroom diff old --pack ours --as-of 2026-11-02`",
    ];
    is(sign("okafor", "old"), 0, &shown);
    // The author makes up the number, and is no director.
    is(sign("sam", "old"), 0, &["2 of 2 required signatures. Missing: director. Not active."]);
    is(sign("ito", "old"), 0, &["Active."]);
    is(clinic.screen(), 0, &["A-1"]);
}

const DIRECTOR: &str = "  roles: director               # one of them at least\n";

#[test]
fn what_is_only_stricter_needs_no_second_clinician() {
    let clinic = Clinic::new("stricter");
    clinic.change("ours/pack.yaml", DIRECTOR, "");
    clinic.change("trust.yaml", DIRECTOR, "");
    // Of a first version nothing is proved.
    is(clinic.sign("okafor", "2026-11-01"), 0, &[]);
    is(clinic.sign("sam", "2026-11-01"), 0, &["2 clinicians (1 signed), as a first version was compared with nothing"]);
    is(clinic.sign("ito", "2026-11-01"), 0, &["Active."]);
    next_version(&clinic);
    clinic.change("ours/rules/ours.yaml", "160 mmHg", "150 mmHg");
    is(sign_second(&clinic, "okafor", "old", ""), 0, &["proved: no safety outcome becomes milder"]);
    is(sign_second(&clinic, "sam", "old", ""), 0, &["2 of 2 required signatures. Active."]);
    is(clinic.screen(), 0, &["A-1"]);
}

#[test]
fn what_may_be_milder_for_safety_needs_two_clinicians() {
    let clinic = second_version("milder");
    clinic.change("ours/rules/ours.yaml", "raises: immediate", "raises: same_day");
    let shown = [
        "A SAFETY OUTCOME BECOMES MILDER for some answers: 2 clinicians sign",
        "Look at this first: A safety outcome becomes milder for some answers.",
        "Rule suicide.today (In danger today): only milder; its text differs;",
    ];
    is(sign_second(&clinic, "okafor", "old", ""), 0, &shown);
    let lacking = "Missing: director; 2 clinicians (1 signed), as a safety outcome becomes milder for some answers.";
    is(sign_second(&clinic, "sam", "old", ""), 0, &["2 of 2", lacking, "Not active."]);
    is(clinic.screen(), 3, &[lacking]);
    is(sign_second(&clinic, "ito", "old", ""), 0, &["Active."]);
    is(clinic.screen(), 0, &["A-1"]);
}

/// No decision changes, and still a signer must see it.
#[test]
fn who_signs_from_now_on_is_said_to_those_who_sign() {
    let clinic = second_version("policy");
    clinic.change("ours/pack.yaml", "needs: 2", "needs: 1");
    is(clinic.run("diff old ours"), 0, &["Proved: no decision changes. What differs is who may sign."]);
    clinic.change("ours/pack.yaml", "author: sam", "author: okafor");
    clinic.write("ours/rules/promises.yaml", PROMISE);
    let both = "What differs is who may sign, and what is checked of the rules.";
    let shown = [
        both,
        "proved: no safety outcome becomes milder",
        "Look at this first: Who may sign, and how many must (policy signing): Fewer persons must sign than before.",
        "Who may sign, and how many must: signatures needed: 2 becomes 1.",
        "The pack: author: sam becomes okafor.",
        "Property heart.limit-is-a-hold: new.",
    ];
    is(sign_second(&clinic, "ito", "old", ""), 0, &shown);
    // By the signers that are trusted so far, one is not enough.
    is(
        clinic.run("verify ours --trust trust.yaml"),
        3,
        &["1 of 2", "by its own 1 of 1 required signatures. Not active."],
    );
}

#[test]
fn the_diff_that_was_signed_is_the_diff_there_is() {
    let clinic = second_version("rechecked");
    clinic.change("ours/rules/ours.yaml", "160 mmHg", "150 mmHg");
    let page = clinic.run("diff old ours --as-of 2026-10-30 --format html").1;
    is(sign_second(&clinic, "okafor", "old", " --as-of 2026-10-30"), 0, &["As of 2026-10-30"]);
    is(sign_second(&clinic, "ito", "old", ""), 0, &["Active."]);
    for late in ["2026-09-30", "2026-11-04"] {
        is(sign_second(&clinic, "sam", "old", &format!(" --as-of {late}")), 2, &["is signed within 30 days"]);
    }
    // The digest on the page is the one that was signed.
    let approvals: Vec<String> = clinic.approvals().into_iter().filter(|name| !name.starts_with("9082")).collect();
    let signed = |signer: &str| {
        let name = approvals.iter().find(|name| name.contains(signer)).unwrap();
        let text = clinic.read(&format!("ours/approvals/{name}"));
        serde_json::from_str::<serde_json::Value>(&text).unwrap()["signed"].clone()
    };
    assert!(page.contains(signed("okafor")["diff"].as_str().unwrap()), "{page}");
    assert_ne!(signed("okafor")["diff"], signed("ito")["diff"], "another day, another diff");
    let digest = |day: &str| {
        let json = clinic.run(&format!("diff old ours --as-of {day} --format json")).1;
        serde_json::from_str::<serde_json::Value>(&json).unwrap()["digest"].clone()
    };
    for signer in ["okafor", "ito"] {
        assert_eq!(digest(signed(signer)["as_of"].as_str().unwrap()), signed(signer)["diff"]);
    }

    let verify = "verify ours --trust trust.yaml --as-of 2026-11-10 --against";
    let same = ["the diff that was signed is the diff there is, as of 2026-10-30", "as of 2026-11-02", "Active."];
    is(clinic.run(&format!("{verify} old")), 0, &same);
    let json: serde_json::Value = serde_json::from_str(&clinic.run(&format!("{verify} old --format json")).1).unwrap();
    let all = json["approvals"].as_array().unwrap();
    let status: Vec<_> =
        all.iter().map(|one| (one["status"].as_str().unwrap(), one["shown"]["status"].as_str())).collect();
    let other = ("other_digest", None);
    assert_eq!(status, [other, other, ("valid", Some("same")), ("valid", Some("same"))]);
    // Not with the version that they compared it with.
    clinic.write("older/pack.yaml", &clinic.read("old/pack.yaml").replace("1.0.0", "0.9.0"));
    for path in ["questionnaire.yaml", "rules/ours.yaml"] {
        clinic.write(&format!("older/{path}"), &clinic.read(&format!("old/{path}")));
    }
    is(clinic.run(&format!("{verify} older")), 3, &["compared with another version than this one (sha256:", "Active."]);

    // A signer who signs what nobody was shown.
    let file = format!("ours/approvals/{}", approvals.iter().find(|name| name.contains("ito")).unwrap());
    let mut statement = Approval::read(&clinic.read(&file)).unwrap().statement;
    statement.summary = vec!["Nothing to see.".to_owned()];
    clinic.write(&file, &statement.clone().sign(&key(2)).file());
    is(clinic.run(&format!("{verify} old")), 4, &["what was signed about it is not what it says", "Active."]);
    statement.diff = format!("sha256:{}", "0".repeat(64));
    clinic.write(&file, &statement.clone().sign(&key(2)).file());
    is(clinic.run(&format!("{verify} old")), 4, &["another diff was signed, sha256:000000000000…, than there is"]);
    statement.as_of = None;
    clinic.write(&file, &statement.sign(&key(2)).file());
    is(clinic.run(&format!("{verify} old")), 3, &["it does not say for which day its diff was made"]);
}

/// The version in use may be a revision: then it is found by the place of the pack, or by its id where it moved.
#[test]
fn a_change_is_compared_with_a_revision() {
    let clinic = second_version("revision");
    let git = |arguments: &str| {
        let mut git = std::process::Command::new("git");
        git.arg("-C").arg(&clinic.0).args(["-c", "user.name=A", "-c", "user.email=a@clinic.example"]);
        git.args(["-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]).args(arguments.split(' '));
        let output = git.env_remove("GIT_DIR").output().expect("git runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    fs::rename(clinic.0.join("ours"), clinic.0.join("next")).unwrap();
    fs::rename(clinic.0.join("old"), clinic.0.join("ours")).unwrap();
    git("init -q");
    git("add ours");
    git("commit -q -m Rules");
    git("tag v1.0.0");
    fs::remove_dir_all(clinic.0.join("ours")).unwrap();
    fs::rename(clinic.0.join("next"), clinic.0.join("ours")).unwrap();
    clinic.change("ours/rules/ours.yaml", "160 mmHg", "150 mmHg");
    is(sign_second(&clinic, "okafor", "v1.0.1", ""), 2, &["there is no revision `v1.0.1`", "did you mean `v1.0.0`?"]);
    let shown = ["Screening becomes only stricter.", "`anteroom diff v1.0.0 --pack ours --as-of 2026-11-02`"];
    is(sign_second(&clinic, "okafor", "v1.0.0", ""), 0, &shown);
    is(sign_second(&clinic, "ito", "main:ours", ""), 0, &["Active."]);
    let same = "the diff that was signed is the diff there is";
    is(clinic.run("verify ours --trust trust.yaml --against v1.0.0 --as-of 2026-11-10"), 0, &[same]);
    is(clinic.run("diff v1.0.0 --pack ours --as-of 2026-11-02"), 0, &["Screening becomes only stricter."]);
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
    clinic.change("ours/pack.yaml", "valid_days: 365", "valid_days: 730");
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
                &[
                    "Rule heart.pressure",
                    "Signer ito (Kenji Ito MD): key: ed25519:",
                    "The key is another one: ask the signer",
                    "Who may sign, and how many must: days for which an approval is valid: 365 becomes 730.",
                ],
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
