//! Turns limits on the total of a scale into those that lie one beside the edge of a band or a cut-off of it.

use std::collections::BTreeMap;

use super::Meant;
use super::parts::{self, Compared};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Comparison;
use crate::pack::{Number, Pack};
use crate::value::Decimal;

pub(super) fn lint(meant: &Meant<'_>, faults: &mut Vec<Diagnostic>) {
    for compared in parts::comparisons(meant.pack) {
        faults.extend(beside(meant.pack, &compared));
    }
}

fn beside(pack: &Pack, compared: &Compared<'_>) -> Option<Diagnostic> {
    let Number::Sum(set) = compared.left else { return None };
    let scale = pack.scales.get(set.scale.index()).filter(|scale| scale.items.len() == set.items.len())?;
    let (limit, parameter) = parts::limit(pack, compared.right)?;
    // The least total on the upper side of the comparison.
    let first = match compared.operator {
        Comparison::AtLeast | Comparison::Less => limit,
        Comparison::Greater | Comparison::AtMost => limit.checked_add(Decimal::ONE)?,
        Comparison::Equal | Comparison::NotEqual => return None,
    };
    let mut edges: BTreeMap<i64, String> = BTreeMap::new();
    for band in scale.bands.iter().skip(1) {
        edges.insert(band.from, format!("the band `{}`", band.id));
    }
    for cutoff in &scale.cutoffs {
        edges.insert(cutoff.at, format!("\"{}\"", cutoff.means));
    }
    let at = |n: i64| Decimal::from(n) == first;
    if edges.keys().any(|edge| at(*edge)) {
        return None;
    }
    let (edge, what) = edges.iter().find(|(edge, _)| at(**edge - 1) || at(**edge + 1))?;
    let named = parameter.map_or_else(String::new, |name| format!(" (`{name}`)"));
    let message = format!("`{}.total` is parted at {first}{named}, and {what} begins at {edge}", scale.id);
    let help = format!(
        "write the limit so that {edge} is the first score on its side, or allow it in a comment with the reason"
    );
    Some(Diagnostic::new(Code::AN0514, compared.line, message).help(help))
}
