//! Turns `tables/*.yaml` with `terms:` into a term list, and with `confusable:` into groups of words.

use super::parts::{self, Faults};
use super::{Term, TermList, Text};
use crate::yaml::{Fields, Node, shape};

pub fn from_yaml(node: &Node, faults: &mut Faults) -> Option<TermList> {
    let mut fields = Fields::of(node, "a term list", faults)?;
    let id = fields.required("terms", parts::name);
    let title = fields.text("title");
    let sources = parts::sources(&mut fields);
    let entries = fields.required_list("entries", term);
    fields.finish();
    Some(TermList { id: id?, title, sources, entries })
}

fn term(node: &Node, faults: &mut Faults) -> Option<Term> {
    let mut fields = Fields::of(node, "a term", faults)?;
    let term = fields.required("term", shape::text);
    let names = fields.list("names", shape::text);
    let exact = fields.optional("exact", shape::boolean).is_some_and(|exact| exact.value);
    let pattern = fields.optional("pattern", shape::verbatim);
    fields.finish();
    Some(Term { term: term?, names, exact, pattern })
}

/// A file that holds nothing but groups of confusable words.
pub fn confusable(node: &Node, faults: &mut Faults) -> Option<Vec<Vec<Text>>> {
    let mut fields = Fields::of(node, "a list of confusable words", faults)?;
    let groups = fields.required_list("confusable", group);
    fields.finish();
    Some(groups)
}

/// Words that are never taken for misspellings of one another.
pub fn group(node: &Node, faults: &mut Faults) -> Option<Vec<Text>> {
    shape::list(shape::text)(node, faults)
}
