//! Turns the term lists, tables and patterns of packs into short texts that mention each name in each way a text can.

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::pack::Pack;

/// Texts made from one pattern.
const MOST_OF_A_PATTERN: usize = 12;

/// How a name is mentioned: as it stands, as something past, in doubt.
const WAYS: [&str; 3] = ["", "stopped ", "maybe "];

/// A text that says its answer is elsewhere, so that nothing is surely left out.
const ELSEWHERE: &str = "see attached";

/// Every name of every list and table of the packs in every way, and texts that their patterns match; each text once, plain
/// mentions first.
pub fn samples(packs: &[&Pack]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut texts: Vec<String> = vec![ELSEWHERE.to_owned()];
    for pack in packs {
        for term in pack.term_lists.iter().flat_map(|list| &list.entries) {
            names.push(term.term.clone());
            names.extend(term.names.iter().cloned());
            texts.extend(term.pattern.iter().flat_map(|pattern| matching(pattern)));
        }
        for row in pack.tables.iter().flat_map(|table| &table.rows) {
            names.push(row.name.clone());
            names.extend(row.names.iter().cloned());
        }
        texts.extend(pack.confusable.iter().flatten().cloned());
        texts.extend(pack.patterns.iter().flat_map(|pattern| matching(pattern)));
    }
    for way in WAYS {
        texts.extend(names.iter().map(|name| format!("{way}{name}")));
    }
    // A letter too many: a misspelling, where one is recognised.
    texts.extend(names.iter().filter_map(|name| name.chars().last().map(|last| format!("{name}{last}"))));
    let mut seen = std::collections::HashSet::new();
    texts.retain(|text| seen.insert(text.clone()));
    texts
}

/// Short texts that a regular expression matches: one for each of its alternatives, so far as there are few.
fn matching(pattern: &str) -> Vec<String> {
    regex_syntax::parse(pattern).map_or_else(|_| Vec::new(), |hir| of(&hir))
}

fn of(hir: &Hir) -> Vec<String> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => vec![String::new()],
        HirKind::Literal(literal) => vec![String::from_utf8_lossy(&literal.0).into_owned()],
        HirKind::Class(class) => letter(class).map(String::from).into_iter().collect(),
        HirKind::Repetition(repetition) => {
            let one = of(&repetition.sub);
            match repetition.min {
                0 => std::iter::once(String::new()).chain(one).take(MOST_OF_A_PATTERN).collect(),
                times => one.into_iter().map(|text| text.repeat(times.min(64) as usize)).collect(),
            }
        }
        HirKind::Capture(capture) => of(&capture.sub),
        HirKind::Alternation(parts) => parts.iter().flat_map(of).take(MOST_OF_A_PATTERN).collect(),
        HirKind::Concat(parts) => parts.iter().fold(vec![String::new()], |before, part| {
            let after = of(part);
            let joined = before.iter().flat_map(|b| after.iter().map(move |a| format!("{b}{a}")));
            joined.take(MOST_OF_A_PATTERN).collect()
        }),
    }
}

/// A letter of a class, a plain one where it has one.
fn letter(class: &Class) -> Option<char> {
    match class {
        Class::Unicode(class) => {
            let has = |c: char| class.iter().any(|range| range.start() <= c && c <= range.end());
            ('a'..='z')
                .chain(['1', ' '])
                .find(|c| has(*c))
                .or_else(|| class.iter().next().map(regex_syntax::hir::ClassUnicodeRange::start))
        }
        Class::Bytes(class) => class.iter().next().map(|range| char::from(range.start())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_the_texts_made_from_it() {
        for pattern in [r"\bsuicid|(kill|hang)(ing)? my ?self", r"[^a-z]x{3}(\d|[[:punct:]])+$", "a|b|c", "(?i)zo+loft"]
        {
            let regex = regex::Regex::new(pattern).unwrap();
            let texts = matching(pattern);
            assert!(!texts.is_empty(), "{pattern}");
            for text in texts {
                assert!(regex.is_match(&text), "{pattern} does not match {text:?}");
            }
        }
    }
}
