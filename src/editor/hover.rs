//! Turns the word under a cursor into what it means: the sentences of a rule, what a question asks, what a parameter is.

use super::context::is_of_name;
use super::folder::{Cursor, Folder};
use super::grammar::Grammar;
use super::names::{Scope, Space, Symbol, What};
use super::place::{Place, Stretch};
use crate::language::{FUNCTIONS, Function};
use crate::pack::{self, FactId, Pack, ParameterId, QuestionId};
use crate::prose::{self, Asked, Said, SaidFact, SaidProperty, Setting};

/// What is said about a stretch of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Hover {
    pub at: Stretch,
    pub about: About,
}

/// What a word means.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    Question(Asked),
    Fact(SaidFact),
    Rule(Box<Said>),
    Property(Box<SaidProperty>),
    /// Also the sources it rests on.
    Parameter(Setting, Vec<String>),
    Sum(Sum),
    /// Its title, how many rows, and each column with its kind.
    Table {
        id: String,
        title: String,
        rows: usize,
        columns: Vec<(String, &'static str)>,
    },
    /// Its title, how many terms, and the first of them.
    Terms {
        id: String,
        title: String,
        terms: usize,
        first: Vec<String>,
    },
    /// As a reader looks it up, and what is noted about it.
    Source(String, Option<String>),
    Function(&'static Function),
    /// A key of a file, by what it is for.
    Key(String, String),
    /// What is known of a name while the pack has mistakes.
    Name(What, String, String),
}

/// A scale, its total or a subscore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    pub id: String,
    pub title: String,
    pub items: usize,
    /// The least and the greatest sum; none where the items are not added up.
    pub range: Option<(u32, u32)>,
    pub recall: String,
    /// Of a total: what it is called from a number to a number.
    pub bands: Vec<(String, i64, i64)>,
    /// Of a total: what it says from a number on.
    pub cutoffs: Vec<(i64, String)>,
}

impl Folder {
    /// What the word at a place means, if it means something.
    pub fn hover(&mut self, path: &str, place: Place) -> Option<Hover> {
        let named = self.named_in(path);
        let pack = self.pack();
        let cursor = self.cursor(path, place)?;
        let mention = named.at(path, cursor.at).filter(|_| cursor.is_read);
        if let Some((mention, symbol)) = mention.and_then(|mention| Some((mention, named.names.get(mention.symbol)?))) {
            let (_, at) = named.place(mention.span);
            return Some(Hover { at, about: about(symbol, pack.as_deref()) });
        }
        let (range, word) = cursor.word(is_of_name);
        let at = cursor.stretch(range.clone());
        if let Some(about) = of_word(path, &cursor, range.end, word) {
            return Some(Hover { at, about });
        }
        // While a file cannot be read its words are taken for what they would be elsewhere.
        let known = [Space::Names, Space::Rules, Space::Sources].into_iter().find_map(|space| match space {
            Space::Names => named.names.resolve(word, Scope::default()),
            space => named.names.find(space, word),
        });
        let symbol = named.names.get(known.filter(|_| !cursor.is_read)?)?;
        Some(Hover { at, about: about(symbol, pack.as_deref()) })
    }
}

/// A key, or a function in an expression.
fn of_word(path: &str, cursor: &Cursor, end: usize, word: &str) -> Option<About> {
    let context = Cursor { at: end, ..*cursor }.context();
    let grammar = Grammar::of(path, &context)?;
    let is_key = cursor.text.get(end..).is_some_and(|rest| rest.starts_with(':'));
    if is_key && context.takes_key {
        let (key, about) = grammar.keys.into_iter().find(|(key, _)| key == word)?;
        return (!about.is_empty()).then_some(About::Key(key, about));
    }
    if grammar.called.iter().any(|called| called == "line" || called == "claim_line") {
        return FUNCTIONS.iter().find(|function| function.name == word).map(About::Function);
    }
    None
}

