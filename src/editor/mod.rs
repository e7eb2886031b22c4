//! Turns the texts of a pack's folder, half-typed ones too, into what an editor shows at a place in them.
//!
//! Pure: a [`Folder`] is told every text and asked questions; who watches the disk and speaks the protocol is `cli`.

mod faults;
mod folder;
mod place;

pub use faults::{Fault, Related};
pub use folder::Folder;
pub use place::{Lines, Place, Stretch};
