//! Drawings of every result type for people and programs: they compare and decide nothing.

mod diagnostic;

pub use diagnostic::diagnostic;
