//! Answers what an editor asks about a place: each request with its question to the core, and the answer on the wire.

use std::collections::HashMap;

use lsp_server::ErrorCode;
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionTextEdit, Documentation,
    GotoDefinitionParams, HoverContents, HoverParams, Location, MarkupContent, MarkupKind, PrepareRenameResponse,
    ReferenceParams, RenameParams, TextDocumentPositionParams, TextEdit, Uri, WorkspaceEdit,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::desk::{Desk, Refusal};
use super::wire;
use crate::editor::{self, Completion, Folder, Place, Sort, What};
use crate::render;

/// A file that is asked about: its pack, its path inside, and the place.
struct At<'d> {
    folder: &'d mut Folder,
    inside: String,
    place: Place,
    /// The address of a path inside the folder.
    address: &'d dyn Fn(&str) -> Option<Uri>,
}

/// The answer; nothing to say is `null`.
pub fn answer(desk: &mut Desk, method: &str, params: Value) -> Result<Value, Refusal> {
    match method {
        "textDocument/hover" => {
            let HoverParams { text_document_position_params: position, .. } = read(params)?;
            about(desk, &position, |at| Ok(hover(at)))
        }
        "textDocument/completion" => {
            let CompletionParams { text_document_position: position, .. } = read(params)?;
            about(desk, &position, |at| Ok(wire::value(complete(at))))
        }
        "textDocument/definition" => {
            let GotoDefinitionParams { text_document_position_params: position, .. } = read(params)?;
            about(desk, &position, |at| {
                let found = at.folder.definition(&at.inside, at.place);
                Ok(found.and_then(|found| location(&found, at.address)).map_or(Value::Null, wire::value))
            })
        }
        "textDocument/references" => {
            let ReferenceParams { text_document_position: position, context, .. } = read(params)?;
            about(desk, &position, |at| {
                let found = at.folder.references(&at.inside, at.place, context.include_declaration);
                Ok(wire::value(found.iter().filter_map(|found| location(found, at.address)).collect::<Vec<_>>()))
            })
        }
        "textDocument/prepareRename" => {
            let position: TextDocumentPositionParams = read(params)?;
            about(desk, &position, |at| {
                let (stretch, placeholder) = at.folder.renameable(&at.inside, at.place).map_err(refused)?;
                let range = wire::range(stretch);
                Ok(wire::value(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder }))
            })
        }
        "textDocument/rename" => {
            let RenameParams { text_document_position: position, new_name, .. } = read(params)?;
            about(desk, &position, |at| {
                let edits = at.folder.rename(&at.inside, at.place, new_name.trim()).map_err(refused)?;
                Ok(wire::value(changes(&edits, at.address)))
            })
        }
        _ => Err((ErrorCode::MethodNotFound, format!("`{method}` is nothing that this server does"))),
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|error| (ErrorCode::InvalidParams, error.to_string()))
}

fn refused(why: String) -> Refusal {
    (ErrorCode::RequestFailed, why)
}

/// Asks about a place in an open file of a pack; of other files there is nothing to say.
fn about(
    desk: &mut Desk,
    position: &TextDocumentPositionParams,
    ask: impl FnOnce(At) -> Result<Value, Refusal>,
) -> Result<Value, Refusal> {
    let place = wire::place(position.position);
    desk.with(position.text_document.uri.as_str(), |folder, inside, address| {
        ask(At { folder, inside: inside.to_owned(), place, address })
    })
    .unwrap_or(Ok(Value::Null))
}

fn location(of: &editor::Location, address: &dyn Fn(&str) -> Option<Uri>) -> Option<Location> {
    Some(Location { uri: address(&of.path)?, range: wire::range(of.at) })
}

fn hover(at: At) -> Value {
    let Some(hover) = at.folder.hover(&at.inside, at.place) else { return Value::Null };
    let value = render::hover(&hover.about);
    wire::value(lsp_types::Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value }),
        range: Some(wire::range(hover.at)),
    })
}

fn complete(at: At) -> CompletionList {
    let found = at.folder.complete(&at.inside, at.place);
    let range = wire::range(found.at);
    let item = |(number, completion): (usize, Completion)| CompletionItem {
        kind: Some(match completion.kind {
            Sort::Key => CompletionItemKind::PROPERTY,
            Sort::Word => CompletionItemKind::ENUM_MEMBER,
            Sort::Function => CompletionItemKind::FUNCTION,
            Sort::Name(What::Question) => CompletionItemKind::FIELD,
            Sort::Name(What::Parameter) => CompletionItemKind::CONSTANT,
            Sort::Name(What::Fact | What::Total | What::Subscore) => CompletionItemKind::VARIABLE,
            Sort::Name(_) => CompletionItemKind::REFERENCE,
        }),
        detail: (!completion.detail.is_empty()).then_some(completion.detail),
        documentation: (!completion.says.is_empty()).then_some(Documentation::String(completion.says)),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit {
            range,
            new_text: completion.typed.unwrap_or_else(|| completion.word.clone()),
        })),
        label: completion.word,
        // Best first, as the core has them.
        sort_text: Some(format!("{number:05}")),
        ..CompletionItem::default()
    };
    CompletionList { is_incomplete: false, items: found.items.into_iter().enumerate().map(item).collect() }
}

#[expect(clippy::mutable_key_type, reason = "the protocol's own shape; an address is never changed in place")]
fn changes(edits: &editor::Edits, address: &dyn Fn(&str) -> Option<Uri>) -> WorkspaceEdit {
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for (path, edits) in edits {
        let edits = edits.iter().map(|(at, text)| TextEdit { range: wire::range(*at), new_text: text.clone() });
        changes.extend(address(path).map(|uri| (uri, edits.collect())));
    }
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}
