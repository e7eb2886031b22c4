//! Sign-off of a version of a pack: an approval is what somebody signed, a standing is what all of them come to.
//!
//! An approval names the pack by its digest, the version it was compared with, and the digest of the differences that were
//! shown. It is held against a policy that says who may sign. A policy inside the pack can be changed by whoever can change
//! the pack, so the one that counts is the policy of the version trusted so far, which is kept elsewhere; where a version
//! brings other signers, it needs enough signatures by the old policy and by its own.

mod key;
mod policy;
mod record;
mod standing;
mod verify;
mod worth;

pub use key::{PrivateKey, Unreadable};
pub use policy::policy_changes;
pub use record::{Approval, Milder, SCHEMA, Statement, Version};
pub use standing::{Concern, Missing, Standing};
pub use verify::{Basis, Verification, verify};
pub use worth::{Found, Worth, may_sign};

#[cfg(test)]
mod tests;

/// What a signer was shown of a change before signing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The digest of the pack that this one was compared with; `None` for a first version.
    pub compared_with: Option<String>,
    /// The digest of the differences as they were shown.
    pub diff_digest: String,
    pub safety_milder: Milder,
    /// In sentences.
    pub summary: Vec<String>,
}
