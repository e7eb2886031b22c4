//! What is said to be beyond everybody, against small packs of which every sheet of answers is listed.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};

use anteroom::coverage::{Coverage, Gap, Of, Outcome, Part, Recorder, Standing};
use anteroom::pack::{FactValue, Pack, Tree};
use anteroom::program::{Program, TruthId};
use anteroom::value::Truth;

use super::definition::outcomes;
use crate::properties::for_packs;
use crate::support::packs::{Shape, date};
use crate::support::small::AS_OF;
use crate::support::space::{Reader, Space};

const SMALL: Shape = Shape { small: true, gaps: true, answered: true, rules: 3, no_indications: false };

const MOST_SHEETS: usize = 4_000;

/// A condition's tree and nodes; facts about rows are left to the counts.
type Known<'p> = BTreeMap<Of, (&'p Tree, &'p [TruthId])>;

fn known<'p>(pack: &'p Pack, program: &'p Program) -> Known<'p> {
    let rules =
        pack.rules.iter().enumerate().map(|(at, rule)| (Of::Rule(at), (&rule.when, program.rules[at].as_slice())));
    let facts = (0..).zip(&pack.facts).filter_map(|(at, fact)| {
        let id = anteroom::pack::FactId(at);
        let FactValue::Truth(tree) = &fact.is else { return None };
        fact.of.is_none().then(|| (Of::Fact(id), (tree, program.fact_trees[&(id, 0)].as_slice())))
    });
    rules.chain(facts).collect()
}

/// Who makes something, among all that is listed.
#[derive(Clone, Copy, Default)]
struct Who {
    anybody: bool,
    /// Without contradicting the form.
    consistent: bool,
    /// With texts made of names.
    of_names: bool,
}

impl Who {
    fn or(&mut self, other: Self) {
        self.anybody |= other.anybody;
        self.consistent |= other.consistent;
        self.of_names |= other.of_names;
    }
}

/// By condition: who brings about which truths of its lines.
type Listed = BTreeMap<Of, HashMap<Vec<Truth>, Who>>;

fn list(space: &Space, known: &Known) -> Listed {
    let mut listed = Listed::new();
    space.run(|ran| {
        let (_, table, _, contradicted) = &ran.sides[0];
        for (lane, ways) in ran.ways.iter().enumerate() {
            let consistent = contradicted >> lane & 1 == 0;
            let who = Who { anybody: true, consistent, of_names: space.of_names(ways) };
            for (of, (_, nodes)) in known {
                let truths = nodes.iter().map(|node| table.truth(*node, lane)).collect();
                listed.entry(*of).or_default().entry(truths).or_default().or(who);
            }
        }
    });
    listed
}

/// What is wrong with how a gap is said to stand.
fn wrong(coverage: &Coverage, known: &Known, listed: &Listed, gap: &Gap, standing: &Standing) -> Option<String> {
    let (tree, _) = known[&gap.of];
    let mut who = Who::default();
    for (truths, by) in &listed[&gap.of] {
        if outcomes(tree, truths)[gap.line].contains(&gap.outcome) {
            who.or(*by);
        }
    }
    let is_so = match standing {
        Standing::Open => who.consistent,
        Standing::Contradictory => who.anybody && !who.consistent,
        Standing::Impossible { every_text: true, .. } => !who.anybody,
        Standing::Impossible { every_text: false, .. } => !who.of_names,
        Standing::GaveUp => false,
    };
    if !is_so {
        return Some(format!("anybody {}, consistent {}, of names {}", who.anybody, who.consistent, who.of_names));
    }
    let Standing::Impossible { because, .. } = standing else { return None };
    let reached = |truths: &[Truth], parts: &[Part]| parts.iter().all(|part| holds(coverage, gap.of, truths, *part));
    let of_names = || listed[&gap.of].iter().filter(|(_, who)| who.of_names).map(|(truths, _)| truths);
    if of_names().any(|truths| reached(truths, because)) {
        return Some(format!("somebody reaches all of {because:?}"));
    }
    let needless = (0..because.len()).find(|at| {
        let fewer: Vec<Part> = because.iter().enumerate().filter(|(o, _)| o != at).map(|(_, part)| *part).collect();
        !of_names().any(|truths| reached(truths, &fewer))
    });
    needless.map(|at| format!("nobody reaches {because:?} without {at} either"))
}

fn holds(coverage: &Coverage, of: Of, truths: &[Truth], part: Part) -> bool {
    match part {
        Part::Is(line, truth) => truths[line] == truth,
        Part::Others(line) => {
            let lines = &coverage.condition(of).expect("a condition").lines;
            let group = &lines[lines[line].above.expect("a group")];
            let Some(anteroom::explain::Says::AtLeast(n)) = group.says else { panic!("{group:?} needs no number") };
            let others = || group.of.iter().filter(|other| **other != line).map(|other| truths[*other]);
            others().all(Truth::is_known) && others().filter(|truth| *truth == Truth::Yes).count() == n - 1
        }
    }
}

#[test]
fn what_nobody_can_cover_is_in_no_list() {
    let (tried, beyond, decided, contradictory) = (Cell::new(0), Cell::new(0), Cell::new(0), Cell::new(0));
    for_packs(250, SMALL, |made| {
        let space = Space::of(&[Reader { pack: &made.pack, program: &made.program }], date(AS_OF));
        if space.count() > MOST_SHEETS {
            return Ok(());
        }
        tried.set(tried.get() + 1);
        let known = known(&made.pack, &made.program);
        let listed = list(&space, &known);
        let coverage = Recorder::new(&made.pack, &made.program).finish();
        let mut gaps = coverage.gaps();
        gaps.retain(|gap| known.contains_key(&gap.of));
        let standings = coverage.standings(&made.pack, &made.program, &gaps, date(AS_OF));
        for (gap, standing) in gaps.iter().zip(&standings) {
            let count = |of: &Cell<usize>, is: bool| of.set(of.get() + usize::from(is));
            let is_beyond = matches!(standing, Standing::Impossible { .. });
            count(&beyond, is_beyond);
            count(&decided, is_beyond && Outcome::DECIDED.contains(&gap.outcome));
            count(&contradictory, *standing == Standing::Contradictory);
            if let Some(wrong) = wrong(&coverage, &known, &listed, gap, standing) {
                return Err(format!("{gap:?} is {standing:?}; listed is {wrong}"));
            }
        }
        Ok(())
    });
    let found = [tried.get(), beyond.get(), decided.get(), contradictory.get()];
    assert!(found.iter().zip([150, 200, 100, 5]).all(|(found, least)| *found >= least), "{found:?}");
}
