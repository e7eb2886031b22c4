//! Turns the conditions of a checked pack into their parts: what each compares, and which answers it reads.

use std::collections::BTreeSet;

use crate::language::Comparison;
use crate::pack::{
    Answer, Choice, Condition, Dated, FactId, FactValue, Line, Number, Pack, ParameterValue, QuestionId, Tree, TreeKind,
};
use crate::text::Span;
use crate::value::Decimal;

/// What conditions are made of.
#[derive(Clone, Copy)]
pub(super) enum Part<'p> {
    Condition(&'p Condition),
    Number(&'p Number),
    Choice(&'p Choice),
    Dated(&'p Dated),
}

impl<'p> Part<'p> {
    /// Itself and everything inside it, but for what stands behind facts.
    pub fn all(self) -> Vec<Self> {
        let mut found = vec![self];
        let mut at = 0;
        while let Some(part) = found.get(at).copied() {
            part.add_inner(&mut found);
            at += 1;
        }
        found
    }

    fn add_inner(self, to: &mut Vec<Self>) {
        match self {
            Self::Condition(condition) => match condition {
                Condition::Not(of) => to.push(Self::Condition(of)),
                Condition::And(left, right) | Condition::Or(left, right) => {
                    to.extend([Self::Condition(left), Self::Condition(right)]);
                }
                Condition::Compare { left, right, .. } => to.extend([Self::Number(left), Self::Number(right)]),
                Condition::CompareDates { left, right, .. } => to.extend([Self::Dated(left), Self::Dated(right)]),
                Condition::IsOneOf { choice, .. } => to.push(Self::Choice(choice)),
                Condition::AnyRow { condition, .. } => to.extend(condition.as_deref().map(Self::Condition)),
                _ => {}
            },
            Self::Number(number) => match number {
                Number::Add(left, right)
                | Number::Subtract(left, right)
                | Number::Multiply(left, right)
                | Number::Divide(left, right) => to.extend([Self::Number(left), Self::Number(right)]),
                Number::CountRows { condition, .. } => to.extend(condition.as_deref().map(Self::Condition)),
                Number::CountDistinct { field, condition, .. } => {
                    to.push(Self::Choice(field));
                    to.extend(condition.as_deref().map(Self::Condition));
                }
                Number::Least { field, condition, .. }
                | Number::Greatest { field, condition, .. }
                | Number::SumRows { field, condition, .. } => {
                    to.push(Self::Number(field));
                    to.extend(condition.as_deref().map(Self::Condition));
                }
                _ => {}
            },
            Self::Choice(_) | Self::Dated(_) => {}
        }
    }

    fn fact(self) -> Option<FactId> {
        match self {
            Self::Condition(Condition::Fact(fact))
            | Self::Number(Number::Fact(fact))
            | Self::Choice(Choice::Fact(fact)) => Some(*fact),
            _ => None,
        }
    }

    /// The questions it reads by itself.
    fn questions(self, pack: &Pack) -> Vec<QuestionId> {
        let items = |set: &crate::pack::ItemSet| {
            let items = pack.scales.get(set.scale.index()).and_then(|scale| scale.items.get(set.items.clone()));
            items.unwrap_or_default().iter().map(|item| item.question).collect()
        };
        match self {
            Self::Condition(
                Condition::Question(id)
                | Condition::Includes { question: id, .. }
                | Condition::Mentions { question: id, .. }
                | Condition::Matches { question: id, .. }
                | Condition::Lookup { question: id, .. }
                | Condition::Answered(id)
                | Condition::AnyRow { group: id, .. },
            )
            | Self::Number(
                Number::Question(id)
                | Number::Lookup { question: id, .. }
                | Number::DaysSince(id)
                | Number::YearsSince(id)
                | Number::CountRows { group: id, .. }
                | Number::CountDistinct { group: id, .. }
                | Number::Least { group: id, .. }
                | Number::Greatest { group: id, .. }
                | Number::SumRows { group: id, .. },
            )
            | Self::Choice(Choice::Question(id) | Choice::Lookup { question: id, .. })
            | Self::Dated(Dated::Question(id)) => vec![*id],
            Self::Number(Number::Sum(set) | Number::CountItems { items: set, .. }) => items(set),
            _ => Vec::new(),
        }
    }
}

/// The lines of a tree, from left to right.
pub(super) fn lines(tree: &Tree) -> Vec<&Line> {
    match &tree.kind {
        TreeKind::Line(line) => vec![line],
        TreeKind::All(of) | TreeKind::Any(of) | TreeKind::None(of) | TreeKind::AtLeast(_, of) => {
            of.iter().flat_map(lines).collect()
        }
    }
}

/// What a rule reads, through its facts.
#[derive(Default)]
pub(super) struct Reads {
    pub questions: BTreeSet<QuestionId>,
    /// It looks at the form: `is answered` stands somewhere.
    pub form: bool,
}

pub(super) fn reads(pack: &Pack, tree: &Tree) -> Reads {
    let mut made = Reads::default();
    let mut seen: BTreeSet<FactId> = BTreeSet::new();
    let mut waiting: Vec<Part> = lines(tree).into_iter().map(|line| Part::Condition(&line.says)).collect();
    while let Some(part) = waiting.pop() {
        for part in part.all() {
            made.form |= matches!(part, Part::Condition(Condition::Answered(_)));
            made.questions.extend(part.questions(pack));
            let fact = part.fact().filter(|fact| seen.insert(*fact));
            match fact.and_then(|fact| pack.facts.get(fact.index())).map(|fact| &fact.is) {
                Some(FactValue::Truth(tree)) => {
                    waiting.extend(lines(tree).into_iter().map(|line| Part::Condition(&line.says)));
                }
                Some(FactValue::Number(_, number)) => waiting.push(Part::Number(number)),
                Some(FactValue::Choice(_, choice)) => waiting.push(Part::Choice(choice)),
                None => {}
            }
        }
    }
    made
}

/// A number held against another one, and the line where it is.
pub(super) struct Compared<'p> {
    pub left: &'p Number,
    pub operator: Comparison,
    pub right: &'p Number,
    pub line: Span,
}

/// Every comparison of the pack that is no arithmetic on its left, with the limit on its right.
pub(super) fn comparisons(pack: &Pack) -> Vec<Compared<'_>> {
    let of_rules = pack.rules.iter().flat_map(|rule| lines(&rule.when));
    let of_facts = pack.facts.iter().flat_map(|fact| match &fact.is {
        FactValue::Truth(tree) => lines(tree),
        _ => Vec::new(),
    });
    let of_questions = pack.questions.iter().filter_map(|question| question.asked_when.as_ref());
    let mut found = Vec::new();
    for line in of_rules.chain(of_facts).chain(of_questions) {
        for part in Part::Condition(&line.says).all() {
            let Part::Condition(Condition::Compare { left, operator, right }) = part else { continue };
            let is_limit = |number: &Number| matches!(number, Number::Constant(_) | Number::Parameter(_));
            found.push(if is_limit(left) && !is_limit(right) {
                Compared { left: right, operator: operator.flipped(), right: left, line: line.span }
            } else {
                Compared { left, operator: *operator, right, line: line.span }
            });
        }
    }
    found
}

/// The name of what is compared, and the least and the most that it can be.
pub(super) fn range(pack: &Pack, number: &Number) -> Option<(String, Decimal, Decimal)> {
    let whole = |n: i64| Decimal::from(n);
    match number {
        Number::Question(id) => {
            let question = pack.questions.get(id.index())?;
            match &question.answer {
                Answer::Number { min, max, .. } => Some((question.id.clone(), *min, *max)),
                Answer::Points(points) => {
                    let least = points.iter().map(|point| point.points).min()?;
                    let most = points.iter().map(|point| point.points).max()?;
                    Some((question.id.clone(), whole(least.into()), whole(most.into())))
                }
                _ => None,
            }
        }
        Number::Sum(set) => {
            let scale = pack.scales.get(set.scale.index())?;
            let items = scale.items.get(set.items.clone())?;
            let subscore = scale.subscores.iter().find(|subscore| subscore.items == set.items);
            let name = if set.items.len() == scale.items.len() { "total" } else { subscore?.id.as_str() };
            let least = items.iter().map(|item| i64::from(item.least)).sum();
            let most = items.iter().map(|item| i64::from(item.most)).sum();
            Some((format!("{}.{name}", scale.id), whole(least), whole(most)))
        }
        _ => None,
    }
}

/// What a limit is now, with its name where it is a parameter.
pub(super) fn limit<'p>(pack: &'p Pack, number: &Number) -> Option<(Decimal, Option<&'p str>)> {
    match number {
        Number::Constant(is) => Some((*is, None)),
        Number::Parameter(id) => {
            let parameter = pack.parameters.get(id.index())?;
            match &parameter.value {
                ParameterValue::Number { is, .. } => Some((*is, Some(&parameter.id))),
                ParameterValue::Option { .. } => None,
            }
        }
        _ => None,
    }
}
