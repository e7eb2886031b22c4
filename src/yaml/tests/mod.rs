//! What the readers of files promise, tried on tables of faults, generated documents and other people's files.

mod agree;
mod faults;
mod fields;
mod json;
mod places;
mod suite;

use super::{Node, NodeKind, read};
use crate::diagnostic::Diagnostic;
use crate::text::{FileId, Sources};

type Reader = fn(FileId, &str) -> (Option<Node>, Vec<Diagnostic>);

/// A file, what it reads as, and what is wrong with it.
struct Read {
    sources: Sources,
    file: FileId,
    node: Option<Node>,
    faults: Vec<Diagnostic>,
}

impl Read {
    fn yaml(text: &str) -> Self {
        Self::by(text, read)
    }

    fn by(text: &str, reader: Reader) -> Self {
        let mut sources = Sources::default();
        let file = sources.add("file.yaml", text);
        let (node, faults) = reader(file, text);
        Self { sources, file, node, faults }
    }

    /// Each fault as `CODE line:column words`.
    fn table(&self) -> Vec<String> {
        let place = |fault: &Diagnostic| {
            let span = fault.primary.as_ref().expect("every fault of a file has a place").span;
            let at = self.sources.position(span);
            format!("{} {}:{} {}", fault.code.name, at.line, at.column, self.sources.slice(span))
        };
        self.faults.iter().map(|fault| place(fault).trim_end_matches(' ').to_owned()).collect()
    }

    fn agree(&self) -> Option<Diagnostic> {
        super::agree(self.file, &self.sources.get(self.file).text, self.node.as_ref()?)
    }
}

/// The tree in one line: plain texts bare, others in quotes.
fn drawn(node: &Node) -> String {
    let list = |parts: Vec<String>| parts.join(", ");
    match &node.kind {
        NodeKind::Null => "~".to_owned(),
        NodeKind::Error => "!".to_owned(),
        NodeKind::Scalar(scalar) if scalar.plain => scalar.text.clone(),
        NodeKind::Scalar(scalar) => format!("{:?}", scalar.text),
        NodeKind::Sequence(nodes) => format!("[{}]", list(nodes.iter().map(drawn).collect())),
        NodeKind::Mapping(entries) => {
            format!("{{{}}}", list(entries.iter().map(|e| format!("{}: {}", *e.key, drawn(&e.value))).collect()))
        }
    }
}
