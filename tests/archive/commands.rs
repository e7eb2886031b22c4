//! The commands about an archive as a person runs them.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::{DEMO, applicants, head_of, record};
use crate::cli::{code, err, folder, out, run, with_input};
use crate::support::draw::Draw;

#[test]
fn an_archive_is_verified_shown_and_noted() {
    let mut draw = Draw::seeded(1);
    let archive = folder("archive-commands").join("decisions.ndjson");
    let name = archive.to_string_lossy();
    let mut shown = record(&archive, &applicants(70, &mut draw));
    let noted = run(&["log", "head", &name]);
    let noted: Vec<String> = out(&noted).split_whitespace().map(str::to_owned).collect();
    assert_eq!(noted[..3], ["--count", "70", "--head"]);
    shown.extend(record(&archive, &applicants(2, &mut draw)));

    let verify = |more: &[&str]| run(&[&["log", "verify", &name], more].concat());
    let whole = verify(&[]);
    assert_eq!(code(&whole), 0);
    assert!(out(&whole).contains(": 72 records, chain intact, head sha256:"), "{}", out(&whole));
    assert_eq!(code(&verify(&[&noted[0], &noted[1], &noted[2], &noted[3]])), 0);
    assert_eq!(code(&verify(&["--head", &noted[3]])), 0);
    let wrong = verify(&["--count", "71", "--head", &noted[3]]);
    assert_eq!(code(&wrong), 4);
    assert!(out(&wrong).contains("record 71 has another hash than the one noted"), "{}", out(&wrong));
    assert!(out(&verify(&["--count", "73"])).contains("it has 72 records, and 73 were noted"));
    assert_eq!(code(&verify(&["--head", "sha256:12"])), 2);

    let lines = |more: &[&str]| out(&run(&[&["log", "show", &name], more].concat()));
    assert_eq!(lines(&["--format", "ndjson"]).lines().collect::<Vec<_>>(), shown);
    assert_eq!(lines(&["--applicant", "D-1"]).lines().count(), 2);
    let last = lines(&["--applicant", "D-1", "--last", "1"]);
    assert!(last.starts_with("    72  20") && last.contains("  D-1  as of 2026-11-23  safety "), "{last}");
    assert_eq!(last.lines().count(), 1);

    let text = fs::read_to_string(&archive).expect("an archive");
    fs::write(&archive, text.replacen("D-5", "D-6", 1)).expect("an archive");
    for command in ["verify", "show", "head"] {
        let output = run(&["log", command, &name]);
        assert_eq!(code(&output), 4, "{command}");
        let said = out(&output) + &err(&output);
        assert!(said.contains("record 6 (line 6) was edited"), "{said}");
    }
    fs::write(&archive, text).expect("an archive");
    fs::remove_file(head_of(&archive)).expect("a head");
    assert_eq!(code(&verify(&[])), 4);
    assert_eq!(code(&verify(&["--head", &noted[3]])), 0);
    let output = run(&["screen", "--record", "README.md", "-"]);
    assert!(code(&output) == 2 && err(&output).contains("this is no archive"), "{}", err(&output));
    for (name, why) in [("README.md", "this is no archive of decisions"), ("no-such-file", "no such file")] {
        let output = run(&["log", "verify", name]);
        assert_eq!(code(&output), 2, "{}", err(&output));
        assert!(err(&output).contains(why), "{}", err(&output));
    }
}

#[test]
fn what_is_recorded_is_what_was_shown_whatever_the_format() {
    let archive = folder("archive-formats").join("decisions.ndjson");
    let name = archive.to_string_lossy();
    let one = applicants(1, &mut Draw::seeded(1)).replace("an aspirin", "my neighbour Quentin's aspirin");
    let shown = |format: &str, more: &[&str]| {
        let arguments = [&["screen", "--pack", "rules/demo", "--record", &name, "--format", format], more].concat();
        let output = with_input(&arguments, one.as_bytes());
        assert_eq!(code(&output), 0, "{}", err(&output));
        out(&output)
    };
    let line = shown("ndjson", &[]);
    for format in ["text", "json", "markdown", "ndjson"] {
        shown(format, &["--show-phi"]);
    }
    let recorded = out(&run(&["log", "show", &name, "--format", "ndjson"]));
    assert_eq!(recorded, line.repeat(5));
    let holds = |word: &str| fs::read_to_string(&archive).expect("an archive").contains(word);
    assert!(!holds("\"answers\":{\"notation\""));
    shown("text", &["--keep-answers"]);
    assert!(holds("\"answers\":{\"notation\":\"json\""));
    assert_eq!(code(&run(&["screen", "--keep-answers", "-"])), 2);
}

