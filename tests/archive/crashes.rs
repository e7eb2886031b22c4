//! A writer that stopped anywhere: what was acknowledged stands, and the next writer goes on behind it.

use std::fs;

use anteroom::audit::archive::{Fault, Head};

use super::{applicants, decisions, head, head_of, lines, record, verify};
use crate::cli::{code, err, folder, out, run, with_input};
use crate::support::draw::Draw;

/// An archive of two runs: its bytes, the end of the first run, and its head then and in the end.
fn two_runs(name: &str) -> (std::path::PathBuf, Vec<u8>, usize, Head, Head) {
    let mut draw = Draw::seeded(3);
    let archive = folder(name).join("decisions.ndjson");
    record(&archive, &applicants(3, &mut draw));
    let before = head(&archive).expect("a head");
    record(&archive, &applicants(1, &mut draw));
    let after = head(&archive).expect("a head");
    let bytes = fs::read(&archive).expect("an archive");
    let end = usize::try_from(before.bytes).expect("small");
    (archive, bytes, end, before, after)
}

#[test]
fn an_archive_cut_at_every_byte_of_its_last_record() {
    let (_, bytes, end, before, after) = two_runs("archive-cut");
    for at in end..bytes.len() {
        // The crash came before the head: nobody was told.
        let found = verify(&bytes[..at], Some(&before));
        assert_eq!((found.faults, found.end), (vec![], before), "at {at}");
        assert_eq!(found.unfinished, (at - end) as u64);
        // The record was acknowledged, and its end is gone.
        let found = verify(&bytes[..at], Some(&after));
        assert_eq!(found.faults, [Fault::Truncated { whole: 3, acknowledged: 4, cut: at > end }], "at {at}");
    }
    let found = verify(&bytes, Some(&before));
    assert_eq!((found.faults, found.end, found.beyond, found.unfinished), (vec![], after, 1, 0));
}

#[test]
fn the_next_writer_cuts_an_unfinished_record_off_and_keeps_it_beside() {
    let (archive, bytes, end, before, _) = two_runs("archive-torn");
    let torn = archive.with_file_name("decisions.ndjson.torn");
    let length = bytes.len() - end;
    for at in (end + 1..bytes.len()).step_by(length / 16 + 1).chain([bytes.len() - 1]) {
        fs::write(&archive, &bytes[..at]).expect("an archive");
        fs::write(head_of(&archive), before.line()).expect("a head");
        let _ = fs::remove_file(&torn);
        let verified = run(&["log", "verify", &archive.to_string_lossy()]);
        assert_eq!(code(&verified), 0, "{}", out(&verified));
        assert!(out(&verified).contains("an unfinished last record (never acknowledged)"), "{}", out(&verified));
        let shown = record(&archive, &applicants(2, &mut Draw::seeded(at as u64)));
        let now = fs::read(&archive).expect("an archive");
        assert_eq!(&now[..end], &bytes[..end]);
        assert_eq!(decisions(&now)[3..], shown);
        assert_eq!(verify(&now, head(&archive).as_ref()).faults, []);
        assert_eq!(fs::read(&torn).expect("what was cut"), [&bytes[end..at], b"\n"].concat());
    }
}

#[test]
fn records_ahead_of_the_head_are_kept() {
    let (archive, bytes, _, before, after) = two_runs("archive-ahead");
    fs::write(head_of(&archive), before.line()).expect("a head");
    let verified = run(&["log", "verify", &archive.to_string_lossy()]);
    assert_eq!(code(&verified), 0);
    assert!(out(&verified).contains("1 record at the end may never have been shown"), "{}", out(&verified));
    record(&archive, &applicants(1, &mut Draw::seeded(1)));
    let now = fs::read(&archive).expect("an archive");
    assert!(now.starts_with(&bytes));
    assert_eq!(head(&archive).map(|head| head.records), Some(after.records + 1));
    assert_eq!(verify(&now, head(&archive).as_ref()).faults, []);
}

#[test]
fn nothing_is_recorded_behind_an_end_that_is_not_the_acknowledged_one() {
    let (archive, bytes, end, _, after) = two_runs("archive-refused");
    let name = archive.to_string_lossy();
    let last_edited = String::from_utf8(bytes.clone()).expect("UTF-8").replace("D-0\",\"as_of", "D-9\",\"as_of");
    let without_last = &bytes[..end];
    let middle = &bytes[..end - 20];
    let cases: [(&[u8], &str); 5] = [
        (last_edited.as_bytes(), "record 4 (line 4) was edited"),
        (without_last, "truncated: it ends after 3 records, and 4 were acknowledged"),
        (middle, "in the middle of record 3"),
        (b"", "truncated: it ends after 0 records"),
        (&[&bytes, b"{}\n".as_slice()].concat(), "what stands from line 5 on is no record"),
    ];
    for (changed, why) in cases {
        fs::write(&archive, changed).expect("an archive");
        let one = applicants(1, &mut Draw::seeded(1));
        let output = with_input(&["screen", "--pack", "rules/demo", "--record", &name], one.as_bytes());
        assert_eq!((code(&output), out(&output).as_str()), (4, ""), "{}", err(&output));
        assert!(err(&output).contains(why), "{why}: {}", err(&output));
        assert!(err(&output).contains("nothing is recorded"), "{}", err(&output));
        assert_eq!(fs::read(&archive).expect("an archive"), changed, "it is left alone");
        assert_eq!(head(&archive), Some(after));
    }
    fs::remove_file(&archive).expect("an archive");
    for arguments in [&["log", "verify", &name] as &[&str], &["screen", "--record", &name, "-"]] {
        let output = run(arguments);
        assert_eq!(code(&output), 4, "{}", err(&output));
        assert!(err(&output).contains("the archive is gone: 4 records were acknowledged"), "{}", err(&output));
    }
    assert!(!archive.exists());
    fs::write(&archive, &bytes).expect("an archive");
    fs::remove_file(head_of(&archive)).expect("a head");
    let output = run(&["screen", "--record", &name, "-"]);
    assert_eq!(code(&output), 4);
    assert!(err(&output).contains("the head file is missing"), "{}", err(&output));
    fs::write(head_of(&archive), "{}").expect("a head");
    let output = run(&["screen", "--record", &name, "-"]);
    assert_eq!(code(&output), 4);
    assert!(err(&output).contains("no head of an archive"), "{}", err(&output));
    assert_eq!(lines(&fs::read(&archive).expect("an archive")).count(), 4);
}
