//! One namespace for everything an expression may name, and what a name means at a place.

use super::questions::Form;
use super::{
    Answer, ItemSet, Parameter, ParameterId, QuestionId, ScaleId, Table, TableId, TermList, TermListId, errors,
};
use crate::diagnostic::Diagnostic;
use crate::syntax;
use crate::text::Span;
use std::collections::{BTreeMap, HashMap};

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Question(QuestionId),
    /// A total or a subscore.
    Sum(ItemSet),
    /// A scale as a whole: it has no value of its own.
    Scale,
    /// A fact, by its place among the facts as written.
    Fact(usize),
    Parameter(ParameterId),
    Table(TableId),
    TermList(TermListId),
    /// Completed years from this date question to the date of the decision.
    Age(Option<QuestionId>),
}

/// Whether a fact is about the applicant or about each row of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FactPlace {
    Pack,
    Row(QuestionId),
    /// Its group is not known; a diagnostic says so.
    Unknown,
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scope {
    /// Inside `where` of this group, or in a fact about its rows.
    pub group: Option<QuestionId>,
    /// Inside this scale's own file.
    pub scale: Option<ScaleId>,
}

/// What looking a name up gives.
pub(super) enum Lookup {
    Found(Name),
    /// A field or a fact about a row, outside its group.
    Outside(QuestionId),
    Missing,
}

pub(super) const AGE: &str = "age";
pub(super) const BIRTH_DATE: &str = "birth_date";

#[derive(Debug, Default)]
pub(super) struct Names {
    global: BTreeMap<String, (Name, Option<Span>)>,
    /// Fields and row facts by their bare names.
    fields: HashMap<QuestionId, BTreeMap<String, Name>>,
    /// The first group that has a field of this bare name.
    owners: HashMap<String, (QuestionId, Span)>,
    /// What each fact is about, by its place as written.
    pub facts: Vec<FactPlace>,
    /// The name of each scale, for names written bare in its file.
    scales: Vec<String>,
}

impl Names {
    pub fn build(
        form: &Form<'_>,
        parameters: &[Parameter],
        tables: &[Table],
        lists: &[TermList],
        facts: &[syntax::Fact],
        faults: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut names = Self { scales: form.scales.iter().map(|s| s.id.clone()).collect(), ..Self::default() };
        let birth = form.questions.iter().position(|q| q.id == BIRTH_DATE && matches!(q.answer, Answer::Date { .. }));
        names.global.insert(AGE.to_owned(), (Name::Age(birth.map(|i| QuestionId(i as u32))), None));
        for (i, question) in form.questions.iter().enumerate() {
            let id = QuestionId(i as u32);
            names.add(&question.id, Name::Question(id), question.span, faults);
            if let Some(group) = question.group {
                let bare = question.id.rsplit('.').next().unwrap_or(&question.id);
                names.owners.entry(bare.to_owned()).or_insert((group, question.span));
                names.fields.entry(group).or_default().entry(bare.to_owned()).or_insert(Name::Question(id));
            }
        }
        for (i, scale) in form.scales.iter().enumerate() {
            let id = ScaleId(i as u32);
            names.add(&scale.id, Name::Scale, scale.span, faults);
            if scale.total.is_some() {
                let all = ItemSet { scale: id, items: 0..scale.items.len() };
                names.add(&format!("{}.total", scale.id), Name::Sum(all), scale.span, faults);
            }
            for subscore in &scale.subscores {
                let items = ItemSet { scale: id, items: subscore.items.clone() };
                names.add(&format!("{}.{}", scale.id, subscore.id), Name::Sum(items), scale.span, faults);
            }
        }
        for (i, parameter) in parameters.iter().enumerate() {
            names.add(&parameter.id, Name::Parameter(ParameterId(i as u32)), parameter.span, faults);
        }
        for (i, table) in tables.iter().enumerate() {
            names.add(&table.id, Name::Table(TableId(i as u32)), table.span, faults);
        }
        for (i, list) in lists.iter().enumerate() {
            names.add(&list.id, Name::TermList(TermListId(i as u32)), list.span, faults);
        }
        for (i, fact) in facts.iter().enumerate() {
            names.add_fact(i, fact, form, faults);
        }
        names.check_fields(faults);
        names
    }

