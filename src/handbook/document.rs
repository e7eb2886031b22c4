//! A readable document: parts made of blocks, places that can be linked to, and the links between them.

use super::picture::Picture;

/// Everything a pack says, to be read from the front or looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct Handbook {
    pub pack: String,
    pub version: String,
    pub digest: String,
    pub title: String,
    /// What must happen before the pack is used.
    pub sign: String,
    /// The first one is the front page.
    pub parts: Vec<Part>,
}

/// A page of its own in Markdown, a section in HTML.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its anchor, and the name of its file: `rules-cardiovascular`. Unique.
    pub id: String,
    pub title: String,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Heading {
        words: String,
        anchor: Option<String>,
    },
    Words(Phrase),
    /// Something the reader must not miss.
    Attention(Phrase),
    List(Vec<Phrase>),
    /// A condition, each line with how deep it stands.
    Lines(Vec<(usize, Phrase)>),
    /// Names, and what is said of each.
    Named(Vec<(String, Phrase)>),
    Table(Table),
    Picture(Picture),
    Entry(Entry),
}

/// Something with an address: a rule, a question, a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Unique in the document: `rule-suicide.immediate`.
    pub anchor: String,
    pub title: String,
    /// As it is called in the pack.
    pub id: String,
    pub mark: Option<Mark>,
    /// None of them is an entry.
    pub blocks: Vec<Block>,
}

/// One word or two beside a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub words: String,
    pub weight: Weight,
}

/// How grave what a rule raises is, gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    Immediate,
    SameDay,
    Hold,
    Review,
    Incomplete,
    Note,
    Other,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Empty where the heading above says it.
    pub caption: String,
    pub head: Vec<String>,
    /// Each with as many cells as there are heads.
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Where the row can be linked to.
    pub anchor: Option<String>,
    pub cells: Vec<Phrase>,
}

/// Words on one line, some of which are names or links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase(pub Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Words(String),
    Strong(String),
    /// A name of the pack, as it is written there.
    Name(String),
    /// A place in this document.
    Link {
        to: String,
        words: String,
    },
    /// An address elsewhere, for a reader who follows it: nothing is loaded from there.
    Url(String),
}

impl Block {
    pub fn heading(words: &str) -> Self {
        Self::Heading { words: words.to_owned(), anchor: None }
    }
}

impl Phrase {
    pub fn strong(words: impl Into<String>) -> Self {
        Self(vec![Piece::Strong(words.into())])
    }

    pub fn name(name: impl Into<String>) -> Self {
        Self(vec![Piece::Name(name.into())])
    }

    pub fn link(to: String, words: impl Into<String>) -> Self {
        Self(vec![Piece::Link { to, words: words.into() }])
    }

    /// Words in which names stand between backticks.
    pub fn named(words: &str) -> Self {
        let piece = |(at, part): (usize, &str)| match at % 2 {
            0 => Piece::Words(part.to_owned()),
            _ => Piece::Name(part.to_owned()),
        };
        Self(words.split('`').enumerate().filter(|(_, part)| !part.is_empty()).map(piece).collect())
    }

    /// The same, with more words behind.
    pub fn and(mut self, more: impl Into<Phrase>) -> Self {
        self.0.extend(more.into().0);
        self
    }

    /// The phrases one behind the other, with `between` between two.
    pub fn joined(phrases: impl IntoIterator<Item = Phrase>, between: &str) -> Self {
        let mut made = Self::default();
        for (at, phrase) in phrases.into_iter().enumerate() {
            made = made.and(if at == 0 { "" } else { between }).and(phrase);
        }
        made
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Phrase {
    fn from(words: &str) -> Self {
        Self(if words.is_empty() { Vec::new() } else { vec![Piece::Words(words.to_owned())] })
    }
}

impl From<String> for Phrase {
    fn from(words: String) -> Self {
        words.as_str().into()
    }
}

impl Table {
    pub fn new(caption: &str, head: &[&str], rows: Vec<Row>) -> Self {
        Self { caption: caption.to_owned(), head: head.iter().map(|words| (*words).to_owned()).collect(), rows }
    }
}

impl Row {
    pub fn of(cells: impl IntoIterator<Item = Phrase>) -> Self {
        Self { anchor: None, cells: cells.into_iter().collect() }
    }
}
