//! Warnings: legal, and still likely to be wrong.

use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{self, Text};
use crate::text::Span;

pub(in crate::pack) fn unread(what: &str, id: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0501, span, format!("no rule reads the {what} `{id}`"))
}

pub(in crate::pack) fn unused(what: &str, id: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0502, span, format!("the {what} `{id}` is never used"))
}

pub(in crate::pack) fn no_locator(id: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0503, span, format!("nothing says where in `{id}` the statement stands"))
        .help("add `locator:` with the page, table or section once somebody has looked it up")
}

pub(in crate::pack) fn no_none_of_these(id: &Text) -> Diagnostic {
    Diagnostic::new(Code::AN0504, id.span, format!("`{}` has no option that means \"none of these\"", **id))
        .help("name one with `none:`, so that nothing chosen can be told from a blank")
}

pub(in crate::pack) fn everyday_word(term: &Text, terms: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0505, term.span, format!("`{}` in `{terms}` is also an everyday word", **term))
        .help("use a longer name or a `pattern`")
}

pub(in crate::pack) fn opposite_lists(word: &str, span: Span, terms: &str, there: Span, other: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0506, span, format!("`{word}` stands in `{terms}` and in `{other}`")).also(there, "there")
}

pub(in crate::pack) fn asked_for_nothing(question: &str, line: &syntax::Line) -> Diagnostic {
    let message = format!("no rule reads `{question}`, so nothing depends on when it is asked");
    Diagnostic::new(Code::AN0518, line.expression.span, message)
        .help("delete `asked_when`, or let a rule read the answer")
}

pub(in crate::pack) fn always_asked(question: &str, line: &syntax::Line) -> Diagnostic {
    let message = format!("`{question}` is always asked: no answers make this false");
    Diagnostic::new(Code::AN0518, line.expression.span, message)
        .help("delete `asked_when`, or write whom the question is for")
}
