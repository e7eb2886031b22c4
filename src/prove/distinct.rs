//! Turns the count of different options over rows into literals: rows that count and are different two by two.

use std::collections::BTreeMap;

use super::numbers::End;
use super::problem::{Literal, Problem};
use super::rails::Rails;
use super::translate::{Space, Translation};
use crate::program::{ChoiceSource, LookupCell, RowValue};

impl Translation<'_> {
    /// So many different options: so many rows that count and are different two by two. At the low end two rows are different where
    /// both options are known and differ; at the high end unless both are known and the same.
    pub(super) fn distinct(
        &mut self,
        space: &mut Space,
        rows: &[RowValue<ChoiceSource>],
        end: End,
        limit: i64,
    ) -> Literal {
        let each = self.each_counted(space, rows, end);
        let Ok(limit) = usize::try_from(limit) else { return Literal::YES };
        match limit {
            0 => return Literal::YES,
            1 => return space.problem.any(each.iter().map(|row| row.counts)),
            limit if limit > each.len() => return Literal::NO,
            _ => {}
        }
        let different = aparts(&mut space.problem, &each, end);
        let mut ways = Vec::new();
        // A group has at most 12 rows, so that there are at most 924 ways to choose some.
        choose(each.len(), limit, 0, &mut Vec::new(), &mut |chosen| {
            let mut all: Vec<Literal> = chosen.iter().filter_map(|at| each.get(*at)).map(|row| row.counts).collect();
            for (at, one) in chosen.iter().enumerate() {
                let others = chosen.iter().skip(at + 1);
                all.extend(others.filter_map(|other| different.get(&(*one, *other))));
            }
            ways.push(space.problem.all(all));
        });
        space.problem.any(ways)
    }

    /// Of every two rows whether they are different.
    pub(super) fn aparts(&mut self, space: &mut Space, rows: &[RowValue<ChoiceSource>], end: End) -> Vec<Literal> {
        let each = self.each_counted(space, rows, end);
        aparts(&mut space.problem, &each, end).into_values().collect()
    }

    fn each_counted(&mut self, space: &mut Space, rows: &[RowValue<ChoiceSource>], end: End) -> Vec<Counted> {
        let mut each = Vec::new();
        for row in rows {
            let absent = match row.value {
                ChoiceSource::Answer(leaf) | ChoiceSource::Lookup { text: leaf, .. } => self.absent(space, leaf),
                ChoiceSource::Fixed(_) => Rails::NO,
            };
            let (present, holds) = self.with_value(space, row, absent);
            let counts = if end == End::Low { holds.yes } else { holds.possible() };
            each.push(self.counted(space, row.value, counts, present.yes));
        }
        each
    }

    fn counted(&mut self, space: &mut Space, value: ChoiceSource, counts: Literal, present: Literal) -> Counted {
        let codes = self.codes(space, value);
        // Of a row of a table in the same words as in its text.
        let any = match value {
            ChoiceSource::Lookup { text, table, column } => {
                let cells = self.cells(space, text, table, column);
                let chosen = cells.iter().filter(|(cell, _)| matches!(cell, LookupCell::Choice(_)));
                space.problem.any(chosen.map(|(_, at)| *at))
            }
            _ => space.problem.any(codes.iter().map(|(_, at)| *at)),
        };
        if let ChoiceSource::Answer(leaf) | ChoiceSource::Lookup { text: leaf, .. } = value {
            let (given, _) = self.states(space, leaf.slot);
            // So of each option: said at once, the search need not go through them.
            space.problem.implies(any, given);
        }
        let known = space.problem.and(any, present);
        Counted { counts, known, codes }
    }
}

/// Whether a row counts, and which option stands in it, if one is known.
pub(super) struct Counted {
    counts: Literal,
    known: Literal,
    codes: Vec<(u8, Literal)>,
}

impl Counted {
    /// Whether two rows are different. Option by option, so that what is so of each on one sheet follows for the other.
    fn apart(&self, problem: &mut Problem, other: &Self, end: End) -> Literal {
        let twin = |option: u8| other.codes.iter().find(|(of, _)| *of == option).map_or(Literal::NO, |(_, at)| *at);
        let each: Vec<Literal> = self
            .codes
            .iter()
            .map(|(option, at)| {
                let twin = if end == End::Low { !twin(*option) } else { twin(*option) };
                problem.all([*at, twin, self.known, other.known])
            })
            .collect();
        let some = problem.any(each);
        if end == End::Low { some } else { !some }
    }
}

fn aparts(problem: &mut Problem, each: &[Counted], end: End) -> BTreeMap<(usize, usize), Literal> {
    let mut aparts = BTreeMap::new();
    for (one, row) in each.iter().enumerate() {
        for (other, beside) in each.iter().enumerate().skip(one + 1) {
            aparts.insert((one, other), row.apart(problem, beside, end));
        }
    }
    aparts
}

/// Every way to choose so many of the first numbers, ascending.
fn choose(of: usize, many: usize, from: usize, chosen: &mut Vec<usize>, each: &mut dyn FnMut(&[usize])) {
    if chosen.len() == many {
        return each(chosen);
    }
    for at in from..of {
        chosen.push(at);
        choose(of, many, at + 1, chosen, each);
        chosen.pop();
    }
}
