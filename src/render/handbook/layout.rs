//! Places the nodes of a picture in columns, with few crossings, and leads long arrows around what stands between.

use crate::handbook::Picture;

/// Lines in a node, and the room of one and of a letter.
const LINES: usize = 3;
const LINE: i32 = 15;
const LETTER: i32 = 7;
/// How wide a node may be: a picture with many columns has narrow ones.
const WIDTHS: [i32; 2] = [136, 176];
const PADDING: i32 = 7;
/// Between two nodes of a column.
const APART: i32 = 12;
/// Between two columns: as much as a page has to spare, within bounds.
const GUTTERS: [i32; 2] = [40, 170];
/// The room of a page.
const SHEET: i32 = 860;
/// Above the first node stands the heading of its column.
const TOP: i32 = 30;
/// The room that an arrow needs where it passes a column.
const PASS: i32 = 6;
/// Times that columns are put in order after their neighbours, from left to right and back.
const SWEEPS: usize = 6;

/// A picture with a place for everything.
pub struct Layout {
    pub width: i32,
    pub height: i32,
    /// Where each column begins.
    pub lefts: Vec<i32>,
    /// By node of the picture.
    pub boxes: Vec<Placed>,
    /// By arrow: points in pairs, where it leaves and enters each column.
    pub paths: Vec<Vec<(i32, i32)>>,
}

pub struct Placed {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
    pub lines: Vec<String>,
    /// Whether words were left out.
    pub is_cut: bool,
}

impl Placed {
    /// The base of a line of words.
    pub fn base(&self, line: usize) -> i32 {
        self.y + PADDING + LINE * line as i32 + 11
    }
}

/// The columns of a picture: how wide its nodes are, and where each column begins.
struct Columns {
    width: i32,
    gutter: i32,
}

impl Columns {
    fn of(number: usize) -> Self {
        let ([narrow, wide], [least, most]) = (WIDTHS, GUTTERS);
        let (number, between) = (number as i32, (number as i32 - 1).max(1));
        let width = ((SHEET - least * between) / number.max(1)).clamp(narrow, wide);
        Self { width, gutter: ((SHEET - width * number) / between).clamp(least, most) }
    }

    fn left(&self, column: usize) -> i32 {
        column as i32 * (self.width + self.gutter) + 1
    }
}

/// Something that takes room in a column: a node, or a long arrow that passes.
struct Item {
    column: usize,
    height: i32,
    /// What the next item is, to the right and to the left.
    next: Vec<usize>,
    before: Vec<usize>,
    /// Its place is its own: the ends of a picture stand from the gravest to the mildest.
    is_fixed: bool,
    y: i32,
}

pub fn layout(picture: &Picture) -> Layout {
    let across = Columns::of(picture.columns.len());
    let letters = ((across.width - 18) / LETTER).max(1) as usize;
    let words: Vec<(Vec<String>, bool)> = picture.nodes.iter().map(|node| wrapped(&node.words, letters)).collect();
    let mut items: Vec<Item> = picture
        .nodes
        .iter()
        .zip(&words)
        .map(|(node, (lines, _))| Item {
            column: node.column,
            height: 2 * PADDING + LINE * lines.len() as i32,
            next: Vec::new(),
            before: Vec::new(),
            is_fixed: node.weight.is_some(),
            y: 0,
        })
        .collect();
    let ways = ways(picture, &mut items);
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); picture.columns.len()];
    for (at, item) in items.iter().enumerate() {
        if let Some(column) = columns.get_mut(item.column) {
            column.push(at);
        }
    }
    order(&items, &mut columns);
    let height = spread(&mut items, &columns);
    let boxes: Vec<Placed> = items
        .iter()
        .zip(words)
        .map(|(item, (lines, is_cut))| Placed {
            x: across.left(item.column),
            width: across.width,
            y: item.y,
            height: item.height,
            lines,
            is_cut,
        })
        .collect();
    let point =
        |way: &Vec<usize>| way.iter().filter_map(|at| items.get(*at)).map(|i| (i.column, i.y + i.height / 2)).collect();
    let paths = ways.iter().map(point).map(|way: Vec<(usize, i32)>| ends(&way, &across)).collect();
    let lefts: Vec<i32> = (0..columns.len()).map(|column| across.left(column)).collect();
    Layout { width: lefts.last().map_or(0, |last| last + across.width + 1), height, lefts, boxes, paths }
}

/// The items that each arrow leads over, with one added for each column that it passes.
fn ways(picture: &Picture, items: &mut Vec<Item>) -> Vec<Vec<usize>> {
    let mut ways = Vec::with_capacity(picture.arrows.len());
    for arrow in &picture.arrows {
        let column = |at: usize, items: &Vec<Item>| items.get(at).map_or(0, |item| item.column);
        let (from, to) = (column(arrow.from, items), column(arrow.to, items));
        let mut way = vec![arrow.from];
        for column in from + 1..to {
            way.push(items.len());
            let passing = Item { column, height: PASS, next: Vec::new(), before: Vec::new(), is_fixed: false, y: 0 };
            items.push(passing);
        }
        way.push(arrow.to);
        for pair in way.windows(2) {
            if let [left, right] = pair {
                items.get_mut(*left).into_iter().for_each(|item| item.next.push(*right));
                items.get_mut(*right).into_iter().for_each(|item| item.before.push(*left));
            }
        }
        ways.push(way);
    }
    ways
}

