//! Turns a name under a cursor into where it is made, where it is mentioned, and the edits that give it another name.

use std::collections::BTreeMap;

use super::faults;
use super::folder::{Folder, Readable};
use super::names::{Space, Symbol, What};
use super::place::{Place, Stretch};
use crate::diagnostic::Severity;
use crate::language::RESERVED;
use crate::text::Span;

/// A stretch of a file, by its path inside the folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    pub path: String,
    pub at: Stretch,
}

/// What is to stand in place of each stretch, by file and in the order of the places.
pub type Edits = BTreeMap<String, Vec<(Stretch, String)>>;

impl Folder {
    /// Where the name at a place is made.
    pub fn definition(&mut self, path: &str, place: Place) -> Option<Location> {
        let named = self.named_in(path);
        let at = self.cursor(path, place)?.at;
        let symbol = named.names.get(named.at(path, at)?.symbol)?;
        let (path, at) = named.place(symbol.made);
        Some(Location { path, at })
    }

    /// Every place that mentions the name at a place; `whole`: also where it is made.
    pub fn references(&mut self, path: &str, place: Place, whole: bool) -> Vec<Location> {
        let named = self.named(true);
        let Some(at) = self.cursor(path, place).map(|cursor| cursor.at) else { return Vec::new() };
        let Some(mention) = named.at(path, at) else { return Vec::new() };
        let made = named.names.get(mention.symbol).map(|symbol| symbol.made);
        let mentions = named.names.mentions_of(mention.symbol).into_iter();
        let is_made = |span: Span| {
            made.is_some_and(|made| made.file == span.file && made.start <= span.start && span.end <= made.end)
        };
        let wanted = mentions.filter(|mention| whole || !is_made(mention.span));
        wanted.map(|mention| named.place(mention.span)).map(|(path, at)| Location { path, at }).collect()
    }

    /// What would be renamed at a place, and what it is called there; otherwise why nothing can be.
    pub fn renameable(&mut self, path: &str, place: Place) -> Result<(Stretch, String), String> {
        let named = self.named(true);
        let at = self.cursor(path, place).ok_or("no such file")?.at;
        let mention = named.at(path, at).ok_or("no name of the pack stands here")?;
        let symbol = named.names.get(mention.symbol).ok_or("no name of the pack stands here")?;
        may_change(symbol)?;
        let (_, at) = named.place(mention.span);
        Ok((at, symbol.bare().to_owned()))
    }

    /// The edits that rename what stands at a place in the whole pack and its cases. They are tried out: where the pack
    /// would have more mistakes than before, the first of these is why nothing is renamed.
    pub fn rename(&mut self, path: &str, place: Place, to: &str) -> Result<Edits, String> {
        self.renameable(path, place)?;
        if let Err(path) = self.is_whole() {
            return Err(format!("`{path}` cannot be read as it is, and may hold the name too: mend it first"));
        }
        let named = self.named(true);
        let at = self.cursor(path, place).ok_or("no such file")?.at;
        let mention = named.at(path, at).ok_or("no name of the pack stands here")?;
        let symbol = named.names.get(mention.symbol).ok_or("no name of the pack stands here")?;
        is_free(to, symbol, |name| named.names.find(symbol.what.space(), name).is_some())?;
        let mut edits = Edits::new();
        let mut changed: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for mention in named.names.mentions_of(mention.symbol) {
            let (path, at) = named.place(mention.span);
            if !mention.exact {
                let line = at.start.line + 1;
                return Err(format!("`{path}`, line {line}: the name is written in a way that cannot be changed here"));
            }
            let name = named.readable.sources.get(mention.span.file).name.as_str();
            changed.entry(name).or_default().push((mention.span.start as usize, mention.span.end as usize));
            edits.entry(path).or_default().push((at, to.to_owned()));
        }
        let mut after = self.texts().clone();
        for (path, spans) in changed {
            if let Some(text) = after.get_mut(path) {
                for (start, end) in spans.into_iter().rev() {
                    text.replace_range(start..end, to);
                }
            }
        }
        let (before, after) = (errors(self.texts()), errors(&after));
        if after.len() > before.len() {
            let new = after.iter().find(|message| !before.contains(message)).or(after.first());
            return Err(format!("the pack would have a mistake: {}", new.map_or("", String::as_str)));
        }
        Ok(edits)
    }
}

/// Every error of a pack and its cases.
fn errors(texts: &BTreeMap<String, String>) -> Vec<String> {
    let readable = Readable::of(texts);
    let (pack, documents) = faults::of_documents(&readable);
    let cases = faults::of_cases(&readable, pack.as_ref());
    let all = documents.into_values().chain(cases.into_values()).flatten();
    all.filter(|fault| fault.severity == Severity::Error).map(|fault| fault.message).collect()
}

fn may_change(symbol: &Symbol) -> Result<(), String> {
    match symbol.what {
        What::Total => Err("a total goes by the name of its scale: rename the scale".to_owned()),
        What::Case => Err("the name of a case is changed where it stands".to_owned()),
        What::Question if symbol.name == "birth_date" => {
            Err("`age` is counted from `birth_date`, which cannot be called otherwise".to_owned())
        }
        _ => Ok(()),
    }
}

/// Whether a name may be given.
fn is_free(to: &str, symbol: &Symbol, is_taken: impl Fn(&str) -> bool) -> Result<(), String> {
    let made_of = |also: &str| to.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || also.contains(c));
    let (fits, shape) = match symbol.what.space() {
        Space::Rules => (made_of("-."), "`topic.name`, of small letters, digits and `-`"),
        Space::Sources => (made_of("-"), "small letters, digits and `-`"),
        _ => (
            made_of("_") && to.starts_with(|c: char| c.is_ascii_lowercase()),
            "a small letter, then small letters, digits and `_`",
        ),
    };
    if to.is_empty() || !fits {
        return Err(format!("`{to}` is not written as the name of {}: {shape}", symbol.what.with_article()));
    }
    if symbol.what.space() == Space::Names && RESERVED.contains(&to) {
        return Err(format!("`{to}` is a word of the expression language"));
    }
    let home = symbol.name.strip_suffix(symbol.bare()).unwrap_or("");
    let whole = format!("{home}{to}");
    if whole != symbol.name && is_taken(&whole) {
        return Err(format!("`{whole}` is the name of something else"));
    }
    Ok(())
}
