//! Turns a mapping into the values of its keys: each key is declared once, and every mistake is collected.

use super::node::{Entry, Node, NodeKind};
use super::shape;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Span, Spanned, nearest};

/// Reads a value of one kind; what is wrong with it goes to the diagnostics.
pub trait Read<'n, T>: FnOnce(&'n Node, &mut Vec<Diagnostic>) -> Option<T> {}
impl<'n, T, F: FnOnce(&'n Node, &mut Vec<Diagnostic>) -> Option<T>> Read<'n, T> for F {}

/// The keys of one mapping. Ask for every key it may have, then [`finish`](Self::finish): what was never asked for is
/// a mistake, and so is what is required and missing.
#[must_use = "keys that are not known are reported by `finish`"]
pub struct Fields<'n, 'd> {
    /// What the mapping is, for messages: `a rule`.
    what: &'static str,
    node: &'n Node,
    entries: &'n [Entry],
    asked: Vec<&'n str>,
    missing: Vec<&'n str>,
    pub diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'n, 'd> Fields<'n, 'd> {
    /// `None`, and a diagnostic, where `node` is no mapping. `what` is the thing with its article: `a rule`.
    pub fn of(node: &'n Node, what: &'static str, diagnostics: &'d mut Vec<Diagnostic>) -> Option<Self> {
        let NodeKind::Mapping(entries) = &node.kind else {
            diagnostics.extend(shape::unexpected(node, &format!("{what}, written as a mapping,")));
            return None;
        };
        Some(Self { what, node, entries, asked: Vec::new(), missing: Vec::new(), diagnostics })
    }

    /// Says more closely what the mapping is, once its first keys have told.
    pub fn is(&mut self, what: &'static str) {
        self.what = what;
    }

    /// The place to show when something about the whole mapping is said: its first key.
    pub fn head(&self) -> Span {
        self.entries.first().map_or(self.node.span, |e| e.key.span)
    }

    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|e| *e.key == key)
    }

    /// What stands under a key that need not be there.
    pub fn node(&mut self, key: &'n str) -> Option<&'n Node> {
        self.entry(key).map(|e| &e.value)
    }

    /// The same with the key and its place.
    pub fn entry(&mut self, key: &'n str) -> Option<&'n Entry> {
        self.asked.push(key);
        self.entries.iter().find(|e| *e.key == key)
    }

    pub fn required<T>(&mut self, key: &'n str, read: impl Read<'n, T>) -> Option<T> {
        match self.node(key) {
            Some(node) => read(node, self.diagnostics),
            None => {
                self.missing.push(key);
                None
            }
        }
    }

    pub fn optional<T>(&mut self, key: &'n str, read: impl Read<'n, T>) -> Option<T> {
        let node = self.node(key)?;
        read(node, self.diagnostics)
    }

    /// A required text. Where it cannot be read it is empty, so that the rest of the item is not lost with it.
    pub fn text(&mut self, key: &'n str) -> Spanned<String> {
        let head = self.head();
        self.required(key, shape::text).unwrap_or_else(|| Spanned::new(String::new(), head))
    }

    /// The values of a list that need not be there; those that cannot be read are left out.
    pub fn list<T>(&mut self, key: &'n str, read: impl FnMut(&'n Node, &mut Vec<Diagnostic>) -> Option<T>) -> Vec<T> {
        self.optional(key, shape::list(read)).unwrap_or_default()
    }

    /// A list that must be there.
    pub fn required_list<T>(
        &mut self,
        key: &'n str,
        read: impl FnMut(&'n Node, &mut Vec<Diagnostic>) -> Option<T>,
    ) -> Vec<T> {
        self.required(key, shape::list(read)).unwrap_or_default()
    }

    /// Lets every key pass: the mapping is so broken that unknown keys would be noise.
    pub fn allow_all(&mut self) {
        self.asked.extend(self.entries.iter().map(|e| e.key.as_str()));
    }

    /// Reports each key that was never asked for, and each required one that is missing.
    pub fn finish(self) {
        let mut missing = self.missing;
        for entry in self.entries.iter().filter(|e| !self.asked.contains(&e.key.as_str())) {
            let message = format!("`{}` is not a key of {}", *entry.key, self.what);
            let mut fault = Diagnostic::new(Code::AN0101, entry.key.span, message);
            match nearest(&entry.key, self.asked.iter().copied()) {
                Some(name) => {
                    // A misspelt key is one mistake, not also a missing one.
                    missing.retain(|m| *m != name);
                    fault = fault.help(format!("did you mean `{name}`?"));
                }
                None if self.asked.is_empty() => {}
                None => fault = fault.help(format!("its keys are {}", shape::listed(self.asked.iter().copied()))),
            }
            self.diagnostics.push(fault);
        }
        let head = self.entries.first().map_or(self.node.span, |e| e.key.span);
        for key in missing {
            self.diagnostics.push(Diagnostic::new(Code::AN0102, head, format!("{} needs `{key}`", self.what)));
        }
    }
}
