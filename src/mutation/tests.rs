//! Every line of the shipped pack is spelled as its author wrote it, and every change of it as what it would read.

use super::faults::Faults;
use super::spelling::Spelling;
use super::walk;
use crate::cli::embedded::KAP;
use crate::pack::{self, FactValue, Line, Pack, Tree, TreeKind};
use crate::text::Sources;

fn kap() -> Pack {
    let mut sources = Sources::default();
    let files: Vec<_> = KAP.iter().map(|(path, text)| ((*path).to_owned(), sources.add(*path, *text))).collect();
    pack::read(&files, &sources).0.expect("a pack")
}

fn lines<'t>(tree: &'t Tree, found: &mut Vec<&'t Line>) {
    match &tree.kind {
        TreeKind::Line(line) => found.push(line),
        TreeKind::All(parts) | TreeKind::Any(parts) | TreeKind::None(parts) | TreeKind::AtLeast(_, parts) => {
            parts.iter().for_each(|part| lines(part, found));
        }
    }
}

fn trees(pack: &Pack) -> Vec<&Tree> {
    let facts = pack.facts.iter().filter_map(|fact| match &fact.is {
        FactValue::Truth(tree) => Some(tree),
        _ => None,
    });
    pack.rules.iter().map(|rule| &rule.when).chain(facts).collect()
}

#[test]
fn lines_are_spelled_as_they_were_written() {
    let pack = kap();
    let mut all = Vec::new();
    trees(&pack).into_iter().for_each(|tree| lines(tree, &mut all));
    // A list of one option, a unit, and an option of a parameter are settled where a pack is checked.
    let plain = |text: &str| text.replace(" mmHg", "").replace("trd_scope == any", "yes");
    let wrong: Vec<(String, String)> = all
        .iter()
        .map(|line| (plain(&line.text), Spelling(&pack).condition(&line.says)))
        .filter(|(written, spelled)| written != spelled)
        .collect();
    assert_eq!(wrong, Vec::new());
    assert!(all.len() > 100);
}

#[test]
fn every_change_is_told_as_another_one() {
    let pack = kap();
    for tree in trees(&pack) {
        let mut told: Vec<(u32, String)> =
            walk::trees(tree, &Faults(&pack)).into_iter().map(|changed| (changed.place.start, changed.says)).collect();
        let count = told.len();
        told.sort();
        told.dedup();
        assert_eq!(told.len(), count, "{told:?}");
    }
}
