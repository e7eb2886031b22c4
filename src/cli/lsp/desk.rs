//! The packs that an editor has open: texts from it laid over those on disk, and what it was last told of each.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use lsp_server::ErrorCode;
use lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, PublishDiagnosticsParams, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::failure::Failure;
use super::super::files;
use super::{uri, wire};
use crate::editor::Folder;

/// Why a request has no answer, in the protocol's numbers and in words.
pub type Refusal = (ErrorCode, String);

const HEADER: &str = "pack.yaml";

#[derive(Debug, Default)]
pub struct Desk {
    /// Whether the editor tells about files that change outside it.
    pub watches: bool,
    /// By the folder of the pack.
    packs: BTreeMap<PathBuf, Open>,
    /// The address by which the editor knows a file that it has, or had, open.
    addresses: BTreeMap<PathBuf, String>,
}

/// A pack of which at least one file is open.
#[derive(Debug, Default)]
struct Open {
    folder: Folder,
    /// Paths inside the folder whose text is the editor's, with the number that it gives the text.
    buffers: BTreeMap<String, i32>,
    /// What is to be looked at again.
    due: Due,
    /// Files that the editor shows faults in.
    marked: BTreeSet<String>,
    /// Why the files on disk cannot be read. What is wrong with the pack cannot be told without them.
    trouble: Option<String>,
    /// Whether the person knows of it.
    is_said: bool,
}

/// What of a pack is to be looked at again; the documents come first, since there may be many cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    #[default]
    Nothing,
    Cases,
    All,
}

impl Desk {
    /// Takes in what the editor tells. What is not understood, or is about no pack, changes nothing.
    pub fn told(&mut self, method: &str, params: Value) {
        match method {
            "textDocument/didOpen" => {
                if let Some(DidOpenTextDocumentParams { text_document }) = read(params) {
                    self.open(text_document.uri.as_str(), text_document.version, text_document.text);
                }
            }
            "textDocument/didChange" => {
                if let Some(DidChangeTextDocumentParams { text_document, content_changes }) = read(params)
                    && let Some(last) = content_changes.into_iter().next_back()
                {
                    self.change(text_document.uri.as_str(), text_document.version, last.text);
                }
            }
            "textDocument/didClose" => {
                if let Some(DidCloseTextDocumentParams { text_document }) = read(params) {
                    self.close(text_document.uri.as_str());
                }
            }
            "textDocument/didSave" => {
                if let Some(DidSaveTextDocumentParams { text_document, .. }) = read(params) {
                    self.outside(text_document.uri.as_str());
                }
            }
            "workspace/didChangeWatchedFiles" => {
                if let Some(DidChangeWatchedFilesParams { changes }) = read(params) {
                    for change in changes {
                        self.outside(change.uri.as_str());
                    }
                }
            }
            _ => {}
        }
    }

    /// Folders that cannot be read, each said once.
    pub fn troubles(&mut self) -> Vec<String> {
        let mut new = Vec::new();
        for open in self.packs.values_mut().filter(|open| !open.is_said) {
            open.is_said = true;
            new.extend(open.trouble.clone());
        }
        new
    }

    /// Looks at one thing that is due, and says what the editor should show from now on; `None` where nothing is due.
    pub fn look(&mut self) -> Option<Vec<PublishDiagnosticsParams>> {
        let (root, open) = self.packs.iter_mut().max_by_key(|(_, open)| open.due)?;
        let found = match open.due {
            Due::Nothing => return None,
            // With its last file closed nothing is shown of a pack.
            _ if open.buffers.is_empty() || open.trouble.is_some() => {
                open.due = Due::Nothing;
                open.buffers.keys().chain(&open.marked).map(|inside| (inside.clone(), Vec::new())).collect()
            }
            Due::Cases => {
                open.due = Due::Nothing;
                open.folder.case_faults()
            }
            Due::All => {
                open.due = Due::Cases;
                let mut found = open.folder.faults();
                let gone = open.marked.iter().filter(|inside| open.folder.text(inside).is_none());
                found.extend(gone.map(|inside| (inside.clone(), Vec::new())));
                found
            }
        };
        let address = |inside: &str| address(&self.addresses, &root.join(inside));
        let mut told = Vec::new();
        for (inside, faults) in found {
            // A file that never had a fault needs no word, unless it is looked at.
            if !faults.is_empty() || open.marked.contains(&inside) || open.buffers.contains_key(&inside) {
                let version = open.buffers.get(&inside).copied();
                told.extend(address(&inside).map(|uri| wire::faults(uri, &faults, version, address)));
            }
            if faults.is_empty() {
                open.marked.remove(&inside)
            } else {
                open.marked.insert(inside)
            };
        }
        self.packs.retain(|_, open| !open.buffers.is_empty() || open.due != Due::Nothing);
        Some(told)
    }

