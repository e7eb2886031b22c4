//! Parameters, questions, scales and tables that do not fit themselves, and packs that are too large.

use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{self, Text};
use crate::text::Span;
use std::fmt::Display;

pub(in crate::pack) fn too_many(span: Span, what: &str, count: usize, most: usize) -> Diagnostic {
    Diagnostic::new(Code::AN0407, span, format!("there are {count} {what}, and at most {most} are read"))
}

// Numbers.

pub(in crate::pack) fn not_whole(span: Span, what: &str, given: &impl Display, least: u32, most: u32) -> Diagnostic {
    Diagnostic::new(Code::AN0106, span, format!("{given} is not a whole number of {what} from {least} to {most}"))
}

pub(in crate::pack) fn bounds_crossed(min: Span, max: Span, least: &impl Display, most: &impl Display) -> Diagnostic {
    Diagnostic::new(Code::AN0106, max, format!("the maximum {most} is not above the minimum {least}"))
        .also(min, "the minimum")
}

pub(in crate::pack) fn bound_too_fine(span: Span, bound: &impl Display, places: u32) -> Diagnostic {
    let digits = match places {
        0 => "no answer has digits after the point".to_owned(),
        1 => "answers have one digit after the point".to_owned(),
        n => format!("answers have {n} digits after the point"),
    };
    Diagnostic::new(Code::AN0106, span, format!("{bound} is finer than any answer: {digits}"))
        .help("`kind: decimal` with `places` takes up to four digits after the point")
}

pub(in crate::pack) fn bound_too_large(span: Span, bound: &impl Display, most: u64) -> Diagnostic {
    Diagnostic::new(Code::AN0106, span, format!("{bound} is more than an answer can hold"))
        .help(format!("at most {most}, counted in units of the last digit"))
}

pub(in crate::pack) fn parameter_out_of_range(
    span: Span,
    id: &str,
    is: &impl Display,
    least: &impl Display,
    most: &impl Display,
) -> Diagnostic {
    Diagnostic::new(Code::AN0106, span, format!("`{id}` is {is}, outside its own range from {least} to {most}"))
}

pub(in crate::pack) fn days_from_option(name: &Text) -> Diagnostic {
    Diagnostic::new(
        Code::AN0303,
        name.span,
        format!("`{}` is a choice, and `fresh_for` needs a number of days", **name),
    )
}

// Scales.

fn scale(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(Code::AN0405, span, message)
}

pub(in crate::pack) fn scale_not_placed(id: &Text) -> Diagnostic {
    Diagnostic::new(Code::AN0308, id.span, format!("the scale `{}` stands nowhere on the form", **id))
        .help(format!("add `- scale: {}` to a section of `questionnaire.yaml`", **id))
}

pub(in crate::pack) fn group_in_scale(span: Span) -> Diagnostic {
    scale(span, "a group stands inside a scale".to_owned()).help("put it into `questionnaire.yaml`")
}

pub(in crate::pack) fn yes_no_with_points(id: &Text) -> Diagnostic {
    scale(id.span, format!("the item `{}` is answered with yes or no and has `answers` with points", **id))
        .help("remove one of the two")
}

pub(in crate::pack) fn item_without_answers(id: &Text) -> Diagnostic {
    scale(id.span, format!("nothing says how the item `{}` is answered", **id))
        .help("add `answers` to the scale or the item, or `kind: yes_no` to the item")
}

pub(in crate::pack) fn reversed_points(id: &Text) -> Diagnostic {
    scale(id.span, format!("the item `{}` is reversed but not answered with yes or no", **id))
        .help("give the item its own `answers` with the points as they count")
}

pub(in crate::pack) fn points_out_of_range(span: Span, given: &impl Display, most: u32) -> Diagnostic {
    scale(span, format!("{given} is not a whole number of points from 0 to {most}"))
}

