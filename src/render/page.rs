//! Lays words out for a terminal: wrapped, indented, coloured only where asked, and never with an escape of somebody else's.

use annotate_snippets::normalize_untrusted_str;

/// How a page is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
}

impl Style {
    /// 80 columns without colour.
    pub const PLAIN: Self = Self { colour: false, width: 80 };
}

/// What some words are for; a page without colour looks the same for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Strong,
    Quiet,
    Caution,
    Alarm,
}

impl Tone {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\x1b[1m",
            Self::Quiet => "\x1b[2m",
            Self::Caution => "\x1b[33m",
            Self::Alarm => "\x1b[1;31m",
        }
    }
}

/// Text under construction.
#[derive(Debug)]
pub struct Page {
    style: Style,
    text: String,
}

impl Page {
    pub fn new(style: Style) -> Self {
        Self { style, text: String::new() }
    }

    pub fn finish(self) -> String {
        self.text
    }

    pub fn blank(&mut self) {
        self.text.push('\n');
    }

    pub fn heading(&mut self, tone: Tone, words: &str) {
        self.line(0, 0, &[(tone, words)]);
    }

    pub fn plain(&mut self, indent: usize, words: &str) {
        self.line(indent, indent, &[(Tone::Plain, words)]);
    }

    /// A dash, and words that hang beside it.
    pub fn item(&mut self, indent: usize, pieces: &[(Tone, &str)]) {
        let mut all = vec![(Tone::Plain, "- ")];
        all.extend_from_slice(pieces);
        self.line(indent, indent + 2, &all);
    }

    /// One paragraph: `indent` columns before its first line, `hang` before the others. Gaps of several spaces stay.
    pub fn line(&mut self, indent: usize, hang: usize, pieces: &[(Tone, &str)]) {
        let mut column = indent;
        let mut gap = 0;
        let mut first = true;
        self.text.push_str(&" ".repeat(indent));
        for (tone, piece) in pieces {
            let piece = clean(piece);
            let mut rest = piece.as_str();
            while !rest.is_empty() {
                let word = rest.trim_start_matches(' ');
                gap += rest.len() - word.len();
                let (word, after) = word.split_at(word.find(' ').unwrap_or(word.len()));
                rest = after;
                if word.is_empty() {
                    continue;
                }
                let wide = word.chars().count();
                if !first && column + gap + wide > self.style.width {
                    self.text.push('\n');
                    self.text.push_str(&" ".repeat(hang));
                    column = hang;
                } else {
                    self.text.push_str(&" ".repeat(gap));
                    column += gap;
                }
                (gap, first) = (0, false);
                column += wide;
                self.paint(*tone, word);
            }
        }
        self.text.push('\n');
    }

    fn paint(&mut self, tone: Tone, word: &str) {
        let painted = self.style.colour && tone != Tone::Plain;
        if painted {
            self.text.push_str(tone.code());
        }
        self.text.push_str(word);
        if painted {
            self.text.push_str("\x1b[0m");
        }
    }
}

/// One line without control characters: what an applicant wrote cannot move the cursor or colour the page.
pub(super) fn clean(text: &str) -> String {
    normalize_untrusted_str(&text.replace(['\n', '\r', '\t'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(style: Style, pieces: &[(Tone, &str)]) -> String {
        let mut page = Page::new(style);
        page.line(2, 4, pieces);
        page.finish()
    }

    #[test]
    fn words_wrap_and_hang() {
        let style = Style { colour: false, width: 16 };
        assert_eq!(drawn(style, &[(Tone::Plain, "one two three four")]), "  one two three\n    four\n");
        assert_eq!(drawn(style, &[(Tone::Plain, "averyverylongwordindeed x")]), "  averyverylongwordindeed\n    x\n");
        assert_eq!(drawn(style, &[(Tone::Plain, "a"), (Tone::Plain, "   b")]), "  a   b\n");
    }

    #[test]
    fn colour_is_asked_for_and_escapes_are_not_passed_on() {
        let coloured = Style { colour: true, width: 80 };
        assert_eq!(drawn(coloured, &[(Tone::Alarm, "now")]), "  \x1b[1;31mnow\x1b[0m\n");
        assert_eq!(drawn(Style::PLAIN, &[(Tone::Alarm, "now")]), "  now\n");
        let hostile = drawn(Style::PLAIN, &[(Tone::Plain, "a\x1b[2Jb\u{202e}c\rd\ne")]);
        assert!(!hostile.contains(['\x1b', '\u{202e}', '\r']), "{hostile:?}");
    }
}
