//! Turns a typed condition back into a line as an author writes it.

use crate::pack::{
    Answer, Choice, ColumnKind, Condition, Dated, FactId, FactValue, ItemSet, Number, OptionSet, Pack, ParameterValue,
    QuestionId, TableId,
};

/// The names of one pack.
#[derive(Clone, Copy)]
pub struct Spelling<'a>(pub &'a Pack);

/// How strongly an expression holds together: what is weaker stands in parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    Or,
    And,
    Not,
    Compare,
    Add,
    Multiply,
    Atom,
}

impl Spelling<'_> {
    pub fn condition(self, of: &Condition) -> String {
        match of {
            Condition::Constant(value) => (if *value { "yes" } else { "no" }).to_owned(),
            Condition::Question(question) => self.question(*question),
            Condition::Fact(fact) => self.fact(*fact),
            Condition::Not(inner) => match &**inner {
                Condition::Answered(question) => format!("{} is not answered", self.question(*question)),
                inner => format!("not {}", self.within(inner, Strength::Not)),
            },
            Condition::And(left, right) => {
                format!("{} and {}", self.within(left, Strength::And), self.within(right, Strength::Not))
            }
            Condition::Or(left, right) => {
                format!("{} or {}", self.within(left, Strength::Or), self.within(right, Strength::And))
            }
            Condition::Compare { left, operator, right } => {
                format!("{} {} {}", self.number(left), operator.symbol(), self.number(right))
            }
            Condition::CompareDates { left, operator, right } => {
                format!("{} {} {}", self.date(left), operator.symbol(), self.date(right))
            }
            Condition::IsOneOf { choice, options } => {
                self.one_of(&self.choice(choice), &self.options(choice), *options)
            }
            Condition::Includes { question, options } => {
                let all = self.options(&Choice::Question(*question));
                let chosen: Vec<&str> = chosen(&all, *options).collect();
                format!("{} in [{}]", self.question(*question), chosen.join(", "))
            }
            Condition::Mentions { question, terms } => {
                let list = self.0.term_lists.get(terms.index()).map_or("", |list| &list.id);
                format!("mentions({}, {list})", self.question(*question))
            }
            Condition::Matches { question, pattern } => {
                let pattern = self.0.patterns.get(pattern.0 as usize).map_or("", String::as_str);
                format!("{} ~ /{pattern}/", self.question(*question))
            }
            Condition::Lookup { table, question, column } => self.lookup(*table, *question, *column),
            Condition::Answered(question) => format!("{} is answered", self.question(*question)),
            Condition::AnyRow { group, condition } => format!("any({})", self.rows(*group, condition.as_deref())),
        }
    }

    pub fn number(self, of: &Number) -> String {
        match of {
            Number::Constant(value) => value.to_string(),
            Number::Parameter(id) => self.0.parameters.get(id.index()).map_or("", |p| &p.id).to_owned(),
            Number::Question(question) => self.question(*question),
            Number::Fact(fact) => self.fact(*fact),
            Number::Sum(set) => self.sum(set),
            Number::Add(left, right) => {
                format!("{} + {}", self.part(left, Strength::Add), self.part(right, Strength::Multiply))
            }
            Number::Subtract(left, right) => {
                format!("{} - {}", self.part(left, Strength::Add), self.part(right, Strength::Multiply))
            }
            Number::Multiply(left, right) => {
                format!("{} * {}", self.part(left, Strength::Multiply), self.part(right, Strength::Atom))
            }
            Number::Divide(left, right) => {
                format!("{} / {}", self.part(left, Strength::Multiply), self.part(right, Strength::Atom))
            }
            Number::CountRows { group, condition } => format!("count({})", self.rows(*group, condition.as_deref())),
            Number::CountItems { items, operator, right } => {
                format!("count({} where {} {right})", self.items(items), operator.symbol())
            }
            Number::CountDistinct { group, field, condition } => {
                let field = format!("{}.{}", self.question(*group), self.choice(field));
                format!("count_distinct({field}{})", self.filter(condition.as_deref()))
            }
            Number::Least { group, field, condition } => self.over("min", *group, field, condition.as_deref()),
            Number::Greatest { group, field, condition } => self.over("max", *group, field, condition.as_deref()),
            Number::SumRows { group, field, condition } => self.over("sum", *group, field, condition.as_deref()),
            Number::Lookup { table, question, column } => self.lookup(*table, *question, *column),
            Number::DaysSince(question) => format!("days_since({})", self.question(*question)),
            Number::YearsSince(question) => match self.question(*question).as_str() {
                "birth_date" => "age".to_owned(),
                other => format!("years_since({other})"),
            },
        }
    }

    /// The options of a choice, by name.
    pub fn options(self, choice: &Choice) -> Vec<String> {
        match choice {
            Choice::Question(question) => match self.0.questions.get(question.index()).map(|q| &q.answer) {
                Some(Answer::Choice { options, .. } | Answer::Choices { options, .. }) => {
                    options.iter().map(|option| option.id.clone()).collect()
                }
                _ => Vec::new(),
            },
            Choice::Parameter(id) => match self.0.parameters.get(id.index()).map(|p| &p.value) {
                Some(ParameterValue::Option { options, .. }) => options.clone(),
                _ => Vec::new(),
            },
            Choice::Lookup { table, column, .. } => {
                match self.0.tables.get(table.index()).and_then(|table| table.columns.get(*column)).map(|c| &c.kind) {
                    Some(ColumnKind::Choice(values)) => values.clone(),
                    _ => Vec::new(),
                }
            }
            Choice::Fact(fact) => match self.0.facts.get(fact.index()).map(|fact| &fact.is) {
                Some(FactValue::Choice(_, choice)) => self.options(choice),
                _ => Vec::new(),
            },
        }
    }

    fn one_of(self, choice: &str, all: &[String], options: OptionSet) -> String {
        let is: Vec<&str> = chosen(all, options).collect();
        let others: Vec<&str> = all.iter().map(String::as_str).filter(|option| !is.contains(option)).collect();
        match (is.as_slice(), others.as_slice()) {
            ([only], _) => format!("{choice} == {only}"),
            (_, [only]) => format!("{choice} != {only}"),
            _ => format!("{choice} in [{}]", is.join(", ")),
        }
    }

    fn within(self, of: &Condition, least: Strength) -> String {
        let own = match of {
            Condition::Or(..) => Strength::Or,
            Condition::And(..) => Strength::And,
            Condition::Not(_) => Strength::Not,
            Condition::Constant(_)
            | Condition::Question(_)
            | Condition::Fact(_)
            | Condition::Mentions { .. }
            | Condition::Lookup { .. }
            | Condition::AnyRow { .. } => Strength::Atom,
            _ => Strength::Compare,
        };
        parenthesised(self.condition(of), own < least)
    }

    fn part(self, of: &Number, least: Strength) -> String {
        let own = match of {
            Number::Add(..) | Number::Subtract(..) => Strength::Add,
            Number::Multiply(..) | Number::Divide(..) => Strength::Multiply,
            _ => Strength::Atom,
        };
        parenthesised(self.number(of), own < least)
    }

    /// Inside its group a field goes by its own name.
    fn question(self, id: QuestionId) -> String {
        let Some(question) = self.0.questions.get(id.index()) else { return String::new() };
        match (question.group, question.id.split_once('.')) {
            (Some(_), Some((_, field))) => field.to_owned(),
            _ => question.id.clone(),
        }
    }

    fn fact(self, id: FactId) -> String {
        self.0.facts.get(id.index()).map_or("", |fact| &fact.id).to_owned()
    }

    fn choice(self, of: &Choice) -> String {
        match of {
            Choice::Question(question) => self.question(*question),
            Choice::Parameter(id) => self.0.parameters.get(id.index()).map_or("", |p| &p.id).to_owned(),
            Choice::Lookup { table, question, column } => self.lookup(*table, *question, *column),
            Choice::Fact(fact) => self.fact(*fact),
        }
    }

    fn date(self, of: &Dated) -> String {
        match of {
            Dated::Constant(date) => date.to_string(),
            Dated::Question(question) => self.question(*question),
        }
    }

    fn lookup(self, table: TableId, question: QuestionId, column: usize) -> String {
        let Some(table) = self.0.tables.get(table.index()) else { return String::new() };
        let column = table.columns.get(column).map_or("", |column| &column.id);
        format!("lookup({}, {}).{column}", table.id, self.question(question))
    }

    fn sum(self, set: &ItemSet) -> String {
        let Some(scale) = self.0.scales.get(set.scale.index()) else { return String::new() };
        let subscore = scale.subscores.iter().find(|subscore| subscore.items == set.items);
        match subscore {
            Some(subscore) if set.items.len() < scale.items.len() => format!("{}.{}", scale.id, subscore.id),
            _ => format!("{}.total", scale.id),
        }
    }

    /// `pcl5.q1..q5`
    fn items(self, set: &ItemSet) -> String {
        let Some(scale) = self.0.scales.get(set.scale.index()) else { return String::new() };
        let item = |at: Option<usize>| {
            at.and_then(|at| scale.items.get(at)).map(|item| self.question(item.question)).unwrap_or_default()
        };
        let (first, last) = (item(Some(set.items.start)), item(set.items.end.checked_sub(1)));
        let last = last.strip_prefix(&scale.id).and_then(|rest| rest.strip_prefix('.')).unwrap_or(&last).to_owned();
        format!("{first}..{last}")
    }

    fn rows(self, group: QuestionId, condition: Option<&Condition>) -> String {
        format!("{}{}", self.question(group), self.filter(condition))
    }

    fn filter(self, condition: Option<&Condition>) -> String {
        condition.map_or_else(String::new, |condition| format!(" where {}", self.condition(condition)))
    }

    fn over(self, function: &str, group: QuestionId, field: &Number, condition: Option<&Condition>) -> String {
        format!("{function}({}.{}{})", self.question(group), self.number(field), self.filter(condition))
    }
}

fn chosen(all: &[String], options: OptionSet) -> impl Iterator<Item = &str> {
    (0..).zip(all).filter(move |(at, _)| options.contains(*at)).map(|(_, option)| option.as_str())
}

fn parenthesised(text: String, so: bool) -> String {
    if so { format!("({text})") } else { text }
}
