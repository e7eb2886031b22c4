//! Exact decimal numbers: read from text, checked arithmetic, and scaled to whole numbers for columns.

use rust_decimal::Decimal as Inner;
use serde::{Serialize, Serializer};

/// An exact decimal of up to 28 digits. Arithmetic is checked: `None` where a result does not fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(Inner);

/// A decimal as a whole number of `10^-places`.
pub type Scaled = i64;

impl Decimal {
    pub const ZERO: Self = Self(Inner::ZERO);
    pub const ONE: Self = Self(Inner::ONE);

    /// Reads `12`, `-3`, `0.5`, `.5`, `+7`; no exponent, no separators, no more digits than fit exactly.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && digits.bytes().any(|b| b.is_ascii_digit())
            && digits.bytes().filter(|b| *b == b'.').count() <= 1;
        if !plain {
            return None;
        }
        Inner::from_str_exact(text.trim_start_matches('+').trim_end_matches('.')).ok().map(|d| Self(d.normalize()))
    }

    /// `units` times `10^-places`; `None` above 28 places.
    pub fn from_scaled(units: Scaled, places: u32) -> Option<Self> {
        Inner::try_from_i128_with_scale(i128::from(units), places).ok().map(|d| Self(d.normalize()))
    }

    /// As a whole number of `10^-places`; `None` where that is not exact or does not fit.
    pub fn to_scaled(self, places: u32) -> Option<Scaled> {
        let own = self.0.scale();
        let up = places.checked_sub(own)?;
        let factor = 10i128.checked_pow(up)?;
        Scaled::try_from(self.0.mantissa().checked_mul(factor)?).ok()
    }

    /// Digits after the point.
    pub fn places(self) -> u32 {
        self.0.scale()
    }

    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(|d| Self(d.normalize()))
    }

    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(|d| Self(d.normalize()))
    }

    pub fn checked_mul(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(|d| Self(d.normalize()))
    }

    /// For display and range analysis only: a quotient may be rounded.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        self.0.checked_div(other.0).map(|d| Self(d.normalize()))
    }

    /// Rounded half away from zero to at most `places` digits, for display.
    pub fn rounded(self, places: u32) -> Self {
        Self(self.0.round_dp_with_strategy(places, rust_decimal::RoundingStrategy::MidpointAwayFromZero).normalize())
    }

    /// The whole number at or below.
    pub fn floor(self) -> Self {
        Self(self.0.floor())
    }

    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self(Inner::from(value))
    }
}

impl std::ops::Neg for Decimal {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// On the wire a decimal is its digits as text, so that no reader makes a float of it.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_plain_numbers_only() {
        for (text, shown) in
            [("12", "12"), ("-3.50", "-3.5"), (".5", "0.5"), ("+7", "7"), ("36.3", "36.3"), ("0", "0"), ("5.", "5")]
        {
            assert_eq!(Decimal::parse(text).map(|d| d.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in
            ["", "-", ".", "1e3", "1_000", "0x10", "1.2.3", "12 mg", "١", "--1", "99999999999999999999999999999999"]
        {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn scales_exactly_or_not_at_all() {
        let d = |t| Decimal::parse(t).expect("a number");
        assert_eq!(d("36.3").to_scaled(1), Some(363));
        assert_eq!(d("36.3").to_scaled(0), None);
        assert_eq!(d("9223372036854775808").to_scaled(0), None);
        assert_eq!(Decimal::from_scaled(363, 1), Some(d("36.3")));
    }
}
