//! Rules: what they raise, what they rest on, who can be asked.

use super::list;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Kind;
use crate::syntax::Text;
use crate::text::Span;
use crate::value::Decimal;

pub(in crate::pack) fn raises_do_not_fit(
    span: Span,
    raises: &str,
    kind: Kind,
    kind_span: Span,
    allowed: &[&str],
) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(Code::AN0403, span, format!("a rule of kind `{}` does not raise `{raises}`", kind.name()))
            .also(kind_span, "the kind");
    match (kind, raises) {
        (Kind::Indication, _) => {
            diagnostic.help("the indications count together: one that is met is enough; remove `raises`")
        }
        (_, "immediate" | "same_day") => diagnostic.help("only `kind: safety` raises the safety axis"),
        (_, "suggest") => diagnostic.help("only `kind: support` suggests a support tier"),
        _ => diagnostic.help(format!("it raises {}", list(allowed))),
    }
}

pub(in crate::pack) fn raises_missing(id: &Text, kind: Kind, kind_span: Span, allowed: &[&str]) -> Diagnostic {
    let said = if kind == Kind::Support { "`{suggest: TIER}`".to_owned() } else { list(allowed) };
    Diagnostic::new(Code::AN0403, id.span, format!("the rule `{}` does not say what it raises", **id))
        .also(kind_span, "the kind")
        .help(format!("a rule of kind `{}` raises {said}", kind.name()))
}

pub(in crate::pack) fn unknown_incomplete(span: Span, id: &Text) -> Diagnostic {
    Diagnostic::new(Code::AN0403, span, format!("`unknown: incomplete` does nothing in the rule `{}`", **id)).help(
        "it softens what `immediate` and `same_day` raise when unknown; every other rule raises `incomplete` anyway",
    )
}

pub(in crate::pack) fn no_source(id: &Text, kind: Kind) -> Diagnostic {
    Diagnostic::new(Code::AN0401, id.span, format!("the rule `{}` of kind `{}` cites no source", **id, kind.name()))
        .help("add `sources:`; a limit of the clinic's own cites a source of kind `clinic_policy`")
}

pub(in crate::pack) fn nobody_to_ask(question: &str, span: Span, rule: &Text) -> Diagnostic {
    Diagnostic::new(Code::AN0404, span, format!("nothing says who can answer `{question}`"))
        .also(rule.span, "this rule reads it")
        .help("add `from:` to the question or its section: `applicant`, `prescriber`, `clinic` or `lab`")
}

pub(in crate::pack) fn answered_outside_note(span: Span, rule: &Text) -> Diagnostic {
    Diagnostic::new(Code::AN0309, span, "only a rule that raises `note` may ask whether a question is answered")
        .also(rule.span, "this rule rests on it")
        .help("a blank is unknown by itself: name the question, and the rule is unknown while it is blank")
}

pub(in crate::pack) fn answered_in_asked_when(span: Span, question: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0309, span, format!("whether `{question}` is asked cannot rest on `is answered`"))
        .help("`asked_when` looks at answers, so that a blank is never taken for a no")
}

pub(in crate::pack) fn at_least_of(span: Span, given: Decimal, of: usize) -> Diagnostic {
    let said = match given {
        given if given > Decimal::from(of as i64) => "can never hold".to_owned(),
        given if given <= Decimal::ZERO => "always holds".to_owned(),
        _ => "is no whole number".to_owned(),
    };
    Diagnostic::new(Code::AN0306, span, format!("at least {given} of {of} {said}"))
        .help(format!("write a whole number from 1 to {of}"))
}
