//! Turns the names of all lists into pairs of different things that a misspelling turns into each other, in two lists, and
//! that the pack does not declare as confusable.

use std::collections::{BTreeMap, BTreeSet};

use super::Written;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::Text;
use crate::terms;

/// What is known of one name.
struct Name<'w> {
    first: &'w Text,
    /// Lists and tables in which it stands.
    lists: BTreeSet<&'w str>,
    /// Names of one thing have one number.
    thing: usize,
}

impl Name<'_> {
    /// A list of it in which the other is not, where there is one.
    fn list_beside(&self, other: &Self) -> &str {
        self.lists.difference(&other.lists).next().or(self.lists.first()).copied().unwrap_or("")
    }
}

pub(super) fn lint(written: &Written<'_>, faults: &mut Vec<Diagnostic>) {
    let names = names(written);
    let words: Vec<&str> = names.keys().map(String::as_str).collect();
    let mut groups: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, group) in written.pack.confusable.iter().enumerate() {
        for member in group {
            groups.entry(member.to_lowercase()).or_default().insert(at);
        }
    }
    for (a, b) in terms::neighbours(&words) {
        let (Some((a, one)), Some((b, other))) = (named(&names, &words, a), named(&names, &words, b)) else { continue };
        let is_declared = groups.get(a).zip(groups.get(b)).is_some_and(|(one, other)| !one.is_disjoint(other));
        // What stands in the same lists leads to the same findings, whichever was meant.
        if one.thing == other.thing || one.lists == other.lists || is_declared {
            continue;
        }
        let message = format!(
            "`{a}` in `{}` and `{b}` in `{}` may be misspellings of each other",
            one.list_beside(other),
            other.list_beside(one)
        );
        faults.push(
            Diagnostic::new(Code::AN0517, one.first.span, message)
                .also(other.first.span, "the other")
                .help(format!("if they are two things, name both in a group of `confusable`: [{a}, {b}]")),
        );
    }
}

fn named<'n, 'w>(
    names: &'n BTreeMap<String, Name<'w>>,
    words: &[&'n str],
    at: usize,
) -> Option<(&'n str, &'n Name<'w>)> {
    let word = words.get(at).copied()?;
    Some((word, names.get(word)?))
}

/// Every name that a misspelling may reach, in small letters.
fn names<'w>(written: &Written<'w>) -> BTreeMap<String, Name<'w>> {
    let lists = written.pack.term_lists.iter().flat_map(|list| {
        let fuzzy = list.entries.iter().filter(|entry| !entry.exact);
        fuzzy.map(move |entry| (list.id.as_str(), &entry.term, &entry.names))
    });
    let tables = written
        .pack
        .tables
        .iter()
        .flat_map(|table| table.rows.iter().map(move |row| (table.id.as_str(), &row.name, &row.names)));
    let mut all: BTreeMap<String, Name> = BTreeMap::new();
    for (entry, (list, first, others)) in lists.chain(tables).enumerate() {
        let own = || std::iter::once(first).chain(others);
        // An entry that shares a name with earlier ones is about the same thing.
        let thing =
            own().filter_map(|name| all.get(&name.to_lowercase())).map(|name| name.thing).min().unwrap_or(entry);
        for name in own() {
            let known =
                all.entry(name.to_lowercase()).or_insert_with(|| Name { first: name, lists: BTreeSet::new(), thing });
            known.lists.insert(list);
            known.thing = thing;
        }
    }
    all
}
