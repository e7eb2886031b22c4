//! Properties: the ids they may have, and the rules and levels they speak of.

use super::{list, nearest_or_all};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{Expression, Kind, Text};
use crate::text::Span;

pub(in crate::pack) fn property_named_as_rule(id: &Text, rule: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0302, id.span, format!("`{}` is the id of a rule and of a property", **id))
        .also(rule, "the rule")
        .help("say in the id of the property what must hold: `suicide.high-risk-is-immediate`")
}

pub(in crate::pack) fn property_named_as_built_in(id: &Text) -> Diagnostic {
    Diagnostic::new(Code::AN0302, id.span, format!("`{}` reads like a property that every pack is checked for", **id))
        .help("`built-in` is no topic of a pack; choose another")
}

pub(in crate::pack) fn unknown_rule<'a>(rule: &Text, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let unknown = Diagnostic::new(Code::AN0301, rule.span, format!("there is no rule `{}`", **rule));
    nearest_or_all(unknown, rule, &known, "the rules are")
}

pub(in crate::pack) fn no_such_level<'a>(
    axis: &str,
    level: &Expression,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    match &level.kind {
        Kind::Name(name) => {
            let unknown = Diagnostic::new(Code::AN0304, level.span, format!("`{axis}` has no level `{name}`"));
            nearest_or_all(unknown, name, &known, "its levels are")
        }
        _ => Diagnostic::new(
            Code::AN0303,
            level.span,
            format!("`{axis}` is compared with one of its levels, and `{level}` is none"),
        )
        .help(format!("its levels are {}", list(&known))),
    }
}

/// `safety` or `screening` where only what a form holds can stand.
pub(in crate::pack) fn outcome_as_answer(axis: &str, span: Span) -> Diagnostic {
    let level = if axis == "safety" { "same_day" } else { "review" };
    Diagnostic::new(Code::AN0303, span, format!("`{axis}` is an outcome, where an answer is needed"))
        .help(format!("only a property speaks of outcomes, each in a line of its own: `{axis} >= {level}`"))
}
