//! How large a pack may be: every count has a limit, and a diagnostic when it is passed.

use super::errors;
use crate::diagnostic::Diagnostic;
use crate::language::limits::{
    MAX_FACTS, MAX_PARAMETERS, MAX_PROPERTIES, MAX_QUESTIONS, MAX_RULES, MAX_SCALES, MAX_SOURCES, MAX_TABLES,
    MAX_TERM_LISTS, MAX_TERMS,
};
use crate::syntax;
use crate::text::Span;

pub(super) fn at_most(count: usize, most: usize, what: &str, span: Span, faults: &mut Vec<Diagnostic>) -> bool {
    if count > most {
        faults.push(errors::too_many(span, what, count, most));
    }
    count <= most
}

/// Counts over the whole pack. False when one of them is so large that nothing else should be looked at.
pub(super) fn check(pack: &syntax::Pack, faults: &mut Vec<Diagnostic>) -> bool {
    let questions = |entries: &[syntax::Entry]| -> usize {
        entries
            .iter()
            .map(|e| match e {
                syntax::Entry::Question(q) => 1 + q.questions.len(),
                syntax::Entry::Scale(_) => 0,
            })
            .sum()
    };
    let on_form: usize = pack.questionnaire.iter().flat_map(|q| &q.sections).map(|s| questions(&s.entries)).sum();
    let in_scales: usize = pack.scales.iter().map(|s| s.items.len() + s.unscored.len()).sum();
    let terms: usize = pack.term_lists.iter().flat_map(|l| &l.entries).map(|t| 1 + t.names.len()).sum();
    let rows: usize = pack.tables.iter().flat_map(|t| &t.rows).map(|r| 1 + r.names.len()).sum();
    let header = pack.header.as_ref();
    let counts: [(usize, usize, &str, Option<Span>); 10] = [
        (on_form + in_scales, MAX_QUESTIONS, "questions", pack.questionnaire.as_ref().map(|q| q.id.span)),
        (pack.scales.len(), MAX_SCALES, "scales", pack.scales.last().map(|s| s.id.span)),
        (header.map_or(0, |h| h.parameters.len()), MAX_PARAMETERS, "parameters", header.map(|h| h.id.span)),
        (header.map_or(0, |h| h.sources.len()), MAX_SOURCES, "sources", header.map(|h| h.id.span)),
        (pack.facts.len(), MAX_FACTS, "facts", pack.facts.last().map(|f| f.id.span)),
        (pack.rules.len(), MAX_RULES, "rules", pack.rules.last().map(|r| r.id.span)),
        (pack.properties.len(), MAX_PROPERTIES, "properties", pack.properties.last().map(|p| p.id.span)),
        (pack.tables.len(), MAX_TABLES, "tables", pack.tables.last().map(|t| t.id.span)),
        (pack.term_lists.len(), MAX_TERM_LISTS, "term lists", pack.term_lists.last().map(|t| t.id.span)),
        (
            terms + rows,
            MAX_TERMS,
            "terms and table rows with their names",
            pack.term_lists.last().map(|t| t.id.span).or(pack.tables.last().map(|t| t.id.span)),
        ),
    ];
    let before = faults.len();
    for (count, most, what, span) in counts {
        if let Some(span) = span {
            at_most(count, most, what, span, faults);
        }
    }
    faults.len() == before
}
