//! Turns an offset in a decoded scalar into the source byte it came from.
//!
//! Most scalars stand in the source as they read, so one offset is enough. For the others the source is decoded once
//! more, piece by piece; the pieces are kept only when they spell exactly the text that the parser decoded.

use granit_parser::ScalarStyle;
use std::ops::Range;

/// How the bytes of a decoded text lie in its source.
#[derive(Clone, Debug)]
pub enum Places {
    /// The text stands as it reads, from this source byte on.
    Straight(usize),
    Pieces(Vec<Piece>),
    /// Not known more closely than the whole scalar.
    Whole,
}

/// A stretch of decoded text and its source: equally long where it is verbatim, otherwise an escape or a fold.
#[derive(Clone, Debug)]
pub struct Piece {
    text: Range<usize>,
    source: Range<usize>,
}

impl Piece {
    fn is_verbatim(&self) -> bool {
        self.text.len() == self.source.len()
    }
}

impl Places {
    /// The source of `range`, for a text of `length` bytes whose scalar, with its quotes, stands at `whole`.
    pub fn source(&self, range: Range<usize>, length: usize, whole: Range<usize>) -> Range<usize> {
        let start = range.start.min(length);
        let end = range.end.clamp(start, length);
        match self {
            Self::Straight(base) => base + start..base + end,
            Self::Whole => whole,
            Self::Pieces(pieces) => {
                let from = before(pieces, start).unwrap_or(whole.start);
                let to = if end > start { after(pieces, end) } else { None };
                from..to.unwrap_or(from).max(from)
            }
        }
    }

    /// The index of the same scalar in a file that has `by` more bytes before it.
    #[must_use]
    pub fn moved(mut self, by: usize) -> Self {
        match &mut self {
            Self::Straight(base) => *base += by,
            Self::Pieces(pieces) => {
                for piece in pieces {
                    piece.source = piece.source.start + by..piece.source.end + by;
                }
            }
            Self::Whole => {}
        }
        self
    }

    /// The index of the scalar that spells `text` in `style` at `at` of the file.
    pub fn of(file: &str, at: Range<usize>, style: ScalarStyle, text: &str) -> Self {
        let Some(source) = file.get(at.clone()) else { return Self::Whole };
        let quotes = usize::from(matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted));
        let inner = source.get(quotes..source.len().saturating_sub(quotes)).unwrap_or("");
        if inner == text && !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            return Self::Straight(at.start + quotes);
        }
        let mut trace = Trace { source: inner, base: at.start + quotes, spelled: String::new(), pieces: Vec::new() };
        match style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                // The parser lets a block start with its first character, so what stands before that is indentation.
                let line = file.get(..at.start).and_then(|before| before.rfind('\n')).map_or(0, |n| n + 1);
                trace.block(style, at.start - line, text.bytes().take_while(|b| *b == b'\n').count());
            }
            _ => trace.flow(style),
        }
        if trace.spelled.starts_with(text) { Self::Pieces(trace.pieces) } else { Self::Whole }
    }
}

/// The source byte at which the text offset `at` begins.
fn before(pieces: &[Piece], at: usize) -> Option<usize> {
    let piece = pieces.get(pieces.partition_point(|p| p.text.end <= at));
    match piece {
        Some(piece) if piece.is_verbatim() => Some(piece.source.start + at.saturating_sub(piece.text.start)),
        Some(piece) => Some(piece.source.start),
        None => pieces.last().map(|p| p.source.end),
    }
}

/// The source byte at which the text that ends at offset `at` ends.
fn after(pieces: &[Piece], at: usize) -> Option<usize> {
    let piece = pieces.get(pieces.partition_point(|p| p.text.end < at))?;
    Some(if piece.is_verbatim() { piece.source.start + (at - piece.text.start) } else { piece.source.end })
}

/// Decodes a scalar's source once more and notes where each piece stands.
struct Trace<'s> {
    /// Without the quotes.
    source: &'s str,
    /// Where `source` starts in the file.
    base: usize,
    spelled: String,
    pieces: Vec<Piece>,
}

