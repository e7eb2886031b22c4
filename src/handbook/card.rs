//! The source attributes as a part of the document: each answer, from where it comes, and what does not apply.

use super::attributes::{Answer, Attribute, Used, attributes};
use super::document::{Block, Part, Phrase, Row, Table};
use super::view::{View, anchor, rule_link};

/// The law that asks for them.
pub const LAW: &str = "45 CFR 170.315(b)(11)(iv)(A)";

/// How a "no" is found, and what it does not see.
pub const NO: &str = "Attributes 5 to 13 are computed from the questions that the rules read: a question is told by its LOINC or \
                      SNOMED code or by its name, `age` reads the date of birth, and every scale is a health status assessment. \
                      \"No\" means that no rule reads such a question. A question that asks for it without a code and under \
                      another name is not seen: whoever signs reads the questionnaire.";

/// Why the list for models has no answers.
pub const PREDICTIVE: &str = "The attributes for predictive interventions do not apply: no model is trained, and no rule is \
                              learned from data. HTI-5, which would change these lists, is only proposed.";

pub(super) fn part(view: &View) -> Part {
    let rows = attributes(view.pack).iter().map(|attribute| row(view, attribute)).collect();
    let blocks = vec![
        Block::Words(format!("The 13 attributes of an evidence-based decision support intervention, {LAW}.").into()),
        Block::Table(Table::new("", &["No", "Attribute", "Answer"], rows)),
        Block::Words(Phrase::named(NO)),
        Block::Words(PREDICTIVE.into()),
    ];
    Part { id: "attributes".to_owned(), title: "Source attributes (HTI-1)".to_owned(), blocks }
}

fn row(view: &View, attribute: &Attribute) -> Row {
    let answer = match &attribute.answer {
        Answer::Said(words) if attribute.number == 1 => Phrase::link("sources".to_owned(), words.as_str()),
        Answer::Said(words) => words.as_str().into(),
        Answer::Unsaid(words) => Phrase::strong("Not said here: ").and(Phrase::named(words)),
        Answer::NotUsed => "No. No rule reads such a question.".into(),
        Answer::Used(used) => {
            Phrase::strong("Yes: ").and(Phrase::joined(used.iter().map(|of| used_by(view, of)), "; "))
        }
    };
    Row::of([attribute.number.to_string().into(), attribute.name.into(), answer])
}

/// What is read, and the first rules that read it; all of them stand beside it in its own entry.
fn used_by(view: &View, used: &Used) -> Phrase {
    const SHOWN: usize = 3;
    let kind = if used.is_scale { "scale" } else { "question" };
    let rules = used.rules.iter().filter_map(|at| view.pack.rules.get(*at)).take(SHOWN).map(rule_link);
    let more = match used.rules.len().saturating_sub(SHOWN) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let link = Phrase::link(anchor(kind, &used.id), used.id.as_str());
    link.and(" (").and(Phrase::joined(rules, ", ")).and(more).and(")")
}
