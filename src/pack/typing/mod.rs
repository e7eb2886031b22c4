//! Turns expressions as written into typed ones: what each name is, what fits what, and which comparison can never vary.

mod aggregates;
mod calls;
mod comparisons;
mod numbers;
pub(super) mod quantity;

use super::names::{Lookup, Name, Names, Scope};
use super::questions::Form;
use super::reads::Reads;
use super::{
    Answer, Choice, Condition, Dated, Line, Number, Parameter, ParameterValue, PatternId, QuestionId, Table, TableId,
    TermListId, Tree, TreeKind, errors,
};
use crate::diagnostic::Diagnostic;
use crate::syntax::{self, ConditionKind, Expression, Kind};
use crate::text::Span;
use crate::value::{Date, Decimal};
use quantity::{Quantity, Unit};
use std::collections::HashMap;
use std::rc::Rc;

/// What an expression gives.
#[derive(Clone, Debug)]
pub(super) enum Typed {
    /// A mistake that has been reported: whatever uses it says nothing more.
    Error,
    Truth(Condition),
    Number(Number, Quantity),
    Choice(Choice, Rc<[String]>),
    Choices(QuestionId, Rc<[String]>),
    Date(Dated, (Date, Date)),
    Text(QuestionId),
    Group(QuestionId),
    Scale,
    Table(TableId),
    TermList(TermListId),
}

impl Typed {
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Error => "a mistake",
            Self::Truth(_) => "a yes or no",
            Self::Number(..) => "a number",
            Self::Choice(..) => "a choice",
            Self::Choices(..) => "a choice of several",
            Self::Date(..) => "a date",
            Self::Text(_) => "a text",
            Self::Group(_) => "a group",
            Self::Scale => "a scale",
            Self::Table(_) => "a table",
            Self::TermList(_) => "a term list",
        }
    }
}

/// What a fact gives, for whoever names it.
#[derive(Clone, Debug, Default)]
pub(super) enum FactType {
    /// Not typed: wrong, or in a circle; a diagnostic says so.
    #[default]
    Error,
    Truth,
    Number(Quantity),
    Choice(Rc<[String]>),
}

/// Types the expressions of a pack, one after another.
pub(super) struct Typer<'a> {
    pub form: &'a Form<'a>,
    pub parameters: &'a [Parameter],
    pub tables: &'a [Table],
    pub names: &'a Names,
    /// By the place of a fact as written.
    pub facts: Vec<FactType>,
    pub fact_ids: Vec<super::FactId>,
    pub patterns: Vec<String>,
    pub pattern_ids: HashMap<String, PatternId>,
    /// What the expression at hand reads.
    pub reads: Reads,
    pub faults: Vec<Diagnostic>,
}

