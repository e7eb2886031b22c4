//! Turns a number and the name of a thing into words.

/// `1 answer`, `3 answers`.
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
