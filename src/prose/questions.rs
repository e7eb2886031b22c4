//! A question, said: what it asks, what answers it takes, who is asked and when.

use super::words::{Words, or};
use crate::pack::{Answer, Pack, QuestionId};

/// A question, said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub id: String,
    pub ask: String,
    pub help: Option<String>,
    /// What it is answered with: `a whole number from 50 to 300 mmHg`.
    pub answer: String,
    pub codes: Vec<String>,
    pub from: String,
    /// Why a blank may be not applicable.
    pub asked_when: Option<String>,
    pub fresh_for: Option<u32>,
}

/// Says a question.
pub fn question(pack: &Pack, id: QuestionId) -> Option<Asked> {
    let question = pack.questions.get(id.index())?;
    let words = Words { pack };
    Some(Asked {
        id: question.id.clone(),
        ask: question.ask.clone(),
        help: question.help.clone(),
        answer: answer(&words, id, &question.answer),
        codes: question.codes.iter().map(|(system, code)| format!("{} {code}", system.to_uppercase())).collect(),
        from: or(question.from.iter().map(|who| who.name().to_owned()).collect()),
        asked_when: question.asked_when.as_ref().map(|line| words.condition(&line.says)),
        fresh_for: question.fresh_for,
    })
}

fn answer(words: &Words, id: QuestionId, answer: &Answer) -> String {
    let options = |n: usize| (0..n).map(|at| format!("\"{}\"", words.option(id, at))).collect::<Vec<_>>().join(", ");
    match answer {
        Answer::YesNo => "yes or no".to_owned(),
        Answer::Number { min, max, places, unit } => {
            let kind = match places {
                0 => "a whole number".to_owned(),
                1 => "a number with 1 digit after the point".to_owned(),
                n => format!("a number with up to {n} digits after the point"),
            };
            let unit = unit.as_ref().map_or(String::new(), |unit| format!(" {unit}"));
            format!("{kind} from {min} to {max}{unit}")
        }
        Answer::Choice { options: all, .. } => format!("one of {}", options(all.len())),
        Answer::Choices { options: all, none } => {
            let none =
                none.map_or(String::new(), |at| format!("; \"{}\" excludes the others", words.option(id, at as usize)));
            format!("any of {}{none}", options(all.len()))
        }
        Answer::Text { blank_is_none: true, .. } => "text; a blank reads as \"none\"".to_owned(),
        Answer::Text { blank_is_none: false, .. } => "text".to_owned(),
        Answer::Date { earliest, latest: Some(latest) } => format!("a date from {earliest} to {latest}"),
        Answer::Date { earliest, latest: None } => format!("a date from {earliest} to the day of the screening"),
        Answer::Points(points) => {
            let points: Vec<String> = points.iter().map(|p| format!("{} ({})", p.points, p.label)).collect();
            format!("points: {}", points.join(", "))
        }
        Answer::Group { max, fields } => {
            let name = |id: &QuestionId| words.pack.questions.get(id.index()).map(|field| words.plain(&field.id));
            let fields: Vec<String> = fields.iter().filter_map(name).collect();
            format!("up to {max} entries, each with {}", fields.join(", "))
        }
    }
}
