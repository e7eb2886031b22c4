//! Turns parameters that are held against an answer into those that may be set where no answer reaches, so that a rule
//! is switched off, or met by everybody, without a word.

use std::collections::BTreeSet;

use super::Meant;
use super::parts;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Comparison;
use crate::pack::{Number, ParameterValue};
use crate::value::Decimal;

pub(super) fn lint(meant: &Meant<'_>, faults: &mut Vec<Diagnostic>) {
    let pack = meant.pack;
    let mut told = BTreeSet::new();
    for compared in parts::comparisons(pack) {
        let Number::Parameter(id) = compared.right else { continue };
        let Some(parameter) = pack.parameters.get(id.index()) else { continue };
        let ParameterValue::Number { min, max, .. } = &parameter.value else { continue };
        let Some((name, least, most)) = parts::range(pack, compared.left) else { continue };
        let settled =
            [min, max].into_iter().find_map(|set| Some((set, settled(compared.operator, *set, least, most)?)));
        let Some((set, comes_out)) = settled.filter(|_| told.insert((*id, name.clone()))) else { continue };
        let message = format!(
            "with `{}` at {set}, which its range allows, `{name} {} {set}` is {comes_out}",
            parameter.id,
            compared.operator.symbol()
        );
        faults.push(
            Diagnostic::new(Code::AN0513, parameter.span, message)
                .also(compared.line, format!("here; `{name}` goes from {least} to {most}"))
                .help("narrow the `min` and `max` of the parameter to what an answer can be"),
        );
    }
}

/// Whether a comparison with this limit comes out alike for every answer, and how.
fn settled(operator: Comparison, limit: Decimal, least: Decimal, most: Decimal) -> Option<&'static str> {
    let alike = match operator {
        // One answer in the middle may be the one that differs.
        Comparison::Equal | Comparison::NotEqual => limit < least || limit > most,
        _ => operator.holds(least, limit) == operator.holds(most, limit),
    };
    alike.then(|| if operator.holds(least, limit) { "always met" } else { "never met" })
}
