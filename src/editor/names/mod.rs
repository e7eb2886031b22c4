//! Turns what was written in a folder into its names: where each is made, and every place that mentions it.
//!
//! Names are found in what was written, not in what it means, so that they are there while a pack has mistakes.

mod cases;
mod documents;
mod expressions;

use std::collections::BTreeMap;

use super::folder::Readable;
use crate::language::QuestionKind;
use crate::syntax;
use crate::text::{Sources, Span};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A plain one, an item of a scale, a group, or a field of one.
    Question,
    Scale,
    Total,
    Subscore,
    Fact,
    Parameter,
    Table,
    Column,
    TermList,
    Source,
    Rule,
    Property,
    Tier,
    Case,
}

/// Names of one kind of place; the same word may stand in two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Space {
    /// What an expression may name.
    Names,
    /// Columns, by their table: `antidepressants.molecule`.
    Columns,
    Sources,
    Rules,
    Tiers,
    Cases,
}

impl What {
    pub fn space(self) -> Space {
        match self {
            Self::Column => Space::Columns,
            Self::Source => Space::Sources,
            Self::Rule | Self::Property => Space::Rules,
            Self::Tier => Space::Tiers,
            Self::Case => Space::Cases,
            _ => Space::Names,
        }
    }

    /// With its article: `a question`.
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Question => "a question",
            Self::Scale => "a scale",
            Self::Total => "the total of a scale",
            Self::Subscore => "a subscore of a scale",
            Self::Fact => "a fact",
            Self::Parameter => "a parameter",
            Self::Table => "a table",
            Self::Column => "a column of a table",
            Self::TermList => "a term list",
            Self::Source => "a source",
            Self::Rule => "a rule",
            Self::Property => "a property",
            Self::Tier => "a support tier",
            Self::Case => "a case",
        }
    }
}

/// Something with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub what: What,
    /// As a whole: `phq9.q1`, `antidepressant_trials.drug`.
    pub name: String,
    /// Where its name is given; a total may have no place of its own.
    pub made: Span,
    /// Its label, title, or what it is about.
    pub says: String,
    /// The group whose rows it is about, or of a column its table.
    pub of: Option<String>,
    /// Of a question.
    pub kind: Option<QuestionKind>,
    /// What it may be compared with: words, or the points of an item; and what each says.
    pub options: Vec<(String, String)>,
}

impl Symbol {
    pub fn new(what: What, name: impl Into<String>, made: Span, says: impl Into<String>) -> Self {
        let (name, says) = (name.into(), says.into());
        Self { what, name, made, says, of: None, kind: None, options: Vec::new() }
    }

    /// The last part of its name, by which it goes at home.
    pub fn bare(&self) -> &str {
        let is_dotted = matches!(self.what.space(), Space::Names | Space::Columns);
        self.name.rsplit('.').next().filter(|_| is_dotted).unwrap_or(&self.name)
    }
}

/// A place that mentions a name, the place where it is made among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// By its place in [`Names::symbols`].
    pub symbol: usize,
    pub span: Span,
    /// Whether the span holds the name and nothing else; otherwise it is as near as can be told.
    pub exact: bool,
}

/// Where an expression stands: in a group's rows, in a scale's own file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope<'n> {
    pub group: Option<&'n str>,
    pub scale: Option<&'n str>,
}

#[derive(Clone, Debug, Default)]
pub struct Names {
    pub symbols: Vec<Symbol>,
    pub mentions: Vec<Mention>,
    by_name: BTreeMap<(Space, String), usize>,
}

impl Names {
    pub(super) fn of(readable: &Readable) -> Self {
        let (written, _) = syntax::read_pack(&readable.documents, &readable.sources);
        let mut names = Self::default();
        documents::make(&written, &mut names, &readable.sources);
        documents::mentions(&written, &mut names, &readable.sources);
        cases::read(readable, &mut names);
        names
    }

    /// The symbol of a whole name.
    pub fn find(&self, space: Space, name: &str) -> Option<usize> {
        self.by_name.get(&(space, name.to_owned())).copied()
    }

    pub fn get(&self, symbol: usize) -> Option<&Symbol> {
        self.symbols.get(symbol)
    }

    /// What a name in an expression stands for, with the rules by which `check` resolves it.
    pub fn resolve(&self, name: &str, scope: Scope) -> Option<usize> {
        let at_home = |home: Option<&str>| self.find(Space::Names, &format!("{}.{name}", home?));
        at_home(scope.group).or_else(|| at_home(scope.scale)).or_else(|| self.find(Space::Names, name))
    }

    /// The mention at a byte of a file, the shortest where several are.
    pub fn at(&self, place: Span) -> Option<&Mention> {
        let holds = |span: Span| span.file == place.file && span.start <= place.start && place.start <= span.end;
        let found = self.mentions.iter().filter(|mention| holds(mention.span));
        found.min_by_key(|mention| mention.span.end - mention.span.start)
    }

    /// Every mention of a symbol, in the order of files and places.
    pub fn mentions_of(&self, symbol: usize) -> Vec<Mention> {
        let mut all: Vec<Mention> = self.mentions.iter().filter(|mention| mention.symbol == symbol).copied().collect();
        all.sort_by_key(|mention| mention.span);
        all.dedup_by_key(|mention| mention.span);
        all
    }

    /// Keeps a symbol, and mentions it where it is made. Of two with one name the first counts.
    fn make(&mut self, symbol: Symbol, sources: &Sources) -> usize {
        let key = (symbol.what.space(), symbol.name.clone());
        let at = match self.by_name.get(&key) {
            Some(first) => *first,
            None => {
                self.symbols.push(symbol.clone());
                self.by_name.insert(key, self.symbols.len() - 1);
                self.symbols.len() - 1
            }
        };
        self.mention(at, symbol.made, symbol.bare(), sources);
        at
    }

    /// Another name by which a symbol is found.
    fn also(&mut self, space: Space, name: String, symbol: usize) {
        self.by_name.entry((space, name)).or_insert(symbol);
    }

    /// A mention of a symbol by a word that stands in a span.
    fn mention(&mut self, symbol: usize, span: Span, word: &str, sources: &Sources) {
        let exact = exact(span, word, sources);
        self.mentions.push(Mention { symbol, span: exact.unwrap_or(span), exact: exact.is_some() });
    }

    /// A mention by a whole name, whose owner is mentioned as well: of `phq9.q1`, `phq9`.
    fn mention_whole(&mut self, symbol: usize, span: Span, written: &str, sources: &Sources) {
        let Some((owner, bare)) = written.rsplit_once('.') else {
            return self.mention(symbol, span, written, sources);
        };
        let Some(whole) = exact(span, written, sources) else { return self.mention(symbol, span, bare, sources) };
        let (start, end) = (whole.start as usize, whole.end as usize);
        let point = start + owner.len();
        self.mention(symbol, Span::new(span.file, point + 1, end), bare, sources);
        if let Some(owner_symbol) = self.find(Space::Names, owner) {
            self.mention(owner_symbol, Span::new(span.file, start, point), owner, sources);
        }
    }
}

/// The bytes of a word in a span, where it stands there once.
fn exact(span: Span, word: &str, sources: &Sources) -> Option<Span> {
    let slice = sources.slice(span);
    let mut found = slice.match_indices(word);
    let (at, _) = found.next().filter(|_| !word.is_empty())?;
    let start = span.start as usize + at;
    found.next().is_none().then(|| Span::new(span.file, start, start + word.len()))
}
