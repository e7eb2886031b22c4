//! A writer that is killed: whatever it had shown is in the archive, and the next one goes on.

#![cfg(unix)]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use super::{DEMO, applicants, decisions, head, record, verify};
use crate::cli::{code, command, err, folder, out, run};
use crate::support::draw::Draw;

const KILLS: usize = 200;
/// Kills of one archive, one after the other.
const IN_A_ROW: usize = 10;
/// Applicants that a writer would decide if nobody killed it.
const APPLICANTS: usize = 320;

/// When a writer is killed.
#[derive(Clone, Copy, Debug)]
enum Kill {
    /// When it has shown so many decisions.
    Shown(usize),
    /// When the archive has grown by more than so many bytes: before the records are acknowledged, if it is quick.
    Grown(u64),
    After(Duration),
}

/// Records until the kill, and gives the decisions that came out whole.
fn killed(archive: &Path, input: &str, kill: Kill) -> Vec<String> {
    let name = archive.to_string_lossy();
    let before = fs::metadata(archive).map_or(0, |metadata| metadata.len());
    let mut child = command(&["screen", "--pack", DEMO, "--record", &name, "--format", "ndjson", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let (mut stdin, stdout) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
    let input = input.to_owned();
    // The pipe breaks when the writer is gone.
    let feeding = std::thread::spawn(move || stdin.write_all(input.as_bytes()).is_ok());
    let (tell, told) = mpsc::channel();
    let enough = match kill {
        Kill::Shown(count) => count,
        Kill::Grown(_) | Kill::After(_) => usize::MAX,
    };
    let reading = std::thread::spawn(move || {
        let mut shown = Vec::new();
        let mut from = BufReader::new(stdout);
        let mut line = String::new();
        while from.read_line(&mut line).is_ok_and(|bytes| bytes > 0) {
            if let Some(whole) = line.strip_suffix('\n') {
                shown.push(whole.to_owned());
            }
            line.clear();
            if shown.len() == enough {
                let _ = tell.send(());
            }
        }
        shown
    });
    match kill {
        // Where it ends before it has shown so many, the channel closes.
        Kill::Shown(_) => drop(told.recv()),
        Kill::Grown(bytes) => {
            let length = || fs::metadata(archive).map_or(0, |metadata| metadata.len());
            while length() <= before + bytes && child.try_wait().expect("a child").is_none() {
                std::thread::sleep(Duration::from_micros(20));
            }
        }
        Kill::After(time) => std::thread::sleep(time),
    }
    child.kill().expect("a kill");
    child.wait().expect("an end");
    feeding.join().expect("no panic");
    reading.join().expect("no panic")
}

#[test]
#[allow(clippy::print_stdout, clippy::disallowed_macros, reason = "the figures are for whoever asks with --nocapture")]
fn nothing_shown_is_lost_when_the_writer_is_killed() {
    let mut draw = Draw::seeded(200);
    let folder = folder("archive-kills");
    let input = applicants(APPLICANTS, &mut draw);
    // How long a whole run takes on this machine just now.
    let start = std::time::Instant::now();
    record(&folder.join("whole.ndjson"), &input);
    let whole = start.elapsed();
    let (mut cut_short, mut torn, mut ahead, mut all_shown) = (0, 0, 0, 0);
    // The whole records so far, byte for byte, and how many there are.
    let (mut stands, mut known) = (Vec::new(), 0);
    for round in 0..KILLS {
        let archive = folder.join(format!("{}.ndjson", round / IN_A_ROW));
        if round % IN_A_ROW == 0 {
            (stands, known) = (Vec::new(), 0);
        }
        let name = archive.to_string_lossy();
        let kill = match round % 4 {
            0 => Kill::Shown(1 + draw.below(APPLICANTS)),
            1 => Kill::After(whole.mul_f64(draw.below(1_000) as f64 / 1_000.0)),
            _ => Kill::Grown(draw.below(input.len()) as u64 * 14),
        };
        let shown = killed(&archive, &input, kill);
        let now = fs::read(&archive).unwrap_or_default();
        let Some(head) = head(&archive) else {
            assert!(shown.is_empty() && now.is_empty(), "round {round}: an archive without a head");
            continue;
        };
        let found = verify(&now, Some(&head));
        assert_eq!(found.faults, [], "round {round}, {kill:?}");
        assert!(now.starts_with(&stands), "round {round}: an older record is another");
        let new = decisions(&now[stands.len()..]);
        assert_eq!(new.len(), usize::try_from(found.end.records).expect("few") - known, "round {round}");
        assert!(new.len() >= shown.len(), "round {round}: a decision was shown and is not recorded");
        assert_eq!(new[..shown.len()], shown, "round {round}");
        known += new.len();
        stands = now[..usize::try_from(found.end.bytes).expect("few")].to_vec();
        let verified = run(&["log", "verify", &name]);
        assert_eq!(code(&verified), 0, "{}{}", out(&verified), err(&verified));
        assert!(out(&verified).contains("chain intact") || known == 0, "{}", out(&verified));
        assert_eq!(out(&verified).contains("unfinished last record"), found.unfinished > 0);
        cut_short += usize::from(shown.len() < APPLICANTS);
        all_shown += shown.len();
        torn += usize::from(found.unfinished > 0);
        ahead += usize::from(found.beyond > 0);
    }
    let figures = format!(
        "{cut_short} of {KILLS} were cut short after {all_shown} decisions in all; {torn} left an unfinished record, {ahead} records that nobody was told of"
    );
    assert!(cut_short > KILLS / 2 && all_shown > KILLS, "{figures}");
    println!("{figures}");
}
