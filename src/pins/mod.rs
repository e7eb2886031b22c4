//! Turns decisions that were pinned for cases, and those that come now, into what differs between them.
//!
//! A pin is the whole decision of one case, kept beside the cases. Which pack version and which engine made it does not
//! count; everything else does. A pin belongs to the case whose name it bears as its applicant, whatever its file is called.

mod compare;
mod name;
mod read;
mod words;

pub use compare::{Change, Compared, RuleLines, State, compare};
pub use name::file_name;
pub use read::{Pin, Pins, read};
