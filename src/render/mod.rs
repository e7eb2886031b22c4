//! Drawings of every result type for people and programs: they compare and decide nothing.

pub mod archive;
mod asks;
pub mod blame;
mod cases;
pub mod change;
mod clinician;
mod coordinator;
mod diagnostic;
mod evidence;
mod hover;
mod html;
pub mod json;
mod labels;
mod markdown;
pub mod missing;
mod names;
mod page;
pub mod proof;
pub mod prose;
mod replay;
pub mod signing;
mod veil;
pub mod why;

pub use cases::cases;
pub use clinician::clinician;
pub use coordinator::coordinator;
pub use diagnostic::diagnostic;
pub use hover::hover;
pub use markdown::markdown;
pub use names::Private;
pub use page::Style;
pub use replay::replay;
pub use veil::veiled;
