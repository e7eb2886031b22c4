//! Turns diagnostics into SARIF 2.1.0, which code scanning and editors read.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::place::Place;
use crate::diagnostic::{Code, Diagnostic, Label, Severity};
use crate::text::Sources;

/// One run, without a line break at its end. A mistake without a place is said of the file `otherwise`.
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources, otherwise: &str) -> String {
    let codes: BTreeMap<&str, &Code> = diagnostics.iter().map(|d| (d.code.name, d.code)).collect();
    let places: BTreeMap<&str, usize> = codes.keys().enumerate().map(|(at, name)| (*name, at)).collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|d| {
            let place = places.get(d.code.name).copied().unwrap_or_default();
            result(d, place, sources, otherwise)
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "anteroom",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.values().map(|code| rule(code)).collect::<Vec<_>>(),
            }},
            // As our columns are counted.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

/// What a code means. A mistake of the pack is never less than a warning.
fn rule(code: &Code) -> Value {
    let name = code.lint.map_or_else(|| code.name.to_owned(), str::to_owned);
    json!({
        "id": code.name,
        "name": name,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.title},
        "help": {"text": code.page, "markdown": code.page},
        "defaultConfiguration": {"level": level(code.severity)},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn result(d: &Diagnostic, rule: usize, sources: &Sources, otherwise: &str) -> Value {
    let mut message = d.message.clone();
    for help in &d.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    let place = match &d.primary {
        Some(label) => location(sources, label),
        None => json!({"physicalLocation": {"artifactLocation": {"uri": uri(otherwise)}}}),
    };
    let others = d.secondary.iter().enumerate().map(|(at, label)| {
        let mut place = location(sources, label);
        if let Value::Object(fields) = &mut place {
            fields.insert("id".to_owned(), json!(at));
            fields.insert("message".to_owned(), json!({"text": label.message}));
        }
        place
    });
    json!({
        "ruleId": d.code.name,
        "ruleIndex": rule,
        "level": level(d.severity()),
        "message": {"text": message},
        "locations": [place],
        "relatedLocations": others.collect::<Vec<_>>(),
    })
}

fn location(sources: &Sources, label: &Label) -> Value {
    let at = Place::of(sources, label);
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(&at.file)},
        "region": {"startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column},
    }})
}

/// A file's name as a reference: relative where it is, with `%` for what may not stand there.
fn uri(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let mut made = String::new();
    if name.starts_with('/') {
        made.push_str("file://");
    }
    for byte in name.trim_start_matches("./").bytes() {
        if plain(byte) { made.push(char::from(byte)) } else { made.push_str(&format!("%{byte:02X}")) }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_references() {
        assert_eq!(uri("./rules/a b.yaml"), "rules/a%20b.yaml");
        assert_eq!(uri("rules/é#1.yaml"), "rules/%C3%A9%231.yaml");
        assert_eq!(uri("/srv/x.yaml"), "file:///srv/x.yaml");
    }
}
