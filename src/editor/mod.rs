//! Turns the texts of a pack's folder, half-typed ones too, into what an editor shows at a place in them.
//!
//! Pure: a [`Folder`] is told every text and asked questions; who watches the disk and speaks the protocol is `cli`.

mod complete;
mod context;
mod faults;
mod folder;
mod grammar;
mod hover;
mod names;
mod place;
mod rename;

pub use complete::{Completion, Completions, Sort};
pub use faults::{Fault, Faults, Related};
pub use folder::Folder;
pub use hover::{About, Hover, Sum};
pub use names::What;
pub use place::{Lines, Place, Stretch};
pub use rename::{Edits, Location};
