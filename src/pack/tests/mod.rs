//! Small packs in text, and what the checker says about them.

mod kap;

use super::{Pack, from_syntax};
use crate::diagnostic::Diagnostic;
use crate::text::Sources;

/// Reads and checks files given by path and text.
fn check(files: &[(String, String)]) -> (Option<Pack>, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let ids: Vec<_> = files.iter().map(|(path, text)| (path.clone(), sources.add(path, text))).collect();
    let (written, mut all) = crate::syntax::read_pack(&ids, &sources);
    let (pack, faults) = from_syntax(&written);
    all.extend(faults);
    (pack, all, sources)
}

/// `AN0306 rules/a.yaml:4:11 message / help`
fn shown(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut lines = String::new();
    for d in diagnostics {
        let place = d.primary.as_ref().map(|l| (sources.get(l.span.file), sources.position(l.span)));
        let place = place.map_or(String::new(), |(file, at)| format!("{}:{}:{} ", file.name, at.line, at.column));
        lines.push_str(&format!("{} {place}{}", d.code.name, d.message));
        if let Some(label) = d.primary.as_ref().filter(|l| !l.message.is_empty()) {
            lines.push_str(&format!(" [{}]", label.message));
        }
        for help in &d.help {
            lines.push_str(&format!(" / {help}"));
        }
        lines.push('\n');
    }
    lines
}
