//! Turns the JSON of an old decision into what is asked of it.

mod recorded;
#[cfg(test)]
mod tests;

pub use recorded::Recorded;
