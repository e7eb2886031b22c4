//! Turns a pack, its approvals and the policy that is trusted into whether the pack may be used.

use super::standing::Standing;
use super::worth::Found;
use crate::pack::{Pack, Policy};
use crate::value::Date;

/// Whose policy the approvals were held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// One that is kept outside the pack.
    Trusted,
    /// The pack's own, which says nothing against somebody who can change the pack.
    Own,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    pub basis: Basis,
    pub standing: Standing,
    /// Under the pack's own policy, where it differs from the trusted one: the signers change with this version.
    pub by_new_policy: Option<Standing>,
}

impl Verification {
    /// Whether there are enough signatures, by the old signers and by the new.
    pub fn is_active(&self) -> bool {
        self.standing.is_enough() && self.by_new_policy.as_ref().is_none_or(Standing::is_enough)
    }
}

/// Holds the approvals found beside a pack against the policy that is trusted, or else against the pack's own. `None`:
/// there is neither. `as_of` is the day for which is asked.
pub fn verify(pack: &Pack, found: &[Found], trusted: Option<&Policy>, as_of: Date) -> Option<Verification> {
    let own = pack.signing.as_ref();
    let (basis, policy) = match trusted {
        Some(policy) => (Basis::Trusted, policy),
        None => (Basis::Own, own?),
    };
    let new = own.filter(|own| *own != policy);
    Some(Verification {
        basis,
        standing: Standing::of(found, pack, policy, as_of),
        by_new_policy: new.map(|new| Standing::of(found, pack, new, as_of)),
    })
}
