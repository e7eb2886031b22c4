//! The properties that a pack brings itself: what `given` surely says of an applicant, `then` must surely say too.

use super::super::proof::{Checked, Found};
use super::{Desk, ONE};
use crate::language::{Kind, Raises};
use crate::pack::{Claim, ClaimTree, Line, Pack, Property, Rule, Says, Template, Tree, TreeKind};
use crate::prose;
use crate::prove::Goal;
use crate::value::Truth;

/// The pack with the lines over answers of its properties behind its rules, as notes: they raise nothing, and are translated and
/// evaluated like any rule.
pub(super) fn extended(pack: &Pack) -> Pack {
    let mut extended = pack.clone();
    for property in &pack.properties {
        for claim in property.given.iter().chain([&property.then]).flat_map(claims) {
            if let Says::Answers(condition) = &claim.says {
                let line = Line { text: claim.text.clone(), says: condition.clone(), span: claim.span };
                extended.rules.push(Rule {
                    id: format!("{}: {}", property.id, claim.text),
                    title: String::new(),
                    kind: Kind::Caution,
                    raises: Some(Raises::Note),
                    tier: None,
                    unknown_incomplete: false,
                    when: Tree { kind: TreeKind::Line(line), span: claim.span },
                    because: Template::default(),
                    coordinator: None,
                    clinician: None,
                    sources: Vec::new(),
                    review_by: None,
                    span: claim.span,
                });
            }
        }
    }
    extended
}

/// The lines of a tree from left to right.
fn claims(tree: &ClaimTree) -> Vec<&Claim> {
    match &tree.kind {
        TreeKind::Line(claim) => vec![claim],
        TreeKind::All(of) | TreeKind::Any(of) | TreeKind::None(of) | TreeKind::AtLeast(_, of) => {
            of.iter().flat_map(claims).collect()
        }
    }
}

/// Checks one property. `line`: the place of its first line over answers among the rules, moved behind its last.
pub(super) fn check(
    desk: &mut Desk,
    pack: &Pack,
    property: &Property,
    line: &mut usize,
    wanted: bool,
) -> Option<Checked> {
    let given = property.given.as_ref().map(|tree| so(tree, Truth::Yes, line));
    let then = so(&property.then, Truth::Yes, line);
    if !wanted {
        return None;
    }
    let goals: Vec<Goal> = given.into_iter().chain([Goal::Not(Box::new(then))]).collect();
    let mut prover = desk.take();
    let what = desk.refute(&mut prover, &goals, "this applicant is one of those it speaks of, and it does not hold");
    desk.put(prover);
    let said = prose::property(pack, property);
    let results = what.map(|what| Found { subject: property.id.clone(), what }).into_iter().collect();
    Some(Checked {
        id: property.id.clone(),
        says: said.about,
        because: Some(said.because),
        of: "",
        subjects: 1,
        results,
    })
}

/// That a tree is surely so, or surely not: Kleene's tables. Both read its lines in the same order.
fn so(tree: &ClaimTree, truth: Truth, line: &mut usize) -> Goal {
    let each = |of: &[ClaimTree], truth: Truth, line: &mut usize| {
        of.iter().map(|part| so(part, truth, line)).collect::<Vec<_>>()
    };
    let (other, yes) = if truth == Truth::Yes { (Truth::No, true) } else { (Truth::Yes, false) };
    match &tree.kind {
        TreeKind::Line(claim) => one(claim, yes, line),
        TreeKind::All(of) if yes => Goal::All(each(of, truth, line)),
        TreeKind::All(of) => Goal::Any(each(of, truth, line)),
        TreeKind::Any(of) if yes => Goal::Any(each(of, truth, line)),
        TreeKind::Any(of) => Goal::All(each(of, truth, line)),
        TreeKind::None(of) if yes => Goal::All(each(of, other, line)),
        TreeKind::None(of) => Goal::Any(each(of, other, line)),
        TreeKind::AtLeast(count, of) if yes => Goal::AtLeast(*count, each(of, truth, line)),
        TreeKind::AtLeast(count, of) => Goal::AtLeast((of.len() + 1).saturating_sub(*count), each(of, truth, line)),
    }
}

fn one(claim: &Claim, yes: bool, line: &mut usize) -> Goal {
    let goal = match &claim.says {
        Says::Answers(_) => {
            *line += 1;
            return Goal::Rule(ONE, *line - 1, if yes { Truth::Yes } else { Truth::No });
        }
        Says::Rule(rule, truth) => Goal::Rule(ONE, rule.index(), *truth),
        Says::Safety(operator, level) => Goal::Safety(ONE, *operator, *level),
        Says::Screening(operator, level) => Goal::Screening(ONE, *operator, *level),
    };
    if yes { goal } else { Goal::Not(Box::new(goal)) }
}
