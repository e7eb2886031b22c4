//! Turns what the core says about a folder into messages of the language server protocol.

use lsp_server::Notification;
use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, MessageType, NumberOrString, Position,
    PublishDiagnosticsParams, Range, ShowMessageParams, Uri,
};
use serde::Serialize;
use serde_json::{Value, json};

use crate::diagnostic::Severity;
use crate::editor::{Fault, Place, Stretch};

/// What the server can do, and who it is.
pub fn greeting() -> Value {
    json!({
        "capabilities": {
            "positionEncoding": "utf-16",
            "textDocumentSync": {"openClose": true, "change": 1, "save": true},
            "hoverProvider": true,
            "completionProvider": {"triggerCharacters": [".", "{", "(", "[", " "]},
            "definitionProvider": true,
            "referencesProvider": true,
            "renameProvider": {"prepareProvider": true},
        },
        "serverInfo": {"name": "anteroom", "version": env!("CARGO_PKG_VERSION")},
    })
}

/// Whether the editor tells about files that change outside it, when asked to.
pub fn can_watch(params: &Value) -> bool {
    let pointer = "/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration";
    params.pointer(pointer) == Some(&Value::Bool(true))
}

/// Asks to be told when a file of a pack changes outside the editor.
pub fn watchers() -> Value {
    json!({"registrations": [{
        "id": "packs",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": {"watchers": [{"globPattern": "**/*.{yaml,yml,json}"}]},
    }]})
}

pub fn notification(method: &str, params: impl Serialize) -> Notification {
    Notification { method: method.to_owned(), params: value(params) }
}

/// Something that the person at the editor should know.
pub fn trouble(message: String) -> ShowMessageParams {
    ShowMessageParams { typ: MessageType::ERROR, message }
}

/// A message is made of texts and numbers only, which JSON always takes.
pub fn value(of: impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}

pub fn uri(text: &str) -> Option<Uri> {
    text.parse().ok()
}

pub fn place(position: Position) -> Place {
    Place { line: position.line, column: position.character }
}

fn position(place: Place) -> Position {
    Position::new(place.line, place.column)
}

pub fn range(at: Stretch) -> Range {
    Range::new(position(at.start), position(at.end))
}

/// All faults of one file; none take the old ones away. `version`: the editor's number of the text that was looked at. `uri_of`
/// gives the address of a path inside the folder.
pub fn faults(
    uri: Uri,
    faults: &[Fault],
    version: Option<i32>,
    uri_of: impl Fn(&str) -> Option<Uri>,
) -> PublishDiagnosticsParams {
    let diagnostics = faults.iter().map(|fault| diagnostic(fault, &uri_of)).collect();
    PublishDiagnosticsParams { uri, diagnostics, version }
}

fn diagnostic(fault: &Fault, uri_of: &impl Fn(&str) -> Option<Uri>) -> Diagnostic {
    let related = fault.related.iter().filter_map(|related| {
        let location = Location { uri: uri_of(&related.path)?, range: range(related.at) };
        Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
    });
    let related: Vec<_> = related.collect();
    Diagnostic {
        range: range(fault.at),
        severity: Some(match fault.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        code: Some(NumberOrString::String(fault.code.name.to_owned())),
        code_description: None,
        source: Some("anteroom".to_owned()),
        message: fault.message.clone(),
        related_information: (!related.is_empty()).then_some(related),
        tags: None,
        data: None,
    }
}