impl Trace<'_> {
    fn verbatim(&mut self, source: Range<usize>) {
        let text = self.source.get(source.clone()).unwrap_or("");
        self.piece(source, text.len(), |spelled| spelled.push_str(text));
    }

    /// A source that reads as something else.
    fn reads_as(&mut self, source: Range<usize>, text: &str) {
        self.piece(source, text.len(), |spelled| spelled.push_str(text));
    }

    fn piece(&mut self, source: Range<usize>, length: usize, spell: impl FnOnce(&mut String)) {
        let start = self.spelled.len();
        spell(&mut self.spelled);
        if length > 0 {
            let source = self.base + source.start..self.base + source.end;
            self.pieces.push(Piece { text: start..start + length, source });
        }
    }

    /// Plain and quoted scalars: escapes, doubled quotes, and line breaks folded with the blanks around them.
    fn flow(&mut self, style: ScalarStyle) {
        let source = self.source;
        let (mut from, mut at) = (0, 0);
        while let Some(byte) = source.as_bytes().get(at).copied() {
            let (end, text) = match byte {
                b'\\' if style == ScalarStyle::DoubleQuoted => escape(source, at),
                b'\'' if style == ScalarStyle::SingleQuoted => (at + 2, "'".to_owned()),
                b' ' | b'\t' | b'\r' | b'\n' => {
                    let end = blanks(source, at);
                    match breaks(source, at..end) {
                        0 => {
                            at = end;
                            continue;
                        }
                        1 => (end, " ".to_owned()),
                        n => (end, "\n".repeat(n - 1)),
                    }
                }
                _ => {
                    at += 1;
                    continue;
                }
            };
            self.verbatim(from..at);
            self.reads_as(at..end, &text);
            (from, at) = (end, end);
        }
        self.verbatim(from..source.len());
    }

    /// Literal and folded blocks: the indentation of each line, and in folded ones the breaks. `empty` lines came first.
    fn block(&mut self, style: ScalarStyle, indent: usize, empty: usize) {
        let source = self.source;
        self.reads_as(0..0, &"\n".repeat(empty));
        // Where the last line with content ended, whether it was indented further, and empty lines since.
        let mut before: Option<(usize, bool)> = None;
        let (mut at, mut count) = (0, 0);
        while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
            let line = rest.split('\n').next().unwrap_or("");
            let next = at + line.len() + 1;
            let line = line.strip_suffix('\r').unwrap_or(line);
            let spaces = line.bytes().take_while(|b| *b == b' ').count();
            let lead = if before.is_some() { spaces.min(indent) } else { 0 };
            if line.len() == lead {
                count += 1;
            } else {
                let content = line.get(lead..).unwrap_or("");
                let further = style == ScalarStyle::Literal || content.starts_with([' ', '\t']);
                if let Some((end, spaced)) = before {
                    let gap = match count {
                        n if spaced || further => "\n".repeat(n + 1),
                        0 => " ".to_owned(),
                        n => "\n".repeat(n),
                    };
                    self.reads_as(end..at + lead, &gap);
                }
                self.verbatim(at + lead..at + line.len());
                (before, count) = (Some((at + line.len(), further)), 0);
            }
            at = next;
        }
        let end = before.map_or(0, |(end, _)| end);
        self.reads_as(end..source.len(), &"\n".repeat(breaks(source, end..source.len())));
    }
}

/// The end of the run of blanks and breaks that starts at `at`.
fn blanks(source: &str, at: usize) -> usize {
    let rest = source.as_bytes().get(at..).unwrap_or(&[]);
    at + rest.iter().take_while(|b| b" \t\r\n".contains(b)).count()
}

fn breaks(source: &str, range: Range<usize>) -> usize {
    source.as_bytes().get(range).unwrap_or(&[]).iter().filter(|b| **b == b'\n').count()
}

/// The end and the meaning of the escape at `at`.
fn escape(source: &str, at: usize) -> (usize, String) {
    let rest = source.get(at + 1..).unwrap_or("");
    let hex = |from: usize, digits: usize| {
        source.get(from..from + digits).and_then(|h| u32::from_str_radix(h, 16).ok()).unwrap_or(0xFFFD)
    };
    let digits = match rest.chars().next() {
        None => return (at + 1, String::new()),
        Some('\r' | '\n') => {
            let end = blanks(source, at + 1);
            return (end, "\n".repeat(breaks(source, at..end).saturating_sub(1)));
        }
        Some('x') => 2,
        Some('u') => 4,
        Some('U') => 8,
        Some(letter) => return (at + 1 + letter.len_utf8(), named(letter).to_string()),
    };
    let (mut code, mut end) = (hex(at + 2, digits), at + 2 + digits);
    if (0xD800..0xDC00).contains(&code) && source.get(end..end + 2) == Some("\\u") {
        code = 0x10000 + ((code - 0xD800) << 10) + (hex(end + 2, 4).wrapping_sub(0xDC00) & 0x3FF);
        end += 6;
    }
    (end, char::from_u32(code).unwrap_or('\u{FFFD}').to_string())
}

fn named(letter: char) -> char {
    match letter {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' => '\t',
        'n' => '\n',
        'v' => '\u{B}',
        'f' => '\u{C}',
        'r' => '\r',
        'e' => '\u{1B}',
        'N' => '\u{85}',
        '_' => '\u{A0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        other => other,
    }
}
