//! Any text as an expression: no panic, places within the text, and what is read without a fault prints as it reads.

use anteroom::language::limits::MAX_EXPRESSION_BYTES;
use anteroom::syntax::expression::parse;
use anteroom::text::{Sources, Span};

pub fn check(text: &str) {
    let mut sources = Sources::default();
    let file = sources.add("fuzz", text);
    let place = |range: std::ops::Range<usize>| Span::new(file, range.start, range.end);
    let mut faults = Vec::new();
    let read = parse(text, &place, &mut faults);
    for fault in &faults {
        let span = fault.primary.as_ref().expect("a fault of a text has a place").span;
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} is not in the text");
        anteroom::render::diagnostic(fault, &sources, false, 80);
    }
    let printed = read.to_string();
    // Printing puts spaces between words, so a text that just fits may print as one that does not.
    if faults.is_empty() && printed.len() <= MAX_EXPRESSION_BYTES {
        let again = parse(&printed, &place, &mut faults);
        assert!(faults.is_empty(), "{printed}: {faults:?}");
        assert_eq!(again.to_string(), printed);
    }
}
