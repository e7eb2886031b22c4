//! Turns an entry of a section, a group or a scale's unscored list into a question, with the keys that fit its kind.

use super::parts::{self, Faults};
use super::{AnswerOption, Question};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::QuestionKind;
use crate::yaml::{Fields, Node, NodeKind, shape};

/// A question of a section or a scale.
pub fn from_yaml(node: &Node, faults: &mut Faults) -> Option<Question> {
    read(node, false, faults)
}

/// A question about each row of a group.
fn in_group(node: &Node, faults: &mut Faults) -> Option<Question> {
    read(node, true, faults)
}

fn read(node: &Node, in_row: bool, faults: &mut Faults) -> Option<Question> {
    let mut fields = Fields::of(node, "a question", faults)?;
    let id = fields.required("id", parts::name);
    let ask = fields.text("ask");
    let kind = fields.required("kind", shape::word::<QuestionKind>);
    let help = fields.optional("help", shape::text);
    let from = parts::from(&mut fields);
    let codes = parts::codes(&mut fields);
    let asked_when = if in_row { None } else { fields.optional("asked_when", parts::line) };
    let fresh_for = parts::fresh_for(&mut fields);
    let (Some(id), Some(kind)) = (id, kind) else {
        // Without its kind nobody knows which other keys belong to it.
        fields.allow_all();
        fields.finish();
        return None;
    };
    let mut question = Question {
        id,
        ask,
        kind,
        help,
        from,
        codes,
        asked_when,
        fresh_for,
        unit: None,
        min: None,
        max: None,
        places: None,
        earliest: None,
        latest: None,
        options: Vec::new(),
        none: None,
        blank_is_none: None,
        past: None,
        questions: Vec::new(),
    };
    if in_row && question.kind.value == QuestionKind::Group {
        let fault = Diagnostic::new(Code::AN0103, question.kind.span, "a group stands inside a group");
        fields.diagnostics.push(fault.help("the questions about a row are no groups themselves"));
        fields.allow_all();
        fields.finish();
        return None;
    }
    by_kind(&mut question, &mut fields);
    fields.finish();
    Some(question)
}

/// The keys that a kind of question has for itself.
fn by_kind(question: &mut Question, fields: &mut Fields<'_, '_>) {
    match question.kind.value {
        QuestionKind::YesNo => fields.is("a `yes_no` question"),
        QuestionKind::Integer | QuestionKind::Decimal => {
            question.min = fields.required("min", shape::decimal);
            question.max = fields.required("max", shape::decimal);
            question.unit = fields.optional("unit", shape::text);
            if question.kind.value == QuestionKind::Decimal {
                fields.is("a `decimal` question");
                question.places = fields.optional("places", shape::decimal);
            } else {
                fields.is("an `integer` question");
            }
        }
        QuestionKind::Choice => {
            fields.is("a `choice` question");
            question.options = fields.required_list("options", option);
            question.none = fields.optional("none", shape::id);
        }
        QuestionKind::Choices => {
            fields.is("a `choices` question");
            question.options = fields.required_list("options", option);
            question.none = fields.optional("none", shape::id);
        }
        QuestionKind::Text => {
            fields.is("a `text` question");
            question.blank_is_none = fields.optional("blank_is_none", shape::boolean);
            question.past = fields.optional("past", shape::boolean);
        }
        QuestionKind::Date => {
            fields.is("a `date` question");
            question.earliest = fields.optional("min", shape::date);
            question.latest = fields.optional("max", shape::date);
        }
        QuestionKind::Group => {
            fields.is("a `group` question");
            question.max = fields.required("max", shape::decimal);
            question.questions = fields.required_list("questions", in_group);
        }
    }
}

/// `female`, or `{option: male, label: Male, code: LA2-8}`
fn option(node: &Node, faults: &mut Faults) -> Option<AnswerOption> {
    if !matches!(node.kind, NodeKind::Mapping(_)) {
        return Some(AnswerOption { id: shape::id(node, faults)?, label: None, code: None });
    }
    let mut fields = Fields::of(node, "an option", faults)?;
    let id = fields.required("option", shape::id);
    let label = fields.optional("label", shape::text);
    let code = fields.optional("code", shape::text);
    fields.finish();
    Some(AnswerOption { id: id?, label, code })
}
