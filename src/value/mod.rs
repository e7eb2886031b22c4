//! The values of the language: three-valued truth, exact decimals, civil dates, and why a value is unknown.

mod date;
mod decimal;
mod reason;
mod truth;

pub use date::{AsOf, Date};
pub use decimal::{Decimal, Scaled};
pub use reason::Reason;
pub use truth::{LANES, Truth, Truths};
