//! Turns bytes of a text into the places of an editor, and back: lines and UTF-16 columns, both from 0.

use std::ops::Range;

/// A place as the language server protocol counts it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub line: u32,
    /// UTF-16 code units before it in its line.
    pub column: u32,
}

/// From one place to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stretch {
    pub start: Place,
    pub end: Place,
}

/// Where each line of a text starts.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub fn of(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The place of a byte; beyond the text it is the end.
    pub fn place(&self, at: usize) -> Place {
        let at = (0..=at.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0);
        let line = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let before = self.text.get(start..at).unwrap_or("");
        Place { line: line as u32, column: before.encode_utf16().count() as u32 }
    }

    pub fn stretch(&self, range: Range<usize>) -> Stretch {
        Stretch { start: self.place(range.start), end: self.place(range.end.max(range.start)) }
    }

    /// The byte of a place. A column beyond its line is the line's end, a line beyond the text the text's.
    pub fn byte(&self, place: Place) -> usize {
        let Some(start) = self.starts.get(place.line as usize).copied() else { return self.text.len() };
        let line = self.text.get(start..).unwrap_or("");
        let line = line.split('\n').next().unwrap_or("");
        let line = line.strip_suffix('\r').unwrap_or(line);
        let mut column = 0;
        for (at, character) in line.char_indices() {
            if column >= place.column as usize {
                return start + at;
            }
            column += character.len_utf16();
        }
        start + line.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_of_utf_16() {
        let text = "a: é𝄞b\r\nc\n";
        let lines = Lines::of(text);
        let b = text.find('b').unwrap();
        assert_eq!(lines.place(b), Place { line: 0, column: 6 });
        assert_eq!(lines.byte(Place { line: 0, column: 6 }), b);
        assert_eq!(lines.byte(Place { line: 0, column: 99 }), text.find('\r').unwrap());
        assert_eq!(lines.byte(Place { line: 1, column: 1 }), text.find('c').unwrap() + 1);
        assert_eq!(lines.byte(Place { line: 9, column: 0 }), text.len());
        assert_eq!(lines.place(usize::MAX), Place { line: 2, column: 0 });
        for at in 0..=text.len() {
            let back = lines.byte(lines.place(at));
            assert!(back <= at && at - back < 4, "{at} became {back}");
        }
    }
}
