//! The wording of every mistake in cases, and of everything that came out otherwise.

use super::Expected;
use crate::diagnostic::{Code, Diagnostic};
use crate::pack::Pack;
use crate::text::Span;
use crate::value::Truth;

pub fn unfinished(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0802, span, "what is expected is still to be written")
        .help("write what must come of these answers: `safety`, `screening`, `met`, `not_met`, `unknown`, `missing`")
}

pub fn expects_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0802, span, "this case expects nothing, so that it cannot fail")
        .help("write `expect:` with one or more of `safety`, `screening`, `met`, `not_met`, `unknown`, `missing`")
}

pub fn expected_twice(rule: &str, before: &Expected, again: &Expected) -> Diagnostic {
    let message = if before.truth == again.truth {
        format!("the rule `{rule}` stands here twice")
    } else {
        format!("the rule `{rule}` cannot be {} and {}", came(before.truth), came(again.truth))
    };
    Diagnostic::new(Code::AN0803, again.place, message)
        .label(came(again.truth))
        .also(before.place, came(before.truth))
        .help("name each rule once")
}

pub fn no_rule(span: Span, name: &str, pack: &Pack) -> Diagnostic {
    Diagnostic::new(Code::AN0301, span, format!("no rule is called `{name}`"))
        .nearest(name, pack.rules.iter().map(|rule| rule.id.as_str()))
}

pub fn no_question(span: Span, name: &str, pack: &Pack) -> Diagnostic {
    Diagnostic::new(Code::AN0301, span, format!("no question is called `{name}`"))
        .nearest(name, pack.questions.iter().map(|question| question.id.as_str()))
}

pub fn no_name(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0102, span, "this case has no name")
        .help("write `case:` and a few words, or `applicant:` and an id")
}

pub fn named_twice(name: &str, first: Span, again: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0302, again, format!("two cases are called `{name}`"))
        .also(first, "the first")
        .help("give each case a name of its own")
}

pub fn like_nobody<'n>(span: Span, name: &str, known: impl IntoIterator<Item = &'n str>) -> Diagnostic {
    Diagnostic::new(Code::AN0804, span, format!("no case is called `{name}`")).nearest(name, known)
}

pub fn like_itself(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0804, span, "these cases are like each other in a circle")
        .help("one of them must give its answers in full")
}

pub fn like_too_deep(span: Span, most: usize) -> Diagnostic {
    Diagnostic::new(Code::AN0804, span, format!("more than {most} cases are like one another in a row"))
        .help("make it like a case that gives its answers in full")
}

/// `what` is `the screening` or `the safety`.
pub fn other_level(case: &str, what: &str, span: Span, is: &str, expected: &str) -> Diagnostic {
    let message = format!("case `{case}`: {what} is `{is}`, and `{expected}` is expected");
    Diagnostic::new(Code::AN0801, span, message).label(format!("it is `{is}`"))
}

pub fn other_truth(case: &str, rule: &str, span: Span, is: Truth, expected: Truth) -> Diagnostic {
    let (is, expected) = (came(is), came(expected));
    let message = format!("case `{case}`: the rule `{rule}` is {is}, and is expected to be {expected}");
    Diagnostic::new(Code::AN0801, span, message).label(format!("it is {is}"))
}

pub fn not_named(case: &str, rule: &str, span: Span, is: Truth) -> Diagnostic {
    let is = came(is);
    let message = format!("case `{case}`: the rule `{rule}` is {is}, and is not expected to be");
    Diagnostic::new(Code::AN0801, span, message).label(format!("`{rule}` is {is}"))
}

pub fn not_missing(case: &str, question: &str, span: Span) -> Diagnostic {
    let message = format!("case `{case}`: the question `{question}` is not missing, and is expected to be");
    Diagnostic::new(Code::AN0801, span, message)
        .label("it is not missing")
        .help("missing are only the questions whose answer can still change the decision")
}

pub fn something_missing(case: &str, questions: &[&str], span: Span) -> Diagnostic {
    let list = questions.iter().map(|question| format!("`{question}`")).collect::<Vec<_>>().join(", ");
    let message = format!("case `{case}`: answers are missing, and none is expected to be");
    Diagnostic::new(Code::AN0801, span, message)
        .label(format!("{} missing", questions.len()))
        .help(format!("missing: {list}"))
}

pub fn contradicted(question: &str, asked_when: &str) -> String {
    format!("`{question}` is answered, and is asked only when: {asked_when}")
}

pub fn came(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "met",
        Truth::No => "not met",
        Truth::Unknown => "unknown",
    }
}
