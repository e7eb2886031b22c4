//! Functions over the rows of a group and the items of a scale.

use super::quantity::{Quantity, Verdict};
use super::{Typed, Typer};
use crate::language::Comparison;
use crate::pack::names::{Lookup, Name, Scope};
use crate::pack::{Answer, Choice, Condition, ItemSet, Number, QuestionId, errors};
use crate::syntax::{Argument, Expression, Kind, Where};
use crate::text::{Span, Spanned};
use crate::value::Decimal;

/// `min`, `max`, `sum`
#[derive(Clone, Copy)]
pub(in crate::pack) enum Fold {
    Least,
    Greatest,
    Sum,
}

impl Typer<'_> {
    /// `count(group where …)`, `count(pcl5.q1..q5 where >= 2)`
    pub fn count(&mut self, whole: &Expression, argument: &Argument, scope: Scope) -> Typed {
        if let Kind::Items { from, to } = &argument.value.kind {
            return match &argument.condition {
                Some(Where::Each { operator, right }) => self.count_items((from, to), operator, right, scope),
                Some(Where::Holds(_)) | None => self.wrong(errors::items_need_a_comparison(whole)),
            };
        }
        let Some((group, condition)) = self.rows(whole, argument, scope) else { return Typed::Error };
        let most = self.max_rows(group);
        Typed::Number(Number::CountRows { group, condition }, Quantity::count(most as usize))
    }

    /// `any(group where …)`
    pub fn any_row(&mut self, whole: &Expression, argument: &Argument, scope: Scope) -> Typed {
        if matches!(argument.value.kind, Kind::Items { .. }) {
            return self.wrong(errors::any_of_items(whole, &argument.value));
        }
        match self.rows(whole, argument, scope) {
            Some((group, condition)) => Typed::Truth(Condition::AnyRow { group, condition }),
            None => Typed::Error,
        }
    }

    fn max_rows(&self, group: QuestionId) -> u32 {
        match self.form.question(group).map(|q| &q.answer) {
            Some(Answer::Group { max, .. }) => *max,
            _ => 0,
        }
    }

    /// A group and the condition on its rows.
    fn rows(
        &mut self,
        whole: &Expression,
        argument: &Argument,
        scope: Scope,
    ) -> Option<(QuestionId, Option<Box<Condition>>)> {
        let group = match self.expression(&argument.value, scope) {
            Typed::Group(group) => group,
            Typed::Error => return None,
            other => {
                self.faults.push(errors::not_a_group(&argument.value, &other));
                return None;
            }
        };
        let condition = self.row_condition(whole, argument, group, scope)?;
        Some((group, condition))
    }

    fn row_condition(
        &mut self,
        whole: &Expression,
        argument: &Argument,
        group: QuestionId,
        scope: Scope,
    ) -> Option<Option<Box<Condition>>> {
        if let Some(outer) = scope.group {
            let outer = self.form.question(outer).map_or("", |q| q.id.as_str());
            self.faults.push(errors::rows_within_rows(whole.span, &whole.to_string(), outer));
            return None;
        }
        match &argument.condition {
            None => Some(None),
            Some(Where::Holds(condition)) => {
                let within = Scope { group: Some(group), ..scope };
                Some(Some(Box::new(self.truth(condition, within)?)))
            }
            Some(Where::Each { operator, .. }) => {
                self.faults.push(errors::each_over_rows(operator.span));
                None
            }
        }
    }

    /// `group.field`, and what it is inside the group.
    fn field(&mut self, function: &str, argument: &Expression, scope: Scope) -> Option<(QuestionId, Typed)> {
        let parts = match &argument.kind {
            Kind::Name(name) => name.split_once('.'),
            _ => None,
        };
        let Some((group, field)) = parts else {
            if !matches!(self.expression(argument, scope), Typed::Error) {
                self.faults.push(errors::field_expected(function, argument));
            }
            return None;
        };
        let Lookup::Found(Name::Question(id)) = self.names.find(group, Scope::default()) else {
            let found = self.expression(argument, scope);
            if !matches!(found, Typed::Error) {
                self.faults.push(errors::field_expected(function, argument));
            }
            return None;
        };
        self.reads.questions.insert(id);
        let within = Scope { group: Some(id), scale: None };
        let typed = match self.names.find(&format!("{group}.{field}"), within) {
            Lookup::Found(found) => self.found(found, argument.span),
            _ => {
                let fields = self.names.known(within).filter(|name| !name.contains('.'));
                let fault = errors::unknown_field(field, group, argument.span, fields);
                self.wrong(fault)
            }
        };
        match typed {
            Typed::Error => None,
            typed => Some((id, typed)),
        }
    }

    /// `count_distinct(group.field where …)`
    pub fn count_distinct(&mut self, whole: &Expression, argument: &Argument, scope: Scope) -> Typed {
        let found = self.field("count_distinct", &argument.value, scope);
        let Some((group, typed)) = found else { return Typed::Error };
        let condition = self.row_condition(whole, argument, group, scope);
        let (field, options): (Choice, _) = match typed {
            Typed::Choice(field, options) => (field, options),
            other => return self.wrong(errors::distinct_of(&argument.value, &other)),
        };
        let Some(condition) = condition else { return Typed::Error };
        let most = options.len().min(self.max_rows(group) as usize);
        Typed::Number(Number::CountDistinct { group, field, condition }, Quantity::count(most))
    }

    /// `min`, `max` and `sum` of `group.field where …`
    pub fn fold(&mut self, whole: &Expression, fold: Fold, argument: &Argument, scope: Scope) -> Typed {
        let name = match fold {
            Fold::Least => "min",
            Fold::Greatest => "max",
            Fold::Sum => "sum",
        };
        let Some((group, typed)) = self.field(name, &argument.value, scope) else { return Typed::Error };
        let condition = self.row_condition(whole, argument, group, scope);
        let (field, range) = match typed {
            Typed::Number(field, range) => (Box::new(field), range),
            other => return self.wrong(errors::not_a_number(&argument.value, &other, &format!("`{name}`"))),
        };
        if range.is_quotient() {
            return self.wrong(errors::quotient_in_rows(&argument.value, name));
        }
        let Some(condition) = condition else { return Typed::Error };
        match fold {
            Fold::Least => Typed::Number(Number::Least { group, field, condition }, range.or_absent()),
            Fold::Greatest => Typed::Number(Number::Greatest { group, field, condition }, range.or_absent()),
            Fold::Sum => match range.summed(self.max_rows(group)) {
                Ok(range) => Typed::Number(Number::SumRows { group, field, condition }, range),
                Err(refused) => self.wrong(errors::arithmetic(whole, &whole.to_string(), refused, &range)),
            },
        }
    }

    /// Items of one scale, in its order.
    fn items(&mut self, from: &Spanned<String>, to: &Spanned<String>, scope: Scope) -> Option<ItemSet> {
        let mut place = |name: &Spanned<String>| {
            let found = match self.names.find(name, scope) {
                Lookup::Found(Name::Question(id)) => self.form.question(id).and_then(|q| {
                    let scale = q.scale?;
                    let at = self.form.scale(scale)?.items.iter().position(|i| i.question == id)?;
                    Some((scale, at))
                }),
                Lookup::Missing => {
                    self.faults.push(errors::unknown_name(name, name.span, self.names.known(scope)));
                    return None;
                }
                _ => None,
            };
            if found.is_none() {
                self.faults.push(errors::not_an_item(name));
            }
            found
        };
        let (first, last) = (place(from), place(to));
        let ((scale, first), (other, last)) = first.zip(last)?;
        if scale != other || first > last {
            self.faults.push(errors::items_crossed(from, to));
            return None;
        }
        Some(ItemSet { scale, items: first..last + 1 })
    }

    fn count_items(
        &mut self,
        (from, to): (&Spanned<String>, &Spanned<String>),
        operator: &Spanned<Comparison>,
        right: &Expression,
        scope: Scope,
    ) -> Typed {
        let set = self.items(from, to, scope);
        let yes_no = match &right.kind {
            Kind::Name(word) if word == "yes" => Some(Decimal::ONE),
            Kind::Name(word) if word == "no" => Some(Decimal::ZERO),
            _ => None,
        };
        let fixed = match yes_no {
            Some(value) => Some(value),
            None => match self.number(right, "`where`", scope) {
                Some((_, range)) if !range.varies && range.is_point() && !range.is_quotient() => Some(range.min),
                Some(_) => {
                    self.faults.push(errors::each_with_constant(right));
                    None
                }
                None => None,
            },
        };
        let Some((set, limit)) = set.zip(fixed) else { return Typed::Error };
        let form = self.form;
        let items = form.scale(set.scale).and_then(|s| s.items.get(set.items.clone())).unwrap_or(&[]);
        let span = operator.span.to(right.span);
        let mut ranges = Vec::with_capacity(items.len());
        for item in items {
            let Some(question) = form.question(item.question) else { continue };
            self.reads.questions.insert(item.question);
            match self.item_range(question, item.reversed, yes_no.is_some(), span) {
                Some(range) => ranges.push(range),
                None => return Typed::Error,
            }
        }
        let fixed = Quantity::constant(limit, super::Unit::Any);
        let mut verdicts = ranges.iter().map(|r| r.compared(operator.value, &fixed));
        let verdict = verdicts.next().filter(|first| verdicts.all(|v| v == *first)).unwrap_or(Verdict::Varies);
        if verdict != Verdict::Varies {
            let range = ranges.first().map(|r| format!("an item {}", r.says()));
            let said = format!("where {} {right}", operator.symbol());
            self.faults.push(errors::always(&said, span, verdict == Verdict::Always, range.as_slice()));
        }
        let count = Quantity::count(ranges.len());
        Typed::Number(Number::CountItems { items: set, operator: operator.value, right: limit }, count)
    }

    /// What one counted item may be: its points, or 0 and 1 for no and yes.
    fn item_range(
        &mut self,
        question: &crate::pack::Question,
        reversed: bool,
        against_yes_no: bool,
        span: Span,
    ) -> Option<Quantity> {
        match &question.answer {
            Answer::YesNo if reversed => {
                self.faults.push(errors::reversed_item_counted(&question.id, span));
                None
            }
            Answer::YesNo => Some(Quantity::count(1)),
            Answer::Points(_) if against_yes_no => {
                self.faults.push(errors::points_against_yes_no(&question.id, span));
                None
            }
            Answer::Points(points) => {
                Quantity::one_of(points.iter().map(|p| Decimal::from(i64::from(p.points))).collect())
            }
            _ => None,
        }
    }
}
