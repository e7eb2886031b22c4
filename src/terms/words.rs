//! Turns a free text into words: lower-cased, accents and typographic marks folded, each with its bytes in the original.
//!
//! A word is a run of letters or a run of digits: `150mg` is a number and a unit, `claritin-d` two words joined by a hyphen,
//! `john's` the word `johns`. What stands between two words is kept as a [`Gap`], so that a name never reaches over a comma.

use std::ops::Range;

/// What stands between a word and the one before it: a set of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gap(u16);

impl Gap {
    pub const HYPHEN: Self = Self(1);
    pub const SPACE: Self = Self(1 << 1);
    /// A comma, a closing bracket, a dash between spaces.
    pub const COMMA: Self = Self(1 << 2);
    pub const COLON: Self = Self(1 << 3);
    pub const ASK: Self = Self(1 << 4);
    /// A full stop, a semicolon, a bullet.
    pub const STOP: Self = Self(1 << 5);
    pub const LINE: Self = Self(1 << 6);
    pub const BLANK_LINE: Self = Self(1 << 7);
    /// The end of a clause.
    pub const CLAUSE: Self = Self(0b1111_1100);
    /// The end of a sentence or line.
    pub const SENTENCE: Self = Self(0b1110_0000);

    pub fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Neither a space nor a mark other than a hyphen.
    pub fn is_tight(self) -> bool {
        self.0 & !Self::HYPHEN.0 == 0
    }

    fn add(&mut self, more: Self) {
        if more == Self::LINE && self.has(Self::LINE) {
            self.0 |= Self::BLANK_LINE.0;
        }
        self.0 |= more.0;
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Letters,
    Number,
}

#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Bytes of the original text.
    pub found: Range<usize>,
    folded: Range<usize>,
    pub before: Gap,
    pub kind: Kind,
    /// It ended in `'s`.
    pub possessive: bool,
}

/// The words of one text.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    folded: String,
    pub list: Vec<Word>,
    /// What stands after the last word, and the end itself as the end of a line.
    pub after: Gap,
}

impl Words {
    pub fn of(text: &str) -> Self {
        let words = Words { folded: String::with_capacity(text.len()), list: Vec::new(), after: Gap::LINE };
        let mut splitter = Splitter { words, open: None, letters: 0, acronym: false };
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            splitter.take(c, at..end, text.get(end..).unwrap_or(""));
        }
        splitter.part(Gap::LINE);
        splitter.words
    }

    /// The folded letters of a word.
    pub fn text(&self, word: &Word) -> &str {
        self.folded.get(word.folded.clone()).unwrap_or("")
    }

    /// The folded letters of the word at a place; empty beyond the end.
    pub fn at(&self, index: usize) -> &str {
        self.list.get(index).map_or("", |word| self.text(word))
    }

    /// All letters are `a` to `z`.
    pub fn is_plain(&self) -> bool {
        self.folded.is_ascii()
    }

    /// What stands before the word at a place, or at the end.
    pub fn gap(&self, index: usize) -> Gap {
        self.list.get(index).map_or(self.after, |word| word.before)
    }
}

struct Splitter {
    words: Words,
    open: Option<Kind>,
    /// Characters in the open word.
    letters: usize,
    /// The open word is letters with dots between, `p.r.n`.
    acronym: bool,
}

