//! Turns the clock of the machine, and what people write instead of it, into days and moments. The core never asks.

use super::failure::Failure;
use crate::value::{Date, Moment};

/// Reads the date in an argument.
pub(super) fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write a date from 1900 to 2199 as year-month-day, such as 2026-11-23".to_owned())
}

/// Reads the moment in an argument.
pub(super) fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).ok_or_else(|| "write a moment in universal time, such as 2026-11-23T14:02:11Z".to_owned())
}

/// The day it is where this program runs.
pub(super) fn today() -> Result<Date, Failure> {
    let now = jiff::ZonedDateTime::now().date();
    Date::from_civil(now.year(), now.month(), now.day())
        .ok_or_else(|| Failure::Usage(format!("the clock says {now}: give --as-of")))
}

/// The moment it is, in universal time.
pub(super) fn now() -> Result<Moment, Failure> {
    let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    Moment::parse(&now).ok_or_else(|| Failure::Usage(format!("the clock of this machine says {now}: set it right")))
}
