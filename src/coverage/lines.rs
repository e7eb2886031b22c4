//! Turns the tree of a condition into its lines in the order written, each with the group it stands in.

use crate::explain::Says;
use crate::pack::{Tree, TreeKind};
use crate::text::Span;

/// A line of a condition, or a group of lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// As the pack spells it; empty for a group.
    pub text: String,
    /// Of a group: how it joins its lines.
    pub says: Option<Says>,
    /// The places of a group's lines.
    pub of: Vec<usize>,
    /// The place of the group that it stands in.
    pub above: Option<usize>,
    pub span: Span,
}

impl Line {
    /// Every line of a tree in pre-order, as its nodes stand.
    pub(super) fn all(tree: &Tree) -> Vec<Self> {
        let mut lines = Vec::new();
        lay(tree, None, &mut lines);
        lines
    }

    pub fn is_group(&self) -> bool {
        self.says.is_some()
    }

    /// Of a group: how many of its lines must hold for it to hold, or under `none` not to.
    pub(super) fn needs(&self) -> usize {
        match self.says {
            Some(Says::All) => self.of.len(),
            Some(Says::AtLeast(n)) => n,
            Some(Says::Any | Says::None) | None => 1,
        }
    }
}

fn lay(tree: &Tree, above: Option<usize>, lines: &mut Vec<Line>) {
    let at = lines.len();
    let (says, of) = match &tree.kind {
        TreeKind::Line(line) => {
            lines.push(Line { text: line.text.clone(), says: None, of: Vec::new(), above, span: line.span });
            return;
        }
        TreeKind::All(of) => (Says::All, of),
        TreeKind::Any(of) => (Says::Any, of),
        TreeKind::None(of) => (Says::None, of),
        TreeKind::AtLeast(n, of) => (Says::AtLeast(*n), of),
    };
    lines.push(Line { text: String::new(), says: Some(says), of: Vec::new(), above, span: tree.span });
    let mut places = Vec::with_capacity(of.len());
    for tree in of {
        places.push(lines.len());
        lay(tree, Some(at), lines);
    }
    if let Some(group) = lines.get_mut(at) {
        group.of = places;
    }
}
