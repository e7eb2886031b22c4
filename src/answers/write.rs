//! Writes a sheet as an applicant file in the house form: scales as lists, groups as rows, blanks left out.

use std::fmt::Write as _;

use super::{Given, Layout, Sheet, Value, list};
use crate::pack::{Answer, Pack, Question, QuestionId, Scale};
use crate::value::{Decimal, Reason};

/// Columns up to which a row stands on one line.
const WIDE: usize = 110;

/// A file that reads back as this sheet. What a person cannot write, such as an invalid answer, is written as not
/// asked, with the reason behind it: still unknown, and never a blank that could read as "none".
pub fn to_yaml(pack: &Pack, layout: &Layout, sheet: &Sheet) -> String {
    let writer = Writer { pack, layout, sheet };
    let mut body = String::new();
    let mut last_scale = None;
    for (at, question) in pack.questions.iter().enumerate().filter(|(_, q)| q.group.is_none()) {
        let id = QuestionId(at as u32);
        let scale = question.scale.and_then(|scale| pack.scales.get(scale.index()));
        if let Some(scale) = scale
            && scale.items.iter().any(|item| item.question == id)
        {
            // Written once, where its first item stands.
            if last_scale != question.scale {
                writer.scale(scale, &mut body);
            }
            last_scale = question.scale;
            continue;
        }
        writer.question(id, question, &mut body);
    }
    let head = format!("applicant: {}\nas_of: {}\n", text(&sheet.applicant), sheet.as_of);
    if body.is_empty() { format!("{head}answers: {{}}\n") } else { format!("{head}answers:\n{body}") }
}

pub(super) struct Writer<'a> {
    pub pack: &'a Pack,
    pub layout: &'a Layout,
    pub sheet: &'a Sheet,
}

/// An answer as written, and what is said behind it.
pub(super) struct Shown {
    pub text: String,
    remark: Option<Reason>,
}

impl Writer<'_> {
    fn given(&self, id: QuestionId, row: usize) -> Option<&Given> {
        let given = self.layout.slot(id, row).and_then(|slot| self.sheet.answers.get(&slot))?;
        (*given != Given::Unknown(Reason::Blank)).then_some(given)
    }

    pub fn shown(&self, id: QuestionId, row: usize) -> Option<Shown> {
        let question = self.pack.questions.get(id.index())?;
        match self.given(id, row)? {
            Given::Value(value) => Some(Shown { text: scalar(question, value), remark: None }),
            Given::Unknown(reason) if Reason::WRITABLE.contains(reason) => {
                Some(Shown { text: format!("{{unknown: {}}}", reason.name()), remark: None })
            }
            Given::Unknown(reason) => {
                Some(Shown { text: format!("{{unknown: {}}}", Reason::NotAsked.name()), remark: Some(*reason) })
            }
        }
    }

    fn question(&self, id: QuestionId, question: &Question, body: &mut String) {
        if let (Some(Given::Value(Value::Rows(rows))), Answer::Group { fields, .. }) =
            (self.given(id, 0), &question.answer)
        {
            return self.rows(question, fields, usize::from(*rows), body);
        }
        if let Some(shown) = self.shown(id, 0) {
            line(body, &format!("  {}: {}", text(&question.id), shown.text), shown.remark);
        }
    }

    /// The rows of a group, each as one line; `None` where the question is no group, or there is no answer to it.
    pub fn rows_of(&self, id: QuestionId, question: &Question) -> Option<Vec<String>> {
        let (Some(Given::Value(Value::Rows(rows))), Answer::Group { fields, .. }) =
            (self.given(id, 0), &question.answer)
        else {
            return None;
        };
        let row = |row: usize| {
            let shown = fields.iter().filter_map(|id| Some((*id, self.shown(*id, row)?)));
            let named =
                shown.map(|(id, shown)| format!("{}: {}", text(list::field_name(self.pack, question, id)), shown.text));
            format!("{{{}}}", named.collect::<Vec<_>>().join(", "))
        };
        Some((0..usize::from(*rows)).map(row).collect())
    }

    fn scale(&self, scale: &Scale, body: &mut String) {
        let shown: Vec<Option<Shown>> = scale.items.iter().map(|item| self.shown(item.question, 0)).collect();
        if shown.iter().all(Option::is_none) {
            return;
        }
        let remark = shown.iter().flatten().find_map(|shown| shown.remark);
        let texts: Vec<&str> = shown.iter().map(|s| s.as_ref().map_or("null", |s| s.text.as_str())).collect();
        line(body, &format!("  {}: [{}]", text(&scale.id), texts.join(", ")), remark);
    }

    fn rows(&self, group: &Question, fields: &[QuestionId], rows: usize, body: &mut String) {
        if rows == 0 {
            return line(body, &format!("  {}: []", text(&group.id)), None);
        }
        line(body, &format!("  {}:", text(&group.id)), None);
        for row in 0..rows {
            let shown: Vec<(String, Shown)> = fields
                .iter()
                .filter_map(|id| Some((text(list::field_name(self.pack, group, *id)), self.shown(*id, row)?)))
                .collect();
            let inline: Vec<String> = shown.iter().map(|(name, shown)| format!("{name}: {}", shown.text)).collect();
            let inline = format!("    - {{{}}}", inline.join(", "));
            if shown.is_empty() || inline.len() <= WIDE {
                line(body, &inline, shown.iter().find_map(|(_, shown)| shown.remark));
                continue;
            }
            for (at, (name, shown)) in shown.iter().enumerate() {
                let start = if at == 0 { "- " } else { "  " };
                line(body, &format!("    {start}{name}: {}", shown.text), shown.remark);
            }
        }
    }
}

