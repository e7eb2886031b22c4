//! What is said to be beyond everybody, against small packs of which every sheet of answers is listed.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};

use anteroom::answers::{Given, Slot, Value};
use anteroom::coverage::{Coverage, Gap, Of, Outcome, Part, Recorder, Standing};
use anteroom::pack::{Pack, Tree};
use anteroom::program::{Program, TruthId};
use anteroom::value::Truth;

use super::definition::outcomes;
use crate::properties::for_packs;
use crate::support::packs::{Shape, date};
use crate::support::small::AS_OF;
use crate::support::space::{Reader, Space};

const SMALL: Shape = Shape { small: true, gaps: true, answered: true, rules: 3, no_indications: false };

const MOST_SHEETS: usize = 4_000;

/// A condition's tree, its nodes by row, and the group whose rows it is about.
struct Known<'p> {
    tree: &'p Tree,
    nodes: Vec<&'p [TruthId]>,
    group: Option<Slot>,
}

/// Conditions that are counted.
fn known<'p>(pack: &'p Pack, program: &'p Program, coverage: &Coverage) -> BTreeMap<Of, Known<'p>> {
    let of = |condition: &anteroom::coverage::Condition| {
        let tree = condition.of.tree(pack).expect("a condition");
        let known = match condition.of {
            Of::Rule(at) => Known { tree, nodes: vec![&program.rules[at]], group: None },
            Of::Fact(id) => {
                let rows = program.fact_trees.range((id, 0)..=(id, usize::MAX)).map(|(_, nodes)| nodes.as_slice());
                let group = pack.facts[id.index()].of.map(|group| program.layout.slot(group, 0).expect("a slot"));
                Known { tree, nodes: rows.collect(), group }
            }
        };
        (condition.of, known)
    };
    coverage.conditions.iter().map(of).collect()
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

fn list(space: &Space, known: &BTreeMap<Of, Known>) -> Listed {
    let mut listed: Listed = known.keys().map(|of| (*of, HashMap::new())).collect();
    space.run(|ran| {
        let (_, table, _, contradicted) = &ran.sides[0];
        for (lane, ways) in ran.ways.iter().enumerate() {
            let consistent = contradicted >> lane & 1 == 0;
            let of_names = space.of_names(ways);
            let who = Who { anybody: true, consistent, of_names };
            let sheet = space.sheet(0, ways);
            for (of, Known { nodes, group, .. }) in known {
                let rows = match group.map(|group| sheet.get(group)) {
                    None => 1,
                    Some(Given::Value(Value::Rows(rows))) => usize::from(rows),
                    Some(_) => 0,
                };
                for nodes in nodes.iter().take(rows) {
                    let truths = nodes.iter().map(|node| table.truth(*node, lane)).collect();
                    listed.entry(*of).or_default().entry(truths).or_default().or(who);
                }
            }
        }
    });
    listed
}

/// What is wrong with how a gap is said to stand.
fn wrong(
    coverage: &Coverage,
    known: &BTreeMap<Of, Known>,
    listed: &Listed,
    gap: &Gap,
    standing: &Standing,
) -> Option<String> {
    let tree = known[&gap.of].tree;
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
    let [tried, beyond, decided, contradictory, of_rows] = [(); 5].map(|()| Cell::new(0));
    for_packs(250, SMALL, |made| {
        let space = Space::of(&[Reader { pack: &made.pack, program: &made.program }], date(AS_OF));
        if space.count() > MOST_SHEETS {
            return Ok(());
        }
        tried.set(tried.get() + 1);
        let coverage = Recorder::new(&made.pack, &made.program).finish();
        let known = known(&made.pack, &made.program, &coverage);
        let listed = list(&space, &known);
        let gaps = coverage.gaps();
        let standings = coverage.standings(&made.pack, &made.program, &gaps, date(AS_OF));
        for (gap, standing) in gaps.iter().zip(&standings) {
            let count = |of: &Cell<usize>, is: bool| of.set(of.get() + usize::from(is));
            let is_beyond = matches!(standing, Standing::Impossible { .. });
            count(&beyond, is_beyond);
            count(&decided, is_beyond && Outcome::DECIDED.contains(&gap.outcome));
            count(&contradictory, *standing == Standing::Contradictory);
            count(&of_rows, known[&gap.of].group.is_some() && *standing == Standing::Open);
            if let Some(wrong) = wrong(&coverage, &known, &listed, gap, standing) {
                return Err(format!("{gap:?} is {standing:?}; listed is {wrong}"));
            }
        }
        Ok(())
    });
    let found = [tried, beyond, decided, contradictory, of_rows].map(|of| of.get());
    assert!(found.iter().zip([150, 200, 100, 5, 20]).all(|(found, least)| *found >= least), "{found:?}");
}
