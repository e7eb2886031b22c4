//! A signer's key is made once and stays with its owner.

use std::fs;

use super::{Clinic, is};

#[test]
fn a_key_is_made_once_and_stays_with_its_owner() {
    let clinic = Clinic::new("keys");
    let (code, line) = clinic.run("keys new --as zoe-2 --out zoe-2.key");
    is(
        (code, line.clone()),
        0,
        &["- {signer: zoe-2, name: Your Name, role: clinician, key: ed25519:", "keep it to yourself"],
    );
    let file = clinic.read("zoe-2.key");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &str| fs::metadata(clinic.0.join(path)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("zoe-2.key"), 0o600);
        fs::set_permissions(clinic.0.join("okafor.key"), fs::Permissions::from_mode(0o644)).unwrap();
        is(clinic.run("keys show okafor.key"), 0, &["warning: others may read okafor.key"]);
    }
    is(clinic.run("keys new --as zoe-2 --out zoe-2.key"), 2, &["this file exists, and a key is never written over"]);
    assert_eq!(clinic.read("zoe-2.key"), file);
    let public = clinic.run("keys show zoe-2.key").1;
    assert!(public.starts_with("ed25519:") && line.contains(&public), "{public}");
    is(clinic.run("keys new --as other"), 0, &["other.key"]);
    assert_ne!(clinic.run("keys show other.key").1, public);
    is(clinic.run("keys new --as zoe --out no/such/zoe.key"), 2, &["no such folder"]);
    is(clinic.run("keys new --as Zoe"), 2, &["small letters"]);

    // The printed line stands in a policy as it is.
    let entry = line.split_once("- {").unwrap().1.split_once('}').unwrap().0;
    clinic.change("ours/pack.yaml", "\nsources:", &format!("\n    - {{{entry}}}\nsources:"));
    is(clinic.run("check ours"), 0, &["no errors, no warnings"]);
    is(
        clinic.run("approve ours --as zoe-2 --key zoe-2.key --meaning approval --non-interactive --version-is 1.0.0"),
        0,
        &["Your Name"],
    );
}
