//! Reads what a case expects: levels of both axes, rules by what they come to, and questions that are missing.

use super::words;
use crate::diagnostic::Diagnostic;
use crate::language::{Safety, Screening, Word};
use crate::pack::{Pack, QuestionId};
use crate::text::{Span, Spanned};
use crate::value::Truth;
use crate::yaml::{Fields, Node, NodeKind, shape};

/// What must come of a case. What it does not name may come out in any way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectation {
    pub safety: Option<Spanned<Safety>>,
    pub screening: Option<Spanned<Screening>>,
    pub rules: Vec<Expected>,
    /// No rule that `rules` does not name comes to this: `met: []`, `unknown: []`, `others: not_met`.
    pub none: Vec<Spanned<Truth>>,
    /// Questions among those that can still change the decision.
    pub missing: Vec<Spanned<QuestionId>>,
    /// `missing: []`: there is no such question.
    pub nothing_missing: Option<Span>,
}

/// A rule, by its place in the pack, and what it must come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    pub rule: usize,
    pub truth: Truth,
    pub place: Span,
}

/// What becomes of the rules in no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Others {
    NotMet,
}

impl Word for Others {
    const ALL: &'static [(Self, &'static str)] = &[(Self::NotMet, "not_met")];
}

type Faults = Vec<Diagnostic>;

impl Expectation {
    /// `None`, and a diagnostic, where nothing is expected.
    pub(super) fn of(node: &Node, pack: &Pack, faults: &mut Faults) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar(scalar) if scalar.text == "TODO" => {
                faults.push(words::unfinished(node.span));
                return None;
            }
            NodeKind::Null => {
                faults.push(words::expects_nothing(node.span));
                return None;
            }
            _ => {}
        }
        let before = faults.len();
        let mut fields = Fields::of(node, "an expectation", faults)?;
        let mut made = Self {
            safety: fields.optional("safety", shape::word),
            screening: fields.optional("screening", shape::word),
            ..Self::default()
        };
        for (key, truth) in [("met", Truth::Yes), ("not_met", Truth::No), ("unknown", Truth::Unknown)] {
            let Some(entry) = fields.entry(key) else { continue };
            let rules = names(&entry.value, fields.diagnostics, |name, span, faults| rule(pack, name, span, faults));
            match rules {
                Some(rules) if rules.is_empty() => {
                    made.none.push(Spanned::new(truth, entry.key.span.to(entry.value.span)));
                }
                rules => made.rules.extend(rules.into_iter().flatten().map(|rule| Expected {
                    rule: rule.value,
                    truth,
                    place: rule.span,
                })),
            }
        }
        if let Some(entry) = fields.entry("missing") {
            let asked =
                names(&entry.value, fields.diagnostics, |name, span, faults| question(pack, name, span, faults));
            match asked {
                Some(asked) if asked.is_empty() => made.nothing_missing = Some(entry.key.span.to(entry.value.span)),
                asked => made.missing = asked.unwrap_or_default(),
            }
        }
        if let Some(others) = fields.optional("others", shape::word::<Others>) {
            made.none.extend([Truth::Yes, Truth::Unknown].map(|truth| Spanned::new(truth, others.span)));
        }
        fields.finish();
        made.contradictions(pack, faults);
        if made == Self::default() && faults.len() == before {
            faults.push(words::expects_nothing(node.span));
        }
        (faults.len() == before).then_some(made)
    }

    /// A rule stands in one list, and there once.
    fn contradictions(&self, pack: &Pack, faults: &mut Faults) {
        for (at, expected) in self.rules.iter().enumerate() {
            let before = self.rules.iter().take(at).find(|other| other.rule == expected.rule);
            let id = pack.rules.get(expected.rule).map_or("", |rule| rule.id.as_str());
            faults.extend(before.map(|before| words::expected_twice(id, before, expected)));
        }
    }

    /// Whether a rule stands in one of the lists.
    pub(super) fn names(&self, rule: usize) -> bool {
        self.rules.iter().any(|expected| expected.rule == rule)
    }
}

/// The names of a list, which may be empty; those that are none are left out. `None` where no list stands there.
fn names<T>(
    node: &Node,
    faults: &mut Faults,
    find: impl Fn(&str, Span, &mut Faults) -> Option<T>,
) -> Option<Vec<Spanned<T>>> {
    let one = |node: &Node, faults: &mut Faults| {
        let name = shape::text(node, faults)?;
        find(&name, name.span, faults).map(|found| Spanned::new(found, name.span))
    };
    match &node.kind {
        NodeKind::Sequence(nodes) if nodes.is_empty() => Some(Vec::new()),
        // A list of names of which none is known is no empty list.
        _ => shape::one_or_list(one)(node, faults).filter(|found| !found.is_empty()),
    }
}

fn rule(pack: &Pack, name: &str, span: Span, faults: &mut Faults) -> Option<usize> {
    let found = pack.rules.iter().position(|rule| rule.id == name);
    if found.is_none() {
        faults.push(words::no_rule(span, name, pack));
    }
    found
}

fn question(pack: &Pack, name: &str, span: Span, faults: &mut Faults) -> Option<QuestionId> {
    let found = pack.questions.iter().position(|question| question.id == name);
    if found.is_none() {
        faults.push(words::no_question(span, name, pack));
    }
    found.map(|at| QuestionId(at as u32))
}
