//! Turns what came of a command into the code it leaves with: one list for all commands.

/// Done, whatever the outcome of a screening.
pub(super) const FINE: u8 = 0;
/// Mistakes in a pack or in answers, or a property that is not proved.
pub(super) const PROBLEMS: u8 = 1;
/// A wrong argument, or a file that cannot be read or written.
pub(super) const USAGE: u8 = 2;
/// Not done for want of a signature.
pub(super) const REFUSED: u8 = 3;
/// Something is not as it was acknowledged, decided or proved.
pub(super) const INTEGRITY: u8 = 4;

/// The gravest outcome of a run, for those who ask for it with `--exit-code-by-outcome`.
pub(super) const CLEAR: u8 = 10;
pub(super) const INCOMPLETE: u8 = 11;
pub(super) const REVIEW: u8 = 12;
pub(super) const HOLD: u8 = 13;
pub(super) const SAFETY: u8 = 14;