/// Each column in the order of the middle of what its items are joined to, from both sides in turn.
fn order(items: &[Item], columns: &mut [Vec<usize>]) {
    for sweep in 0..SWEEPS {
        let forward = sweep % 2 == 0;
        let mut places = vec![0_usize; items.len()];
        let number = columns.len();
        for step in 0..number {
            let at = if forward { step } else { number - 1 - step };
            let Some(column) = columns.get_mut(at) else { continue };
            let middle = |item: &usize| {
                let joined = items.get(*item).map(|of| if forward { &of.before } else { &of.next });
                let of = joined.map_or(&[][..], Vec::as_slice);
                let sum: usize = of.iter().filter_map(|other| places.get(*other)).sum();
                (!of.is_empty()).then(|| sum * 1000 / of.len().max(1))
            };
            if column.iter().all(|item| items.get(*item).is_some_and(|item| !item.is_fixed)) {
                // What is joined to nothing on that side keeps its place.
                let mut keyed: Vec<(usize, usize)> = column
                    .iter()
                    .enumerate()
                    .map(|(place, item)| (middle(item).unwrap_or(place * 1000), *item))
                    .collect();
                keyed.sort_by_key(|(key, _)| *key);
                *column = keyed.into_iter().map(|(_, item)| item).collect();
            }
            for (place, item) in column.iter().enumerate() {
                if let Some(slot) = places.get_mut(*item) {
                    *slot = place;
                }
            }
        }
    }
}

/// Gives every item its height in the picture: a shorter column stands in the middle of the longest. Returns the height.
fn spread(items: &mut [Item], columns: &[Vec<usize>]) -> i32 {
    let needs = |items: &[Item], column: &Vec<usize>| -> i32 {
        column.iter().filter_map(|at| items.get(*at)).map(|item| item.height + APART).sum::<i32>() - APART
    };
    let tallest = columns.iter().map(|column| needs(items, column)).max().unwrap_or(0);
    for column in columns {
        let spare = tallest - needs(items, column);
        // Some of the spare room goes between items, so that arrows run flat.
        let between = (spare / (column.len() as i32 + 1)).min(40);
        let mut y = TOP + (spare - between * (column.len() as i32 - 1).max(0)) / 2;
        for at in column {
            if let Some(item) = items.get_mut(*at) {
                item.y = y;
                y += item.height + APART + between;
            }
        }
    }
    TOP + tallest + 2
}

/// Where an arrow leaves a column on its right and enters the next on its left.
fn ends(way: &[(usize, i32)], across: &Columns) -> Vec<(i32, i32)> {
    let mut points = Vec::with_capacity(way.len() * 2);
    for (at, (column, y)) in way.iter().enumerate() {
        if at > 0 {
            points.push((across.left(*column), *y));
        }
        if at + 1 < way.len() {
            points.push((across.left(*column) + across.width, *y));
        }
    }
    points
}

/// Words on a few short lines, and whether some were left out.
fn wrapped(words: &str, letters: usize) -> (Vec<String>, bool) {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.chars().take(letters).collect()),
        }
    }
    let is_cut = lines.len() > LINES;
    if is_cut {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            while last.chars().count() >= letters {
                last.pop();
            }
            last.push('…');
        }
    }
    (lines, is_cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stands_on_anything_else_and_arrows_lead_right() {
        let mut picture = Picture::new("A test".to_owned(), &["a", "b", "c"]);
        let first: Vec<usize> =
            (0..5).map(|n| picture.node(0, &format!("question {n} with quite a long label"), None, None)).collect();
        let fact = picture.node(1, "fact", None, None);
        let end = picture.node(2, "rule", None, None);
        first.iter().skip(1).for_each(|from| picture.arrow(*from, fact, false));
        picture.arrow(first[0], end, false);
        picture.arrow(fact, end, true);
        let layout = layout(&picture);
        for (a, one) in layout.boxes.iter().enumerate() {
            assert!(one.y >= TOP && one.y + one.height <= layout.height && one.x + one.width <= layout.width);
            for other in layout.boxes.iter().skip(a + 1).filter(|other| other.x == one.x) {
                assert!(one.y + one.height <= other.y || other.y + other.height <= one.y);
            }
        }
        // The long arrow leads past the fact.
        let long = &layout.paths[4];
        let fact = &layout.boxes[fact];
        assert_eq!(long.len(), 4);
        assert!(long[1].1 < fact.y || long[1].1 > fact.y + fact.height, "{long:?}");
        assert!(layout.paths.iter().all(|path| path.windows(2).all(|pair| pair[0].0 < pair[1].0)));
    }

    #[test]
    fn long_words_are_cut_with_a_mark() {
        let (lines, is_cut) = wrapped(&"word ".repeat(40), 20);
        assert!(is_cut && lines.len() == LINES && lines.iter().all(|line| line.chars().count() <= 20));
        assert!(lines.last().is_some_and(|line| line.ends_with('…')));
        assert_eq!(wrapped("Low mood", 20), (vec!["Low mood".to_owned()], false));
    }
}
