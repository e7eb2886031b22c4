//! Any bytes as YAML and as JSON: no panic, places within the file, and a file without faults reads alike by both readers.
#![no_main]

use anteroom::text::Sources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut sources = Sources::default();
    let file = sources.add("fuzz.yaml", text);
    for (node, faults) in [anteroom::yaml::read(file, text), anteroom::yaml::read_json(file, text)] {
        assert!(node.is_some() || !faults.is_empty(), "nothing read and nothing said");
        for fault in &faults {
            let span = fault.primary.as_ref().expect("a fault of a file has a place").span;
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} is not in the file");
            anteroom::render::diagnostic(fault, &sources, false, 80);
        }
    }
});