impl Splitter {
    fn take(&mut self, c: char, at: Range<usize>, rest: &str) {
        match c {
            'a'..='z' | 'A'..='Z' => self.push(Kind::Letters, at, c),
            '0'..='9' => self.push(Kind::Number, at, c),
            ' ' | '\t' | '\u{a0}' => self.part(Gap::SPACE),
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{c}' | '\u{b}' => self.part(Gap::LINE),
            '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{60}' | '\u{b4}' | '\u{2032}' | '\u{ff07}' => {
                self.apostrophe(at, rest);
            }
            '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => self.hyphen(rest),
            '.' => self.dot(at, rest),
            '/' if self.letters == 1 && self.open == Some(Kind::Letters) && one_letter(rest) => {
                self.push(Kind::Letters, at, '/');
            }
            ',' | ')' | ']' | '}' | '\u{2014}' | '\u{2015}' | '\u{2192}' | '\u{3001}' | '\u{ff0c}' => {
                self.part(Gap::COMMA);
            }
            ':' | '=' | '\u{ff1a}' => self.part(Gap::COLON),
            '?' | '\u{bf}' | '\u{ff1f}' => self.part(Gap::ASK),
            ';' | '!' | '|' | '*' | '\u{2022}' | '\u{b7}' | '\u{2026}' | '\u{3002}' => self.part(Gap::STOP),
            // Combining accents, soft hyphens, joiners and variation selectors are part of what they stand on.
            '\u{300}'..='\u{36f}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'
            | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}' => self.extend(at.end),
            '\u{ff10}'..='\u{ff19}' => self.push(Kind::Number, at, ascii_of_wide(c)),
            '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => self.push(Kind::Letters, at, ascii_of_wide(c)),
            _ if c.is_alphabetic() => self.push(Kind::Letters, at, c),
            _ => self.part(Gap::SPACE),
        }
    }

    fn push(&mut self, kind: Kind, at: Range<usize>, c: char) {
        if self.open != Some(kind) {
            self.close();
            self.open = Some(kind);
            let from = self.words.folded.len();
            let before = std::mem::take(&mut self.words.after);
            let word = Word { found: at.clone(), folded: from..from, before, kind, possessive: false };
            self.words.list.push(word);
        }
        fold(c, &mut self.words.folded);
        self.letters += 1;
        self.extend(at.end);
    }

    fn extend(&mut self, end: usize) {
        if self.open.is_some()
            && let Some(word) = self.words.list.last_mut()
        {
            word.found.end = end;
        }
    }

    fn close(&mut self) {
        if self.open.take().is_some()
            && let Some(word) = self.words.list.last_mut()
        {
            let folded = &mut self.words.folded;
            if folded.get(word.folded.start..) == Some("saint") {
                folded.truncate(word.folded.start);
                folded.push_str("st");
            }
            word.folded.end = folded.len();
        }
        self.letters = 0;
        self.acronym = false;
    }

    fn part(&mut self, gap: Gap) {
        self.close();
        self.words.after.add(gap);
    }

    fn apostrophe(&mut self, at: Range<usize>, rest: &str) {
        let mut next = rest.chars();
        match (self.open, next.next()) {
            (Some(Kind::Letters), Some(letter)) if letter.is_alphabetic() => {
                let ends = !next.next().is_some_and(char::is_alphanumeric);
                if ends
                    && letter.eq_ignore_ascii_case(&'s')
                    && let Some(word) = self.words.list.last_mut()
                {
                    word.possessive = true;
                }
                self.extend(at.end);
            }
            _ => self.part(Gap::SPACE),
        }
    }

    fn hyphen(&mut self, rest: &str) {
        let joins = self.open.is_some() && rest.chars().next().is_some_and(char::is_alphanumeric);
        self.part(if joins { Gap::HYPHEN } else { Gap::COMMA });
    }

    fn dot(&mut self, at: Range<usize>, rest: &str) {
        let next = rest.chars().next();
        match self.open {
            Some(Kind::Number) if next.is_some_and(|c| c.is_ascii_digit()) => self.push(Kind::Number, at, '.'),
            Some(Kind::Letters) if (self.letters == 1 || self.acronym) && one_letter(rest) => {
                self.acronym = true;
                self.extend(at.end);
            }
            _ if self.acronym || next.is_some_and(|c| c.is_ascii_digit()) => self.part(Gap::SPACE),
            _ => {
                self.close();
                let last = self.words.list.last().map_or("", |word| self.words.text(word));
                let short = matches!(last, "st" | "dr" | "mr" | "mrs" | "ms" | "vs" | "approx");
                self.part(if short { Gap::SPACE } else { Gap::STOP });
            }
        }
    }
}

/// The rest begins with a letter that stands alone.
fn one_letter(rest: &str) -> bool {
    let mut next = rest.chars();
    next.next().is_some_and(char::is_alphabetic) && !next.next().is_some_and(char::is_alphanumeric)
}

fn ascii_of_wide(c: char) -> char {
    char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
}

/// The lower-case letter or letters without accents.
fn fold(c: char, to: &mut String) {
    if c.is_ascii() {
        to.push(c.to_ascii_lowercase());
        return;
    }
    for c in c.to_lowercase() {
        match c {
            '\u{300}'..='\u{36f}' => {}
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ª' => to.push('a'),
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => to.push('c'),
            'ď' | 'đ' | 'ð' => to.push('d'),
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => to.push('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => to.push('g'),
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => to.push('i'),
            'ĺ' | 'ļ' | 'ľ' | 'ł' => to.push('l'),
            'ñ' | 'ń' | 'ņ' | 'ň' => to.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'º' => to.push('o'),
            'ŕ' | 'ř' => to.push('r'),
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ſ' => to.push('s'),
            'ţ' | 'ť' | 'ț' => to.push('t'),
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => to.push('u'),
            'ý' | 'ÿ' => to.push('y'),
            'ź' | 'ż' | 'ž' => to.push('z'),
            'ß' => to.push_str("ss"),
            'æ' => to.push_str("ae"),
            'œ' => to.push_str("oe"),
            'þ' => to.push_str("th"),
            'ﬁ' => to.push_str("fi"),
            'ﬂ' => to.push_str("fl"),
            c => to.push(c),
        }
    }
}
