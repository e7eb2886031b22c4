//! Holds the properties of a pack against single applicants: what each line says is asked of the evaluator, rule by rule.

use anteroom::answers::{Block, Layout, Sheet, Texts};
use anteroom::evaluate::{Axes, Decided, Evaluator};
use anteroom::language::{Kind, Raises};
use anteroom::pack::{Claim, ClaimTree, Pack, Says, TreeKind};
use anteroom::program::{self, Program};
use anteroom::value::{LANES, Truth};

use super::packs;

/// A pack whose properties' lines over answers stand as notes behind its rules, in the order in which they are written.
pub struct Judge {
    pub pack: Pack,
    program: Program,
    rules: usize,
}

/// What a property is for one applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// The applicant is none of those it speaks of.
    Aside,
    Holds,
    Refuted,
}

/// The lines of a tree from left to right.
fn lines<'a>(tree: &'a ClaimTree, to: &mut Vec<&'a Claim>) {
    match &tree.kind {
        TreeKind::Line(claim) => to.push(claim),
        TreeKind::All(of) | TreeKind::Any(of) | TreeKind::None(of) | TreeKind::AtLeast(_, of) => {
            of.iter().for_each(|part| lines(part, to));
        }
    }
}

impl Judge {
    pub fn of(mut pack: Pack) -> Self {
        let rules = pack.rules.len();
        let mut all = Vec::new();
        for property in &pack.properties {
            property.given.iter().chain([&property.then]).for_each(|tree| lines(tree, &mut all));
        }
        let conditions = all.into_iter().filter_map(|claim| match &claim.says {
            Says::Answers(condition) => Some(condition.clone()),
            _ => None,
        });
        // A note raises nothing on either axis.
        let note = |says| packs::rule("claim", Kind::Caution, Some(Raises::Note), packs::line(says));
        let notes: Vec<_> = conditions.map(note).collect();
        pack.rules.extend(notes);
        let program = program::from_pack(&pack).expect("patterns that compile");
        Self { pack, program, rules }
    }

    pub fn layout(&self) -> &Layout {
        &self.program.layout
    }

    /// How each property stands for each applicant, in their order.
    pub fn judge(&self, sheets: &[Sheet]) -> Vec<Vec<Stands>> {
        let (mut texts, mut judged) = (Texts::default(), Vec::new());
        let mut evaluator = Evaluator::new(&self.program);
        for sheets in sheets.chunks(LANES) {
            let block = Block::from_sheets(&self.pack, &self.program.layout, sheets, &mut texts);
            let table = evaluator.run(&block, &texts);
            let axes = Axes::of(&self.program, table, &block, 0);
            let decided = (0..sheets.len()).map(|lane| Decided::of(&self.program, table, &block, &axes, lane));
            judged.extend(decided.map(|decided| self.stands(&decided)));
        }
        judged
    }

    fn stands(&self, decided: &Decided) -> Vec<Stands> {
        let mut next = self.rules;
        let mut stands = Vec::new();
        for property in &self.pack.properties {
            let given = property.given.as_ref().map_or(Truth::Yes, |tree| truth(tree, decided, &mut next));
            let then = truth(&property.then, decided, &mut next);
            stands.push(match (given, then) {
                (Truth::Yes, Truth::Yes) => Stands::Holds,
                (Truth::Yes, _) => Stands::Refuted,
                _ => Stands::Aside,
            });
        }
        stands
    }
}

/// Kleene's tables, written from the side of counting.
fn truth(tree: &ClaimTree, decided: &Decided, next: &mut usize) -> Truth {
    let mut of = |parts: &[ClaimTree]| parts.iter().map(|part| truth(part, decided, next)).collect::<Vec<_>>();
    let at_least = |n: usize, of: &[Truth]| {
        let count = |wanted: &[Truth]| of.iter().filter(|truth| wanted.contains(truth)).count();
        match (count(&[Truth::Yes]) >= n, count(&[Truth::Yes, Truth::Unknown]) >= n) {
            (true, _) => Truth::Yes,
            (_, true) => Truth::Unknown,
            _ => Truth::No,
        }
    };
    match &tree.kind {
        TreeKind::Line(claim) => line(claim, decided, next),
        TreeKind::All(parts) => at_least(parts.len(), &of(parts)),
        TreeKind::Any(parts) => at_least(1, &of(parts)),
        TreeKind::AtLeast(n, parts) => at_least(*n, &of(parts)),
        TreeKind::None(parts) => match at_least(1, &of(parts)) {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::Unknown => Truth::Unknown,
        },
    }
}

fn line(claim: &Claim, decided: &Decided, next: &mut usize) -> Truth {
    match &claim.says {
        Says::Answers(_) => {
            *next += 1;
            decided.outcomes[*next - 1].truth
        }
        Says::Rule(rule, is) => Truth::of(decided.outcomes[rule.index()].truth == *is),
        Says::Safety(operator, level) => Truth::of(operator.holds(decided.safety, *level)),
        Says::Screening(operator, level) => Truth::of(operator.holds(decided.screening, *level)),
    }
}