fn line(body: &mut String, text: &str, remark: Option<Reason>) {
    body.push_str(text);
    if let Some(reason) = remark {
        // Writing to a string cannot fail.
        let _ = write!(body, "  # {}", reason.label());
    }
    body.push('\n');
}

/// A value as a file has it.
pub fn scalar(question: &Question, value: &Value) -> String {
    match (value, &question.answer) {
        (Value::YesNo(yes), _) => (if *yes { "yes" } else { "no" }).to_owned(),
        (Value::Number(units), Answer::Number { places, .. }) => {
            Decimal::from_scaled(*units, *places).map_or_else(|| units.to_string(), |number| number.to_string())
        }
        (Value::Choice(code), Answer::Choice { options, .. }) => {
            options.get(usize::from(*code)).map_or_else(|| code.to_string(), |option| text(&option.id))
        }
        (Value::Choices(chosen), Answer::Choices { options, .. }) => {
            let chosen = options.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1);
            format!("[{}]", chosen.map(|(_, option)| text(&option.id)).collect::<Vec<_>>().join(", "))
        }
        (Value::Number(n), _) => n.to_string(),
        (Value::Choice(n) | Value::Points(n) | Value::Rows(n), _) => n.to_string(),
        (Value::Choices(bits), _) => bits.to_string(),
        (Value::Text(words), _) => text(words),
        (Value::Date(date), _) => date.to_string(),
    }
}

/// A text that every YAML reader takes for this text: plain where that is safe anywhere, else in double quotes.
pub fn text(text: &str) -> String {
    let harmless =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '_' | '/' | '(' | ')' | '+' | '%' | '-');
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !text.ends_with(' ')
        && text.chars().all(harmless)
        && !means_something(text);
    if plain { text.to_owned() } else { quoted(text) }
}

/// Words that some YAML reader takes for something else than text.
fn means_something(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    matches!(text.as_str(), "null" | "yes" | "no" | "true" | "false" | "on" | "off" | "y" | "n" | "nan" | "inf")
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if unseen(c) => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Characters of the basic plane that a file may not hold as they are, or that nobody would see.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
        || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}
