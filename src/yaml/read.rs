//! Turns YAML text into a tree of nodes, by the events of the parser, and reports every structural fault at once.

use super::node::{Entry, Node, NodeKind, Scalar};
use super::places::Places;
use super::{characters, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::limits::{MAX_DEPTH, MAX_FILE_BYTES, MAX_REPORTED};
use crate::text::{FileId, Span, Spanned};
use granit_parser::{Event, Options, Parser, ScalarStyle, ScanError, options};
use std::borrow::Cow;
use std::collections::HashMap;

/// Reads one YAML document. The tree is missing where the file as a whole cannot be read.
pub fn read(file: FileId, text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    if text.len() > MAX_FILE_BYTES {
        return (None, vec![words::too_large(Span::new(file, 0, 0), text.len())]);
    }
    let mark = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let diagnostics = characters::unreadable(file, text, mark);
    let body = text.get(mark..).unwrap_or("");
    let body = if diagnostics.is_empty() { Cow::Borrowed(body) } else { Cow::Owned(characters::masked(body)) };
    let mut builder = Builder { file, text: &body, mark, open: Vec::new(), root: None, diagnostics };
    let whole = builder.run();
    let mut diagnostics = builder.diagnostics;
    Diagnostic::sort(&mut diagnostics);
    diagnostics.truncate(MAX_REPORTED);
    (builder.root.filter(|_| whole), diagnostics)
}

/// As the other reader reads, where the two could differ; both limits count separately, `Builder` counts them together.
fn options() -> Options {
    options! {
        disallow_directives: true,
        block_scalar_eof_without_line_feed: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    }
}

/// A list or mapping whose end has not been seen.
struct Open {
    start: usize,
    kind: OpenKind,
}

enum OpenKind {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, key: Key },
}

/// What the next node of a mapping is.
enum Key {
    Expected,
    Read(Spanned<String>),
    /// It could not be read; its value is dropped.
    Unreadable,
    Merge,
}

struct Builder<'t> {
    file: FileId,
    /// Without the byte order mark.
    text: &'t str,
    /// Bytes of the mark, before `text`.
    mark: usize,
    open: Vec<Open>,
    root: Option<Node>,
    diagnostics: Vec<Diagnostic>,
}

