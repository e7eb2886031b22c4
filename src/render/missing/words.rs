//! Turns what the answers to one question lead to into the lines that a coordinator reads under it.

use super::super::labels::{leads_to, uncapitalised};
use super::super::names::question_of;
use crate::answers::Value;
use crate::audit::{Lead, Matters, Open, Said};
use crate::evaluate::CouldRaise;
use crate::pack::{Answer, AnswerOption, Pack, Question};
use crate::value::Decimal;

const NOTHING: &str = "no change";

/// The lines under a question.
pub(super) fn lines(pack: &Pack, open: &Open) -> Vec<String> {
    let Some(question) = question_of(pack, open.answer.question) else { return Vec::new() };
    let Matters::Yes { gravest, proved } = open.matters else {
        return vec!["not settled whether it can change anything: ask, to be sure".to_owned()];
    };
    let mut lines = Vec::new();
    if gravest == CouldRaise::Indication {
        lines.push(format!("any answer → {}", leads_to(gravest)));
    } else if open.leads.is_empty() {
        lines.push(format!("{} → {} at the gravest", whatever(question), leads_to(gravest)));
    } else {
        lines.extend(alone(question, &open.leads));
        let most = open.leads.iter().filter_map(|lead| lead.alone).max();
        if most < Some(gravest) {
            lines.push(together(question, &open.leads, gravest));
        }
    }
    if !proved {
        lines.push("not settled whether it can lead to something graver".to_owned());
    }
    if !open.settled {
        lines.push("not settled whether an answer can lead to something milder".to_owned());
    }
    lines
}

/// What each answer leads to while all others are reassuring.
fn alone(question: &Question, leads: &[Lead]) -> Vec<String> {
    let mut graver: Vec<(CouldRaise, Vec<&Said>)> = Vec::new();
    for lead in leads {
        let Some(level) = lead.alone else { continue };
        match graver.iter_mut().find(|(of, _)| *of == level) {
            Some((_, answers)) => answers.push(&lead.answers),
            None => graver.push((level, vec![&lead.answers])),
        }
    }
    graver.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
    let none: Vec<&Said> = leads.iter().filter(|lead| lead.alone.is_none()).map(|lead| &lead.answers).collect();
    if graver.is_empty() {
        return vec![format!("alone → {NOTHING}")];
    }
    let mut lines: Vec<String> =
        graver.iter().map(|(level, answers)| format!("{} → {}", said(question, answers), leads_to(*level))).collect();
    // A short answer is named, such as `no`; many are the rest.
    let rest = match none.as_slice() {
        [] => return lines,
        [Said::OneOf(values)] if values.len() == 1 => said(question, &none),
        _ => "otherwise".to_owned(),
    };
    lines.push(format!("{rest} → {NOTHING}"));
    lines
}

/// What only other open answers bring about. Which answers do is known for some of them.
fn together(question: &Question, leads: &[Lead], gravest: CouldRaise) -> String {
    let is_named = |lead: &&Lead| lead.together == Some(gravest) && matches!(lead.answers, Said::OneOf(_));
    let named: Vec<&Said> = leads.iter().filter(is_named).map(|lead| &lead.answers).collect();
    let what = if named.is_empty() { String::new() } else { format!(", {}", said(question, &named)) };
    format!("together with other open answers{what} → {}", leads_to(gravest))
}

fn whatever(question: &Question) -> &'static str {
    match question.answer {
        Answer::Text { .. } => "depends on what is written",
        Answer::Group { .. } => "depends on the entries",
        _ => "depends on the answer",
    }
}

fn said(question: &Question, answers: &[&Said]) -> String {
    let words = answers.iter().flat_map(|said| match said {
        Said::OneOf(values) => values.iter().map(|value| one(question, value)).collect(),
        Said::Between(from, to) => vec![between(question, from.as_ref(), to.as_ref())],
        Said::Unread => vec!["left as it is, unread".to_owned()],
    });
    either(words.collect())
}

fn either(mut words: Vec<String>) -> String {
    match words.pop() {
        None => String::new(),
        Some(last) if words.is_empty() => last,
        Some(last) => format!("{} or {last}", words.join(", ")),
    }
}

fn one(question: &Question, value: &Value) -> String {
    match (value, &question.answer) {
        (Value::YesNo(yes), _) => if *yes { "yes" } else { "no" }.to_owned(),
        (Value::Choice(at), Answer::Choice { options, .. }) => {
            options.get(usize::from(*at)).map_or_else(String::new, label)
        }
        (Value::Choices(0), _) => "none chosen".to_owned(),
        (Value::Choices(bits), Answer::Choices { options, .. }) => {
            let chosen = options.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
            chosen.map(|(_, option)| label(option)).collect::<Vec<_>>().join(" and ")
        }
        (Value::Number(number), Answer::Number { places, unit, .. }) => {
            let number = Decimal::from_scaled(*number, *places).map_or_else(String::new, |number| number.to_string());
            unit.as_ref().map_or_else(|| number.clone(), |unit| format!("{number} {unit}"))
        }
        (Value::Date(date), _) => date.to_string(),
        (Value::Points(points), Answer::Points(all)) => {
            let of = all.iter().find(|of| of.points == *points);
            of.map_or_else(|| points.to_string(), |of| format!("“{}”", of.label))
        }
        (Value::Points(number) | Value::Rows(number), _) => number.to_string(),
        _ => String::new(),
    }
}

/// Numbers and dates from one to another; answers of a scale by their words.
fn between(question: &Question, from: Option<&Value>, to: Option<&Value>) -> String {
    if let Answer::Points(all) = &question.answer {
        let points = |value: Option<&Value>, end: u8| match value {
            Some(Value::Points(points)) => *points,
            _ => end,
        };
        let (least, most) = (points(from, u8::MIN), points(to, u8::MAX));
        let within = all.iter().filter(|of| (least..=most).contains(&of.points));
        return either(within.map(|of| format!("“{}”", of.label)).collect());
    }
    let is_date = matches!(question.answer, Answer::Date { .. });
    let words = |value: &Value| one(question, value);
    match (from, to) {
        (None, None) => "any answer".to_owned(),
        (Some(from), None) => format!("{} or {}", words(from), if is_date { "later" } else { "more" }),
        (None, Some(to)) => format!("{} or {}", words(to), if is_date { "earlier" } else { "less" }),
        (Some(from), Some(to)) if from == to => words(from),
        (Some(from), Some(to)) => {
            let (from, to) = (words(from), words(to));
            // The unit is said once.
            let shorter = from.split_once(' ').filter(|(_, unit)| to.ends_with(unit)).map(|(number, _)| number);
            format!("{} to {to}", shorter.unwrap_or(&from))
        }
    }
}

fn label(option: &AnswerOption) -> String {
    format!("“{}”", option.label.as_deref().unwrap_or(&option.id))
}

/// What is read once everything is answered reassuringly.
pub(super) fn reassuring(safety: &str, screening: &str) -> String {
    let screening = uncapitalised(screening);
    match safety {
        "none" => format!("If all are answered reassuringly: {screening}."),
        safety => format!("If all are answered reassuringly: safety {safety}; {screening}."),
    }
}
