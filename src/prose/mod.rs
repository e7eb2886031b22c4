//! Turns rules, properties, facts and questions into sentences, from what the program runs: never kept beside it.

mod claims;
mod conditions;
mod numbers;
mod questions;
mod reads;
mod words;

pub use claims::{SaidProperty, about, property};
pub use questions::{Asked, question};
pub use reads::{Reads, fact_readers, readers};

use crate::language::{Kind, Raises, SourceKind};
use crate::pack::{
    Condition, FactId, FactValue, Number, Pack, ParameterId, ParameterValue, QuestionId, Rule, SourceId,
};
use words::Words;

/// A rule, said.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub id: String,
    pub title: String,
    /// What it does when met, and when it cannot be settled.
    pub does: Vec<String>,
    /// The condition, indented as written.
    pub when: Vec<Sentence>,
    pub because: String,
    pub coordinator: Option<String>,
    pub clinician: Option<String>,
    /// Facts it reads, directly or through others, each once.
    pub facts: Vec<SaidFact>,
    pub settings: Vec<Setting>,
    /// Questions it reads, and who may be asked.
    pub asks: Vec<Asks>,
    pub sources: Vec<String>,
}

/// One line of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub depth: usize,
    pub text: String,
}

/// A fact, said.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidFact {
    pub id: String,
    pub about: String,
    pub is: Vec<Sentence>,
}

/// A parameter and its value today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub id: String,
    pub value: String,
    pub about: String,
    /// What a clinic may choose from.
    pub range: String,
}

/// A question and who may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asks {
    /// Its name, or that of a scale whose items are one thing to ask for.
    pub question: String,
    pub is_scale: bool,
    pub ask: String,
    pub from: String,
}

/// Says a rule.
pub fn rule(pack: &Pack, rule: &Rule) -> Said {
    let words = Words { pack };
    let mut reads = Reads::default();
    reads.tree(pack, &rule.when);
    reads.template(pack, &rule.because);
    let facts = reads.facts.iter().filter_map(|id| fact(pack, *id)).collect();
    let settings = reads.parameters.iter().filter_map(|id| setting(pack, *id)).collect();
    Said {
        id: rule.id.clone(),
        title: rule.title.clone(),
        does: does(pack, rule),
        when: words.tree(&rule.when),
        because: words.template(&rule.because),
        coordinator: rule.coordinator.clone(),
        clinician: rule.clinician.clone(),
        facts,
        settings,
        asks: asks(pack, &reads),
        sources: rule.sources.iter().map(|id| source(pack, *id)).collect(),
    }
}

/// Why a rule is there, with `‹failed trials›` in place of what an applicant's answers give.
pub fn because(pack: &Pack, rule: &Rule) -> String {
    Words { pack }.with_gaps(&rule.because)
}

/// Says a condition.
pub fn condition(pack: &Pack, condition: &Condition) -> String {
    Words { pack }.condition(condition)
}

/// Says a number that a condition compares.
pub fn number(pack: &Pack, number: &Number) -> String {
    Words { pack }.number(number)
}

/// Says a fact.
pub fn fact(pack: &Pack, id: FactId) -> Option<SaidFact> {
    let fact = pack.facts.get(id.index())?;
    let words = Words { pack };
    let is = match &fact.is {
        FactValue::Truth(tree) => words.tree(tree),
        FactValue::Number(_, number) => vec![Sentence { depth: 0, text: words.number(number) }],
        FactValue::Choice(_, choice) => vec![Sentence { depth: 0, text: words.choice(choice) }],
    };
    Some(SaidFact { id: fact.id.clone(), about: words.template(&fact.about), is })
}

/// A source with its place, as a reader looks it up.
pub fn source(pack: &Pack, id: SourceId) -> String {
    let Some(source) = pack.sources.get(id.index()) else { return String::new() };
    let place = match (&source.kind, &source.locator) {
        (SourceKind::ClinicPolicy, _) => "clinic policy, to be confirmed by the clinic",
        (_, Some(locator)) => locator.as_str(),
        (_, None) => "place to be confirmed",
    };
    format!("[{}] {}: {place}", source.id, source.cite)
}

/// What a parameter is set to.
pub fn setting(pack: &Pack, id: ParameterId) -> Option<Setting> {
    let parameter = pack.parameters.get(id.index())?;
    let (value, range) = match &parameter.value {
        ParameterValue::Number { is, min, max, unit } => {
            let unit = unit.as_ref().map_or(String::new(), |unit| format!(" {unit}"));
            (format!("{is}{unit}"), format!("{min} to {max}{unit}"))
        }
        ParameterValue::Option { is, options } => {
            (options.get(*is as usize).cloned().unwrap_or_default(), options.join(", "))
        }
    };
    Some(Setting { id: parameter.id.clone(), value, about: parameter.about.clone(), range })
}

fn does(pack: &Pack, rule: &Rule) -> Vec<String> {
    let firm = "a clinician's judgement where the answer is declined or not sure";
    let open = |met: &str| {
        vec![format!("When met: {met}."), format!("When it cannot be settled: more information is needed, or {firm}.")]
    };
    let safety = |met: &str| match rule.unknown_incomplete {
        true => open(met),
        false => vec![
            format!("When met: {met}."),
            "When it cannot be settled: a safety matter of the same day, since a blank is no \"no\".".to_owned(),
        ],
    };
    match &rule.raises {
        Some(Raises::Immediate) => safety("an immediate safety matter"),
        Some(Raises::SameDay) => safety("a safety matter of the same day"),
        Some(Raises::Hold) => open("paused, and a clinician must decide"),
        Some(Raises::Review) => open("a clinician's judgement is needed"),
        Some(Raises::Note) => vec!["When met, or when it cannot be settled: a note is shown.".to_owned()],
        Some(Raises::Suggest(tier)) => {
            let title = rule.tier.and_then(|id| pack.tiers.get(id.index())).map_or(tier.as_str(), |tier| &tier.title);
            vec![format!("When met: support to consider: {title}."), "When it cannot be settled: nothing.".to_owned()]
        }
        None if rule.kind == Kind::Indication => vec![
            "One indication that is met is enough.".to_owned(),
            "Where none is met and one cannot be settled, more information is needed; where none is met, a clinician \
             decides."
                .to_owned(),
        ],
        None => Vec::new(),
    }
}

fn asks(pack: &Pack, reads: &Reads) -> Vec<Asks> {
    let mut asks: Vec<Asks> = Vec::new();
    let words = Words { pack };
    let mut add = |question: String, is_scale: bool, ask: String, from: &[crate::language::Who]| {
        let from = from.iter().map(|who| who.name()).collect::<Vec<_>>().join(" or ");
        let one = Asks { question, is_scale, ask, from };
        if !asks.contains(&one) {
            asks.push(one);
        }
    };
    for id in &reads.questions {
        let Some(asked) = pack.questions.get(id.index()) else { continue };
        match scale_of(pack, *id).filter(|scale| reads.scales.contains(scale)) {
            // The items of a total are one thing to ask for.
            Some(scale) => {
                let Some(scale) = pack.scales.get(scale.index()) else { continue };
                add(scale.id.clone(), true, format!("{}, {} questions", scale.title, scale.items.len()), &asked.from);
            }
            None => add(asked.id.clone(), false, words.label(*id), &asked.from),
        }
    }
    asks
}

/// The scale of which a question is an item that counts.
fn scale_of(pack: &Pack, id: QuestionId) -> Option<crate::pack::ScaleId> {
    let scale = pack.questions.get(id.index())?.scale?;
    pack.scales.get(scale.index())?.items.iter().any(|item| item.question == id).then_some(scale)
}
