//! What a condition reads, through facts and `asked_when`: the facts, parameters and questions behind a rule.

use std::collections::BTreeSet;

use crate::pack::{
    Choice, ClaimTree, Condition, Dated, FactId, FactValue, ItemSet, Number, Pack, ParameterId, Piece, QuestionId,
    Rule, Says, ScaleId, Shown, TableId, Template, TermListId, Tree, TreeKind,
};

/// Everything a condition leads to, each once, in the order met.
#[derive(Clone, Debug, Default)]
pub struct Reads {
    pub facts: Vec<FactId>,
    pub parameters: Vec<ParameterId>,
    pub questions: Vec<QuestionId>,
    /// Scales of which items are added up or counted.
    pub scales: BTreeSet<ScaleId>,
    pub tables: BTreeSet<TableId>,
    pub term_lists: BTreeSet<TermListId>,
    /// Only what stands in the condition itself is read, not what its facts and the questions' `asked_when` lead to.
    pub near: bool,
}

fn add<T: PartialEq>(to: &mut Vec<T>, one: T) -> bool {
    let is_new = !to.contains(&one);
    if is_new {
        to.push(one);
    }
    is_new
}

/// The rules that read a question, directly, through facts, or to know whether something is asked.
pub fn readers(pack: &Pack, question: QuestionId) -> Vec<&Rule> {
    let reads = |rule: &&Rule| {
        let mut reads = Reads::default();
        reads.tree(pack, &rule.when);
        reads.questions.contains(&question)
    };
    pack.rules.iter().filter(reads).collect()
}

/// The rules that read a fact, directly or through other facts.
pub fn fact_readers(pack: &Pack, fact: FactId) -> Vec<&Rule> {
    let reads = |rule: &&Rule| {
        let mut reads = Reads::default();
        reads.tree(pack, &rule.when);
        reads.facts.contains(&fact)
    };
    pack.rules.iter().filter(reads).collect()
}

impl Reads {
    pub fn tree(&mut self, pack: &Pack, tree: &Tree) {
        match &tree.kind {
            TreeKind::Line(line) => self.condition(pack, &line.says),
            TreeKind::All(of) | TreeKind::Any(of) | TreeKind::None(of) | TreeKind::AtLeast(_, of) => {
                of.iter().for_each(|part| self.tree(pack, part));
            }
        }
    }

    /// What a property reads itself: what its rules read is theirs.
    pub fn claims(&mut self, pack: &Pack, tree: &ClaimTree) {
        match &tree.kind {
            TreeKind::Line(claim) => {
                if let Says::Answers(condition) = &claim.says {
                    self.condition(pack, condition);
                }
            }
            TreeKind::All(of) | TreeKind::Any(of) | TreeKind::None(of) | TreeKind::AtLeast(_, of) => {
                of.iter().for_each(|part| self.claims(pack, part));
            }
        }
    }

    pub fn template(&mut self, pack: &Pack, template: &Template) {
        for piece in &template.pieces {
            match piece {
                Piece::Text(_) => {}
                Piece::Name(Shown::Question(question)) => self.question(pack, *question),
                Piece::Name(Shown::Fact(fact)) => self.fact(pack, *fact),
                Piece::Name(Shown::Parameter(parameter)) => drop(add(&mut self.parameters, *parameter)),
                Piece::Name(Shown::Sum(items, _)) => self.items(pack, items),
            }
        }
    }

    pub fn fact(&mut self, pack: &Pack, id: FactId) {
        if !add(&mut self.facts, id) || self.near {
            return;
        }
        self.within_fact(pack, id);
    }

    /// What stands in a fact.
    pub fn within_fact(&mut self, pack: &Pack, id: FactId) {
        let Some(fact) = pack.facts.get(id.index()) else { return };
        self.template(pack, &fact.about);
        match &fact.is {
            FactValue::Truth(tree) => self.tree(pack, tree),
            FactValue::Number(_, number) => self.number(pack, number),
            FactValue::Choice(_, choice) => self.choice(pack, choice),
        }
    }

