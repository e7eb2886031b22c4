//! Rules: what they raise fits what they are for, they rest on sources, and their conditions and texts are typed.

use super::bibliography::{Bibliography, text};
use super::facts::size;
use super::names::Scope;
use super::reads::Reads;
use super::templates::template;
use super::typing::Typer;
use super::{Rule, Tier, TierId, errors};
use crate::diagnostic::Diagnostic;
use crate::language::{Kind, Raises};
use crate::syntax;
use crate::text::Span;
use std::collections::HashMap;

/// The rules, and what each reads; `None` for a rule that is wrong.
pub(super) struct Rules {
    pub typed: Option<Vec<Rule>>,
    /// What the conditions read, by rule.
    pub reads: Vec<Reads>,
    /// What texts show besides.
    pub shown: Reads,
}

pub(super) fn rules(
    written: &[syntax::Rule],
    tiers: &[Tier],
    bibliography: &mut Bibliography,
    typer: &mut Typer<'_>,
) -> Rules {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    let mut made = Rules { typed: None, reads: Vec::with_capacity(written.len()), shown: Reads::default() };
    let mut typed = Vec::with_capacity(written.len());
    for rule in written {
        match seen.get(rule.id.as_str()) {
            Some(first) => typer.faults.push(errors::twice("rule", &rule.id, *first)),
            None => {
                seen.insert(&rule.id, rule.id.span);
            }
        }
        raises_fit(rule, &mut typer.faults);
        let tier = tier(rule, tiers, &mut typer.faults);
        let sources = bibliography.cite(&rule.sources, &mut typer.faults);
        if rule.sources.is_empty()
            && matches!(rule.kind.value, Kind::Contraindication | Kind::Safety | Kind::Indication)
        {
            typer.faults.push(errors::no_source(&rule.id, rule.kind.value));
        }
        size(&rule.when, &mut typer.faults);
        let when = typer.tree(&rule.when, Scope::default());
        made.reads.push(std::mem::take(&mut typer.reads));
        let because = template(&rule.because, typer);
        made.shown.add(&std::mem::take(&mut typer.reads));
        typed.push(when.map(|when| Rule {
            id: rule.id.value.clone(),
            title: rule.title.value.clone(),
            kind: rule.kind.value,
            raises: rule.raises.as_ref().map(|r| r.value.clone()),
            tier,
            unknown_incomplete: rule.unknown_incomplete.is_some(),
            when,
            because,
            coordinator: text(&rule.coordinator),
            clinician: text(&rule.clinician),
            sources,
            review_by: rule.review_by.as_ref().map(|by| by.value),
            span: rule.id.span,
        }));
    }
    made.typed = typed.into_iter().collect();
    made
}

/// What a rule of a kind may raise, in words.
fn allowed(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Indication => &[],
        Kind::Contraindication => &["hold", "review"],
        Kind::Caution | Kind::Logistics | Kind::DataQuality => &["review", "note"],
        Kind::Safety => &["immediate", "same_day"],
        Kind::Support => &["suggest"],
    }
}

fn raises_fit(rule: &syntax::Rule, faults: &mut Vec<Diagnostic>) {
    let kind = rule.kind.value;
    let allowed = allowed(kind);
    match &rule.raises {
        Some(raises) if !allowed.contains(&raises.value.name()) => {
            faults.push(errors::raises_do_not_fit(raises.span, raises.value.name(), kind, rule.kind.span, allowed));
        }
        None if kind != Kind::Indication => {
            faults.push(errors::raises_missing(&rule.id, kind, rule.kind.span, allowed));
        }
        _ => {}
    }
    let on_safety = matches!(rule.raises.as_ref().map(|r| &r.value), Some(Raises::Immediate | Raises::SameDay));
    if let Some(span) = rule.unknown_incomplete.filter(|_| !on_safety) {
        faults.push(errors::unknown_incomplete(span, &rule.id));
    }
}

fn tier(rule: &syntax::Rule, tiers: &[Tier], faults: &mut Vec<Diagnostic>) -> Option<TierId> {
    let raises = rule.raises.as_ref()?;
    let Raises::Suggest(wanted) = &raises.value else { return None };
    let found = tiers.iter().position(|t| t.id == *wanted);
    if found.is_none() {
        faults.push(errors::unknown_tier(raises.span, wanted, tiers.iter().map(|t| t.id.as_str())));
    }
    found.map(|i| TierId(i as u32))
}
