//! What a property claims: of answers, of a rule, of either outcome of a decision.

use super::{Condition, RuleId, SourceId, Template, Tree};
use crate::language::{Comparison, Safety, Screening};
use crate::text::Span;
use crate::value::Truth;

/// What must hold of every applicant: where `given` is surely met, `then` is surely met.
#[derive(Clone, Debug)]
pub struct Property {
    pub id: String,
    pub about: Template,
    /// `None`: of every applicant.
    pub given: Option<ClaimTree>,
    pub then: ClaimTree,
    pub because: Template,
    pub sources: Vec<SourceId>,
    pub span: Span,
}

pub type ClaimTree = Tree<Claim>;

/// A line of a property in its canonical spelling, and what it says.
#[derive(Clone, Debug)]
pub struct Claim {
    pub text: String,
    pub says: Says,
    pub span: Span,
}

/// Only what is said of answers can be unknown: a rule is in one of three states, and an outcome has one level.
#[derive(Clone, Debug)]
pub enum Says {
    Answers(Condition),
    Rule(RuleId, Truth),
    Safety(Comparison, Safety),
    Screening(Comparison, Screening),
}