pub(in crate::pack) fn points_not_ascending(span: Span, points: u8, before: u8) -> Diagnostic {
    scale(span, format!("{points} stands after {before}"))
        .help("list the answers from the fewest points to the most, each number once")
}

pub(in crate::pack) fn items_crossed(from: &Text, to: &Text) -> Diagnostic {
    scale(from.span.to(to.span), format!("`{}..{}` does not go forwards through one scale", **from, **to))
}

pub(in crate::pack) fn no_total(span: Span, what: &str) -> Diagnostic {
    scale(span, format!("{what} need a total, and this scale has none")).help("remove `total: none`, or these lines")
}

pub(in crate::pack) fn band_not_whole(span: Span, given: &impl Display) -> Diagnostic {
    scale(span, format!("{given} is no total: totals are whole numbers"))
}

pub(in crate::pack) fn band_crossed(span: Span, band: &str, from: i64, to: i64) -> Diagnostic {
    scale(span, format!("the band `{band}` goes from {from} down to {to}"))
}

pub(in crate::pack) fn band_gap(span: Span, band: &str, from: i64, before: &str, end: i64) -> Diagnostic {
    let word = if from > end { "a gap" } else { "an overlap" };
    scale(span, format!("there is {word} between the bands `{before}` (to {end}) and `{band}` (from {from})"))
        .help(format!("`{band}` begins at {}", end.saturating_add(1)))
}

pub(in crate::pack) fn band_twice(band: &Text) -> Diagnostic {
    scale(band.span, format!("the band `{}` stands twice", **band))
}

pub(in crate::pack) fn bands_begin(span: Span, from: &impl Display, least: i64) -> Diagnostic {
    scale(span, format!("the bands begin at {from}, and the total begins at {least}"))
}

pub(in crate::pack) fn bands_end(span: Span, to: &impl Display, most: i64) -> Diagnostic {
    scale(span, format!("the bands end at {to}, and the total ends at {most}"))
}

pub(in crate::pack) fn cutoff_out_of_range(span: Span, at: &impl Display, least: i64, most: i64) -> Diagnostic {
    scale(span, format!("the cut-off {at} is no total: the total goes from {least} to {most}"))
}

pub(in crate::pack) fn prorate_out_of_range(span: Span, given: &impl Display, most: u32) -> Diagnostic {
    scale(span, format!("{given} is not a whole number of missing items from 1 to {most}"))
}

// Tables and term lists.

pub(in crate::pack) fn cell_does_not_fit(cell: &Text, column: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(
        Code::AN0303,
        cell.span,
        format!("`{}` does not fit the column `{column}`, which holds {wanted}", **cell),
    )
}

pub(in crate::pack) fn term_twice(name: &Text, first: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0406, name.span, format!("`{}` stands twice", **name)).also(first, "first here")
}

pub(in crate::pack) fn term_without_words(name: &Text) -> Diagnostic {
    Diagnostic::new(
        Code::AN0103,
        name.span,
        format!("a name is expected here, and `{}` has neither letter nor digit", **name),
    )
    .help("it would never be found in a text")
}

pub(in crate::pack) fn bad_pattern(pattern: &Text, error: &regex::Error) -> Diagnostic {
    let said = error.to_string();
    let reason = said.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
    Diagnostic::new(Code::AN0206, pattern.span, format!("the pattern `{}` is not valid: {reason}", **pattern))
}

pub(in crate::pack) fn pattern_matches_nothing(pattern: &Text) -> Diagnostic {
    Diagnostic::new(Code::AN0206, pattern.span, format!("the pattern `{}` matches the empty text", **pattern))
        .help("a pattern that matches nothing at all would be found in every text")
}

// Questions that are never asked.

pub(in crate::pack) fn never_asked(question: &str, span: Span, line: &syntax::Line) -> Diagnostic {
    Diagnostic::new(Code::AN0308, span, format!("`{question}` can never be asked"))
        .also(line.expression.span, "no answers make this hold")
        .help("what a rule reads from it would always count as not applicable")
}