#[test]
fn two_writers_do_not_mix() {
    let archive = folder("archive-two").join("decisions.ndjson");
    let name = archive.to_string_lossy();
    record(&archive, &applicants(1, &mut Draw::seeded(1)));
    let one = applicants(1, &mut Draw::seeded(2));
    let arguments = ["screen", "--pack", "rules/demo", "--record", &name, "-"];
    // This test stands for a writer at work.
    let writer = fs::File::options().append(true).open(&archive).expect("an archive");
    writer.lock().expect("a lock");
    let refused = with_input(&arguments, one.as_bytes());
    assert_eq!((code(&refused), out(&refused).as_str()), (2, ""));
    assert!(err(&refused).contains("another anteroom is recording into this archive"), "{}", err(&refused));
    assert_eq!(code(&run(&["log", "verify", &name])), 0, "it can be read meanwhile");
    // Not by closing it: a process that another test is just starting may hold the file for a moment longer.
    writer.unlock().expect("a lock");
    assert_eq!(record(&archive, &one).len(), 1);
}

#[test]
fn an_archive_that_cannot_be_written_is_said() {
    let folder = folder("archive-nowhere");
    let one = applicants(1, &mut Draw::seeded(1));
    for name in [folder.join("no/such/folder/a.ndjson"), folder.clone()] {
        let output =
            with_input(&["screen", "--pack", "rules/demo", "--record", &name.to_string_lossy()], one.as_bytes());
        assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{}", err(&output));
    }
}

/// Screens with an archive that takes `blocks` of 512 bytes: a limit on the size of files stands for a full disk.
#[cfg(unix)]
fn onto_a_full_disk(archive: &Path, blocks: usize, pack: &str, more: &str, input: &str) -> Output {
    let full = format!(
        "trap '' XFSZ; ulimit -f {blocks}; exec {} screen --pack {pack} --record {} {more}",
        env!("CARGO_BIN_EXE_anteroom"),
        archive.display()
    );
    let mut child = std::process::Command::new("sh");
    child.args(["-c", &full]).current_dir(crate::support::root());
    crate::cli::fed(&mut child, input.as_bytes())
}

/// A part of the record is written, and nothing is shown.
#[cfg(unix)]
#[test]
fn what_cannot_be_recorded_is_not_shown() {
    let archive = folder("archive-full").join("decisions.ndjson");
    let input = applicants(2, &mut Draw::seeded(1));
    record(&archive, input.lines().next().expect("an applicant"));
    let before = fs::read(&archive).expect("an archive");
    let output = onto_a_full_disk(&archive, before.len() / 512 + 1, DEMO, "", &input);
    assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{}", err(&output));
    assert!(err(&output).contains("what is not recorded is not shown"), "{}", err(&output));
    let after = fs::read(&archive).expect("an archive");
    assert!(after.len() > before.len() && after.starts_with(&before));
    assert!(out(&run(&["log", "verify", &archive.to_string_lossy()])).contains("1 record, chain intact"));
    record(&archive, &input);
    assert!(out(&run(&["log", "verify", &archive.to_string_lossy()])).contains("3 records, chain intact"));
}

/// The first 64 are recorded and shown, then the disk is full: who is in danger still decides the code.
#[cfg(unix)]
#[test]
fn a_full_disk_does_not_hide_who_was_shown_to_be_in_danger() {
    const OURS: &str = "fixtures/signed/ours";
    let applicants = |count: usize, danger: &str| -> String {
        let one = |number: usize| {
            let danger = if number == 0 { danger } else { "no" };
            format!(
                "{{\"applicant\": \"F-{number}\", \"as_of\": \"2026-11-23\", \"answers\": {{\"systolic_bp\": 120, \"danger_today\": \"{danger}\"}}}}\n"
            )
        };
        (0..count).map(one).collect()
    };
    let folder = folder("archive-danger");
    let whole = folder.join("whole.ndjson");
    let whole_name = whole.to_string_lossy();
    let fits = with_input(&["screen", "--pack", OURS, "--record", &whole_name], applicants(64, "yes").as_bytes());
    assert_eq!(code(&fits), 0, "{}", err(&fits));
    let blocks = fs::read(&whole).expect("an archive").len() / 512 + 1;
    for (name, danger, by_outcome, expected) in [
        ("danger", "yes", "--exit-code-by-outcome", 14),
        ("plain", "yes", "", 2),
        ("nobody", "no", "--exit-code-by-outcome", 2),
    ] {
        let archive = folder.join(format!("{name}.ndjson"));
        let more = format!("--format json {by_outcome}");
        let output = onto_a_full_disk(&archive, blocks, OURS, &more, &applicants(128, danger));
        assert_eq!(code(&output), expected, "{name}: {}", err(&output));
        assert!(err(&output).contains("what is not recorded is not shown"), "{}", err(&output));
        let shown: serde_json::Value = serde_json::from_str(&out(&output)).expect("a list that ends");
        assert_eq!(shown.as_array().map(Vec::len), Some(64));
    }
}
