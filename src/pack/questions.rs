//! Questions of the form: what each may be answered with, who can supply it, and in which order they stand.

use super::bibliography::{fresh_for, text, whole};
use super::{Answer, AnswerOption, Entry, Parameter, Question, QuestionId, Scale, ScaleId, Section, errors, limits};
use crate::diagnostic::Diagnostic;
use crate::language::limits::{MAX_ANSWER, MAX_FIELDS, MAX_OPTIONS, MAX_PLACES, MAX_ROWS};
use crate::language::{QuestionKind, Who};
use crate::syntax;
use crate::text::{Span, Spanned};
use crate::value::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The form while it is built: questions without their `asked_when`, which needs every name first.
#[derive(Default)]
pub(super) struct Form<'a> {
    pub questions: Vec<Question>,
    pub scales: Vec<Scale>,
    pub sections: Vec<Section>,
    /// The written `asked_when` of a question, where it has one.
    pub asked_when: BTreeMap<QuestionId, &'a syntax::Line>,
    pub parameters_used: Vec<bool>,
    /// Something is missing that the reader of the files has reported.
    pub incomplete: bool,
    /// Questions of which nobody knows how they are answered, for the same reason: what reads them says nothing more.
    pub unreadable: BTreeSet<QuestionId>,
}

/// Where a question stands: what it inherits.
#[derive(Clone, Copy, Default)]
pub(super) struct Place<'a> {
    pub prefix: Option<&'a str>,
    pub from: &'a [Spanned<Who>],
    pub fresh_for: Option<u32>,
    pub scale: Option<ScaleId>,
    pub group: Option<QuestionId>,
}

impl<'a> Form<'a> {
    pub fn question(&self, id: QuestionId) -> Option<&Question> {
        self.questions.get(id.index())
    }

    pub fn scale(&self, id: ScaleId) -> Option<&Scale> {
        self.scales.get(id.index())
    }

    pub fn next_id(&self) -> QuestionId {
        QuestionId(self.questions.len() as u32)
    }

    pub fn begin_section(&mut self, section: &syntax::Section) {
        self.sections.push(Section {
            id: section.id.value.clone(),
            title: section.title.value.clone(),
            entries: Vec::new(),
        });
    }

    pub fn enter(&mut self, entry: Entry) {
        if let Some(section) = self.sections.last_mut() {
            section.entries.push(entry);
        }
    }

    /// Adds a question, and its fields where it is a group.
    pub fn add(
        &mut self,
        written: &'a syntax::Question,
        place: Place<'_>,
        parameters: &[Parameter],
        faults: &mut Vec<Diagnostic>,
    ) -> QuestionId {
        let id = self.next_id();
        let name = match place.prefix {
            Some(prefix) => format!("{prefix}.{}", *written.id),
            None => written.id.value.clone(),
        };
        let own: &[Spanned<Who>] = if written.from.is_empty() { place.from } else { &written.from };
        let fresh = fresh_for(written.fresh_for.as_ref(), parameters, &mut self.parameters_used, faults);
        let fresh = if written.fresh_for.is_some() { fresh } else { place.fresh_for };
        let answer = answer(written, faults);
        // What a group may hold, and what a question of a kind must say, the reader of the files has reported.
        let nested = place.group.is_some() && matches!(answer, Some(Answer::Group { .. }));
        self.incomplete |= nested;
        if answer.is_none() {
            self.incomplete = true;
            self.unreadable.insert(id);
        }
        self.questions.push(Question {
            id: name.clone(),
            ask: written.ask.value.clone(),
            help: text(&written.help),
            answer: answer.unwrap_or(Answer::YesNo),
            from: whos(own),
            codes: codes(&written.codes),
            asked_when: None,
            fresh_for: fresh,
            scale: place.scale,
            group: place.group,
            span: written.id.span,
        });
        if let Some(line) = written.asked_when.as_ref().filter(|_| place.group.is_none()) {
            self.asked_when.insert(id, line);
        }
        if written.kind.value == QuestionKind::Group && place.group.is_none() {
            let within =
                Place { prefix: Some(&name), from: own, fresh_for: fresh, group: Some(id), ..Place::default() };
            let own_fields: Vec<_> =
                written.questions.iter().map(|field| self.add(field, within, parameters, faults)).collect();
            self.incomplete |= own_fields.is_empty();
            limits::at_most(own_fields.len(), MAX_FIELDS, "questions in a group", written.id.span, faults);
            if let Some(Question { answer: Answer::Group { fields, .. }, .. }) = self.questions.get_mut(id.index()) {
                *fields = own_fields;
            }
        }
        id
    }
}

