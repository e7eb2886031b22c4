//! Who reads whom among facts and `asked_when`: an order in which everything stands after what it reads, or a circle.

use super::names::{FactPlace, Lookup, Name, Names, Scope};
use super::questions::Form;
use super::{QuestionId, errors};
use crate::diagnostic::Diagnostic;
use crate::syntax::{Argument, Condition, ConditionKind, Expression, Fact, Kind, Where};
use crate::text::Span;

/// The facts by their places as written, each after what it reads, and whether nothing reads itself.
pub(super) struct Order {
    pub facts: Vec<usize>,
    pub circles: bool,
}

pub(super) fn order(form: &Form<'_>, names: &Names, facts: &[Fact], faults: &mut Vec<Diagnostic>) -> Order {
    let mut graph = Graph { form, names, reads: Vec::new(), node: Vec::new() };
    for i in 0..form.questions.len() {
        graph.question(QuestionId(i as u32));
    }
    for (fact, place) in facts.iter().zip(&names.facts) {
        graph.fact(fact, *place);
    }
    let first_fact = form.questions.len();
    let spans = |node: usize| match node.checked_sub(first_fact) {
        Some(fact) => facts.get(fact).map(|f| (f.id.as_str(), f.id.span)),
        None => form.questions.get(node).map(|q| (q.id.as_str(), q.span)),
    };
    let (sorted, circles) = sort(&graph.reads, first_fact);
    for circle in &circles {
        let members: Vec<(&str, Span)> = circle.iter().filter_map(|node| spans(*node)).collect();
        faults.push(errors::circle(&members));
    }
    let facts = sorted.into_iter().filter_map(|node| node.checked_sub(first_fact)).collect();
    Order { facts, circles: !circles.is_empty() }
}

/// Questions first, then facts; each with the nodes it reads.
struct Graph<'a> {
    form: &'a Form<'a>,
    names: &'a Names,
    reads: Vec<Vec<usize>>,
    node: Vec<usize>,
}

impl Graph<'_> {
    fn question(&mut self, id: QuestionId) {
        let question = self.form.question(id);
        if let Some(group) = question.and_then(|q| q.group) {
            self.node.push(group.index());
        }
        if let Some(line) = self.form.asked_when.get(&id) {
            self.expression(&line.expression, Scope { group: None, scale: question.and_then(|q| q.scale) });
        }
        self.reads.push(std::mem::take(&mut self.node));
    }

    fn fact(&mut self, fact: &Fact, place: FactPlace) {
        let group = match place {
            FactPlace::Row(group) => Some(group),
            FactPlace::Pack | FactPlace::Unknown => None,
        };
        self.condition(&fact.is, Scope { group, scale: None });
        self.reads.push(std::mem::take(&mut self.node));
    }

    fn condition(&mut self, condition: &Condition, scope: Scope) {
        match &condition.kind {
            ConditionKind::Line(line) => self.expression(&line.expression, scope),
            ConditionKind::All(parts)
            | ConditionKind::Any(parts)
            | ConditionKind::None(parts)
            | ConditionKind::AtLeast(_, parts) => parts.iter().for_each(|part| self.condition(part, scope)),
        }
    }

    fn expression(&mut self, expression: &Expression, scope: Scope) {
        match &expression.kind {
            Kind::Name(name) => {
                self.name(name, scope);
            }
            Kind::Items { from, to } => self.items(from, to, scope),
            Kind::Not(of) | Kind::Negate(of) => self.expression(of, scope),
            Kind::And(left, right)
            | Kind::Or(left, right)
            | Kind::Compare { left, right, .. }
            | Kind::Arithmetic { left, right, .. } => {
                self.expression(left, scope);
                self.expression(right, scope);
            }
            Kind::In { left, list } => {
                self.expression(left, scope);
                list.iter().for_each(|member| self.expression(member, scope));
            }
            Kind::Matches { left, .. } | Kind::Answered { left, .. } => self.expression(left, scope),
            Kind::Call { arguments, .. } => arguments.iter().for_each(|a| self.argument(a, scope)),
            Kind::Column { of, .. } => self.expression(of, scope),
            Kind::Number { .. } | Kind::Date(_) | Kind::Error => {}
        }
    }

    fn argument(&mut self, argument: &Argument, scope: Scope) {
        let mut inner = scope;
        if let Kind::Name(name) = &argument.value.kind {
            inner.group = self.name(name, scope).or(scope.group);
        } else {
            self.expression(&argument.value, scope);
        }
        match &argument.condition {
            Some(Where::Holds(condition)) => self.expression(condition, inner),
            Some(Where::Each { right, .. }) => self.expression(right, scope),
            None => {}
        }
    }

    /// Notes what a name reads; gives the group where it names one or something in its rows.
    fn name(&mut self, name: &str, scope: Scope) -> Option<QuestionId> {
        let (found, group) = match self.names.find(name, scope) {
            Lookup::Found(found) => (found, None),
            Lookup::Outside(group) => match self.names.find(name, Scope { group: Some(group), ..scope }) {
                Lookup::Found(found) => (found, Some(group)),
                _ => return Some(group),
            },
            Lookup::Missing => return None,
        };
        match found {
            Name::Question(id) => {
                self.node.push(id.index());
                let is_group = self.form.question(id).is_some_and(|q| matches!(q.answer, super::Answer::Group { .. }));
                group.or(is_group.then_some(id))
            }
            Name::Fact(place) => {
                self.node.push(self.form.questions.len() + place);
                group
            }
            Name::Sum(set) => {
                let items = self.form.scale(set.scale).and_then(|s| s.items.get(set.items));
                self.node.extend(items.into_iter().flatten().map(|i| i.question.index()));
                None
            }
            Name::Age(Some(birth)) => {
                self.node.push(birth.index());
                None
            }
            _ => None,
        }
    }

    fn items(&mut self, from: &str, to: &str, scope: Scope) {
        let find = |name: &str| match self.names.find(name, scope) {
            Lookup::Found(Name::Question(id)) => Some(id.index()),
            _ => None,
        };
        if let (Some(from), Some(to)) = (find(from), find(to)) {
            // Items of a scale stand together; anything else is reported where the expression is typed.
            self.node.extend(from..=to);
        }
    }
}

