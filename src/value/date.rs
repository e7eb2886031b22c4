//! Civil dates as day numbers, and the date a decision is made for.

use jiff::civil;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the proleptic Gregorian calendar, from 1900-01-01 to 2199-12-31.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// The date a decision is made for. Nothing in the core asks a clock.
pub type AsOf = Date;

impl Date {
    pub const MIN: Self = Self(civil::date(1900, 1, 1));
    pub const MAX: Self = Self(civil::date(2199, 12, 31));

    /// Reads `2026-11-23` and nothing else; `None` for a day that does not exist or is out of range.
    pub fn parse(text: &str) -> Option<Self> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i16>().ok();
        if !shape {
            return None;
        }
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let date = Self(civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?);
        (Self::MIN..=Self::MAX).contains(&date).then_some(date)
    }

    pub fn from_civil(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = Self(civil::Date::new(year, month, day).ok()?);
        (Self::MIN..=Self::MAX).contains(&date).then_some(date)
    }

    /// Year, month, day.
    pub fn parts(self) -> (i32, i32, i32) {
        (self.0.year().into(), self.0.month().into(), self.0.day().into())
    }

    /// Days since 1900-01-01: 0 to 109,572.
    pub fn day_number(self) -> i32 {
        self.days_since(Self::MIN)
    }

    pub fn from_day_number(days: i32) -> Option<Self> {
        let date = Self(Self::MIN.0.checked_add(jiff::Span::new().try_days(i64::from(days)).ok()?).ok()?);
        (Self::MIN..=Self::MAX).contains(&date).then_some(date)
    }

    /// Whole days from `earlier` to `self`; negative when `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i32 {
        // Both lie within 300 years, so the difference fits.
        self.0.duration_since(earlier.0).as_hours() as i32 / 24
    }

    /// Completed years from `earlier` to `self`: a person born on 29 February completes a year on 1 March of a common year.
    pub fn years_since(self, earlier: Self) -> i32 {
        let (from, to) = if earlier <= self { (earlier.0, self.0) } else { (self.0, earlier.0) };
        let short = (to.month(), to.day()) < (from.month(), from.day());
        let years = i32::from(to.year()) - i32::from(from.year()) - i32::from(short);
        if earlier <= self { years } else { -years }
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("a date such as 2026-11-23 is expected"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    #[test]
    fn reads_iso_dates_only() {
        for text in
            ["2026-2-3", "23/11/2026", "2026-02-30", "1899-12-31", "2200-01-01", "2026-11-23T00:00", "２026-11-2"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert_eq!(d("2024-02-29").to_string(), "2024-02-29");
    }

    #[test]
    fn counts_days_and_completed_years() {
        assert_eq!(d("2026-11-23").days_since(d("2026-10-12")), 42);
        assert_eq!(d("2026-01-01").days_since(d("2026-01-02")), -1);
        assert_eq!(d("2026-11-23").years_since(d("2008-11-23")), 18);
        assert_eq!(d("2026-11-22").years_since(d("2008-11-23")), 17);
        assert_eq!(d("2025-02-28").years_since(d("2004-02-29")), 20);
        assert_eq!(d("2025-03-01").years_since(d("2004-02-29")), 21);
        assert_eq!(Date::from_day_number(d("2026-11-23").day_number()), Some(d("2026-11-23")));
        assert_eq!(Date::MAX.day_number(), 109_572);
    }
}
