//! Types one answer by its question's kind: the kind decides how a text is read, and nothing is guessed.

use super::{Given, Value, number, words};
use crate::diagnostic::Diagnostic;
use crate::language::limits::MAX_TEXT_BYTES;
use crate::pack::{Answer, AnswerOption, Question};
use crate::text::Span;
use crate::value::{Date, Reason};
use crate::yaml::{Node, NodeKind, Scalar};

/// Why an answer cannot be used: what it counts as, and what is said about it.
#[derive(Clone, Debug)]
pub struct Fault {
    pub reason: Reason,
    pub diagnostics: Vec<Diagnostic>,
}

impl From<Diagnostic> for Fault {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { reason: Reason::Invalid, diagnostics: vec![diagnostic] }
    }
}

impl Fault {
    pub fn conflict(diagnostic: Diagnostic) -> Self {
        Self { reason: Reason::Conflict, diagnostics: vec![diagnostic] }
    }

    /// For a node that the file's reader has reported already.
    pub fn reported() -> Self {
        Self { reason: Reason::Invalid, diagnostics: Vec::new() }
    }
}

/// The answer that stands in `node`. `item`: the question is a scored item of a scale.
pub fn typed(question: &Question, item: bool, node: &Node, as_of: Date) -> Result<Given, Fault> {
    let wrong = || Fault::from(words::wrong_type(node.span, question, node.describe()));
    if let (Answer::Choices { options, none }, NodeKind::Sequence(chosen)) = (&question.answer, &node.kind) {
        return choices(question, options, *none, chosen);
    }
    let scalar = match &node.kind {
        NodeKind::Null => return Ok(Given::Unknown(Reason::Blank)),
        NodeKind::Error => return Err(Fault::reported()),
        NodeKind::Scalar(scalar) => scalar,
        NodeKind::Sequence(_) | NodeKind::Mapping(_) => return Err(wrong()),
    };
    let value = match &question.answer {
        Answer::YesNo => yes_no(scalar, item).ok_or_else(wrong)?,
        Answer::Number { min, max, places, unit } => {
            let range = number::Range { min: *min, max: *max, places: *places, unit: unit.as_deref() };
            Value::Number(number::read(question, range, scalar, node.span)?)
        }
        Answer::Choice { options, .. } => {
            let place = options.iter().position(|option| option.id == scalar.text);
            // A choice has at most 64 options.
            let code = place.and_then(|place| u8::try_from(place).ok());
            Value::Choice(code.ok_or_else(|| words::not_an_option(node.span, &scalar.text, question, options))?)
        }
        Answer::Text { .. } => return text(question, scalar, node.span),
        Answer::Date { earliest, latest } => {
            let date = Date::parse(&scalar.text).ok_or_else(|| words::not_a_date(node.span))?;
            let latest = latest.unwrap_or(as_of);
            if date < *earliest || date > latest {
                return Err(words::date_out_of_range(node.span, question, *earliest, latest).into());
            }
            Value::Date(date)
        }
        Answer::Points(points) => {
            if !scalar.plain || !number::is_whole(&scalar.text) {
                return Err(wrong());
            }
            let given = scalar.text.parse::<u8>().ok().filter(|given| points.iter().any(|p| p.points == *given));
            Value::Points(given.ok_or_else(|| words::not_a_point(node.span, &scalar.text, question))?)
        }
        Answer::Choices { .. } | Answer::Group { .. } => return Err(wrong()),
    };
    Ok(Given::Value(value))
}

/// The words in quotes too, since JSON has no others; `1` and `0` for an item of a scale.
fn yes_no(scalar: &Scalar, item: bool) -> Option<Value> {
    match scalar.text.as_str() {
        "yes" | "true" => Some(Value::YesNo(true)),
        "no" | "false" => Some(Value::YesNo(false)),
        "1" if item && scalar.plain => Some(Value::YesNo(true)),
        "0" if item && scalar.plain => Some(Value::YesNo(false)),
        _ => None,
    }
}

fn text(question: &Question, scalar: &Scalar, span: Span) -> Result<Given, Fault> {
    let text = scalar.text.trim();
    if text.is_empty() {
        return Ok(Given::Unknown(Reason::Blank));
    }
    if text.len() > MAX_TEXT_BYTES {
        return Err(words::text_too_long(span, question, text.len()).into());
    }
    Ok(Given::Value(Value::Text(text.to_owned())))
}

/// An empty list says "none" only where no option says it; where one does, nobody has chosen it.
fn choices(question: &Question, options: &[AnswerOption], none: Option<u32>, chosen: &[Node]) -> Result<Given, Fault> {
    if chosen.is_empty() && none.is_some() {
        return Ok(Given::Unknown(Reason::Blank));
    }
    let mut invalid = Vec::new();
    let mut conflicts = Vec::new();
    let mut first: Vec<Option<Span>> = vec![None; options.len()];
    for node in chosen {
        let NodeKind::Scalar(scalar) = &node.kind else {
            invalid.push(words::wrong_type(node.span, question, node.describe()));
            continue;
        };
        let found = options.iter().zip(&mut first).find(|(option, _)| option.id == scalar.text);
        match found {
            None => invalid.push(words::not_an_option(node.span, &scalar.text, question, options)),
            Some((option, Some(first))) => {
                conflicts.push(words::chosen_twice(*first, node.span, &option.id, question));
            }
            Some((_, place)) => *place = Some(node.span),
        }
    }
    if let Some((none, option)) = none.and_then(|none| Some((none as usize, options.get(none as usize)?)))
        && let Some(Some(span)) = first.get(none)
        && let Some(other) = first.iter().enumerate().filter(|(at, _)| *at != none).find_map(|(_, span)| *span)
    {
        conflicts.push(words::none_and_others(*span, other, &option.id, question));
    }
    let reason = if invalid.is_empty() { Reason::Conflict } else { Reason::Invalid };
    invalid.append(&mut conflicts);
    if !invalid.is_empty() {
        return Err(Fault { reason, diagnostics: invalid });
    }
    let bits = first.iter().enumerate().filter(|(_, span)| span.is_some());
    Ok(Given::Value(Value::Choices(bits.fold(0, |word, (at, _)| word | 1 << at))))
}
