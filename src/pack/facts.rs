//! Facts typed in dependency order, and what each question's `asked_when` says.

use super::names::{FactPlace, Names, Scope};
use super::questions::Form;
use super::reads::Reads;
use super::templates::template;
use super::typing::{FactType, Typed, Typer};
use super::{Fact, FactValue, Line, QuestionId, Template, Tree, TreeKind, errors, limits};
use crate::language::limits::{MAX_LINES, MAX_TREE_DEPTH};
use crate::syntax::{self, ConditionKind};

/// The facts that could be typed, in dependency order, and what each reads, by its place as written.
pub(super) struct Facts {
    /// `None` where one of them is wrong.
    pub typed: Option<Vec<Fact>>,
    pub reads: Vec<Reads>,
}

pub(super) fn facts(written: &[syntax::Fact], order: &[usize], names: &Names, typer: &mut Typer<'_>) -> Facts {
    let mut reads = vec![Reads::default(); written.len()];
    let mut typed = Vec::with_capacity(written.len());
    for place in order {
        let (Some(fact), Some(about)) = (written.get(*place), names.facts.get(*place)) else { continue };
        size(&fact.is, &mut typer.faults);
        let group = match about {
            FactPlace::Pack => None,
            FactPlace::Row(group) => Some(*group),
            // Everything it reads from its rows would be reported again.
            FactPlace::Unknown => {
                typed.push(None);
                continue;
            }
        };
        let value = value(fact, Scope { group, scale: None }, typer);
        if let (Some((_, kind)), Some(slot)) = (&value, typer.facts.get_mut(*place)) {
            *slot = kind.clone();
        }
        if let Some(slot) = reads.get_mut(*place) {
            *slot = std::mem::take(&mut typer.reads);
        }
        typed.push(value.map(|(is, _)| Fact {
            id: fact.id.value.clone(),
            about: Template::default(),
            of: group,
            is,
            span: fact.id.span,
        }));
    }
    Facts { typed: typed.into_iter().collect(), reads }
}

/// The texts of facts may name any fact, so they are read once all facts are known.
pub(super) fn abouts(written: &[syntax::Fact], order: &[usize], facts: &mut Facts, typer: &mut Typer<'_>) -> Reads {
    let templates: Vec<Template> =
        order.iter().filter_map(|place| written.get(*place)).map(|fact| template(&fact.about, typer)).collect();
    for (fact, about) in facts.typed.iter_mut().flatten().zip(templates) {
        fact.about = about;
    }
    std::mem::take(&mut typer.reads)
}

fn value(fact: &syntax::Fact, scope: Scope, typer: &mut Typer<'_>) -> Option<(FactValue, FactType)> {
    let ConditionKind::Line(line) = &fact.is.kind else {
        return Some((FactValue::Truth(typer.tree(&fact.is, scope)?), FactType::Truth));
    };
    let text = || line.expression.to_string();
    let span = line.expression.span;
    match typer.expression(&line.expression, scope) {
        Typed::Truth(says) => {
            let kind = TreeKind::Line(Line { text: text(), says, span });
            Some((FactValue::Truth(Tree { kind, span: fact.is.span }), FactType::Truth))
        }
        Typed::Number(number, range) => Some((FactValue::Number(text(), number), FactType::Number(range))),
        Typed::Choice(choice, options) => Some((FactValue::Choice(text(), choice), FactType::Choice(options))),
        Typed::Error => None,
        other => {
            typer.faults.push(errors::fact_type(&line.expression, &other));
            None
        }
    }
}

/// The `asked_when` of each question, and what it reads.
pub(super) struct AskedWhen {
    pub lines: Vec<Option<Line>>,
    pub reads: Vec<Option<Reads>>,
    /// Questions whose `asked_when` is wrong in itself.
    pub wrong: Vec<QuestionId>,
}

pub(super) fn asked_when(form: &Form<'_>, typer: &mut Typer<'_>) -> AskedWhen {
    let mut made = AskedWhen {
        lines: vec![None; form.questions.len()],
        reads: vec![None; form.questions.len()],
        wrong: Vec::new(),
    };
    for (id, line) in &form.asked_when {
        let before = typer.faults.len();
        let scale = form.question(*id).and_then(|q| q.scale);
        let typed = typer.line(line, Scope { group: None, scale });
        if typed.is_none() || typer.faults.len() > before {
            made.wrong.push(*id);
        }
        if let (Some(slot), Some(reads)) = (made.lines.get_mut(id.index()), made.reads.get_mut(id.index())) {
            *slot = typed;
            *reads = Some(std::mem::take(&mut typer.reads));
        }
    }
    made
}

/// A tree must not be larger or deeper than its limits.
pub(super) fn size<L>(condition: &syntax::Condition<L>, faults: &mut Vec<crate::diagnostic::Diagnostic>) {
    fn measure<L>(condition: &syntax::Condition<L>) -> (usize, usize) {
        match &condition.kind {
            ConditionKind::Line(_) => (1, 0),
            ConditionKind::All(parts)
            | ConditionKind::Any(parts)
            | ConditionKind::None(parts)
            | ConditionKind::AtLeast(_, parts) => {
                let parts = parts.iter().map(measure);
                parts.fold((0, 1), |(lines, depth), (l, d)| (lines + l, depth.max(d + 1)))
            }
        }
    }
    let (lines, depth) = measure(condition);
    limits::at_most(lines, MAX_LINES, "lines in one condition", condition.span, faults);
    limits::at_most(depth, MAX_TREE_DEPTH, "levels in one condition", condition.span, faults);
}
