//! What is said of an archive that somebody or something has changed.

use super::*;
use crate::answers::Notation;
use crate::value::{Digest, Moment};

fn moment() -> Moment {
    Moment::parse("2026-11-23T14:02:11Z").expect("a moment")
}

/// The lines of an archive with this many records, and its head.
fn archive(records: u64) -> (Vec<String>, Head) {
    let mut lines = Vec::new();
    let mut head = Head::EMPTY;
    for number in 1..=records {
        let decision = format!(r#"{{"applicant":"A-{number}","value":1.50}}"#);
        let entry = Entry { number, previous: head.hash, at: moment(), decision: &decision, answers: None };
        let (line, hash) = entry.line().expect("a decision");
        head = Head { records: number, bytes: head.bytes + line.len() as u64, hash: Some(hash) };
        lines.push(line);
    }
    (lines, head)
}

fn verify(lines: &[impl AsRef<str>], head: Option<&Head>) -> Verification {
    let text: String = lines.iter().map(AsRef::as_ref).collect();
    let mut chain = Chain::default();
    text.as_bytes().split_inclusive(|byte| *byte == b'\n').for_each(|line| {
        let _ = chain.line(line);
    });
    chain.verify(0, head, Noted::default())
}

#[test]
fn a_record_is_read_back() {
    let kept = Kept { notation: Notation::Yaml, text: "applicant: Ä-1\nanswers: {}\n\0\u{2028}".to_owned() };
    let entry =
        Entry { number: 1, previous: None, at: moment(), decision: r#"{"b":1.50,"a":"é"}"#, answers: Some(&kept) };
    let (line, hash) = entry.line().expect("a decision");
    assert!(!line.trim_end_matches('\n').contains(['\n', '\0']), "{line}");
    let record = Record::of(line.trim_end()).expect("a record");
    assert_eq!((record.number, record.previous, record.hash), (1, None, hash));
    assert_eq!((record.at, record.decision), ("2026-11-23T14:02:11Z", entry.decision));
    assert_eq!(record.answers().expect("answers"), Some(kept));
    let hashed = line.split(",\"hash\"").next().expect("a part");
    assert_eq!(Digest::of(hashed.as_bytes()), hash);
}

#[test]
fn a_head_is_read_back_and_nothing_else_is() {
    let (_, head) = archive(3);
    for head in [head, Head::EMPTY] {
        assert_eq!(Head::parse(&head.line()), Some(head));
    }
    let line = head.line();
    for wrong in ["", "{}", "null", &line.replace("head/1", "head/2"), &line.replace("\"records\":3", "\"records\":0")]
    {
        assert_eq!(Head::parse(wrong), None, "{wrong}");
    }
    assert_eq!(Digest::parse(&head.hash.expect("a hash").to_string()), head.hash);
    assert_eq!(Digest::parse(&head.hash.expect("a hash").to_string().to_uppercase()), None);
}

#[test]
fn an_untouched_archive_is_whole() {
    for records in 0..5 {
        let (lines, head) = archive(records);
        for given in [Some(&head), None] {
            let found = verify(&lines, given);
            assert_eq!((found.end, found.unfinished, found.beyond), (head, 0, 0));
            let faults: &[Fault] = if given.is_some() { &[] } else { &[Fault::NoHead] };
            assert_eq!(found.faults, faults);
        }
    }
}

#[test]
fn every_fault_has_its_name() {
    let (lines, head) = archive(6);
    let (other, _) = archive(7);
    let l = |numbers: &[usize]| numbers.iter().map(|n| lines[n - 1].clone()).collect::<Vec<_>>();
    let with = |at: usize, line: &str| {
        let mut changed = lines.clone();
        changed[at - 1] = line.to_owned();
        changed
    };
    let edited = |at: usize| with(at, &lines[at - 1].replace("1.50", "1.51"));
    let forged = |at: usize, previous: Option<Digest>| {
        let entry = Entry { number: at as u64, previous, at: moment(), decision: "{}", answers: None };
        with(at, &entry.line().expect("JSON").0)
    };
    let later = lines[2].replace("log/1", "log/2");
    let body = later.split(",\"hash\"").next().expect("a part");
    let later = with(3, &format!("{body},\"hash\":\"{}\"}}\n", Digest::of(body.as_bytes())));
    let truncated = |whole, cut| Fault::Truncated { whole, acknowledged: 6, cut };
    let cases = [
        (edited(3), vec![Fault::Edited { line: 3, number: 3, why: Spoilt::Hash }]),
        (edited(1), vec![Fault::Edited { line: 1, number: 1, why: Spoilt::Hash }]),
        (edited(6), vec![Fault::Edited { line: 6, number: 6, why: Spoilt::Hash }]),
        (with(3, "\n"), vec![Fault::Edited { line: 3, number: 3, why: Spoilt::Shape }]),
        (later, vec![Fault::Edited { line: 3, number: 3, why: Spoilt::Schema }]),
        (
            forged(3, Record::of(lines[2].trim_end()).expect("a record").previous),
            vec![Fault::Replaced { line: 4, number: 4 }],
        ),
        (forged(1, None), vec![Fault::Replaced { line: 2, number: 2 }]),
        (forged(6, Record::of(lines[5].trim_end()).expect("a record").previous), vec![Fault::OtherEnd { number: 6 }]),
        (l(&[1, 2, 4, 5, 6]), vec![Fault::Removed { from: 3, to: 3 }]),
        (l(&[4, 5, 6]), vec![Fault::Removed { from: 1, to: 3 }]),
        (l(&[1, 6]), vec![Fault::Removed { from: 2, to: 5 }]),
        (
            l(&[1, 3, 2, 4, 5, 6]),
            vec![Fault::Reordered { line: 2, number: 3 }, Fault::Reordered { line: 3, number: 2 }],
        ),
        (l(&[1, 2, 2, 3, 4, 5, 6]), vec![Fault::Repeated { line: 3, number: 2 }]),
        (l(&[1, 2, 3, 4, 5, 6, 6]), vec![Fault::Repeated { line: 7, number: 6 }]),
        ([&l(&[1, 2])[..], &["{}\n".to_owned()], &l(&[3, 4, 5, 6])].concat(), vec![Fault::Inserted { line: 3 }]),
        ([&lines[..], &["{}\n".to_owned()]].concat(), vec![Fault::Trailing { line: 7, bytes: 3 }]),
        (l(&[1, 2, 3, 4]), vec![truncated(4, false)]),
        (Vec::new(), vec![truncated(0, false)]),
        (with(6, lines[5].trim_end()), vec![truncated(5, true)]),
        (with(6, lines[5].get(..50).expect("a part")), vec![truncated(5, true)]),
    ];
    for (changed, faults) in cases {
        assert_eq!(verify(&changed, Some(&head)).faults, faults, "{}", changed.concat());
    }
    // Nothing that was not acknowledged is a loss: one whole record and an unfinished one lie beyond the head.
    let beyond = [&other[..], &["{\"schema\":".to_owned()]].concat();
    let found = verify(&beyond, Some(&head));
    assert_eq!((found.faults, found.beyond, found.unfinished), (vec![], 1, 10));
    let holes = [&other[..], &["\0\0\n".to_owned(), other[0].clone()]].concat();
    let found = verify(&holes, Some(&head));
    assert_eq!((found.faults, found.end.records, found.unfinished), (vec![], 7, 3 + other[0].len() as u64));
}

#[test]
fn a_number_out_of_all_bounds_is_no_loop() {
    let (lines, head) = archive(2);
    let entry = Entry { number: u64::MAX, previous: head.hash, at: moment(), decision: "{}", answers: None };
    let last = entry.line().expect("JSON").0;
    let found = verify(&[&lines[0], &lines[1], &last, &lines[0]], Some(&head));
    assert_eq!(found.faults, [Fault::Removed { from: 3, to: u64::MAX - 1 }, Fault::Repeated { line: 4, number: 1 },]);
}

#[test]
fn a_noted_end_is_in_the_chain_or_not() {
    let (lines, head) = archive(4);
    let mut chain = Chain::default();
    lines.iter().for_each(|line| {
        let _ = chain.line(line.as_bytes());
    });
    let third = Record::of(lines[2].trim_end()).expect("a record").hash;
    let noted = |records, hash| chain.verify(0, Some(&head), Noted { records, hash }).faults;
    for (records, hash) in [(Some(3), Some(third)), (None, Some(third)), (Some(4), head.hash), (Some(2), None)] {
        assert_eq!(noted(records, hash), []);
    }
    assert_eq!(noted(Some(5), None), [Fault::Fewer { records: 4, noted: 5 }]);
    assert_eq!(noted(Some(4), Some(third)), [Fault::NotNoted { number: Some(4) }]);
    assert_eq!(noted(None, Some(Digest::of(b"another"))), [Fault::NotNoted { number: None }]);
}

#[test]
fn a_chain_is_followed_from_its_middle() {
    let (lines, _) = archive(5);
    let (_, head) = archive(3);
    let before: u64 = lines.iter().take(2).map(|line| line.len() as u64).sum();
    let mut chain = Chain::from(3);
    lines.iter().skip(2).for_each(|line| {
        let _ = chain.line(line.as_bytes());
    });
    let found = chain.verify(before, Some(&head), Noted::default());
    assert_eq!((found.faults.as_slice(), found.beyond, found.end), (&[] as &[Fault], 2, archive(5).1));
    let mut chain = Chain::from(3);
    lines.iter().skip(3).for_each(|line| {
        let _ = chain.line(line.as_bytes());
    });
    assert_ne!(chain.verify(before, Some(&head), Noted::default()).faults, []);
}
