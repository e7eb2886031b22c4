//! Turns the basis of a finding into rows of words: the rule's own lines, marked, each with the values that it saw.

use super::labels;
use super::names::{Private, id, id_in_row};
use crate::explain::{Answered, Basis, FactBasis, FactValue, Hit, Says, Seen, interval};
use crate::pack::{Pack, QuestionId};
use crate::value::{Decimal, Truth};

/// One row of evidence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub depth: usize,
    /// `None` where a value is neither met nor not met.
    pub result: Option<Truth>,
    /// The author's words, or the name of a fact.
    pub text: String,
    /// Written by the pack's author, as code.
    pub is_code: bool,
    /// What it saw.
    pub values: String,
}

/// The rows of a whole basis.
pub(super) fn rows(pack: &Pack, basis: &Basis, private: Private) -> Vec<Row> {
    let mut rows = Vec::new();
    Writer { pack, private, rows: &mut rows }.basis(basis, 0);
    rows
}

struct Writer<'a> {
    pack: &'a Pack,
    private: Private,
    rows: &'a mut Vec<Row>,
}

impl Writer<'_> {
    fn basis(&mut self, basis: &Basis, depth: usize) {
        match basis {
            Basis::Group { says, result, of } => {
                let text = match says {
                    Says::All => "all of:".to_owned(),
                    Says::Any => "any of:".to_owned(),
                    Says::None => "none of:".to_owned(),
                    Says::AtLeast(n) => format!("at least {n} of:"),
                };
                let row = Row { depth, result: Some(*result), text, is_code: false, values: String::new() };
                self.rows.push(row);
                for part in of {
                    self.basis(part, depth + 1);
                }
            }
            Basis::Line { text, result, values, facts } => {
                let values = self.values(values);
                self.rows.push(Row { depth, result: Some(*result), text: text.clone(), is_code: true, values });
                for fact in facts {
                    self.fact(fact, depth + 1);
                }
            }
        }
    }

    fn fact(&mut self, fact: &FactBasis, depth: usize) {
        let name = self.pack.facts.get(fact.fact.index()).map_or("", |f| f.id.as_str());
        let name = fact.row.map_or_else(|| name.to_owned(), |row| format!("{name} (row {row})"));
        let (result, text) = match &fact.value {
            FactValue::Truth(truth) => (Some(*truth), name),
            FactValue::Number(None) => (None, format!("{name}: none")),
            FactValue::Number(Some((low, high))) => (None, format!("{name}: {}", interval(*low, *high))),
            FactValue::Choice => (None, name),
        };
        self.rows.push(Row { depth, result, text, is_code: false, values: fact.about.clone() });
        match &*fact.of {
            // A number or choice is one line of its own making: what it saw says more than a mark.
            Basis::Line { text, values, facts, .. } if result.is_none() => {
                let values = self.values(values);
                self.rows.push(Row { depth: depth + 1, result: None, text: text.clone(), is_code: true, values });
                for fact in facts {
                    self.fact(fact, depth + 2);
                }
            }
            of => self.basis(of, depth + 1),
        }
    }

    fn values(&self, values: &[Seen]) -> String {
        values.iter().map(|seen| self.seen(seen)).collect::<Vec<_>>().join("; ")
    }

    fn seen(&self, seen: &Seen) -> String {
        match seen {
            Seen::Answer { question, row, answered } => {
                format!("{}: {}", id_in_row(self.pack, *question, *row), self.answered(*question, answered))
            }
            Seen::Rows { group, answered } => format!("{}: {}", id(self.pack, *group), self.answered(*group, answered)),
            Seen::Sum { name, low, high, open } => {
                let bounds = interval(Decimal::from(*low), Decimal::from(*high));
                let open: Vec<&str> = open.iter().map(|q| last_part(id(self.pack, *q))).collect();
                if open.is_empty() {
                    format!("{name}: {bounds}")
                } else {
                    format!("{name}: {bounds}, open: {}", open.join(", "))
                }
            }
            Seen::Parameter { parameter, value } => {
                let name = self.pack.parameters.get(parameter.index()).map_or("", |p| p.id.as_str());
                format!("{name}: {value}")
            }
            Seen::Mentions { question, row, list, hits, unclear, answered } => {
                let name = id_in_row(self.pack, *question, *row);
                let said = self.mentions(*question, list.as_deref(), hits, *unclear, answered);
                format!("{name}: {said}")
            }
            Seen::Elapsed { question, unit, range, unknown } => {
                let name = id(self.pack, *question);
                match (range, unknown) {
                    (Some((low, high)), _) => {
                        format!("{name}: {} {unit}", interval(Decimal::from(*low), Decimal::from(*high)))
                    }
                    (None, Some(reason)) => format!("{name}: unknown ({})", reason.label()),
                    (None, None) => format!("{name}: not applicable"),
                }
            }
        }
    }

    fn mentions(
        &self,
        question: QuestionId,
        list: Option<&str>,
        hits: &[Hit],
        unclear: bool,
        answered: &Answered,
    ) -> String {
        let Answered::Value(_) = answered else { return self.answered(question, answered) };
        let mut said: Vec<String> = hits.iter().map(|hit| self.hit(list, hit)).collect();
        match (said.is_empty(), unclear) {
            (true, true) => said.push("unknown (written so that it may or may not be named)".to_owned()),
            (true, false) => said.push(format!("nothing of {} found", list.unwrap_or("the table"))),
            (false, true) => said.push("which leaves it open".to_owned()),
            (false, false) => {}
        }
        if self.private == Private::Shown {
            said.push(format!("written: \"{}\"", self.answered(question, answered)));
        }
        said.join(", ")
    }

    fn hit(&self, list: Option<&str>, hit: &Hit) -> String {
        let mut remarks = Vec::new();
        // Words found for a list are shown; a table's row stands for what was written.
        let is_same = hit.found.to_lowercase() == hit.term.to_lowercase();
        if (list.is_some() || self.private == Private::Shown) && !is_same {
            remarks.push(format!("\"{}\"", hit.found));
        }
        let certainty = labels::certainty(hit.certainty);
        if !certainty.is_empty() {
            remarks.push(certainty.to_owned());
        }
        if remarks.is_empty() { hit.term.clone() } else { format!("{} ({})", hit.term, remarks.join(", ")) }
    }

    fn answered(&self, question: QuestionId, answered: &Answered) -> String {
        if self.private.withholds(self.pack, question, answered) {
            return "given (not shown)".to_owned();
        }
        match answered {
            Answered::Value(value) => value.to_string(),
            Answered::Unknown(reason) => format!("unknown ({})", reason.label()),
            Answered::NotApplicable => "not applicable".to_owned(),
            Answered::BlankIsNone => "left blank, read as none".to_owned(),
        }
    }
}

/// `q7` of `phq9.q7`.
fn last_part(id: &str) -> &str {
    id.rsplit('.').next().unwrap_or(id)
}
