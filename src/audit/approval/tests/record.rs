//! A record says what was signed, and no change of it goes unseen.

use super::super::{Approval, Milder, PrivateKey, SCHEMA, Statement, Unreadable, Version};
use super::{day, key, moment};
use crate::language::{Role, Word as _};
use proptest::prelude::*;
use serde_json::Value;

fn signed() -> Approval {
    let statement = Statement {
        pack: Version { id: "kap".into(), version: "1.0.0".into(), digest: "sha256:51be".into() },
        compared_with: Some("sha256:07aa".into()),
        as_of: Some(day("2026-11-22")),
        diff: "sha256:93c1".into(),
        safety_milder: Milder::No,
        summary: vec!["1 rule changed: heart.pressure".into(), "7 applicants \"moved\" – naïvely".into()],
        signer: "okafor".into(),
        name: "Amara Okafor MD".into(),
        roles: vec![Role::Clinician, Role::Director],
        meaning: "clinical approval".into(),
        signed_at: moment("2026-11-23T14:02:11Z"),
        key: key("zoe").public(),
    };
    statement.sign(&key("okafor"))
}

/// What a reader makes of a changed file: nothing, something that does not fit, or the very same.
fn is_seen(text: &str) -> bool {
    Approval::read(text).map_or(true, |read| !read.fits() || read == signed())
}

#[test]
fn a_record_is_read_as_it_was_written() {
    let approval = signed();
    assert!(approval.fits());
    assert_eq!(approval.statement.key, key("okafor").public(), "the key that signs is the one named");
    assert_eq!(Approval::read(&approval.file()).as_ref(), Ok(&approval));
    let value: Value = serde_json::from_str(&approval.file()).unwrap();
    assert_eq!(Approval::read(&value.to_string()), Ok(approval), "the order of keys does not count");
}

/// Every value in a JSON text, by its path.
fn paths(value: &Value, at: &str, all: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| paths(value, &format!("{at}/{key}"), all)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(i, value)| paths(value, &format!("{at}/{i}"), all));
        }
        _ => all.push(at.to_owned()),
    }
}

#[test]
fn each_field_changed_is_seen() {
    let file: Value = serde_json::from_str(&signed().file()).unwrap();
    let mut all = Vec::new();
    paths(&file, "", &mut all);
    assert_eq!(all.len(), 18, "{all:?}");
    let others = ["", "x", "sha256:51bf", "yes", "unproved", "engineer", "2026-11-24T14:02:11Z", "ito"];
    let others = others.into_iter().map(Value::from).chain([key("ito").public().to_string().into(), Value::Null]);
    let others: Vec<Value> = others.collect();
    for path in &all {
        for other in &others {
            let mut changed = file.clone();
            *changed.pointer_mut(path).unwrap() = other.clone();
            let read = Approval::read(&changed.to_string());
            assert!(read.is_err() || read.is_ok_and(|read| !read.fits()), "{path} = {other}");
        }
        let mut without = file.clone();
        let (parent, key) = path.rsplit_once('/').unwrap();
        match without.pointer_mut(parent).unwrap() {
            Value::Object(map) => drop(map.remove(key)),
            Value::Array(list) => drop(list.remove(key.parse().unwrap())),
            _ => unreachable!("{path} is in an object or a list"),
        }
        let read = Approval::read(&without.to_string());
        assert!(read.is_err() || read.is_ok_and(|read| !read.fits()), "without {path}");
    }
}

#[test]
fn what_does_not_belong_is_refused() {
    let file = signed().file();
    for (was, is) in [
        ("\"signer\"", "\"note\": \"x\",\n    \"signer\""),
        ("\"signer\": \"okafor\"", "\"signer\": \"okafor\", \"signer\": \"ito\""),
        ("\"signature\"", "\"signature\": \"\", \"signature\""),
        (SCHEMA, "anteroom.approval/2"),
        ("==\"", "=\""),
        ("}\n", "} {}\n"),
    ] {
        assert_ne!(file, file.replacen(was, is, 1), "{was}");
        assert!(Approval::read(&file.replacen(was, is, 1)).is_err(), "{was}");
    }
    for text in ["", "{}", "[]", "null", &"[".repeat(100_000)] {
        assert!(Approval::read(text).is_err());
    }
}

/// Every byte of the file, each of its bits and a few bytes that mean something in JSON.
#[test]
fn no_changed_byte_changes_the_meaning() {
    let file = signed().file().into_bytes();
    for at in 0..file.len() {
        let flipped = (0..8).map(|bit| file[at] ^ 1 << bit);
        for byte in flipped.chain(*b" \n\"\\/0A={}[],:") {
            let mut changed = file.clone();
            changed[at] = byte;
            // What is no UTF-8 is not read at all.
            if let Ok(text) = std::str::from_utf8(&changed) {
                assert!(is_seen(text), "byte {at} as {byte:#04x}");
            }
        }
    }
}

proptest! {
    #[test]
    fn no_edit_changes_the_meaning(at in any::<prop::sample::Index>(), cut in 0..5usize, text in "[ -~é\n]{0,4}") {
        let file = signed().file();
        let at = at.index(file.len());
        let at = (0..=at).rev().find(|at| file.is_char_boundary(*at)).unwrap_or(0);
        let end = (at + cut..=file.len()).find(|at| file.is_char_boundary(*at)).unwrap_or(file.len());
        let changed = [&file[..at], &text, &file[end..]].concat();
        prop_assert!(is_seen(&changed), "{}", changed);
    }

    #[test]
    fn any_record_is_read_as_it_was_written(
        words in prop::collection::vec(any::<String>(), 8),
        old in any::<Option<String>>(),
        dated in any::<bool>(),
        summary in prop::collection::vec(any::<String>(), 0..4),
        roles in prop::collection::vec(prop::sample::select(Role::ALL), 0..3),
        milder in prop::sample::select(vec![Milder::No, Milder::Yes, Milder::Unproved]),
    ) {
        let [id, version, digest, diff, signer, name, meaning, _] = &words[..] else { unreachable!() };
        let statement = Statement {
            pack: Version { id: id.clone(), version: version.clone(), digest: digest.clone() },
            compared_with: old,
            as_of: dated.then_some(day("2026-11-22")),
            diff: diff.clone(),
            safety_milder: milder,
            summary,
            signer: signer.clone(),
            name: name.clone(),
            roles: roles.into_iter().map(|(role, _)| role).collect(),
            meaning: meaning.clone(),
            ..signed().statement
        };
        let approval = statement.sign(&key("okafor"));
        let read = Approval::read(&approval.file());
        prop_assert!(approval.fits());
        prop_assert_eq!(read, Ok(approval));
    }
}

#[test]
fn a_key_file_is_read_as_it_was_written_and_shown_to_nobody() {
    let private = key("okafor");
    let file = private.file("okafor");
    assert_eq!(PrivateKey::read(&file).unwrap().public(), private.public());
    let secret = file.lines().last().unwrap().strip_prefix("ed25519-private:").unwrap();
    assert!(!format!("{private:?}").contains(secret));
    for (text, why) in [
        ("", Unreadable::Shape),
        ("# nothing", Unreadable::Shape),
        (secret, Unreadable::Shape),
        (file.trim_end_matches("=\n"), Unreadable::Shape),
        (&format!("{file}{file}"), Unreadable::Shape),
        (&private.public().to_string(), Unreadable::Public),
    ] {
        let error = PrivateKey::read(text).unwrap_err();
        assert_eq!(error, why, "{text}");
        assert!(!error.to_string().contains(secret));
    }
}
