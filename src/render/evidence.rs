//! Turns the basis of a finding into rows of words: the rule's own lines, marked, each with the values that it saw.

use super::labels;
use super::names::{Private, id, id_in_row};
use crate::explain::{Answered, Basis, FactBasis, FactValue, Hit, Says, Seen, interval};
use crate::pack::{FactId, Pack, QuestionId};
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

/// Writes the rows of the findings of one page: a fact is laid out where it is first read, and named after that.
pub(super) struct Evidence<'a> {
    pack: &'a Pack,
    private: Private,
    told: Vec<(FactId, Option<usize>)>,
    rows: Vec<Row>,
}

impl<'a> Evidence<'a> {
    pub fn new(pack: &'a Pack, private: Private) -> Self {
        Self { pack, private, told: Vec::new(), rows: Vec::new() }
    }

    /// The rows of a whole basis.
    pub fn rows(&mut self, basis: &Basis) -> Vec<Row> {
        self.basis(basis, None, 0, String::new());
        std::mem::take(&mut self.rows)
    }

    /// `row` is that of the fact this is the basis of; `name` is the fact's, where it shares its row with its basis.
    fn basis(&mut self, basis: &Basis, row: Option<usize>, depth: usize, name: String) {
        match basis {
            Basis::Group { says, result, of } => {
                let words = match says {
                    Says::All => "all of:".to_owned(),
                    Says::Any => "any of:".to_owned(),
                    Says::None => "none of:".to_owned(),
                    Says::AtLeast(n) => format!("at least {n} of:"),
                };
                let text = if name.is_empty() { words } else { format!("{name}, {words}") };
                self.rows.push(Row { depth, result: Some(*result), text, is_code: false, values: String::new() });
                for part in of {
                    self.basis(part, row, depth + 1, String::new());
                }
            }
            Basis::Line { text, result, values, facts } => match (values.as_slice(), facts.as_slice()) {
                // A line that is a fact's name says nothing that the fact does not.
                ([], [fact]) if fact_id(self.pack, fact) == text => self.fact(fact, depth),
                (values, facts) => {
                    let values = self.values(values, row, text);
                    let text = if name.is_empty() { text.clone() } else { format!("{name}: {text}") };
                    self.rows.push(Row { depth, result: Some(*result), text, is_code: name.is_empty(), values });
                    self.facts(facts, depth + 1);
                }
            },
        }
    }

    fn facts(&mut self, facts: &[FactBasis], depth: usize) {
        for fact in facts {
            self.fact(fact, depth);
        }
    }

    fn fact(&mut self, fact: &FactBasis, depth: usize) {
        let name = fact_id(self.pack, fact);
        let name = fact.row.map_or_else(|| name.to_owned(), |row| format!("{name} (row {row})"));
        let (result, text) = match &fact.value {
            FactValue::Truth(truth) => (Some(*truth), name),
            FactValue::Number(None) => (None, format!("{name}: none")),
            FactValue::Number(Some((low, high))) => (None, format!("{name}: {}", interval(*low, *high))),
            FactValue::Choice => (None, name),
        };
        let key = (fact.fact, fact.row);
        if self.told.contains(&key) {
            self.rows.push(Row { depth, result, text, is_code: false, values: "as above".to_owned() });
            return;
        }
        self.told.push(key);
        match (&*fact.of, result) {
            // A number or choice is one line of its own making: what it saw says more than a mark.
            (Basis::Line { text: line, values, facts, .. }, None) => {
                let values = self.values(values, fact.row, line);
                let values = if values.is_empty() { String::new() } else { format!(" ({values})") };
                let values = format!("{}{values}", fact.about);
                self.rows.push(Row { depth, result, text, is_code: false, values });
                self.facts(facts, depth + 1);
            }
            (of, _) => {
                let at = self.rows.len();
                self.basis(of, fact.row, depth, text);
                if let Some(head) = self.rows.get_mut(at) {
                    let values = std::mem::take(&mut head.values);
                    head.values =
                        if values.is_empty() { fact.about.clone() } else { format!("{values}; {}", fact.about) };
                }
            }
        }
    }

    /// What a line saw. `row` is the one it speaks of, which need not be said again; a line that is one name needs no name.
    fn values(&self, values: &[Seen], row: Option<usize>, line: &str) -> String {
        if let [Seen::Answer { question, answered, .. }] = values
            && self.name(*question, row, row) == line
        {
            return self.answered(*question, answered);
        }
        values.iter().map(|seen| self.seen(seen, row)).collect::<Vec<_>>().join("; ")
    }

    /// The name of a question in a line about row `context`.
    fn name(&self, question: QuestionId, row: Option<usize>, context: Option<usize>) -> String {
        match row {
            Some(_) if row == context => last_part(id(self.pack, question)).to_owned(),
            _ => id_in_row(self.pack, question, row),
        }
    }

    fn seen(&self, seen: &Seen, context: Option<usize>) -> String {
        match seen {
            Seen::Answer { question, row, answered } => {
                format!("{}: {}", self.name(*question, *row, context), self.answered(*question, answered))
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
                let name = self.name(*question, *row, context);
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

fn fact_id<'a>(pack: &'a Pack, fact: &FactBasis) -> &'a str {
    pack.facts.get(fact.fact.index()).map_or("", |fact| fact.id.as_str())
}
