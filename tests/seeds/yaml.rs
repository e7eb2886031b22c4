//! Any text as YAML and as JSON: no panic, places within the file, and both are either read or refused in words.

use anteroom::diagnostic::Diagnostic;
use anteroom::text::Sources;

pub fn check(text: &str) {
    let mut sources = Sources::default();
    let file = sources.add("fuzz.yaml", text);
    let (yaml, faults) = anteroom::yaml::read(file, text);
    let differ = yaml.as_ref().filter(|_| faults.is_empty()).and_then(|node| anteroom::yaml::agree(file, text, node));
    is_said(yaml.is_some(), &faults, text, &sources);
    is_said(true, differ.as_slice(), text, &sources);
    let (json, faults) = anteroom::yaml::read_json(file, text);
    is_said(json.is_some(), &faults, text, &sources);
}

fn is_said(read: bool, faults: &[Diagnostic], text: &str, sources: &Sources) {
    assert!(read || !faults.is_empty(), "nothing read and nothing said");
    for fault in faults {
        let primary = fault.primary.as_ref().expect("a fault of a file has a place");
        for span in std::iter::once(primary).chain(&fault.secondary).map(|label| label.span) {
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} is not in the file");
        }
        anteroom::render::diagnostic(fault, sources, false, 80);
    }
}
