//! Feeds editor's check with texts; the seeds go through the same check in `cargo test`.
#![no_main]

#[path = "../../tests/seeds/editor.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|text: &str| check::check(text));
