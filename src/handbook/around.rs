//! What stands around one rule: the cases that hold it, what must always hold of it, the lists in which it looks words up.

use super::cases::{TRUTHS, naming};
use super::properties;
use crate::cases::Case;
use crate::pack::Pack;
use crate::prose::{self, Reads};
use crate::value::Date;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// `met: one sign; two signs`, a line for each outcome that a case expects.
    pub cases: Vec<String>,
    /// Whether the pack has cases, of which none may name the rule.
    pub has_cases: bool,
    pub properties: Vec<String>,
    pub lists: Vec<String>,
    /// The day by which somebody should have read it again; of the rule itself, or else of its pack.
    pub review_by: Option<Date>,
}

/// `rule`: its place in the pack.
pub fn around(pack: &Pack, cases: &[Case], rule: usize) -> Around {
    let mut reads = Reads::default();
    if let Some(rule) = pack.rules.get(rule) {
        reads.tree(pack, &rule.when);
    }
    let of = |(truth, words): &(_, &str)| {
        let names: Vec<&str> = naming(cases, rule, *truth).map(|(_, case)| case.name.as_str()).collect();
        (!names.is_empty()).then(|| format!("{words}: {}", names.join("; ")))
    };
    let tables = reads.tables.iter().filter_map(|id| pack.tables.get(id.index())).map(|of| (&of.id, &of.title));
    let terms = reads.term_lists.iter().filter_map(|id| pack.term_lists.get(id.index())).map(|of| (&of.id, &of.title));
    Around {
        cases: TRUTHS.iter().filter_map(of).collect(),
        has_cases: !cases.is_empty(),
        properties: properties::naming(pack, rule)
            .map(|property| format!("{}   [{}]", prose::about(pack, property), property.id))
            .collect(),
        review_by: pack.rules.get(rule).and_then(|rule| rule.review_by).or(pack.review_by),
        lists: tables.chain(terms).map(|(id, title)| format!("{title}   [{id}]")).collect(),
    }
}