    fn question(&mut self, pack: &Pack, id: QuestionId) {
        if !add(&mut self.questions, id) || self.near {
            return;
        }
        if let Some(line) = pack.questions.get(id.index()).and_then(|question| question.asked_when.as_ref()) {
            self.condition(pack, &line.says);
        }
    }

    fn items(&mut self, pack: &Pack, set: &ItemSet) {
        self.scales.insert(set.scale);
        let items = pack.scales.get(set.scale.index()).and_then(|scale| scale.items.get(set.items.clone()));
        for item in items.unwrap_or_default() {
            self.question(pack, item.question);
        }
    }

    fn condition(&mut self, pack: &Pack, condition: &Condition) {
        match condition {
            Condition::Constant(_) => {}
            Condition::Question(question)
            | Condition::Answered(question)
            | Condition::Includes { question, .. }
            | Condition::Matches { question, .. } => self.question(pack, *question),
            Condition::Mentions { question, terms } => {
                self.term_lists.insert(*terms);
                self.question(pack, *question);
            }
            Condition::Lookup { table, question, .. } => self.lookup(pack, *table, *question),
            Condition::Fact(fact) => self.fact(pack, *fact),
            Condition::Not(of) => self.condition(pack, of),
            Condition::And(left, right) | Condition::Or(left, right) => {
                self.condition(pack, left);
                self.condition(pack, right);
            }
            Condition::Compare { left, right, .. } => {
                self.number(pack, left);
                self.number(pack, right);
            }
            Condition::CompareDates { left, right, .. } => {
                for date in [left, right] {
                    if let Dated::Question(question) = date {
                        self.question(pack, *question);
                    }
                }
            }
            Condition::IsOneOf { choice, .. } => self.choice(pack, choice),
            Condition::AnyRow { group, condition } => self.rows(pack, *group, condition.as_deref()),
        }
    }

    fn lookup(&mut self, pack: &Pack, table: TableId, question: QuestionId) {
        self.tables.insert(table);
        self.question(pack, question);
    }

    fn rows(&mut self, pack: &Pack, group: QuestionId, condition: Option<&Condition>) {
        self.question(pack, group);
        if let Some(condition) = condition {
            self.condition(pack, condition);
        }
    }

    fn number(&mut self, pack: &Pack, number: &Number) {
        match number {
            Number::Constant(_) => {}
            Number::Parameter(parameter) => drop(add(&mut self.parameters, *parameter)),
            Number::Question(question) | Number::DaysSince(question) | Number::YearsSince(question) => {
                self.question(pack, *question);
            }
            Number::Lookup { table, question, .. } => self.lookup(pack, *table, *question),
            Number::Fact(fact) => self.fact(pack, *fact),
            Number::Sum(items) | Number::CountItems { items, .. } => self.items(pack, items),
            Number::Add(left, right)
            | Number::Subtract(left, right)
            | Number::Multiply(left, right)
            | Number::Divide(left, right) => {
                self.number(pack, left);
                self.number(pack, right);
            }
            Number::CountRows { group, condition } => self.rows(pack, *group, condition.as_deref()),
            Number::CountDistinct { group, field, condition } => {
                self.rows(pack, *group, condition.as_deref());
                self.choice(pack, field);
            }
            Number::Least { group, field, condition }
            | Number::Greatest { group, field, condition }
            | Number::SumRows { group, field, condition } => {
                self.rows(pack, *group, condition.as_deref());
                self.number(pack, field);
            }
        }
    }

    fn choice(&mut self, pack: &Pack, choice: &Choice) {
        match choice {
            Choice::Question(question) => self.question(pack, *question),
            Choice::Lookup { table, question, .. } => self.lookup(pack, *table, *question),
            Choice::Parameter(parameter) => drop(add(&mut self.parameters, *parameter)),
            Choice::Fact(fact) => self.fact(pack, *fact),
        }
    }
}
