//! Turns the start of an expression into what may come next: an option behind `==`, what a function takes, a name.

use super::{Completion, Sort};
use crate::editor::names::{Names, Scope, Space, Symbol, What};
use crate::language::{AXES, FUNCTIONS, QuestionKind, Safety, Screening, Word as _};

/// What is known where an expression stands.
pub struct Words<'n> {
    pub names: &'n Names,
    pub scope: Scope<'n>,
    /// A line of a property, which may speak of rules and outcomes.
    pub is_claim: bool,
}

/// A call that has not been closed.
struct Call<'t> {
    function: &'t str,
    inside: &'t str,
}

impl<'n> Words<'n> {
    pub fn complete(&self, before: &'n str, items: &mut Vec<Completion>) {
        let word = before.len() - before.trim_end_matches(is_of_word).len();
        let (lead, word) = before.split_at(before.len() - word);
        let lead = lead.trim_end();
        if word.starts_with('.') && lead.ends_with(')') {
            return self.columns(lead, items);
        }
        if let Some(left) = compared(lead)
            && self.options(left, items)
        {
            return;
        }
        if self.is_claim && self.claim(lead, items) {
            return;
        }
        let call = open_call(lead);
        let mut scope = self.scope;
        if let Some(call) = &call {
            match call.inside.split_once(" where") {
                Some((group, _)) => scope.group = group.trim().split('.').next(),
                None if self.argument(call, items) => return,
                None => {}
            }
        }
        self.all(scope, items);
    }

    /// The columns of the table that a call looks up in.
    fn columns(&self, call: &str, items: &mut Vec<Completion>) {
        let table = call.rfind("lookup(").and_then(|at| call.get(at + "lookup(".len()..)?.split([',', ')']).next());
        let Some(table) = table.map(str::trim) else { return };
        let columns = self.names.symbols.iter().filter(|s| s.what == What::Column && s.of.as_deref() == Some(table));
        items.extend(columns.map(|symbol| Completion {
            detail: symbol.says.clone(),
            says: String::new(),
            ..Completion::of(symbol, symbol.bare())
        }));
    }

    /// What the left side of a comparison may be; false where that is no closed list.
    fn options(&self, left: &str, items: &mut Vec<Completion>) -> bool {
        let before = items.len();
        if let Some((call, column)) = left.rsplit_once(").") {
            let table = call.rfind("lookup(").and_then(|at| call.get(at + "lookup(".len()..)?.split(',').next());
            let name = format!("{}.{column}", table.unwrap_or("").trim());
            self.options_of(self.names.find(Space::Columns, &name), items);
        } else {
            let start = left.trim_end_matches(is_of_word).len();
            let name = left.get(start..).unwrap_or("");
            let levels = |names: Vec<&'static str>| names.into_iter().map(|name| Completion::word(name, ""));
            match name {
                "safety" if self.is_claim => items.extend(levels(Safety::ALL.iter().map(|(_, n)| *n).collect())),
                "screening" if self.is_claim => items.extend(levels(Screening::ALL.iter().map(|(_, n)| *n).collect())),
                _ => {
                    let scope = match open_call(left).and_then(|call| call.inside.split_once(" where")) {
                        Some((group, _)) => Scope { group: group.trim().split('.').next(), ..self.scope },
                        None => self.scope,
                    };
                    self.options_of(self.names.resolve(name, scope), items);
                }
            }
        }
        items.len() > before
    }

    fn options_of(&self, symbol: Option<usize>, items: &mut Vec<Completion>) {
        let symbol = symbol.and_then(|at| self.names.get(at));
        let options = symbol.map_or(&[][..], |symbol| &symbol.options);
        items.extend(options.iter().map(|(word, says)| Completion::word(word, says)));
    }

    /// What a property may claim; true where nothing else may come.
    fn claim(&self, lead: &str, items: &mut Vec<Completion>) -> bool {
        let words: Vec<&str> = lead.split_whitespace().collect();
        match words.as_slice() {
            [] => {
                items.push(Completion::word("rule", "rule ID is met"));
                items.extend(AXES.map(|axis| Completion::word(axis, "the outcome of a decision")));
                false
            }
            ["rule"] => {
                let rules = self.names.symbols.iter().filter(|symbol| symbol.what == What::Rule);
                items.extend(rules.map(|symbol| Completion::of(symbol, &symbol.name)));
                true
            }
            ["rule", _] => {
                items.extend(["is met", "is not met", "is unknown"].map(|word| Completion::word(word, "")));
                true
            }
            ["rule", _, "is"] => {
                items.extend(["met", "not met", "unknown"].map(|word| Completion::word(word, "")));
                true
            }
            _ => false,
        }
    }

