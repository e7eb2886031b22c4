//! Keeps the texts of a pack's folder as an editor has them, and what could last be read from them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::context::Context;
use super::faults::{self, Faults};
use super::names::{Mention, Names};
use super::place::{Lines, Place, Stretch};
use crate::answers::Notation;
use crate::pack::Pack;
use crate::text::{FileId, Sources, Span};
use crate::yaml;

/// Where the cases of a pack stand in its folder.
const CASES: &str = "cases/";

/// Every file of a pack by its path inside the folder, with `/` between folders: documents and cases.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    texts: BTreeMap<String, String>,
    /// Of each file that cannot be read at the moment, the text that could: names do not vanish while a line is typed.
    last_read: BTreeMap<String, String>,
    /// The pack as it last was without errors.
    pack: Option<Rc<Pack>>,
    /// Whether a pack was looked for, be there one or not.
    is_checked: bool,
    /// Whether it was found when it was last looked for.
    is_usable: bool,
    /// The names of the documents alone, and those of the cases as well.
    names: [Option<Rc<Named>>; 2],
}

impl Folder {
    pub fn new(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { texts: texts.into_iter().collect(), ..Self::default() }
    }

    /// Lays a text over the one that a file had.
    pub fn set(&mut self, path: &str, text: String) {
        self.names = Default::default();
        let before = self.texts.insert(path.to_owned(), text);
        if self.texts.get(path).is_some_and(|text| is_read(path, text)) {
            self.last_read.remove(path);
        } else if let Some(before) = before.filter(|before| is_read(path, before)) {
            self.last_read.insert(path.to_owned(), before);
        }
    }

    /// Takes these texts for all of those it has.
    pub fn replace(&mut self, texts: BTreeMap<String, String>) {
        self.last_read.retain(|path, _| texts.get(path) == self.texts.get(path));
        self.texts = texts;
        self.names = Default::default();
    }

    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    pub fn texts(&self) -> &BTreeMap<String, String> {
        &self.texts
    }

    /// Everything that `check` says, by document; one without faults has none.
    pub fn faults(&mut self) -> Faults {
        let (pack, found) = faults::of_documents(&Readable::of(&self.texts));
        self.is_checked = true;
        self.is_usable = pack.is_some();
        if let Some(pack) = pack {
            self.pack = Some(Rc::new(pack));
        }
        found
    }

    /// Everything that `test` says, by file of cases, of the pack that faults were last looked for in. It takes longer
    /// than a pause between two keys where there are many cases.
    pub fn case_faults(&mut self) -> Faults {
        let pack = self.pack().filter(|_| self.is_usable);
        faults::of_cases(&Readable::of(&self.texts), pack.as_deref())
    }

    /// The pack as it last was without errors.
    pub(super) fn pack(&mut self) -> Option<Rc<Pack>> {
        if !self.is_checked {
            self.faults();
        }
        self.pack.clone()
    }

    /// Whether every file can be read as it is.
    pub(super) fn is_whole(&self) -> Result<(), &str> {
        self.texts.iter().find(|(path, text)| !is_read(path, text)).map_or(Ok(()), |(path, _)| Err(path))
    }

    /// The names that may stand in a file: those of cases only where it is one.
    pub(super) fn named_in(&mut self, path: &str) -> Rc<Named> {
        self.named(path.starts_with(CASES))
    }

    /// All names, or those of the documents alone, which are found sooner.
    pub(super) fn named(&mut self, with_cases: bool) -> Rc<Named> {
        let [documents, all] = &self.names;
        if let Some(named) = if with_cases { all } else { documents } {
            return named.clone();
        }
        let wanted = self.texts.iter().filter(|(path, _)| with_cases || !path.starts_with(CASES));
        let readable = Readable::of(wanted.map(|(path, text)| (path, self.last_read.get(path).unwrap_or(text))));
        let names = Names::of(&readable);
        let named = Rc::new(Named { readable, names });
        let [documents, all] = &mut self.names;
        *(if with_cases { all } else { documents }) = Some(named.clone());
        named
    }

    /// The byte of a place in a file, and what stands around it. `None`: there is no such file.
    pub(super) fn cursor(&self, path: &str, place: Place) -> Option<Cursor<'_>> {
        let text = self.texts.get(path)?;
        let at = Lines::of(text).byte(place);
        Some(Cursor { text, at, is_read: is_read(path, text) })
    }
}

/// A place in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'t> {
    pub text: &'t str,
    pub at: usize,
    /// Whether the names of the file are those of this text.
    pub is_read: bool,
}

impl<'t> Cursor<'t> {
    pub fn context(&self) -> Context {
        Context::of(self.text, self.at)
    }

    /// The word around the cursor, of the characters that an id may have.
    pub fn word(&self, is_part: impl Fn(char) -> bool) -> (Range<usize>, &'t str) {
        let before = self.text.get(..self.at).unwrap_or("");
        let after = self.text.get(self.at..).unwrap_or("");
        let start = before.trim_end_matches(&is_part).len();
        let end = self.at + after.len() - after.trim_start_matches(&is_part).len();
        (start..end, self.text.get(start..end).unwrap_or(""))
    }

    pub fn stretch(&self, range: Range<usize>) -> Stretch {
        Lines::of(self.text).stretch(range)
    }
}

/// The names of a folder, and the texts that they were found in.
#[derive(Debug)]
pub(super) struct Named {
    pub readable: Readable,
    pub names: Names,
}

impl Named {
    /// The mention at a byte of a file.
    pub fn at(&self, path: &str, at: usize) -> Option<Mention> {
        let (file, _) = self.readable.sources.iter().find(|(_, source)| source.name == path)?;
        self.names.at(Span::new(file, at, at)).copied()
    }

    /// The file of a span and its place there.
    pub fn place(&self, span: Span) -> (String, Stretch) {
        let source = self.readable.sources.get(span.file);
        (source.name.clone(), Lines::of(&source.text).stretch(span.start as usize..span.end as usize))
    }
}

/// Texts as the readers of a pack take them: sources, documents, and cases with the way each is written.
#[derive(Debug)]
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
            match path.starts_with(CASES) {
                true => made.cases.push((id, notation(path))),
                false => made.documents.push((path.clone(), id)),
            }
        }
        made
    }
}

fn notation(path: &str) -> Notation {
    if path.to_ascii_lowercase().ends_with(".json") { Notation::Json } else { Notation::Yaml }
}

/// Whether a text is one tree, so that names can be found in it.
fn is_read(path: &str, text: &str) -> bool {
    let mut sources = Sources::default();
    let id = sources.add(path, "");
    let (node, _) = match notation(path) {
        Notation::Yaml => yaml::read(id, text),
        Notation::Json => yaml::read_json(id, text),
    };
    node.is_some()
}
