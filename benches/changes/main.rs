//! How long it takes to compare packs and to prove the built-in properties, and the most memory that it takes.
//!
//! `cargo bench --bench changes` prints a line for each. A part of a name picks one, whose memory is then its own:
//! `cargo bench --bench changes -- "300 rules"`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a benchmark reads a clock and the pack's files, and prints"
)]

#[path = "../../tests/support/mod.rs"]
mod support;

use std::time::Instant;

use anteroom::audit::{self, Side};
use anteroom::pack::Pack;
use anteroom::program;
use anteroom::value::Date;

use support::{changes, kap, large};

/// The limit of blood pressure, moved.
const LIMIT: (&str, &str, &str) = changes::EDITS[1];

fn main() {
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    let row = |name: &str, work: &dyn Fn()| {
        if name.contains(&only) {
            let start = Instant::now();
            work();
            println!("{name:45} {:6.2} s   at most {:4} MB so far", start.elapsed().as_secs_f64(), memory());
        }
    };
    let today = Date::parse("2026-11-23").unwrap();
    row("the KAP pack, one limit moved", &|| compare(&kap().0, &changes::kap_with(&[LIMIT]), today));
    row("the KAP pack, built-in properties", &|| {
        assert!(audit::prove(&kap().0, today, &[]).is_ok());
    });
    row("300 rules, three changed", &|| compare(&large::pack_with(&[]), &large::pack_with(&large::EDITS), today));
}

fn compare(old: &Pack, new: &Pack, as_of: Date) {
    let programs = [old, new].map(|pack| program::from_pack(pack).unwrap());
    let side = |pack, at: usize| Side { pack, program: programs.get(at).unwrap(), place: "" };
    assert!(audit::compare(side(old, 0), side(new, 1), as_of).moves_decisions());
}

/// The most memory this process had so far, in megabytes; 0 where the system does not tell.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
