//! Gives typed answers one digest, whatever file they came from: key order, layout and spelling do not count.

use std::fmt::Write as _;

use super::{Given, Layout, Sheet, Value, list};
use crate::pack::{Answer, Pack, Question, QuestionId};
use crate::value::{Decimal, Digest, Reason};

/// Named in what is digested, so that a later form of it is never taken for this one.
const FORMAT: &str = "anteroom.answers/1";

/// `sha256:…` over the answers. Applicant and date stand beside the digest in a decision, not in it.
pub fn digest(pack: &Pack, layout: &Layout, sheet: &Sheet) -> String {
    Digest::of(canonical(pack, layout, sheet).as_bytes()).to_string()
}

/// What is digested: JSON without spaces, questions in the order of the form, blanks left out.
pub fn canonical(pack: &Pack, layout: &Layout, sheet: &Sheet) -> String {
    let writer = Writer { pack, layout, sheet };
    let mut entries = Vec::new();
    for (at, question) in pack.questions.iter().enumerate().filter(|(_, q)| q.group.is_none()) {
        if let Some(answer) = writer.answer(QuestionId(at as u32), question, 0) {
            entries.push(format!("{}:{answer}", quoted(&question.id)));
        }
    }
    let mut text = format!("{{\"format\":{},\"answers\":{{{}}}", quoted(FORMAT), entries.join(","));
    // A name that no question has still weighs on the decision.
    let mut unread: Vec<&str> =
        sheet.problems.iter().filter(|p| p.question.is_none()).map(|p| p.diagnostic.code.name).collect();
    if !unread.is_empty() {
        unread.sort_unstable();
        let unread: Vec<String> = unread.into_iter().map(quoted).collect();
        let _ = write!(text, ",\"unread\":[{}]", unread.join(","));
    }
    text.push('}');
    text
}

struct Writer<'a> {
    pack: &'a Pack,
    layout: &'a Layout,
    sheet: &'a Sheet,
}

impl Writer<'_> {
    /// `None` for a blank.
    fn answer(&self, id: QuestionId, question: &Question, row: usize) -> Option<String> {
        let given = self.layout.slot(id, row).and_then(|slot| self.sheet.answers.get(&slot))?;
        match given {
            Given::Unknown(Reason::Blank) => None,
            Given::Unknown(reason) => Some(format!("{{\"unknown\":\"{}\"}}", reason.name())),
            Given::Value(Value::Rows(rows)) => Some(self.rows(question, usize::from(*rows))),
            Given::Value(value) => Some(scalar(question, value)),
        }
    }

    fn rows(&self, group: &Question, rows: usize) -> String {
        let fields = match &group.answer {
            Answer::Group { fields, .. } => fields.as_slice(),
            _ => &[],
        };
        let row = |row: usize| {
            let field = |id: &QuestionId| {
                let answer = self.answer(*id, self.pack.questions.get(id.index())?, row)?;
                Some(format!("{}:{answer}", quoted(list::field_name(self.pack, group, *id))))
            };
            format!("{{{}}}", fields.iter().filter_map(field).collect::<Vec<_>>().join(","))
        };
        format!("[{}]", (0..rows).map(row).collect::<Vec<_>>().join(","))
    }
}

/// A value of another kind than its question's is written as it is; no reader makes one.
fn scalar(question: &Question, value: &Value) -> String {
    match (value, &question.answer) {
        (Value::YesNo(yes), _) => yes.to_string(),
        (Value::Number(units), Answer::Number { places, .. }) => {
            Decimal::from_scaled(*units, *places).map_or_else(|| units.to_string(), |number| number.to_string())
        }
        (Value::Choice(code), Answer::Choice { options, .. }) => {
            options.get(usize::from(*code)).map_or_else(|| code.to_string(), |option| quoted(&option.id))
        }
        (Value::Choices(chosen), Answer::Choices { options, .. }) => {
            let chosen = options.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1);
            format!("[{}]", chosen.map(|(_, option)| quoted(&option.id)).collect::<Vec<_>>().join(","))
        }
        (Value::Number(n), _) => n.to_string(),
        (Value::Choice(n) | Value::Points(n) | Value::Rows(n), _) => n.to_string(),
        (Value::Choices(bits), _) => bits.to_string(),
        (Value::Text(text), _) => quoted(text),
        (Value::Date(date), _) => quoted(&date.to_string()),
    }
}

/// As JSON writes a text: the quote, the backslash and ASCII controls are escaped, nothing else.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
