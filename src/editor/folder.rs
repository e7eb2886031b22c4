//! Keeps the texts of a pack's folder as an editor has them, and what could last be read from them.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::faults::{self, Fault};
use crate::answers::Notation;
use crate::pack::Pack;
use crate::text::{FileId, Sources};

/// Where the cases of a pack stand in its folder.
const CASES: &str = "cases/";

/// Every file of a pack by its path inside the folder, with `/` between folders: documents and cases.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    texts: BTreeMap<String, String>,
    /// The pack as it last was without errors: what is said about names does not vanish while one of them is typed.
    pack: Option<Rc<Pack>>,
}

impl Folder {
    pub fn new(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { texts: texts.into_iter().collect(), ..Self::default() }
    }

    /// Lays a text over the one that a file had.
    pub fn set(&mut self, path: &str, text: String) {
        self.texts.insert(path.to_owned(), text);
    }

    /// Takes these texts for all of those it has.
    pub fn replace(&mut self, texts: BTreeMap<String, String>) {
        self.texts = texts;
    }

    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// Everything that `check` and `test` say, by file; a file without faults has none.
    pub fn faults(&mut self) -> BTreeMap<String, Vec<Fault>> {
        let (pack, found) = faults::of(&self.texts);
        if let Some(pack) = pack {
            self.pack = Some(Rc::new(pack));
        }
        found
    }
}

/// Texts as the readers of a pack take them: sources, documents, and cases with the way each is written.
pub(super) struct Readable {
    pub sources: Sources,
    pub documents: Vec<(String, FileId)>,
    pub cases: Vec<(FileId, Notation)>,
}

impl Readable {
    /// Each source is called by its path inside the folder.
    pub fn of<'t>(texts: impl IntoIterator<Item = (&'t String, &'t String)>) -> Self {
        let mut made = Self { sources: Sources::default(), documents: Vec::new(), cases: Vec::new() };
        for (path, text) in texts {
            let id = made.sources.add(path.as_str(), text.as_str());
            if !path.starts_with(CASES) {
                made.documents.push((path.clone(), id));
            } else if path.to_ascii_lowercase().ends_with(".json") {
                made.cases.push((id, Notation::Json));
            } else {
                made.cases.push((id, Notation::Yaml));
            }
        }
        made
    }
}