/// Nodes after what they read, in their own order otherwise, and the circles found on the way.
fn sort(reads: &[Vec<usize>], first_fact: usize) -> (Vec<usize>, Vec<Vec<usize>>) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; reads.len()];
    let mut sorted = Vec::with_capacity(reads.len());
    let mut circles: Vec<Vec<usize>> = Vec::new();
    // Facts first, so that one is never put behind a later one that only its questions' neighbours read.
    for root in (first_fact..reads.len()).chain(0..first_fact) {
        let mut path: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some((node, next)) = path.pop() {
            match states.get(node) {
                Some(State::Done) | None => continue,
                Some(_) => {}
            }
            if let Some(state) = states.get_mut(node) {
                *state = State::Open;
            }
            match reads.get(node).and_then(|r| r.get(next)) {
                Some(&read) => {
                    path.push((node, next + 1));
                    match states.get(read) {
                        Some(State::New) => path.push((read, 0)),
                        Some(State::Open) => {
                            let start = path.iter().position(|(n, _)| *n == read).unwrap_or(0);
                            let circle: Vec<usize> = path.iter().skip(start).map(|(n, _)| *n).collect();
                            if !circles.iter().any(|known| circle.iter().all(|n| known.contains(n))) {
                                circles.push(circle);
                            }
                        }
                        Some(State::Done) | None => {}
                    }
                }
                None => {
                    if let Some(state) = states.get_mut(node) {
                        *state = State::Done;
                    }
                    sorted.push(node);
                }
            }
        }
    }
    (sorted, circles)
}

#[cfg(test)]
mod tests {
    use super::sort;

    #[test]
    fn facts_keep_the_authors_order_where_they_may() {
        // Question 0; facts 1, 2, 3: the first reads the third.
        assert_eq!(sort(&[vec![], vec![3], vec![0], vec![]], 1).0, [3, 1, 0, 2]);
    }

    #[test]
    fn a_circle_is_found_once_with_its_members_in_reading_order() {
        let (_, circles) = sort(&[vec![2], vec![0], vec![1], vec![2]], 0);
        assert_eq!(circles, [[0, 2, 1]]);
        assert_eq!(sort(&[vec![0]], 0).1, [[0]]);
    }
}
