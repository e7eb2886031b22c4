//! The words for why nobody can cover something: what no answers bring about at once, and the settings that make it so.

use super::super::labels;
use super::{Covered, words};
use crate::coverage::{Condition, Lack, Part, Standing};
use crate::explain::Says;
use crate::pack::{FactValue, Pack, ParameterId, Tree, TreeKind};
use crate::prose::{self, Reads};

/// Why nobody can fill some gaps of one line. What is so because of a setting says which; what says nothing that the gap does not is
/// left out.
pub(super) fn because(covered: &Covered, condition: &Condition, line: usize, lacks: &[&Lack]) -> Vec<String> {
    let mut reasons: Vec<String> = Vec::new();
    let mut own: Vec<&str> = Vec::new();
    for lack in lacks {
        let Some(Standing::Impossible { because, every_text }) = &lack.standing else { continue };
        let texts = if *every_text { "" } else { ", in texts made of the names on the pack's lists" };
        let so = settings(covered, condition, because) + texts;
        let what = match because.as_slice() {
            [] => continue,
            [Part::Is(at, truth)] if *at == line => {
                let truth = labels::truth(*truth);
                if so.is_empty() || own.contains(&truth) {
                    continue;
                }
                own.push(truth);
                // The last one says it for all of them, which rest on the same settings.
                reasons.truncate(reasons.len().saturating_sub(usize::from(own.len() > 1)));
                format!("this {}", own.join(" or "))
            }
            parts => {
                let said: Vec<String> = parts.iter().map(|part| said(covered, condition, line, *part)).collect();
                match said.as_slice() {
                    [before @ .., last] if !before.is_empty() => format!("{} and {last} at once", before.join(", ")),
                    said => said.concat(),
                }
            }
        };
        reasons.push(format!("no answers make {what}{so}"));
    }
    reasons
}

/// `, as older_age is 65 years`: what the lines concerned read that a clinic may set.
fn settings(covered: &Covered, condition: &Condition, parts: &[Part]) -> String {
    let mut texts = Vec::new();
    for part in parts {
        let at = match part {
            Part::Is(line, _) => Some(*line),
            Part::Others(line) => condition.lines.get(*line).and_then(|line| line.above),
        };
        let tree = condition.of.tree(covered.pack).zip(at).and_then(|(tree, at)| nth(tree, &mut { at }));
        tree.into_iter().for_each(|tree| written(covered.pack, tree, &mut texts));
    }
    // By their names: where a setting alone settles a line, its type holds no more than what it comes to.
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let names = |id: &str| texts.iter().any(|text| text.split(|c| !is_letter(c)).any(|word| word == id));
    let named = (0..).map(ParameterId).zip(&covered.pack.parameters).filter(|(_, parameter)| names(&parameter.id));
    let settings = named.filter_map(|(id, _)| prose::setting(covered.pack, id));
    let said: Vec<String> = settings.map(|setting| format!("{} is {}", setting.id, setting.value)).collect();
    match said.as_slice() {
        [] => String::new(),
        [one] => format!(", as {one}"),
        [before @ .., last] => format!(", as {} and {last}", before.join(", ")),
    }
}

/// The lines of a tree and of the facts that it reads, as the pack spells them.
fn written<'t>(pack: &'t Pack, tree: &'t Tree, texts: &mut Vec<&'t str>) {
    let mut reads = Reads::default();
    reads.tree(pack, tree);
    lines(tree, texts);
    for fact in reads.facts.iter().filter_map(|id| pack.facts.get(id.index())) {
        match &fact.is {
            FactValue::Truth(tree) => lines(tree, texts),
            FactValue::Number(text, _) | FactValue::Choice(text, _) => texts.push(text),
        }
    }
}

fn lines<'t>(tree: &'t Tree, texts: &mut Vec<&'t str>) {
    match &tree.kind {
        TreeKind::Line(line) => texts.push(&line.text),
        TreeKind::All(of) | TreeKind::Any(of) | TreeKind::None(of) | TreeKind::AtLeast(_, of) => {
            of.iter().for_each(|tree| lines(tree, texts));
        }
    }
}

/// The tree that stands so many places further in pre-order.
fn nth<'t>(tree: &'t Tree, left: &mut usize) -> Option<&'t Tree> {
    if *left == 0 {
        return Some(tree);
    }
    *left -= 1;
    match &tree.kind {
        TreeKind::Line(_) => None,
        TreeKind::All(of) | TreeKind::Any(of) | TreeKind::None(of) | TreeKind::AtLeast(_, of) => {
            of.iter().find_map(|tree| nth(tree, left))
        }
    }
}

/// `this met`, "`low` not met", `line 12 (all of) met`
fn said(covered: &Covered, condition: &Condition, own: usize, part: Part) -> String {
    let name = |at: usize| match condition.lines.get(at) {
        _ if at == own => "this".to_owned(),
        Some(of) if of.is_group() => {
            format!("line {} ({})", covered.place_of(condition, at).1, words::line(of).trim_end_matches(':'))
        }
        Some(of) => format!("`{}`", of.text),
        None => String::new(),
    };
    match part {
        Part::Is(at, truth) => format!("{} {}", name(at), labels::truth(truth)),
        Part::Others(at) => {
            let group = condition.lines.get(at).and_then(|line| condition.lines.get(line.above?));
            let held = match group.map(|group| group.says) {
                Some(Some(Says::AtLeast(n))) => n.saturating_sub(1),
                _ => 0,
            };
            format!("{held} of the lines beside {} met and the rest not met", name(at))
        }
    }
}
