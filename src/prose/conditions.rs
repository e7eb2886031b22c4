//! Conditions as sentences: a tree keeps its indentation, a line becomes what it means in the words of the form.

use super::Sentence;
use super::words::{Words, or};
use crate::language::Comparison;
use crate::pack::{Choice, Condition, Dated, OptionSet, ParameterId, ParameterValue, Tree, TreeKind};

impl Words<'_> {
    pub fn tree(&self, tree: &Tree) -> Vec<Sentence> {
        self.tree_of(tree, &|line| self.condition(&line.says))
    }

    /// A tree of lines of any kind, each said by `say`.
    pub fn tree_of<L>(&self, tree: &Tree<L>, say: &dyn Fn(&L) -> String) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        part(tree, say, 0, &mut sentences);
        sentences
    }

    pub fn condition(&self, condition: &Condition) -> String {
        match condition {
            Condition::Constant(true) => "always".to_owned(),
            Condition::Constant(false) => "never".to_owned(),
            Condition::Question(question) => format!("{} is answered yes", self.label(*question)),
            Condition::Fact(fact) => format!("[{}]", self.fact_name(*fact)),
            Condition::Not(of) => match &**of {
                Condition::Question(question) => format!("{} is answered no", self.label(*question)),
                Condition::Answered(question) => format!("{} has no answer", self.label(*question)),
                of => format!("not {}", self.joined(of)),
            },
            // What the checker has settled from the settings stands in the pack as a constant.
            Condition::Or(left, right) if matches!(**left, Condition::Constant(true)) => {
                format!("always, as the settings are now (otherwise: {})", self.condition(right))
            }
            Condition::And(left, right) if matches!(**left, Condition::Constant(false)) => {
                format!("never, as the settings are now (otherwise: {})", self.condition(right))
            }
            Condition::Or(left, right) | Condition::And(left, right) if matches!(**left, Condition::Constant(_)) => {
                self.condition(right)
            }
            Condition::And(left, right) => format!("{} and {}", self.joined(left), self.joined(right)),
            Condition::Or(left, right) => format!("{} or {}", self.joined(left), self.joined(right)),
            Condition::Compare { left, operator, right } => {
                compared(&self.number(left), *operator, &self.number(right), AMOUNT)
            }
            Condition::CompareDates { left, operator, right } => {
                compared(&self.date(left), *operator, &self.date(right), [" or later", " or earlier"])
            }
            Condition::IsOneOf { choice, options } => self.is_one_of(choice, *options),
            Condition::Includes { question, options } => {
                format!(
                    "{} includes {}",
                    self.label(*question),
                    or(self.options(&Choice::Question(*question), *options))
                )
            }
            Condition::Mentions { question, terms } => {
                let title = self.pack.term_lists.get(terms.index()).map_or("", |list| list.title.as_str());
                format!("{} names one of \"{title}\"", self.label(*question))
            }
            Condition::Matches { question, pattern } => {
                let pattern = self.pack.patterns.get(pattern.0 as usize).map_or("", String::as_str);
                format!("{} has words that match /{pattern}/", self.label(*question))
            }
            Condition::Lookup { table, question, column } => {
                format!("{} is \"yes\" for {}", self.column(*table, *column), self.label(*question))
            }
            Condition::Answered(question) => format!("{} has an answer", self.label(*question)),
            Condition::AnyRow { group, condition } => match condition {
                Some(condition) => format!("{} has an entry with {}", self.label(*group), self.joined(condition)),
                None => format!("{} has an entry", self.label(*group)),
            },
        }
    }

    /// A part of a longer sentence: what is joined itself stands in parentheses.
    pub fn joined(&self, condition: &Condition) -> String {
        match condition {
            Condition::And(..) | Condition::Or(..) => format!("({})", self.condition(condition)),
            _ => self.condition(condition),
        }
    }

    fn is_one_of(&self, choice: &Choice, options: OptionSet) -> String {
        let wanted = or(self.options(choice, options));
        match choice {
            Choice::Parameter(parameter) => {
                let id = self.pack.parameters.get(parameter.index()).map_or("", |parameter| parameter.id.as_str());
                format!("the setting {id} is {wanted} (it is {})", self.parameter(*parameter))
            }
            choice => format!("{} is {wanted}", self.choice(choice)),
        }
    }

    /// The chosen options, each in quotes.
    fn options(&self, choice: &Choice, options: OptionSet) -> Vec<String> {
        let chosen = (0..u64::BITS).filter(|option| options.contains(*option));
        chosen.map(|option| format!("\"{}\"", self.option_of(choice, option as usize))).collect()
    }

    fn option_of(&self, choice: &Choice, option: usize) -> String {
        match choice {
            Choice::Question(question) => self.option(*question, option),
            Choice::Parameter(parameter) => self.parameter_option(*parameter, option),
            Choice::Lookup { table, column, .. } => self.column_option(*table, *column, option),
            Choice::Fact(fact) => match self.pack.facts.get(fact.index()).map(|fact| &fact.is) {
                Some(crate::pack::FactValue::Choice(_, of)) => self.option_of(of, option),
                _ => String::new(),
            },
        }
    }

    fn parameter_option(&self, parameter: ParameterId, option: usize) -> String {
        match self.pack.parameters.get(parameter.index()).map(|parameter| &parameter.value) {
            Some(ParameterValue::Option { options, .. }) => options.get(option).cloned().unwrap_or_default(),
            _ => String::new(),
        }
    }

    fn date(&self, date: &Dated) -> String {
        match date {
            Dated::Constant(date) => date.to_string(),
            Dated::Question(question) => self.label(*question),
        }
    }
}

fn part<L>(tree: &Tree<L>, say: &dyn Fn(&L) -> String, depth: usize, to: &mut Vec<Sentence>) {
    let (says, of) = match &tree.kind {
        TreeKind::Line(line) => return to.push(Sentence { depth, text: say(line) }),
        TreeKind::All(of) => ("all of these:".to_owned(), of),
        TreeKind::Any(of) => ("any of these:".to_owned(), of),
        TreeKind::None(of) => ("none of these:".to_owned(), of),
        TreeKind::AtLeast(n, of) => (format!("at least {n} of these:"), of),
    };
    to.push(Sentence { depth, text: says });
    for child in of {
        part(child, say, depth + 1, to);
    }
}

/// The words behind a limit of an amount.
pub(super) const AMOUNT: [&str; 2] = [" or more", " or less"];

/// `PHQ-9 total is 10 or more`
pub(super) fn compared(left: &str, operator: Comparison, right: &str, [more, less]: [&str; 2]) -> String {
    // "is the least dose of the table or more" reads badly: what is long stands last.
    let is_long = right.contains('"') || right.contains('[');
    match operator {
        Comparison::AtLeast if is_long && more == AMOUNT[0] => format!("{left} is at least {right}"),
        Comparison::AtMost if is_long && less == AMOUNT[1] => format!("{left} is at most {right}"),
        Comparison::Equal => format!("{left} is {right}"),
        Comparison::NotEqual => format!("{left} is not {right}"),
        Comparison::Less => {
            format!("{left} is{} {right}", if less == " or earlier" { " before" } else { " less than" })
        }
        Comparison::AtMost => format!("{left} is {right}{less}"),
        Comparison::Greater => {
            format!("{left} is{} {right}", if more == " or later" { " after" } else { " more than" })
        }
        Comparison::AtLeast => format!("{left} is {right}{more}"),
    }
}