pub(super) fn whos(written: &[Spanned<Who>]) -> Vec<Who> {
    let mut whos: Vec<Who> = written.iter().map(|w| w.value).collect();
    whos.sort();
    whos.dedup();
    whos
}

pub(super) fn codes(written: &[syntax::Code]) -> Vec<(String, String)> {
    written.iter().map(|c| (c.system.value.clone(), c.code.value.clone())).collect()
}

/// How a question is answered; `None` where what its kind needs is missing or wrong.
fn answer(written: &syntax::Question, faults: &mut Vec<Diagnostic>) -> Option<Answer> {
    Some(match written.kind.value {
        QuestionKind::YesNo => Answer::YesNo,
        QuestionKind::Integer => number(written, 0, faults)?,
        QuestionKind::Decimal => {
            let given = written.places.as_ref();
            let places = given.map_or(Some(1), |p| whole(p.value).filter(|p| *p <= MAX_PLACES));
            if let (None, Some(given)) = (places, given) {
                faults.push(errors::not_whole(given.span, "digits after the point", &given.value, 0, MAX_PLACES));
            }
            number(written, places.unwrap_or(MAX_PLACES), faults)?
        }
        QuestionKind::Choice | QuestionKind::Choices => {
            let options = options(written, faults)?;
            let none = written.none.as_ref().and_then(|none| {
                let place = options.iter().position(|o| o.id == **none);
                if place.is_none() {
                    let ids: Vec<String> = options.iter().map(|o| o.id.clone()).collect();
                    faults.push(errors::unknown_option(none, &written.id, &ids));
                }
                place.map(|p| p as u32)
            });
            if written.kind.value == QuestionKind::Choice {
                Answer::Choice { options, none }
            } else {
                if written.none.is_none() {
                    faults.push(errors::no_none_of_these(&written.id));
                }
                Answer::Choices { options, none }
            }
        }
        QuestionKind::Text => {
            let set = |flag: &Option<Spanned<bool>>| flag.as_ref().is_some_and(|b| b.value);
            Answer::Text { blank_is_none: set(&written.blank_is_none), past: set(&written.past) }
        }
        QuestionKind::Date => {
            let earliest = written.earliest.as_ref().map_or(Date::MIN, |d| d.value);
            let latest = written.latest.as_ref().map(|d| d.value);
            if let (Some(min), Some(max)) = (&written.earliest, &written.latest)
                && min.value > max.value
            {
                faults.push(errors::bounds_crossed(min.span, max.span, &min.value, &max.value));
            }
            Answer::Date { earliest, latest }
        }
        QuestionKind::Group => {
            let (given, most) = (written.max.as_ref()?, MAX_ROWS as u32);
            let rows = whole(given.value).filter(|n| (1..=most).contains(n));
            if rows.is_none() {
                faults.push(errors::not_whole(given.span, "rows", &given.value, 1, most));
            }
            Answer::Group { max: rows.unwrap_or(most), fields: Vec::new() }
        }
    })
}

fn number(written: &syntax::Question, places: u32, faults: &mut Vec<Diagnostic>) -> Option<Answer> {
    let (min, max) = written.min.as_ref().zip(written.max.as_ref())?;
    let before = faults.len();
    if min.value >= max.value {
        faults.push(errors::bounds_crossed(min.span, max.span, &min.value, &max.value));
    }
    for bound in [min, max] {
        if bound.value.places() > places {
            faults.push(errors::bound_too_fine(bound.span, &bound.value, places));
        } else if bound.value.to_scaled(places).is_none_or(|n| n.unsigned_abs() > MAX_ANSWER) {
            faults.push(errors::bound_too_large(bound.span, &bound.value, MAX_ANSWER));
        }
    }
    let sound = faults.len() == before;
    sound.then(|| Answer::Number { min: min.value, max: max.value, places, unit: text(&written.unit) })
}

fn options(written: &syntax::Question, faults: &mut Vec<Diagnostic>) -> Option<Vec<AnswerOption>> {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let mut options = Vec::with_capacity(written.options.len());
    for option in &written.options {
        match seen.insert(option.id.as_str(), option.id.span) {
            Some(first) => faults.push(errors::twice("option", &option.id, first)),
            None => options.push(AnswerOption {
                id: option.id.value.clone(),
                label: text(&option.label),
                code: text(&option.code),
            }),
        }
    }
    limits::at_most(options.len(), MAX_OPTIONS, "options", written.id.span, faults);
    (!options.is_empty()).then_some(options)
}
