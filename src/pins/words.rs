//! The wording of every mistake in pins, and of every decision that is not the pinned one.

use crate::diagnostic::{Code, Diagnostic};
use crate::text::Span;

pub fn changed(span: Span, case: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0811, span, format!("case `{case}`: the decision is not the one that is pinned"))
}

/// `made` and `now`: `kap 1.0.0`. `more`: pins besides this one.
pub fn other_pack(span: Span, made: &str, now: &str, more: usize) -> Diagnostic {
    let others = match more {
        0 => String::new(),
        1 => ", as is 1 more pin".to_owned(),
        more => format!(", as are {more} more pins"),
    };
    Diagnostic::new(Code::AN0812, span, format!("this pin is of the pack {made}{others}, and this pack is {now}"))
        .help("`anteroom test --pin` writes anew every pin whose decision is still the same")
}

pub fn no_case<'n>(span: Span, name: &str, known: impl IntoIterator<Item = &'n str>) -> Diagnostic {
    Diagnostic::new(Code::AN0813, span, format!("this pin is of no case: none is called `{name}`"))
        .nearest(name, known)
        .help("name the case so again, or delete the pin: `anteroom review` offers it")
}

pub fn pinned_twice(name: &str, first: Span, again: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0814, again, format!("two pins are of the case `{name}`"))
        .also(first, "the first")
        .help("delete one of the files")
}

pub fn no_json(span: Span, error: &serde_json::Error) -> Diagnostic {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    unreadable(span, &format!("this pin is not whole JSON: {said}"))
}

pub fn no_decision(span: Span, why: &str) -> Diagnostic {
    unreadable(span, &format!("this file is no pin: {why}"))
}

fn unreadable(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0814, span, message).help("delete the file, and `anteroom test --pin` writes it anew")
}