    /// Asks the pack of an open file; `None` where the file is of none.
    pub fn with<T>(
        &mut self,
        address: &str,
        ask: impl FnOnce(&mut Folder, &str, &dyn Fn(&str) -> Option<Uri>) -> T,
    ) -> Option<T> {
        let addresses = std::mem::take(&mut self.addresses);
        let asked = self.find(address).map(|(root, open, inside)| {
            ask(&mut open.folder, &inside, &|inside| self::address(&addresses, &root.join(inside)))
        });
        self.addresses = addresses;
        asked
    }

    fn open(&mut self, address: &str, version: i32, text: String) {
        let Some(path) = uri::path(address) else { return };
        self.addresses.insert(path.clone(), address.to_owned());
        let Some(root) = root(&path) else { return };
        let Some(inside) = inside(&root, &path) else { return };
        let open = self.packs.entry(root.clone()).or_default();
        if open.buffers.is_empty() {
            open.read_again(&root);
        }
        open.folder.set(&inside, text);
        open.buffers.insert(inside, version);
        open.due = Due::All;
    }

    fn change(&mut self, address: &str, version: i32, text: String) {
        if let Some((_, open, inside)) = self.find(address) {
            // No case changes what its pack means.
            open.due = open.due.max(if inside.starts_with("cases/") { Due::Cases } else { Due::All });
            open.folder.set(&inside, text);
            open.buffers.insert(inside, version);
        }
    }

    /// The text of a closed file is again the one on disk.
    fn close(&mut self, address: &str) {
        if let Some((root, open, inside)) = self.find(address) {
            open.buffers.remove(&inside);
            open.read_again(&root);
        }
    }

    /// Something changed on disk.
    fn outside(&mut self, address: &str) {
        let Some(path) = uri::path(address) else { return };
        for (root, open) in &mut self.packs {
            if path.starts_with(root) {
                open.read_again(root);
            }
        }
    }

    /// The pack an open file belongs to, and its path inside.
    fn find(&mut self, address: &str) -> Option<(PathBuf, &mut Open, String)> {
        let path = uri::path(address)?;
        let (root, open) = self
            .packs
            .iter_mut()
            .rev()
            .find(|(root, open)| inside(root, &path).is_some_and(|inside| open.buffers.contains_key(&inside)))?;
        Some((root.clone(), open, inside(root, &path)?))
    }
}

impl Open {
    /// Takes every text that is not the editor's from disk.
    fn read_again(&mut self, root: &Path) {
        let (mut texts, trouble): (BTreeMap<String, String>, _) = match on_disk(root) {
            Ok(texts) => (texts.into_iter().collect(), None),
            Err(failure) => (BTreeMap::new(), Some(failure.to_string())),
        };
        self.is_said &= trouble == self.trouble;
        self.trouble = trouble;
        for inside in self.buffers.keys() {
            texts.extend(self.folder.text(inside).map(|text| (inside.clone(), text.to_owned())));
        }
        self.folder.replace(texts);
        self.due = Due::All;
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}

/// The nearest folder above a file that holds a `pack.yaml`; a new `pack.yaml` makes its own folder one.
fn root(path: &Path) -> Option<PathBuf> {
    if path.file_name().is_some_and(|name| name == HEADER) {
        return path.parent().map(Path::to_path_buf);
    }
    path.ancestors().skip(1).find(|folder| fs::metadata(folder.join(HEADER)).is_ok()).map(Path::to_path_buf)
}

/// The path of a file inside a folder, if it may belong to a pack.
fn inside(root: &Path, path: &Path) -> Option<String> {
    let inside = path.strip_prefix(root).ok()?;
    let belongs = files::is_yaml(path) || (inside.starts_with("cases") && files::is_case(path));
    belongs.then(|| files::name(inside))
}

/// The texts of a pack and its cases.
fn on_disk(root: &Path) -> Result<Vec<(String, String)>, Failure> {
    let mut texts = files::folder(root)?;
    let cases = root.join("cases");
    if fs::metadata(&cases).is_ok() {
        texts.extend(files::cases(&cases)?.into_iter().map(|(path, text)| (format!("cases/{path}"), text)));
    }
    Ok(texts)
}

/// The address of a file, as the editor writes it where it has the file open.
fn address(addresses: &BTreeMap<PathBuf, String>, path: &Path) -> Option<Uri> {
    match addresses.get(path) {
        Some(address) => wire::uri(address),
        None => wire::uri(&uri::of(path)),
    }
}
