//! Calls, columns of tables, free text, and whether a question is answered.

use super::aggregates::Fold;
use super::quantity::{Quantity, Unit};
use super::{Typed, Typer};
use crate::pack::names::Scope;
use crate::pack::{Choice, ColumnKind, Condition, Dated, Number, PatternId, QuestionId, TableId, errors};
use crate::syntax::{Argument, Expression, Kind};
use crate::text::Spanned;

impl Typer<'_> {
    pub fn call(
        &mut self,
        whole: &Expression,
        function: &Spanned<String>,
        arguments: &[Argument],
        scope: Scope,
    ) -> Typed {
        let name = function.as_str();
        match (name, arguments) {
            ("count", [rows]) => self.count(whole, rows, scope),
            ("any", [rows]) => self.any_row(whole, rows, scope),
            ("count_distinct", [field]) => self.count_distinct(whole, field, scope),
            ("min", [field]) => self.fold(whole, Fold::Least, field, scope),
            ("max", [field]) => self.fold(whole, Fold::Greatest, field, scope),
            ("sum", [field]) => self.fold(whole, Fold::Sum, field, scope),
            ("mentions" | "lookup" | "days_since" | "years_since", arguments)
                if arguments.iter().any(|a| a.condition.is_some()) =>
            {
                self.wrong(errors::no_where(function))
            }
            ("mentions", [text, list]) => self.mentions(&text.value, &list.value, scope),
            // A table as a whole has no value; with a column it is read by `column`.
            ("lookup", [table, text]) => {
                if self.lookup(&table.value, &text.value, scope).is_some() {
                    self.faults.push(errors::lookup_without_column(whole));
                }
                Typed::Error
            }
            ("days_since", [date]) => self.since_date(name, &date.value, Number::DaysSince, scope),
            ("years_since", [date]) => self.since_date(name, &date.value, Number::YearsSince, scope),
            _ => match crate::language::FUNCTIONS.iter().find(|f| f.name == name) {
                Some(known) => self.wrong(errors::wrong_arguments(function, known.signature, known.example)),
                // The reader of expressions has said that the function is not known.
                None => Typed::Error,
            },
        }
    }

    fn since_date(
        &mut self,
        function: &str,
        date: &Expression,
        number: fn(QuestionId) -> Number,
        scope: Scope,
    ) -> Typed {
        match self.expression(date, scope) {
            Typed::Date(Dated::Question(question), _) => self.since(question, number),
            Typed::Error => Typed::Error,
            other => self.wrong(errors::argument_type(function, "a date question", date, &other)),
        }
    }

    fn text(&mut self, function: &str, expression: &Expression, scope: Scope) -> Option<QuestionId> {
        match self.expression(expression, scope) {
            Typed::Text(question) => Some(question),
            Typed::Error => None,
            other => {
                self.faults.push(errors::argument_type(function, "a text question", expression, &other));
                None
            }
        }
    }

    fn mentions(&mut self, text: &Expression, list: &Expression, scope: Scope) -> Typed {
        let question = self.text("mentions", text, scope);
        let terms = match self.expression(list, scope) {
            Typed::TermList(terms) => Some(terms),
            Typed::Error => None,
            other => {
                self.faults.push(errors::argument_type("mentions", "a term list", list, &other));
                None
            }
        };
        match (question, terms) {
            (Some(question), Some(terms)) => Typed::Truth(Condition::Mentions { question, terms }),
            _ => Typed::Error,
        }
    }

    fn lookup(&mut self, table: &Expression, text: &Expression, scope: Scope) -> Option<(TableId, QuestionId)> {
        let table = match self.expression(table, scope) {
            Typed::Table(id) => Some(id),
            Typed::Error => None,
            other => {
                self.faults.push(errors::argument_type("lookup", "a table", table, &other));
                None
            }
        };
        table.zip(self.text("lookup", text, scope))
    }

    /// `lookup(table, text).column`
    pub fn column(&mut self, of: &Expression, column: &Spanned<String>, scope: Scope) -> Typed {
        let (table, text) = match &of.kind {
            Kind::Call { function, arguments } if **function == "lookup" => match arguments.as_slice() {
                [table, text] if table.condition.is_none() && text.condition.is_none() => (&table.value, &text.value),
                _ => return self.expression(of, scope),
            },
            _ => {
                if !matches!(self.expression(of, scope), Typed::Error) {
                    self.faults.push(errors::no_columns(of, column));
                }
                return Typed::Error;
            }
        };
        let Some((table, question)) = self.lookup(table, text, scope) else { return Typed::Error };
        let tables = self.tables;
        let Some(found) = tables.get(table.index()) else { return Typed::Error };
        let place = found.columns.iter().position(|c| c.id == **column);
        let Some((place, kind)) = place.and_then(|p| Some((p, &found.columns.get(p)?.kind))) else {
            let known = found.columns.iter().map(|c| c.id.as_str());
            return self.wrong(errors::unknown_column(column, &found.id, known));
        };
        match kind {
            ColumnKind::YesNo => Typed::Truth(Condition::Lookup { table, question, column: place }),
            ColumnKind::Choice(options) => {
                Typed::Choice(Choice::Lookup { table, question, column: place }, options.as_slice().into())
            }
            ColumnKind::Number { unit, places, min, max } => {
                let unit = unit.as_ref().map_or(Unit::Any, |u| Unit::Of(u.clone()));
                let range = Quantity::between(*min, *max, *places, unit);
                Typed::Number(Number::Lookup { table, question, column: place }, range)
            }
        }
    }

    /// `text ~ /pattern/`; the reader of expressions has compiled the pattern.
    pub fn matches(&mut self, left: &Expression, pattern: &Spanned<String>, scope: Scope) -> Typed {
        let Some(question) = self.text("~", left, scope) else { return Typed::Error };
        let next = PatternId(self.patterns.len() as u32);
        let id = *self.pattern_ids.entry(pattern.value.clone()).or_insert(next);
        if id == next {
            self.patterns.push(pattern.value.clone());
        }
        Typed::Truth(Condition::Matches { question, pattern: id })
    }

    pub fn answered(&mut self, whole: &Expression, left: &Expression, negated: bool, scope: Scope) -> Typed {
        let question = match self.expression(left, scope) {
            Typed::Error => return Typed::Error,
            Typed::Truth(Condition::Question(question))
            | Typed::Number(Number::Question(question), _)
            | Typed::Choice(Choice::Question(question), _)
            | Typed::Choices(question, _)
            | Typed::Date(Dated::Question(question), _)
            | Typed::Text(question)
            | Typed::Group(question) => question,
            other => return self.wrong(errors::answered_question(left, &other)),
        };
        self.reads.answered.push(whole.span);
        let answered = Condition::Answered(question);
        Typed::Truth(if negated { Condition::Not(Box::new(answered)) } else { answered })
    }
}
