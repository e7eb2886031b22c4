//! What `pack.yaml` declares: support tiers, parameters, and the bibliography that everything else cites.

use super::{Parameter, ParameterValue, Source, SourceId, Tier, errors};
use crate::diagnostic::Diagnostic;
use crate::syntax::{self, Text};
use crate::value::Decimal;
use std::collections::BTreeMap;

/// What stands in a `locator` that nobody has looked up yet.
pub(super) const TO_BE_CONFIRMED: &str = "to be confirmed";

/// The sources by id, and which of them something cites.
pub(super) struct Bibliography {
    pub sources: Vec<Source>,
    ids: BTreeMap<String, SourceId>,
    pub used: Vec<bool>,
}

impl Bibliography {
    pub fn read(written: &[syntax::Source], faults: &mut Vec<Diagnostic>) -> Self {
        let mut ids: BTreeMap<String, SourceId> = BTreeMap::new();
        let mut sources: Vec<Source> = Vec::with_capacity(written.len());
        for source in written {
            if let Some(first) = ids.get(&*source.id).and_then(|id| sources.get(id.index())) {
                faults.push(errors::twice("source", &source.id, first.span));
                continue;
            }
            ids.insert(source.id.value.clone(), SourceId(sources.len() as u32));
            sources.push(Source {
                id: source.id.value.clone(),
                cite: source.cite.value.clone(),
                locator: source.locator.as_ref().map(|l| l.value.clone()).filter(|l| l.trim() != TO_BE_CONFIRMED),
                kind: source.kind.value,
                note: text(&source.note),
                url: text(&source.url),
                span: source.id.span,
            });
        }
        let used = vec![false; sources.len()];
        Self { sources, ids, used }
    }

    /// The sources cited; one that does not exist is reported and left out.
    pub fn cite(&mut self, cited: &[Text], faults: &mut Vec<Diagnostic>) -> Vec<SourceId> {
        let mut found = Vec::with_capacity(cited.len());
        for id in cited {
            match self.ids.get(id.as_str()) {
                Some(source) => {
                    if let Some(used) = self.used.get_mut(source.index()) {
                        *used = true;
                    }
                    if !found.contains(source) {
                        found.push(*source);
                    }
                }
                None => faults.push(errors::unknown_source(id, self.ids.keys().map(String::as_str))),
            }
        }
        found
    }
}

pub(super) fn text(written: &Option<Text>) -> Option<String> {
    written.as_ref().map(|t| t.value.clone())
}

pub(super) fn tiers(written: &[syntax::SupportTier], faults: &mut Vec<Diagnostic>) -> Vec<Tier> {
    let mut seen = BTreeMap::new();
    let mut tiers = Vec::with_capacity(written.len());
    for tier in written {
        match seen.insert(tier.id.as_str(), tier.id.span) {
            Some(first) => faults.push(errors::twice("support tier", &tier.id, first)),
            None => tiers.push(Tier {
                id: tier.id.value.clone(),
                title: tier.title.value.clone(),
                about: text(&tier.about),
            }),
        }
    }
    tiers
}

pub(super) fn parameters(
    written: &[syntax::Parameter],
    bibliography: &mut Bibliography,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Parameter> {
    let mut parameters = Vec::with_capacity(written.len());
    for parameter in written {
        let value = match &parameter.value {
            syntax::ParameterValue::Number { is, min, max, unit } => {
                if min.value > max.value {
                    faults.push(errors::bounds_crossed(min.span, max.span, &min.value, &max.value));
                } else if is.value < min.value || is.value > max.value {
                    faults.push(errors::parameter_out_of_range(
                        is.span,
                        &parameter.id,
                        &is.value,
                        &min.value,
                        &max.value,
                    ));
                }
                ParameterValue::Number { is: is.value, min: min.value, max: max.value, unit: text(unit) }
            }
            syntax::ParameterValue::Option { is, options } => {
                let options = distinct(options, faults);
                let place = options.iter().position(|o| *o == **is);
                if place.is_none() {
                    faults.push(errors::unknown_option(is, &parameter.id, &options));
                }
                ParameterValue::Option { is: place.unwrap_or(0) as u32, options }
            }
        };
        let sources = bibliography.cite(&parameter.sources, faults);
        parameters.push(Parameter {
            id: parameter.id.value.clone(),
            about: parameter.about.value.clone(),
            value,
            sources,
            span: parameter.id.span,
        });
    }
    parameters
}

/// The words of a list that may hold none twice.
fn distinct(written: &[Text], faults: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut seen = BTreeMap::new();
    let mut kept = Vec::with_capacity(written.len());
    for option in written {
        match seen.insert(option.as_str(), option.span) {
            Some(first) => faults.push(errors::twice("option", option, first)),
            None => kept.push(option.value.clone()),
        }
    }
    kept
}

/// The days of `fresh_for`, given as a number or as a parameter.
pub(super) fn fresh_for(
    written: Option<&syntax::FreshFor>,
    parameters: &[Parameter],
    used: &mut [bool],
    faults: &mut Vec<Diagnostic>,
) -> Option<u32> {
    const MOST: u32 = 36_500;
    let (days, span) = match written? {
        syntax::FreshFor::Days(days) => (days.value, days.span),
        syntax::FreshFor::Parameter(name) => {
            let place = parameters.iter().position(|p| p.id == **name);
            let Some((place, parameter)) = place.and_then(|i| Some((i, parameters.get(i)?))) else {
                faults.push(errors::unknown_parameter(name, parameters.iter().map(|p| p.id.as_str())));
                return None;
            };
            if let Some(used) = used.get_mut(place) {
                *used = true;
            }
            match &parameter.value {
                ParameterValue::Number { is, .. } => (*is, name.span),
                ParameterValue::Option { .. } => {
                    faults.push(errors::days_from_option(name));
                    return None;
                }
            }
        }
    };
    let whole = whole(days).filter(|d| (1..=MOST).contains(d));
    if whole.is_none() {
        faults.push(errors::not_whole(span, "days", &days, 1, MOST));
    }
    whole
}

/// A decimal as a whole number that is not negative.
pub(super) fn whole(number: Decimal) -> Option<u32> {
    number.to_scaled(0).and_then(|n| u32::try_from(n).ok())
}
