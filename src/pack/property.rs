//! Properties: ids of their own, claims about rules and levels that exist, lines over answers typed as in a rule.

use super::bibliography::Bibliography;
use super::claims::{Claim, Property, Says};
use super::facts::size;
use super::names::{Lookup, Scope};
use super::reads::Reads;
use super::templates::template;
use super::typing::Typer;
use super::{RuleId, errors};
use crate::language::{AXES, Comparison, Safety, Screening, Word};
use crate::syntax::{self, ClaimLine, Expression, Kind};
use crate::text::{Span, nearest};
use std::collections::HashMap;

/// Opens the ids of the properties that every pack is checked for.
pub const BUILT_IN: &str = "built-in.";

/// The properties, and what they read; `None` where one of them is wrong.
pub(super) struct Properties {
    pub typed: Option<Vec<Property>>,
    /// What their lines and texts read. No rule reads it with them.
    pub reads: Reads,
}

/// Rules by their ids, in the order of the pack.
type Rules<'a> = HashMap<&'a str, (RuleId, Span)>;

pub(super) fn properties(
    written: &[syntax::Property],
    rules: &[syntax::Rule],
    bibliography: &mut Bibliography,
    typer: &mut Typer<'_>,
) -> Properties {
    let ids = rules.iter().enumerate().map(|(at, rule)| (rule.id.as_str(), (RuleId(at as u32), rule.id.span)));
    let known: Rules<'_> = ids.collect();
    let mut seen: HashMap<&str, Span> = HashMap::new();
    let mut typed = Vec::with_capacity(written.len());
    for property in written {
        own_id(property, &known, &mut seen, typer);
        let sources = bibliography.cite(&property.sources, &mut typer.faults);
        let trees = property.given.iter().chain([&property.then]);
        trees.for_each(|tree| size(tree, &mut typer.faults));
        let claim = |typer: &mut Typer<'_>, line: &ClaimLine| claim(line, &known, typer);
        let given = property.given.as_ref().map(|tree| typer.tree_of(tree, &claim));
        let then = typer.tree_of(&property.then, &claim);
        let (about, because) = (template(&property.about, typer), template(&property.because, typer));
        let given = match given {
            Some(given) => given.map(Some),
            None => Some(None),
        };
        typed.push(given.zip(then).map(|(given, then)| Property {
            id: property.id.value.clone(),
            about,
            given,
            then,
            because,
            sources,
            span: property.id.span,
        }));
    }
    Properties { typed: typed.into_iter().collect(), reads: std::mem::take(&mut typer.reads) }
}

/// An id stands for one rule, one property, or one that is built in.
fn own_id<'a>(
    property: &'a syntax::Property,
    rules: &Rules<'_>,
    seen: &mut HashMap<&'a str, Span>,
    typer: &mut Typer<'_>,
) {
    let id = &property.id;
    let fault = match (seen.get(id.as_str()), rules.get(id.as_str())) {
        (Some(first), _) => errors::twice("property", id, *first),
        (None, Some((_, rule))) => errors::property_named_as_rule(id, *rule),
        (None, None) if id.starts_with(BUILT_IN) => errors::property_named_as_built_in(id),
        (None, None) => {
            seen.insert(id, id.span);
            return;
        }
    };
    typer.faults.push(fault);
}

fn claim(line: &ClaimLine, rules: &Rules<'_>, typer: &mut Typer<'_>) -> Option<Claim> {
    let written = match line {
        ClaimLine::Rule { rule, is, span } => {
            let Some((id, _)) = rules.get(rule.as_str()) else {
                let mut known: Vec<&str> = rules.keys().copied().collect();
                known.sort_unstable();
                typer.faults.push(errors::unknown_rule(rule, known));
                return None;
            };
            return Some(Claim { text: line.to_string(), says: Says::Rule(*id, *is), span: *span });
        }
        ClaimLine::Expression(written) => written,
    };
    let span = written.expression.span;
    match axis(&written.expression, typer) {
        Some((axis, operator, level)) => outcome(axis, operator, level, span, typer),
        None => {
            let line = typer.line(written, Scope::default())?;
            Some(Claim { text: line.text, says: Says::Answers(line.says), span })
        }
    }
}

/// `safety >= same_day`, or the same from the other side: the axis as written, the operator, and the level.
fn axis<'a>(expression: &'a Expression, typer: &Typer<'_>) -> Option<((&'a str, Span), Comparison, &'a Expression)> {
    let Kind::Compare { left, operator, right } = &expression.kind else { return None };
    let sides = [(&**left, operator.value, &**right), (&**right, operator.value.flipped(), &**left)];
    sides.into_iter().find_map(|(axis, operator, level)| match &axis.kind {
        Kind::Name(name) if AXES.contains(&name.as_str()) || misspelt(name, level, typer) => {
            Some(((name.as_str(), axis.span), operator, level))
        }
        _ => None,
    })
}

/// A word that names nothing, is near an axis and stands beside one of its levels.
fn misspelt(name: &str, level: &Expression, typer: &Typer<'_>) -> bool {
    let Kind::Name(level) = &level.kind else { return false };
    let is_level = match nearest(name, AXES) {
        Some("safety") => Safety::parse(level).is_some(),
        Some(_) => Screening::parse(level).is_some(),
        None => false,
    };
    is_level && matches!(typer.names.find(name, Scope::default()), Lookup::Missing)
}

fn outcome(
    (axis, place): (&str, Span),
    operator: Comparison,
    level: &Expression,
    whole: Span,
    typer: &mut Typer<'_>,
) -> Option<Claim> {
    let says = match axis {
        "safety" => Says::Safety(operator, known_level(axis, operator, level, whole, typer)?),
        "screening" => Says::Screening(operator, known_level(axis, operator, level, whole, typer)?),
        _ => {
            typer.faults.push(errors::unknown_name(axis, place, AXES));
            return None;
        }
    };
    Some(Claim { text: format!("{axis} {} {level}", operator.symbol()), says, span: whole })
}

/// The level that stands beside an axis, if there is such a level and some decision meets the claim and some does not.
fn known_level<L: Word + Ord>(
    axis: &str,
    operator: Comparison,
    level: &Expression,
    whole: Span,
    typer: &mut Typer<'_>,
) -> Option<L> {
    let named = if let Kind::Name(name) = &level.kind { L::parse(name) } else { None };
    let Some(named) = named else {
        typer.faults.push(errors::no_such_level(axis, level, L::ALL.iter().map(|(_, name)| *name)));
        return None;
    };
    let held = L::ALL.iter().filter(|(of, _)| operator.holds(*of, named)).count();
    if held == 0 || held == L::ALL.len() {
        let said = format!("{axis} {} {level}", operator.symbol());
        typer.faults.push(errors::always(&said, whole, held > 0, &[]));
        return None;
    }
    Some(named)
}
