//! Turns a pack and its cases into the changes of a rule that no case would notice.

mod seek;

pub use seek::{OLD, Seeker, Sought, clean};
