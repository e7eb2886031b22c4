//! Turns the text at a digit into how far a date, an exponent, a time or a unit reaches.

use std::ops::Range;

use super::token::KEYWORDS;

/// The unit word after a number that ends at `end`: `mmHg`, `%`, `mg/kg` (no spaces around the slash).
pub(super) fn unit(text: &str, end: usize) -> Option<Range<usize>> {
    let after = text.get(end..)?;
    let start = end + (after.len() - after.trim_start_matches([' ', '\t', '\n', '\r']).len());
    let rest = text.get(start..)?;
    if rest.starts_with('%') {
        return Some(start..start + 1);
    }
    if !rest.starts_with(|c: char| c.is_alphabetic() || c == '°') {
        return None;
    }
    let word = |from: &str| from.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '°'))).unwrap_or(from.len());
    let mut length = word(rest);
    if KEYWORDS.contains(&rest.get(..length)?.to_ascii_lowercase().as_str()) {
        return None;
    }
    while let Some(more) = rest.get(length..)?.strip_prefix('/')
        && more.starts_with(char::is_alphabetic)
    {
        length += 1 + word(more);
    }
    let next = rest.get(length..)?;
    let is_path = next.strip_prefix('.').is_some_and(|s| s.starts_with(char::is_alphanumeric));
    let is_call = next.trim_start().starts_with('(');
    (!is_path && !is_call).then_some(start..start + length)
}

/// The length of `e6` or `E-3` right after a number.
pub(super) fn exponent(after: &str) -> usize {
    let Some(rest) = after.strip_prefix(['e', 'E']) else { return 0 };
    let sign = usize::from(rest.starts_with(['+', '-']));
    let digits = rest.bytes().skip(sign).take_while(u8::is_ascii_digit).count();
    let ends = !rest.chars().nth(sign + digits).is_some_and(|c| c.is_alphanumeric() || c == '_');
    if digits > 0 && ends { 1 + sign + digits } else { 0 }
}

/// The length of `T10:30:00Z` right after a date.
pub(super) fn time(after: &str) -> usize {
    let Some(rest) = after.strip_prefix('T').filter(|r| r.starts_with(|c: char| c.is_ascii_digit())) else { return 0 };
    1 + rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'Z' | b'+' | b'-')).count()
}

/// The length of what can only be meant as a date: `2026-11-23`, but also `2026-1-5`, `23.11.2026`, `11/23/2026`.
pub(super) fn date(text: &str) -> Option<usize> {
    let digits = |from: usize| text.bytes().skip(from).take_while(u8::is_ascii_digit).count();
    let bytes = text.as_bytes();
    let first = digits(0);
    let mark = *bytes.get(first).filter(|b| matches!(b, b'-' | b'/' | b'.'))?;
    let second = digits(first + 1);
    let third_at = first + 1 + second + 1;
    if *bytes.get(third_at - 1)? != mark {
        return None;
    }
    let third = digits(third_at);
    let year_first = first == 4 && (1..=2).contains(&third);
    let year_last = (1..=2).contains(&first) && third == 4;
    ((1..=2).contains(&second) && (year_first || year_last)).then_some(third_at + third)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_never_read_as_a_subtraction() {
        for (text, length) in
            [("2026-11-23", 10), ("2026-11-23-5", 10), ("2026-1-5 and", 8), ("23.11.2026", 10), ("1/2/2026)", 8)]
        {
            assert_eq!(date(text), Some(length), "{text}");
        }
        for text in ["2026", "2026-11", "2026 - 11 - 23", "2026-11/23", "12-10-5", "1..5", "2026-011-23", "1-2-"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn a_unit_is_a_word_that_is_no_keyword_name_or_call() {
        for (text, found) in [
            ("160 mmHg", Some("mmHg")),
            ("160mmHg)", Some("mmHg")),
            ("5 mg/kg/d", Some("mg/kg/d")),
            ("5 weeks/2", Some("weeks")),
            ("5 %", Some("%")),
            ("5 and b", None),
            ("5 OR b", None),
            ("5 phq9.total", None),
            ("5 min (a)", None),
            ("5 * b", None),
        ] {
            let end = text.bytes().take_while(u8::is_ascii_digit).count();
            assert_eq!(unit(text, end).and_then(|range| text.get(range)), found, "{text}");
        }
    }
}
