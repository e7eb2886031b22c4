//! The values of the language: three-valued truth, exact decimals, civil dates, moments, digests, public keys, and why a
//! value is unknown.

mod date;
mod decimal;
mod digest;
mod moment;
mod public_key;
mod reason;
mod truth;

pub use date::{AsOf, Date};
pub use decimal::{Decimal, Scaled};
pub use digest::Digest;
pub use moment::Moment;
pub use public_key::{NoKey, PublicKey};
pub use reason::Reason;
pub use truth::{LANES, Truth, Truths};
