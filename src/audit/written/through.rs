//! What a rule reads that was written differently: the parts through which a rule changes whose own text is the same.

use super::lists::CONFUSABLE;
use crate::audit::change::{Part, Written};
use crate::pack::{Pack, Rule};
use crate::prose::{self, Reads};

/// The changed parts that a rule reads in either pack, by name: `parameter bp_systolic_hold`.
pub fn through(written: &[Written], old: (&Pack, &Rule), new: (&Pack, &Rule)) -> Vec<String> {
    let mut parts = read(old.0, old.1);
    parts.extend(read(new.0, new.1));
    let counts = |written: &&Written| written.differences.iter().any(|difference| difference.decides);
    let is_read = |written: &&Written| parts.contains(&(written.part, written.id.clone()));
    written.iter().filter(counts).filter(is_read).map(|w| format!("{} {}", w.part.name(), w.id)).collect()
}

/// The facts that a rule reads and that read otherwise, though nothing of theirs was written differently: a setting decides
/// about a part of theirs.
pub fn otherwise(old: (&Pack, &Rule), new: (&Pack, &Rule)) -> Vec<String> {
    let before = prose::rule(old.0, old.1).facts;
    let after = prose::rule(new.0, new.1).facts;
    let differs = |fact: &&prose::SaidFact| before.iter().any(|old| old.id == fact.id && old.is != fact.is);
    after.iter().filter(differs).map(|fact| format!("{} {}", Part::Fact.name(), fact.id)).collect()
}

fn read(pack: &Pack, rule: &Rule) -> Vec<(Part, String)> {
    let mut reads = Reads::default();
    reads.tree(pack, &rule.when);
    let facts = reads.facts.iter().filter_map(|id| pack.facts.get(id.index())).map(|f| (Part::Fact, &f.id));
    let parameters =
        reads.parameters.iter().filter_map(|id| pack.parameters.get(id.index())).map(|p| (Part::Parameter, &p.id));
    let questions =
        reads.questions.iter().filter_map(|id| pack.questions.get(id.index())).map(|q| (Part::Question, &q.id));
    let scales = reads.scales.iter().filter_map(|id| pack.scales.get(id.index())).map(|s| (Part::Scale, &s.id));
    let tables = reads.tables.iter().filter_map(|id| pack.tables.get(id.index())).map(|t| (Part::Table, &t.id));
    let lists =
        reads.term_lists.iter().filter_map(|id| pack.term_lists.get(id.index())).map(|l| (Part::TermList, &l.id));
    let mut parts: Vec<(Part, String)> = facts
        .chain(parameters)
        .chain(questions)
        .chain(scales)
        .chain(tables)
        .chain(lists)
        .map(|(part, id)| (part, id.clone()))
        .collect();
    // Whatever looks for names in a text minds which are not mixed up.
    if parts.iter().any(|(part, _)| matches!(part, Part::Table | Part::TermList)) {
        parts.push((Part::TermList, CONFUSABLE.to_owned()));
    }
    parts
}
