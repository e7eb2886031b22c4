//! The archive of decisions: nothing acknowledged is lost, and whatever was changed is told.

mod commands;
mod crashes;
mod edits;
mod kills;

use std::fs;
use std::path::{Path, PathBuf};

use anteroom::audit::archive::{Chain, Head, Noted, Record, Verification};

use crate::cli::{code, err, with_input};
use crate::support::draw::Draw;

const DEMO: &str = "rules/demo";

/// Applicants of the demo pack, one a line; no two alike.
fn applicants(count: usize, draw: &mut Draw) -> String {
    let mut lines = String::new();
    for number in 0..count {
        let (mood, pressure) = (draw.below(4), draw.between(90, 190));
        let words = draw.pick(&["none", "warfarin 5 mg", "an aspirin now and then", "warfarine"]);
        lines += &format!(
            "{{\"applicant\":\"D-{number}\",\"as_of\":\"2026-11-23\",\"answers\":{{\"mood2\":[{mood},null],\"medicines\":\"{words}\",\"systolic_bp\":{pressure}}}}}\n"
        );
    }
    lines
}

/// Records applicants, and gives what was shown of each.
fn record(archive: &Path, applicants: &str) -> Vec<String> {
    let name = archive.to_string_lossy();
    let output =
        with_input(&["screen", "--pack", DEMO, "--record", &name, "--format", "ndjson", "-"], applicants.as_bytes());
    assert_eq!(code(&output), 0, "{}", err(&output));
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

fn head_of(archive: &Path) -> PathBuf {
    PathBuf::from(format!("{}.head", archive.display()))
}

fn head(archive: &Path) -> Option<Head> {
    fs::read_to_string(head_of(archive)).ok().map(|text| Head::parse(&text).expect("a head"))
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n')
}

fn verify(bytes: &[u8], head: Option<&Head>) -> Verification {
    let mut chain = Chain::default();
    for line in lines(bytes) {
        let _ = chain.line(line);
    }
    chain.verify(0, head, Noted::default())
}

/// The decisions of the whole records of an archive, in their order.
fn decisions(bytes: &[u8]) -> Vec<String> {
    let text = lines(bytes).filter_map(|line| std::str::from_utf8(line.strip_suffix(b"\n")?).ok());
    text.filter_map(|line| Record::of(line).ok()).map(|record| record.decision.to_owned()).collect()
}
