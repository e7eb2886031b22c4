//! Turns typed conditions into truth nodes.

use super::from_pack::{Builder, Built};
use super::{ChoiceSource, NumberOp, TruthId, TruthOp, Width};
use crate::language::Comparison;
use crate::pack::{Answer, Condition, Dated, Number, QuestionId};
use crate::terms::ListId;

impl Builder<'_> {
    /// The node of a condition; `row` is the row of the group it stands in, if any.
    pub(super) fn condition(&mut self, condition: &Condition, row: Option<usize>) -> TruthId {
        let op = match condition {
            Condition::Constant(value) => TruthOp::Constant(*value),
            Condition::Question(question) => TruthOp::YesNo(self.leaf(*question, row)),
            Condition::Fact(fact) => {
                return match self.fact(*fact, row) {
                    Some(Built::Truth(id)) => id,
                    _ => self.add_truth(TruthOp::Undetermined),
                };
            }
            Condition::Not(of) => TruthOp::Not(self.condition(of, row)),
            Condition::And(left, right) => TruthOp::All([self.condition(left, row), self.condition(right, row)].into()),
            Condition::Or(left, right) => TruthOp::Any([self.condition(left, row), self.condition(right, row)].into()),
            Condition::Compare { left, operator, right } => self.compare(left, *operator, right, row),
            Condition::CompareDates { left, operator, right } => {
                let (left, right) = (self.day(left, row), self.day(right, row));
                TruthOp::Compare(left, *operator, right)
            }
            Condition::IsOneOf { choice, options } => match self.choice(choice, row) {
                Some(ChoiceSource::Fixed(option)) => TruthOp::Constant(options.contains(option.into())),
                Some(source) => TruthOp::OneOf(source, options.0),
                None => TruthOp::Undetermined,
            },
            Condition::Includes { question, options } => TruthOp::Includes(self.leaf(*question, row), options.0),
            Condition::Mentions { question, terms } => {
                let past = matches!(self.question(*question).map(|q| &q.answer), Some(Answer::Text { past: true, .. }));
                TruthOp::Mentions { text: self.leaf(*question, row), list: ListId(terms.0 as u16), past }
            }
            Condition::Matches { question, pattern } => TruthOp::Matches(self.leaf(*question, row), pattern.0 as usize),
            Condition::Lookup { table, question, column } => {
                let text = self.leaf(*question, row);
                TruthOp::LookupYes { text, table: self.table_list(*table), column: *column }
            }
            Condition::Answered(question) => TruthOp::Answered(self.leaf(*question, row).slot),
            Condition::AnyRow { group, condition } => {
                let rows = self.group_rows(*group, condition.as_deref());
                TruthOp::Any(rows.into_iter().map(|(_, holds)| holds).collect())
            }
        };
        self.add_truth(op)
    }

    /// For each row a group may have: whether it is there, and whether it is there and the condition holds.
    pub(super) fn group_rows(&mut self, group: QuestionId, condition: Option<&Condition>) -> Vec<(TruthId, TruthId)> {
        let leaf = self.leaf(group, None);
        let mut rows = Vec::new();
        for row in 0..self.rows(group) {
            let present = self.add_truth(TruthOp::Present { group: leaf, row });
            let holds = match condition {
                None => present,
                Some(condition) => {
                    let condition = self.condition(condition, Some(row));
                    self.add_truth(TruthOp::RowHolds { present, condition })
                }
            };
            rows.push((present, holds));
        }
        rows
    }

    fn compare(&mut self, left: &Number, operator: Comparison, right: &Number, row: Option<usize>) -> TruthOp {
        let (Some(left), Some(right)) = (self.number(left, row), self.number(right, row)) else {
            return TruthOp::Undetermined;
        };
        self.compare_terms(left, operator, right).unwrap_or(TruthOp::Undetermined)
    }

    fn day(&mut self, date: &Dated, row: Option<usize>) -> super::NumberId {
        let op = match date {
            Dated::Constant(date) => NumberOp::Constant(i64::from(date.day_number())),
            Dated::Question(question) => NumberOp::DayNumber(self.leaf(*question, row)),
        };
        self.add_number(op, Width::Narrow)
    }
}
