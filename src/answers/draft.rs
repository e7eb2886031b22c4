//! Collects what stands in a file for one applicant, by slot, and settles where two places answer one question.

use std::collections::BTreeMap;

use super::form::{Body, Form, is_stale};
use super::read::Reader;
use super::value::{Fault, typed};
use super::{Given, Problem, Sheet, Slot, Value, words};
use crate::diagnostic::Diagnostic;
use crate::pack::{Answer, Question, QuestionId};
use crate::text::Span;
use crate::value::{Date, Reason};
use crate::yaml::Node;

/// An answer and where it stands.
#[derive(Clone, Debug)]
struct Written {
    given: Given,
    span: Span,
}

/// A sheet in the making.
pub struct Draft<'r> {
    pub reader: &'r Reader<'r>,
    pub as_of: Date,
    /// The day of the file: that of every answer that names none.
    pub written_on: Option<Date>,
    written: BTreeMap<Slot, Vec<Written>>,
    problems: Vec<Problem>,
}

impl<'r> Draft<'r> {
    pub fn new(reader: &'r Reader<'r>, as_of: Date, written_on: Option<Date>) -> Self {
        Self { reader, as_of, written_on, written: BTreeMap::new(), problems: Vec::new() }
    }

    /// Says what is wrong, without any answer to blame it on.
    pub fn problem(&mut self, diagnostic: Diagnostic) {
        self.problems.push(Problem { question: None, diagnostic });
    }

    /// An answer that is typed already. A blank is no answer.
    pub fn put(&mut self, question: QuestionId, row: usize, span: Span, given: Given) {
        if given == Given::Unknown(Reason::Blank) {
            return;
        }
        if let Some(slot) = self.reader.layout.slot(question, row) {
            self.written.entry(slot).or_default().push(Written { given, span });
        }
    }

    /// An answer that cannot be used, and why.
    pub fn refuse(&mut self, question: QuestionId, row: usize, span: Span, fault: Fault) {
        for diagnostic in fault.diagnostics {
            self.problems.push(Problem { question: Some(question), diagnostic });
        }
        self.put(question, row, span, Given::Unknown(fault.reason));
    }

    /// Reads one answer of a question that is no group. `on`: the day of the list it stands in.
    pub fn one(&mut self, id: QuestionId, row: usize, node: &Node, on: Option<Date>) {
        let Some(question) = self.reader.pack.questions.get(id.index()) else { return };
        match self.given(id, question, node, on) {
            Ok(given) => self.put(id, row, node.span, given),
            Err(fault) => self.refuse(id, row, node.span, fault),
        }
    }

    fn given(&self, id: QuestionId, question: &Question, node: &Node, on: Option<Date>) -> Result<Given, Fault> {
        let form = Form::open(node, &question.id, self.as_of)?;
        if let Some((unit, span)) = form.unit {
            let own = match &question.answer {
                Answer::Number { unit, .. } => unit.as_deref(),
                _ => None,
            };
            if own != Some(unit) {
                return Err(words::other_unit(span, question, unit).into());
            }
        }
        let given = match form.body {
            Body::Unknown(reason) => return Ok(Given::Unknown(reason)),
            Body::Value(node) => typed(question, self.reader.is_item(id), node, self.as_of)?,
        };
        match given {
            Given::Value(_) if is_stale(form.on_or(on).or(self.written_on), self.as_of, question.fresh_for) => {
                Ok(Given::Unknown(Reason::Stale))
            }
            given => Ok(given),
        }
    }

    /// The sheet: equal answers count once, different ones to one question are a conflict.
    pub fn settle(mut self, applicant: String) -> Sheet {
        let mut sheet = Sheet::new(applicant, self.as_of);
        for (slot, mut written) in std::mem::take(&mut self.written) {
            written.sort_by_key(|w| w.span);
            let mut written = written.into_iter();
            let Some(first) = written.next() else { continue };
            let given = match written.find(|other| other.given != first.given) {
                None => first.given,
                Some(other) => {
                    self.conflict(slot, first.span, other.span);
                    Given::Unknown(Reason::Conflict)
                }
            };
            sheet.answers.insert(slot, given);
        }
        self.drop_loose_rows(&mut sheet);
        self.problems.sort_by(|a, b| {
            let place = |p: &Problem| p.diagnostic.primary.as_ref().map(|label| label.span);
            let rest = |p: &Problem| (p.diagnostic.code.name, p.question);
            (place(a), rest(a), &a.diagnostic.message).cmp(&(place(b), rest(b), &b.diagnostic.message))
        });
        sheet.problems = self.problems;
        sheet
    }

    fn conflict(&mut self, slot: Slot, first: Span, other: Span) {
        let Some((id, _)) = self.reader.layout.question(slot) else { return };
        let name = self.reader.pack.questions.get(id.index()).map_or("", |q| q.id.as_str());
        let diagnostic = words::answered_twice((first, other), name);
        self.problems.push(Problem { question: Some(id), diagnostic });
    }

    /// Fields stand only in rows that their group has.
    fn drop_loose_rows(&self, sheet: &mut Sheet) {
        let (pack, layout) = (self.reader.pack, self.reader.layout);
        let rows = |group: QuestionId, answers: &BTreeMap<Slot, Given>| match layout
            .slot(group, 0)
            .and_then(|slot| answers.get(&slot))
        {
            Some(Given::Value(Value::Rows(rows))) => usize::from(*rows),
            _ => 0,
        };
        let loose: Vec<Slot> = sheet
            .answers
            .keys()
            .filter(|slot| {
                let Some((id, row)) = layout.question(**slot) else { return true };
                let group = pack.questions.get(id.index()).and_then(|q| q.group);
                group.is_some_and(|group| row >= rows(group, &sheet.answers))
            })
            .copied()
            .collect();
        for slot in loose {
            sheet.answers.remove(&slot);
        }
    }
}
