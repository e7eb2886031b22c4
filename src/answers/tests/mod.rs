//! Tests of the answers reader: tables of forms, generated sheets, fixtures of mistakes.

mod fixtures;
mod packs;
mod properties;
mod tables;
