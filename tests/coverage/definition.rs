//! Coverage as its definition says, one applicant and one line at a time: the line is turned, and the whole worked out again.

use anteroom::coverage::Outcome;
use anteroom::pack::{Tree, TreeKind};
use anteroom::value::Truth;

/// Kleene's tables, with nothing but the order of the three values.
fn joined(tree: &Tree, of: &[Truth]) -> Truth {
    let (least, most) = (of.iter().copied().min(), of.iter().copied().max());
    let (least, most) = (least.expect("a line"), most.expect("a line"));
    match &tree.kind {
        TreeKind::Line(_) => unreachable!("a line joins nothing"),
        TreeKind::All(_) => least,
        TreeKind::Any(_) => most,
        TreeKind::None(_) => opposite(most),
        TreeKind::AtLeast(n, _) => {
            let mut sorted = of.to_vec();
            sorted.sort();
            sorted[of.len() - n]
        }
    }
}

fn opposite(truth: Truth) -> Truth {
    match truth {
        Truth::Yes => Truth::No,
        Truth::No => Truth::Yes,
        Truth::Unknown => Truth::Unknown,
    }
}

/// Works a tree out from its lines, whose truths stand in pre-order among those of the groups; the line at `turned` is the
/// opposite of what it comes to.
fn whole(tree: &Tree, truths: &[Truth], turned: Option<usize>, at: &mut usize) -> Truth {
    let own = *at;
    *at += 1;
    let came = match &tree.kind {
        TreeKind::Line(_) => truths[own],
        TreeKind::All(of) | TreeKind::Any(of) | TreeKind::None(of) | TreeKind::AtLeast(_, of) => {
            let of: Vec<Truth> = of.iter().map(|tree| whole(tree, truths, turned, at)).collect();
            joined(tree, &of)
        }
    };
    if turned == Some(own) { opposite(came) } else { came }
}

/// The outcomes of each line for an applicant with whom the lines and groups of a tree come to these truths.
pub fn outcomes(tree: &Tree, truths: &[Truth]) -> Vec<Vec<Outcome>> {
    let came = whole(tree, truths, None, &mut 0);
    assert_eq!(came, truths[0], "the whole is what its lines make it");
    let of = |line: usize| {
        let own = match truths[line] {
            Truth::Yes => Outcome::Met,
            Truth::No => Outcome::NotMet,
            Truth::Unknown => Outcome::Unknown,
        };
        let decided = match (came, whole(tree, truths, Some(line), &mut 0)) {
            (Truth::Yes, Truth::No) => Some(Outcome::DecidedMet),
            (Truth::No, Truth::Yes) => Some(Outcome::DecidedNotMet),
            _ => None,
        };
        std::iter::once(own).chain(decided).collect()
    };
    (0..truths.len()).map(of).collect()
}

/// Every tree of a tree, in pre-order.
pub fn trees(tree: &Tree) -> Vec<&Tree> {
    let below = match &tree.kind {
        TreeKind::Line(_) => &[] as &[Tree],
        TreeKind::All(of) | TreeKind::Any(of) | TreeKind::None(of) | TreeKind::AtLeast(_, of) => of,
    };
    std::iter::once(tree).chain(below.iter().flat_map(trees)).collect()
}
