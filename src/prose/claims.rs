//! A property, said: of whom it speaks, what must hold of them, and why.

use super::words::Words;
use super::{Reads, SaidFact, Sentence, Setting, fact, setting, source};
use crate::language::{Comparison, Word};
use crate::pack::{Claim, ClaimTree, Pack, Property, RuleId, Says};
use crate::value::Truth;

/// A property, said.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidProperty {
    pub id: String,
    pub about: String,
    /// The applicants it speaks of, indented as written; empty: every applicant.
    pub given: Vec<Sentence>,
    /// What holds of each of them.
    pub then: Vec<Sentence>,
    pub because: String,
    /// Facts it reads itself, directly or through others, each once.
    pub facts: Vec<SaidFact>,
    pub settings: Vec<Setting>,
    pub sources: Vec<String>,
}

/// Says a property.
pub fn property(pack: &Pack, property: &Property) -> SaidProperty {
    let words = Words { pack };
    let mut reads = Reads::default();
    for tree in property.given.iter().chain([&property.then]) {
        reads.claims(pack, tree);
    }
    reads.template(pack, &property.about);
    reads.template(pack, &property.because);
    SaidProperty {
        id: property.id.clone(),
        about: about(pack, property),
        given: property.given.as_ref().map(|tree| words.claims(tree)).unwrap_or_default(),
        then: words.claims(&property.then),
        because: words.template(&property.because),
        facts: reads.facts.iter().filter_map(|id| fact(pack, *id)).collect(),
        settings: reads.parameters.iter().filter_map(|id| setting(pack, *id)).collect(),
        sources: property.sources.iter().map(|id| source(pack, *id)).collect(),
    }
}

/// What a property demands, as its author puts it.
pub fn about(pack: &Pack, property: &Property) -> String {
    Words { pack }.template(&property.about)
}

impl Words<'_> {
    fn claims(&self, tree: &ClaimTree) -> Vec<Sentence> {
        self.tree_of(tree, &|claim| self.claim(claim))
    }

    fn claim(&self, claim: &Claim) -> String {
        match &claim.says {
            Says::Answers(condition) => self.condition(condition),
            Says::Rule(rule, Truth::Yes) => format!("{} is met", self.rule(*rule)),
            Says::Rule(rule, Truth::No) => format!("{} is not met", self.rule(*rule)),
            Says::Rule(rule, Truth::Unknown) => format!("{} cannot be settled", self.rule(*rule)),
            Says::Safety(operator, level) => format!("safety is {}", levels(*operator, *level, level.name())),
            Says::Screening(operator, level) => format!("screening is {}", levels(*operator, *level, level.name())),
        }
    }

    fn rule(&self, id: RuleId) -> String {
        let rule = self.pack.rules.get(id.index());
        rule.map_or(String::new(), |rule| format!("the rule \"{}\" [{}]", rule.title, rule.id))
    }
}

/// `"hold"`, `"same day" or graver`
fn levels<L: Word + Ord>(operator: Comparison, level: L, name: &str) -> String {
    let name = format!("\"{}\"", name.replace('_', " "));
    let (mildest, gravest) = (L::ALL.first(), L::ALL.last());
    let is = |end: Option<&(L, &str)>| end.is_some_and(|(end, _)| *end == level);
    match operator {
        Comparison::AtLeast if is(gravest) => name,
        Comparison::AtMost if is(mildest) => name,
        Comparison::Greater if is(mildest) => format!("not {name}"),
        Comparison::Less if is(gravest) => format!("not {name}"),
        Comparison::Equal => name,
        Comparison::NotEqual => format!("not {name}"),
        Comparison::Less => format!("milder than {name}"),
        Comparison::AtMost => format!("{name} or milder"),
        Comparison::Greater => format!("graver than {name}"),
        Comparison::AtLeast => format!("{name} or graver"),
    }
}
