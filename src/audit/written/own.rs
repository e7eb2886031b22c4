//! Conditions and texts as their author wrote them, one line a node, beside the sentences that people read.

use super::aspect::{Row, rows};
use crate::pack::{ClaimTree, Pack, Piece, Shown, SourceId, Template, Tree, TreeKind};
use crate::prose::{self, Sentence};

/// A condition in the words of the language, a line for every node of its tree.
pub(super) fn tree(tree: &Tree) -> Vec<String> {
    let mut lines = Vec::new();
    part(tree, &|line| &line.text, 0, &mut lines);
    lines
}

/// The same of what a property says.
pub(super) fn claims(tree: &ClaimTree) -> Vec<String> {
    let mut lines = Vec::new();
    part(tree, &|claim| &claim.text, 0, &mut lines);
    lines
}

fn part<L>(tree: &Tree<L>, text: &dyn Fn(&L) -> &str, depth: usize, to: &mut Vec<String>) {
    let (line, of): (String, &[Tree<L>]) = match &tree.kind {
        TreeKind::Line(line) => (text(line).to_owned(), &[]),
        TreeKind::All(of) => ("all:".to_owned(), of),
        TreeKind::Any(of) => ("any:".to_owned(), of),
        TreeKind::None(of) => ("none:".to_owned(), of),
        TreeKind::AtLeast(n, of) => (format!("at_least {n}:"), of),
    };
    to.push("  ".repeat(depth) + &line);
    for inner in of {
        part(inner, text, depth + 1, to);
    }
}

/// A text with its names in braces.
pub(super) fn template(pack: &Pack, template: &Template) -> String {
    let name = |shown: &Shown| match shown {
        Shown::Question(id) => pack.questions.get(id.index()).map(|q| q.id.clone()),
        Shown::Fact(id) => pack.facts.get(id.index()).map(|f| f.id.clone()),
        Shown::Parameter(id) => pack.parameters.get(id.index()).map(|p| p.id.clone()),
        Shown::Sum(_, name) => Some(name.clone()),
    };
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Name(shown) => format!("{{{}}}", name(shown).unwrap_or_default()),
    };
    template.pieces.iter().map(piece).collect()
}

/// The part of a text that its author spelt out: without the names in braces.
pub(super) fn spelt(template: &Template) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Name(_) => " ".to_owned(),
    };
    template.pieces.iter().map(piece).collect()
}

/// Sources by id, each read with its place.
pub(super) fn sources(pack: &Pack, sources: &[SourceId]) -> Vec<Row> {
    let own = sources.iter().map(|id| pack.sources.get(id.index()).map_or(String::new(), |s| s.id.clone())).collect();
    rows(own, sources.iter().map(|id| Sentence { depth: 0, text: prose::source(pack, *id) }).collect())
}