    /// What a function takes; false where that may be anything.
    fn argument(&self, call: &Call, items: &mut Vec<Completion>) -> bool {
        let number = call.inside.matches(',').count();
        let of_kind = |kind: QuestionKind| move |symbol: &Symbol| symbol.kind == Some(kind);
        let mut add = |is_wanted: &dyn Fn(&Symbol) -> bool| {
            for symbol in self.names.symbols.iter().filter(|symbol| is_wanted(symbol)) {
                let is_field = symbol.of.is_some() && symbol.of.as_deref() == self.scope.group;
                let is_whole = symbol.of.is_none();
                if is_field || is_whole {
                    items.push(Completion::of(symbol, if is_field { symbol.bare() } else { &symbol.name }));
                }
            }
        };
        match (call.function, number) {
            ("mentions", 0) | ("lookup", 1) => add(&of_kind(QuestionKind::Text)),
            ("mentions", 1) => add(&|symbol| symbol.what == What::TermList),
            ("lookup", 0) => add(&|symbol| symbol.what == What::Table),
            ("days_since" | "years_since", 0) => add(&of_kind(QuestionKind::Date)),
            ("any", 0) => add(&of_kind(QuestionKind::Group)),
            ("count", 0) => add(&|symbol| {
                symbol.kind == Some(QuestionKind::Group) || (symbol.what == What::Question && symbol.name.contains('.'))
            }),
            ("min" | "max" | "sum" | "count_distinct", 0) => {
                let fields = self.names.symbols.iter().filter(|symbol| symbol.of.is_some());
                let fields = fields.filter(|symbol| matches!(symbol.what, What::Question | What::Fact));
                items.extend(fields.map(|symbol| {
                    let of = symbol.of.as_deref().unwrap_or("");
                    Completion::of(symbol, &format!("{of}.{}", symbol.bare()))
                }));
            }
            _ => return false,
        }
        true
    }

    /// Every name that may stand here, those at home first, and the words of the language.
    fn all(&self, scope: Scope, items: &mut Vec<Completion>) {
        let is_value = |symbol: &&Symbol| {
            let kinds = [What::Question, What::Total, What::Subscore, What::Fact, What::Parameter];
            kinds.contains(&symbol.what) && symbol.kind != Some(QuestionKind::Group)
        };
        let symbols = || self.names.symbols.iter().filter(is_value);
        if let Some(group) = scope.group {
            let fields = symbols().filter(|symbol| symbol.of.as_deref() == Some(group));
            items.extend(fields.map(|symbol| Completion::of(symbol, symbol.bare())));
        }
        items.extend(symbols().filter(|symbol| symbol.of.is_none()).map(|symbol| Completion::of(symbol, &symbol.name)));
        items.extend(FUNCTIONS.iter().map(|function| Completion {
            kind: Sort::Function,
            word: function.name.to_owned(),
            typed: function.signature.contains('(').then(|| format!("{}(", function.name)),
            detail: function.signature.to_owned(),
            says: function.says.to_owned(),
        }));
        items.extend(["and", "or", "not", "in", "where", "is answered"].map(|word| Completion::word(word, "")));
    }
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '.'
}

/// What stands on the left of the `==`, `!=` or `in [` with which a text ends.
fn compared(lead: &str) -> Option<&str> {
    if let Some(left) = lead.strip_suffix("==").or_else(|| lead.strip_suffix("!=")) {
        return Some(left.trim_end());
    }
    if !lead.ends_with(['[', ',']) {
        return None;
    }
    let (left, list) = lead.rsplit_once('[')?;
    let left = left.trim_end().strip_suffix(" in").filter(|_| !list.contains(']'))?;
    Some(left.trim_end())
}

/// The innermost call that a text opens and does not close.
fn open_call(text: &str) -> Option<Call<'_>> {
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => drop(open.pop()),
            _ => {}
        }
    }
    let at = open.pop()?;
    let before = text.get(..at)?;
    let start = before.trim_end_matches(is_of_word).len();
    let call = Call { function: before.get(start..)?, inside: text.get(at + 1..)? };
    // A bare parenthesis opens no call: what is around it counts.
    if call.function.is_empty() { open_call(before) } else { Some(call) }
}
