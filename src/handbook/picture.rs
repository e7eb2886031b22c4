//! What reads what, as nodes in columns with arrows that point to the right.

use super::document::Weight;

#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// What it shows, for somebody who does not see it.
    pub about: String,
    /// The headings of the columns.
    pub columns: Vec<&'static str>,
    pub nodes: Vec<Node>,
    pub arrows: Vec<Arrow>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub column: usize,
    pub words: String,
    /// The anchor of what it stands for.
    pub to: Option<String>,
    pub weight: Option<Weight>,
}

/// From one node to another, by their places; the second stands further right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrow {
    pub from: usize,
    pub to: usize,
    /// Where the rule cannot be settled.
    pub is_dashed: bool,
}

impl Picture {
    pub fn new(about: String, columns: &[&'static str]) -> Self {
        Self { about, columns: columns.to_vec(), nodes: Vec::new(), arrows: Vec::new() }
    }

    /// The place of a node, which is added unless one of these words stands in that column.
    pub fn node(&mut self, column: usize, words: &str, to: Option<String>, weight: Option<Weight>) -> usize {
        let found = self.nodes.iter().position(|node| node.column == column && node.words == words && node.to == to);
        found.unwrap_or_else(|| {
            self.nodes.push(Node { column, words: words.to_owned(), to, weight });
            self.nodes.len() - 1
        })
    }

    /// Two nodes are joined by one arrow of a kind.
    pub fn arrow(&mut self, from: usize, to: usize, is_dashed: bool) {
        let arrow = Arrow { from, to, is_dashed };
        if !self.arrows.contains(&arrow) {
            self.arrows.push(arrow);
        }
    }
}
