//! Sign-off of a version of a pack: an approval is what somebody signed, a standing is what all of them come to.
//!
//! An approval names the pack by its digest, the version it was compared with, and the digest of the differences that were
//! shown. It is held against a policy that says who may sign. A policy inside the pack can be changed by whoever can change
//! the pack, so the one that counts is the policy of the version trusted so far, which is kept elsewhere; where a version
//! brings other signers, it needs enough signatures by the old policy and by its own.

mod key;
mod record;
mod shown;
mod standing;
mod verify;
mod worth;

pub use key::{PrivateKey, Unreadable};
pub use record::{Approval, Milder, SCHEMA, Statement, Version};
pub use shown::{MAX_DIFF_AGE, Recheck, Shown, diff_day, is_timely};
pub use standing::{Concern, Missing, Standing};
pub use verify::{Basis, Verification, verify};
pub use worth::{Found, Worth, may_sign};

#[cfg(test)]
mod tests;
