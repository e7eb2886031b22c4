//! The questionnaire: every question with what it takes, who can say, when it is asked, and which rules read it.

use super::document::{Block, Entry, Part, Phrase, Row, Table};
use super::view::{View, anchor};
use crate::pack::{self, Answer, QuestionId, Section};
use crate::prose::{self, Asked};

pub(super) fn part(view: &View) -> Part {
    let mut blocks = vec![
        Block::Words(
            "A blank is never a \"no\": it is unknown, and what follows is what each rule does when it is left open. \
             Where a blank reads otherwise, the question says so."
                .into(),
        ),
        Block::Words(
            "The wording of a scale is not shown here: the clinic puts the official form before its applicants.".into(),
        ),
    ];
    for section in &view.pack.sections {
        of_section(view, section, &mut blocks);
    }
    Part { id: "questionnaire".to_owned(), title: "Questionnaire".to_owned(), blocks }
}

fn of_section(view: &View, section: &Section, blocks: &mut Vec<Block>) {
    let scales: Vec<Phrase> = section.entries.iter().filter_map(|entry| scale(view, *entry)).collect();
    blocks.push(Block::Heading { words: section.title.clone(), anchor: Some(anchor("section", &section.id)) });
    if !scales.is_empty() {
        blocks.push(Block::Words(Phrase::from("With ").and(Phrase::joined(scales, ", ")).and(".")));
    }
    for entry in &section.entries {
        if let pack::Entry::Question(id) = entry {
            blocks.extend(question(view, *id).map(Block::Entry));
        }
    }
}

fn scale(view: &View, entry: pack::Entry) -> Option<Phrase> {
    match entry {
        pack::Entry::Scale(id) => Some(view.scale_link(id)),
        pack::Entry::Question(_) => None,
    }
}

fn question(view: &View, id: QuestionId) -> Option<Entry> {
    let asked = prose::question(view.pack, id)?;
    let question = view.pack.questions.get(id.index())?;
    let mut named: Vec<(String, Phrase)> = Vec::new();
    named.extend(asked.help.as_ref().map(|help| ("Help beside it".to_owned(), help.as_str().into())));
    named.push(("Answered by".to_owned(), asked.answer.as_str().into()));
    let from = if asked.from.is_empty() { "nobody is named" } else { asked.from.as_str() };
    named.push(("Who can say".to_owned(), from.into()));
    if let Some(when) = &asked.asked_when {
        named.push(("Asked when".to_owned(), when.as_str().into()));
    }
    named.extend(fresh(&asked).map(|words| ("Counts for".to_owned(), words)));
    named.extend(blank(question, &asked).map(|words| ("A blank".to_owned(), words.into())));
    if !asked.codes.is_empty() {
        named.push(("Codes".to_owned(), asked.codes.join(", ").into()));
    }
    let mut blocks = vec![Block::Named(named)];
    if let Answer::Group { fields, .. } = &question.answer {
        blocks.push(Block::Table(self::fields(view, fields)));
    }
    blocks.push(read_by(view.readers(|reads| reads.questions.contains(&id))));
    Some(Entry { anchor: anchor("question", &asked.id), title: asked.ask, id: asked.id, mark: None, blocks })
}

/// For how long an answer counts.
pub(super) fn fresh(asked: &Asked) -> Option<Phrase> {
    asked.fresh_for.map(|days| format!("{days} days; an older answer is unknown, and is asked for again").into())
}

/// What a blank reads as, where that is not simply unknown.
fn blank(question: &pack::Question, asked: &Asked) -> Option<&'static str> {
    match (&question.answer, &asked.asked_when) {
        (Answer::Text { blank_is_none: true, .. }, _) => {
            Some("reads as \"none\", by this pack's own choice; every finding that rests on it says so")
        }
        (_, Some(_)) => {
            Some("is not applicable where the question is not asked, and reads there as \"no\"; else unknown")
        }
        _ => None,
    }
}

fn fields(view: &View, fields: &[QuestionId]) -> Table {
    let rows = fields.iter().filter_map(|id| prose::question(view.pack, *id)).map(|asked| Row {
        anchor: Some(anchor("question", &asked.id)),
        cells: vec![asked.ask.into(), Phrase::name(asked.id), asked.answer.into()],
    });
    Table::new("Each entry holds", &["Question", "Name", "Answered by"], rows.collect())
}

/// The rules that read something.
pub(super) fn read_by(rules: Vec<Phrase>) -> Block {
    let none = rules.is_empty();
    Block::Words(if none {
        "No rule reads it.".into()
    } else {
        Phrase::strong("Read by ").and(Phrase::joined(rules, "; "))
    })
}
