//! The words for the things a condition speaks of: questions by their labels, parameters by their value today.

use crate::pack::{Answer, Pack, ParameterId, ParameterValue, Piece, QuestionId, Shown, Template};

/// Says things of one pack.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub pack: &'a Pack,
}

impl Words<'_> {
    /// A question by its label, in quotes; an item with its scale and number.
    pub fn label(&self, id: QuestionId) -> String {
        let Some(question) = self.pack.questions.get(id.index()) else { return String::new() };
        let Some(scale) = question.scale.and_then(|scale| self.pack.scales.get(scale.index())) else {
            return format!("\"{}\"", question.ask);
        };
        match scale.items.iter().position(|item| item.question == id) {
            Some(at) => format!("{} question {} (\"{}\")", scale.title, at + 1, question.ask),
            None => format!("{} (\"{}\")", scale.title, question.ask),
        }
    }

    /// `failed trials` for `failed_trials`.
    pub fn plain(&self, id: &str) -> String {
        id.rsplit('.').next().unwrap_or(id).replace('_', " ")
    }

    /// A number parameter: its value, with its name behind it.
    pub fn parameter(&self, id: ParameterId) -> String {
        match self.pack.parameters.get(id.index()) {
            Some(parameter) => match &parameter.value {
                ParameterValue::Number { is, unit: Some(unit), .. } => format!("{is} {unit}"),
                ParameterValue::Number { is, unit: None, .. } => is.to_string(),
                ParameterValue::Option { is, options } => options.get(*is as usize).cloned().unwrap_or_default(),
            },
            None => String::new(),
        }
    }

    /// An option of a question, as the form shows it.
    pub fn option(&self, id: QuestionId, option: usize) -> String {
        let options = match self.pack.questions.get(id.index()).map(|question| &question.answer) {
            Some(Answer::Choice { options, .. } | Answer::Choices { options, .. }) => options.as_slice(),
            _ => &[],
        };
        let option = options.get(option);
        option.map_or(String::new(), |o| o.label.clone().unwrap_or_else(|| o.id.replace('_', " ")))
    }

    /// A text with names: parameters by their value, the rest by name. Signatures under changes hold these words: they stay.
    pub fn template(&self, template: &Template) -> String {
        self.filled(template, |name| match name {
            Shown::Sum(_, name) => format!("({name})"),
            name => format!("({})", self.plain(self.name(name))),
        })
    }

    /// The same with `‹failed trials›` in place of what an applicant's answers give.
    pub fn with_gaps(&self, template: &Template) -> String {
        self.filled(template, |name| match name {
            Shown::Sum(items, _) => format!("‹{}›", self.sum(items)),
            name => format!("‹{}›", self.plain(self.name(name))),
        })
    }

    fn filled(&self, template: &Template, gap: impl Fn(&Shown) -> String) -> String {
        let mut text = String::new();
        for piece in &template.pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Name(Shown::Parameter(parameter)) => text.push_str(&self.parameter(*parameter)),
                Piece::Name(name) => text.push_str(&gap(name)),
            }
        }
        text
    }

    fn name(&self, name: &Shown) -> &str {
        match name {
            Shown::Fact(id) => self.pack.facts.get(id.index()).map_or("", |fact| fact.id.as_str()),
            Shown::Question(id) => self.pack.questions.get(id.index()).map_or("", |question| question.id.as_str()),
            Shown::Parameter(_) | Shown::Sum(..) => "",
        }
    }
}

/// `a`, `a or b`, `a, b or c`
pub(super) fn or(mut words: Vec<String>) -> String {
    match words.pop() {
        Some(last) if !words.is_empty() => format!("{} or {last}", words.join(", ")),
        Some(only) => only,
        None => String::new(),
    }
}
