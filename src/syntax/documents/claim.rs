//! Turns one line of a property into what it claims: of a rule, or an expression over answers and outcomes.

use super::condition::Lines;
use super::parts::{self, Faults};
use super::{ClaimLine, Text};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Span, Spanned, nearest};
use crate::value::Truth;
use crate::yaml::{Node, Scalar, shape};
use std::fmt::{Display, Formatter, Result};
use std::ops::Range;

/// The word that opens a claim about a rule.
const RULE: &str = "rule";

/// What a rule may be said to be.
const STATES: [(&str, Truth); 3] = [("met", Truth::Yes), ("not met", Truth::No), ("unknown", Truth::Unknown)];

const SHAPE: &str = "write `rule ID is met`, `rule ID is not met` or `rule ID is unknown`";

impl Lines for ClaimLine {
    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        let scalar = shape::scalar(node, "an expression", faults)?;
        let words = words(&scalar.text);
        match words.first() {
            Some((range, word)) if word.eq_ignore_ascii_case(RULE) => {
                if *word != RULE {
                    let capitals = format!("`{word}` is written with capitals");
                    let fault = Diagnostic::new(Code::AN0202, scalar.place(range.clone()), capitals);
                    faults.push(fault.help("write `rule`"));
                }
                of_a_rule(scalar, &words, faults).map_err(|fault| faults.push(fault)).ok()
            }
            _ => parts::line(node, faults).map(Self::Expression),
        }
    }

    fn unreadable(span: Span) -> Self {
        Self::Expression(parts::unreadable_line(span))
    }
}

/// The words of a text, each with its bytes.
fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    for word in text.split_whitespace() {
        // A word is found no earlier than the end of the word before it.
        let start = text.get(from..).and_then(|rest| rest.find(word)).map_or(from, |at| from + at);
        from = start + word.len();
        found.push((start..from, word));
    }
    found
}

/// `rule suicide.immediate is not met`
fn of_a_rule(
    scalar: &Scalar,
    words: &[(Range<usize>, &str)],
    faults: &mut Faults,
) -> std::result::Result<ClaimLine, Diagnostic> {
    let wrong = |range: Range<usize>, message: String| Diagnostic::new(Code::AN0202, scalar.place(range), message);
    let mut rest = words.iter().skip(1).cloned();
    let whole = words.first().map_or(0, |(r, _)| r.start)..words.last().map_or(0, |(r, _)| r.end);
    let Some((at, id)) = rest.next().filter(|(_, word)| *word != "is") else {
        return Err(wrong(whole.clone(), "`rule` names no rule".to_owned()).help(SHAPE));
    };
    if rest.next().is_none_or(|(_, word)| word != "is") {
        return Err(wrong(at, format!("`is` is missing after `{id}`")).help(SHAPE));
    }
    let rule = Spanned::new(id.to_owned(), scalar.place(at.clone()));
    let rest: Vec<_> = rest.collect();
    let said = rest.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
    let span = match rest.as_slice() {
        [] => return Err(wrong(whole, format!("nothing says what `{id}` is")).help(SHAPE)),
        [(at, _)] => at.clone(),
        [(first, _), (last, _)] => first.start..last.end,
        [(_, "not"), _, (more, next), ..] | [_, (more, next), ..] => {
            let help =
                "one line makes one claim about one rule; put the next on a line of its own, under `all:` or `any:`";
            return Err(wrong(more.clone(), format!("`{next}` has no place here")).help(help));
        }
    };
    let is = state(&said, scalar.place(span), &rule, faults)?;
    Ok(ClaimLine::Rule { rule, is, span: scalar.place(whole) })
}

/// The state a word means; a misspelt one is reported and read as the nearest, so that one mistake stays one.
fn state(said: &str, span: Span, rule: &Text, faults: &mut Faults) -> std::result::Result<Truth, Diagnostic> {
    let names = || STATES.iter().map(|(name, _)| *name);
    let find = |name: &str| STATES.iter().find(|(state, _)| *state == name).map(|(_, truth)| *truth);
    if let Some(truth) = find(said) {
        return Ok(truth);
    }
    let fault = Diagnostic::new(Code::AN0104, span, format!("`{said}` is not one of the words allowed here"));
    if said == "not unknown" {
        return Err(fault.help(format!("put `rule {} is unknown` under `none:`", **rule)));
    }
    let listed = format!("one of {}", shape::listed(names()));
    match nearest(said, names()).and_then(|name| Some((name, find(name)?))) {
        Some((name, truth)) => {
            faults.push(fault.help(format!("did you mean `{name}`?")).help(listed));
            Ok(truth)
        }
        None => Err(fault.help(listed)),
    }
}

/// A claim in its canonical spelling.
impl Display for ClaimLine {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Expression(line) => line.expression.fmt(f),
            Self::Rule { rule, is, .. } => {
                let state = STATES.iter().find(|(_, truth)| truth == is).map_or("", |(name, _)| name);
                write!(f, "{RULE} {} is {state}", **rule)
            }
        }
    }
}

/// On the wire a claim is its canonical text, as an expression is.
impl serde::Serialize for ClaimLine {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
