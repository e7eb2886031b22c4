//! Turns a cursor in a half-typed text into what may be typed there: keys, words, and names of the pack.

mod expression;

use super::context::{Context, Step, is_of_name};
use super::folder::{Folder, Named};
use super::grammar::Grammar;
use super::names::{Scope, Space, Symbol, What};
use super::place::{Place, Stretch};
use crate::language::QuestionKind;
use crate::schema::File;

/// What may be typed in place of a stretch, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    pub at: Stretch,
    pub items: Vec<Completion>,
}

/// Something that may be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    pub kind: Sort,
    pub word: String,
    /// What stands in its place where it is more than the word: a key with its colon.
    pub typed: Option<String>,
    /// What it is, in a few words.
    pub detail: String,
    /// What it says: a label, a title, a sentence.
    pub says: String,
}

/// What sort of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Key,
    /// A word of a closed list, or an option.
    Word,
    Function,
    Name(What),
}

impl Completion {
    fn word(word: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { kind: Sort::Word, word: word.into(), typed: None, detail: detail.into(), says: String::new() }
    }

    fn key(key: &str, says: &str) -> Self {
        let (word, typed) = (key.to_owned(), Some(format!("{key}: ")));
        Self { kind: Sort::Key, word, typed, detail: String::new(), says: says.to_owned() }
    }

    fn of(symbol: &Symbol, word: &str) -> Self {
        let detail = match symbol.kind {
            Some(kind) => format!("{} question", kind.name()),
            None => symbol.what.with_article().split_once(' ').map_or("", |(_, what)| what).to_owned(),
        };
        let kind = Sort::Name(symbol.what);
        Self { kind, word: word.to_owned(), typed: None, detail, says: symbol.says.clone() }
    }
}

impl Folder {
    /// What may be typed at a place.
    pub fn complete(&mut self, path: &str, place: Place) -> Completions {
        let named = self.named_in(path);
        let Some(cursor) = self.cursor(path, place) else { return Completions::default() };
        let context = cursor.context();
        let Some(grammar) = Grammar::of(path, &context) else { return Completions::default() };
        let asked = Asked { path, named: &named, context: &context, grammar: &grammar };
        let mut items = Vec::new();
        let is_line = asked.is_called("line") || asked.is_called("claim_line");
        if context.takes_key && !context.is_prose {
            asked.keys(&mut items);
        }
        if context.takes_value {
            asked.values(&mut items);
        }
        // In an expression a `-` subtracts; elsewhere it joins.
        let is_part = |c: char| is_of_name(c) && !(is_line && c == '-');
        let (range, word) = cursor.word(is_part);
        let typed = cursor.at - range.start;
        // What follows a call is a column, behind its point.
        let point = if is_line && word.starts_with('.') { 1.min(typed) } else { 0 };
        let at = cursor.stretch(range.start + point..cursor.at);
        Completions { at, items }
    }
}

struct Asked<'a> {
    path: &'a str,
    named: &'a Named,
    context: &'a Context,
    grammar: &'a Grammar,
}

