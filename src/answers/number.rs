//! Reads a number as a person writes one: plain digits, exact, with no unit or the question's own.

use super::value::Fault;
use super::words;
use crate::pack::Question;
use crate::text::Span;
use crate::value::{Decimal, Scaled};
use crate::yaml::Scalar;

/// What a number question takes.
#[derive(Clone, Copy, Debug)]
pub struct Range<'a> {
    pub min: Decimal,
    pub max: Decimal,
    pub places: u32,
    pub unit: Option<&'a str>,
}

/// `12`, `-3` or `+7`, not `012`: some readers take that for eight times one and two.
pub fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && (digits.len() == 1 || !digits.starts_with('0'))
}

/// A whole number, or one with a point and digits on both sides.
fn is_number(text: &str) -> bool {
    match text.split_once('.') {
        Some((whole, rest)) => is_whole(whole) && !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()),
        None => is_whole(text),
    }
}

/// A number and the unit written behind it; `128 mmHg`, `128mmHg` where that is the unit.
fn split<'t>(text: &'t str, unit: Option<&str>) -> (&'t str, Option<&'t str>) {
    if let Some(unit) = unit
        && let Some(number) = text.strip_suffix(unit)
        && is_number(number.trim_end())
    {
        return (number.trim_end(), None);
    }
    match text.split_once(' ') {
        Some((number, rest)) if is_number(number) && rest.trim_start().starts_with(unit_start) => {
            (number, Some(rest.trim()))
        }
        _ => (text, None),
    }
}

fn unit_start(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '%' | '°')
}

pub fn read(question: &Question, range: Range<'_>, scalar: &Scalar, span: Span) -> Result<Scaled, Fault> {
    if !scalar.plain {
        return Err(words::wrong_type(span, question, "text in quotes").into());
    }
    let (text, other_unit) = split(&scalar.text, range.unit);
    if let Some(other) = other_unit {
        return Err(words::other_unit(span, question, other).into());
    }
    if !is_number(text) {
        return Err(words::wrong_type(span, question, "text").into());
    }
    if range.places == 0 && text.contains('.') {
        return Err(words::wrong_type(span, question, "a number that has a point").into());
    }
    let outside = || words::number_out_of_range(span, question, range.min, range.max, range.unit);
    // More digits than a decimal holds are outside of any range a pack can state.
    let number = Decimal::parse(text).ok_or_else(outside)?;
    if number < range.min || number > range.max {
        return Err(outside().into());
    }
    number.to_scaled(range.places).ok_or_else(|| words::too_many_places(span, question, range.places).into())
}
