//! Finds the expressions of a document, and how each is written in the layout: with the spaces of its canonical form.

use std::collections::BTreeMap;

use crate::syntax::expression;
use crate::yaml::{Node, NodeKind, Scalar};

/// Keys under which a condition stands, and those of its own lists.
const CONDITIONS: [&str; 5] = ["when", "is", "given", "then", "asked_when"];
const LISTS: [&str; 4] = ["all", "any", "none", "of"];

/// By the byte at which a scalar starts: how it is written instead.
pub fn canonical(root: &Node, text: &str) -> BTreeMap<usize, String> {
    let mut found = BTreeMap::new();
    each(root, false, &mut |node, scalar| {
        let (start, end) = (node.span.start as usize, node.span.end as usize);
        let Some(raw) = text.get(start..end) else { return };
        // Behind a dash no space is to go.
        let Some(spaced) = spaced(&scalar.text).filter(|spaced| !spaced.starts_with('-')) else { return };
        // In quotes only where nothing in them is written in another way.
        let written = match raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')) {
            Some(inner) if inner == scalar.text => format!("\"{spaced}\""),
            None if scalar.plain && raw == scalar.text => spaced,
            _ => return,
        };
        found.insert(start, written);
    });
    found
}

/// Whether what stands under a key is a condition.
pub fn holds(key: &str, is_condition: bool) -> bool {
    CONDITIONS.contains(&key) || (is_condition && LISTS.contains(&key))
}

/// Every scalar that is an expression.
fn each(node: &Node, is_condition: bool, see: &mut impl FnMut(&Node, &Scalar)) {
    match &node.kind {
        NodeKind::Scalar(scalar) if is_condition => see(node, scalar),
        NodeKind::Sequence(nodes) => nodes.iter().for_each(|node| each(node, is_condition, see)),
        NodeKind::Mapping(entries) => {
            for entry in entries {
                each(&entry.value, holds(&entry.key, is_condition), see);
            }
        }
        _ => {}
    }
}

/// The expression with other spaces, and nothing else that is other; `None` where it is none.
fn spaced(text: &str) -> Option<String> {
    let mut faults = Vec::new();
    let nowhere = crate::text::Sources::default().add("", "");
    let expression = expression::parse(text, &|_| crate::text::Span::new(nowhere, 0, 0), &mut faults);
    let spaced = expression.to_string();
    (faults.is_empty() && spaced != text && without_spaces(&spaced) == without_spaces(text)).then_some(spaced)
}

pub fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}