impl Builder<'_> {
    /// Reads all events; false where the tree cannot stand for the file.
    fn run(&mut self) -> bool {
        let mut documents = 0;
        for event in Parser::new_from_str_with_options(self.text, options()) {
            let (event, place) = match event {
                Ok(event) => event,
                Err(error) => {
                    self.syntax(&error);
                    // The mappings that were never closed may hold faults of their own.
                    for open in std::mem::take(&mut self.open) {
                        if let OpenKind::Mapping { entries, .. } = open.kind {
                            self.distinct(entries);
                        }
                    }
                    return false;
                }
            };
            let span = self.span(&place);
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        self.diagnostics.push(words::second_document(span));
                        break;
                    }
                }
                Event::Scalar(text, style, _, tag) => {
                    self.tag(tag.is_some(), &place);
                    self.scalar(&text, style, span);
                }
                Event::SequenceStart(_, _, tag) => {
                    self.tag(tag.is_some(), &place);
                    self.start(span, OpenKind::Sequence(Vec::new()));
                }
                Event::MappingStart(_, _, tag) => {
                    self.tag(tag.is_some(), &place);
                    self.start(span, OpenKind::Mapping { entries: Vec::new(), key: Key::Expected });
                }
                Event::SequenceEnd | Event::MappingEnd => self.end(span),
                Event::Anchor(..) => self.diagnostics.push(words::anchor(span)),
                Event::Alias(_) | Event::UnresolvedAlias(_) => {
                    if !matches!(self.open.last(), Some(Open { kind: OpenKind::Mapping { key: Key::Merge, .. }, .. })) {
                        self.diagnostics.push(words::alias(span));
                    }
                    self.add(Node { kind: NodeKind::Error, span });
                }
                _ => {}
            }
            if self.open.len() > MAX_DEPTH {
                self.diagnostics.push(words::too_deep(span));
                return false;
            }
        }
        let nothing = |node: &Node| matches!(node.kind, NodeKind::Null) && node.span.start == node.span.end;
        if self.root.as_ref().is_none_or(nothing) {
            self.diagnostics.push(words::empty(Span::new(self.file, 0, 0)));
            return false;
        }
        true
    }

    fn span(&self, place: &granit_parser::Span) -> Span {
        // The parser gives byte offsets for every span of a text that it holds whole.
        let bytes = place.byte_range().unwrap_or(0..0);
        Span::new(self.file, self.mark + bytes.start, self.mark + bytes.end)
    }

    fn syntax(&mut self, error: &ScanError) {
        let end = self.text.trim_end().len();
        let at = words::nearer(error.kind(), self.text, error.marker().byte_offset().unwrap_or(end).min(end));
        let found = self.text.get(at..).and_then(|rest| rest.chars().next());
        let width = found.filter(|c| !matches!(c, '\r' | '\n')).map_or(0, char::len_utf8);
        let span = Span::new(self.file, self.mark + at, self.mark + at + width);
        // A character that was named already would only be named again.
        let known =
            |d: &Diagnostic| d.code == Code::AN0009 && d.primary.as_ref().is_some_and(|l| l.span.start == span.start);
        if !self.diagnostics.iter().any(known) {
            self.diagnostics.push(words::syntax(error.kind(), span, found));
        }
    }

    fn tag(&mut self, present: bool, place: &granit_parser::Span) {
        if present {
            let span = self.span(&place.tag_span().unwrap_or(*place));
            self.diagnostics.push(words::tag(span));
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) {
        let plain = style == ScalarStyle::Plain;
        let kind = if plain && (span.start == span.end || matches!(text, "" | "~" | "null" | "Null" | "NULL")) {
            NodeKind::Null
        } else {
            let at = span.start as usize - self.mark..span.end as usize - self.mark;
            let span = self.without_blanks_after(span, style);
            let places = Places::of(self.text, at, style, text).moved(self.mark);
            if matches!(places, Places::Whole) && !text.trim().is_empty() {
                self.diagnostics.push(words::untraced(span));
            }
            let scalar = Scalar { text: text.to_owned(), plain, span, places };
            if style == ScalarStyle::DoubleQuoted
                && let Some((at, character)) = characters::escaped(text)
            {
                let message = format!("an escape stands for a control character (U+{:04X})", u32::from(character));
                let place = scalar.place(at..at + character.len_utf8());
                self.diagnostics.push(Diagnostic::new(Code::AN0009, place, message));
            }
            NodeKind::Scalar(scalar)
        };
        let span = self.without_blanks_after(span, style);
        self.add(Node { kind, span });
    }

    /// A block scalar ends with its last word, not where the next entry starts.
    fn without_blanks_after(&self, span: Span, style: ScalarStyle) -> Span {
        let source = self.text.get(span.start as usize - self.mark..span.end as usize - self.mark).unwrap_or("");
        let blanks = source.len() - source.trim_end().len();
        let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        if is_block { Span { end: span.end - blanks as u32, ..span } } else { span }
    }

    fn start(&mut self, span: Span, kind: OpenKind) {
        self.open.push(Open { start: span.start as usize, kind });
    }

    fn end(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        let (kind, last) = match open.kind {
            OpenKind::Sequence(nodes) => {
                let last = nodes.last().map(|n| n.span.end);
                (NodeKind::Sequence(nodes), last)
            }
            OpenKind::Mapping { entries, .. } => {
                let last = entries.last().map(|e| e.value.span.end);
                (NodeKind::Mapping(self.distinct(entries)), last)
            }
        };
        // A flow collection ends with its bracket; a block ends with its last value, not where the next line starts.
        let end = if span.start == span.end { last.unwrap_or(span.end) } else { span.end };
        self.add(Node { kind, span: Span::new(self.file, open.start, end as usize) });
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, node: Node) {
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        let (entries, key) = match &mut open.kind {
            OpenKind::Sequence(nodes) => return nodes.push(node),
            OpenKind::Mapping { entries, key } => (entries, key),
        };
        *key = match std::mem::replace(key, Key::Expected) {
            Key::Expected => match node.kind {
                NodeKind::Scalar(scalar) if scalar.plain && scalar.text == "<<" => {
                    self.diagnostics.push(words::merge_key(node.span));
                    Key::Merge
                }
                NodeKind::Scalar(scalar) => Key::Read(Spanned::new(scalar.text, node.span)),
                NodeKind::Error => Key::Unreadable,
                _ => {
                    self.diagnostics.push(words::key_is_no_word(node.span, node.describe()));
                    Key::Unreadable
                }
            },
            Key::Read(key) => {
                // Where nothing stands, the key is the place to look at.
                let nothing = node.span.start == node.span.end;
                let span = if nothing { key.span } else { node.span };
                entries.push(Entry { key, value: Node { span, ..node } });
                Key::Expected
            }
            Key::Unreadable | Key::Merge => Key::Expected,
        };
    }

    /// The entries without those whose key stood before.
    fn distinct(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        distinct(entries, &mut self.diagnostics)
    }
}

/// Mappings up to this size are searched, larger ones are indexed.
const SMALL: usize = 16;

/// The entries without those whose key stood before, each of which is reported.
pub(super) fn distinct(mut entries: Vec<Entry>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let equal = |(i, entry): (usize, &Entry)| entries.iter().take(i).any(|before| before.key.value == entry.key.value);
    if entries.len() <= SMALL && !entries.iter().enumerate().any(equal) {
        return entries;
    }
    let mut first: HashMap<String, Span> = HashMap::with_capacity(entries.len());
    entries.retain(|entry| match first.get(entry.key.as_str()) {
        Some(before) => {
            diagnostics.push(words::duplicate_key(&entry.key, entry.key.span, *before));
            false
        }
        None => {
            first.insert(entry.key.value.clone(), entry.key.span);
            true
        }
    });
    entries
}
