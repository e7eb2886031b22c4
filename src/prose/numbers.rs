//! Numbers and choices as words: totals, counts, lookups and sums in the words of the form.

use super::conditions::{AMOUNT, compared};
use super::words::Words;
use crate::pack::{Choice, ColumnKind, Condition, FactId, ItemSet, Number, QuestionId, TableId};

impl Words<'_> {
    pub fn number(&self, number: &Number) -> String {
        match number {
            Number::Constant(number) => number.to_string(),
            Number::Parameter(parameter) => self.parameter(*parameter),
            Number::Question(question) => self.label(*question),
            Number::Fact(fact) => format!("[{}]", self.fact_name(*fact)),
            Number::Sum(items) => self.sum(items),
            Number::Add(left, right) => format!("{} plus {}", self.part_of(left), self.part_of(right)),
            Number::Subtract(left, right) => format!("{} minus {}", self.part_of(left), self.part_of(right)),
            Number::Multiply(left, right) => format!("{} times {}", self.part_of(left), self.part_of(right)),
            Number::Divide(left, right) => format!("{} divided by {}", self.part_of(left), self.part_of(right)),
            Number::CountRows { group, condition } => {
                format!("the number of entries of {}", self.rows(*group, condition.as_deref()))
            }
            Number::CountItems { items, operator, right } => {
                let each = compared("the answer", *operator, &right.to_string(), AMOUNT);
                format!("the number of {} where {each}", self.items(items))
            }
            Number::CountDistinct { group, field, condition } => {
                let field = match field {
                    Choice::Fact(fact) => format!("[{}]", self.fact_name(*fact)),
                    field => self.choice(field),
                };
                format!(
                    "how many different {field} stand in the entries of {}",
                    self.rows(*group, condition.as_deref())
                )
            }
            Number::Least { group, field, condition } => self.over("the least", *group, field, condition.as_deref()),
            Number::Greatest { group, field, condition } => {
                self.over("the greatest", *group, field, condition.as_deref())
            }
            Number::SumRows { group, field, condition } => self.over("the sum of", *group, field, condition.as_deref()),
            Number::Lookup { table, question, column } => {
                format!("{} for {}", self.column(*table, *column), self.label(*question))
            }
            Number::DaysSince(question) => format!("the number of days since {}", self.label(*question)),
            Number::YearsSince(question) => format!("the number of years since {}", self.label(*question)),
        }
    }

    /// Arithmetic inside arithmetic stands in parentheses.
    fn part_of(&self, number: &Number) -> String {
        match number {
            Number::Add(..) | Number::Subtract(..) | Number::Multiply(..) | Number::Divide(..) => {
                format!("({})", self.number(number))
            }
            _ => self.number(number),
        }
    }

    pub fn choice(&self, choice: &Choice) -> String {
        match choice {
            Choice::Question(question) => self.label(*question),
            Choice::Parameter(parameter) => self.parameter(*parameter),
            Choice::Lookup { table, question, column } => {
                format!("{} for {}", self.column(*table, *column), self.label(*question))
            }
            Choice::Fact(fact) => format!("[{}]", self.fact_name(*fact)),
        }
    }

    pub fn fact_name(&self, id: FactId) -> String {
        self.plain(self.pack.facts.get(id.index()).map_or("", |fact| &fact.id))
    }

    fn over(&self, what: &str, group: QuestionId, field: &Number, condition: Option<&Condition>) -> String {
        format!("{what} {} over the entries of {}", self.number(field), self.rows(group, condition))
    }

    fn rows(&self, group: QuestionId, condition: Option<&Condition>) -> String {
        match condition {
            Some(condition) => format!("{} with {}", self.label(group), self.joined(condition)),
            None => self.label(group),
        }
    }

    /// `PHQ-9 total`, `PCL-5 subscore "intrusion"`
    pub fn sum(&self, set: &ItemSet) -> String {
        let Some(scale) = self.pack.scales.get(set.scale.index()) else { return String::new() };
        let subscore = scale.subscores.iter().find(|subscore| subscore.items == set.items);
        match subscore {
            Some(subscore) if set.items.len() < scale.items.len() => {
                format!("{} subscore \"{}\"", scale.title, subscore.title)
            }
            _ => format!("{} total", scale.title),
        }
    }

    fn items(&self, set: &ItemSet) -> String {
        let title = self.pack.scales.get(set.scale.index()).map_or("", |scale| scale.title.as_str());
        format!("{title} questions {} to {}", set.items.start + 1, set.items.end)
    }

    /// `"min daily dose" in the table "Antidepressants"`
    pub fn column(&self, table: TableId, column: usize) -> String {
        let Some(table) = self.pack.tables.get(table.index()) else { return String::new() };
        let column = table.columns.get(column).map_or("", |column| column.id.as_str());
        format!("\"{}\" in the table \"{}\"", self.plain(column), table.title)
    }

    pub fn column_option(&self, table: TableId, column: usize, option: usize) -> String {
        let column = self.pack.tables.get(table.index()).and_then(|table| table.columns.get(column));
        match column.map(|column| &column.kind) {
            Some(ColumnKind::Choice(options)) => options.get(option).cloned().unwrap_or_default(),
            _ => String::new(),
        }
    }
}
