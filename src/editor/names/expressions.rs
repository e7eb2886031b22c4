//! Finds the names that an expression, a claim or a text with names in braces mentions.

use super::{Names, Scope, Space};
use crate::language::AXES;
use crate::syntax::{Argument, ClaimLine, Expression, Kind, Text, Where};
use crate::text::{Sources, Span};

/// A walk through what was written that notes every mention.
pub struct Walk<'w> {
    pub names: &'w mut Names,
    pub sources: &'w Sources,
}

impl Walk<'_> {
    pub fn one(&mut self, space: Space, name: &Text) {
        self.word(space, name, name.span);
    }

    pub fn each(&mut self, space: Space, names: &[Text]) {
        names.iter().for_each(|name| self.one(space, name));
    }

    pub fn word(&mut self, space: Space, name: &str, span: Span) {
        if let Some(symbol) = self.names.find(space, name) {
            match space {
                Space::Names => self.names.mention_whole(symbol, span, name, self.sources),
                _ => self.names.mention(symbol, span, name, self.sources),
            }
        }
    }

    /// A member of a scale, written bare in its file.
    pub fn member(&mut self, home: &str, name: &Text) {
        if let Some(symbol) = self.names.find(Space::Names, &format!("{home}.{}", **name)) {
            self.names.mention(symbol, name.span, name, self.sources);
        }
    }

    pub fn column(&mut self, table: &str, column: &Text) {
        if let Some(symbol) = self.names.find(Space::Columns, &format!("{table}.{}", **column)) {
            self.names.mention(symbol, column.span, column, self.sources);
        }
    }

    pub fn claim(&mut self, line: &ClaimLine) {
        match line {
            ClaimLine::Expression(line) => self.expression(&line.expression, Scope::default()),
            ClaimLine::Rule { rule, .. } => self.one(Space::Rules, rule),
        }
    }

    /// `{failed_trials} adequate trials`: names stand in the source as they read, whatever the quotes and folds.
    pub fn template(&mut self, text: &Text) {
        let source = self.sources.slice(text.span);
        let mut from = 0;
        while let Some(open) = source.get(from..).and_then(|rest| rest.find('{')).map(|at| from + at) {
            let inside = source.get(open + 1..).unwrap_or("");
            if inside.starts_with('{') {
                from = open + 2;
                continue;
            }
            from = open + 1;
            let Some(name) = inside.split_once('}').map(|(name, _)| name) else { continue };
            let start = text.span.start as usize + open + 1;
            self.word(Space::Names, name, Span::new(text.span.file, start, start + name.len()));
        }
    }

    pub fn expression(&mut self, expression: &Expression, scope: Scope) {
        match &expression.kind {
            Kind::Name(name) => self.name(name, expression.span, scope),
            Kind::Items { from, to } => {
                self.name(from, from.span, scope);
                let bare = to.rsplit('.').next().unwrap_or(to);
                let is_whole = self.sources.slice(to.span).contains('.');
                match self.names.resolve(to, scope) {
                    Some(symbol) if !is_whole => self.names.mention(symbol, to.span, bare, self.sources),
                    _ => self.name(to, to.span, scope),
                }
            }
            Kind::Not(inner) | Kind::Negate(inner) => self.expression(inner, scope),
            Kind::And(left, right) | Kind::Or(left, right) | Kind::Arithmetic { left, right, .. } => {
                self.expression(left, scope);
                self.expression(right, scope);
            }
            Kind::Compare { left, right, .. } => self.compare(left, &[right.as_ref()], scope),
            Kind::In { left, list } => self.compare(left, &list.iter().collect::<Vec<_>>(), scope),
            Kind::Matches { left, .. } | Kind::Answered { left, .. } => self.expression(left, scope),
            Kind::Call { arguments, .. } => arguments.iter().for_each(|argument| self.argument(argument, scope)),
            Kind::Column { of, column } => {
                self.expression(of, scope);
                if let Some(table) = table_of(of) {
                    self.column(table, column);
                }
            }
            Kind::Number { .. } | Kind::Date(_) | Kind::Error => {}
        }
    }

    fn name(&mut self, name: &str, span: Span, scope: Scope) {
        if let Some(symbol) = self.names.resolve(name, scope) {
            self.names.mention_whole(symbol, span, name, self.sources);
        }
    }

    /// Beside what is answered with a word, a name is one of its options.
    fn compare(&mut self, left: &Expression, right: &[&Expression], scope: Scope) {
        let words = !self.options(left, scope).is_empty() || is_axis(left);
        let mut options_right = false;
        for right in right {
            options_right |= !self.options(right, scope).is_empty() || is_axis(right);
            if !(words && matches!(right.kind, Kind::Name(_))) {
                self.expression(right, scope);
            }
        }
        let is_word = matches!(&left.kind, Kind::Name(name) if self.names.resolve(name, scope).is_none());
        if !(is_word && options_right) {
            self.expression(left, scope);
        }
    }

    fn argument(&mut self, argument: &Argument, scope: Scope) {
        self.expression(&argument.value, scope);
        match &argument.condition {
            Some(Where::Holds(condition)) => {
                // `count(group where …)`, `max(group.field where …)`
                let group = match &argument.value.kind {
                    Kind::Name(name) => name.split('.').next(),
                    _ => None,
                };
                self.expression(condition, Scope { group, ..scope });
            }
            Some(Where::Each { right, .. }) => self.expression(right, scope),
            None => {}
        }
    }

    /// The words an expression may come to, with what each says; none where it is no word.
    pub fn options(&self, expression: &Expression, scope: Scope) -> Vec<(String, String)> {
        let symbol = match &expression.kind {
            Kind::Name(name) => self.names.resolve(name, scope),
            Kind::Column { of, column } => {
                table_of(of).and_then(|table| self.names.find(Space::Columns, &format!("{table}.{}", **column)))
            }
            _ => None,
        };
        let options = symbol.and_then(|symbol| self.names.get(symbol)).map(|symbol| symbol.options.as_slice());
        // Points of an item are numbers.
        let is_word = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
        options.unwrap_or_default().iter().filter(|(word, _)| is_word(word)).cloned().collect()
    }
}

fn is_axis(expression: &Expression) -> bool {
    matches!(&expression.kind, Kind::Name(name) if AXES.contains(&name.as_str()))
}

/// The table of `lookup(table, text)`.
fn table_of(call: &Expression) -> Option<&str> {
    match &call.kind {
        Kind::Call { function, arguments } if function.as_str() == "lookup" => match &arguments.first()?.value.kind {
            Kind::Name(table) => Some(table),
            _ => None,
        },
        _ => None,
    }
}