impl Typer<'_> {
    /// A tree of lines; `None` where one of them is wrong.
    pub fn tree(&mut self, written: &syntax::Condition, scope: Scope) -> Option<Tree> {
        self.tree_of(written, &|typer, line| typer.line(line, scope))
    }

    /// A tree of whatever its lines are typed to.
    pub fn tree_of<W, L>(
        &mut self,
        written: &syntax::Condition<W>,
        line: &dyn Fn(&mut Self, &W) -> Option<L>,
    ) -> Option<Tree<L>> {
        let kind = match &written.kind {
            ConditionKind::Line(written) => TreeKind::Line(line(self, written)?),
            ConditionKind::All(parts) => TreeKind::All(self.trees(parts, line)?),
            ConditionKind::Any(parts) => TreeKind::Any(self.trees(parts, line)?),
            ConditionKind::None(parts) => TreeKind::None(self.trees(parts, line)?),
            ConditionKind::AtLeast(least, parts) => {
                let needed = least.value.to_scaled(0).and_then(|n| usize::try_from(n).ok());
                let needed = needed.filter(|n| (1..=parts.len()).contains(n));
                if needed.is_none() {
                    self.faults.push(errors::at_least_of(least.span, least.value, parts.len()));
                }
                let trees = self.trees(parts, line)?;
                TreeKind::AtLeast(needed?, trees)
            }
        };
        Some(Tree { kind, span: written.span })
    }

    fn trees<W, L>(
        &mut self,
        written: &[syntax::Condition<W>],
        line: &dyn Fn(&mut Self, &W) -> Option<L>,
    ) -> Option<Vec<Tree<L>>> {
        let trees: Vec<_> = written.iter().map(|part| self.tree_of(part, line)).collect();
        trees.into_iter().collect()
    }

    /// One line, kept in the canonical spelling: packs of one digest print the same evidence.
    pub fn line(&mut self, written: &syntax::Line, scope: Scope) -> Option<Line> {
        let says = self.truth(&written.expression, scope)?;
        Some(Line { text: written.expression.to_string(), says, span: written.expression.span })
    }

    /// An expression that must be met or not met.
    pub fn truth(&mut self, expression: &Expression, scope: Scope) -> Option<Condition> {
        match self.expression(expression, scope) {
            Typed::Truth(condition) => Some(condition),
            Typed::Error => None,
            other => {
                self.faults.push(errors::not_a_condition(expression, &other));
                None
            }
        }
    }

    pub fn expression(&mut self, expression: &Expression, scope: Scope) -> Typed {
        match &expression.kind {
            Kind::Number { value, unit } => {
                let unit = unit.as_ref().map_or(Unit::Any, |u| Unit::Of(u.value.clone()));
                Typed::Number(Number::Constant(*value), Quantity::constant(*value, unit))
            }
            Kind::Date(date) => Typed::Date(Dated::Constant(*date), (*date, *date)),
            Kind::Name(name) => self.name(name, expression.span, scope),
            Kind::Items { .. } => self.wrong(errors::items_alone(expression)),
            Kind::Not(of) => match self.truth(of, scope) {
                Some(condition) => Typed::Truth(Condition::Not(Box::new(condition))),
                None => Typed::Error,
            },
            Kind::And(left, right) => self.both(left, right, scope, Condition::And),
            Kind::Or(left, right) => self.both(left, right, scope, Condition::Or),
            Kind::Negate(of) => self.negate(of, scope),
            Kind::Arithmetic { left, operator, right } => self.arithmetic(expression, left, operator, right, scope),
            Kind::Compare { left, operator, right } => self.compare(expression, left, operator, right, scope),
            Kind::In { left, list } => self.member(expression, left, list, scope),
            Kind::Matches { left, pattern } => self.matches(left, pattern, scope),
            Kind::Answered { left, negated } => self.answered(expression, left, *negated, scope),
            Kind::Call { function, arguments } => self.call(expression, function, arguments, scope),
            Kind::Column { of, column } => self.column(of, column, scope),
            Kind::Error => Typed::Error,
        }
    }

    pub fn wrong(&mut self, fault: Diagnostic) -> Typed {
        self.faults.push(fault);
        Typed::Error
    }

    fn both(
        &mut self,
        left: &Expression,
        right: &Expression,
        scope: Scope,
        join: fn(Box<Condition>, Box<Condition>) -> Condition,
    ) -> Typed {
        match (self.truth(left, scope), self.truth(right, scope)) {
            (Some(left), Some(right)) => Typed::Truth(join(Box::new(left), Box::new(right))),
            _ => Typed::Error,
        }
    }

    /// Whether a name stands for nothing here, so that beside a choice it must be an option.
    fn is_bare_word(&self, expression: &Expression, scope: Scope) -> bool {
        match &expression.kind {
            Kind::Name(name) => matches!(self.names.find(name, scope), Lookup::Missing),
            _ => false,
        }
    }

    fn name(&mut self, name: &str, span: Span, scope: Scope) -> Typed {
        match self.names.find(name, scope) {
            Lookup::Found(found) => self.found(found, span),
            Lookup::Outside(group) => {
                let group = self.form.question(group).map_or("", |q| q.id.as_str());
                self.wrong(errors::outside_group(name, span, group))
            }
            Lookup::Missing => {
                let fault = errors::unknown_name(name, span, self.names.known(scope));
                self.wrong(fault)
            }
        }
    }

    fn found(&mut self, found: Name, span: Span) -> Typed {
        match found {
            Name::Question(id) => self.question(id),
            Name::Sum(set) => {
                let (mut min, mut max) = (0, 0);
                let items = self.form.scale(set.scale).and_then(|s| s.items.get(set.items.clone())).unwrap_or(&[]);
                for item in items {
                    self.reads.questions.insert(item.question);
                    min += if self.form.asked_when.contains_key(&item.question) { 0 } else { i64::from(item.least) };
                    max += i64::from(item.most);
                }
                self.reads.scales.insert(set.scale);
                if items.iter().any(|item| self.form.unreadable.contains(&item.question)) {
                    return Typed::Error;
                }
                let range = Quantity::between(Decimal::from(min), Decimal::from(max), 0, Unit::None);
                Typed::Number(Number::Sum(set), range)
            }
            Name::Scale => Typed::Scale,
            Name::Fact(place) => {
                self.reads.facts.insert(place);
                let Some(id) = self.fact_ids.get(place).copied() else { return Typed::Error };
                match self.facts.get(place) {
                    Some(FactType::Truth) => Typed::Truth(Condition::Fact(id)),
                    Some(FactType::Number(range)) => Typed::Number(Number::Fact(id), range.clone()),
                    Some(FactType::Choice(options)) => Typed::Choice(Choice::Fact(id), options.clone()),
                    Some(FactType::Error) | None => Typed::Error,
                }
            }
            Name::Parameter(id) => {
                self.reads.parameters.insert(id);
                match self.parameters.get(id.index()).map(|p| &p.value) {
                    Some(ParameterValue::Number { is, unit, .. }) => {
                        let unit = unit.as_ref().map_or(Unit::Any, |u| Unit::Of(u.clone()));
                        Typed::Number(Number::Parameter(id), Quantity::parameter(*is, unit))
                    }
                    Some(ParameterValue::Option { options, .. }) => {
                        Typed::Choice(Choice::Parameter(id), options.as_slice().into())
                    }
                    None => Typed::Error,
                }
            }
            Name::Table(id) => {
                self.reads.tables.insert(id);
                Typed::Table(id)
            }
            Name::TermList(id) => {
                self.reads.lists.insert(id);
                Typed::TermList(id)
            }
            Name::Age(Some(birth)) => self.since(birth, Number::YearsSince),
            Name::Age(None) => self.wrong(errors::age_needs_birth_date(span)),
        }
    }

    fn question(&mut self, id: QuestionId) -> Typed {
        let Some(question) = self.form.question(id) else { return Typed::Error };
        self.reads.questions.insert(id);
        self.reads.questions.extend(question.group);
        if self.form.unreadable.contains(&id) {
            return Typed::Error;
        }
        match &question.answer {
            Answer::YesNo => Typed::Truth(Condition::Question(id)),
            Answer::Number { min, max, places, unit } => {
                let unit = unit.as_ref().map_or(Unit::None, |u| Unit::Of(u.clone()));
                Typed::Number(Number::Question(id), Quantity::between(*min, *max, *places, unit))
            }
            Answer::Points(points) => {
                let only = points.iter().map(|p| Decimal::from(i64::from(p.points))).collect();
                Quantity::one_of(only).map_or(Typed::Error, |range| Typed::Number(Number::Question(id), range))
            }
            Answer::Choice { options, .. } => {
                Typed::Choice(Choice::Question(id), options.iter().map(|o| o.id.clone()).collect())
            }
            Answer::Choices { options, .. } => Typed::Choices(id, options.iter().map(|o| o.id.clone()).collect()),
            Answer::Text { .. } => Typed::Text(id),
            Answer::Date { earliest, latest } => {
                Typed::Date(Dated::Question(id), (*earliest, latest.unwrap_or(Date::MAX)))
            }
            Answer::Group { .. } => Typed::Group(id),
        }
    }
}
