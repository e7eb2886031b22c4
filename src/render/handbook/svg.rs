//! Draws a picture as SVG inside a page: nodes that are links, arrows, and headings over the columns.

use super::layout::{Placed, layout};
use crate::handbook::{Arrow, Node, Picture, Weight};
use crate::render::html::Html;

pub(super) fn svg(page: &mut Html, picture: &Picture) {
    let placed = layout(picture);
    let number = |n: i32| n.to_string();
    let area = format!("0 0 {} {}", placed.width, placed.height);
    // It shrinks with the page, but never so much that it cannot be read.
    let least = format!("min-width: {}px", placed.width * 4 / 5);
    let attributes = [
        ("style", least.as_str()),
        ("viewBox", area.as_str()),
        ("width", &number(placed.width)),
        ("height", &number(placed.height)),
        ("role", "img"),
        ("aria-label", &picture.about),
    ];
    page.within("svg", &attributes, |page| {
        for (words, left) in picture.columns.iter().zip(&placed.lefts) {
            page.say("text", &[("class", "column"), ("x", &number(*left)), ("y", "14")], words);
        }
        for (arrow, path) in picture.arrows.iter().zip(&placed.paths) {
            line(page, *arrow, path);
        }
        for (at, (node, of)) in picture.nodes.iter().zip(&placed.boxes).enumerate() {
            match &node.to {
                // The same links stand in the text, where a keyboard meets them once.
                Some(to) => {
                    page.within("a", &[("href", &format!("#{to}")), ("tabindex", "-1")], |page| {
                        one(page, at, node, of);
                    });
                }
                None => one(page, at, node, of),
            }
        }
    });
    caption(page, picture);
}

fn one(page: &mut Html, at: usize, node: &Node, of: &Placed) {
    let class = node.weight.map_or("node", class);
    page.within("g", &[("class", class), ("data-node", &at.to_string())], |page| {
        if of.is_cut {
            page.say("title", &[], &node.words);
        }
        let (x, y, height) = (of.x.to_string(), of.y.to_string(), of.height.to_string());
        let size = [("x", x.as_str()), ("y", &y), ("width", &of.width.to_string()), ("height", &height), ("rx", "4")];
        page.within("rect", &size, |_| {});
        for (at, words) in of.lines.iter().enumerate() {
            page.say("text", &[("x", &(of.x + 9).to_string()), ("y", &of.base(at).to_string())], words);
        }
    });
}

/// Smooth between two columns, straight where it passes one; a head at its end.
fn line(page: &mut Html, arrow: Arrow, path: &[(i32, i32)]) {
    let mut way = String::new();
    for (at, (x, y)) in path.iter().enumerate() {
        match at.checked_sub(1).and_then(|before| path.get(before)) {
            None => way.push_str(&format!("M{x} {y}")),
            Some((from, before)) if at % 2 == 1 => {
                let middle = (from + x) / 2;
                way.push_str(&format!(" C{middle} {before} {middle} {y} {x} {y}"));
            }
            Some(_) => way.push_str(&format!(" L{x} {y}")),
        }
    }
    if let Some((x, y)) = path.last() {
        way.push_str(&format!(" M{} {} L{x} {y} L{} {}", x - 6, y - 3, x - 6, y + 3));
    }
    let class = if arrow.is_dashed { "arrow dashed" } else { "arrow" };
    let (from, to) = (arrow.from.to_string(), arrow.to.to_string());
    page.within("path", &[("class", class), ("data-from", &from), ("data-to", &to), ("d", &way)], |_| {});
}

fn caption(page: &mut Html, picture: &Picture) {
    if picture.arrows.iter().any(|arrow| arrow.is_dashed) {
        page.say("figcaption", &[], "Dashed: what follows when the rule is left open.");
    }
}

/// The name of a weight in the style sheet.
pub(super) fn class(weight: Weight) -> &'static str {
    match weight {
        Weight::Immediate => "immediate",
        Weight::SameDay => "same-day",
        Weight::Hold => "hold",
        Weight::Review => "review",
        Weight::Incomplete => "incomplete",
        Weight::Note => "note",
        Weight::Other => "other",
    }
}