/// What a symbol means, from the pack where it has it.
fn about(symbol: &Symbol, pack: Option<&Pack>) -> About {
    let plain = || About::Name(symbol.what, symbol.name.clone(), symbol.says.clone());
    pack.and_then(|pack| meant(symbol, pack)).unwrap_or_else(plain)
}

fn meant(symbol: &Symbol, pack: &Pack) -> Option<About> {
    let name = symbol.name.as_str();
    Some(match symbol.what {
        What::Question => {
            let at = pack.questions.iter().position(|question| question.id == name)?;
            About::Question(prose::question(pack, QuestionId(at as u32))?)
        }
        What::Fact => {
            let at = pack.facts.iter().position(|fact| fact.id == name)?;
            About::Fact(prose::fact(pack, FactId(at as u32))?)
        }
        What::Parameter => {
            let at = pack.parameters.iter().position(|parameter| parameter.id == name)?;
            let sources = pack.parameters.get(at)?.sources.iter().map(|id| prose::source(pack, *id)).collect();
            About::Parameter(prose::setting(pack, ParameterId(at as u32))?, sources)
        }
        What::Rule => About::Rule(Box::new(prose::rule(pack, pack.rules.iter().find(|rule| rule.id == name)?))),
        What::Property => {
            let property = pack.properties.iter().find(|property| property.id == name)?;
            About::Property(Box::new(prose::property(pack, property)))
        }
        What::Scale | What::Total | What::Subscore => {
            let (scale, member) = name.split_once('.').unwrap_or((name, ""));
            About::Sum(sum(pack.scales.iter().find(|known| known.id == scale)?, symbol, member)?)
        }
        What::Table => {
            let table = pack.tables.iter().find(|table| table.id == name)?;
            let columns = table.columns.iter().map(|column| (column.id.clone(), kind(&column.kind))).collect();
            About::Table { id: table.id.clone(), title: table.title.clone(), rows: table.rows.len(), columns }
        }
        What::TermList => {
            const SHOWN: usize = 5;
            let list = pack.term_lists.iter().find(|list| list.id == name)?;
            let first = list.entries.iter().take(SHOWN).map(|term| term.term.clone()).collect();
            About::Terms { id: list.id.clone(), title: list.title.clone(), terms: list.entries.len(), first }
        }
        What::Source => {
            let at = pack.sources.iter().position(|source| source.id == name)?;
            About::Source(prose::source(pack, pack::SourceId(at as u32)), pack.sources.get(at)?.note.clone())
        }
        What::Column | What::Tier | What::Case => return None,
    })
}

fn kind(kind: &pack::ColumnKind) -> &'static str {
    match kind {
        pack::ColumnKind::YesNo => "yes or no",
        pack::ColumnKind::Choice(_) => "a word",
        pack::ColumnKind::Number { .. } => "a number",
    }
}

/// `member`: `total`, a subscore, or empty for the scale.
fn sum(scale: &pack::Scale, symbol: &Symbol, member: &str) -> Option<Sum> {
    let is_whole = symbol.what != What::Subscore;
    let items = match scale.subscores.iter().find(|subscore| !is_whole && subscore.id == member) {
        Some(subscore) => scale.items.get(subscore.items.clone())?,
        None => scale.items.as_slice(),
    };
    let range = || {
        let add = |of: fn(&pack::Item) -> u8| items.iter().map(|item| u32::from(of(item))).sum::<u32>();
        (add(|item| item.least), add(|item| item.most))
    };
    let bands = scale.bands.iter().filter(|_| is_whole).map(|band| (band.id.clone(), band.from, band.to));
    let cutoffs = scale.cutoffs.iter().filter(|_| is_whole).map(|cutoff| (cutoff.at, cutoff.means.clone()));
    Some(Sum {
        id: symbol.name.clone(),
        title: symbol.says.clone(),
        items: items.len(),
        range: (!is_whole || scale.total.is_some()).then(range),
        recall: scale.recall.clone(),
        bands: bands.collect(),
        cutoffs: cutoffs.collect(),
    })
}