impl Asked<'_> {
    fn is_called(&self, name: &str) -> bool {
        self.grammar.called.iter().any(|called| called == name)
    }

    fn keys(&self, items: &mut Vec<Completion>) {
        let is_new = |key: &str| self.context.beside.iter().all(|(beside, _)| beside != key);
        let of_schema = self.grammar.keys.iter().filter(|(key, _)| is_new(key));
        items.extend(of_schema.map(|(key, about)| Completion::key(key, about)));
        for (key, says) in self.more_keys().into_iter().filter(|(key, _)| is_new(key)) {
            items.push(Completion::key(&key, &says));
        }
    }

    /// Keys that are names of this pack: of questions that a case answers, of columns in a row.
    fn more_keys(&self) -> Vec<(String, String)> {
        let symbols = &self.named.names.symbols;
        match (File::at(self.path), self.under_answers().as_deref()) {
            (Some(File::Case), Some([])) => {
                let is_answered =
                    |symbol: &&Symbol| matches!(symbol.what, What::Question | What::Scale) && symbol.of.is_none();
                symbols.iter().filter(is_answered).map(|symbol| (symbol.name.clone(), symbol.says.clone())).collect()
            }
            (Some(File::Case), Some([group, None])) => {
                let is_field = |symbol: &&Symbol| symbol.what == What::Question && symbol.of == *group;
                symbols.iter().filter(is_field).map(|s| (s.bare().to_owned(), s.says.clone())).collect()
            }
            (Some(File::Table), _) if self.ends_with(&["rows"]) => {
                let file = |symbol: &&Symbol| {
                    let source = self.named.readable.sources.get(symbol.made.file);
                    symbol.what == What::Column && source.name == self.path
                };
                symbols.iter().filter(file).map(|s| (s.bare().to_owned(), s.says.clone())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The steps below `answers` of a case: keys, and nothing for an entry of a list.
    fn under_answers(&self) -> Option<Vec<Option<String>>> {
        let is_answers = |step: &Step| matches!(step, Step::Key { key, .. } if key == "answers");
        let at = self.context.path.iter().position(is_answers)?;
        let below = self.context.path.get(at + 1..)?;
        let name = |step: &Step| match step {
            Step::Key { key, .. } => Some(key.clone()),
            Step::Entry => None,
        };
        Some(below.iter().map(name).collect())
    }

    /// Whether the place is an entry of a list under these keys.
    fn ends_with(&self, keys: &[&str]) -> bool {
        let mut steps = self.context.path.iter().rev();
        steps.next() == Some(&Step::Entry)
            && keys.iter().rev().all(|key| matches!(steps.next(), Some(Step::Key { key: step, .. }) if step == key))
    }

    fn values(&self, items: &mut Vec<Completion>) {
        let before = self.context.before.as_str();
        if self.is_called("template") {
            if before.rfind('{') > before.rfind('}') {
                self.shown_in_text(items);
            }
            return;
        }
        if self.context.is_prose && self.grammar.called.iter().any(|called| called == "text") {
            return;
        }
        items.extend(self.grammar.words.iter().map(|word| Completion::word(word, "")));
        for (called, wanted) in [
            ("source_id", What::Source),
            ("tier_id", What::Tier),
            ("rule_id", What::Rule),
            ("case_name", What::Case),
            ("scale_id", What::Scale),
            ("parameter_id", What::Parameter),
            ("question_id", What::Question),
        ] {
            if self.is_called(called) {
                self.all(items, |symbol| symbol.what == wanted);
            }
        }
        if self.is_called("group_id") {
            self.all(items, |symbol| symbol.kind == Some(QuestionKind::Group));
        }
        if self.is_called("yes") {
            items.retain(|item| !matches!(item.word.as_str(), "true" | "false"));
        }
        if self.is_called("line") || self.is_called("claim_line") {
            let words = expression::Words {
                names: &self.named.names,
                scope: self.scope(),
                is_claim: self.is_called("claim_line"),
            };
            words.complete(before, items);
        }
        if File::at(self.path) == Some(File::Case) {
            self.answers(items);
        }
    }

    fn all(&self, items: &mut Vec<Completion>, is_wanted: impl Fn(&Symbol) -> bool) {
        let symbols = self.named.names.symbols.iter().filter(|symbol| is_wanted(symbol));
        items.extend(symbols.map(|symbol| Completion::of(symbol, &symbol.name)));
    }

    /// What a text may show in braces.
    fn shown_in_text(&self, items: &mut Vec<Completion>) {
        let is_shown = |symbol: &Symbol| match symbol.what {
            What::Parameter | What::Total | What::Subscore => true,
            What::Fact => symbol.of.is_none(),
            What::Question => {
                let hidden = [QuestionKind::Text, QuestionKind::Date, QuestionKind::Group];
                symbol.of.is_none() && symbol.kind.is_none_or(|kind| !hidden.contains(&kind))
            }
            _ => false,
        };
        self.all(items, is_shown);
    }

    /// The answers to a question of a case.
    fn answers(&self, items: &mut Vec<Completion>) {
        let name = match self.under_answers().as_deref() {
            Some([Some(question)] | [Some(question), None]) => question.clone(),
            Some([Some(group), None, Some(field), ..]) => format!("{group}.{field}"),
            _ => return,
        };
        let symbol = self.named.names.find(Space::Names, &name).and_then(|at| self.named.names.get(at));
        let options = symbol.map_or(&[][..], |symbol| &symbol.options);
        items.extend(options.iter().map(|(option, says)| Completion::word(option, says)));
    }

    /// Where an expression stands: a scale's own file, or a fact about the rows of a group.
    fn scope(&self) -> Scope<'_> {
        let about_rows = self.context.path.iter().find_map(|step| match step {
            Step::Key { beside, .. } => beside.iter().find(|(key, _)| key == "of").map(|(_, group)| group.as_str()),
            Step::Entry => None,
        });
        let own = |symbol: &&Symbol| {
            let source = self.named.readable.sources.get(symbol.made.file);
            symbol.what == What::Scale && source.name == self.path
        };
        let scale = self.named.names.symbols.iter().find(own).map(|symbol| symbol.name.as_str());
        let is_fact = self.context.path.iter().any(|step| matches!(step, Step::Key { key, .. } if key == "facts"));
        Scope { group: about_rows.filter(|_| is_fact), scale }
    }
}

#[cfg(test)]
mod tests;
