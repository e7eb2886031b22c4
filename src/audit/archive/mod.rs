//! Turns decisions into the lines of an archive, and the lines of an archive into what is wrong with it.
//!
//! An archive is a file with a record on each line ([`Record`], schema `anteroom.log/1`). Each record names the hash of the
//! one before it, so an edited, removed, reordered or repeated record shows. A chain alone cannot show that its end is
//! gone: beside the archive stands its head ([`Head`]), which says how many records were acknowledged and the hash of the
//! last. Whoever can write both files can make another archive; a head noted elsewhere shows that ([`Noted`]).
//!
//! A writer makes the records durable first, then the head, and only then tells anybody of the decisions. So a crash
//! leaves the archive at or ahead of its head: whole records beyond it are good, and an unfinished last one was never
//! acknowledged. An archive behind its head has lost something.

mod chain;
mod head;
mod record;
#[cfg(test)]
mod tests;
mod walk;

pub use chain::{Chain, Fault, Noted, Verification};
pub use head::Head;
pub use record::{Entry, Kept, Record, Spoilt};
