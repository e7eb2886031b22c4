//! Turns the text of a moment in universal time into a value that can be put in order, and back.

use super::Date;
use serde::{Deserialize, Serialize};

/// A second of universal time, written `2026-11-23T14:02:11Z`, on a day that [`Date`] can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Moment {
    day: Date,
    /// Seconds since midnight: 0 to 86,399.
    second: u32,
}

impl Moment {
    /// Reads `2026-11-23T14:02:11Z` and nothing else: no zone but `Z`, no fraction of a second.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.strip_suffix('Z')?.split_once('T')?;
        let shape = time.len() == 8
            && time.bytes().enumerate().all(|(i, b)| if i == 2 || i == 5 { b == b':' } else { b.is_ascii_digit() });
        let number = |range: std::ops::Range<usize>| time.get(range)?.parse::<u32>().ok();
        if !shape {
            return None;
        }
        let (hour, minute, second) = (number(0..2)?, number(3..5)?, number(6..8)?);
        let exists = hour < 24 && minute < 60 && second < 60;
        exists.then_some(Self { day: Date::parse(day)?, second: (hour * 60 + minute) * 60 + second })
    }

    /// The day in universal time.
    pub fn day(self) -> Date {
        self.day
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (hour, minute, second) = (self.second / 3600, self.second / 60 % 60, self.second % 60);
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}Z", self.day)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

impl TryFrom<String> for Moment {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("`{text}` is no moment such as 2026-11-23T14:02:11Z"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        for text in ["2026-11-23T14:02:11Z", "1900-01-01T00:00:00Z", "2199-12-31T23:59:59Z", "2024-02-29T09:05:01Z"] {
            let moment = Moment::parse(text).expect("a moment");
            assert_eq!(moment.to_string(), text);
            assert_eq!(Some(moment.day()), Date::parse(&text[..10]));
        }
        for text in [
            "2026-11-23",
            "2026-11-23T14:02Z",
            "2026-11-23 14:02:11Z",
            "2026-11-23T14:02:11",
            "2026-11-23T14:02:11.5Z",
            "2026-11-23T14:02:11+00:00",
            "2026-11-23T24:00:00Z",
            "2026-11-23T14:60:00Z",
            "2026-11-23T14:02:60Z",
            "2026-02-30T14:02:11Z",
            "2026-11-23T+1:02:11Z",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn earlier_is_less() {
        let m = |text: &str| Moment::parse(text).expect("a moment");
        assert!(m("2026-11-23T14:02:11Z") < m("2026-11-23T14:02:12Z"));
        assert!(m("2026-11-23T23:59:59Z") < m("2026-11-24T00:00:00Z"));
    }
}
