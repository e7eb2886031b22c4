//! How an answer is written, for help lines: the kind of a question in words, and which words may be repeated.

use crate::pack::{Answer, AnswerOption, Question};

/// Options named in a help line before the rest is left out.
const SHOWN: usize = 24;

/// A word may be repeated where it looks like an id, never where it could be a sentence.
pub fn told(word: &str) -> Option<&str> {
    let id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    (!word.is_empty() && word.len() <= 40 && word.chars().all(id)).then_some(word)
}

pub fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.collect();
    let shown: Vec<String> = words.iter().take(SHOWN).map(|word| format!("`{word}`")).collect();
    let more = if words.len() > SHOWN { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

pub fn ids(options: &[AnswerOption]) -> impl Iterator<Item = &str> {
    options.iter().map(|option| option.id.as_str())
}

pub fn points(question: &Question) -> String {
    match &question.answer {
        Answer::Points(points) => {
            let points: Vec<String> = points.iter().map(|p| p.points.to_string()).collect();
            points.join(", ")
        }
        _ => String::new(),
    }
}

/// What a question is answered with, as the end of "… is answered with".
pub fn wanted(question: &Question) -> &'static str {
    match &question.answer {
        Answer::YesNo => "yes or no",
        Answer::Number { places: 0, .. } => "a whole number",
        Answer::Number { .. } => "a number",
        Answer::Choice { .. } => "one option",
        Answer::Choices { .. } => "a list of options",
        Answer::Text { .. } => "text",
        Answer::Date { .. } => "a date",
        Answer::Points(_) => "points",
        Answer::Group { .. } => "a list of rows",
    }
}

/// How an answer to a question is written.
pub fn how(question: &Question) -> String {
    match &question.answer {
        Answer::YesNo => "write `yes` or `no`".to_owned(),
        Answer::Number { min, max, places, unit } => {
            let kind = if *places == 0 { "a whole number" } else { "a number" };
            let unit = unit.as_ref().map_or(String::new(), |unit| format!(" {unit}"));
            format!("write {kind} from {min} to {max}{unit} in plain digits, without quotes")
        }
        Answer::Choice { options, .. } => format!("write one of {}", list(ids(options))),
        Answer::Choices { options, .. } => {
            format!("write a list such as `[{}]`", ids(options).take(2).collect::<Vec<_>>().join(", "))
        }
        Answer::Text { .. } => "write it as one text, in quotes where it holds `: ` or ` #`".to_owned(),
        Answer::Date { .. } => "write it as year-month-day, such as `2026-11-23`".to_owned(),
        Answer::Points(_) => format!("write one of {} without quotes", points(question)),
        Answer::Group { .. } => "start each row with `-`; `[]` says that there are none".to_owned(),
    }
}