    fn add(&mut self, name: &str, means: Name, span: Span, faults: &mut Vec<Diagnostic>) {
        match self.global.get(name) {
            Some((_, Some(first))) => faults.push(errors::name_twice(name, span, *first)),
            Some((_, None)) => faults.push(errors::name_of_the_language(name, span)),
            None => {
                self.global.insert(name.to_owned(), (means, Some(span)));
            }
        }
    }

    fn add_fact(&mut self, place: usize, fact: &syntax::Fact, form: &Form<'_>, faults: &mut Vec<Diagnostic>) {
        let about = match &fact.of {
            None => FactPlace::Pack,
            Some(of) => {
                let group = |q: &super::Question| matches!(q.answer, Answer::Group { .. });
                match form.questions.iter().position(|q| q.id == **of && group(q)) {
                    Some(i) => FactPlace::Row(QuestionId(i as u32)),
                    None => {
                        let groups = form.questions.iter().filter(|q| group(q)).map(|q| q.id.as_str());
                        faults.push(errors::unknown_group(of, self.global.contains_key(of.as_str()), groups));
                        FactPlace::Unknown
                    }
                }
            }
        };
        self.facts.push(about);
        self.add(&fact.id, Name::Fact(place), fact.id.span, faults);
        if let FactPlace::Row(group) = about {
            let of = form.question(group).map_or("", |q| q.id.as_str());
            self.add(&format!("{of}.{}", *fact.id), Name::Fact(place), fact.id.span, faults);
            // A field of the same name is reported with the other names that hide one.
            self.fields.entry(group).or_default().entry(fact.id.value.clone()).or_insert(Name::Fact(place));
        }
    }

    /// A field is written bare inside its group, so no name of the pack may be the same word.
    fn check_fields(&self, faults: &mut Vec<Diagnostic>) {
        for (name, (means, span)) in &self.global {
            let (Some((group, field)), Some(span)) = (self.owners.get(name), span) else { continue };
            // A fact about the rows of the field's own group has been reported as `group.field`.
            if self.row_of(means, name) != Some(*group) {
                faults.push(errors::name_hides_field(name, *span, *field));
            }
        }
    }

    pub fn find(&self, name: &str, scope: Scope) -> Lookup {
        if let Some(found) = scope.group.and_then(|g| self.fields.get(&g)).and_then(|f| f.get(name)) {
            return Lookup::Found(found.clone());
        }
        let member = scope.scale.and_then(|s| self.scales.get(s.0 as usize)).map(|s| format!("{s}.{name}"));
        let found = member.and_then(|m| self.global.get(&m)).or_else(|| self.global.get(name));
        let Some((found, _)) = found else {
            return match self.owners.get(name) {
                Some((group, _)) => Lookup::Outside(*group),
                None => Lookup::Missing,
            };
        };
        match self.row_of(found, name) {
            Some(group) if Some(group) != scope.group => Lookup::Outside(group),
            _ => Lookup::Found(found.clone()),
        }
    }

    /// The group whose rows a name is about.
    fn row_of(&self, means: &Name, name: &str) -> Option<QuestionId> {
        match means {
            Name::Fact(place) => match self.facts.get(*place) {
                Some(FactPlace::Row(group)) => Some(*group),
                _ => None,
            },
            // `group.field` is the only dotted question that is no member of a scale.
            Name::Question(_) => {
                let bare = name.split_once('.')?.1;
                self.fields.iter().find(|(_, f)| f.get(bare) == Some(means)).map(|(g, _)| *g)
            }
            _ => None,
        }
    }

    /// Every name that may stand at a place, in a fixed order, for suggestions.
    pub fn known(&self, scope: Scope) -> impl Iterator<Item = &str> {
        let fields = scope.group.and_then(|g| self.fields.get(&g)).into_iter().flat_map(|f| f.keys());
        let own = scope.scale.and_then(|s| self.scales.get(s.0 as usize)).map(|s| format!("{s}."));
        let members = self.global.keys().filter_map(move |k| own.as_ref().and_then(|own| k.strip_prefix(own.as_str())));
        fields.map(String::as_str).chain(members).chain(self.global.keys().map(String::as_str))
    }
}
