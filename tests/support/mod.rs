//! What generated tests share: packs, sheets, a second interpreter.
#![allow(dead_code, reason = "the tests and the benchmark each use a part")]

pub mod draw;
pub mod naive;
pub mod packs;
pub mod sheets;
pub mod texts;
