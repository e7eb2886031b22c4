//! Any text as an expression: no panic, places within the text, and what is read without a fault prints as it reads.
#![no_main]

use anteroom::syntax::expression::parse;
use anteroom::text::{Sources, Span};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut sources = Sources::default();
    let file = sources.add("fuzz", text);
    let place = |range: std::ops::Range<usize>| Span::new(file, range.start, range.end);
    let mut faults = Vec::new();
    let read = parse(text, &place, &mut faults);
    for fault in &faults {
        let span = fault.primary.as_ref().expect("a fault of a text has a place").span;
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} is not in the text");
    }
    if faults.is_empty() {
        let printed = read.to_string();
        let again = parse(&printed, &place, &mut faults);
        assert!(faults.is_empty(), "{printed}: {faults:?}");
        assert_eq!(again.to_string(), printed);
    }
});
